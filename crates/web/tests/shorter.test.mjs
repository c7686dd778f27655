// Words and texts in fewer bytes: the same memory and the same values as what wasm2js wrote, for every place in memory and every byte.

import assert from "node:assert/strict";
import { test } from "node:test";

import { shorten } from "../build/shorter.mjs";

const load = (name, at) => {
  const of = (offset) => `HEAPU8[${name}${at + offset ? ` + ${at + offset}` : ""} | 0]`;
  return `${of(0)} | ${of(1)} << 8 | (${of(2)} << 16 | ${of(3)} << 24)`;
};
const store = (name, offsets, word) => {
  const of = (offset) => `HEAP8[${name}${offset ? ` + ${offset}` : ""} | 0]`;
  return offsets.map((offset, index) => `${of(offset)} = ${word}${index ? ` >>> ${8 * index}` : ""};`).join("\n  ");
};

// As wasm2js writes a module: `copy` moves a word from one place to another, `odd` only looks like it.
const module = (texts) => `
var bufferView;
  function base64DecodeToExistingUint8Array(bytes, at, base64) {
    bytes.set(Buffer.from(base64, "base64"), at);
  }
function initActiveSegments(imports) {
${texts.map(([at, bytes]) => `  base64DecodeToExistingUint8Array(bufferView, ${at}, "${Buffer.from(bytes).toString("base64")}");\n`).join("")}}
function asmFunc(imports) {
 var HEAP8 = new Int8Array(imports);
 var HEAPU8 = new Uint8Array(imports);
 bufferView = HEAPU8;
 initActiveSegments(imports);
 function copy($0_1, $1_1) {
  var $2 = 0;
  $2 = ${load("$0_1", 0)};
  ${store("$1_1", [0, 1, 2, 3], "$2")}
  $2 = ${load("$0_1", 7)};
  ${store("$1_1", [9, 10, 11, 12], "$2")}
  ${store("$1_1", [13, 14, 15, 16], "$1_1")}
  return $2;
 }
 function odd($0_1, $1_1) {
  ${store("$1_1", [0, 2, 1, 3], "$0_1")}
  return ${load("$0_1", 1).replace("+ 3", "+ 30")};
 }
 return { copy: copy, odd: odd };
}
`;

// A module's functions over this memory.
const run = (script, memory) => new Function("memory", `${script}\nreturn asmFunc(memory.buffer);`)(memory);

const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const text = Buffer.from("Nobody's \"text\" \\ with a\nline\r\0" + "7 and \u00e9 in UTF-8; \u2028 too. Long enough to be mostly text.");

test("words and texts mean the same", () => {
  const texts = [[1024, text], [2048, every], [3000, [1]], [3100, Buffer.from("</script> ${x} `")]];
  const script = module(texts);
  const short = shorten(script);
  assert.deepEqual(short.counts, { loads: 2, stores: 3, strings: 2 });
  assert.ok(short.script.includes("Nobody's") && !short.script.includes(Buffer.from(text).toString("base64")));
  for (let seed = 1; seed < 200; seed += 1) {
    const [before, after] = [0, 1].map(() => Uint8Array.from({ length: 4096 }, (_, at) => (at * seed * 2654435761) >>> 13));
    const [longer, shorter] = [run(script, before), run(short.script, after)];
    assert.deepEqual(after, before, "the texts");
    for (const name of ["copy", "odd"]) {
      const [from, to] = [(seed * 37) % 900, 900 + ((seed * 11) % 90)];
      assert.equal(shorter[name](from, to), longer[name](from, to));
    }
    assert.deepEqual(after, before);
  }
});

test("what only looks like a word is left alone", () => {
  const script = module([]);
  const { script: written } = shorten(script);
  assert.ok(written.includes(load("$0_1", 1).replace("+ 3", "+ 30")));
  assert.ok(written.includes(store("$1_1", [0, 2, 1, 3], "$0_1")));
});
