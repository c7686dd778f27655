// What can go wrong under the source: desk card, files, drop, a core that does not start. What she typed is still there afterwards.

import assert from "node:assert/strict";
import { test } from "node:test";

import { CARD, Fault, Sealing, file, world } from "./world.mjs";

// What every visit asks for before anything is sent, and how many requests that is.
const VISIT = ["/desk", ...CARD.units.map((unit) => `/board/${unit.name}`)];
const AT = VISIT.length;

const others = (w) => [w.step, w.$("#errors")?.textContent ?? ""];

test("a core or a card that is not there or not good stops the page before anything is typed", async () => {
  for (const [options, words] of [
    [{ openSealing: async () => { throw new Fault("broken"); } }, /did not load/],
    [{ openSealing: async () => { throw new Error("no worker"); } }, /did not load/],
    [{ card: { ...CARD, fault: "card-signature" } }, /not genuine/],
    [{ card: { ...CARD, fault: "card-malformed" } }, /not genuine/],
    [{ card: { ...CARD, fault: "card-expired" } }, /not in force/],
    [{ card: { ...CARD, expired: true } }, /not in force/],
  ]) {
    const w = await world(options);
    assert.equal(w.step, "stopped");
    assert.match(w.text, words);
    assert.match(w.text, /Nothing that you typed/);
    assert.ok(!w.$("#home").hidden && w.document.querySelectorAll("h1").length === 1);
  }
});

test("a card that does not come is asked for until it does", async () => {
  const w = await world({ ready: false });
  await w.clock.settle();
  assert.deepEqual(w.drop.requests.map(({ path }) => path), VISIT);
  const lost = await world({ ready: false, openSealing: () => new Promise(() => {}) });
  assert.equal(lost.step, "start");
});

test("a card renewed meanwhile is said and used", async () => {
  const w = await world();
  await w.toCheck();
  w.drop.card = { ...CARD, number: 4, sha256: "b".repeat(64) };
  w.drop.faults.set(AT + 1, "hang");
  w.send();
  await w.clock.settle();
  assert.match(w.$("#renewed").textContent, /card 4 now, with the same fingerprint/);
  await w.until("done");
  assert.equal(w.drop.stored.length, 1);
});

test("any other change of the card is an alarm, and nothing is sealed", async () => {
  for (const change of [
    { number: 4, fingerprint: "other words" },
    { number: 3 },
    { number: 2 },
    { number: 4, demo: false },
    { fault: "card-signature" },
  ]) {
    const w = await world();
    await w.toCheck();
    w.drop.card = { ...CARD, sha256: "b".repeat(64), ...change };
    w.send();
    await w.until("stopped");
    assert.match(w.text, /Alarm/);
    assert.deepEqual([w.sealing.asked.length, w.drop.requests.length], [0, AT + 1]);
    w.history.back();
    assert.equal(w.step, "stopped");
    // What was written can still be read and copied. Sending it is an alarm again.
    assert.ok(!w.text.includes("He took money."));
    w.press("answers");
    assert.equal(w.step, "check");
    assert.match(w.text, /He took money\./);
    w.send();
    await w.until("stopped");
    assert.deepEqual([w.sealing.asked.length, w.drop.requests.length], [0, AT + 2]);
  }
});

test("a drop that is gone while sending is waited for, and what was typed is still there after Cancel", async () => {
  const w = await world();
  await w.toCheck();
  for (let at = AT + 1; at < 40; at += 1) w.drop.faults.set(at, "before");
  w.send();
  await w.clock.settle();
  w.clock.tick();
  await w.clock.settle();
  assert.match(w.$("#stage").textContent, /connection broke/);
  assert.ok(!w.$("[data-action=retry]").hidden);
  w.history.back();
  assert.equal(w.step, "sending");
  w.press("cancel");
  assert.equal(w.step, "check");
  assert.match(w.$("#status").textContent, /may have been stored/);
  assert.match(w.text, /He took money/);
  w.drop.faults.clear();
  w.send();
  await w.until("done");
  assert.equal(w.drop.stored.length, 1);
});

test("that something is kept is said only after a part of it was taken", async () => {
  const w = await world();
  w.sealing.len = 3 << 20;
  await w.toCheck();
  // The desk card, then the upload's beginning, then a part after the first one.
  for (const at of [0, 2, 5]) w.drop.faults.set(AT + at, "before");
  const said = [];
  const tick = w.clock.tick.bind(w.clock);
  w.clock.tick = () => {
    said.push([[...w.drop.uploads.values()].some((upload) => upload.bytes.length > 0), w.$("#stage")?.textContent ?? ""]);
    return tick();
  };
  w.send();
  await w.until("done");
  const waits = said.filter(([, text]) => text.includes("connection broke"));
  assert.ok(waits.some(([taken]) => taken) && waits.some(([taken]) => !taken), said.join("\n"));
  for (const [taken, text] of waits) assert.equal(text.includes("is kept"), taken, text);
});

