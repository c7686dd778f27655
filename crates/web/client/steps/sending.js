// Sealing and sending: progress, waiting, cancelling, trying again. Owns what each outcome means for the source.

import { Cancelled, Refused, Strange } from "../ask.js";
import { Alarm, Desk, Expired } from "../desk.js";
import { blame } from "../files.js";
import { Upload } from "../upload.js";

// How often a screen reader hears of the progress: at each quarter.
const QUARTERS = 4;
// Sent before time left is guessed, in bytes and milliseconds.
const ENOUGH_BYTES = 2 << 20;
const ENOUGH_TIME = 5000;

export const sending = {
  name: "sending",
  title: "sending-title",
  final: true,
  busy: true,

  body({ build }) {
    const bar = build.make("progress", { id: "progress", max: 1, value: 0 });
    build.language.label(bar, "aria-label", "sending-bar");
    return [
      build.paragraph("sending-stay"),
      build.paragraph("sending-card", undefined, { id: "stage" }),
      bar,
      build.make("p", { id: "amount" }),
      build.make("p", { id: "left" }),
      build.make("p", { id: "renewed" }),
    ];
  },

  buttons: [
    ["cancel", "cancel-button", "plain"],
    ["retry", "retry-button"],
  ],

  // Shown: begins.
  enter(kit) {
    kit.sending?.drop();
    kit.broken = false;
    kit.sending = new Sending(kit);
    kit.sending.run();
  },
};

// One attempt, from the desk card to the stored report.
class Sending {
  #kit;
  #upload;
  #len = 0;
  // What the drop has taken so far.
  #taken = 0;
  #began = null;
  #heard = 0;
  #over = false;

