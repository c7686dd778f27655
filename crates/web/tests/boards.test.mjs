// Boards in both builds of the core: every vector of testkit/board/ of which a source's client judges something, and boards of other days,
// units, drops and numbers. What is on a right board is told by tests/thread.rs.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { openSealing } from "../client/sealing.js";
import { door, starter } from "./harness.mjs";
import { TODAY, bytes, card, file, note, signer, vectors } from "./kit.mjs";

const CLWYD = signer("clwyd", bytes("01".repeat(32)));
const SOUTH = signer("south.example", bytes("22".repeat(32)));
const base = file("board", "base");
const all = vectors("board", "board-");
// What only the unit and the drop look at: a source's client opens what is hers and nothing else.
const NOT_A_SOURCES = ["cell", "shares"];
const NOTHING = { number: null, epoch: null, age: null, days: null };
const wrong = (fault) => ({ state: "false", fault, ...NOTHING });
const none = { state: "none", fault: null, ...NOTHING };
// The base's number and day.
const good = (age, days, number = 1, epoch = 20001) => ({ state: "good", fault: null, number, epoch, age, days });

// The base with a vector's edits.
function edited(lines) {
  let board = base.slice();
  for (const line of lines.split("\n").filter(Boolean)) {
    const [word, ...words] = line.split(" ");
    const [one, two, length] = words.map(Number);
    if (word === "put") board.set(bytes(words[1]), one);
    else if (word === "copy") board.copyWithin(two, one, one + length);
    else if (word === "swap") {
      const held = board.slice(one, one + length);
      board.copyWithin(one, two, two + length);
      board.set(held, two);
    } else {
      const other = new Uint8Array(one);
      other.set(board.subarray(0, one));
      board = other;
    }
  }
  return board;
}

// The base as a unit's board of another number, day or drop.
function signed(unit, { number = 1, epoch = 20001, drop = "07".repeat(16) }) {
  const block = base.length - 4096;
  const hash = createHash("sha256").update(base.subarray(0, block)).digest("hex");
  const text = `candour-board/v1\ndrop ${drop}\nnumber ${number}\nepoch ${epoch}\ncells 64\nsha256 ${hash}\n`;
  const board = base.slice();
  board.fill(0, block).set(Buffer.from(note(text, unit)), block);
  return board;
}

async function opened(level, today = TODAY) {
  const core = await door(level, 7);
  core.card(card({ units: [CLWYD, SOUTH] }), today);
  return core;
}

for (const level of ["wasm", "script"]) {
  test(`every vector of a board as ${level}`, async () => {
    const core = await opened(level);
    for (const { name, expect, body } of all) {
      const right = expect === "success" || NOT_A_SOURCES.includes(expect);
      const said = await core.board("clwyd", edited(body.toString("utf8")));
      if (right) assert.equal(said.state, "good", name);
      else assert.deepEqual(said, wrong(expect), name);
      // Each by itself: what is known refuses an older one.
      core.card(card({ units: [SOUTH, signer("x.example", bytes("23".repeat(32)))] }), TODAY);
      core.card(card({ units: [CLWYD, SOUTH] }), TODAY);
    }
  });

  test(`the age of a board as ${level}`, async () => {
    for (const [today, age, days] of [[20000, "ahead", 1], [20001, "fresh", 0], [20015, "fresh", 14], [20016, "old", 15], [20090, "old", 89]]) {
      assert.deepEqual(await (await opened(level, today)).board("clwyd", base.slice()), good(age, days));
    }
  });

  test(`a board of another unit, of another drop, or of nobody as ${level}`, async () => {
    const core = await opened(level);
    assert.deepEqual(await core.board("south.example", base.slice()), wrong("unsigned"));
    assert.deepEqual(await core.board("clwyd", signed(SOUTH, {})), wrong("unsigned"));
    assert.deepEqual(await core.board("clwyd", signed(CLWYD, { drop: "08".repeat(16) })), wrong("other-drop"));
    assert.equal((await core.board("south.example", signed(SOUTH, {}))).state, "good");
    await assert.rejects(core.board("powys", base.slice()), ({ code }) => code === "no-units");
    assert.deepEqual(await core.board("clwyd", new Uint8Array(0)), wrong("length"));
    // Before any card there is nothing to judge by.
    await assert.rejects((await door(level, 7)).board("clwyd", base.slice()), ({ code }) => code === "broken");
  });

  test(`no board yet, as ${level}; and never again none, or an older one, where one was`, async () => {
    const core = await opened(level);
    const zeros = () => new Uint8Array(base.length);
    assert.deepEqual(await core.board("clwyd", zeros()), none);
    assert.deepEqual(await core.board("clwyd", new Uint8Array(532_480)), wrong("not-a-board"), "only of the smallest size");
    assert.deepEqual(await core.board("clwyd", Object.assign(zeros(), { [base.length - 1]: 1 })), wrong("not-a-board"));
    assert.deepEqual(await core.board("clwyd", signed(CLWYD, { number: 2 })), good("ahead", 1, 2));
    assert.deepEqual(await core.board("clwyd", signed(CLWYD, { number: 2 })), good("ahead", 1, 2), "the same again");
    assert.deepEqual(await core.board("clwyd", base.slice()), wrong("older"));
    assert.deepEqual(await core.board("clwyd", signed(CLWYD, { number: 2, epoch: 20002 })), wrong("same-number"));
    assert.deepEqual(await core.board("clwyd", zeros()), wrong("older"));
    assert.deepEqual(await core.board("south.example", zeros()), none, "another unit's is another's");
    assert.equal((await core.board("clwyd", signed(CLWYD, { number: 3 }))).number, 3);
  });

  test(`boards while a report is being sealed, as ${level}: neither harms the other`, async () => {
    const core = await opened(level);
    const answers = { kind: "written", language: "cy", what: "Arian.", reporter: { standing: "not-said" } };
    const { len } = core.seal({ answers, units: ["clwyd"], files: [{ size: 100_000, extension: "bin" }] });
    let [made, left] = [0, 100_000];
    for (let next; (next = core.next()) !== "done"; ) {
      if (next === "take") {
        made += core.given().length;
        continue;
      }
      assert.equal((await core.board("clwyd", base.slice())).state, "good");
      left -= core.bring(new Uint8Array(Math.min(left, 10_000)));
    }
    assert.deepEqual([made, left], [len, 0]);
  });

  test(`in the worker, as ${level}: boards at once, and their bytes are gone`, async () => {
    const sealing = await openSealing(starter(level));
    try {
      await sealing.card(card({ units: [CLWYD, SOUTH] }).buffer, TODAY);
      const boards = [base, signed(SOUTH, {}), base].map((board) => board.slice().buffer);
      const names = ["clwyd", "south.example", "south.example"];
      const said = await Promise.all(boards.map((board, index) => sealing.board(names[index], board)));
      assert.deepEqual(said.map(({ state, fault }) => fault ?? state), ["good", "good", "unsigned"]);
      assert.deepEqual(boards.map(({ byteLength }) => byteLength), [0, 0, 0]);
      await assert.rejects(sealing.board("powys", base.slice().buffer), ({ code }) => code === "no-units");
      assert.equal((await sealing.board("clwyd", base.slice().buffer)).state, "good");
    } finally {
      sealing.close();
    }
  });
}
