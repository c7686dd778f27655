// What happened: the one question that needs an answer.

export const what = {
  name: "what",
  title: "what-title",

  body(kit) {
    const { build, draft, room } = kit;
    const left = room.line("room");
    const field = build.field({
      id: "what",
      label: "what-label",
      hint: "what-hint",
      optional: false,
      rows: 12,
      value: draft.what,
      write: (text) => {
        draft.what = text;
        room.ask();
      },
      describedBy: ["room"],
    });
    return [
      build.paragraph("what-why"),
      build.bullets(["what-people", "what-knows", "what-style", "what-names", "what-alone"]),
      field,
      left,
      build.paragraph("room-why", undefined, { class: "hint" }),
    ];
  },

  check({ draft }) {
    return draft.what.trim() === "" ? [{ text: "what-missing", field: "what" }] : [];
  },
};
