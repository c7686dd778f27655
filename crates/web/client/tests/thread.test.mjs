// What was found for a codename: replies and warnings as they are shown, and the follow-up to them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { look, withReplies } from "./replies.mjs";
import { CARD, CODENAME, Sealing, board, reply, world } from "./world.mjs";

const [NORTH, SOUTH] = CARD.units.map((unit) => unit.name);
const NOW = 1_800_000_000;

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
