// What the source has typed and chosen. Lives in the page's memory and nowhere else: no storage, no address, no cookie, no history.

export class Draft {
  // Whether somebody else types it for the source. Stays for the next report.
  call = false;

  constructor() {
    this.clear();
  }

  // Empties it. A script cannot wipe a text from memory, it can only let go of it; closing Tor Browser does the rest.
  clear() {
    this.about = null;
    this.force = "";
    this.role = null;
    this.who = "";
    this.what = "";
    this.when = "";
    this.where = "";
    this.you = null;
    this.identity = "";
    this.files = [];
    this.keepNames = false;
    this.leftOut = new Set();
  }

  // Whether there is something to lose.
  get touched() {
    const texts = [this.force, this.who, this.what, this.when, this.where, this.identity];
    return texts.some((text) => text !== "") || this.files.length > 0 || [this.about, this.role, this.you].some(Boolean);
  }

  // The answers as the sealed report carries them: candour_envelope's Answers.
  answers(language) {
    const reporter = { standing: this.you ?? "not-said" };
    const answers = { kind: this.call ? "call" : "written", language, what: clean(this.what), reporter };
    if (this.about) answers.category = this.about;
    if (this.role && this.role !== "unknown") answers.role = this.role;
    for (const field of ["who", "force", "when", "where"]) {
      const text = clean(this[field]);
      if (text !== "") answers[field] = text;
    }
    const identity = clean(this.identity);
    if (identity !== "") reporter.identity = identity;
    return answers;
  }

  // It goes to the units of these names, and to no other on the card.
  leaveOut(card, readers) {
    this.leftOut = new Set(card.units.map((unit) => unit.name).filter((name) => !readers.includes(name)));
  }

  // Another codename, or none: whom it goes to is chosen anew. Of one caller nothing comes into the next one's report.
  moveOn() {
    this.leftOut.clear();
    if (this.call) this.clear();
  }

  // Names of the units that may read it, of those on the card.
  units(card) {
    return card.units.map((unit) => unit.name).filter((name) => !this.leftOut.has(name));
  }
}

// Without white space at the ends, and without halves of characters, which are not UTF-8.
function clean(text) {
  return text.trim().toWellFormed();
}
