// What the client meets in its tests: a clock that runs by itself, a drop that can fail at any point, a core that seals nothing, and a small page.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Window } from "happy-dom";

import { Page } from "../page.js";

const TEXTS = join(import.meta.dirname, "../../../pages/texts");
const FILES = ["report.ftl", "send.ftl", "replies.ftl", "problems.ftl"];

export const texts = Object.fromEntries(
  ["en", "cy"].map((tag) => [tag, FILES.map((file) => readFileSync(join(TEXTS, tag, file), "utf8"))]),
);

export class Fault extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// Time that passes only when nothing else is left to do.
export class Clock {
  at = 1_800_000_000_000;
  #timers = new Map();
  #last = 0;
  waits = [];

  setTimeout = (run, milliseconds) => {
    this.#timers.set((this.#last += 1), { run, due: this.at + milliseconds });
    return this.#last;
  };

  clearTimeout = (timer) => this.#timers.delete(timer);

  // Runs everything that can run without time passing.
  async settle() {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  // Lets time pass until the earliest timer.
  tick() {
    const [next] = [...this.#timers].sort(([, a], [, b]) => a.due - b.due);
    if (!next) return false;
    this.#timers.delete(next[0]);
    this.waits.push(next[1].due - this.at);
    this.at = Math.max(this.at, next[1].due);
    next[1].run();
    return true;
  }

  // Lets time pass until something has come out, for at most so many timers.
  async until(promise, most = 2000) {
    let over = false;
    const mark = () => (over = true);
    promise.then(mark, mark);
    for (let ticks = 0; ; ticks += 1) {
      await this.settle();
      if (over) return promise;
      if (!this.tick() || ticks === most) throw new Error("nothing moves any more");
    }
  }
}

// A drop. `faults` maps the number of a request (from 0) to what goes wrong with it.
export class Drop {
  requests = [];
  stored = [];
  uploads = new Map();
  deleted = [];
  // By unit's name: what stands on its board, as the core of these tests reads it.
  boards = new Map();
  faults = new Map();
  #last = 0;

  constructor(clock, card) {
    this.clock = clock;
    this.card = card;
  }

  get net() {
    const { setTimeout, clearTimeout } = this.clock;
    return { fetch: (path, options) => this.fetch(path, options), setTimeout, clearTimeout, now: () => this.clock.at, random: () => 0.5 };
  }

  async fetch(path, options) {
    const fault = this.faults.get(this.requests.length);
    this.requests.push({ method: options.method, path, ...options });
    if (fault === "hang") {
      await new Promise((_, reject) => options.signal.addEventListener("abort", () => reject(new Error("aborted"))));
    }
    if (options.signal.aborted || fault === "before") throw new TypeError("NetworkError");
    if (typeof fault === "function") return fault(path, options);
    if (fault?.status) return refusal(fault);
    const body = fault === "half" && options.body ? options.body.subarray(0, options.body.length >> 1) : options.body;
    // Of a report that comes whole, a part is nothing.
    if (fault === "half" && path === "/reports") throw new TypeError("NetworkError");
    const answer = this.#answer(path, { ...options, body });
    if (fault === "after" || fault === "half") throw new TypeError("NetworkError");
    return answer;
  }

  #answer(path, { method, headers, body }) {
    // Bytes are for a real core, everything else for the one of these tests.
    const whole = (content) => new Response(content instanceof Uint8Array ? content : JSON.stringify(content));
    if (path === "/desk") return whole(this.card);
    if (path.startsWith("/board/")) return whole(this.boards.get(path.slice(7)) ?? { state: "none" });
    if (path === "/reports") {
      this.#keep(body.slice());
      return Response.json({ status: "stored", sha256: sha256(body) }, { status: 201 });
    }
    if (method === "POST") {
      const place = `/uploads/${String((this.#last += 1)).padStart(22, "A")}`;
      this.uploads.set(place, { len: Number(headers["upload-length"]), bytes: new Uint8Array() });
      return new Response(null, { status: 201, headers: { location: place } });
    }
    const upload = this.uploads.get(path);
    if (!upload) return refusal({ status: 404, name: "not-found" });
    if (method === "DELETE") {
      this.uploads.delete(path);
      this.deleted.push(path);
      return new Response(null, { status: 204 });
    }
    if (method === "PATCH") {
      if (Number(headers["upload-offset"]) !== upload.bytes.length) return refusal({ status: 409, name: "offset-mismatch" });
      upload.bytes = Buffer.concat([upload.bytes, body]);
      if (upload.bytes.length === upload.len) this.#keep(upload.bytes);
    }
    return new Response(null, { status: method === "HEAD" ? 200 : 204, headers: { "upload-offset": String(upload.bytes.length) } });
  }

  #keep(bytes) {
    if (!this.stored.some((other) => Buffer.compare(other, bytes) === 0)) this.stored.push(bytes);
  }
}

