// The way to the drop, with everything on it that can break.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cancelled, Refused, Strange } from "../ask.js";
import { Upload } from "../upload.js";
import { CARD, Clock, Drop, Job, refusal, sha256 } from "./world.mjs";

const LARGE = (3 << 20) + (1 << 19);

// An upload of reports of this length: what it tells, and the jobs it took.
function begin(len, faults = {}) {
  const clock = new Clock();
  const drop = new Drop(clock, CARD);
  for (const [at, fault] of Object.entries(faults)) drop.faults.set(Number(at), fault);
  const told = [];
  const upload = new Upload(drop.net, {
    sized: (len) => told.push(["sized", len]),
    sent: (bytes) => told.push(["sent", bytes]),
    waiting: (wait) => wait && told.push(["waiting", wait.seconds, wait.why]),
    anew: () => told.push(["anew"]),
  });
  const jobs = [];
  const seal = () => {
    jobs.push(new Job(len, { seed: jobs.length }));
    return jobs.at(-1);
  };
  return { clock, drop, told, upload, jobs, seal, run: () => clock.until(upload.send(seal)) };
}

const methods = (drop) => drop.requests.map(({ method }) => method);
const stored = ({ drop, jobs }) => drop.stored.some((bytes) => Buffer.compare(bytes, jobs.at(-1).bytes) === 0);

test("up to 64 KiB it is one request", async () => {
  for (const len of [16_384, 65_536]) {
    const t = begin(len);
    assert.equal(await t.run(), sha256(t.jobs[0].bytes));
    const [{ method, path, headers }] = t.drop.requests;
    assert.deepEqual([method, path, headers], ["POST", "/reports", { "content-type": "application/age" }]);
    assert.ok(stored(t) && t.drop.requests.length === 1);
  }
});

test("larger ones go in parts of at most a MiB, in order, each request bare of anything else", async () => {
  const t = begin(LARGE);
  assert.equal(await t.run(), sha256(t.jobs[0].bytes));
  assert.ok(stored(t));
  assert.deepEqual(methods(t.drop), ["POST", "PATCH", "PATCH", "PATCH", "PATCH"]);
  for (const request of t.drop.requests) {
    assert.ok((request.body?.length ?? 0) <= 1 << 20);
    const { credentials, referrer, referrerPolicy, cache, redirect, mode } = request;
    assert.deepEqual([credentials, referrer, referrerPolicy, cache, redirect, mode], ["omit", "", "no-referrer", "no-store", "error", "same-origin"]);
  }
  assert.deepEqual(t.told.filter(([what]) => what === "sent").map(([, bytes]) => bytes), [1, 2, 3, 3.5].map((mib) => mib << 20 | (mib % 1) * (1 << 20)));
});

test("the next part is asked for while one is sent, and no more than that", async () => {
  const t = begin(LARGE);
  t.drop.faults.set(1, "hang");
  const over = t.upload.send(t.seal);
  await t.clock.settle();
  assert.equal(t.jobs[0].asked, 2);
  t.upload.cancel();
  await assert.rejects(over, Cancelled);
});

test("a connection lost at any request, before it, in it or after it, costs nothing but time", async () => {
  for (const len of [16_384, LARGE]) {
    const clean = begin(len);
    await clean.run();
    for (let at = 0; at < clean.drop.requests.length + 2; at += 1) {
      for (const fault of ["before", "half", "after", "hang"]) {
        const t = begin(len, { [at]: fault });
        assert.equal(await t.run(), sha256(t.jobs[0].bytes), `${fault} ${at} of ${len}`);
        assert.ok(stored(t) && t.drop.stored.length === 1 && t.jobs.length === 1, `${fault} ${at}`);
      }
    }
  }
});

test("many losses in a row are waited for longer and longer, up to a minute, and progress makes waits short again", async () => {
  const faults = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [2 + i, "before"]));
  const t = begin(LARGE, { ...faults, 16: "before" });
  await t.run();
  const waits = t.told.filter(([what]) => what === "waiting").map(([, seconds]) => seconds);
  assert.deepEqual(waits, [0.75, 1.5, 3, 6, 12, 24, 45, 45, 45, 45, 45, 45, 0.75]);
  assert.ok(stored(t));
});

test("the source can end a wait", async () => {
  const t = begin(16_384, { 0: "before" });
  const over = t.upload.send(t.seal);
  await t.clock.settle();
  assert.equal(t.drop.requests.length, 1);
  t.upload.now();
  await over;
  assert.deepEqual(t.clock.waits, []);
});

test("refusals that pass are waited for as long as the drop asks", async () => {
  for (const [status, name] of [[429, "circuit-busy"], [503, "fault"], [423, "upload-busy"], [408, "timed-out"]]) {
    for (const at of [0, 1, 2]) {
      const t = begin(LARGE, { [at]: { status, name, retryAfter: 77 } });
      await t.run();
      assert.ok(stored(t), `${status} ${at}`);
      assert.deepEqual(t.told.filter(([what]) => what === "waiting"), [["waiting", 77, name]]);
    }
  }
});

test("refusals that do not pass are the source's to decide", async () => {
  for (const fault of [
    { status: 507, name: "full", retryAfter: 3600 },
    { status: 429, name: "slowed", retryAfter: 7200 },
    { status: 413, name: "too-large" },
    { status: 422, name: "malformed-header" },
    { status: 400, name: "bad-request" },
  ]) {
    for (const [len, at] of [[16_384, 0], [LARGE, 0], [LARGE, 2]]) {
      const t = begin(len, { [at]: fault });
      await assert.rejects(t.run(), (thrown) => thrown instanceof Refused && thrown.problem === fault.name && thrown.retryAfter === (fault.retryAfter ?? null));
      await t.clock.settle();
      assert.equal(t.drop.deleted.length, at > 0 ? 1 : 0);
      assert.ok(t.jobs[0].cancelled && t.drop.stored.length === 0);
    }
  }
});

