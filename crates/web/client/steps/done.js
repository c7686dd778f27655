// Sent and stored: what happens next, and what to do now.

export const done = {
  name: "done",
  title: "done-title",
  final: true,

  body({ build, sha256 }) {
    return [
      build.paragraph("done-stored"),
      build.heading(2, "done-next-title"),
      build.bullets(["done-collected", "done-days", "done-reach", "done-some"]),
      build.heading(2, "done-now-title"),
      build.bullets(["done-close", "done-delete", "done-tell", "done-again", "done-leave"]),
      build.heading(2, "done-hash-title"),
      build.make("p", { class: "fingerprint", id: "sha256" }, sha256),
      build.paragraph("done-hash"),
    ];
  },

  buttons: [["leave", "leave-button"]],
};