export function refusal({ status, name = "fault", retryAfter }) {
  const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  return new Response(JSON.stringify({ type: `urn:candour:problem:${name}`, title: "T", detail: "D" }), { status, headers });
}

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

export const CARD = {
  fingerprint: "abacus blimp candle dwarf elbow frosting gecko humid ivory jigsaw",
  number: 3,
  first: 20_000,
  last: 20_900,
  expired: false,
  demo: true,
  count: 3,
  units: [
    { name: "north.example", title: "Uned Uniondeb y Gogledd" },
    { name: "south.example", title: "South Integrity Unit" },
  ],
  phones: [
    { kind: "emergency", number: "999" },
    { kind: "reporting-line", number: "0800 085 0000" },
  ],
  sha256: "a".repeat(64),
};

// A job of so many bytes, which differ from job to job.
export class Job {
  #at = 0;
  #seed;
  cancelled = false;
  asked = 0;

  constructor(len, { seed = 0, part = 1 << 20, fault } = {}) {
    this.len = len;
    this.#seed = seed;
    this.part = part;
    this.fault = fault;
    this.bytes = Uint8Array.from({ length: len }, (_, i) => (i * 7 + (i >> 9) + seed) & 255);
    this.ready = Promise.resolve();
  }

  async next() {
    this.asked += 1;
    if (this.cancelled) throw new Fault("cancelled");
    if (this.fault && this.#at >= this.fault.at) throw new Fault(this.fault.code);
    const offset = this.#at;
    const bytes = this.bytes.slice(offset, offset + this.part).buffer;
    this.#at += bytes.byteLength;
    const last = this.#at === this.len;
    return { offset, bytes, last, ...(last ? { sha256: sha256(this.bytes) } : {}) };
  }

  cancel() {
    this.cancelled = true;
  }
}

// The codename that a core draws first; each next one ends in another word.
export const WORDS = ["abdomen", "abdominal", "abide", "abiding", "ability", "ablaze", "able", "barcode"];
export const CODENAME = WORDS.join(" ");

// A right board of a day, of `found` by codename: what `thread` gives of it.
export const board = (found = {}, { epoch = 20_830, age = "fresh" } = {}) => ({ state: "good", fault: null, number: 5, epoch, age, days: 3, found });

// A reply as the core gives it.
export const reply = (first, text, parts = 1) => ({ first, parts, missing: 0, text });

// The core: cards and boards are JSON, nothing is sealed, and what it was asked to seal is kept for the test. Of codenames it knows this much:
// eight words, of which "abdomn" is a slip, "swapped" and "wrong" are what their names say, and every other is good.
export class Sealing {
  level = "wasm";
  asked = [];
  closed = false;
  len = 16_384;
  jobs = [];
  fault = null;
  planned = { step: 16_384, room: 7_000, len: 16_384 };
  // What it was asked besides, in order.
  calls = [];
  boards = new Map();
  drawn = null;
  typed = null;
  slip = null;
  opened = null;
  #draws = 0;

  async card(bytes) {
    const card = JSON.parse(new TextDecoder().decode(bytes));
    if (card.fault) throw new Fault(card.fault);
    this.units = card.units.length;
    return card;
  }

  async describe(files, keepNames) {
    return files.map((file) => ({ size: file.size, name: keepNames ? file.name : null, extension: "bin" }));
  }

  async plan(request) {
    if (this.planned instanceof Error) throw this.planned;
    this.plannedFor = request;
    return this.planned;
  }

