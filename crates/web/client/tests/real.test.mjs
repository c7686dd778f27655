// The page with the core as it is built, at both levels: a codename from drawing to the sealed report, and what the core of the other tests stands for.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { root, starter } from "../../tests/harness.mjs";
import { openSealing } from "../sealing.js";
import { Sealing, board, world } from "./world.mjs";

const CARD = readFileSync(join(root, "../../testkit/sealed-report/desk-card"));
// A day on which that card is in force.
const DAY = 20_000;
// What a drop serves before a unit's first parcel.
const NOTHING_YET = new Uint8Array(270_336);

// The page, once it holds the card and all boards.
async function ready(level) {
  const page = await world({ card: CARD, openSealing: () => openSealing(starter(level)), ready: false, at: DAY * 86_400_000 });
  page.drop.boards.get = (name) => page.drop.boards[name] ?? NOTHING_YET;
  await shown(page, "the card", () => page.text.includes("Card 1"));
  await shown(page, "the boards", () => page.drop.requests.length > 2);
  return page;
}

// Waits until the page shows something. Workers take real time.
async function shown(w, what, condition) {
  for (let turn = 0; !condition(); turn += 1) {
    if (turn === 2_000_000) throw new Error(`no ${what}: ${w.step} ${w.text}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

for (const level of ["wasm", "script"]) {
  test(`${level}: a codename is drawn, mistyped, repaired, typed back and sealed in; then quoted, and nothing is found`, async () => {
    const w = await ready(level);
    await w.toCheck();
    await shown(w, "the boards", () => !w.text.includes("still on their way"));
    assert.equal(w.$("#boards").textContent, "");
    w.press("send");
    await shown(w, "words", () => w.document.querySelectorAll(".word").length === 8);
    const words = [...w.document.querySelectorAll(".word")].map((word) => word.textContent);
    w.press("continue");
    const type = async (typed, next) => {
      w.type("codename", typed);
      w.press("continue");
      await shown(w, next, () => w.step === next || !w.$("#errors").hidden);
      return w.$("#errors").textContent;
    };
    assert.match(await type(words.slice(1).join(" "), "sending"), /eight words/);
    assert.match(await type("zzzzzz ".repeat(8), "sending"), /Word 1 is not one/);
    const slip = words.with(2, `${words[2]}q`);
    assert.match(await type(slip.join(" "), "sending"), new RegExp(`Word 3.*Did you mean “${words[2]}” as word 3`));
    w.press("accept");
    await shown(w, "done", () => w.step === "done");
    assert.deepEqual(w.drop.stored.map((sealed) => sealed.length), [16_384]);

    // Another visit.
    const later = await ready(level);
    later.press("replies");
    later.type("codename", words.join("-").toUpperCase());
    later.press("continue");
    await shown(later, "nothing", () => later.$("#none"));
    assert.match(later.$("#none").textContent, /perhaps there is no answer yet/);
    assert.match(later.$("#boards").textContent, /not put up yet, or held back/);
    later.press("follow-up");
    await later.toCheck();
    later.press("send");
    await shown(later, "done", () => later.step === "done");
    assert.deepEqual(later.drop.stored.map((sealed) => sealed.length), [16_384]);
  });

  test(`${level}: a board that is none is false, and the report goes out all the same`, async () => {
    const w = await world({ card: CARD, openSealing: () => openSealing(starter(level)), ready: false, at: DAY * 86_400_000 });
    w.drop.boards.get = () => new Uint8Array(270_336).fill(1);
    await shown(w, "the card", () => w.text.includes("Card 1"));
    await w.toCheck();
    await shown(w, "an alarm", () => w.$("#boards .alarm"));
    w.send();
    await shown(w, "done", () => w.step === "done");
    assert.equal(w.drop.stored.length, 1);
  });
}

// Names and types, however deep.
const shape = (value) => (value && typeof value === "object" ? (Array.isArray(value) ? value.slice(0, 1).map(shape) : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))) : typeof value);

test("the core of the other tests answers in the same form", async () => {
  const real = await openSealing(starter("wasm"));
  const fake = new Sealing();
  const { units } = await real.card(CARD.buffer.slice(CARD.byteOffset, CARD.byteOffset + CARD.length), DAY);
  try {
    const drawn = await real.newCodename();
    assert.deepEqual(shape(await fake.newCodename()), shape(drawn));
    assert.deepEqual(Object.keys(await fake.readCodename("a")).sort(), Object.keys(await real.readCodename("a")).sort());
    for (const core of [real, fake]) {
      assert.equal((await core.readCodename(drawn.words.join(" "), { again: core === real })).fault, null);
      await core.openConversation();
      assert.deepEqual(await core.thread(), { openings: 0, found: [] });
    }
    const told = await real.board(units[0].name, new ArrayBuffer(270_336));
    assert.equal(told.state, "none");
    const { found, ...good } = board();
    assert.deepEqual(Object.keys(good).sort(), Object.keys(told).sort());
    await real.forgetCodename();
    await assert.rejects(real.thread(), { code: "broken" });
  } finally {
    real.close();
  }
});
