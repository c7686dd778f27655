// The codename: shown, typed and typed back, also for a caller, and when a core breaks. And that no word of it stays anywhere.

import assert from "node:assert/strict";
import { test } from "node:test";

import { STEPS } from "../steps.js";
import { look, withReplies } from "./replies.mjs";
import { CARD, CODENAME, Sealing, WORDS, board, reply, world } from "./world.mjs";

const [, SOUTH] = CARD.units.map((unit) => unit.name);
const NOW = 1_800_000_000;

test("a first report: the codename is shown after the check, typed back, and then the report is sent with it", async () => {
  const w = await world();
  await w.toCheck();
  assert.match(w.text, /First you get a codename/);
  assert.equal(w.$("[data-action=send]").textContent, "Continue");
  w.press("send");
  await w.clock.settle();
  assert.equal(w.step, "codename");
  assert.equal(w.document.activeElement, w.$("#candour h1"));
  const list = w.$("#words");
  assert.deepEqual([...list.querySelectorAll("li .word")].map((word) => word.textContent), WORDS);
  assert.deepEqual([list.getAttribute("lang"), list.getAttribute("translate"), list.tagName], ["en", "no", "OL"]);
  assert.equal(w.$(".spelling"), null);
  w.press("continue");
  assert.equal(w.step, "repeat");
  assert.ok(!w.text.includes("abdominal"));
  assert.equal(w.$("[data-action=continue]").textContent, "Seal and send");
  // However it is written.
  await w.typeCodename("  Abdomen, abdominal\nABIDE abiding-ability ablaze able barcode ");
  await w.until("done");
  assert.deepEqual(w.sealing.asked[0].conversation, { written: NOW, earlier: null });
  assert.equal(w.sealing.asked[0].answers.kind, "written");
  assert.deepEqual(w.sealing.calls.slice(2), ["newCodename", "readCodename", "openConversation", "forgetCodename"]);
  assert.match(w.text, /Come back with your codename/);
});

test("without a codename: what that means is said first, and nothing of one is left", async () => {
  const w = await world();
  await w.toCheck();
  w.press("send");
  await w.clock.settle();
  assert.match(w.text, /nobody can answer or ask you anything here/);
  w.press("without");
  await w.until("done");
  assert.equal(w.sealing.asked[0].conversation, null);
  assert.ok(w.sealing.calls.includes("forgetCodename"));
  assert.match(w.text, /Without a codename you cannot see an answer here/);
});

test("the room left counts the conversation in, unless the report goes without", async () => {
  const w = await world();
  const planned = async () => {
    w.clock.tick();
    await w.clock.settle();
    return w.sealing.plannedFor.conversation;
  };
  await w.toCheck({ what: async () => assert.deepEqual(await planned(), { written: NOW, earlier: null }) });
  w.drop.faults.set(4, { status: 507, name: "lane-full" });
  w.send();
  await w.clock.settle();
  w.press("cancel");
  assert.equal(await planned(), null);
});

test("what is wrong with a typed codename is said at its field, in both languages", async () => {
  const w = await world();
  w.press("replies");
  for (const [typed, english, welsh] of [
    ["", /eight words/, /wyth gair/],
    ["a b c", /eight words/, /wyth gair/],
    ["a b zzz d e f g h", /Word 3 is not one/, /Nid yw gair 3/],
    ["a b swapped d e f g h", /changed places/, /newid lle/],
    ["a b wrong d e f g h", /another word than yours/, /yn wahanol/],
  ]) {
    await w.typeCodename(typed);
    assert.equal(w.step, "quote");
    assert.equal(w.document.activeElement, w.$("#errors"));
    assert.equal(w.$("#errors").getAttribute("role"), "alert");
    assert.match(w.$("#errors").textContent, english);
    assert.match(w.$("#codename-error").textContent, english);
    assert.equal(w.$("#codename").getAttribute("aria-invalid"), "true");
    assert.equal(w.$("#codename").value, typed);
    w.$("#errors a").click();
    assert.equal(w.document.activeElement, w.$("#codename"));
    w.choose("language");
    assert.match(w.$("#errors").textContent, welsh);
    w.choose("language", false);
    assert.equal(w.$("[data-action=accept]"), null);
  }
});

