// The conversation: a codename before sending, replies, follow-ups, and reports for a caller. And that no word of a codename stays anywhere.

import assert from "node:assert/strict";
import { test } from "node:test";

import { STEPS } from "../steps.js";
import { CARD, CODENAME, Sealing, WORDS, board, reply, world } from "./world.mjs";

const [NORTH, SOUTH] = CARD.units.map((unit) => unit.name);
const NOW = 1_800_000_000;

// A page whose boards have this for the codename.
async function withReplies(boards) {
  const w = await world({ ready: false });
  for (const [name, found] of Object.entries(boards)) w.drop.boards.set(name, board({ [CODENAME]: found }));
  await w.clock.settle();
  return w;
}

// To what was found for a codename.
async function look(w, codename = CODENAME) {
  w.press("replies");
  await w.typeCodename(codename);
  assert.equal(w.step, "thread", w.text);
}

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

test("a codename without replies and a made-up one are told the same words", async () => {
  const told = [];
  for (const codename of [CODENAME, "a b c d e f g h"]) {
    const w = await withReplies({ [SOUTH]: [] });
    await look(w, codename);
    assert.match(w.$("#none").textContent, /perhaps there is no answer yet, perhaps it is not the right codename/);
    assert.match(w.$("#status").textContent, /Nothing for this codename/);
    told.push([w.$("#candour").innerHTML, w.sealing.calls.join()]);
  }
  assert.deepEqual(told[0], told[1]);
});

test("replies are shown by unit in their order, as text, whatever stands in them", async () => {
  const w = await withReplies({
    [NORTH]: [{ gone: 2, replies: [reply(2, "First.\r\n\r\n<b>bold</b> &amp; {$x}"), reply(3, "Long", 2), reply(5, "שלום \u{202e}abc\ttab")] }],
    [SOUTH]: [{ replies: [reply(0, "From the south")] }],
  });
  await look(w);
  assert.match(w.$("#status").textContent, /4 replies found/);
  const sections = [...w.document.querySelectorAll("#replies section")];
  assert.deepEqual(sections.map((section) => section.dataset.unit), [NORTH, SOUTH]);
  for (const section of sections) {
    assert.equal(w.document.getElementById(section.getAttribute("aria-labelledby")).tagName, "H2");
    assert.match(section.querySelector(".board-day").textContent, /12 January 2027/);
  }
  const texts = [...sections[0].querySelectorAll(".reply-text")];
  assert.deepEqual(texts.map((node) => node.textContent), ["First.\n\n<b>bold</b> &amp; {$x}", "Long", "שלום \u{fffd}abc\ttab"]);
  assert.ok(texts.every((node) => node.children.length === 0 && node.getAttribute("dir") === "auto"));
  assert.deepEqual([...sections[0].querySelectorAll("h3")].map((node) => node.textContent), ["Reply, number 3", "Reply, numbers 4 to 5", "Reply, number 6"]);
  assert.match(sections[0].textContent, /Earlier replies are no longer on the board/);
  assert.equal(w.$("#none"), null);
  assert.equal(w.$("[data-action=boards]"), null);
  w.choose("language");
  assert.match(sections[0].querySelector("h3").textContent, /^Ateb, rhif 3$/);
});

test("every warning has its sentence in both languages, counted as people count", async () => {
  const warnings = [
    { kind: "altered", n: 0 },
    { kind: "invented", n: 1 },
    { kind: "moved", n: 2, says: 0 },
    { kind: "malformed", n: 3 },
    { kind: "gap", n: 4 },
    { kind: "hidden", highest: 9, last: 7 },
    { kind: "incomplete", first: 5, missing: 1, parts: 3 },
  ];
  const w = await withReplies({ [NORTH]: [{ replies: [], warnings }] });
  await look(w);
  const shown = () => [...w.document.querySelectorAll("#replies .warning")];
  assert.deepEqual(shown().map((node) => node.dataset.warning), warnings.map(({ kind }) => kind));
  const english = shown().map((node) => node.textContent);
  const numbers = ["1", "2", "3,1", "4", "5", "10,8", "1,3,6"];
  assert.deepEqual(english.map((text) => text.match(/\d+/g).join()), numbers);
  w.choose("language");
  shown().forEach((node, index) => {
    assert.notEqual(node.textContent, english[index]);
    assert.equal(node.textContent.match(/\d+/g).join(), numbers[index]);
  });
  assert.equal(w.$("#none"), null);
});

test("a follow-up to what was found goes to the same units, and straight from the check to sending", async () => {
  const w = await withReplies({
    [SOUTH]: [
      { set: [NORTH, SOUTH], replies: [reply(0, "a")] },
      { set: [SOUTH], replies: [reply(0, "b"), reply(1, "c")] },
    ],
  });
  await look(w);
  assert.equal(w.document.querySelectorAll("#replies section").length, 1);
  assert.match(w.text, /In answer to a report to Uned Uniondeb y Gogledd and South Integrity Unit/);
  w.press("follow-up");
  assert.equal(w.step, "about");
  await w.toCheck({
    readers: () => {
      assert.deepEqual([w.$(`[id="unit-${NORTH}"]`).checked, w.$(`[id="unit-${SOUTH}"]`).checked], [false, true]);
      assert.equal(w.$("#earlier"), null);
      assert.match(w.$("#earlier-several").textContent, /went to different units/);
      w.choose(`unit-${NORTH}`);
    },
  });
  assert.match(w.text, /continues your conversation/);
  assert.equal(w.$("[data-action=send]").textContent, "Seal and send");
  w.press("send");
  assert.equal(w.step, "sending");
  await w.until("done");
  const { units, conversation } = w.sealing.asked[0];
  assert.deepEqual([units, conversation], [[NORTH, SOUTH], { written: NOW, earlier: [NORTH, SOUTH] }]);
  assert.match(w.text, /Come back with your codename/);
});

