// The source's files before they are sealed: whether one can be added, and which one is to blame afterwards. Reads a byte at each end, no more.

import { DECEIVING } from "./elements.js";

// Longest original name in bytes, as in candour_envelope.
const MAX_NAME = 255;

// Why a file cannot be added or is no longer good; `null` where nothing is wrong.
export async function fault(file) {
  if (file.size === 0) return "file-empty";
  try {
    const first = await file.slice(0, 1).arrayBuffer();
    const last = await file.slice(file.size - 1, file.size).arrayBuffer();
    return first.byteLength === 1 && last.byteLength === 1 ? null : "file-changed";
  } catch {
    return "file-unreadable";
  }
}

// Whether a name may travel.
export function mayTravel(name) {
  const bytes = new TextEncoder().encode(name).length;
  return bytes >= 1 && bytes <= MAX_NAME && !/[/\\]/.test(name) && !DECEIVING.test(name) && name !== "." && name !== "..";
}

// What to say on the evidence page after sealing has failed with `code`: each file that is to blame, or all of them together.
export async function blame(code, files) {
  const problems = [];
  for (const file of files) {
    if (code === "bad-name") {
      if (!mayTravel(file.name)) problems.push({ text: "file-bad-name", about: file.name, field: "keep-names" });
    } else {
      const found = await fault(file);
      if (found) problems.push({ text: found, about: file.name, field: "files" });
    }
  }
  return problems.length > 0 ? problems : [{ text: `${code}-some`, field: "files" }];
}
