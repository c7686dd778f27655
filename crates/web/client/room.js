// The room left: how much more fits before the sealed report moves up to the next of its few sizes. Asked for a moment after the last key.

// How long after the last key, in milliseconds.
const PAUSE = 400;
const MIB = 1 << 20;
// The ladder's top.
const TOP = 1 << 30;

export class Room {
  #kit;
  #node = null;
  #timer = null;
  #turn = 0;
  #step = null;

  constructor(kit) {
    this.#kit = kit;
  }

  // The line that shows it.
  line(id) {
    this.#node = this.#kit.build.make("p", { id });
    this.#step = null;
    this.ask(0);
    return this.#node;
  }

  // Measures again, soon.
  ask(pause = PAUSE) {
    const { net } = this.#kit;
    net.clearTimeout(this.#timer);
    this.#timer = net.setTimeout(() => this.#measure(), pause);
  }

  stop() {
    this.#kit.net.clearTimeout(this.#timer);
    this.#turn += 1;
  }

  async #measure() {
    const turn = (this.#turn += 1);
    const { language, amounts, draft } = this.#kit;
    const node = this.#node;
    let plan;
    try {
      plan = await this.#kit.plan();
    } catch (thrown) {
      if (turn === this.#turn && node?.isConnected) {
        if (["too-large", "text-too-long"].includes(thrown.code)) language.say(node, `room-${thrown.code}`);
        else language.hush(node);
      }
      return;
    }
    // Somebody typed on while it was measured.
    if (turn !== this.#turn || !node?.isConnected) return;
    const values = (language) => ({
      step: amounts.size(language, plan.step),
      next: amounts.size(language, above(plan.step)),
      room: amounts.count(language, roundly(plan.room)),
      size: amounts.size(language, plan.room),
    });
    const words = draft.files.length === 0 && plan.step < MIB ? "room-text" : "room-files";
    language.say(node, plan.step >= TOP ? "room-top" : words, values);
    // Said aloud only where it changes.
    if (this.#step !== null && this.#step !== plan.step) this.#kit.aloud("room-moved", values);
    this.#step = plan.step;
  }
}

// The next size up.
export function above(step) {
  return Math.min(TOP, step * (step < MIB ? 4 : 2));
}

// Rounded down, so that the number does not run with each key.
function roundly(room) {
  const grain = room > 1000 ? 100 : 10;
  return Math.floor(room / grain) * grain;
}
