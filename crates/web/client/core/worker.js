// The worker's script, for both roles. The page says which: "seal" runs the core, "hash" hashes what the other one sealed.

import { Fault } from "./fault.js";
import { describe } from "./files.js";
import { serveHash } from "./hashing.js";
import { load } from "./load.js";
import { Report } from "./report.js";
import { openConversation } from "./seed.js";

// Parts made before the page has asked for them.
const AHEAD = 2;

class Sealer {
  #door;
  #report = null;
  // How many parts may be made now, and who waits to make one.
  #credit = 0;
  #wake = () => {};
  // How often another codename was held, or none. A seed belongs to one of these times.
  #codename = 0;
  // The board before the next one.
  #board = Promise.resolve();

  async open() {
    const { level, module, door } = await load();
    this.#door = door;
    return { level, module };
  }

  card({ bytes, today }) {
    return this.#door.card(new Uint8Array(bytes), today);
  }

  plan({ request }) {
    return this.#door.plan(request);
  }

  async describe({ files, keepNames }) {
    const described = [];
    for (const file of files) described.push(await describe(this.#door, file, keepNames));
    return described;
  }

  newCodename() {
    this.#codename += 1;
    return this.#door.newCodename();
  }

  readCodename({ typed, again }) {
    this.#codename += 1;
    return this.#door.readCodename(typed, again);
  }

  acceptProposal({ again }) {
    this.#codename += 1;
    return this.#door.acceptProposal(again);
  }

  forgetCodename() {
    this.#codename += 1;
    this.#door.forgetCodename();
    return {};
  }

  async openConversation() {
    const time = this.#codename;
    await openConversation(this.#door, () => time === this.#codename);
    return {};
  }

  // One board after the other: the core holds one while it is hashed.
  board({ name, bytes }) {
    const board = this.#board.then(() => this.#door.board(name, new Uint8Array(bytes)));
    this.#board = board.catch(() => {});
    return board;
  }

  thread({ units }) {
    return this.#door.thread(units);
  }

  // Begins a report; its parts follow as messages of their own.
  async seal({ job, request }) {
    if (this.#report) throw new Fault("broken");
    const report = await Report.begin(this.#door, request);
    this.#report = report;
    this.#credit = AHEAD;
    this.#send(job, report);
    return { len: report.len };
  }

  // The page has taken a part.
  more() {
    this.#credit += 1;
    this.#wake();
  }

  cancel() {
    this.#report?.stop(new Fault("cancelled"));
    this.#report = null;
    this.#wake();
  }

  close() {
    this.cancel();
    this.#door?.forget();
    self.close();
  }

  // A report that was cancelled may end when the next one has begun.
  #end(report) {
    if (this.#report === report) this.#report = null;
  }

  async #send(job, report) {
    try {
      for (let last = false; !last; ) {
        while (this.#credit === 0 && !report.over) await new Promise((wake) => (this.#wake = wake));
        this.#credit -= 1;
        const part = await report.part();
        last = part.last;
        if (last) this.#end(report);
        self.postMessage({ job, part }, [part.bytes]);
      }
    } catch (thrown) {
      report.stop(thrown);
      this.#end(report);
      self.postMessage({ job, fault: Fault.codeOf(thrown) });
    }
  }
}

function serveSeal() {
  const sealer = new Sealer();
  const asks = new Set([
    ...["open", "card", "plan", "describe", "seal", "more", "cancel", "close"],
    ...["newCodename", "readCodename", "acceptProposal", "openConversation", "forgetCodename", "board", "thread"],
  ]);
  self.onmessage = ({ data }) =>
    answer(data, () => {
      if (!asks.has(data.ask)) throw new Fault("broken");
      return sealer[data.ask](data);
    });
}

// Says what came of a message that asks for an answer.
async function answer(data, act) {
  const { id } = data;
  try {
    const value = await act();
    if (id !== undefined) self.postMessage({ id, value });
  } catch (thrown) {
    if (id !== undefined) self.postMessage({ id, fault: Fault.codeOf(thrown) });
  }
}

self.onmessage = ({ data }) => {
  if (data.role === "seal") serveSeal();
  else if (data.role === "hash") answer(data, () => serveHash(data));
};
