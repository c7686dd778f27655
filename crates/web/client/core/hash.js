// SHA-256 of what was sealed: in the core itself, or in a worker beside it, so that two processors share the work.

import { Fault } from "./fault.js";

// Parts on their way to the worker beside.
const WAITING = 2;

// In the core, piece by piece, where the pieces are.
export class HashHere {
  #door;

  constructor(door) {
    this.#door = door;
  }

  begin() {
    this.#door.hashBegin();
  }

  given() {
    this.#door.hashGiven();
  }

  async part() {}

  async end() {
    return this.#door.hashEnd();
  }
}

// In the worker at the other end of `port`, part by part.
export class HashBeside {
  #port;
  // Which report is hashed: answers for an earlier one, which was cancelled, are passed over.
  #turn = 0;
  #waiting = 0;
  #answer = null;
  #failed = null;
  #wake = () => {};

  constructor(port) {
    this.#port = port;
    port.onmessage = ({ data: { turn, sha256, fault } }) => {
      if (turn !== this.#turn) return;
      if (fault) this.#failed = new Fault(fault);
      else if (sha256) this.#answer = sha256;
      else this.#waiting -= 1;
      this.#wake();
    };
  }

  begin() {
    this.#turn += 1;
    this.#waiting = 0;
    this.#answer = null;
    this.#failed = null;
    this.#tell("begin");
  }

  given() {}

  async part(bytes) {
    const copy = bytes.slice();
    this.#waiting += 1;
    this.#tell("more", copy);
    await this.#until(() => this.#waiting < WAITING);
  }

  async end() {
    this.#tell("end");
    await this.#until(() => this.#answer);
    return this.#answer;
  }

  #tell(ask, bytes) {
    this.#port.postMessage({ turn: this.#turn, ask, bytes }, bytes ? [bytes.buffer] : []);
  }

  async #until(holds) {
    while (!this.#failed && !holds()) await new Promise((wake) => (this.#wake = wake));
    if (this.#failed) throw this.#failed;
  }
}
