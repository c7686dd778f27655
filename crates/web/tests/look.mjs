// What a visit finds, for tests/thread.rs: `node look.mjs LEVEL CARD TODAY CODENAME FOLDER UNITS`. FOLDER has a board for each unit, as a file of
// its name; UNITS are names in JSON. Prints what is said of each board, the thread, and the one with these units, as one object.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { openSealing } from "../client/sealing.js";
import { starter } from "./harness.mjs";

const [level, card, today, codename, folder, units] = process.argv.slice(2);
const bytes = (path) => new Uint8Array(readFileSync(path)).buffer;
const sealing = await openSealing(starter(level));
if (sealing.level !== level) throw new Error(`${sealing.level} instead`);
await sealing.card(bytes(card), Number(today));
const boards = {};
for (const name of readdirSync(folder).sort()) boards[name] = await sealing.board(name, bytes(join(folder, name)));
const { fault } = await sealing.readCodename(codename);
if (fault) throw new Error(fault);
await sealing.openConversation();
console.log(JSON.stringify({ boards, thread: await sealing.thread(), named: await sealing.thread(JSON.parse(units)) }));
sealing.close();