test("a drop that is ahead or behind within the part is followed", async () => {
  // It says that it took half of it, and has done so.
  const t = begin(LARGE, {
    2: (path, { body }) => {
      const upload = t.drop.uploads.get(path);
      upload.bytes = Buffer.concat([upload.bytes, body.subarray(0, 1000)]);
      return new Response(null, { status: 204, headers: { "upload-offset": String(upload.bytes.length) } });
    },
    4: { status: 409, name: "offset-mismatch" },
  });
  await t.run();
  assert.ok(stored(t) && t.jobs.length === 1);
});

test("a drop that lost what it had gets a new seal from the start, and the old upload is deleted", async () => {
  const lose = (path) => {
    t.drop.uploads.get(path).bytes = new Uint8Array(5);
    return refusal({ status: 409, name: "offset-mismatch" });
  };
  const t = begin(LARGE, { 3: lose });
  assert.equal(await t.run(), sha256(t.jobs[1].bytes));
  assert.ok(stored(t) && t.jobs.length === 2 && t.jobs[0].cancelled && t.drop.deleted.length === 1);
  assert.notDeepEqual(t.jobs[0].bytes, t.jobs[1].bytes);
  assert.ok(t.told.some(([what]) => what === "anew"));
});

test("an upload that is gone, or an offset that cannot be, begins anew too, but not for ever", async () => {
  const gone = begin(LARGE, { 2: { status: 404, name: "not-found" } });
  await gone.run();
  assert.ok(stored(gone) && gone.jobs.length === 2);

  const liar = () => new Response(null, { status: 204, headers: { "upload-offset": "99999999" } });
  const lies = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [i, i % 3 === 1 ? liar : undefined]));
  const t = begin(LARGE, lies);
  await assert.rejects(t.run(), Strange);
  assert.equal(t.jobs.length, 4);
});

test("a drop that takes nothing of a part is not asked without pause", async () => {
  const nothing = (path) => new Response(null, { status: 204, headers: { "upload-offset": String(t.drop.uploads.get(path).bytes.length) } });
  const t = begin(LARGE, { 1: nothing, 2: nothing, 3: nothing });
  await t.run();
  assert.ok(stored(t) && t.told.filter(([what]) => what === "waiting").length === 3);
});

test("an answer about another report is no answer", async () => {
  for (const body of ["", "{}", '{"status":"stored","sha256":"00"}', "<html>"]) {
    const t = begin(16_384, { 0: () => new Response(body, { status: 201 }) });
    await assert.rejects(t.run(), Strange, body);
  }
});

test("an upload is nowhere but on this drop", async () => {
  for (const location of ["http://elsewhere.example/uploads/AAAAAAAAAAAAAAAAAAAAAA", "//x/uploads/1", "/uploads/..", "/desk", ""]) {
    const t = begin(LARGE, { 0: () => new Response(null, { status: 201, headers: { location } }) });
    await assert.rejects(t.run(), Strange, location);
    assert.equal(t.drop.requests.length, 1);
  }
});

test("problem documents are recognised by their type alone", async () => {
  const answer = (body) => () => new Response(body, { status: 422 });
  for (const [body, name] of [
    ['{"type":"urn:candour:problem:truncated"}', "truncated"],
    ['{"type":"urn:candour:problem:<b>"}', null],
    ['{"type":"urn:other:x"}', null],
    ["<html>", null],
    ["", null],
  ]) {
    await assert.rejects(begin(16_384, { 0: answer(body) }).run(), (thrown) => thrown.problem === name, body);
  }
});

test("cancelling stops at once, deletes what arrived, and says whether the rest may have arrived", async () => {
  for (const [at, doubtful] of [[1, false], [2, false], [4, true]]) {
    const t = begin(LARGE, { [at]: "hang" });
    const over = t.upload.send(t.seal);
    await t.clock.settle();
    assert.equal(t.upload.doubtful, doubtful);
    t.upload.cancel();
    await assert.rejects(over, Cancelled);
    await t.clock.settle();
    assert.deepEqual([t.drop.deleted.length, t.jobs[0].cancelled], [1, true]);
  }
});

test("cancelling ends a wait", async () => {
  const t = begin(LARGE, { 1: "before" });
  const over = t.upload.send(t.seal);
  await t.clock.settle();
  t.upload.cancel();
  await assert.rejects(over, Cancelled);
});

test("what may have been stored stays doubtful, whatever the drop says afterwards", async () => {
  // The answer is lost, and the same report again is refused: the first may lie there.
  const whole = begin(16_384, { 0: "after", 1: { status: 507, name: "lane-full" } });
  await assert.rejects(whole.run(), Refused);
  assert.deepEqual([whole.upload.doubtful, whole.drop.stored.length], [true, 1]);
  // Refused at once, there is no doubt.
  const refused = begin(16_384, { 0: { status: 507, name: "lane-full" } });
  await assert.rejects(refused.run(), Refused);
  assert.equal(refused.upload.doubtful, false);
  // Every part has its own answer; the last one's is lost, and the drop has forgotten the finished upload. It is not sent twice.
  const last = 1 + LARGE / (1 << 20);
  const forgot = begin(LARGE, { [Math.floor(last)]: "after", [Math.floor(last) + 1]: { status: 404, name: "not-found" } });
  await assert.rejects(forgot.run(), Strange);
  assert.deepEqual([forgot.upload.doubtful, forgot.drop.stored.length, forgot.jobs.length], [true, 1, 1]);
});