test("a codename that was not the one shown is refused, and Back shows the same words again", async () => {
  const w = await world();
  await w.toCheck();
  w.press("send");
  await w.clock.settle();
  w.press("continue");
  await w.typeCodename("a b c d e f g h");
  assert.equal(w.step, "repeat");
  assert.match(w.$("#errors").textContent, /not the one on the page before/);
  w.press("back");
  await w.clock.settle();
  assert.equal(w.step, "codename");
  assert.deepEqual([...w.document.querySelectorAll(".word")].map((word) => word.textContent), WORDS);
  assert.equal(w.$("#words-new").textContent, "");
  // An answer is changed meanwhile.
  w.press("back");
  w.$('[data-change="when-where"]').click();
  w.press("continue");
  await w.sendWithCodename();
  await w.until("done");
  assert.equal(w.sealing.calls.filter((call) => call === "newCodename").length, 1);
});

test("one proposal, which a person must take, and which is gone once something else is typed", async () => {
  for (const step of ["quote", "repeat"]) {
    const w = await world();
    if (step === "quote") w.press("replies");
    else {
      await w.toCheck();
      w.press("send");
      await w.clock.settle();
      w.press("continue");
    }
    const slip = CODENAME.replace("abdomen", "abdomn");
    await w.typeCodename(slip);
    assert.equal(w.step, step);
    assert.match(w.$("#proposal").textContent, /Did you mean “abdomen” as word 1\?/);
    assert.match(w.$("#errors").textContent, /Word 1 is not.*Did you mean “abdomen” as word 1\?/);
    const button = w.$("[data-action=accept]");
    assert.match(w.document.getElementById(button.getAttribute("aria-describedby")).textContent, /abdomen/);
    w.type("codename", `${slip} `);
    assert.equal(w.$("[data-action=accept]"), null);
    await w.typeCodename(slip);
    w.press("accept");
    if (step === "quote") await w.until("thread");
    else {
      await w.until("done");
      assert.deepEqual(w.sealing.asked[0].conversation, { written: NOW, earlier: null });
    }
  }
});

test("what is proposed is compared with the codename that was shown", async () => {
  const w = await world();
  await w.toCheck();
  w.press("send");
  await w.clock.settle();
  w.press("continue");
  await w.typeCodename("abdomn b c d e f g h");
  w.press("accept");
  await w.clock.settle();
  assert.equal(w.step, "repeat");
  assert.match(w.$("#errors").textContent, /not the one on the page before/);
});

test("a wrong codename typed elsewhere never leaves a report that cannot be sealed", async () => {
  const w = await world();
  await w.toCheck();
  w.drop.faults.set(4, { status: 507, name: "lane-full" });
  await w.sendWithCodename();
  w.press("cancel");
  // The codename is held: it is not asked for twice.
  assert.equal(w.$("[data-action=send]").textContent, "Seal and send");
  while (w.step !== "start") w.history.back(), await w.clock.settle();
  w.press("replies");
  await w.typeCodename("a b c");
  w.press("back");
  await w.toCheck();
  await w.sendWithCodename();
  await w.until("done");
  assert.equal(w.drop.stored.length, 1);
});

test("steps of history that make no sense any more lead to one that does", async () => {
  const w = await world();
  const index = Object.fromEntries(STEPS.map((step, at) => [step.name, at]));
  const travel = async (name) => {
    w.history.pushState({ step: index[name] }, "");
    w.history.pushState({ step: 0 }, "");
    w.history.back();
    await w.clock.settle();
    return w.step;
  };
  assert.equal(await travel("thread"), "quote");
  assert.equal(await travel("repeat"), "codename");
  assert.equal(await travel("codename"), "codename");
  await travel("start");
  await look(w);
  assert.equal(await travel("thread"), "thread");
  assert.equal(await travel("codename"), "check");
  assert.equal(await travel("repeat"), "check");
});

