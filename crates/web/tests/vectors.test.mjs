// Every sealing vector of testkit/ through both builds of the core, as the page runs them: the same bytes as natively.
// Those with attachments go past the worker, since their endings are not what their bytes say.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { openSealing } from "../client/sealing.js";
import { door, root, starter } from "./harness.mjs";

const KIT = join(root, "../../testkit/sealed-report");
// A day on which the vectors' desk card is in force.
const TODAY = 20000;

function vector(name) {
  const lines = readFileSync(join(KIT, name), "utf8").split("\n").filter(Boolean);
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]));
}

const hex = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function sealed(job) {
  const parts = [];
  let sha256;
  for (let part; (part = await job.next()); ) {
    parts.push(Buffer.from(part.bytes));
    ({ sha256 } = part);
  }
  return { bytes: Buffer.concat(parts), sha256 };
}

const card = readFileSync(join(KIT, "desk-card"));
const names = readdirSync(KIT).filter((name) => name.startsWith("seal-hybrid"));
const vectors = names.map((name) => ({ name, ...vector(name) }));

test("there are vectors of both sorts", () => {
  assert.ok(vectors.some(({ attachments }) => attachments) && vectors.some(({ attachments }) => !attachments));
});

// Through the core's door alone: attachments have the endings that they are said to have, and every byte is "a".
function throughTheDoor(door, { answers, units, attachments = "" }) {
  const files = attachments.split(" ").filter(Boolean).map((item) => ({ size: Number(item.split(".")[0]), extension: item.split(".")[1] }));
  door.card(card, TODAY);
  door.seal({ answers: JSON.parse(answers), units: units.split(" "), files });
  const parts = [];
  const many = new Uint8Array(65536).fill(0x61);
  const left = files.map(({ size }) => size);
  for (let next; (next = door.next()) !== "done"; ) {
    if (next === "take") parts.push(Buffer.from(door.given()));
    else left[door.wanted()] -= door.bring(many.subarray(0, Math.min(many.length, left[door.wanted()])));
  }
  return Buffer.concat(parts);
}

for (const level of ["wasm", "script"]) {
  for (const { name, seed, units, answers, attachments, length, sha256 } of vectors) {
    test(`${name} as ${level}`, async () => {
      const made = throughTheDoor(await door(level, Number(seed)), { answers, units, attachments });
      assert.equal(made.length, Number(length));
      assert.equal(hex(made), sha256);
    });
    if (attachments) continue;
    test(`${name} as ${level}, in the worker`, async () => {
      const sealing = await openSealing(starter(level, { seed: Number(seed) }));
      try {
        assert.equal(sealing.level, level);
        await sealing.card(card.buffer.slice(card.byteOffset, card.byteOffset + card.length), TODAY);
        const made = await sealed(sealing.seal({ answers: JSON.parse(answers), units: units.split(" "), files: [], keepNames: false }));
        assert.equal(made.bytes.length, Number(length));
        assert.equal(hex(made.bytes), sha256);
        assert.equal(made.sha256, sha256);
      } finally {
        sealing.close();
      }
    });
  }
}
