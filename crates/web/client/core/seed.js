// From the codename that the core holds to its seed: PBKDF2 by WebCrypto, which every security level has and runs at full speed. Owns that
// password and seed are wiped here; which codename it is, and what the seed opens, is the core's.

import { Fault } from "./fault.js";

// Bits of a seed.
const LENGTH = 512;

// Gives the bits of a password and a salt, both views of bytes.
async function pbkdf2(password, salt, iterations) {
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-512", salt, iterations }, key, LENGTH));
}

// Makes the seed of the codename that was read. `held` tells whether it is still that one; else the seed is thrown away.
export async function openConversation(door, held) {
  const { password, salt, rounds } = door.derivation();
  let seed;
  try {
    seed = await pbkdf2(password, salt, rounds);
    if (!held()) throw new Fault("broken");
    door.seed(seed);
  } finally {
    password.fill(0);
    seed?.fill(0);
  }
}
