// Better code for what wasm2js calls helpers: functions that stand in for one instruction of the processor each. Nothing here knows a cipher.
//
// wasm2js writes a rotation as a call of a function of seven operations, and a 64-bit product as one of twenty-two. In a browser that does not
// compile scripts each call costs more than the work. Where an operand tells that less is needed, the call is replaced in place:
//
// - a rotation by a constant: two shifts of a value that is held meanwhile;
// - a product of two numbers below 2^32: its low word is `Math.imul`. Its high word comes from the product as a double, whose error is at most
//   2^10: `(double - low) / 2^32` is then off by less than 2^-20, and rounding gives the exact word.
//
// The hash and the cipher of @noble's packages call such helpers too: a rotation, and two choices between three words. They are written in place.
//
// tests/helpers.test.mjs checks them against BigInt and against the calls.

import { parse } from "acorn";

// Names of what is held meanwhile; no name of wasm2js's looks like these.
const HELD = ["held$a", "held$b", "held$p", "held$r"];

// A rotation to the left by a constant.
export function rotl(value, bits) {
  const left = bits & 31;
  return left === 0 ? `(${value})` : `(held$r = ${value}, held$r << ${left} | held$r >>> ${32 - left})`;
}

// The product of two numbers below 2^32: its high word is put into `high`, its low word is the value.
export function product(a, b, high) {
  return (
    `(held$a = ${a}, held$b = ${b}, held$p = (held$a >>> 0) * (held$b >>> 0), held$a = Math_imul(held$a, held$b), ` +
    `${high} = (held$p - (held$a >>> 0)) * 2.3283064365386963e-10 + .5 | 0, held$a)`
  );
}

const HIGH = "i64toi32_i32$HIGH_BITS";

// What a call is replaced with; `null` to leave it. Arguments come as their text and, where they are constants, as their value.
const REPLACED = {
  __wasm_rotl_i32: ([value, bits]) => (bits.constant === null ? null : rotl(value.text, bits.constant)),
  __wasm_rotr_i32: ([value, bits]) => (bits.constant === null ? null : rotl(value.text, 32 - (bits.constant & 31))),
  __wasm_i64_mul: ([low, high, otherLow, otherHigh]) =>
    // What is held while the second number is worked out must not be held anew there.
    high.constant === 0 && otherHigh.constant === 0 && !otherLow.text.includes("held$") ? product(low.text, otherLow.text, HIGH) : null,
};

// A name may be written more than once, where any other text must be held.
const isName = (text) => /^[A-Za-z_$][\w$]*$/.test(text);

// A rotation to the left, of a name or of what is then held.
function rotation({ text }, left) {
  return isName(text) ? `(${text} << ${left} | ${text} >>> ${32 - left})` : rotl(text, left);
}

// What @noble's packages call for each word.
export const NOBLE = {
  rotl: ([value, bits]) => (bits.constant ? rotation(value, bits.constant) : null),
  rotr: ([value, bits]) => (bits.constant && isName(value.text) ? rotation(value, 32 - bits.constant) : null),
  Chi: (args) => choice(args, (a, b, c) => `(${a} & ${b} ^ ~${a} & ${c})`),
  Maj: (args) => choice(args, (a, b, c) => `(${a} & ${b} ^ ${a} & ${c} ^ ${b} & ${c})`),
};

function choice(args, written) {
  const texts = args.map(({ text }) => text);
  return texts.every(isName) ? written(...texts) : null;
}

// The value of a constant, or null.
function constant(node) {
  if (node.type === "Literal" && typeof node.value === "number") return node.value;
  if (node.type === "UnaryExpression" && node.operator === "-") {
    const value = constant(node.argument);
    return value === null ? null : -value;
  }
  return null;
}

function children(node) {
  return Object.values(node)
    .flat()
    .filter((child) => child && typeof child.type === "string");
}

// Replaces helpers in the text of a script. Says how many calls of each were replaced.
export function improve(script, table = REPLACED) {
  const counts = {};

  // The text of a node with every replaceable call in it replaced. `used` notes whether there was one.
  const write = (node, used) => {
    let out = "";
    let at = node.start;
    for (const child of children(node).sort((a, b) => a.start - b.start)) {
      if (child.start < at) continue;
      out += script.slice(at, child.start) + visit(child, used);
      at = child.end;
    }
    return out + script.slice(at, node.end);
  };

  const visit = (node, used) => {
    if (node.type === "FunctionDeclaration") {
      const inner = { any: false };
      const body = write(node.body, inner);
      const held = inner.any ? `{\n  var ${HELD.map((name) => `${name} = 0`).join(", ")};` + body.slice(1) : body;
      return script.slice(node.start, node.body.start) + held;
    }
    const replace = node.type === "CallExpression" && Object.hasOwn(table, node.callee.name) && table[node.callee.name];
    if (replace) {
      const before = { ...counts };
      const args = node.arguments.map((arg) => ({ text: visit(arg, used), constant: constant(arg) }));
      const replaced = replace(args);
      if (replaced) {
        used.any = true;
        counts[node.callee.name] = (counts[node.callee.name] ?? 0) + 1;
        return replaced;
      }
      // Left alone: its arguments are written below, and counted there.
      for (const name of Object.keys(counts)) counts[name] = before[name] ?? 0;
    }
    return write(node, used);
  };

  const tree = parse(script, { ecmaVersion: 2022, sourceType: "module" });
  return { script: write(tree, { any: false }), counts };
}