test("a unit that was left out since is not written to again by itself, however many replies each conversation has", async () => {
  for (const [both, alone] of [[1, 1], [3, 1], [1, 3]]) {
    const replies = (count) => Array.from({ length: count }, (_, n) => reply(n, "text"));
    const w = await withReplies({ [SOUTH]: [{ set: [NORTH, SOUTH], replies: replies(both) }, { set: [SOUTH], replies: replies(alone) }] });
    await look(w);
    w.press("follow-up");
    await w.toCheck();
    w.press("send");
    await w.until("done");
    const { units, conversation } = w.sealing.asked[0];
    assert.deepEqual([units, conversation.earlier], [[SOUTH], [SOUTH]]);
  }
  // Where nobody was in both, she chooses.
  const w = await withReplies({ [NORTH]: [{ set: [NORTH], replies: [reply(0, "a")] }], [SOUTH]: [{ set: [SOUTH], replies: [reply(0, "b")] }] });
  await look(w);
  w.press("follow-up");
  await assert.rejects(w.toCheck(), /stuck at readers/);
});

test("where nothing was found, the source says whom her last report went to", async () => {
  const w = await world();
  await look(w);
  w.press("follow-up");
  const ids = CARD.units.map((unit) => `earlier-${unit.name}`);
  await assert.rejects(
    w.toCheck({
      readers: () => {
        assert.ok(ids.every((id) => w.document.getElementById(id).checked));
        ids.forEach((id) => w.choose(id, false));
      },
    }),
    /stuck at readers/,
  );
  assert.match(w.$("#errors").textContent, /your last report went to/);
  w.$("#errors a").click();
  assert.equal(w.document.activeElement.id, ids[0]);
  w.choose(ids[1]);
  await w.toCheck();
  w.press("send");
  await w.until("done");
  assert.deepEqual(w.sealing.asked[0].conversation, { written: NOW, earlier: [SOUTH] });
});

test("with one unit there is nothing to ask, and the conversation is continued all the same", async () => {
  const w = await world({ card: { ...CARD, units: CARD.units.slice(1) } });
  await look(w);
  w.press("follow-up");
  await w.toCheck({ readers: () => assert.equal(w.$("#earlier"), null) });
  w.press("send");
  await w.until("done");
  assert.deepEqual(w.sealing.asked[0].conversation, { written: NOW, earlier: [SOUTH] });
});

test("a first report after looking for replies has a codename of its own", async () => {
  const w = await withReplies({ [SOUTH]: [{ set: [SOUTH], replies: [reply(0, "a")] }] });
  await look(w);
  w.press("follow-up");
  for (const step of ["thread", "quote", "start"]) {
    w.history.back();
    await w.clock.settle();
    assert.equal(w.step, step);
  }
  await w.toCheck({ readers: () => assert.ok(w.$(`[id="unit-${NORTH}"]`).checked) });
  await w.sendWithCodename();
  await w.until("done");
  assert.deepEqual(w.sealing.asked[0].conversation, { written: NOW, earlier: null });
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

test("a core that breaks in a follow-up keeps which units it continues", async () => {
  const cores = [new Sealing(), new Sealing()];
  let opened = 0;
  const w = await world({ openSealing: async () => cores[opened++], ready: false });
  w.drop.boards.set(SOUTH, board({ [CODENAME]: [{ set: [SOUTH], replies: [reply(0, "a")] }] }));
  await w.clock.settle();
  await look(w);
  w.press("follow-up");
  await w.toCheck({ readers: () => w.choose(`unit-${NORTH}`) });
  cores[0].fault = { at: 0, code: "broken" };
  w.press("send");
  await w.until("check");
  w.press("retry");
  await w.typeCodename(CODENAME);
  await w.until("done");
  assert.deepEqual(cores[1].asked[0].conversation, { written: NOW, earlier: [SOUTH] });
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

test("for a caller who quotes her codename: replies to read out, and a follow-up that is a call", async () => {
  const w = await withReplies({ [SOUTH]: [{ set: [SOUTH], replies: [reply(0, "Which car?")] }] });
  w.choose("call");
  w.press("replies");
  assert.match(w.text, /Ask the caller for the eight words/);
  await w.typeCodename(CODENAME);
  assert.match(w.text, /Read the replies out.*Which car\?/);
  w.press("follow-up");
  await w.toCheck();
  w.press("send");
  await w.until("done");
  assert.equal(w.sealing.asked[0].answers.kind, "call");
  assert.ok(!w.document.body.textContent.includes("Which car"));
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