test("a full drop says when to come back; then the answers can be changed, or it is tried again", async () => {
  const w = await world();
  await w.toCheck();
  w.drop.faults.set(AT + 1, { status: 507, name: "full", retryAfter: 7200 });
  w.send();
  await w.clock.settle();
  assert.equal(w.step, "sending");
  assert.match(w.$("#errors").textContent, /full until it is next emptied.*come back in 2 hours/);
  assert.equal(w.document.activeElement, w.$("#errors"));
  w.choose("language");
  assert.match(w.$("#errors").textContent, /ymhen 2 awr/);
  w.drop.faults.set(AT + 3, { status: 507, name: "full", retryAfter: 7200 });
  w.press("retry");
  await w.clock.settle();
  w.press("cancel");
  assert.equal(w.step, "check");
  assert.match(w.$("#status").textContent, /atebion/);
  w.send();
  await w.until("done");
  assert.equal(w.drop.stored.length, 1);
});

test("a refusal without words of ours still says what to do", async () => {
  const w = await world();
  await w.toCheck();
  w.drop.faults.set(AT + 1, () => new Response("<h1>teapot</h1>", { status: 418 }));
  w.send();
  await w.clock.settle();
  assert.match(w.$("#errors").textContent, /did not take the report/);
  assert.ok(!w.text.includes("teapot"));
});

test("a file that shrinks, goes or changes while it is sealed is named, and everything else is kept", async () => {
  for (const [state, words] of [[{ shrunk: 3 }, /has changed/], [{ broken: true }, /cannot be read/]]) {
    const w = await world();
    const good = file("good.pdf", 9);
    const bad = file("bad.pdf", 9);
    await w.toCheck({ evidence: () => w.attach(good, bad) });
    Object.assign(bad.state, state);
    w.sealing.len = 4 << 20;
    w.sealing.fault = { at: 2 << 20, code: "file-changed" };
    w.send();
    await w.until("evidence");
    assert.match(w.$("#errors").textContent, words);
    assert.ok(w.$("#errors").textContent.includes("bad.pdf") && !w.$("#errors").textContent.includes("good.pdf"));
    assert.deepEqual([w.drop.stored.length, w.drop.deleted.length], [0, 1]);
    w.$("#remove-1").click();
    w.sealing.fault = null;
    w.press("continue");
    assert.equal(w.step, "check");
    assert.match(w.text, /He took money/);
    w.send();
    await w.until("done");
    assert.deepEqual(w.sealing.asked[1].files, ["good.pdf"]);
  }
});

test("faults that no file can be blamed for are said all the same", async () => {
  for (const [code, step] of [["file-changed", "evidence"], ["too-large", "evidence"], ["too-many-files", "evidence"], ["bad-name", "evidence"], ["text-too-long", "what"], ["no-units", "readers"], ["broken", "check"]]) {
    const w = await world();
    await w.toCheck();
    w.sealing.fault = { at: 0, code };
    w.send();
    await w.until(step);
    assert.ok(w.$("#errors li").textContent.length > 10, others(w).join());
  }
});

test("a core that breaks loses nothing: back at the check, and tried again with a new one", async () => {
  for (const at of [0, 2 << 20]) {
    let opened = 0;
    const cores = [new Sealing(), new Sealing(), new Sealing()];
    const w = await world({ openSealing: async () => cores[opened++] });
    await w.toCheck({ evidence: () => w.attach(file("a.jpg", 5)) });
    cores.forEach((core) => (core.len = 4 << 20));
    cores[0].fault = { at, code: "broken" };
    // The new core breaks as well, this time as soon as it gets the card; the third works.
    cores[1].card = async () => { throw new Fault("broken"); };
    w.send();
    for (const [button, broken] of [["retry", 1], ["send", 2]]) {
      await w.until("check");
      assert.equal(w.document.activeElement, w.$("#errors"));
      assert.match(w.$("#errors").textContent, /stopped working.*still here/);
      assert.match(w.$("#broken").textContent, /started anew.*by hand on to paper.*Safest/);
      assert.ok(w.text.includes("He took money.") && w.text.includes("a.jpg"));
      assert.deepEqual([opened, cores[broken - 1].closed, w.drop.stored.length], [broken, true, 0]);
      w.choose("language");
      assert.match(w.$("#broken").textContent, /ar bapur/);
      w.choose("language", false);
      // Who went without a codename and only tries again is not offered one again.
      if (button === "retry") w.press(button), assert.equal(w.step, "sending");
      else w.send(button);
    }
    await w.until("done");
    assert.deepEqual([opened, w.drop.stored.length, cores[2].asked[0].answers.what], [3, 1, "He took money."]);
    assert.ok(cores[2].closed);
  }
});

