// When and where it happened.

export const whenWhere = {
  name: "when-where",
  title: "when-where-title",

  body({ build, draft }) {
    return [
      build.paragraph("when-where-why"),
      build.field({ id: "when", label: "when-label", hint: "when-hint", value: draft.when, write: (text) => (draft.when = text) }),
      build.field({ id: "where", label: "where-label", hint: "where-hint", value: draft.where, write: (text) => (draft.where = text) }),
    ];
  },
};
