// What the measuring page runs: our own client as the page uses it, and npm's age-encryption in a worker beside. Measures nothing itself: the
// browser's clock is coarse on purpose, so each function here is one thing to be timed from outside.

import { openSealing } from "../../../../crates/web/client/sealing.js";
import { Upload } from "../../../../crates/web/client/upload.js";

const net = {
  fetch: (path, options) => window.fetch(path, options),
  setTimeout: (run, milliseconds) => window.setTimeout(run, milliseconds),
  clearTimeout: (timer) => window.clearTimeout(timer),
  now: () => Date.now(),
  random: () => Math.random(),
};
const silent = { sized() {}, sent() {}, waiting() {}, anew() {} };
// More than the browser's generator gives at once.
const AT_ONCE = 65536;

let card = null;
let today = 0;
let units = [];
let sealing = null;
let file = null;
let peer = null;

// The desk card, once.
export async function begin() {
  card = await (await fetch("/desk")).arrayBuffer();
  today = Math.floor(Date.now() / 86_400_000);
}

// Bytes that nothing could shorten, as a file that was chosen.
export function choose(size) {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += AT_ONCE) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + AT_ONCE)));
  file = size > 0 ? new File([bytes], "recording.bin") : null;
}

// Loads what seals, as the page does while the source reads its first page. Gives the level that it picked.
export async function load() {
  sealing = await openSealing();
  units = (await sealing.card(card.slice(0), today)).units.map(({ name }) => name);
  return sealing.level;
}

export function unload() {
  sealing?.close();
  sealing = null;
}

function report() {
  const answers = { kind: "written", language: "en", what: "I saw it myself, twice.", reporter: { standing: "not-said" } };
  return sealing.seal({ answers, units, files: file ? [file] : [], keepNames: false });
}

// Seals a report to its last part. Gives its length.
export async function seal() {
  const job = report();
  while (await job.next());
  return job.len;
}

// Seals and sends a report, as the page does after "Send".
export async function send() {
  return new Upload(net, silent).send(report);
}

// A codename as the source types it, drawn before.
let codename = null;

export async function draw() {
  codename = (await sealing.newCodename()).words.join(" ");
}

// From what was typed to the keys of its conversations.
export async function openConversation() {
  const { fault } = await sealing.readCodename(codename, { again: true });
  if (fault) throw new Error(fault);
  await sealing.openConversation();
}

// A report that is sealed already, to be handed out as if it were not.
let sealed = null;

export async function sealAhead() {
  const job = report();
  const parts = [];
  for (let part; (part = await job.next()); ) parts.push(part);
  sealed = { len: job.len, parts };
  return job.len;
}

// Sends that.
export async function sendSealed() {
  const parts = [...sealed.parts];
  const job = { ready: Promise.resolve(), len: sealed.len, next: async () => parts.shift() ?? null, cancel() {} };
  return new Upload(net, silent).send(() => job);
}

// Starts the peer's worker.
export function loadPeer() {
  peer = new Worker("/speed/peer.js");
  return askPeer({ ask: "load" });
}

// The peer seals the same file to the same number of recipients. Gives the length of what came out.
export function sealWithPeer(recipients) {
  return askPeer({ ask: "seal", recipients, file });
}

function askPeer(message) {
  return new Promise((resolve, reject) => {
    peer.onmessage = ({ data }) => resolve(data);
    peer.onerror = (event) => reject(new Error(event.message));
    peer.postMessage(message);
  });
}

// One function at a time, its outcome kept until it is asked for.
let outcome = null;

window.speed = {
  start(name, ...args) {
    outcome = null;
    const call = async () => calls[name](...args);
    call().then((value) => (outcome = { value: value ?? null }), (thrown) => (outcome = { fault: String(thrown.code ?? thrown) }));
  },
  outcome: () => outcome,
};

const calls = { begin, choose, load, unload, draw, openConversation, seal, send, sealAhead, sendSealed, loadPeer, sealWithPeer };
