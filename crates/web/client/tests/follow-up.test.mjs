// Whom a follow-up goes to: never before it is known, never by names that mean others now, and never as somebody else chose.

import assert from "node:assert/strict";
import { test } from "node:test";

import { look, withBoards } from "./replies.mjs";
import { CARD, CODENAME, board, reply, world } from "./world.mjs";

const [NORTH, SOUTH] = CARD.units.map((unit) => unit.name);
const OTHER = "h g f e d c b a";
const NOW = 1_800_000_000;
const ticked = (w, name) => w.$(`[id="unit-${name}"]`).checked;
const alone = (set) => [{ set, replies: [reply(0, "a")] }];

const home = async (w) => {
  while (w.step !== "start") w.history.back(), await w.clock.settle();
};

// A promise, and what resolves it.
function hold() {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  return { held, release };
}

test("nobody writes while the boards are on their way, not even by the browser's own buttons", async () => {
  const w = await world({ ready: false });
  const { held, release } = hold();
  w.drop.boards.set(SOUTH, board({ [CODENAME]: alone([SOUTH]) }));
  w.drop.faults.set(1, async () => (await held, new Response(JSON.stringify({ state: "none" }))));
  await w.clock.settle();
  await look(w);
  w.press("follow-up");
  assert.equal(w.step, "thread");
  assert.match(w.$("#errors").textContent, /still on their way/);
  w.history.pushState({ step: 9 }, "");
  w.history.pushState({ step: 2 }, "");
  w.history.back();
  await w.clock.settle();
  assert.equal(w.step, "thread");
  release();
  await w.clock.settle();
  w.press("follow-up");
  await w.toCheck({ readers: () => assert.deepEqual([ticked(w, NORTH), ticked(w, SOUTH)], [false, true]) });
  w.press("send");
  await w.until("done");
  assert.deepEqual(w.sealing.asked[0].conversation, { written: NOW, earlier: [SOUTH] });
});

test("looking says so, can be left, and what it finds too late is not taken for another codename", async () => {
  const found = { [SOUTH]: { [CODENAME]: alone([SOUTH]) } };
  const w = await withBoards(found);
  const { held, release } = hold();
  w.sealing.held = held;
  await look(w);
  assert.match(w.$("#status").textContent, /Looking through the boards/);
  w.press("leave");
  assert.deepEqual(w.places, ["/leave"]);
  assert.equal(w.document.body.textContent, "");
  release();
  const other = await withBoards(found);
  const first = hold();
  other.sealing.held = first.held;
  await look(other);
  other.press("back");
  const second = hold();
  other.sealing.held = second.held;
  await other.typeCodename(OTHER);
  first.release();
  await other.clock.settle();
  other.press("follow-up");
  assert.equal(other.step, "thread");
  second.release();
  await other.clock.settle();
  assert.match(other.$("#none").textContent, /Nothing for this codename/);
});

test("of many units she names those that her last report went to, and it is looked for once more", async () => {
  const units = ["a", "b", "c", "d", "e"].map((name) => ({ name: `${name}.example`, title: `Unit ${name}` }));
  const names = units.map((unit) => unit.name);
  const set = names.slice(0, 2);
  const w = await withBoards({ [names[0]]: { [CODENAME]: alone(set) } }, { card: { ...CARD, units } });
  await look(w);
  assert.match(w.$("#none").textContent, /Nothing/);
  names.forEach((name) => w.choose(`earlier-${name}`, false));
  w.press("named");
  assert.match(w.$("#errors").textContent, /your last report went to/);
  set.forEach((name) => w.choose(`earlier-${name}`));
  w.press("named");
  await w.clock.settle();
  assert.equal(w.document.querySelectorAll(".reply").length, 1);
  assert.equal(w.$("#earlier"), null);
  w.press("follow-up");
  // What she has said stays said.
  w.history.back();
  await w.clock.settle();
  assert.equal(w.document.querySelectorAll(".reply").length, 1);
  w.press("follow-up");
  await w.toCheck();
  w.press("send");
  await w.until("done");
  assert.deepEqual([w.sealing.asked[0].units, w.sealing.asked[0].conversation.earlier], [set, set]);
  // Of few, every set was looked for.
  const few = await withBoards({});
  await look(few);
  assert.equal(few.$("#earlier"), null);
});

test("after units were named otherwise, a follow-up asks again whom it continues, and is sent", async () => {
  const [north, south] = CARD.units.map((unit, index) => ({ ...unit, key: `0${index}` }));
  const renamed = [north, { ...south, name: "new.example" }];
  const swapped = [{ ...north, name: SOUTH }, { ...south, name: NORTH }];
  for (const [units, name] of [[renamed, "new.example"], [swapped, NORTH]]) {
    const w = await withBoards({ [SOUTH]: { [CODENAME]: alone([SOUTH]) } }, { card: { ...CARD, units: [north, south] } });
    await look(w);
    w.press("follow-up");
    await w.toCheck();
    w.drop.card = { ...CARD, units, number: 4, sha256: "b".repeat(64) };
    w.press("send");
    await w.until("readers");
    assert.deepEqual([w.drop.stored.length, w.sealing.asked.length], [0, 0]);
    assert.ok(units.every((unit) => !ticked(w, unit.name)), "nobody is chosen for her");
    for (const unit of units) if (unit.name !== name) w.choose(`earlier-${unit.name}`, false);
    w.choose(`unit-${name}`);
    w.press("continue");
    assert.equal(w.step, "check", w.text);
    w.press("send");
    await w.until("done");
    assert.deepEqual([w.sealing.asked[0].units, w.sealing.asked[0].conversation.earlier], [[name], [name]]);
  }
});

test("whom one codename wrote to is not what the next one finds chosen", async () => {
  const w = await withBoards({ [SOUTH]: { [CODENAME]: alone([SOUTH]) } });
  await look(w);
  w.press("follow-up");
  await home(w);
  await look(w, OTHER);
  w.press("follow-up");
  await w.toCheck({ readers: () => assert.deepEqual([ticked(w, NORTH), ticked(w, SOUTH)], [true, true]) });
  assert.match(w.text, /He took money/);
});

test("nothing of one caller's report comes into the next one's, by whatever way", async () => {
  const ways = {
    quotes: async (w) => (await look(w, OTHER), w.press("follow-up")),
    reports: async (w) => w.press("start"),
    "mistypes, then reports": async (w) => (w.press("replies"), await w.typeCodename("a b c"), await home(w), w.press("start")),
  };
  for (const [way, act] of Object.entries(ways)) {
    const w = await withBoards({ [SOUTH]: { [CODENAME]: alone([SOUTH]) } });
    w.choose("call");
    await look(w);
    w.press("follow-up");
    await w.toCheck({ concerns: () => w.type("who", "Sergeant X") });
    await home(w);
    await act(w);
    const seen = [];
    await w.toCheck({ concerns: () => seen.push(w.$("#who").value), readers: () => seen.push(ticked(w, NORTH)), what: () => assert.ok(w.$(".call")) });
    assert.deepEqual(seen, ["", true], way);
  }
  // One who reported first, too.
  const w = await world();
  w.choose("call");
  await w.toCheck({ concerns: () => w.type("who", "Sergeant X") });
  await home(w);
  await look(w);
  w.press("follow-up");
  await w.toCheck({ concerns: () => assert.equal(w.$("#who").value, "") });
});

test("of a call not even the hash is left", async () => {
  const w = await world();
  w.choose("call");
  await w.toCheck();
  w.send();
  await w.until("done");
  assert.equal(w.$("#sha256"), null);
  assert.doesNotMatch(w.text, /[0-9a-f]{64}/);
});