test("a card that is over when the report is sent stops it, and the answers are still to be read", async () => {
  const w = await world();
  await w.toCheck();
  w.drop.card = { ...CARD, expired: true };
  w.send();
  await w.until("stopped");
  assert.match(w.text, /not in force.*still in this page/s);
  w.press("answers");
  assert.match(w.text, /He took money\./);
});

test("an empty or unreadable file is left out and named, the others are taken", async () => {
  const w = await world();
  await w.toCheck({
    evidence: async () => {
      await w.attach(file("empty.txt", 0), file("a.txt", 1), file("gone.txt", 5, { broken: true }));
      const said = w.$("#errors").textContent;
      assert.ok(said.includes("empty.txt") && said.includes("gone.txt") && !said.includes("a.txt"), said);
      assert.match(w.$("#file-list").textContent, /1 file added/);
    },
  });
});

test("thirty files at once, and one more, and one less", async () => {
  const w = await world();
  await w.toCheck({
    evidence: async () => {
      await w.attach(...Array.from({ length: 30 }, (_, i) => file(`${i}.bin`, i + 1)));
      await w.attach(file("last.bin", 3));
      assert.equal(w.document.querySelectorAll("#file-list li").length, 31);
      w.$("#remove-0").click();
      assert.equal(w.document.activeElement.id, "remove-0");
    },
  });
  w.send();
  await w.until("done");
  assert.equal(w.sealing.asked[0].files.length, 30);
});

test("odd names are shown apart and without signs that mislead, and travel only if they may", async () => {
  const odd = ["Tystiolaeth ŵ.pdf", "دليل.pdf", "exe.\u{202e}gpj", "<b>x<b>.txt", `${"y".repeat(300)}.mp4`];
  const w = await world();
  await w.toCheck({
    evidence: async () => {
      await w.attach(...odd.map((name) => file(name, 1)));
      const shown = [...w.document.querySelectorAll("#file-list bdi")];
      assert.deepEqual(shown.slice(0, 4).map((node) => node.textContent), [odd[0], odd[1], "exe.\u{fffd}gpj", odd[3]]);
      assert.ok(shown.every((node) => node.getAttribute("dir") === "auto" && node.children.length === 0));
      assert.ok(shown[4].textContent.endsWith(".mp4") && shown[4].textContent.length <= 80);
      w.choose("keep-names");
      w.press("continue");
      assert.equal(w.step, "evidence");
      assert.equal(w.document.querySelectorAll("#errors li").length, 2);
      w.choose("keep-names", false);
    },
  });
  w.send();
  await w.until("done");
  assert.deepEqual([w.sealing.asked[0].files.length, w.sealing.asked[0].keepNames], [5, false]);
});

test("too much for one report is said where it is typed or added", async () => {
  const w = await world();
  w.sealing.planned = new Fault("too-large");
  await w.toCheck({
    evidence: async () => {
      w.clock.tick();
      await w.clock.settle();
      assert.match(w.$("#room").textContent, /too large/);
    },
  });
});

test("halves of characters do not reach the sealed answers", async () => {
  const w = await world();
  await w.toCheck({ what: () => w.type("what", "a\u{d800}b ") });
  w.send();
  await w.until("done");
  assert.equal(w.sealing.asked[0].answers.what, "a\u{fffd}b");
});

test("progress is shown in bytes and time, and said aloud at quarters only", async () => {
  const w = await world();
  w.sealing.len = 64 << 20;
  await w.toCheck();
  const aloud = new Set();
  const shown = new Set();
  const send = w.drop.fetch.bind(w.drop);
  w.drop.fetch = async (path, options) => {
    w.clock.at += 2000;
    aloud.add(w.$("#status")?.textContent);
    shown.add(w.$("#amount")?.textContent);
    if (w.$("#progress")?.value === 33 << 20) assert.match(w.$("#left").textContent, /About 2 minutes left/);
    return send(path, options);
  };
  w.send();
  await w.until("done");
  assert.ok(shown.size > 60 && shown.has("33 MB of 64 MB sent"), [...shown].join());
  assert.ok(aloud.size < 10 && aloud.has("32 MB of 64 MB sent"), [...aloud].join());
});

test("no more files than one report takes", async () => {
  const w = await world();
  await w.toCheck({
    evidence: async () => {
      await w.attach(...Array.from({ length: 998 }, (_, i) => file(`${i}.bin`, 1)));
      await w.clock.settle();
      await w.attach(file("fits.bin", 1), file("past.bin", 1));
      await w.clock.settle();
      const said = w.$("#errors").textContent;
      assert.ok(said.includes("999") && said.includes("past.bin") && !said.includes("fits.bin"), said);
      assert.equal(w.document.querySelectorAll("#file-list li").length, 999);
    },
  });
});