test("a core that breaks after the codename was typed asks for it again, with nothing else lost", async () => {
  const cores = [new Sealing(), new Sealing()];
  let opened = 0;
  const w = await world({ openSealing: async () => cores[opened++] });
  await w.toCheck();
  cores[0].fault = { at: 0, code: "broken" };
  const words = await w.sendWithCodename();
  await w.until("check");
  assert.match(w.text, /type your codename once more/);
  w.press("retry");
  assert.equal(w.step, "repeat");
  assert.match(w.text, /no longer has your codename/);
  await w.typeCodename("a b");
  assert.match(w.$("#errors").textContent, /eight words/);
  await w.typeCodename(words);
  await w.until("done");
  assert.deepEqual(cores[1].asked[0].conversation, { written: NOW, earlier: null });
  assert.ok(!cores[1].calls.includes("newCodename"));
});

test("a core that breaks while words are shown: other words, and the old ones are to be crossed out", async () => {
  const cores = [new Sealing(), new Sealing(), new Sealing()];
  let opened = 0;
  const w = await world({ openSealing: async () => cores[opened++] });
  await w.toCheck();
  w.press("send");
  await w.clock.settle();
  cores[0].dead = true;
  w.press("continue");
  await w.typeCodename(CODENAME);
  assert.equal(w.step, "repeat");
  assert.match(w.$("#errors").textContent, /has stopped/);
  await w.typeCodename(CODENAME);
  w.press("back");
  await w.clock.settle();
  assert.match(w.$("#words-new").textContent, /other words than before/);
  await w.history.back();
  await w.sendWithCodename();
  await w.until("done");
});

test("whoever goes on twice, or goes elsewhere meanwhile, ends in one place", async () => {
  const w = await world();
  w.press("replies");
  w.type("codename", CODENAME);
  w.press("continue");
  w.press("continue");
  await w.clock.settle();
  assert.deepEqual([w.step, w.history.entries.length], ["thread", 3]);
  assert.equal(w.sealing.calls.filter((call) => call === "readCodename").length, 1);
  const other = await world();
  let answer;
  other.sealing.openConversation = () => new Promise((resolve) => (answer = resolve));
  other.press("replies");
  await other.typeCodename(CODENAME);
  other.press("back");
  answer({});
  await other.clock.settle();
  assert.equal(other.step, "start");
  await other.toCheck();
  assert.equal(other.$("[data-action=send]").textContent, "Continue");
});

test("for a caller: marked inside the seal, spelled, read back, and nothing stays", async () => {
  const w = await world();
  w.choose("call");
  const marked = [];
  const mark = () => marked.push(w.$(".call")?.textContent ?? "");
  await w.toCheck(Object.fromEntries(STEPS.map((step) => [step.name, mark])));
  mark();
  assert.ok(marked.length > 7 && marked.slice(1).every((text) => text.includes("typing for a caller")), marked.join());
  w.press("send");
  await w.clock.settle();
  assert.ok(w.$("#words.large"));
  assert.deepEqual([...w.document.querySelectorAll(".spelling")].map((node) => node.textContent), WORDS.map((word) => `Spelled-${word}`));
  assert.match(w.text, /Read them out slowly.*Tell the caller/);
  assert.equal(w.$("#candour h1").textContent, "The caller's codename");
  w.press("continue");
  assert.match(w.$("#candour h1").textContent, /reads back/);
  await w.typeCodename(CODENAME);
  await w.until("done");
  assert.equal(w.sealing.asked[0].answers.kind, "call");
  assert.match(w.text, /The caller can call back.*Destroy any note/);
  w.press("leave");
  assert.deepEqual(w.places, ["/leave"]);
  assert.equal(w.document.body.textContent, "");
});

