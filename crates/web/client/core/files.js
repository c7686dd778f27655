// The source's files as they are read: slice by slice, the next one on its way while one is used. Owns noticing that a file is not what it was.

import { Fault } from "./fault.js";

// Bytes read at once.
const SLICE = 1 << 20;
// Bytes of a file's start that tell its ending.
const SNIFFED = 16;

// Bytes `from` to `to` of a file.
async function read(file, from, to, code) {
  let bytes;
  try {
    bytes = new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch {
    throw new Fault(code);
  }
  if (bytes.length !== to - from) throw new Fault("file-changed");
  return bytes;
}

// How the core knows a file: its length, its ending, its name only where the source opts in.
export async function describe(door, file, keepName) {
  const start = await read(file, 0, Math.min(SNIFFED, file.size), "file-unreadable");
  const name = keepName ? file.name : null;
  return { size: file.size, name, extension: door.extension(start, name) };
}

// One file, from its first byte to its last.
export class Reader {
  #file;
  #at = 0;
  #ahead = null;
  #piece = new Uint8Array(0);
  #used = 0;

  constructor(file) {
    this.#file = file;
  }

  // Bytes that are not used yet, at least one.
  async piece() {
    if (this.#used === this.#piece.length) {
      this.#piece.fill(0);
      this.#piece = await (this.#ahead ?? this.#slice());
      this.#used = 0;
      this.#ahead = this.#at < this.#file.size ? this.#slice() : null;
    }
    if (this.#piece.length === 0) throw new Fault("file-changed");
    return this.#piece.subarray(this.#used);
  }

  used(len) {
    this.#used += len;
  }

  // Wipes what was read.
  close() {
    this.#piece.fill(0);
    this.#ahead?.then((bytes) => bytes.fill(0), () => {});
    this.#ahead = null;
  }

  #slice() {
    const from = this.#at;
    this.#at = Math.min(from + SLICE, this.#file.size);
    // The file's start was read before: that it cannot be read now is a change.
    const slice = read(this.#file, from, this.#at, "file-changed");
    // Nobody may be waiting for it yet.
    slice.catch(() => {});
    return slice;
  }
}
