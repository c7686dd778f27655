// The code that build/helpers.mjs puts in the place of wasm2js's helpers, against BigInt: `node --test tests/helpers.test.mjs`.

import assert from "node:assert/strict";
import { test } from "node:test";

import { NOBLE, improve, product, rotl } from "../build/helpers.mjs";

const EDGES = [0, 1, 2, 3, 0xffff, 0x10000, 0x10001, 0x3ffffff, 0x4000000, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe, 0xffffffff];
const HELD = "let held$a = 0, held$b = 0, held$p = 0, held$r = 0, high = 0; const Math_imul = Math.imul;";

// Numbers that are the same each time.
function* random(count) {
  for (let i = 0, x = 0x9e3779b9; i < count; i += 1) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    yield x >>> 0;
  }
}

test("products are exact", () => {
  const multiply = new Function("a", "b", `${HELD} const low = ${product("a", "b", "high")}; return [low, high];`);
  const check = (a, b) => {
    const exact = BigInt(a) * BigInt(b);
    const words = [Number(exact & 0xffffffffn) | 0, Number(exact >> 32n) | 0];
    assert.deepEqual(multiply(a | 0, b | 0), words, `${a} * ${b}`);
  };
  for (const a of EDGES) for (const b of EDGES) check(a, b);
  const numbers = [...random(200_000)];
  for (let i = 1; i < numbers.length; i += 1) check(numbers[i - 1], numbers[i]);
  for (const a of random(2_000)) for (const b of EDGES) check(a, b);
});

test("rotations are exact", () => {
  for (let bits = 0; bits < 32; bits += 1) {
    const rotate = new Function("a", `${HELD} return ${rotl("a", bits)} | 0;`);
    for (const a of [...EDGES, ...random(1_000)]) {
      const exact = ((BigInt(a) << BigInt(bits)) | (BigInt(a) >> BigInt(32 - bits))) & 0xffffffffn;
      assert.equal(rotate(a | 0), Number(exact) | 0, `${a} by ${bits}`);
    }
  }
});

test("only what is known to be small is replaced, and nothing held is held anew", () => {
  const { script, counts } = improve(`function f(a, b) {
    return __wasm_rotl_i32(__wasm_rotr_i32(a, 7), 9) ^ __wasm_i64_mul(a, 0, b, 0) ^ __wasm_i64_mul(a, b, b, 0)
      ^ __wasm_rotl_i32(a, b) ^ __wasm_i64_mul(a, 0, __wasm_i64_mul(b, 0, a, 0), 0);
  }`);
  assert.deepEqual(counts, { __wasm_rotl_i32: 1, __wasm_rotr_i32: 1, __wasm_i64_mul: 2 });
  assert.match(script, /__wasm_i64_mul\(a, b, b, 0\)/);
  assert.match(script, /__wasm_rotl_i32\(a, b\)/);
  assert.match(script, /__wasm_i64_mul\(a, 0, \(held/);
});

test("what @noble's packages call is the same in place", () => {
  const rotate = (word, bits) => (word << bits) | (word >>> (32 - bits));
  const calls = {
    rotl: rotate,
    rotr: (word, bits) => rotate(word, 32 - bits),
    Chi: (a, b, c) => (a & b) ^ (~a & c),
    Maj: (a, b, c) => (a & b) ^ (a & c) ^ (b & c),
  };
  const source = `function f(a, b, c) {
    let x = a;
    x = rotl(x ^ b, 16) ^ rotr(c, 7) ^ rotl(c, 12);
    return [x, Chi(a, b, c), Maj(a, b, c), rotr(a, 6) ^ rotr(a, 11) ^ rotr(a, 25)];
  }`;
  const { script, counts } = improve(source, NOBLE);
  assert.deepEqual(counts, { rotl: 2, rotr: 4, Chi: 1, Maj: 1 });
  const made = (text) => new Function(...Object.keys(calls), `${text} return f;`)(...Object.values(calls));
  const none = new Function(`${script} return f;`)();
  const exact = made(source);
  const words = [...EDGES, ...random(3_000)].map((word) => word | 0);
  for (let i = 2; i < words.length; i += 1) assert.deepEqual(none(words[i - 2], words[i - 1], words[i]), exact(words[i - 2], words[i - 1], words[i]));
  assert.equal(improve("rotr(a ^ b, 7) + rotl(a, b) + Chi(a + 1, b, c)", NOBLE).script, "rotr(a ^ b, 7) + rotl(a, b) + Chi(a + 1, b, c)");
});
