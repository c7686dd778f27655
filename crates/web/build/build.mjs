// From the built WebAssembly and the client's sources to what the drop serves: `node build.mjs CORE.wasm SCRIPT.wasm FOLDER`. Run by `cargo xtask web`.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { NOBLE, improve } from "./helpers.mjs";
import { toScript } from "./script.mjs";

const room = join(dirname(fileURLToPath(import.meta.url)), "..");
const [input, forScript, folder] = process.argv.slice(2);

// Of the two Firefox engines that Tor Browser is made from, the older one.
const TARGET = "firefox140";

const scratch = mkdtempSync(join(tmpdir(), "candour-web-"));
try {
  const smaller = join(scratch, "core.wasm");
  const options = ["--all-features", "--disable-compact-imports", "-O3", "--strip-producers", "--strip-target-features"];
  execFileSync(join(room, "node_modules/.bin/wasm-opt"), [...options, input, "-o", smaller]);
  writeFileSync(join(folder, "core.wasm"), readFileSync(smaller));
  writeFileSync(join(folder, "core.js"), await toScript(forScript, scratch));
} finally {
  rmSync(scratch, { recursive: true });
}

// The cipher and the hash that the script build leans on, with their helpers written in place. One under another name would be left alone.
const noble = {
  name: "noble",
  setup(bundler) {
    bundler.onLoad({ filter: /@noble\/(ciphers\/chacha|hashes\/sha2)\.js$/ }, ({ path }) => {
      const { script, counts } = improve(readFileSync(path, "utf8"), NOBLE);
      for (const helper of path.includes("ciphers") ? ["rotl"] : ["rotr", "Chi", "Maj"]) {
        if (!counts[helper]) throw new Error(`no call of ${helper} in ${path}`);
      }
      return { contents: script };
    });
  },
};

// The page's script is a module, so that it may wait; the worker's is not, since a module cannot load another script on its own.
for (const [source, name, format] of [
  ["client/main.js", "app.js", "esm"],
  ["client/core/worker.js", "seal.js", "iife"],
]) {
  await build({
    absWorkingDir: room,
    entryPoints: [source],
    outfile: join(folder, name),
    bundle: true,
    format,
    target: TARGET,
    minify: true,
    charset: "utf8",
    legalComments: "none",
    plugins: [noble],
    loader: { ".ftl": "text" },
    logLevel: "warning",
  });
}
