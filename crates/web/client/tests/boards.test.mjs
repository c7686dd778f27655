// The boards: the same requests in the same order on every visit, and a report that never fails because of one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { CARD, CODENAME, Fault, Sealing, board, refusal, reply, world } from "./world.mjs";

const [NORTH, SOUTH] = CARD.units.map((unit) => unit.name);
const VISIT = ["GET /desk", `GET /board/${NORTH}`, `GET /board/${SOUTH}`];
const lines = (w) => w.drop.requests.map(({ method, path }) => `${method} ${path}`);
// Everything of a request that could differ, but for bodies.
const whole = (w) => w.drop.requests.map(({ signal, body, ...rest }) => JSON.stringify(rest));

test("whatever a visit is for, it asks for the same in the same order", async () => {
  const look = (codename) => async (w) => (w.press("replies"), await w.typeCodename(codename), w.step);
  const replies = (count) => ({ [CODENAME]: [{ replies: Array.from({ length: count }, (_, n) => reply(n, "x")) }] });
  const visits = {
    "only looks": async () => "start",
    "no reply": look(CODENAME),
    "made up": look("a b c d e f g h"),
    "mistyped": look("a b c"),
    "one reply": look(CODENAME),
    "ten replies": look(CODENAME),
    "a caller": async (w) => (w.choose("call"), look(CODENAME)(w)),
    "writes": async (w) => (await w.toCheck(), w.step),
    "sees a codename": async (w) => (await w.toCheck(), w.press("send"), await w.clock.settle(), w.step),
  };
  const steps = [];
  const asked = {};
  for (const [what, act] of Object.entries(visits)) {
    const w = await world({ ready: false });
    const count = { "one reply": 1, "ten replies": 10 }[what];
    if (count) w.drop.boards.set(SOUTH, board(replies(count)));
    await w.clock.settle();
    steps.push(await act(w));
    await w.clock.settle();
    assert.equal(w.document.querySelectorAll(".reply").length, count ?? 0, what);
    asked[what] = whole(w);
    assert.deepEqual(lines(w), VISIT, what);
    assert.deepEqual(asked[what], asked["only looks"], what);
  }
  assert.deepEqual(steps, ["start", "thread", "thread", "quote", "thread", "thread", "thread", "check", "codename"]);
});

test("a report that goes out looks the same with a codename, without, and in a conversation", async () => {
  const ends = [];
  for (const act of [
    async (w) => (await w.toCheck(), w.send()),
    async (w) => (await w.toCheck(), w.sendWithCodename()),
    async (w) => {
      w.press("replies");
      await w.typeCodename(CODENAME);
      w.press("follow-up");
      await w.toCheck();
      w.press("send");
    },
  ]) {
    const w = await world();
    await act(w);
    await w.until("done");
    ends.push(whole(w));
    assert.deepEqual(lines(w), [...VISIT, "GET /desk", "POST /reports"]);
  }
  assert.deepEqual(ends[1], ends[0]);
  assert.deepEqual(ends[2], ends[0]);
});

test("sending waits until every board is there or given up, and a board that hangs is given up", async () => {
  const w = await world({ ready: false });
  w.drop.faults.set(1, "hang");
  await w.clock.settle();
  await w.toCheck();
  assert.match(w.$("#boards").textContent, /still on their way/);
  w.send();
  await w.clock.settle();
  assert.equal(w.step, "sending");
  assert.match(w.$("#stage").textContent, /Waiting for the boards/);
  assert.deepEqual(lines(w), VISIT.slice(0, 2));
  await w.until("done");
  assert.deepEqual(lines(w), [...VISIT, "GET /desk", "POST /reports"]);
  assert.equal(w.drop.stored.length, 1);
});

test("however the drop stalls, all boards together hold a report for no longer than four minutes, and each has a try", async () => {
  const slow = (w) => async (_, { signal }) => {
    await new Promise((resolve, reject) => {
      const timer = w.clock.setTimeout(resolve, 50_000);
      signal.addEventListener("abort", () => (w.clock.clearTimeout(timer), reject(new Error("aborted"))));
    });
    throw new TypeError("NetworkError");
  };
  const units = ["a", "b", "c", "d", "e"].map((name) => ({ name: `${name}.example`, title: name }));
  for (const [fault, most] of [[() => "hang", 5], [slow, 15], [() => ({ status: 503, retryAfter: 30 }), 15]]) {
    const w = await world({ ready: false, card: { ...CARD, units } });
    const began = w.clock.at;
    for (let at = 1; at < 20; at += 1) w.drop.faults.set(at, fault(w));
    await w.clock.settle();
    w.press("replies");
    await w.typeCodename(CODENAME);
    for (; w.$("#none") === null; await w.clock.settle()) assert.ok(w.clock.tick(), "nothing moves");
    assert.ok(units.every(({ name }) => lines(w).includes(`GET /board/${name}`)) && lines(w).length <= 1 + most);
    assert.ok(w.clock.at - began <= 240_000, `${w.clock.at - began}`);
  }
});

