// Nothing can be sealed here: why, and the ways that remain.

import { Refused } from "../ask.js";
import { Expired } from "../desk.js";

export const stopped = {
  name: "stopped",
  title: "stopped-title",
  final: true,

  body({ build, stop, written, doubt }) {
    return [
      build.paragraph(`stopped-${stop}`, undefined, { class: "alarm" }),
      build.paragraph(doubt && stop === "changed" ? "stopped-changed-doubtful" : `stopped-${stop}-todo`),
      stop === "broken" ? build.bullets(["stopped-reload", "stopped-safest", "stopped-program"]) : null,
      build.paragraph("stopped-nothing"),
      // Never a dead end: what was written can still be read, and copied.
      written ? [build.paragraph("stopped-answers"), build.bullets(["keep-paper", "keep-file"]), build.make("p", {}, build.button("answers", "answers-button", { class: "plain" }))] : null,
    ];
  },

  buttons: [["leave", "leave-button"]],
};

// What stops the page before the first question.
export function reason(thrown) {
  if (thrown instanceof Expired || thrown.code === "card-expired") return "expired";
  if (thrown.code === "card-malformed" || thrown.code === "card-signature") return "card";
  if (thrown instanceof Refused) return "desk";
  return "broken";
}
