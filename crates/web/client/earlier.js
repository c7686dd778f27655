// Whom the last report went to, where no reply shows it: boxes to tick, for every step that asks.

export function earlier({ build, desk, conversation }, hint) {
  const boxes = desk.card.units.map((unit) =>
    build.tick({
      id: `earlier-${unit.name}`,
      text: build.foreign(unit.title),
      checked: !conversation.notEarlier.has(unit.name),
      write: (chosen) => {
        if (chosen) conversation.notEarlier.delete(unit.name);
        else conversation.notEarlier.add(unit.name);
      },
    }),
  );
  return build.make(
    "fieldset",
    { id: "earlier", "aria-describedby": "earlier-hint" },
    build.make("legend", {}, build.say("span", "earlier-legend")),
    build.paragraph(hint, undefined, { id: "earlier-hint", class: "hint" }),
    boxes,
  );
}

// What is wrong with the answer, if something is.
export function earlierMissing({ conversation, desk }) {
  return conversation.lastReaders.length > 0 ? [] : [{ text: "earlier-missing", field: `earlier-${desk.card.units[0].name}` }];
}