test("a board that never comes takes no more than its share: the others have time to come", async () => {
  const units = ["a", "b", "c", "d", "e"].map((name) => ({ name: `${name}.example`, title: name }));
  const w = await world({ ready: false, card: { ...CARD, units } });
  w.drop.faults.set(1, "hang");
  const late = async (_, { signal }) => {
    await new Promise((resolve, reject) => (w.clock.setTimeout(resolve, 40_000), signal.addEventListener("abort", () => reject(new Error("aborted")))));
    return new Response(JSON.stringify(board()));
  };
  for (let at = 2; at < 6; at += 1) w.drop.faults.set(at, late);
  await w.clock.settle();
  w.press("replies");
  await w.typeCodename(CODENAME);
  for (; w.$("#none") === null; await w.clock.settle()) assert.ok(w.clock.tick(), "nothing moves");
  assert.deepEqual([...w.document.querySelectorAll(".warning")].map((node) => node.dataset.warning), ["board-missing"]);
  assert.equal(w.document.querySelectorAll("#boards li").length, 4);
});

test("sending that waits for boards can be cancelled, and left", async () => {
  for (const end of ["cancel", "leave"]) {
    const w = await world({ ready: false });
    w.drop.faults.set(1, "hang");
    await w.clock.settle();
    await w.toCheck();
    w.send();
    await w.clock.settle();
    if (end === "cancel") w.press("cancel");
    else w.$("header [data-action=leave]").click();
    await w.clock.settle();
    while (w.clock.tick()) await w.clock.settle();
    assert.ok(!lines(w).includes("POST /reports"));
    // Cancelled, the boards go on coming; left, nothing does.
    assert.equal(lines(w).filter((line) => line === VISIT[2]).length, end === "cancel" ? 1 : 0);
  }
});

test("boards that cannot be had never hinder a report, and are told before it is sent", async () => {
  for (const fault of ["before", { status: 404, name: "not-found" }, { status: 503, name: "fault", retryAfter: 600 }, () => refusal({ status: 400 })]) {
    const w = await world({ ready: false });
    for (let at = 1; at < 7; at += 1) w.drop.faults.set(at, fault);
    await w.clock.settle();
    for (let ticks = 0; w.page && ticks < 8; ticks += 1) w.clock.tick(), await w.clock.settle();
    const tries = fault === "before" ? 6 : 2;
    assert.equal(lines(w).length, 1 + tries);
    w.drop.faults.clear();
    await w.toCheck();
    const told = [...w.document.querySelectorAll("#boards .warning")];
    assert.deepEqual(told.map((node) => node.dataset.warning), ["board-missing", "board-missing"]);
    assert.ok(told[1].textContent.includes("South Integrity Unit"));
    w.send();
    await w.until("done");
  }
});

test("one board that is missing leaves the others to be read, and is fetched again by its button with all of them", async () => {
  const w = await world({ ready: false });
  w.drop.faults.set(1, { status: 404 });
  w.drop.boards.set(NORTH, board({ [CODENAME]: [{ replies: [reply(0, "from the north")] }] }));
  w.drop.boards.set(SOUTH, board({ [CODENAME]: [{ replies: [reply(0, "from the south")] }] }));
  await w.clock.settle();
  w.press("replies");
  await w.typeCodename(CODENAME);
  assert.ok(w.text.includes("from the south") && !w.text.includes("from the north"));
  assert.equal(w.$(`[data-unit="${NORTH}"] .warning`).dataset.warning, "board-missing");
  assert.equal(w.$(`[data-unit="${NORTH}"] .board-day`), null);
  w.press("boards");
  await w.clock.settle();
  assert.deepEqual(lines(w), [...VISIT, ...VISIT.slice(1)]);
  assert.ok(w.text.includes("from the south") && w.text.includes("from the north"));
  assert.equal(w.$("[data-action=boards]"), null);
});

test("nothing found while a board is missing is not called nothing", async () => {
  const w = await world({ ready: false });
  w.drop.faults.set(2, { status: 404 });
  await w.clock.settle();
  w.press("replies");
  await w.typeCodename(CODENAME);
  assert.match(w.$("#none").textContent, /Not all could be had/);
});