test("no word of a codename is anywhere but in the step that shows or takes it", async () => {
  const w = await withReplies({ [SOUTH]: [{ set: [SOUTH], replies: [reply(0, "REPLY-MARKER")] }] });
  const nowhere = (where) => {
    const seen = [w.window.location.href, JSON.stringify(w.history.entries), w.document.title, w.document.cookie, JSON.stringify(w.drop.requests.map(({ signal, body, ...rest }) => rest)), w.document.documentElement.outerHTML];
    for (const word of [...WORDS, "REPLY-MARKER"]) for (const text of seen) assert.ok(!text.includes(`${word}`) || (word === "able" && !/\bable\b/.test(text)), `${word} at ${where}`);
    assert.ok(w.history.urls.every((url) => url === undefined));
    assert.deepEqual(w.touched, []);
  };
  w.press("replies");
  const field = w.$("#codename");
  const titles = [];
  w.type("codename", CODENAME);
  nowhere("quote");
  w.press("continue");
  await w.clock.settle();
  titles.push(w.document.title);
  const shown = [...w.document.querySelectorAll("#replies *")];
  assert.ok(w.text.includes("REPLY-MARKER"));
  assert.equal(field.value, "");
  w.press("follow-up");
  nowhere("about");
  assert.ok(shown.every((node) => !node.isConnected));
  for (let at = 0; at < 3; at += 1) w.history.back(), await w.clock.settle();
  await w.toCheck();
  w.press("send");
  await w.clock.settle();
  const words = [...w.document.querySelectorAll(".word")];
  titles.push(w.document.title);
  w.press("continue");
  assert.ok(words.every((word) => word.textContent === ""));
  nowhere("repeat");
  const typed = w.$("#codename");
  await w.typeCodename(CODENAME.replace("abdomen", "abdomn"));
  titles.push(w.document.title);
  assert.ok(w.text.includes("abdomen"));
  w.press("accept");
  await w.until("done");
  assert.equal(typed.value, "");
  nowhere("done");
  for (const title of titles) assert.ok(!WORDS.some((word) => title.split(/\W/).includes(word)), title);
});

test("leaving, and a page that is put away, forget codename and replies", async () => {
  for (const away of ["leave", "pagehide"]) {
    for (const step of ["quote", "thread", "codename", "repeat"]) {
      const w = await withReplies({ [SOUTH]: [{ set: [SOUTH], replies: [reply(0, "REPLY-MARKER")] }] });
      if (step === "quote" || step === "thread") {
        w.press("replies");
        w.type("codename", CODENAME);
        if (step === "thread") await w.typeCodename(CODENAME);
      } else {
        await w.toCheck();
        w.press("send");
        await w.clock.settle();
        if (step === "repeat") w.press("continue"), w.type("codename", CODENAME);
      }
      assert.equal(w.step, step);
      const nodes = [...w.document.querySelectorAll("#codename, .word, .reply-text")];
      if (away === "leave") w.$("header [data-action=leave]").click();
      else w.window.dispatchEvent(new w.window.Event("pagehide"));
      await w.clock.settle();
      assert.ok(w.sealing.calls.includes("forgetCodename") && w.sealing.closed, `${step} ${away}`);
      for (const node of nodes.filter((node) => !node.matches(".reply-text"))) assert.equal(node.value ?? node.textContent, "", step);
      assert.equal((w.$("#question") ?? w.document.body).textContent, "");
      assert.doesNotMatch(w.document.body.textContent, /abdom|REPLY-MARKER/);
    }
  }
});

test("the steps of a conversation are said in full in both languages, and switch in place", async () => {
  for (const call of [false, true]) {
    const w = await withReplies({ [SOUTH]: [{ replies: [reply(0, "Text")] }] });
    if (call) w.choose("call");
    const both = () => {
      const english = w.$("#question").textContent;
      w.choose("language");
      const welsh = w.$("#question").textContent;
      assert.notEqual(english, welsh);
      for (const text of [english, welsh]) assert.doesNotMatch(text, /\{|\b(?:quote|thread|codename|repeat|warning|board|earlier|done|check|call)-[a-z]+(-[a-z]+)*\b/, w.step);
      w.choose("language", false);
      assert.equal(w.$("#question").textContent, english);
    };
    w.press("replies");
    both();
    await w.typeCodename("a b c d e f g h");
    both();
    w.press("follow-up");
    await w.toCheck({ readers: both });
    both();
    while (w.step !== "start") w.history.back(), await w.clock.settle();
    await look(w);
    both();
    while (w.step !== "start") w.history.back(), await w.clock.settle();
    await w.toCheck();
    w.press("send");
    await w.clock.settle();
    both();
    w.press("continue");
    both();
    await w.typeCodename(CODENAME);
    await w.until("done");
    both();
  }
});
