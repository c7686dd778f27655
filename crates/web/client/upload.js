// Sends one sealed report while it is being sealed: a small one whole, a large one as tus in parts, through broken circuits. Knows no plaintext.
//
// Memory holds the part on its way and the one that is sealed meanwhile, whatever the report's length.

import { Dropped, Refused, Strange, ask, number } from "./ask.js";
import { Patience } from "./patience.js";

// Up to this a report is one request, and has its lane on the drop.
const TEXT_TOP = 64 * 1024;
// How long an answer to a part may take. What has arrived of it is kept by the drop, and asked for afterwards.
const PART_SECONDS = 300;
// How often an upload that the drop has lost is begun anew before the source is asked.
const MOST_BEGINNINGS = 4;
const TUS = { "tus-resumable": "1.0.0" };
// Refusals after which the drop has stored nothing of the request that it refused: all that are given before its last byte is taken.
const NOTHING_STORED = (status) => status === 507 || (status < 500 && ![408, 423].includes(status));
// Where an upload may be: nowhere but on this drop.
const PLACE = /^\/uploads\/[A-Za-z0-9_-]{22}$/;

// The drop no longer has what it had: from the start.
class Lost extends Error {}

export class Upload {
  #net;
  #told;
  #stop = new AbortController();
  #patience;
  #place = null;
  #job = null;
  // Whether the report's last byte is on its way, and whether it once was and nobody said what became of it.
  #ending = false;
  #unanswered = false;

  // `told` hears `sized(len)`, `sent(bytes)`, `waiting({seconds, why} | null)`, `anew()`.
  constructor(net, told) {
    this.#net = net;
    this.#told = told;
    this.#patience = new Patience(net, this.#stop.signal, (wait) => told.waiting(wait));
  }

  get signal() {
    return this.#stop.signal;
  }

  // Whether the drop may have the whole report without our knowing it. No later refusal takes that back.
  get doubtful() {
    return this.#ending || this.#unanswered;
  }

  // Asks for something until it is answered, with this upload's patience.
  insist(attempt) {
    return this.#patience.insist(attempt);
  }

  // Ends a wait now.
  now() {
    this.#patience.now();
  }

  // Sends what `seal()` seals, and gives its SHA-256. `seal` is called again where the drop has lost an upload: a new seal, from the start.
  async send(seal) {
    for (let beginning = 1; ; beginning += 1) {
      this.#job = seal();
      try {
        await this.#job.ready;
        this.#told.sized(this.#job.len);
        const sha256 = await (this.#job.len <= TEXT_TOP ? this.#whole() : this.#parts());
        this.#place = null;
        return sha256;
      } catch (thrown) {
        this.#job.cancel();
        this.#remove(30);
        if (!(thrown instanceof Lost)) throw thrown;
        if (beginning === MOST_BEGINNINGS) throw new Strange();
        this.#told.anew();
      }
    }
  }

  // Stops at once. What the drop has of an unfinished report is deleted there.
  cancel() {
    this.#stop.abort();
    this.#job?.cancel();
    this.#remove(30);
  }

  // Deletes the unfinished upload, once; if that does not arrive, the drop does it when the upload's days are over.
  #remove(seconds) {
    const place = this.#place;
    this.#place = null;
    if (place) ask(this.#net, "DELETE", place, { headers: TUS, seconds, keepalive: true }).catch(() => {});
  }

  // One request. The same bytes again are the same report, so it is safe to send them again.
  async #whole() {
    const body = new Uint8Array(this.#job.len);
    let part;
    do {
      part = await this.#job.next();
      body.set(new Uint8Array(part.bytes), part.offset);
    } while (!part.last);
    const headers = { "content-type": "application/age" };
    const post = () => ask(this.#net, "POST", "/reports", { headers, body, signal: this.signal, seconds: PART_SECONDS });
    const answer = await this.#patience.insist(() => this.#end(post));
    if (stored(answer.body) !== part.sha256) throw new Strange();
    this.#told.sent(body.length);
    return part.sha256;
  }

  // Makes the request that brings the last byte.
  async #end(request) {
    this.#ending = true;
    try {
      return await request();
    } catch (thrown) {
      this.#unanswered ||= !(thrown instanceof Refused && NOTHING_STORED(thrown.status));
      throw thrown;
    } finally {
      this.#ending = false;
    }
  }

  async #parts() {
    this.#place = await this.#patience.insist(() => this.#begin());
    let part = await this.#job.next();
    for (;;) {
      // The next one is sealed while this one is sent. Its fault is met when it is waited for.
      const next = part.last ? null : this.#job.next();
      next?.catch(() => {});
      await this.#deliver(part);
      if (part.last) return part.sha256;
      part = await next;
    }
  }

  async #begin() {
    const headers = { ...TUS, "upload-length": String(this.#job.len) };
    const answer = await ask(this.#net, "POST", "/uploads", { headers, signal: this.signal });
    const place = answer.header("location") ?? "";
    if (!PLACE.test(place)) throw new Strange();
    return place;
  }

  // Sends a part until the drop has all of it.
  async #deliver(part) {
    const end = part.offset + part.bytes.byteLength;
    let at = part.offset;
    while (at < end) {
      const from = at;
      let waited = false;
      try {
        const patch = () => this.#patch(part, at);
        at = this.#judge(await (part.last ? this.#end(patch) : patch()), part);
      } catch (thrown) {
        // A drop that holds another offset than we think is asked at once, any other is given time.
        waited = !(thrown instanceof Refused && thrown.status === 409);
        if (waited) await this.#bear(thrown);
        at = await this.#offset(part);
      }
      if (at > from) this.#patience.calm();
      // A drop that answers and takes nothing is waited for like one that does not answer.
      else if (!waited) await this.#patience.bear(new Dropped());
      this.#told.sent(at);
    }
  }

  async #patch(part, at) {
    const headers = { ...TUS, "content-type": "application/offset+octet-stream", "upload-offset": String(at) };
    const body = new Uint8Array(part.bytes, at - part.offset);
    const answer = await ask(this.#net, "PATCH", this.#place, { headers, body, signal: this.signal, seconds: PART_SECONDS });
    return number(answer.header("upload-offset"));
  }

  // After a part that did not arrive whole: where to go on.
  async #offset(part) {
    for (;;) {
      try {
        const answer = await ask(this.#net, "HEAD", this.#place, { headers: TUS, signal: this.signal });
        return this.#judge(number(answer.header("upload-offset")), part);
      } catch (thrown) {
        await this.#bear(thrown);
      }
    }
  }

  async #bear(thrown) {
    if (thrown instanceof Refused && thrown.status === 404) {
      // It has ended there; nothing is left to delete. A drop forgets finished uploads too: then to begin anew would be to send it twice.
      this.#place = null;
      throw this.#unanswered ? new Strange() : new Lost();
    }
    await this.#patience.bear(thrown);
  }

  // An offset within this part, or at its end. Parts before it are gone from memory, and parts after it were never sent.
  #judge(offset, part) {
    if (offset === null || offset < part.offset || offset > part.offset + part.bytes.byteLength) throw new Lost();
    return offset;
  }
}

// The hash that the drop says it has stored.
function stored(body) {
  try {
    return JSON.parse(new TextDecoder().decode(body)).sha256;
  } catch {
    return null;
  }
}
