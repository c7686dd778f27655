// Which units may read it. A unit that the report concerns can be left out.

import { earlier, earlierMissing } from "../earlier.js";
import { fingerprint } from "./start.js";

export const readers = {
  name: "readers",
  title: "readers-title",

  body(kit) {
    const { build, draft, desk } = kit;
    const boxes = desk.card.units.map((unit) =>
      build.tick({
        id: `unit-${unit.name}`,
        text: build.foreign(unit.title),
        checked: !draft.leftOut.has(unit.name),
        write: (chosen) => {
          if (chosen) draft.leftOut.delete(unit.name);
          else draft.leftOut.add(unit.name);
        },
      }),
    );
    return [
      build.paragraph("readers-who"),
      build.make(
        "fieldset",
        { id: "units", "aria-describedby": "units-hint" },
        build.make("legend", {}, build.say("span", "readers-legend")),
        build.paragraph(boxes.length > 1 ? "readers-hint" : "readers-hint-one", undefined, { id: "units-hint", class: "hint" }),
        boxes,
      ),
      asks(kit) ? earlier(kit, "earlier-hint") : null,
      kit.conversation.followUp && kit.conversation.sets.length > 1 ? build.paragraph("earlier-several", undefined, { id: "earlier-several" }) : null,
      build.heading(2, "kept-title"),
      build.bullets(["kept-drop", "kept-units"]),
      build.heading(2, "key-title"),
      fingerprint(kit),
    ];
  },

  check(kit) {
    const { draft, desk } = kit;
    const first = desk.card.units[0].name;
    const problems = draft.units(desk.card).length === 0 ? [{ text: "readers-missing", field: `unit-${first}` }] : [];
    return asks(kit) ? [...problems, ...earlierMissing(kit)] : problems;
  },
};

// Whether the source must say whom her last report went to: no reply shows it. With one unit there is nothing to say.
function asks({ conversation, desk }) {
  return conversation.followUp && conversation.sets.length === 0 && desk.card.units.length > 1;
}