  constructor(kit) {
    this.#kit = kit;
    this.#upload = new Upload(kit.net, {
      sized: (len) => this.#sized(len),
      sent: (bytes) => this.#sent(bytes),
      waiting: (wait) => this.#waiting(wait),
      anew: () => this.#say("sending-anew"),
    });
    this.#show("retry", false);
  }

  async run() {
    const kit = this.#kit;
    try {
      await kit.page.core();
      if (this.#over) return;
      // After the boards, however long they take: so the order of requests shows nothing.
      if (kit.boards.busy) {
        this.#say("sending-boards");
        await kit.boards.settled;
        if (this.#over) return;
        this.#say("sending-card");
      }
      const bytes = await this.#upload.insist(() => Desk.fetch(kit.net, this.#upload.signal));
      if (await kit.desk.again(bytes)) {
        await kit.boards.move(kit.sealing);
        // Whom she left out she left out by name. Under other names she chooses again, and nobody is chosen for her.
        if (kit.desk.readersChanged) {
          kit.draft.leaveOut(kit.desk.card, []);
          kit.conversation.renamed();
          return this.#leave("readers", [{ text: "readers-renewed", field: "units" }]);
        }
        kit.language.say(this.#node("renewed"), "sending-renewed", { number: kit.desk.card.number });
        kit.aloud("sending-renewed", { number: kit.desk.card.number });
      }
      if (kit.draft.units(kit.desk.card).length === 0) return this.#leave("readers", [{ text: "readers-missing", field: "units" }]);
      this.#say("sending-sealing");
      const sha256 = await this.#upload.send(() => this.#seal());
      if (this.#over) return;
      this.#over = true;
      kit.page.finished(sha256);
    } catch (thrown) {
      if (!this.#over) await this.#failed(thrown);
    }
  }

  #seal() {
    const { draft, desk, language, sealing, conversation } = this.#kit;
    return sealing.seal({
      answers: draft.answers(language.tag),
      units: draft.units(desk.card),
      files: draft.files,
      keepNames: draft.keepNames,
      conversation: conversation.sealed(),
    });
  }

  // The source stops it, or goes back to the check after it has failed. Everything typed stays.
  cancel() {
    this.drop();
    this.#kit.page.back("check");
    this.#kit.status(this.#kit.doubt ? "cancelled-doubtful" : "cancelled");
  }

  // Stops it without a word.
  drop() {
    this.#doubt();
    this.#over = true;
    this.#upload.cancel();
  }

  // What may have been stored stays so until a report is known to be, whatever becomes of later tries.
  #doubt() {
    this.#kit.doubt ||= this.#upload.doubtful;
  }

  // "Try now" while waiting, "Try again" after a failure.
  retry() {
    if (this.#over) this.#kit.page.show("sending");
    else this.#upload.now();
  }

  #sized(len) {
    this.#len = len;
    this.#began = this.#kit.net.now();
    this.#node("progress").max = len;
    this.#say("sending-sending");
    this.#sent(0);
  }

  #sent(bytes) {
    if (this.#over) return;
    this.#taken = bytes;
    const { language, amounts, net } = this.#kit;
    this.#node("progress").value = bytes;
    const values = (language) => ({ sent: amounts.size(language, bytes), len: amounts.size(language, this.#len) });
    language.say(this.#node("amount"), "sending-amount", values);
    const elapsed = net.now() - this.#began;
    if (bytes >= ENOUGH_BYTES && elapsed >= ENOUGH_TIME && bytes < this.#len) {
      const seconds = ((this.#len - bytes) / bytes) * (elapsed / 1000);
      language.say(this.#node("left"), "sending-left", (language) => ({ time: amounts.stretch(language, seconds) }));
    } else {
      language.hush(this.#node("left"));
    }
    const quarter = Math.floor((bytes / this.#len) * QUARTERS);
    if (quarter > this.#heard && quarter < QUARTERS) this.#kit.aloud("sending-amount", values);
    this.#heard = Math.max(this.#heard, quarter);
  }

  #waiting(wait) {
    if (this.#over) return;
    const { language, amounts } = this.#kit;
    this.#show("retry", wait !== null);
    if (wait === null) return this.#stage("sending-sending");
    const known = wait.why && language.has(`problem-${wait.why}-title`);
    const values = (language) => ({
      time: amounts.wait(language, wait.seconds),
      why: known ? language.text(`problem-${wait.why}-title`) : "",
    });
    this.#stage(known ? "sending-waiting-why" : this.#taken > 0 ? "sending-waiting-kept" : "sending-waiting", values);
    // Short breaks are Tor's daily life: only longer ones are said aloud.
    if (wait.seconds >= 10) this.#kit.aloud("sending-waiting-aloud");
  }

  async #failed(thrown) {
    this.#doubt();
    this.#over = true;
    const kit = this.#kit;
    if (thrown instanceof Cancelled || thrown.code === "cancelled") return;
    if (thrown instanceof Alarm) return kit.page.stop("changed");
    if (thrown instanceof Expired || thrown.code === "card-expired") return kit.page.stop("expired");
    switch (thrown.code) {
      case "file-changed":
      case "file-unreadable":
      case "bad-name":
        return this.#leave("evidence", await blame(thrown.code, kit.draft.files));
      case "too-large":
      case "too-many-files":
        return this.#leave("evidence", [{ text: `${thrown.code}-some`, field: "files" }]);
      case "text-too-long":
        return this.#leave("what", [{ text: "room-text-too-long", field: "what" }]);
      case "no-units":
        return this.#leave("readers", [{ text: "readers-missing", field: "units" }]);
    }
    if (thrown instanceof Refused) return this.#refused(thrown);
    if (thrown instanceof Strange) return this.#stay([{ text: "strange-title" }, { text: "strange-todo" }]);
    kit.page.broken();
  }

  #refused({ problem, retryAfter }) {
    const { language, amounts } = this.#kit;
    const name = problem && language.has(`problem-${problem}-title`) ? `problem-${problem}` : "refused";
    const problems = [{ text: `${name}-title` }, { text: `${name}-todo` }];
    if (retryAfter) problems.push({ text: "refused-after", values: (language) => ({ time: amounts.wait(language, retryAfter) }) });
    this.#stay(problems);
  }

  // Back to a question, with what is wrong there.
  #leave(step, problems) {
    this.#over = true;
    this.#kit.page.back(step, problems);
  }

  // Stays here, stopped, with a way to try again.
  #stay(problems) {
    if (this.#kit.doubt) problems.push({ text: "sending-doubtful" });
    this.#stage("sending-stopped");
    this.#kit.language.hush(this.#node("left"));
    this.#show("retry", true);
    this.#kit.errors.show(problems);
  }

  #say(id, values) {
    if (this.#over) return;
    this.#stage(id, values);
    this.#kit.aloud(id, values);
  }

  #stage(id, values) {
    this.#kit.language.say(this.#node("stage"), id, values);
  }

  #show(action, shown) {
    const button = this.#kit.page.main.querySelector(`#candour [data-action="${action}"]`);
    if (button) button.hidden = !shown;
  }

  #node(id) {
    return this.#kit.build.document.getElementById(id);
  }
}
