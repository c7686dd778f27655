// Writes C2SP's age vectors into the folder given, one file each, the age file no longer compressed.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import * as vectors from "cctv-age";

const [folder] = process.argv.slice(2);
for (const [name, bytes] of Object.entries(vectors)) {
  if (!(bytes instanceof Uint8Array)) continue;
  const vector = Buffer.from(bytes);
  const end = vector.indexOf("\n\n") + 2;
  const head = vector.subarray(0, end);
  const file = vector.subarray(end);
  const plain = head.includes("compressed: zlib\n") ? inflateSync(file) : file;
  writeFileSync(join(folder, name), Buffer.concat([head, plain]));
}
