// Seals a report as the page's workers do: `node seal.mjs LEVEL CARD DAY REPORT OUT [CODENAME]`. REPORT is JSON: `{answers, units, files: [{path,
// name}], keepNames, conversation}`. With a codename it has no files, and is measured before and after there are keys. Writes the sealed report to OUT, and prints its SHA-256 as the page learns it.

import { readFileSync, writeFileSync } from "node:fs";

import { openSealing } from "../client/sealing.js";
import { starter } from "./harness.mjs";

const [level, card, today, report, out, codename] = process.argv.slice(2);
const sealing = await openSealing(starter(level));
if (sealing.level !== level) throw new Error(`${sealing.level} instead`);
await sealing.card(new Uint8Array(readFileSync(card)).buffer, Number(today));
const request = JSON.parse(report);
if (codename) {
  const { fault } = await sealing.readCodename(codename);
  if (fault) throw new Error(fault);
  // Measured before there are keys, as the page does.
  const planned = await sealing.plan(request);
  await sealing.openConversation();
  if (planned.len !== (await sealing.plan(request)).len) throw new Error("the length depends on the keys");
}
const job = sealing.seal(request);
await job.ready;
if (codename && job.len !== (await sealing.plan(request)).len) throw new Error("a length that was not planned");
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
