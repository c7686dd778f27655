// The texts: both languages say the same things, nothing that is shown is missing, nothing is there that nobody shows.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { STEPS } from "../steps.js";
import * as amounts from "../amounts.js";
import { Language } from "../language.js";
import { file, texts, world } from "./world.mjs";

const CLIENT = join(import.meta.dirname, "..");

// Id of each message, and the variables in it.
function messages(files) {
  const entries = files.flatMap((source) => source.split(/^(?=[a-z])/m)).filter((entry) => /^[a-z0-9-]+ =/.test(entry));
  return new Map(entries.map((entry) => [entry.split(" =")[0], [...new Set(entry.match(/\$[a-z]+/g) ?? [])].sort().join()]));
}

test("both languages have the same texts with the same variables, and no markup", () => {
  const [en, cy] = [messages(texts.en), messages(texts.cy)];
  assert.deepEqual([...en].sort(), [...cy].sort());
  assert.ok(en.size > 250);
  for (const source of Object.values(texts).flat()) assert.doesNotMatch(source, /<[a-z/]|&[a-z]+;/);
});

test("nothing is said that the client never says", () => {
  const files = [...readdirSync(CLIENT), ...readdirSync(join(CLIENT, "steps")).map((name) => join("steps", name))];
  const sources = files.filter((name) => name.endsWith(".js")).map((name) => readFileSync(join(CLIENT, name), "utf8"));
  const all = sources.join("\n");
  const built = /^(kind|role|you|route|stopped|room|problem|refused|codename|warning)-|-(some|call)$/;
  const unused = [...messages(texts.en).keys()].filter((id) => !all.includes(`"${id}"`) && !built.test(id));
  assert.deepEqual(unused, []);
});

test("every step and every stop is said in full in both languages", async () => {
  const ids = new Set(messages(texts.en).keys());
  const bare = (w) => {
    const nodes = [...w.document.querySelectorAll("#candour *")].filter((node) => node.children.length === 0);
    const missing = nodes.map((node) => node.textContent.trim()).filter((text) => /^[a-z]+(-[a-z]+)+$/.test(text) || text.includes("{"));
    assert.deepEqual(missing, [], w.step);
    assert.ok(ids.has(nodes.length > 0 ? "report-title" : ""));
  };
  for (const tag of ["en", "cy"]) {
    const w = await world();
    w.choose("language", tag === "cy");
    const look = Object.fromEntries(STEPS.map((step) => [step.name, () => bare(w)]));
    bare(w);
    await w.toCheck({ ...look, evidence: async () => (await w.attach(file("a", 1)), bare(w)) });
    bare(w);
    w.send();
    bare(w);
    await w.until("done");
    bare(w);
    for (const why of ["broken", "card", "expired", "desk", "changed"]) {
      w.page.stop(why);
      bare(w);
    }
  }
});

test("sizes, times and days in both languages", () => {
  const language = new Language({ documentElement: {}, title: "" }, texts);
  const said = (tag) => {
    language.tag = tag;
    return [
      amounts.size(language, 0),
      amounts.size(language, 1),
      amounts.size(language, 2),
      amounts.size(language, 16_384),
      amounts.size(language, 1_600_000),
      amounts.size(language, 1 << 30),
      amounts.stretch(language, 3),
      amounts.stretch(language, 61),
      amounts.stretch(language, 7200),
      amounts.wait(language, 1),
      amounts.day(language, 20_781),
      amounts.count(language, 12_300),
    ];
  };
  assert.deepEqual(said("en"), [
    "0 bytes", "1 byte", "2 bytes", "16 KB", "1.5 MB", "1 GB", "10 seconds", "2 minutes", "2 hours", "1 second", "24 November 2026", "12,300",
  ]);
  assert.deepEqual(said("cy"), [
    "0 beit", "1 beit", "2 feit", "16 KB", "1.5 MB", "1 GB", "10 eiliad", "2 funud", "2 awr", "1 eiliad", "24 Tachwedd 2026", "12,300",
  ]);
});
