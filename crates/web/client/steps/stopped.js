// Nothing can be sealed here: why, and the ways that remain.

export const stopped = {
  name: "stopped",
  title: "stopped-title",
  final: true,

  body({ build, stop }) {
    return [
      build.paragraph(`stopped-${stop}`, undefined, { class: "alarm" }),
      build.paragraph(`stopped-${stop}-todo`),
      stop === "broken" ? build.bullets(["stopped-reload", "stopped-safest", "stopped-program"]) : null,
      build.paragraph("stopped-nothing"),
    ];
  },

  buttons: [["leave", "leave-button"]],
};
