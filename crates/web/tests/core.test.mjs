// Both builds of the core beyond the vectors: the ladder, flat memory, and what ends a report early.

import assert from "node:assert/strict";
import { readFileSync, truncateSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { openSealing } from "../client/sealing.js";
import { door, root, starter } from "./harness.mjs";

const card = readFileSync(join(root, "../../testkit/sealed-report/desk-card"));
// A day on which that card is in force.
const TODAY = 20000;
const units = ["north.example"];
const answers = { kind: "written", language: "cy", what: "Arian.", reporter: { standing: "not-said" } };
const KIB = 1024;
const LADDER = [16 * KIB, 64 * KIB, 256 * KIB, ...Array.from({ length: 11 }, (_, i) => KIB * KIB * 2 ** i)];

async function opened(level) {
  const core = await door(level, 7);
  core.card(card, TODAY);
  return core;
}

// The step of a report with one file of this size; null past the ladder's top.
function step(core, size) {
  try {
    return core.plan({ answers, units, files: [{ size, extension: "bin" }] }).step;
  } catch (fault) {
    assert.equal(fault.code, "too-large");
    return null;
  }
}

test("the ladder is the same at both levels, on both sides of every step", async () => {
  const [wasm, script] = [await opened("wasm"), await opened("script")];
  let below = 0;
  for (const [index, top] of LADDER.entries()) {
    let [fits, over] = [below, top];
    while (over - fits > 1) {
      const middle = Math.floor((fits + over) / 2);
      if (step(wasm, middle) === top) fits = middle;
      else over = middle;
    }
    for (const core of [wasm, script]) {
      assert.equal(step(core, fits), top);
      assert.equal(step(core, fits + 1), LADDER[index + 1] ?? null);
    }
    below = fits + 1;
  }
});

for (const [level, size] of [["wasm", 1000], ["script", 100]]) {
  test(`${size} MiB as ${level}: the core's memory stays as it was after the first chunk`, async () => {
    const core = await opened(level);
    core.seal({ answers, units, files: [{ size: size * KIB * KIB, extension: "bin" }] });
    const some = new Uint8Array(KIB * KIB).fill(1);
    let [left, length, made, largest] = [size * KIB * KIB, 0, 0, 0];
    for (let next; (next = core.next()) !== "done"; ) {
      const given = core.given();
      made += given.length;
      if (next === "bring") left -= core.bring(some.subarray(0, Math.min(some.length, left)));
      if (made > 100 * KIB) length ||= core.given().buffer.byteLength;
      largest = Math.max(largest, core.given().buffer.byteLength);
    }
    assert.equal(made, LADDER.find((top) => top > size * KIB * KIB));
    assert.equal(largest, length);
    assert.ok(largest <= 4 * KIB * KIB, `${largest} bytes`);
  });
}

async function within(level, story) {
  let die;
  const start = starter(level);
  const sealing = await openSealing(() => {
    const worker = start();
    die ??= () => worker.onerror({});
    return worker;
  });
  try {
    await sealing.card(card.buffer.slice(card.byteOffset, card.byteOffset + card.length), TODAY);
    await story(sealing, die);
  } finally {
    sealing.close();
  }
}

const MIB = KIB * KIB;

// A file of zeros that takes no disk.
function sparse(folder, size) {
  const path = join(folder, "recording");
  writeFileSync(path, "");
  truncateSync(path, size);
  return path;
}

for (const level of ["wasm", "script"]) {
  test(`256 MiB through the workers as ${level}: the process takes at most 128 MiB more`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "candour-core-"));
    try {
      await within(level, async (sealing) => {
        const files = (size) => [{ path: sparse(folder, size) }];
        // Everything is loaded and has run once.
        await toTheEnd(sealing.seal(report(files(8 * MIB))));
        const before = process.memoryUsage.rss();
        const job = sealing.seal(report(files(255 * MIB)));
        let [most, length] = [0, 0];
        for (let part; (part = await job.next()); length += part.bytes.byteLength) most = Math.max(most, process.memoryUsage.rss() - before);
        assert.equal(length, 256 * MIB);
        assert.ok(most <= 128 * MIB, `${most / MIB} MiB more`);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

const code = (expected) => (thrown) => thrown.code === expected;
const report = (files = []) => ({ answers, units, files, keepNames: false });
const large = () => new Blob([new Uint8Array(5 << 20)]);

async function toTheEnd(job) {
  let last;
  for (let part; (part = await job.next()); ) last = part;
  return last;
}

for (const level of ["wasm", "script"]) {
  test(`cancelled at every point, as ${level}; the next report is whole`, async () => {
    await within(level, async (sealing) => {
      for (const parts of [0, 1, 2, 5]) {
        const job = sealing.seal(report([large()]));
        for (let taken = 0; taken < parts; taken += 1) await job.next();
        job.cancel();
        await assert.rejects(job.next(), code("cancelled"));
        await assert.rejects(job.next(), code("cancelled"));
      }
      const job = sealing.seal(report());
      const last = await toTheEnd(job);
      assert.equal(job.len, 16 * KIB);
      assert.ok(last.last && last.sha256.length === 64);
      // After its end there is nothing to cancel.
      job.cancel();
      assert.equal(await job.next(), null);
    });
  });

  test(`a file that cannot be read, or that shrinks, as ${level}: nothing after it`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "candour-core-"));
    const path = join(folder, "recording");
    try {
      await within(level, async (sealing) => {
        writeFileSync(path, new Uint8Array(9 << 20));
        const shrinking = { path };
        const job = sealing.seal(report([shrinking]));
        await job.next();
        truncateSync(path, 1 << 20);
        await assert.rejects(toTheEnd(job), code("file-changed"));
        await assert.rejects(job.next(), code("file-changed"));

        rmSync(path);
        const gone = sealing.seal(report([{ path: folder }]));
        await assert.rejects(gone.ready, code("file-unreadable"));
        await assert.rejects(gone.next(), code("file-unreadable"));
        assert.equal((await toTheEnd(sealing.seal(report()))).last, true);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test(`a worker that dies, as ${level}: nothing after it`, async () => {
    await within(level, async (sealing, die) => {
      const job = sealing.seal(report([large()]));
      await job.next();
      die();
      const parts = [];
      await assert.rejects(async () => {
        for (;;) parts.push(await job.next());
      }, code("broken"));
      assert.ok(parts.length <= 2, "only what was there already");
      await assert.rejects(job.next(), code("broken"));
    });
  });
}
