// What the boards have for a codename: replies, and a sentence for everything that is not right with them. Replies are somebody else's text, and
// shown as text. Nothing here asks the drop for anything, except the button that fetches all boards again.

import { earlier, earlierMissing } from "../earlier.js";
import { visible } from "../elements.js";

export const thread = {
  name: "thread",
  title: "thread-title",

  instead: ({ conversation }) => (conversation.followUp && conversation.ready ? null : "quote"),

  body(kit) {
    return [kit.build.paragraph(kit.worded("thread-why")), kit.build.make("div", { id: "replies" })];
  },

  buttons: [
    ["follow-up", "follow-up-button"],
    ["leave", "leave-button", "plain"],
  ],

  // Looks, once the boards are there.
  async enter(kit) {
    const { build, boards, conversation } = kit;
    const place = build.document.getElementById("replies");
    conversation.found = null;
    if (boards.busy) kit.status("thread-waiting");
    await boards.settled;
    if (!place.isConnected) return;
    // Without a compiler it takes seconds.
    kit.status("thread-looking");
    let found;
    try {
      found = await conversation.look();
    } catch {
      if (place.isConnected) kit.page.lose();
      if (place.isConnected) kit.page.back("quote", [{ text: "codename-stopped", field: "codename" }]);
      return;
    }
    // She may have gone elsewhere, and have typed another codename there.
    if (!place.isConnected) return;
    conversation.take(found);
    show(kit, place);
  },

  // All boards once more, then looks again.
  again(kit) {
    kit.boards.fetch();
    kit.page.show("thread");
  },

  // Looks again, also for the units that the source has named.
  named(kit) {
    const problems = earlierMissing(kit);
    if (problems.length > 0) return kit.errors.show(problems);
    kit.conversation.named = true;
    kit.page.show("thread");
  },

  // The next report goes to whom the last one went, unless the source changes that.
  check({ conversation, draft, desk }) {
    if (conversation.pending) return [{ text: "thread-not-yet" }];
    const { readers } = conversation;
    if (readers) draft.leaveOut(desk.card, readers);
    return [];
  },

  left({ build, conversation }) {
    build.document.getElementById("replies")?.replaceChildren();
    // Which units it was is still needed; what they wrote is found anew.
    for (const { replies } of conversation.found ?? []) for (const reply of replies) reply.text = "";
  },
};

// What is wrong with a unit's board, if something is: `false`, `missing`, `old`, `ahead`.
export function wrong(boards, name) {
  const told = boards.of(name);
  if (["false", "missing"].includes(told?.state)) return told.state;
  return told?.state === "good" && ["old", "ahead"].includes(told.age) ? told.age : null;
}

// The sentence for it.
export function boardWarning({ build }, unit, kind) {
  const attributes = { class: kind === "false" ? "warning alarm" : "warning", "data-warning": `board-${kind}` };
  return build.paragraph(`warning-board-${kind}`, { unit: visible(unit.title) }, attributes);
}

function show(kit, place) {
  const { build, boards, conversation, desk, language } = kit;
  const { units } = desk.card;
  const sections = [];
  // Boards with nothing to say, for the list at the end: their days are shown all the same.
  const quiet = [];
  for (const unit of units) {
    const mine = conversation.found.filter((found) => found.unit === unit.name);
    if (mine.length > 0 || wrong(boards, unit.name)) sections.push(section(kit, unit, mine));
    else quiet.push(unit);
  }
  const count = conversation.found.reduce((sum, { replies }) => sum + replies.length, 0);
  const nothing = boards.amiss ? "thread-none-here" : "thread-none";
  const none = build.make("div", { id: "none" }, build.paragraph(nothing), build.paragraph("thread-none-todo"));
  place.replaceChildren(
    ...[
      conversation.found.length === 0 ? none : null,
      ...(conversation.found.length === 0 && conversation.large ? [earlier(kit, "thread-hint"), build.make("p", {}, build.button("named", "named-button", { class: "plain" }))] : []),
      ...sections,
      boards.amiss ? build.make("p", {}, build.button("boards", "boards-button", { class: "plain" })) : null,
      ...(quiet.length > 0 ? [build.heading(2, "board-title"), build.make("ul", { id: "boards" }, quiet.map((unit) => line(kit, unit)))] : []),
    ].filter(Boolean),
  );
  if (conversation.found.length === 0) kit.aloud(nothing);
  else kit.aloud("thread-count", { n: count });
  language.prune();
}

// A board in one line.
function line({ build, boards, amounts }, unit) {
  const { state, epoch } = boards.of(unit.name);
  const values = (language) => ({ unit: visible(unit.title), day: state === "good" ? amounts.day(language, epoch) : "" });
  return build.say("li", state === "good" ? "board-good" : "board-none", values);
}

// One unit's board: its day, what is wrong with it, and what it has.
function section(kit, unit, mine) {
  const { build, boards, amounts } = kit;
  const { state, epoch } = boards.of(unit.name);
  const fault = wrong(boards, unit.name);
  const title = build.make("h2", { id: `from-${unit.name}` }, build.foreign(unit.title));
  const day = () => build.paragraph("board-day", (language) => ({ day: amounts.day(language, epoch) }), { class: "board-day" });
  return build.make(
    "section",
    { "data-unit": unit.name, "aria-labelledby": title.id },
    title,
    state === "good" ? day() : null,
    fault ? boardWarning(kit, unit, fault) : null,
    mine.map((found) => answers(kit, found, mine.length > 1)),
  );
}

// What one unit answered to one conversation, and what is wrong there.
function answers(kit, { set, gone, replies, warnings }, several) {
  const { build, amounts, desk } = kit;
  const titles = desk.card.units.filter((unit) => set.includes(unit.name)).map((unit) => visible(unit.title));
  return [
    several ? build.paragraph("thread-set", (language) => ({ units: amounts.list(language, titles) })) : null,
    gone > 0 ? build.paragraph("thread-gone") : null,
    warnings.map((warning) => {
      // People count from 1.
      const from1 = ["n", "says", "highest", "last", "first"].filter((field) => field in warning).map((field) => [field, warning[field] + 1]);
      const { n, first, ...rest } = { ...warning, ...Object.fromEntries(from1) };
      return build.paragraph(`warning-${warning.kind}`, { ...rest, n: n ?? first }, { class: "warning", "data-warning": warning.kind });
    }),
    replies.map(({ first, parts, text }) => {
      const values = { n: first + 1, last: first + parts };
      return build.make(
        "div",
        { class: "reply" },
        build.heading(3, parts > 1 ? "reply-parts" : "reply-one", values),
        build.make("p", { class: "reply-text", dir: "auto" }, visible(text.replaceAll("\r\n", "\n"), "\n\t")),
      );
    }),
  ];
}
