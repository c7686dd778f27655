// The field for a codename, what is wrong with what was typed there, and the one word that is proposed for it. Owns no codename: the core reads it.

// The field, and the place of the proposal.
export function codenameField(kit) {
  const { build } = kit;
  const write = () => refuse(kit);
  return [
    // Several lines: where words were pasted one under the other, a field of one line would join them.
    build.field({ id: "codename", label: "quote-label", hint: "quote-hint", optional: false, rows: 3, value: "", write }),
    build.make("div", { id: "proposal" }),
  ];
}

// Has the core read what was typed. Gives the problems; where there are none, the core holds the codename and can use it.
export async function read(kit, options) {
  return judge(kit, (sealing) => sealing.readCodename(kit.build.document.getElementById("codename").value, options));
}

// The same with the proposed word in its place.
export async function accept(kit, options) {
  return judge(kit, (sealing) => sealing.acceptProposal(options));
}

// Leaves nothing of it in the page.
export function wipe(kit) {
  const field = kit.build.document.getElementById("codename");
  if (field) field.value = "";
  refuse(kit);
}

// What was proposed is no longer what was typed.
function refuse({ build }) {
  build.document.getElementById("proposal")?.replaceChildren();
}

async function judge(kit, ask) {
  const { build, page, language, status } = kit;
  refuse(kit);
  status("codename-moment");
  let told;
  try {
    await page.core();
    told = await ask(kit.sealing);
    if (told.fault === null) await kit.sealing.openConversation();
  } catch {
    page.lose();
    return [{ text: "codename-stopped", field: "codename" }];
  }
  if (told.fault === null) return [];
  language.hush(build.document.getElementById("status"));
  const problems = [{ text: `codename-${told.fault}`, values: { at: told.at ?? 0 }, field: "codename" }];
  const place = build.document.getElementById("proposal");
  if (told.word && place) {
    const values = { word: told.word, place: told.place };
    problems.push({ text: "codename-meant", values });
    place.replaceChildren(
      build.paragraph("codename-meant", values, { id: "proposed" }),
      build.make("p", {}, build.button("accept", "accept-button", { "aria-describedby": "proposed" })),
    );
  }
  return problems;
}
