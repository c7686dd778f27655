// The worker beside: SHA-256 of the sealed parts that come through a port.

import { sha256 } from "@noble/hashes/sha2.js";

// Answers each part when it was hashed, and the end with 64 hex digits.
export function serveHash(port) {
  let hash = null;
  port.onmessage = ({ data: { turn, ask, bytes } }) => {
    try {
      if (ask === "begin") {
        hash = sha256.create();
      } else if (ask === "more") {
        hash.update(bytes);
        port.postMessage({ turn });
      } else if (ask === "end") {
        const digits = [...hash.digest()].map((byte) => byte.toString(16).padStart(2, "0"));
        port.postMessage({ turn, sha256: digits.join("") });
        hash = null;
      }
    } catch {
      port.postMessage({ turn, fault: "broken" });
    }
  };
}
