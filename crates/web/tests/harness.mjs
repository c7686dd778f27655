// What a browser gives the worker, for Node: `self`, `fetch`, `importScripts`, and a Worker with the page's manners. Files come from dist/.

import { webcrypto } from "node:crypto";
import { openAsBlob, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker as NodeWorker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { runInNewContext, runInThisContext } from "node:vm";

import { Door } from "../client/core/door.js";

const here = fileURLToPath(import.meta.url);
export const root = join(dirname(here), "..");
const asset = (path) => readFileSync(join(root, "dist", path));

// A worker on dist/seal.js. At the level "script" it finds no WebAssembly, as in Tor Browser at Safer. `seed` fixes its randomness.
export function starter(level, { seed = null, execArgv = [] } = {}) {
  return () => {
    const worker = new NodeWorker(here, { workerData: { level, seed }, execArgv });
    const page = {
      postMessage: (message, transfer) => worker.postMessage(message, transfer),
      terminate: () => worker.terminate(),
      onmessage: null,
      onerror: null,
    };
    worker.on("message", (data) => page.onmessage?.({ data }));
    worker.on("error", (error) => page.onerror?.({ error }));
    return page;
  };
}

// ChaCha20's key stream under the key of 32 times `seed`, as the vectors take their bytes from.
function stream(seed) {
  const key = new Uint32Array(8).fill(seed * 0x01010101);
  let counter = 0;
  let block = [];
  const next = () => {
    const start = new Uint32Array([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574, ...key, counter, 0, 0, 0]);
    const x = start.slice();
    const quarter = (a, b, c, d) => {
      for (const [to, from, by, bits] of [[a, b, d, 16], [c, d, b, 12], [a, b, d, 8], [c, d, b, 7]]) {
        x[to] += x[from];
        const mixed = x[by] ^ x[to];
        x[by] = (mixed << bits) | (mixed >>> (32 - bits));
      }
    };
    for (let round = 0; round < 10; round += 1) {
      for (let i = 0; i < 4; i += 1) quarter(i, 4 + i, 8 + i, 12 + i);
      for (let i = 0; i < 4; i += 1) quarter(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4));
    }
    counter += 1;
    return [...new Uint8Array(x.map((word, i) => word + start[i]).buffer)];
  };
  return (bytes) => {
    for (let i = 0; i < bytes.length; i += 1) {
      if (block.length === 0) block = next();
      bytes[i] = block.shift();
    }
    return bytes;
  };
}

// WebCrypto, with other randomness.
const drawing = (getRandomValues) => ({ value: { getRandomValues, subtle: webcrypto.subtle }, configurable: true });

// These bytes and then no more, as what the browser's generator gives.
export function drawn(bytes) {
  let at = 0;
  return (into) => {
    if (at + into.length > bytes.length) throw new Error("more was drawn");
    into.set(bytes.subarray(at, (at += into.length)));
    return into;
  };
}

// The core of a level without its worker, with randomness from `seed`: a number, or what draws.
export async function door(level, seed) {
  Object.defineProperty(globalThis, "crypto", drawing(typeof seed === "number" ? stream(seed) : seed));
  if (level === "wasm") {
    return Door.open(async (imports) => (await WebAssembly.instantiate(asset("core.wasm"), imports)).instance.exports);
  }
  const self = {};
  runInNewContext(asset("core.js").toString(), { self });
  return Door.open(self.candourCore);
}

if (!isMainThread && workerData?.level) {
  const { level, seed } = workerData;
  globalThis.self = globalThis;
  if (level === "script") delete globalThis.WebAssembly;
  if (seed !== null) {
    Object.defineProperty(globalThis, "crypto", drawing(stream(seed)));
  }
  globalThis.fetch = async (path) => {
    const bytes = asset(path);
    return { ok: true, arrayBuffer: async () => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) };
  };
  globalThis.importScripts = (path) => runInThisContext(asset(path).toString());
  globalThis.postMessage = (message, transfer) => parentPort.postMessage(message, transfer);
  globalThis.close = () => process.exit();
  // Node does not hand a file on disk to a worker: `{path, name}` stands for it until here. Messages keep their order.
  const file = async (one) => {
    if (typeof one?.path !== "string") return one;
    return Object.defineProperty(await openAsBlob(one.path), "name", { value: one.name });
  };
  let before = Promise.resolve();
  parentPort.on("message", (data) => {
    before = before.then(async () => {
      const { request } = data;
      if (request?.files) request.files = await Promise.all(request.files.map(file));
      globalThis.onmessage?.({ data });
    });
  });
  runInThisContext(asset("seal.js").toString());
}
