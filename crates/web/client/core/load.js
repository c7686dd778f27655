// Loads the core into a worker: WebAssembly where there is any, else the script made from it.

import { Door } from "./door.js";

async function fetched(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(path);
  return answer.arrayBuffer();
}

// Where a level of the browser takes WebAssembly away, its name is not there. Where it refuses to compile, the script runs as well.
async function compiled() {
  if (typeof WebAssembly !== "object") return null;
  const bytes = await fetched("/core.wasm");
  try {
    return await WebAssembly.compile(bytes);
  } catch {
    return null;
  }
}

// A core of its own from the compiled one.
export function start(module) {
  return Door.open(async (imports) => (await WebAssembly.instantiate(module, imports)).exports);
}

// The core, and where there is WebAssembly its module, for the worker beside.
export async function load() {
  const module = await compiled();
  if (module) return { level: "wasm", module, door: await start(module) };
  self.importScripts("/core.js");
  return { level: "script", module, door: await Door.open(self.candourCore) };
}
