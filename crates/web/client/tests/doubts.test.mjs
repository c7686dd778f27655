// What the page may say of a report of which nobody knows whether it was stored, and of choices that no longer mean what they meant.

import assert from "node:assert/strict";
import { test } from "node:test";

import { CARD, file, world } from "./world.mjs";

// What every visit asks for before anything is sent.
const AT = 1 + CARD.units.length;
const FULL = { status: 507, name: "lane-full" };

// At the check, with these faults of the drop from the sending's first request on, which asks for the card again.
async function sending(...faults) {
  const w = await world();
  await w.toCheck();
  faults.forEach((fault, index) => fault && w.drop.faults.set(AT + index, fault));
  w.send();
  return w;
}

const waits = async (w) => {
  for (let ticks = 0; ticks < 50 && w.$("#errors").textContent === ""; ticks += 1) {
    await w.clock.settle();
    w.clock.tick();
  }
  return w.$("#errors").textContent;
};

test("a refusal after a lost answer does not say that nothing was stored", async () => {
  const w = await sending(null, "after", FULL);
  assert.match(await waits(w), /it may be stored/);
  assert.equal(w.drop.stored.length, 1);
  w.press("cancel");
  assert.match(w.text, /may have been stored/);
  assert.doesNotMatch(w.text, /was not stored/);
  // Nor does a later try that fails otherwise.
  w.drop.faults.set(w.drop.requests.length + 1, FULL);
  w.send();
  assert.match(await waits(w), /it may be stored/);
  // Until one is known to be there.
  w.press("retry");
  await w.until("done");
});

test("where nothing had gone, it says so", async () => {
  const w = await sending(null, FULL);
  assert.doesNotMatch(await waits(w), /may be stored/);
  w.press("cancel");
  assert.match(w.text, /was not stored/);
});

test("after a lost answer neither a broken core nor a changed card says that nothing was stored", async () => {
  const w = await sending(null, "after", FULL);
  await waits(w);
  w.press("cancel");
  w.drop.card = { ...CARD, number: 2, sha256: "b".repeat(64) };
  w.send();
  await w.until("stopped");
  assert.match(w.text, /An earlier try to send your report may have been stored/);
  assert.doesNotMatch(w.text, /was not sent/);
});

test("under other names or keys she chooses again who may read it, and nothing has gone", async () => {
  const [north, south] = CARD.units;
  for (const units of [[{ ...north, name: "new.example" }, south], [north, { ...south, title: "Another" }], [{ ...north, key: "ab" }, south]]) {
    const w = await world();
    await w.toCheck({ readers: () => w.choose(`unit-${north.name}`, false) });
    w.drop.card = { ...CARD, units, number: 4, sha256: "b".repeat(64) };
    w.send();
    await w.until("readers");
    assert.match(w.$("#errors").textContent, /names its units otherwise/);
    assert.deepEqual([w.drop.stored.length, w.sealing.asked.length], [0, 0]);
  }
  // In another order they are the same.
  const w = await world();
  await w.toCheck();
  w.drop.card = { ...CARD, units: [south, north], number: 4, sha256: "b".repeat(64) };
  w.send();
  await w.until("done");
});

test("nobody goes on while chosen files are still being read, and what is read too late is not attached unseen", async () => {
  const w = await world();
  w.press("start");
  while (w.step !== "evidence") {
    if (w.step === "what") w.type("what", "text");
    w.press("continue");
  }
  let read;
  const slow = file("slow.txt", 10);
  const slice = slow.slice.bind(slow);
  const arrival = new Promise((resolve) => (read = resolve));
  slow.slice = (...range) => ({ arrayBuffer: async () => (await arrival, slice(...range).arrayBuffer()) });
  await w.attach(slow);
  w.press("continue");
  assert.equal(w.step, "evidence");
  assert.match(w.$("#errors").textContent, /still being read/);
  w.history.back();
  read();
  await w.clock.settle();
  w.press("continue");
  assert.equal(w.step, "evidence");
  assert.match(w.text, /No files added/);
  w.press("continue");
  assert.equal(w.step, "readers");
});
