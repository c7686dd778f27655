// Check your answers: all of them, each with a way to change it, what the sealed size gives away, and then the one button that sends.

import { boardWarning, wrong } from "./thread.js";

// After the core has failed: how to try again, and how to keep the text if that fails too.
function again({ build }) {
  return build.make(
    "section",
    { id: "broken", class: "alarm", "aria-labelledby": "broken-heading" },
    build.say("h2", "broken-again-title", undefined, { id: "broken-heading" }),
    build.paragraph("broken-again"),
    build.make("p", {}, build.button("retry", "retry-button")),
    build.paragraph("broken-fails"),
    build.bullets(["keep-paper", "keep-file", "keep-reload", "stopped-safest", "stopped-program"]),
  );
}

// What comes before sending: a codename, or the one there is; and boards that are not as they should be. They never hinder a report.
function codename({ conversation }) {
  if (conversation.lost) return "check-again";
  if (conversation.followUp) return "check-follow-up";
  return conversation.ready ? null : "check-codename";
}

function boards(kit) {
  const { build, boards, desk } = kit;
  const place = build.make("div", { id: "boards" });
  const show = () => {
    const wrongs = desk.card.units.map((unit) => [unit, wrong(boards, unit.name)]);
    const told = wrongs.filter(([, kind]) => ["false", "missing"].includes(kind)).map(([unit, kind]) => boardWarning(kit, unit, kind));
    // Offered to everybody here, and not only to whoever looks for replies: so fetching again does not show who came for what.
    if (told.length > 0) told.push(build.paragraph("check-boards-again"), build.make("p", {}, build.button("boards", "boards-button", { class: "plain" })));
    place.replaceChildren(...(boards.busy ? [build.paragraph("check-boards")] : told));
  };
  show();
  if (boards.busy) boards.settled.then(() => place.isConnected && show());
  return place;
}

export const check = {
  name: "check",
  title: "check-title",

  body(kit) {
    const { build, draft, desk, amounts } = kit;
    const said = (text) => (text.trim() === "" ? build.say("span", "check-none") : build.foreign(text, "span"));
    const chosen = (value, id) => build.say("span", value ? id : "check-none");
    // A long text may have any length here, so it is not cut as names are.
    const whole = (text) => (text.trim() === "" ? build.say("span", "check-none") : build.make("span", { dir: "auto" }, text.trim()));
    const units = desk.card.units.filter((unit) => !draft.leftOut.has(unit.name));
    const files = draft.files.map((file) =>
      build.make("li", {}, build.foreign(file.name), " ", build.say("span", "files-size", (language) => ({ size: amounts.size(language, file.size) }))),
    );
    const row = (step, label, ...values) => {
      const change = build.make("button", { type: "button", class: "plain", "data-change": step }, build.say("span", "check-change"), " ");
      change.append(build.say("span", label, undefined, { class: "unseen" }));
      return [build.say("dt", label), ...values.map((value) => build.make("dd", {}, value)), build.make("dd", { class: "change" }, change)];
    };
    return [
      kit.broken ? again(kit) : null,
      build.paragraph("check-why"),
      build.make(
        "dl",
        { class: "answers" },
        row("about", "check-about", chosen(draft.about, `kind-${draft.about}`)),
        row("concerns", "check-force", whole(draft.force)),
        row("concerns", "check-role", chosen(draft.role, `role-${draft.role}`)),
        row("concerns", "check-who", whole(draft.who)),
        row("what", "check-what", whole(draft.what)),
        row("when-where", "check-when", whole(draft.when)),
        row("when-where", "check-where", whole(draft.where)),
        row("you", "check-you", chosen(draft.you, `you-${draft.you}`)),
        row("you", "check-identity", whole(draft.identity)),
        row(
          "evidence",
          "check-files",
          files.length > 0 ? build.make("ul", {}, files) : build.say("span", "check-none"),
          ...(files.length > 0 ? [build.say("span", draft.keepNames ? "check-names-kept" : "check-names-off")] : []),
        ),
        row("readers", "check-readers", build.make("ul", {}, units.map((unit) => build.make("li", {}, said(unit.title))))),
      ),
      build.heading(2, "check-size-title"),
      kit.room.line("room"),
      build.paragraph("room-why"),
      build.paragraph("check-line"),
      build.heading(2, "check-send-title"),
      build.bullets([codename(kit), "check-sealed", "check-once", "check-open"].filter(Boolean)),
      boards(kit),
    ];
  },

  // All boards once more.
  again(kit) {
    kit.boards.fetch();
    kit.page.show("check");
  },

  check(kit) {
    const missing = [];
    if (kit.draft.what.trim() === "") missing.push({ text: "what-missing" });
    if (kit.draft.units(kit.desk.card).length === 0) missing.push({ text: "readers-missing" });
    return missing;
  },

  // Straight to sending where a codename is held, or where the source goes without and only tries again.
  next({ conversation }, again) {
    if (conversation.ready || (again && conversation.without)) return "sending";
    return conversation.lost ? "repeat" : "codename";
  },

  // Instead of "Continue".
  buttons: ({ conversation }) => [["send", conversation.ready ? "check-send" : "continue-button"]],
};
