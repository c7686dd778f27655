// One report being sealed: parts of a MiB out of the core, attachments into it. Memory is a part and two slices, whatever the report's length.

import { Fault } from "./fault.js";
import { Reader, describe } from "./files.js";

// Longest part.
export const PART = 1 << 20;

export class Report {
  #door;
  #files;
  #reader = null;
  #reading = -1;
  // Sealed bytes in the core's memory that did not fit into the part before.
  #rest = new Uint8Array(0);
  #offset = 0;
  #over = null;
  len;

  // Begins to seal.
  static async begin(door, { answers, units, files, keepNames, conversation }) {
    const described = [];
    for (const file of files) described.push(await describe(door, file, keepNames));
    const { len } = door.seal({ answers, units, files: described, conversation });
    return new Report(door, files, len);
  }

  constructor(door, files, len) {
    this.#door = door;
    this.#files = files;
    this.len = len;
  }

  // The next part: `{offset, bytes, last}`.
  async part() {
    const offset = this.#offset;
    const bytes = new Uint8Array(Math.min(PART, this.len - offset));
    let filled = 0;
    while (filled < bytes.length) {
      this.#check();
      if (this.#rest.length > 0) {
        const piece = this.#rest.subarray(0, bytes.length - filled);
        bytes.set(piece, filled);
        filled += piece.length;
        this.#rest = this.#rest.subarray(piece.length);
        continue;
      }
      const next = this.#door.next();
      if (next === "take") {
        this.#rest = this.#door.given();
      } else if (next === "bring") {
        await this.#bring();
      } else {
        throw new Fault("broken");
      }
    }
    // The core's memory may move before the next part.
    this.#rest = this.#rest.slice();
    this.#offset += bytes.length;
    const last = this.#offset === this.len;
    if (last) this.stop(new Fault("broken"));
    return { offset, bytes: bytes.buffer, last };
  }

  // Ends, at whatever point: keys and what was read are wiped. Whoever still waits for a part gets `fault`.
  stop(fault) {
    if (this.#over) return;
    this.#over = fault;
    this.#reader?.close();
    this.#rest = new Uint8Array(0);
    this.#door.stop();
  }

  // Why it ended, if it did.
  get over() {
    return this.#over;
  }

  #check() {
    if (this.#over) throw this.#over;
  }

  async #bring() {
    const index = this.#door.wanted();
    if (index !== this.#reading) {
      this.#reader?.close();
      this.#reader = new Reader(this.#files[index]);
      this.#reading = index;
    }
    const piece = await this.#reader.piece();
    this.#check();
    this.#reader.used(this.#door.bring(piece));
  }
}
