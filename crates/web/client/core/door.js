// The core's functions (src/abi.rs) over bytes and plain values. Owns the shared memory; the same for WebAssembly and for the script.

import { sealChunk } from "./cipher.js";
import { Fault } from "./fault.js";

// What the browser's generator fills at once.
const MOST_RANDOM = 65536;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

export class Door {
  #core;
  #view = new Uint8Array(0);
  // Where bytes to be hashed go.
  #piece = 0;

  // `start` takes the core's imports and gives its exports, now or later.
  static async open(start) {
    const door = new Door();
    const env = {
      random_fill: (at, len) => door.#random(at, len),
      // Only the script asks for it.
      seal_chunk: (key, nonce, at, len, tag) => sealChunk(door.#bytes(key, 32), door.#bytes(nonce, 12), door.#bytes(at, len), door.#bytes(tag, 16)),
    };
    door.#core = await start({ env });
    return door;
  }

  // The shared memory, which moves when it grows.
  #memory() {
    const { buffer } = this.#core.memory;
    if (this.#view.buffer !== buffer) this.#view = new Uint8Array(buffer);
    return this.#view;
  }

  #random(at, len) {
    const start = at >>> 0;
    const end = start + (len >>> 0);
    const memory = this.#memory();
    for (let from = start; from < end; from += MOST_RANDOM) {
      crypto.getRandomValues(memory.subarray(from, Math.min(end, from + MOST_RANDOM)));
    }
  }

  // Bytes of the core's memory. Good until the next call.
  #bytes(at, len) {
    const start = at >>> 0;
    return this.#memory().subarray(start, start + (len >>> 0));
  }

  // Lends pieces of bytes, one behind the other.
  #lend(...pieces) {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const lent = this.#bytes(this.#core.lend(length), length);
    let at = 0;
    for (const piece of pieces) {
      lent.set(piece, at);
      at += piece.length;
    }
  }

  #done(result) {
    if (result < 0) throw Fault.of(result);
  }

  #text(result) {
    this.#done(result);
    return decoder.decode(this.given());
  }

  // Reads what a call said, and wipes it.
  #secret(result) {
    const said = JSON.parse(this.#text(result));
    this.#core.wipe();
    return said;
  }

  // Lends a request in JSON and wipes what was made on the way.
  #ask(request, call) {
    const bytes = encoder.encode(JSON.stringify(request));
    this.#lend(bytes);
    bytes.fill(0);
    return JSON.parse(this.#text(call()));
  }

  // Takes a desk card; what is shown of it.
  card(bytes, today) {
    this.#lend(bytes);
    return JSON.parse(this.#text(this.#core.card(today)));
  }

  // How long a report will be.
  plan(request) {
    return this.#ask(request, () => this.#core.plan());
  }

  // Begins to seal a report.
  seal(request) {
    return this.#ask(request, () => this.#core.seal());
  }

  // Draws a codename: its words, and how each is spelled.
  newCodename() {
    return this.#secret(this.#core.codename_new());
  }

  // Reads what was typed. With `again` it must be the codename that was drawn.
  readCodename(typed, again) {
    const bytes = encoder.encode(typed);
    this.#lend(bytes);
    bytes.fill(0);
    return this.#secret(this.#core.codename_read(Number(again)));
  }

  // Takes what was proposed.
  acceptProposal(again) {
    return this.#secret(this.#core.codename_accept(Number(again)));
  }

  // Drops codename and seed.
  forgetCodename() {
    this.#core.codename_forget();
  }

  // What PBKDF2 takes. Whoever asks wipes the password.
  derivation() {
    this.#done(this.#core.salt());
    const salt = this.given().slice();
    this.#done(this.#core.password());
    const password = this.given().slice();
    this.#core.wipe();
    return { password, salt, rounds: this.#core.rounds() };
  }

  // Takes what PBKDF2 made.
  seed(seed) {
    this.#lend(seed);
    this.#done(this.#core.seed());
  }

  // Takes a unit's board, and judges it. Its hash is WebCrypto's: without a compiler, 4 MiB by the core take seconds. One at a time.
  async board(name, bytes) {
    this.#lend(bytes, encoder.encode(name));
    const result = this.#core.board(bytes.length);
    if (result !== 1) return JSON.parse(this.#text(result));
    this.#lend(new Uint8Array(await crypto.subtle.digest("SHA-256", this.given())));
    return JSON.parse(this.#text(this.#core.board_hashed()));
  }

  // What the boards have for the codename: with every likely set of units, or with the units of these names.
  thread(units = null) {
    this.#lend(encoder.encode(JSON.stringify(units)));
    return this.#secret(this.#core.thread());
  }

  // Goes on sealing: "take" (see `given`), "bring" (see `wanted`), or "done".
  next() {
    const result = this.#core.next();
    this.#done(result);
    return ["done", "take", "bring"][result];
  }

  // The bytes that the last call gave. Good until the next call.
  given() {
    return this.#bytes(this.#core.given(), this.#core.given_len());
  }

  // Which attachment's bytes are wanted.
  wanted() {
    return this.#core.wanted_index();
  }

  // Brings bytes of it, and says how many were taken.
  bring(bytes) {
    const len = Math.min(bytes.length, this.#core.wanted_len());
    const room = this.#bytes(this.#core.wanted(), len);
    room.set(len === bytes.length ? bytes : bytes.subarray(0, len));
    this.#done(this.#core.took(len));
    return len;
  }

  // Ends sealing, at whatever point, and wipes its keys.
  stop() {
    this.#core.stop();
  }

  // Begins a hash of pieces no longer than `most`.
  hashBegin(most) {
    this.#core.hash_begin();
    this.#piece = this.#core.lend(most);
  }

  hashMore(bytes) {
    this.#bytes(this.#piece, bytes.length).set(bytes);
    this.#done(this.#core.hash_more(bytes.length));
  }

  hashEnd() {
    return this.#text(this.#core.hash_end());
  }

  // The ending of a file's neutral name: by its first bytes, or by its own name where that travels.
  extension(start, name) {
    const named = encoder.encode(name ?? "");
    this.#lend(start, named);
    named.fill(0);
    return this.#text(this.#core.extension(start.length));
  }

  // Drops and wipes everything.
  forget() {
    this.#core.forget();
  }
}
