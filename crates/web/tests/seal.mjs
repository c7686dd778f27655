// Seals a report as the page's workers do: `node seal.mjs LEVEL CARD DAY REPORT OUT`. REPORT is JSON: `{answers, units, files: [{path, name}],
// keepNames}`. Writes the sealed report to OUT, and prints its SHA-256 as the page learns it.

import { readFileSync, writeFileSync } from "node:fs";

import { openSealing } from "../client/sealing.js";
import { starter } from "./harness.mjs";

const [level, card, today, report, out] = process.argv.slice(2);
const sealing = await openSealing(starter(level));
if (sealing.level !== level) throw new Error(`${sealing.level} instead`);
await sealing.card(new Uint8Array(readFileSync(card)).buffer, Number(today));
const job = sealing.seal(JSON.parse(report));
await job.ready;
const parts = [];
let sha256;
for (let part; (part = await job.next()); ) {
  if (part.bytes.byteLength > 1 << 20) throw new Error("a part of more than a MiB");
  parts.push(Buffer.from(part.bytes));
  ({ sha256 } = part);
}
const sealed = Buffer.concat(parts);
if (sealed.length !== job.len) throw new Error(`${sealed.length} bytes, not ${job.len}`);
writeFileSync(out, sealed);
console.log(sha256);
sealing.close();
