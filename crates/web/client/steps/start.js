// Before the first question: what this page does with what is typed, the safety points that matter now, and the fingerprint.

export const start = {
  name: "start",
  title: "report-title",
  heading: "start-title",
  // The page's own headings stand above it.
  level: 3,
  plain: true,

  body(kit) {
    const { build, draft } = kit;
    return [
      build.bullets(["start-memory", "start-skip", "start-time", "start-together", "start-replies"]),
      build.heading(3, "start-safe-title"),
      build.bullets(["start-device", "start-search", "start-alone", "start-retype", "start-original"]),
      build.make("div", { id: "start-card" }),
      build.tick({ id: "call", label: "call-label", hint: "call-hint", checked: draft.call, write: (call) => (draft.call = call) }),
      build.make("p", { class: "buttons" }, build.button("start", "start-button"), " ", build.button("replies", "replies-button")),
    ];
  },

  // The desk card has arrived and is genuine.
  ready(kit) {
    const place = kit.build.document.getElementById("start-card");
    place?.replaceChildren(kit.build.heading(3, "start-key-title"), ...fingerprint(kit));
  },
};

// The card's fingerprint, and where to compare it.
export function fingerprint(kit) {
  const { build } = kit;
  const { card } = kit.desk;
  return [
    build.paragraph("key-words"),
    // English words, whatever the language of the page.
    build.make("p", { class: "fingerprint", lang: "en", translate: "no" }, card.fingerprint),
    build.paragraph("key-compare"),
    build.paragraph("key-card", (language) => ({
      number: kit.amounts.count(language, card.number),
      first: kit.amounts.day(language, card.first),
      last: kit.amounts.day(language, card.last),
    })),
    card.demo ? build.paragraph("key-demo", undefined, { class: "alarm" }) : null,
  ].filter(Boolean);
}