  async newCodename() {
    this.calls.push("newCodename");
    this.#alive();
    this.typed = this.opened = null;
    const words = [...WORDS.slice(0, 7), (this.#draws += 1) === 1 ? WORDS[7] : `barcode${this.#draws}`];
    this.drawn = words.join(" ");
    return { words, spelling: words.map((word) => `Spelled-${word}`) };
  }

  async readCodename(typed, { again = false } = {}) {
    this.calls.push("readCodename");
    this.#alive();
    this.typed = this.opened = this.slip = null;
    const words = typed.toLowerCase().split(/[\s,-]+/).filter(Boolean);
    const wrong = (fault, more = {}) => ({ fault, at: null, place: null, word: null, ...more });
    if (words.length !== 8) return wrong("count");
    if (words.includes("abdomn")) {
      this.slip = words.map((word) => (word === "abdomn" ? "abdomen" : word)).join(" ");
      return wrong("unknown", { at: words.indexOf("abdomn") + 1, place: words.indexOf("abdomn") + 1, word: "abdomen" });
    }
    if (words.includes("zzz")) return wrong("unknown", { at: words.indexOf("zzz") + 1 });
    if (words.includes("swapped")) return wrong("order");
    if (words.includes("wrong")) return wrong("check");
    return this.#hold(words.join(" "), again);
  }

  async acceptProposal({ again = false } = {}) {
    this.calls.push("acceptProposal");
    this.#alive();
    if (!this.slip) throw new Fault("broken");
    return this.#hold(this.slip, again);
  }

  #hold(words, again) {
    if (again && this.drawn === null) throw new Fault("broken");
    if (again && words !== this.drawn) return { fault: "other", at: null, place: null, word: null };
    this.typed = words;
    return { fault: null, at: null, place: null, word: null };
  }

  async openConversation() {
    this.calls.push("openConversation");
    this.#alive();
    if (!this.typed) throw new Fault("broken");
    this.opened = this.typed;
    return {};
  }

  async forgetCodename() {
    this.calls.push("forgetCodename");
    this.drawn = this.typed = this.slip = this.opened = null;
  }

  async board(name, bytes) {
    this.calls.push(`board ${name}`);
    this.#alive();
    const { found, ...told } = JSON.parse(new TextDecoder().decode(bytes));
    structuredClone(bytes, { transfer: [bytes] });
    if (told.state === "good") this.boards.set(name, found);
    return told;
  }

  // Where a test holds it, it takes its time.
  async thread(units = null) {
    this.calls.push("thread");
    await this.held;
    this.#alive();
    if (!this.opened) throw new Fault("broken");
    const found = [...this.boards].flatMap(([unit, by]) =>
      (by[this.opened] ?? []).map((one) => ({ unit, set: CARD.units.map((unit) => unit.name), gone: 0, replies: [], warnings: [], ...structuredClone(one) })),
    );
    const looked = ({ set }) => (units ? set.join() === units.join() : this.units <= 4 || set.length + 2 >= this.units);
    const seen = found.filter(looked);
    return { openings: seen.reduce((sum, { replies }) => sum + replies.length, 0), found: seen };
  }

  #alive() {
    if (this.closed || this.dead) throw new Fault("broken");
  }

  seal(request) {
    if (request.conversation && !this.opened) throw new Fault("broken");
    this.asked.push(structuredClone({ ...request, files: request.files.map((file) => file.name) }));
    const job = new Job(this.len, { seed: this.jobs.length, fault: this.fault });
    this.jobs.push(job);
    return job;
  }

