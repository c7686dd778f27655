// The source's conversation as this page has it: whether she has a codename, which step comes because of it, what was found, and what a report
// says of it. The core holds the codename; its words are here only while they are shown to be copied.

// Of so many units the core tries every set; of more, the likely ones only. As in candour_codename.
const MOST_TRIED = 4;

export class Conversation {
  #kit;
  // The core that was asked to draw the words.
  #drawing = null;
  // The core that has the codename as it was typed.
  #holder = null;
  // Whether it was typed well, by whichever core.
  #typed = false;
  // Units that the last report did not go to, as far as the source says.
  notEarlier = new Set();
  // Whether she has said it.
  named = false;

  constructor(kit) {
    this.#kit = kit;
    this.reset();
  }

  // Lets go of all of it, here and in the core.
  clear() {
    // A core that has ended has none.
    this.#kit.sealing?.forgetCodename().catch(() => {});
    this.reset();
  }

  // As at the beginning, whatever the core holds.
  reset() {
    this.#drawing = null;
    this.#holder = null;
    this.#typed = false;
    this.#hide();
    // `{words, spelling}` of a codename that was drawn here.
    this.drawn = null;
    // Whether words were drawn before those that are shown.
    this.anew = false;
    // Whether the source came back with her codename.
    this.followUp = false;
    // What the boards have for it; null until all that came were looked through.
    this.found = null;
    // Whether the report goes without.
    this.without = false;
    this.#unsay();
  }

  // Whether a report can be sealed with it now.
  get ready() {
    return this.#typed && this.#holder === this.#kit.sealing;
  }

  // Whether the core that had it has failed, so that it must be typed again.
  get lost() {
    return this.#typed && !this.ready;
  }

  // Draws the words, unless they are there.
  async draw() {
    await this.#kit.page.core();
    const { sealing } = this.#kit;
    if (this.drawn && this.#drawing === sealing) return;
    const drawn = await sealing.newCodename();
    this.anew ||= this.drawn !== null;
    this.#hide();
    this.drawn = drawn;
    this.#drawing = sealing;
  }

  // The report goes without one.
  decline() {
    this.clear();
    this.without = true;
    // Somebody may have copied the words all the same.
    this.anew = true;
  }

  // It was typed well, and the core holds it.
  hold() {
    this.#holder = this.#kit.sealing;
    this.#typed = true;
    this.without = false;
    this.#hide();
    this.drawn = null;
  }

  // Whether nothing may be written yet: what is found decides whom it goes to.
  get pending() {
    return this.followUp && this.found === null;
  }

  // Has the core look through the boards. Gives what to `take`; nothing counts until then.
  async look() {
    this.found = null;
    const { sealing } = this.#kit;
    const found = this.#right(await sealing.thread());
    if (found.length > 0 || !this.large || !this.named) return found;
    return this.#right(await sealing.thread(this.lastReaders));
  }

  take(found) {
    this.found = found;
  }

  // The units have other names than before: what was found and said by name is asked again.
  renamed() {
    if (this.followUp) this.found = [];
    this.#unsay();
  }

  // Whether the card has so many units that not every set of them is looked for by itself.
  get large() {
    return this.#kit.desk.card.units.length > MOST_TRIED;
  }

  // Whom the last report went to, as far as the source says.
  get lastReaders() {
    return this.#kit.desk.card.units.map((unit) => unit.name).filter((name) => !this.notEarlier.has(name));
  }

  // The sets of units of all conversations that were found, that with the most replies first.
  get sets() {
    const counts = new Map();
    for (const { set, replies } of this.found ?? []) {
      const key = set.join(" ");
      counts.set(key, (counts.get(key) ?? 0) + replies.length);
    }
    return [...counts].sort(([, one], [, other]) => other - one).map(([key]) => key.split(" "));
  }

  // Units that every conversation found was with; null where none was. Whoever was in some of them only may be a unit that she left out
  // since: it is not written to again unless she says so.
  get readers() {
    const [first, ...others] = this.sets;
    return first?.filter((name) => others.every((set) => set.includes(name))) ?? null;
  }

  // As it goes into a report, measured or sealed; null where there is no codename.
  sealed() {
    if (this.without) return null;
    return { written: Math.floor(this.#kit.net.now() / 1000), earlier: this.followUp ? this.#earlier() : null };
  }

  // Whom the conversation was with that a report to the chosen units continues.
  #earlier() {
    const { desk, draft } = this.#kit;
    const { sets } = this;
    if (sets.length === 0) return this.lastReaders;
    // Where one of them was with just these units, it is that one. The core then names no other.
    const chosen = draft.units(desk.card);
    return sets.find((set) => set.length === chosen.length && set.every((name) => chosen.includes(name))) ?? sets[0];
  }

  // Of a board that is false, nothing counts.
  #right({ found }) {
    return found.filter(({ unit }) => this.#kit.boards.of(unit)?.state === "good");
  }

  #unsay() {
    this.notEarlier.clear();
    this.named = false;
  }

  // Texts cannot be wiped from a script's memory. Not even a list keeps them.
  #hide() {
    this.drawn?.words.fill("");
    this.drawn?.spelling.fill("");
  }
}
