// What it is about: the five kinds of matter, and the other ways for everything else.

// The kinds, as candour_envelope's Category spells them.
export const KINDS = [
  "information-or-influence",
  "personal-advantage",
  "sexual-purpose",
  "abuse-of-partner",
  "discrimination",
  "other",
];

// The kinds of phone number that a desk card can carry, in its order.
const PHONES = ["emergency", "crime", "anonymous-crime", "reporting-line", "police-conduct", "whistleblowing-advice"];

export const about = {
  name: "about",
  title: "about-title",

  body(kit) {
    const { build, draft, desk } = kit;
    const phone = (kind) => desk.card.phones.find((phone) => phone.kind === kind)?.number;
    const routes = PHONES.filter(phone).map((kind) =>
      build.say("li", `route-${kind}`, { number: phone(kind) }),
    );
    return [
      phone("emergency") ? build.paragraph("about-danger", { number: phone("emergency") }, { class: "alarm" }) : null,
      build.choices({
        id: "about",
        legend: "about-legend",
        hint: "about-hint",
        options: KINDS.map((kind) => ({ value: kind, label: `kind-${kind}` })),
        value: draft.about,
        write: (kind) => (draft.about = kind),
      }),
      build.heading(2, "route-title"),
      build.paragraph("route-first"),
      build.make("ul", {}, routes, ["route-complaint", "route-iopc", "route-advice"].map((id) => build.say("li", id))),
    ];
  },
};
