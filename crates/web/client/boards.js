// The units' boards as this page holds them: fetched on every visit, whole, one after the other in the desk card's order, whatever the source does
// meanwhile. Owns when a board is asked for and given up; what one is worth says the core, and no codename is known here.

import { ask } from "./ask.js";
import { Patience } from "./patience.js";

// All boards together have so many seconds, so that no report waits for them for ever: those still to come share what is left, each with one try
// at least. A board of 4 MiB takes a minute or two through a slow circuit, most boards a few seconds.
const SECONDS = 240;
// Tries of one board, within its share; and the longest wait that a drop may ask for.
const TRIES = 3;
const LONGEST_ASKED = 30;

export class Boards {
  #kit;
  #signal;
  // By the unit's name: the bytes, and what the core says of them.
  #bytes = new Map();
  #told = new Map();
  #settled = Promise.resolve();
  // Whether they are on their way.
  busy = false;

  constructor(kit, signal) {
    this.#kit = kit;
    this.#signal = signal;
  }

  // Resolves once each board is there or was given up. Never fails.
  get settled() {
    return this.#settled;
  }

  // Fetches all of them.
  fetch() {
    if (!this.busy) this.#settled = this.#fetch();
    return this.#settled;
  }

  // Gives what is held to another core, or again after another desk card. Asks the drop for nothing.
  async move(sealing) {
    for (const { name } of this.#kit.desk.card.units) await this.#judge(name, sealing);
  }

  // What is known of a unit's board: `{state, number, epoch, age}`. State `missing`: could not be had. Null: on its way.
  of(name) {
    return this.#told.get(name) ?? (this.busy ? null : { state: "missing" });
  }

  // Whether something is wrong that fetching again may mend.
  get amiss() {
    return this.#kit.desk.card.units.some(({ name }) => ["missing", "false"].includes(this.of(name)?.state));
  }

  drop() {
    this.#bytes.clear();
    this.#told.clear();
  }

  async #fetch() {
    const { net, desk } = this.#kit;
    this.busy = true;
    const end = net.now() + SECONDS * 1000;
    const { units } = desk.card;
    for (const [index, { name }] of units.entries()) {
      const share = Math.max(0, end - net.now()) / (units.length - index);
      const until = net.now() + share;
      const patience = new Patience(net, this.#signal, () => {}, { tries: TRIES, longestAsked: LONGEST_ASKED, until });
      // No longer than its share, whatever becomes of the computer's clock meanwhile.
      const once = () => ask(net, "GET", `/board/${name}`, { signal: this.#signal, seconds: Math.min(share, until - net.now()) / 1000 });
      try {
        this.#bytes.set(name, (await patience.insist(once)).body);
      } catch {
        if (this.#signal.aborted) break;
        // This one is missing, unless it was had before. The next one is asked for all the same.
        continue;
      }
      await this.#judge(name, this.#kit.sealing);
    }
    this.busy = false;
  }

  async #judge(name, sealing) {
    const bytes = this.#bytes.get(name);
    if (!bytes || !sealing) return;
    try {
      // The core's copy changes hands. Ours is for another core, should this one break.
      const told = await sealing.board(name, bytes.slice(0));
      if (bytes === this.#bytes.get(name)) this.#told.set(name, told);
    } catch {
      // The core has failed. The next one is asked.
    }
  }
}
