// The worker beside: SHA-256 of what was sealed, so that two processors share the work. Each part comes from the page and goes back to it, the
// last one with the hash. Sees sealed bytes only.

import { sha256 } from "@noble/hashes/sha2.js";

import { start } from "./load.js";
import { PART } from "./report.js";

// Takes parts of one report after the other. `module` is the compiled core; without it the hash is a script's.
export async function serveHash({ module }) {
  const hash = module ? new InCore(await start(module)) : new InScript();
  // Whose parts are hashed, and where its next one begins.
  let [turn, at] = [null, 0];
  self.onmessage = ({ data: { job, part } }) => {
    try {
      if (part.offset === 0) {
        [turn, at] = [job, 0];
        hash.begin();
      }
      if (job !== turn || part.offset !== at) throw new Error("out of turn");
      hash.more(new Uint8Array(part.bytes));
      at += part.bytes.byteLength;
      const sha256 = part.last ? hash.end() : undefined;
      self.postMessage({ job, part: { ...part, sha256 }, hashed: true }, [part.bytes]);
    } catch {
      turn = null;
      self.postMessage({ job, fault: "broken" });
    }
  };
}

// By the core.
class InCore {
  #door;

  constructor(door) {
    this.#door = door;
  }

  begin() {
    this.#door.hashBegin(PART);
  }

  more(bytes) {
    this.#door.hashMore(bytes);
  }

  end() {
    return this.#door.hashEnd();
  }
}

// By @noble/hashes: where nothing is compiled it is faster than the core as a script.
class InScript {
  #hash = null;

  begin() {
    this.#hash = sha256.create();
  }

  more(bytes) {
    this.#hash.update(bytes);
  }

  end() {
    return [...this.#hash.digest()].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
}
