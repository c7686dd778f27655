// Trying again: how long to wait, and when waiting has no sense. Goes on for as long as the source wants, or as often as it is told.

import { Cancelled, Dropped, Refused } from "./ask.js";

// First and longest wait in seconds. Tor finds a new circuit in a few seconds, or in a minute.
const FIRST = 1;
const LONGEST = 60;
// A drop that asks for more than this is not waited for: the source decides.
const LONGEST_ASKED = 20 * 60;
// Refusals that pass by themselves. 507 does not: that room returns when somebody empties the drop.
const PASSING = new Set([408, 409, 423, 429, 500, 502, 503, 504]);

export class Patience {
  #net;
  #signal;
  #told;
  #most;
  #longestAsked;
  #until;
  #tries = 0;
  #wake = null;

  // `told({seconds, why})` hears of each wait, and `told(null)` of its end. `tries`: after so many in a row it is given up. `until`: the time,
  // in milliseconds, from which nothing is tried again.
  constructor(net, signal, told, { tries = Infinity, longestAsked = LONGEST_ASKED, until = Infinity } = {}) {
    this.#net = net;
    this.#signal = signal;
    this.#told = told;
    this.#most = tries;
    this.#longestAsked = longestAsked;
    this.#until = until;
  }

  // Something went well: the next wait is short again.
  calm() {
    this.#tries = 0;
  }

  // Ends a wait now.
  now() {
    this.#wake?.();
  }

  // Does something until it is done, or until trying again has no sense.
  async insist(attempt) {
    for (;;) {
      try {
        const done = await attempt();
        this.calm();
        return done;
      } catch (thrown) {
        await this.bear(thrown);
      }
    }
  }

  // Waits before something is tried again. Throws what was thrown where that has no sense.
  async bear(thrown) {
    const asked = thrown instanceof Refused ? thrown.retryAfter : null;
    const passing = thrown instanceof Refused && PASSING.has(thrown.status) && (asked ?? 0) <= this.#longestAsked;
    if (!passing && !(thrown instanceof Dropped)) throw thrown;
    if (this.#tries + 1 >= this.#most) throw thrown;
    // Half of it by chance, so that those who lost their connection together do not come back together.
    const grown = Math.min(LONGEST, FIRST * 2 ** this.#tries) * (0.5 + this.#net.random() / 2);
    this.#tries = Math.min(this.#tries + 1, 16);
    const seconds = Math.max(asked ?? 0, grown);
    if (this.#net.now() + seconds * 1000 >= this.#until) throw thrown;
    await this.#wait(seconds, thrown instanceof Refused ? thrown.problem : null);
  }

  async #wait(seconds, why) {
    if (this.#signal.aborted) throw new Cancelled();
    this.#told({ seconds, why });
    let timer;
    try {
      await new Promise((resolve, reject) => {
        this.#wake = resolve;
        timer = this.#net.setTimeout(resolve, seconds * 1000);
        this.#signal.addEventListener("abort", () => reject(new Cancelled()), { once: true });
      });
    } finally {
      this.#net.clearTimeout(timer);
      this.#wake = null;
    }
    this.#told(null);
  }
}
