// Shorter code for what wasm2js writes at length. Owns two spellings and what stands in their place; each means the same to the byte.
//
// - Words that may lie anywhere: four bytes are put together, or taken apart, in place each time. Here a call of one function.
// - Memory that is mostly text, in base64: compression finds nothing to repeat in that. Here a plain string. What is mostly numbers stays.
//
// tests/shorter.test.mjs checks both.

// What is called instead: the first inside the module's function, where the memory's views are.
const WORDS = `
 function loadWord(at) {
  return HEAPU8[at] | HEAPU8[at + 1 | 0] << 8 | HEAPU8[at + 2 | 0] << 16 | HEAPU8[at + 3 | 0] << 24;
 }
 function storeWord(at, word) {
  HEAP8[at] = word;
  HEAP8[at + 1 | 0] = word >>> 8;
  HEAP8[at + 2 | 0] = word >>> 16;
  HEAP8[at + 3 | 0] = word >>> 24;
 }
`;
const TEXTS = `
  function putText(bytes, at, text) {
    for (var i = 0; i < text.length; ++i) bytes[at + i] = text.charCodeAt(i);
  }
`;
const [BEFORE_TEXTS, BEFORE_WORDS] = ["function initActiveSegments(imports) {\n", "function asmFunc(imports) {\n"];

// `name + offset`, or the name alone; then the same name with the next offsets.
const first = (array) => String.raw`${array}\[([\w$]+)(?: \+ (\d+))? \| 0\]`;
const next = (array) => String.raw`${array}\[\1 \+ (\d+) \| 0\]`;
const [LOAD, MORE] = [first("HEAPU8"), next("HEAPU8")];
const [STORE, BEHIND] = [first("HEAP8"), next("HEAP8")];
const LOADED = new RegExp(String.raw`${LOAD} \| ${MORE} << 8 \| \(${MORE} << 16 \| ${MORE} << 24\)`, "g");
const STORED = new RegExp(
  String.raw`${STORE} = ([\w$]+);\s+${BEHIND} = \3 >>> 8;\s+${BEHIND} = \3 >>> 16;\s+${BEHIND} = \3 >>> 24;`,
  "g",
);

const follow = (offset, ...offsets) => offsets.every((other, index) => Number(other) === Number(offset ?? 0) + index + 1);
const address = (name, offset) => (offset ? `${name} + ${offset} | 0` : `${name} | 0`);

// Puts calls in the place of words that may lie anywhere. Says how many of each.
function words(script) {
  let [loads, stores] = [0, 0];
  const written = script
    .replace(LOADED, (text, name, offset, ...rest) => {
      if (!follow(offset, ...rest.slice(0, 3))) return text;
      loads += 1;
      return `loadWord(${address(name, offset)})`;
    })
    .replace(STORED, (text, name, offset, word, ...rest) => {
      if (!follow(offset, ...rest.slice(0, 3))) return text;
      stores += 1;
      return `storeWord(${address(name, offset)}, ${word});`;
    });
  return { written, loads, stores };
}

const isText = (byte) => byte === 10 || (byte >= 32 && byte < 127);

// Puts strings in the place of memory that is mostly text. Says how many.
function texts(script) {
  let strings = 0;
  const written = script.replace(/base64DecodeToExistingUint8Array\(bufferView, (\d+), "([\w+/=]*)"\)/g, (text, at, base64) => {
    const bytes = Buffer.from(base64, "base64");
    if (bytes.filter(isText).length * 2 <= bytes.length) return text;
    strings += 1;
    return `putText(bufferView, ${at}, ${JSON.stringify(bytes.toString("latin1"))})`;
  });
  return { written, strings };
}

// The script with both. Says how many of each.
export function shorten(script) {
  const { written, loads, stores } = words(script);
  const { written: short, strings } = texts(written);
  const whole = short.replace(BEFORE_TEXTS, () => TEXTS + BEFORE_TEXTS).replace(BEFORE_WORDS, () => BEFORE_WORDS + WORDS);
  return { script: whole, counts: { loads, stores, strings } };
}
