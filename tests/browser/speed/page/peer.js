// npm's age-encryption in a worker: a file in, its sealed bytes out to the page, as streams.

import { Encrypter } from "age-encryption";

self.onmessage = async ({ data: { ask, recipients, file } }) => {
  if (ask === "load") return self.postMessage("ready");
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const reader = (await encrypter.encrypt(file.stream())).getReader();
  let len = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    len += value.length;
  }
  self.postMessage(len);
};
