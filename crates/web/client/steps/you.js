// Who the source is to the police, and, if she wants, who she is.

// As candour_envelope's Standing spells them.
export const STANDINGS = ["public", "officer", "staff", "volunteer", "former", "not-said"];

export const you = {
  name: "you",
  title: "you-title",

  body({ build, draft }) {
    return [
      build.choices({
        id: "you",
        legend: "you-legend",
        hint: "you-hint",
        options: STANDINGS.map((standing) => ({ value: standing, label: `you-${standing}` })),
        value: draft.you,
        write: (standing) => (draft.you = standing),
      }),
      build.field({
        id: "identity",
        label: "identity-label",
        hint: "identity-hint",
        rows: 3,
        value: draft.identity,
        write: (text) => (draft.identity = text),
      }),
      build.heading(2, "you-law-title"),
      build.paragraph("you-law"),
      build.paragraph("you-law-after"),
    ];
  },
};
