// Vectors of testkit/, and desk cards for them: a card of testkit/ with other units and another drop, signed anew. Owns no rule of either.

import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { root } from "./harness.mjs";

const KIT = join(root, "../../testkit");
// A day on which every card made here is in force.
export const TODAY = 20000;

export const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
export const hex = (bytes) => Buffer.from(bytes).toString("hex");

// A file of testkit/ as it is.
export const file = (folder, name) => new Uint8Array(readFileSync(join(KIT, folder, name)));

// Every vector of a folder whose name begins so: `{name, body, …head}`.
export function vectors(folder, start) {
  const names = readdirSync(join(KIT, folder)).filter((name) => name.startsWith(start));
  if (names.length === 0) throw new Error(`no vectors: ${folder}/${start}`);
  return names.sort().map((name) => ({ name, ...vector(Buffer.from(file(folder, name))) }));
}

function vector(all) {
  const end = all.indexOf("\n\n");
  const head = (end < 0 ? all : all.subarray(0, end)).toString("utf8").split("\n").filter(Boolean);
  const pairs = head.map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]);
  return { body: end < 0 ? Buffer.alloc(0) : all.subarray(end + 2), ...Object.fromEntries(pairs) };
}

// What comes before the 32 bytes of an Ed25519 key in PKCS #8.
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

// A unit's signing key from its seed. Its name is what the card calls the unit.
export function signer(name, seed) {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
  const raw = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);
  const typed = Buffer.concat([Buffer.from([1]), raw]);
  const id = createHash("sha256").update(`${name}\n`).update(typed).digest().subarray(0, 4);
  const line = (text) => `\u2014 ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), key)]).toString("base64")}\n`;
  return { name, raw, printed: `${name}+${id.toString("hex")}+${typed.toString("base64")}`, line };
}

// A signed note.
export const note = (text, ...signers) => `${text}\n${signers.map(({ line }) => line(text)).join("")}`;

// The card of testkit/ with these two units, in the order of their names.
export function card({ drop = "07".repeat(16), units }) {
  const [text] = Buffer.from(file("sealed-report", "desk-card")).toString("utf8").split("\n\n");
  const left = [...units];
  const lines = text.split("\n").map((line) => {
    if (line.startsWith("drop ")) return `drop ${drop}`;
    return line.startsWith("key ") ? `key ${left.shift().printed}` : line;
  });
  return new Uint8Array(Buffer.from(note(`${lines.join("\n")}\n`, ...units)));
}
