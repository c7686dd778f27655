// The question pages: one step at a time in the page's `#candour`, history, language, leaving. Owns no answer and no request.
//
// Nothing is stored anywhere: history holds the number of a step, and everything else is a variable of this page.

import * as amounts from "./amounts.js";
import { Boards } from "./boards.js";
import { Conversation } from "./conversation.js";
import { Cores } from "./cores.js";
import { Desk } from "./desk.js";
import { Draft } from "./draft.js";
import { Builder } from "./elements.js";
import { Errors } from "./errors.js";
import { Language } from "./language.js";
import { Patience } from "./patience.js";
import { Room } from "./room.js";
import { STEPS, at, possible } from "./steps.js";
import { check } from "./steps/check.js";
import { done } from "./steps/done.js";
import { sending } from "./steps/sending.js";
import { start } from "./steps/start.js";
import { reason, stopped } from "./steps/stopped.js";

export class Page {
  #window;
  #document;
  #mount;
  #content;
  #status;
  #cores;
  #kit;
  #step = start;
  // Whether a step was opened to change one answer.
  #changing = false;
  // The step that was asked for before the page was ready.
  #wanted = null;
  // Whether the core is being asked something that the next step depends on.
  #asking = false;
  #guarding = false;
  #gone = new AbortController();
  main;

