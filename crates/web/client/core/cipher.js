// ChaCha20-Poly1305 for the core as a script: @noble/ciphers, which age-encryption stands on too. Where nothing is compiled it is faster than
// the core's own cipher made into a script. WebAssembly has the core's.

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";

// Seals in place. All four are views of the core's memory.
export function sealChunk(key, nonce, plain, tag) {
  const copy = key.slice();
  const sealed = chacha20poly1305(copy, nonce.slice()).encrypt(plain);
  copy.fill(0);
  plain.set(sealed.subarray(0, plain.length));
  tag.set(sealed.subarray(plain.length));
}