test("a report's check offers the boards again too, as whoever looks for replies is offered them", async () => {
  const w = await world({ ready: false });
  w.drop.faults.set(1, { status: 404 });
  w.drop.boards.set(SOUTH, { state: "false", fault: "altered", number: null, epoch: null, age: null });
  await w.clock.settle();
  await w.toCheck();
  assert.match(w.$("#boards").textContent, /not needed for your report/);
  w.drop.boards.delete(SOUTH);
  w.press("boards");
  assert.match(w.$("#boards").textContent, /still on their way/);
  await w.clock.settle();
  assert.deepEqual([w.step, lines(w)], ["check", [...VISIT, ...VISIT.slice(1)]]);
  assert.equal(w.$("#boards").textContent, "");
  w.send();
  await w.until("done");
});

test("of a false board nothing is shown, even where an earlier one was right", async () => {
  const w = await world({ ready: false });
  w.drop.boards.set(NORTH, board({ [CODENAME]: [{ replies: [reply(0, "was genuine")] }] }));
  w.drop.faults.set(2, { status: 404 });
  await w.clock.settle();
  w.press("replies");
  await w.typeCodename(CODENAME);
  assert.ok(w.text.includes("was genuine"));
  w.drop.boards.set(NORTH, { state: "false", fault: "altered", number: null, epoch: null, age: null });
  w.press("boards");
  await w.clock.settle();
  assert.ok(!w.text.includes("was genuine"));
  const section = w.$(`[data-unit="${NORTH}"]`);
  assert.match(section.querySelector(".alarm[data-warning=board-false]").textContent, /^Alarm/);
  assert.equal(section.querySelector(".board-day"), null);
  // It is told before a report goes out, and hinders none.
  w.press("follow-up");
  await w.toCheck();
  assert.match(w.$("#boards").textContent, /Alarm.*Gogledd/);
  w.press("send");
  await w.until("done");
});

test("each board's day is shown, and whether it is old, ahead or nothing yet", async () => {
  for (const [age, warning] of [["fresh", null], ["old", "board-old"], ["ahead", "board-ahead"]]) {
    const w = await world({ ready: false });
    w.drop.boards.set(NORTH, board({}, { epoch: 20_781, age }));
    await w.clock.settle();
    w.press("replies");
    await w.typeCodename(CODENAME);
    const day = warning ? w.$(`[data-unit="${NORTH}"] .board-day`) : w.$("#boards li");
    assert.match(day.textContent, /24 November 2026/);
    assert.equal(w.$(`[data-unit="${NORTH}"] .warning`)?.dataset.warning ?? null, warning);
    assert.match([...w.document.querySelectorAll("#boards li")].at(-1).textContent, /South.*nothing here: not put up yet, or held back/);
    w.choose("language");
    assert.match(day.textContent, /24 Tachwedd 2026/);
  }
});

test("a new core gets the boards without a request", async () => {
  const cores = [new Sealing(), new Sealing()];
  let opened = 0;
  const w = await world({ openSealing: async () => cores[opened++], ready: false });
  w.drop.boards.set(SOUTH, board({ [CODENAME]: [{ replies: [reply(0, "still here")] }] }));
  await w.clock.settle();
  cores[0].dead = true;
  w.press("replies");
  await w.typeCodename(CODENAME);
  assert.match(w.$("#errors").textContent, /has stopped/);
  assert.ok(cores[0].closed);
  await w.typeCodename(CODENAME);
  assert.equal(w.step, "thread");
  assert.ok(w.text.includes("still here"));
  assert.deepEqual(lines(w), VISIT);
  assert.deepEqual(cores[1].calls.slice(0, 2), [`board ${NORTH}`, `board ${SOUTH}`]);
});

test("after a card renewed meanwhile the boards are judged again by it, without a request", async () => {
  const w = await world();
  await w.toCheck();
  w.drop.card = { ...CARD, number: 4, sha256: "b".repeat(64) };
  w.sealing.calls = [];
  w.send();
  await w.until("done");
  assert.deepEqual(w.sealing.calls.filter((call) => call.startsWith("board")), [`board ${NORTH}`, `board ${SOUTH}`]);
  assert.deepEqual(lines(w), [...VISIT, "GET /desk", "POST /reports"]);
});

test("a board that comes while the core is broken is judged by the next one", async () => {
  const cores = [new Sealing(), new Sealing()];
  cores[0].board = async () => { throw new Fault("broken"); };
  let opened = 0;
  const w = await world({ openSealing: async () => cores[opened++], ready: false });
  w.drop.boards.set(SOUTH, board({ [CODENAME]: [{ replies: [reply(0, "judged later")] }] }));
  await w.clock.settle();
  cores[0].dead = true;
  w.press("replies");
  await w.typeCodename(CODENAME);
  await w.typeCodename(CODENAME);
  assert.ok(w.text.includes("judged later"));
});
