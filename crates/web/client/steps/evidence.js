// Evidence: several files of any kind, up to the ladder's top. Their names stay here unless the source wants them to travel.

import { fault, mayTravel } from "../files.js";

// Most files of one report, as in candour_envelope.
const MOST = 999;

export const evidence = {
  name: "evidence",
  title: "evidence-title",

  body(kit) {
    const { build, draft, room } = kit;
    const input = build.make("input", { type: "file", id: "files", multiple: true, autocomplete: "off", "aria-describedby": "files-hint" });
    const list = build.make("div", { id: "file-list" });
    const names = build.tick({
      id: "keep-names",
      label: "names-label",
      hint: "names-hint",
      checked: draft.keepNames,
      write: (keep) => {
        draft.keepNames = keep;
        room.ask();
      },
    });
    const left = room.line("room");
    kit.adding = 0;
    input.addEventListener("change", async () => {
      const chosen = [...input.files];
      // Emptied, so that the same file can be chosen again after it was removed.
      input.value = "";
      kit.adding += 1;
      await add(kit, chosen, () => input.isConnected);
      if (!input.isConnected) return;
      kit.adding -= 1;
      show(kit, list);
    });
    show(kit, list);
    room.ask();
    return [
      build.paragraph("evidence-why"),
      build.bullets(["evidence-carry", "evidence-retype", "evidence-paper", "evidence-original", "evidence-search"]),
      build.make(
        "div",
        { class: "field" },
        build.make("label", { for: "files" }, build.say("span", "files-label"), " ", build.say("span", "field-optional")),
        build.paragraph("files-hint", undefined, { id: "files-hint", class: "hint" }),
        input,
      ),
      list,
      names,
      left,
      build.paragraph("room-why", undefined, { class: "hint" }),
    ];
  },

  check({ draft, adding }) {
    // A slow stick: nobody goes on to the check without what she chose, or finds it sealed without having seen it there.
    if (adding > 0) return [{ text: "files-looking", field: "files" }];
    const bad = draft.keepNames ? draft.files.filter((file) => !mayTravel(file.name)) : [];
    return bad.map((file) => ({ text: "file-bad-name", about: file.name, field: "keep-names" }));
  },
};

// Adds files that can be read, as long as `here`; says which could not be.
async function add(kit, chosen, here) {
  const problems = [];
  let added = 0;
  for (const file of chosen) {
    const found = kit.draft.files.length === MOST ? "too-many-files-some" : await fault(file);
    if (!here()) return;
    if (found) problems.push({ text: found, about: file.name, field: "files" });
    else added = kit.draft.files.push(file);
  }
  kit.touched();
  kit.room.ask();
  if (problems.length > 0) kit.errors.show(problems);
  else kit.errors.clear();
  if (added > 0) kit.aloud("files-count", { n: kit.draft.files.length });
}

// The list of files, each with a button that takes it off again.
function show(kit, list) {
  const { build, draft, amounts } = kit;
  const rows = draft.files.map((file, index) => {
    const name = build.foreign(file.name);
    name.id = `file-${index}`;
    const remove = build.button("remove", "files-remove", { class: "plain", id: `remove-${index}`, "aria-describedby": name.id });
    remove.addEventListener("click", () => {
      draft.files.splice(index, 1);
      show(kit, list);
      kit.room.ask();
      kit.errors.clear();
      kit.aloud("files-count", { n: draft.files.length });
      // The button is gone: on to the next one, or to where files are chosen.
      const next = Math.min(index, draft.files.length - 1);
      build.document.getElementById(next < 0 ? "files" : `remove-${next}`)?.focus();
    });
    const size = build.say("span", "files-size", (language) => ({ size: amounts.size(language, file.size) }));
    return build.make("li", {}, name, " ", size, " ", remove);
  });
  if (rows.length === 0) list.replaceChildren(build.paragraph("files-none"));
  else list.replaceChildren(build.paragraph("files-count", { n: rows.length }), build.make("ul", { class: "files" }, rows));
}
