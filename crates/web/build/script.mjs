// From WebAssembly to one plain script, which defines `candourCore(imports)`: that gives the exports.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { minify } from "terser";

import { improve } from "./helpers.mjs";
import { shorten } from "./shorter.mjs";

const tools = join(dirname(fileURLToPath(import.meta.url)), "../node_modules/.bin");

// wasm2js knows neither of these instructions, nor several imports written as one.
const LOWERED = ["--all-features", "--disable-compact-imports", "--signext-lowering", "--llvm-nontrapping-fptoint-lowering"];
const WRITTEN = ["--enable-bulk-memory-opt", "--enable-mutable-globals", "-Os"];

// wasm2js writes a module; a worker's script has no modules to import.
function wrap(module) {
  const imports = /^import \* as env from 'env';\n/;
  const instance = /\nvar retasmFunc = asmFunc\(\{\n {2}"env": env,\n\}\);\n(?:export var \w+ = retasmFunc\.\w+;\n)+$/;
  if (!imports.test(module) || !instance.test(module)) throw new Error("wasm2js writes something else now");
  return `self.candourCore = function (imports) {\n${module.replace(imports, "").replace(instance, "\n")}return asmFunc(imports);\n};\n`;
}

// What the figures rest on: a helper under another name would be left alone, and the script a third as fast.
const MUST = ["__wasm_rotl_i32", "__wasm_i64_mul"];

// The script of a WebAssembly file. `scratch` is a folder for what is made on the way.
export async function toScript(input, scratch) {
  const [lowered, written] = ["lowered.wasm", "written.js"].map((name) => join(scratch, name));
  execFileSync(join(tools, "wasm-opt"), [...LOWERED, input, "-o", lowered]);
  execFileSync(join(tools, "wasm2js"), [...WRITTEN, lowered, "-o", written]);
  const short = shorten(readFileSync(written, "utf8"));
  for (const [what, count] of Object.entries(short.counts)) if (!count) throw new Error(`no ${what} to shorten`);
  const { script, counts } = improve(short.script);
  for (const helper of MUST) if (!counts[helper]) throw new Error(`no call of ${helper}`);
  // Names in place and calls as they are: what terser puts inline here makes functions that no engine likes.
  const { code } = await minify(wrap(script), {
    compress: { passes: 1, inline: 0, reduce_funcs: false, reduce_vars: false, collapse_vars: false },
    mangle: { toplevel: true },
    format: { ascii_only: true },
  });
  return `${code}\n`;
}