  close() {
    this.closed = true;
  }
}

const HTML = `<header><p><a href="/leave" data-action="leave">Leave</a></p></header><main>
  <p class="banner">Demo</p><p><input type="checkbox" id="language"><label for="language">Cymraeg</label></p>
  <div id="home"><h1>Report</h1></div><section id="report"><h2 id="report-title">Make a report</h2><div id="candour"><p>Wait</p></div></section>
  </main><footer></footer>`;

// A page with the client in it, as after its load.
export async function world({ card = CARD, openSealing, ready = true, at } = {}) {
  const window = new Window({ url: "http://drop.onion/" });
  const { document } = window;
  document.write(HTML);
  const clock = new Clock();
  clock.at = at ?? clock.at;
  const drop = new Drop(clock, structuredClone(card));
  const sealing = new Sealing();
  const history = new History(window);
  const places = [];
  const touched = [];
  const wrapped = wrap(window, { history, location: { replace: (to) => places.push(to), reload: () => places.push("reload"), href: window.location.href } }, touched);
  const page = new Page({ window: wrapped, net: drop.net, texts, openSealing: openSealing ?? (async () => sealing) });
  const begun = page.begin();
  const w = new World({ window, document, clock, drop, sealing, history, places, page, begun, touched });
  if (ready) await clock.settle();
  return w;
}

// The window as the page gets it. Storage must never be reached for.
function wrap(window, own, touched) {
  const forbidden = ["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore", "navigator", "BroadcastChannel", "name"];
  return new Proxy(window, {
    get(target, key) {
      if (forbidden.includes(key)) touched.push(key);
      if (Object.hasOwn(own, key)) return own[key];
      const value = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
    set(target, key) {
      touched.push(`set ${String(key)}`);
      return true;
    },
  });
}

// History, as far as one page has it.
class History {
  entries = [null];
  at = 0;
  titles = [];
  urls = [];
  #window;

  constructor(window) {
    this.#window = window;
  }

  get state() {
    return this.entries[this.at];
  }

  replaceState(state, _, url) {
    this.entries[this.at] = structuredClone(state);
    this.urls.push(url);
  }

  pushState(state, _, url) {
    this.entries.splice((this.at += 1), Infinity, structuredClone(state));
    this.urls.push(url);
  }

  back() {
    this.#go(-1);
  }

  forward() {
    this.#go(1);
  }

  #go(by) {
    if (!(this.at + by in this.entries)) return;
    this.at += by;
    const event = new this.#window.Event("popstate");
    event.state = this.state;
    this.#window.dispatchEvent(event);
  }
}

class World {
  constructor(parts) {
    Object.assign(this, parts);
  }

  get step() {
    return this.document.querySelector("main").dataset.step;
  }

  get text() {
    return this.document.getElementById("candour").textContent;
  }

  $(selector) {
    return this.document.querySelector(selector);
  }

  press(action) {
    const button = this.$(`#candour [data-action="${action}"]`);
    if (!button) throw new Error(`no ${action} on ${this.step}`);
    button.click();
  }

  type(id, text) {
    const field = this.document.getElementById(id);
    field.value = text;
    field.dispatchEvent(new this.window.Event("input", { bubbles: true }));
  }

  choose(id, checked = true) {
    const field = this.document.getElementById(id);
    field.checked = checked;
    field.dispatchEvent(new this.window.Event("change", { bubbles: true }));
  }

  // Files as a browser's File: also ones that fail.
  async attach(...files) {
    const input = this.document.getElementById("files");
    Object.defineProperty(input, "files", { value: files, configurable: true });
    input.dispatchEvent(new this.window.Event("change", { bubbles: true }));
    await this.clock.settle();
  }

  // Presses what seals, and goes without a codename where one is offered.
  send(action = "send") {
    this.press(action);
    if (this.step === "codename") this.press("without");
  }

  // From the check through the codename that is offered, which is typed back.
  async sendWithCodename() {
    this.press("send");
    await this.clock.settle();
    const words = [...this.document.querySelectorAll("#words .word")].map((word) => word.textContent).join(" ");
    this.press("continue");
    await this.typeCodename(words);
    return words;
  }

  // Types a codename where one is asked for, and goes on.
  async typeCodename(words) {
    this.type("codename", words);
    this.press("continue");
    await this.clock.settle();
  }

  // Through the questions to the check, with what the test wants to say on the way.
  async toCheck(say = {}) {
    if (this.step === "start") this.press("start");
    while (this.step !== "check") {
      const step = this.step;
      if (step === "what") this.type("what", "He took money.");
      await say[step]?.();
      this.press("continue");
      if (this.step === step) throw new Error(`stuck at ${step}: ${this.$("#errors").textContent}`);
    }
  }

  // Time passes until a step is shown.
  async until(step, most = 500) {
    for (let ticks = 0; this.step !== step; ticks += 1) {
      await this.clock.settle();
      if (this.step === step) break;
      if (!this.clock.tick() || ticks === most) throw new Error(`${this.step}, not ${step}: ${this.text}`);
    }
    await this.clock.settle();
  }
}

// A file that reads well; `broken` ones do not.
export function file(name, size, { broken, shrunk } = {}) {
  const bytes = new Uint8Array(size);
  return {
    name,
    size,
    state: { broken, shrunk },
    slice(from, to) {
      const state = this.state;
      return {
        async arrayBuffer() {
          if (state.broken) throw new Error("NotReadableError");
          return bytes.slice(from, Math.min(to, state.shrunk ?? size)).buffer;
        },
      };
    },
  };
}
