// The core of this page: started, started anew after a fault, ended. Owns that there is one at most; what a core can do is sealing.js's.

import { Cancelled } from "./ask.js";

export class Cores {
  #kit;
  #start;
  #signal;
  // A new one on its way. Of several steps that want one, each gets the same.
  #coming = null;
  // The core that works, or null.
  now = null;

  constructor(kit, start, signal) {
    this.#kit = kit;
    this.#start = start;
    this.#signal = signal;
  }

  // Starts one, which knows nothing yet.
  async open() {
    const core = await this.#start();
    if (this.#signal.aborted) {
      core.close();
      throw new Cancelled();
    }
    // Of two that were asked for, one is enough.
    this.close();
    return (this.now = core);
  }

  // Resolves once there is one that has desk card and boards.
  working() {
    this.#coming ??= this.now ? null : this.#anew().finally(() => (this.#coming = null));
    return this.#coming ?? Promise.resolve();
  }

  // Ends it, and wipes what it holds.
  close() {
    this.now?.close();
    this.now = null;
  }

  async #anew() {
    const { desk, boards } = this.#kit;
    const core = await this.open();
    try {
      await desk.move(core);
      await boards.move(core);
    } catch (thrown) {
      this.close();
      throw thrown;
    }
  }
}
