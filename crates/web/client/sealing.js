// The page's way to the core: desk card, codename, boards, length of a report, and the sealed report part by part. Owns the workers; holds no
// plaintext itself.

import { Fault } from "./core/fault.js";

export { Fault };

// The script of both workers.
const SCRIPT = "/seal.js";
// Which of them does what.
const [SEALS, HASHES] = [0, 1];

// Starts what seals. It picks WebAssembly or the script by what the browser has.
export async function openSealing(startWorker = () => new Worker(SCRIPT)) {
  const sealing = new Sealing(startWorker);
  try {
    await sealing.open();
    return sealing;
  } catch (thrown) {
    sealing.close();
    throw thrown;
  }
}

class Sealing {
  #startWorker;
  #workers = [];
  #waiting = new Map();
  #lastId = 0;
  #job = null;
  #failed = false;
  // "wasm" or "script".
  level;

  constructor(startWorker) {
    this.#startWorker = startWorker;
  }

  async open() {
    this.#start();
    this.#workers[SEALS].postMessage({ role: "seal" });
    const { level, module } = await this.#ask("open");
    this.level = level;
    // Hashing takes about as long as sealing: a second worker does it beside. It has the core that the first one compiled, if there is one.
    this.#start();
    await this.#ask(undefined, { role: "hash", module }, HASHES);
  }

  // Takes a desk card that is good on this day (days since 1970-01-01, UTC). Resolves to what is shown of it.
  card(bytes, today) {
    return this.#ask("card", { bytes, today });
  }

  // `{size, name, extension}` of each file, as `plan` takes them: names only where they are kept.
  describe(files, keepNames) {
    return this.#ask("describe", { files: [...files], keepNames });
  }

  // Draws a codename: `{words, spelling}`, eight of each. What was held of another is dropped.
  newCodename() {
    return this.#ask("newCodename");
  }

  // Reads a typed codename: `{fault, at, place, word}`. `at` is the place of the first word that is not in the list, `place` and `word` are
  // the one proposal, places from 1; null where there is none. With `again` it must be the codename that was drawn.
  readCodename(typed, { again = false } = {}) {
    return this.#ask("readCodename", { typed, again });
  }

  // Takes what was proposed, as if it had been typed.
  acceptProposal({ again = false } = {}) {
    return this.#ask("acceptProposal", { again });
  }

  // Makes the keys of the codename that was read. Takes a good part of a second.
  openConversation() {
    return this.#ask("openConversation");
  }

  // Drops and wipes codename, proposal and keys. Boards stay.
  forgetCodename() {
    return this.#ask("forgetCodename");
  }

  // Takes the board of a unit: `{state, fault, number, epoch, age, days}`. `state` is "good", "none" (nothing was put up yet) or "false", and
  // `age` is "fresh", "old" or "ahead", by `days`. The bytes are gone then.
  board(name, bytes) {
    return this.#ask("board", { name, bytes }, SEALS, [bytes]);
  }

  // What the boards have for the codename: `{openings, found: [{unit, set, gone, replies, warnings}]}`. With `units` only the conversation with
  // exactly these is looked for; else those with every set that the source is likely to have chosen.
  thread(units = null) {
    return this.#ask("thread", { units });
  }

  // How long a report will be: `{step, room, len}`. `conversation` is `{written, earlier}`, or null for a report without a codename.
  plan({ answers, units, files, conversation = null }) {
    return this.#ask("plan", { request: { answers, units, files, conversation } });
  }

  // Seals a report; one at a time. With a conversation it takes one that is open.
  seal({ answers, units, files, keepNames, conversation = null }) {
    if (this.#job && !this.#job.over) throw new Fault("broken");
    const job = (this.#lastId += 1);
    const request = { answers, units, files: [...files], keepNames: Boolean(keepNames), conversation };
    const begun = this.#ask("seal", { job, request });
    this.#job = new Job(job, begun, (ask) => this.#workers[SEALS]?.postMessage({ ask }));
    return this.#job;
  }

  // Ends everything and wipes the core.
  close() {
    this.#fail(new Fault("cancelled"));
    // The worker with the core wipes it and ends itself.
    this.#workers[SEALS]?.postMessage({ ask: "close" });
    this.#workers[HASHES]?.terminate();
    this.#workers = [];
  }

  #start() {
    const worker = this.#startWorker();
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.#fail(new Fault("broken"));
    };
    this.#workers.push(worker);
  }

  #ask(ask, message = {}, worker = SEALS, transfer = []) {
    if (this.#failed) return Promise.reject(new Fault("broken"));
    const id = (this.#lastId += 1);
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#workers[worker].postMessage({ id, ask, ...message }, transfer);
    return answer;
  }

  // Parts come from the one worker, go through the other, and are then the job's.
  #hear({ id, job, value, fault, part, hashed }) {
    if (job !== undefined) {
      if (this.#job?.id !== job) return;
      if (part && !hashed) this.#workers[HASHES]?.postMessage({ job, part }, [part.bytes]);
      else this.#job.hear(part, fault);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (fault) waiting?.reject(new Fault(fault));
    else waiting?.resolve(value);
  }

  // Nothing that was asked for will come, and nothing can be asked for.
  #fail(fault) {
    this.#failed = true;
    for (const { reject } of this.#waiting.values()) reject(fault);
    this.#waiting.clear();
    this.#job?.hear(null, fault.code);
  }
}

// One report being sealed.
class Job {
  #tell;
  #parts = [];
  #fault = null;
  #wake = () => {};
  #current = null;
  #ended = false;
  id;
  len = 0;
  // Resolves when `len` is known.
  ready;

  constructor(id, begun, tell) {
    this.id = id;
    this.#tell = tell;
    this.ready = begun.then(
      ({ len }) => {
        this.len = len;
      },
      (fault) => {
        this.hear(null, fault.code);
        throw fault;
      },
    );
    // Who only asks for parts hears it there.
    this.ready.catch(() => {});
  }

  // Whether no part is made any more.
  get over() {
    return this.#ended;
  }

  // The part handed out last, until the next one is asked for.
  get part() {
    return this.#current;
  }

  // The next part: `{offset, bytes, last, sha256}`, the hash with the last one; null after that.
  async next() {
    if (this.#current?.last) return null;
    this.#current = null;
    // Two workers speak: the only part of a small report may come before its length.
    await this.ready.catch(() => {});
    while (this.#parts.length === 0) {
      if (this.#fault) throw new Fault(this.#fault);
      await new Promise((wake) => (this.#wake = wake));
    }
    this.#current = this.#parts.shift();
    if (!this.#ended) this.#tell("more");
    return this.#current;
  }

  // Stops sealing. Parts that are wanted later are refused as "cancelled".
  cancel() {
    if (this.#current?.last) return;
    this.hear(null, "cancelled");
    this.#parts = [];
  }

  // What a worker says. After a fault of one of them the other has nothing more to do.
  hear(part, fault) {
    if (fault) {
      this.#fault ??= fault;
      if (!this.#ended) this.#tell("cancel");
      this.#ended = true;
    } else if (part && !this.#fault) {
      this.#parts.push(part);
      this.#ended ||= part.last;
    }
    this.#wake();
  }
}
