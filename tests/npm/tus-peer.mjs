// Sends a file with tus-js-client and breaks off in the middle of a part; a second upload goes on where the first one ended.
// node tus-peer.mjs ENDPOINT FILE; prints the offset at which the second one began.
import { readFileSync } from "node:fs";
import tus from "tus-js-client";

const [endpoint, file] = process.argv.slice(2);
const bytes = readFileSync(file);
const common = { endpoint, chunkSize: 300_000, retryDelays: [0, 100, 300], storeFingerprintForResuming: false };

const first = await new Promise((resolve, reject) => {
  const upload = new tus.Upload(bytes, {
    ...common,
    onError: reject,
    onSuccess: () => reject(new Error("the whole file went before it could be broken off")),
    onChunkComplete: (_size, held) => {
      if (held >= 600_000) upload.abort().then(() => resolve({ url: upload.url, held }), reject);
    },
  });
  upload.start();
});

let began = null;
await new Promise((resolve, reject) => {
  const upload = new tus.Upload(bytes, {
    ...common,
    uploadUrl: first.url,
    onError: reject,
    onSuccess: resolve,
    onProgress: (sent) => { began ??= sent; },
  });
  upload.start();
});
if (began === null || began < first.held) throw new Error(`began at ${began}, not at ${first.held} or later`);
console.log(began);
