// The codename in both builds of the core: every vector of testkit/codename as far as the page's core shows it. What its keys are is told by
// reports and boards (tests/opened.rs, tests/thread.rs).

import assert from "node:assert/strict";
import { test } from "node:test";

import { openConversation } from "../client/core/seed.js";
import { openSealing } from "../client/sealing.js";
import { door, drawn, starter } from "./harness.mjs";
import { TODAY, bytes, card, hex, signer, vectors } from "./kit.mjs";

const UNITS = [signer("north.example", bytes("21".repeat(32))), signer("south.example", bytes("22".repeat(32)))];
const CODENAME = "abdomen abdominal abide abiding ability ablaze able barcode";
const READ = { fault: null, at: null, place: null, word: null };
const typed = vectors("codename", "typed-");
const keys = vectors("codename", "keys-");
const broken = (thrown) => thrown.code === "broken";

// A core with a card, beyond its worker.
async function opened(level, random, drop) {
  const core = await door(level, random);
  core.card(card({ drop, units: UNITS }), TODAY);
  return core;
}

for (const level of ["wasm", "script"]) {
  for (const { name, random, codename, drop, seed } of keys) {
    test(`${name} as ${level}: drawn, read, and its seed by WebCrypto`, async () => {
      const core = await opened(level, drawn(bytes(random)), drop);
      const { words, spelling } = core.newCodename();
      assert.equal(words.join(" "), codename);
      assert.equal(spelling.length, 8);
      assert.deepEqual(core.readCodename(codename, true), READ);
      const taken = [];
      const watched = { derivation: () => core.derivation(), seed: (made) => taken.push(hex(made)) && core.seed(made) };
      await openConversation(watched, () => true);
      assert.deepEqual(taken, [seed]);
    });
  }

  test(`every typed codename as ${level}`, async () => {
    const core = await opened(level, 7);
    for (const { name, expect, proposal, body } of typed) {
      const said = core.readCodename(body.toString("utf8"), false);
      const [place, word] = proposal ? [Number(proposal.split(" ")[0]), proposal.split(" ")[1]] : [null, null];
      assert.deepEqual({ ...said, at: null }, { ...READ, fault: expect === "success" ? null : expect, place, word }, name);
      assert.equal(said.at !== null, expect === "unknown", `${name}: the place of an unknown word`);
      if (proposal) assert.deepEqual(core.acceptProposal(false), READ, name);
      else assert.throws(() => core.acceptProposal(false), broken, name);
      // Held, or not held.
      if (proposal || expect === "success") core.derivation().password.fill(0);
      else assert.throws(() => core.derivation(), broken, name);
    }
  });

  test(`words are spelled as ${level}`, async () => {
    const core = await opened(level, drawn(bytes("0001000200030004000500060007")));
    const { words, spelling } = core.newCodename();
    assert.deepEqual([words[0], spelling[0]], ["abdomen", "Alfa Bravo Delta Oscar Mike Echo November"]);
  });

  test(`typed back as ${level}: the drawn one and no other`, async () => {
    const core = await opened(level, drawn(bytes("0001000200030004000500060007")));
    assert.throws(() => core.readCodename(CODENAME, true), broken);
    core.newCodename();
    assert.deepEqual(core.readCodename(CODENAME.toUpperCase(), true), READ);
    // A codename, and another one; then by a proposal.
    const other = vectors("codename", "typed-plain")[0].body.toString("utf8");
    assert.deepEqual(core.readCodename(other, true), { ...READ, fault: "other" });
    assert.throws(() => core.derivation(), broken);
    const slip = core.readCodename(other.replace("abdomen", "abdomin"), true);
    assert.deepEqual([slip.fault, slip.place, slip.word], ["unknown", 1, "abdomen"]);
    assert.deepEqual(core.acceptProposal(true), { ...READ, fault: "other" });
    assert.equal(core.readCodename(CODENAME.replace("abide", "abyde"), true).word, "abide");
    assert.deepEqual(core.acceptProposal(true), READ);
    // The one before is not held beside a new one.
    core.forgetCodename();
    assert.throws(() => core.readCodename(CODENAME, true), broken);
  });

  test(`what is forgotten as ${level}: codename, proposal and keys`, async () => {
    const core = await opened(level, 7);
    const request = { answers: { kind: "written", language: "cy", what: "Arian.", reporter: { standing: "not-said" } }, units: ["north.example"], files: [], conversation: { written: 1, earlier: null } };
    const open = () => openConversation(core, () => true);
    core.readCodename(CODENAME, false);
    await open();
    assert.deepEqual(core.thread(), { openings: 0, found: [] });
    assert.deepEqual(core.thread(["south.example"]), { openings: 0, found: [] });
    for (const wrong of [[], ["powys"]]) assert.throws(() => core.thread(wrong), ({ code }) => code === "no-units");
    assert.throws(() => core.thread("south.example"), broken);
    core.forgetCodename();
    assert.throws(() => core.thread(), broken);
    assert.throws(() => core.seal(request), broken);
    await assert.rejects(open(), broken);
    core.readCodename(CODENAME.replace("abide", "abyde"), false);
    core.forgetCodename();
    assert.throws(() => core.acceptProposal(false), broken);
    // Another drop's seed is none; another codename's neither.
    core.readCodename(CODENAME, false);
    await open();
    core.card(card({ drop: "08".repeat(16), units: UNITS }), TODAY);
    assert.throws(() => core.thread(), broken);
    core.card(card({ units: UNITS }), TODAY);
    core.thread();
    core.readCodename("no codename", false);
    assert.throws(() => core.thread(), broken);
    assert.throws(() => core.seed(new Uint8Array(64)), broken);
    core.readCodename(CODENAME, false);
    assert.throws(() => core.seed(new Uint8Array(63)), broken);
    core.seal({ ...request, conversation: null });
  });

  test(`nothing of a codename stays in the core's memory after it is forgotten, as ${level}`, async () => {
    const core = await opened(level, drawn(bytes("0001000200030004000500060007")));
    const memory = () => Buffer.from(core.given().buffer);
    const seed = Buffer.from(keys.find(({ name }) => name === "keys-two-units").seed, "hex");
    const password = Buffer.from(CODENAME.split(" ").slice(0, 7).join(" "));
    core.newCodename();
    core.readCodename(CODENAME, true);
    await openConversation(core, () => true);
    assert.ok(memory().includes(seed), "the search can find it");
    core.thread();
    core.forgetCodename();
    for (const secret of [seed, seed.subarray(0, 32), seed.subarray(32), password, Buffer.from("abide abiding ability"), Buffer.from('"abide","abiding"')]) {
      assert.ok(!memory().includes(secret), secret.toString("latin1"));
    }
  });

  test(`lengths as ${level}: known before there is a codename, exact, and the same with it`, async () => {
    const core = await opened(level, 7);
    const both = ["north.example", "south.example"];
    const request = (what, conversation, units = both) => ({
      answers: { kind: "call", language: "cy", what, reporter: { standing: "not-said" } },
      units,
      files: [],
      conversation,
    });
    const first = { written: 1_795_000_000, earlier: null };
    const later = { ...first, earlier: ["north.example"] };
    const room = (conversation, units) => core.plan(request("", conversation, units)).room;
    assert.ok(room(null) > room(first) && room(first) > room(later));
    assert.equal(room({ ...first, earlier: both }), room(first), "the same set is no earlier one");
    assert.equal(room(later, ["north.example"]), room(first, ["north.example"]));
    for (const conversation of [first, later]) {
      const full = "a".repeat(room(conversation));
      const over = core.plan(request(`${full}a`, conversation));
      assert.deepEqual([core.plan(request(full, conversation)).len, over.len], [16_384, 65_536]);
      // Nothing is sealed without its keys.
      assert.throws(() => core.seal(request(full, conversation)), broken);
      core.readCodename(CODENAME, false);
      await openConversation(core, () => true);
      for (const [what, len] of [[full, 16_384], [`${full}a`, 65_536]]) {
        assert.equal(core.seal(request(what, conversation)).len, len);
        core.stop();
      }
      core.forgetCodename();
    }
    const code = (expected) => (thrown) => thrown.code === expected;
    assert.throws(() => core.plan(request("", { ...first, earlier: ["powys"] })), code("no-units"));
    assert.throws(() => core.plan(request("", { ...first, earlier: [] })), code("no-units"));
    for (const wrong of [{ ...first, codename: CODENAME }, { earlier: null }, { written: -1, earlier: null }, CODENAME]) {
      assert.throws(() => core.plan(request("", wrong)), broken);
    }
  });

  test(`in the worker, as ${level}: keys are those of the codename that is held when they are there`, async () => {
    const sealing = await openSealing(starter(level));
    try {
      const bytes = card({ units: UNITS });
      await sealing.card(bytes.buffer, TODAY);
      assert.equal((await sealing.newCodename()).words.length, 8);
      assert.deepEqual(await sealing.readCodename(CODENAME), READ);
      assert.deepEqual(await sealing.openConversation(), {});
      assert.deepEqual(await sealing.thread(), { openings: 0, found: [] });
      const late = sealing.openConversation();
      await sealing.readCodename(CODENAME.replace("abide", "abyde"));
      await assert.rejects(late, broken);
      assert.deepEqual(await sealing.acceptProposal(), READ);
      await assert.rejects(sealing.thread(), broken);
      await sealing.openConversation();
      await sealing.thread();
      assert.deepEqual(await sealing.forgetCodename(), {});
      await assert.rejects(sealing.thread(), broken);
      await assert.rejects(sealing.openConversation(), broken);
    } finally {
      sealing.close();
    }
  });
}
