// Pages to which units have replied, and the way to what a codename finds there.

import assert from "node:assert/strict";

import { CODENAME, board, world } from "./world.mjs";

// A page whose boards have this, by unit and codename.
export async function withBoards(boards, options = {}) {
  const w = await world({ ...options, ready: false });
  for (const [name, found] of Object.entries(boards)) w.drop.boards.set(name, board(found));
  await w.clock.settle();
  return w;
}

// A page whose boards have this for the codename, by unit.
export function withReplies(boards) {
  return withBoards(Object.fromEntries(Object.entries(boards).map(([name, found]) => [name, { [CODENAME]: found }])));
}

// To what was found for a codename.
export async function look(w, codename = CODENAME) {
  w.press("replies");
  await w.typeCodename(codename);
  assert.equal(w.step, "thread", w.text);
}
