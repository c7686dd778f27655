// Sent and stored: what happens next, and what to do now.

export const done = {
  name: "done",
  title: "done-title",
  final: true,

  body(kit) {
    const { build, draft, sent, sha256 } = kit;
    const now = draft.call ? ["done-caller", "done-nothing", "done-leave"] : ["done-close", "done-delete", "done-tell", "done-again", "done-leave"];
    return [
      build.paragraph("done-stored"),
      build.heading(2, "done-next-title"),
      build.bullets(["done-collected", "done-days", sent?.codename ? kit.worded("done-codename") : "done-reach", "done-some"]),
      build.heading(2, "done-now-title"),
      build.bullets(now),
      // A call handler needs no hash, and it would be something of the call.
      ...(draft.call ? [] : [build.heading(2, "done-hash-title"), build.make("p", { class: "fingerprint", id: "sha256" }, sha256), build.paragraph("done-hash")]),
    ];
  },

  buttons: [["leave", "leave-button"]],
};
