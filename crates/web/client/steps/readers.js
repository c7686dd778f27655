// Which units may read it. A unit that the report concerns can be left out.

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
      build.heading(2, "kept-title"),
      build.bullets(["kept-drop", "kept-units"]),
      build.heading(2, "key-title"),
      fingerprint(kit),
    ];
  },

  check({ draft, desk }) {
    return draft.units(desk.card).length === 0 ? [{ text: "readers-missing", field: `unit-${desk.card.units[0].name}` }] : [];
  },
};