  // `net`: fetch, setTimeout, clearTimeout, now, random. `texts`: Fluent files by language.
  constructor({ window, net, texts, openSealing }) {
    this.#window = window;
    this.#document = window.document;
    const language = new Language(this.#document, texts);
    const build = new Builder(this.#document, language);
    // Said to a screen reader and shown, or only said, where the same already stands on the page.
    const say = (unseen, id, values) => {
      this.#status.className = unseen ? "unseen" : "";
      language.say(this.#status, id, values);
    };
    const status = (id, values) => say(false, id, values);
    const aloud = (id, values) => say(true, id, values);
    this.#kit = { page: this, net, language, build, amounts, status, aloud, draft: new Draft(), desk: null, sha256: null, sent: null, stop: null, broken: false, written: false, doubt: false };
    this.#cores = new Cores(this.#kit, openSealing, this.#gone.signal);
    // The core that works, or null.
    Object.defineProperty(this.#kit, "sealing", { get: () => this.#cores.now });
    this.#kit.errors = new Errors(this.#kit);
    this.#kit.room = new Room(this.#kit);
    this.#kit.boards = new Boards(this.#kit, this.#gone.signal);
    this.#kit.conversation = new Conversation(this.#kit);
    // The words for a call handler, where there are other ones.
    this.#kit.worded = (id) => (this.#kit.draft.call && language.has(`${id}-call`) ? `${id}-call` : id);
    this.#kit.plan = () => this.#plan();
    this.#kit.touched = () => this.#guard();
  }

  // Takes the page's place for the questions, and gets desk card and core ready.
  begin() {
    const { build, language } = this.#kit;
    this.#mount = this.#document.getElementById("candour");
    this.main = this.#mount.closest("main");
    this.#status = build.make("div", { id: "status", role: "status", "aria-live": "polite" });
    this.#content = build.make("div", { id: "question" });
    this.#mount.replaceChildren(this.#status, this.#content);
    const box = this.#document.getElementById("language");
    const chosen = () => (box?.checked ? "cy" : "en");
    box?.addEventListener("change", () => language.use(chosen()));
    this.#document.addEventListener("click", (event) => this.#click(event));
    this.#mount.addEventListener("input", () => this.#guard());
    this.#mount.addEventListener("change", () => this.#guard());
    this.#window.addEventListener("popstate", (event) => this.#travel(event.state?.step));
    // A page that is kept for "Back" must hold nothing, and must not come back half alive.
    this.#window.addEventListener("pagehide", () => this.#forget());
    this.#window.addEventListener("pageshow", (event) => {
      if (event.persisted) this.#window.location.reload();
    });
    this.#window.history.replaceState({ step: 0 }, "");
    language.use(chosen());
    this.show("start", { focus: false });
    return this.#prepare();
  }

  // Shows a step. `problems` are said at once.
  show(name, { focus = true, problems = [], level } = {}) {
    const kit = this.#kit;
    const { build, language, errors, room } = kit;
    room.stop();
    this.#step.left?.(kit);
    const step = (this.#step = name === "stopped" ? stopped : possible(kit, STEPS[at(name)]));
    if (step === check || step === start) this.#changing = false;
    this.main.dataset.step = step.name;
    this.#others(step === start);
    if (step !== sending) language.hush(this.#status);
    errors.clear();
    const title = kit.worded(step.title);
    const heading = build.heading(level ?? step.level ?? 1, step.heading ?? title);
    heading.tabIndex = -1;
    const call = kit.draft.call && !step.plain && !step.final ? build.paragraph("call-mode", undefined, { class: "call" }) : null;
    const back = step.plain || step.final ? null : build.button("back", "back-button", { class: "plain" });
    const listed = typeof step.buttons === "function" ? step.buttons(kit) : step.buttons;
    const buttons = (listed ?? (step.plain ? [] : [["continue", "continue-button"]])).map(([action, text, style]) =>
      build.button(action, text, style ? { class: style } : {}),
    );
    const row = buttons.length > 0 ? build.make("p", { class: "buttons" }, buttons.flatMap((button) => [button, " "])) : null;
    this.#content.replaceChildren(...[back, errors.node, heading, call, ...step.body(kit), row].flat(Infinity).filter(Boolean));
    language.prune();
    language.title("report-in-title", (language) => ({ step: language.text(title), service: language.text("report-service") }));
    if (problems.length > 0) errors.show(problems);
    else if (focus) heading.focus();
    this.#window.scrollTo?.(0, 0);
    if (step === start && kit.desk?.card) start.ready(kit);
    step.enter?.(kit);
  }

  // Back from sending to a question, in the place that sending has in history.
  back(name, problems = []) {
    this.#window.history.replaceState({ step: at(name) }, "");
    this.show(name, { problems });
    this.#changing = !["check", "quote"].includes(name);
  }

  // The report is stored. Nothing of it is kept here.
  finished(sha256) {
    const kit = this.#kit;
    kit.sent = { codename: kit.conversation.sealed() !== null };
    kit.conversation.clear();
    kit.boards.drop();
    kit.draft.clear();
    kit.doubt = false;
    kit.sha256 = kit.draft.call ? null : sha256;
    this.#cores.close();
    this.#guard();
    this.#window.history.replaceState({ step: at("done") }, "");
    this.show("done");
  }

  // Resolves once there is a core that works: the one there is, or a new one after a fault.
  core() {
    return this.#cores.working();
  }

  // The core has failed before there was anything to seal. The next one is started when it is needed.
  lose() {
    this.#cores.close();
  }

  // The core has failed. Nothing that was written is lost by that: back to the check, where it can be tried with a new one.
  broken() {
    const kit = this.#kit;
    this.#cores.close();
    kit.broken = true;
    this.back("check", [{ text: "broken-title" }, { text: kit.doubt ? "broken-doubtful" : "broken-kept" }]);
  }

  // Nothing can be sealed here, or nothing should be.
  stop(why) {
    const kit = this.#kit;
    kit.sending?.drop();
    kit.stop = why;
    this.#cores.close();
    // Before anything was begun, the page's own information stays where it is.
    const early = this.#step === start;
    kit.written = !early;
    this.show("stopped", early ? { focus: false, level: 3 } : {});
    if (early) this.#others(true);
    kit.aloud(`stopped-${why}`);
  }

  // Clears everything and goes to the empty page, in this one's place.
  leave() {
    this.#forget();
    this.#guard();
    // The empty page may take a while to come, or never come: until then this one is empty.
    this.#document.title = "";
    this.#document.body.replaceChildren();
    this.#window.location.replace("/leave");
  }

  async #prepare() {
    const kit = this.#kit;
    const { net } = kit;
    kit.status("start-waiting");
    const patience = new Patience(net, this.#gone.signal, (wait) => wait && kit.status("start-slow"));
    try {
      const fetched = patience.insist(() => Desk.fetch(net, this.#gone.signal));
      const [bytes, sealing] = await Promise.all([fetched, this.#cores.open()]);
      kit.desk = new Desk(net, sealing);
      await kit.desk.take(bytes);
    } catch (thrown) {
      if (this.#gone.signal.aborted) return;
      this.stop(reason(thrown));
      return;
    }
    if (this.#gone.signal.aborted) return;
    // On every visit, at the same point, whatever the source came for.
    kit.boards.fetch();
    kit.status("start-ready");
    if (this.#step === start) start.ready(kit);
    if (this.#wanted) this.#begin(this.#wanted);
  }

  // One of the two ways from the start.
  #begin(name) {
    const { conversation, desk, draft } = this.#kit;
    if (!desk?.card) {
      this.#wanted = name;
      this.#kit.status("start-soon");
      return;
    }
    if (name === "about" && conversation.followUp) {
      // A first report after all, with a codename of its own.
      conversation.clear();
      draft.moveOn();
      this.#guard();
    }
    this.#go(name);
  }

  // A step further: a place of its own in history.
  #go(name) {
    this.#window.history.pushState({ step: at(name) }, "");
    this.show(name);
  }

  // Whatever was pressed.
  #click(event) {
    const control = event.target.closest?.("[data-action], [data-change]");
    if (!control) return;
    if (control.dataset.action === "leave") {
      event.preventDefault();
      this.leave();
    } else if (this.#mount.contains(control)) {
      this.#act(control);
    }
  }

  #act({ dataset }) {
    if (dataset.change) {
      this.#go(dataset.change);
      this.#changing = true;
      return;
    }
    switch (dataset.action) {
      case "start":
        return this.#begin("about");
      case "replies":
        return this.#begin("quote");
      case "continue":
      case "send":
      case "follow-up":
        return this.#forward();
      case "accept":
        return this.#enquire(this.#step.accept);
      case "boards":
        return this.#step.again(this.#kit);
      case "named":
        return this.#step.named(this.#kit);
      case "without":
        this.#kit.conversation.decline();
        return this.#go("sending");
      case "back":
        return this.#window.history.back();
      case "cancel":
        return this.#kit.sending?.cancel();
      case "retry":
        return this.#step === check ? this.#forward(true) : this.#kit.sending?.retry();
      case "answers":
        return this.back("check");
    }
  }

  // `again`: what failed is tried again.
  #forward(again = false) {
    const step = this.#step;
    const problems = step.check?.(this.#kit) ?? [];
    if (problems.length > 0) return this.#kit.errors.show(problems);
    if (step.ask) return this.#enquire(step.ask);
    this.#go(this.#changing ? "check" : (step.next?.(this.#kit, again) ?? STEPS[at(step.name) + 1].name));
  }

  // Has the core asked what the next step depends on, and goes there unless there are problems, or the source has gone elsewhere meanwhile.
  async #enquire(ask) {
    if (this.#asking) return;
    this.#asking = true;
    const step = this.#step;
    this.#kit.errors.clear();
    const problems = await ask(this.#kit);
    this.#asking = false;
    if (this.#step !== step || this.#gone.signal.aborted) return;
    if (problems.length > 0) return this.#kit.errors.show(problems);
    step.took(this.#kit);
    this.#guard();
    this.#go(STEPS[at(step.name) + 1].name);
  }

  // "Back" and "Forward" of the browser.
  #travel(index) {
    const here = this.#step;
    if (here === sending) {
      // Sending is stopped by its own button, and not by accident.
      this.#window.history.pushState({ step: at("sending") }, "");
      return this.#kit.status("sending-back");
    }
    if (here === stopped || here === done) return this.#window.history.pushState({ step: 0 }, "");
    const known = Number.isInteger(index) && index >= 0 && index < at("sending") && this.#kit.desk?.card;
    this.show(known ? STEPS[index].name : "start");
  }

  // Shows or hides what else the page says. A banner about throw-away keys always stays.
  #others(shown) {
    for (let node = this.#mount; node && node !== this.main; node = node.parentElement) {
      for (const other of node.parentElement.children) {
        if (other !== node && !other.classList.contains("banner")) other.hidden = !shown;
      }
    }
  }

  async #plan() {
    const { sealing, draft, language, desk, conversation } = this.#kit;
    const files = await sealing.describe(draft.files, draft.keepNames);
    const units = draft.units(desk.card);
    return sealing.plan({
      answers: draft.answers(language.tag),
      units: units.length > 0 ? units : [desk.card.units[0].name],
      files,
      conversation: conversation.sealed(),
    });
  }

  // Warns before the page is left, while there is something to lose.
  #guard() {
    const needed = this.#kit.draft.touched;
    if (needed === this.#guarding) return;
    this.#guarding = needed;
    if (needed) this.#window.addEventListener("beforeunload", warn);
    else this.#window.removeEventListener("beforeunload", warn);
  }

  // Lets go of all that was typed, everywhere it is.
  #forget() {
    const kit = this.#kit;
    this.#gone.abort();
    kit.room.stop();
    kit.sending?.drop();
    this.#step.left?.(kit);
    kit.conversation.clear();
    kit.boards.drop();
    this.#cores.close();
    kit.draft.clear();
    kit.draft.call = false;
    kit.doubt = false;
    kit.sha256 = null;
    kit.sent = null;
    for (const field of this.#document.querySelectorAll("#candour input, #candour textarea")) {
      field.value = "";
      field.checked = false;
    }
    this.#content.replaceChildren();
    kit.language.hush(this.#status);
    kit.language.prune();
  }
}

function warn(event) {
  event.preventDefault();
  event.returnValue = "";
}
