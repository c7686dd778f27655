// The questions, from the first to the stored report: steps, history, language, draft, leaving.

import assert from "node:assert/strict";
import { test } from "node:test";

import { STEPS } from "../steps.js";
import { CARD, file, texts, world } from "./world.mjs";

test("a report from start to end, every question answered", async () => {
  const w = await world();
  assert.equal(w.step, "start");
  assert.ok(w.text.includes(CARD.fingerprint));
  const seen = [];
  await w.toCheck({
    about: () => (seen.push(w.step), assert.ok(w.text.includes("0800 085 0000")), w.choose("about-sexual-purpose")),
    concerns: () => (w.type("force", " North Wales Police "), w.choose("role-staff"), w.type("who", "a sergeant")),
    "when-where": () => (w.type("when", "May"), w.type("where", "Bangor")),
    you: () => (w.choose("you-former"), w.type("identity", "Sam")),
    evidence: async () => (await w.attach(file("a.jpg", 5), file("b.jpg", 6)), w.choose("keep-names")),
    readers: () => w.choose("unit-south.example", false),
  });
  for (const said of ["North Wales Police", "a sergeant", "May", "Bangor", "Sam", "a.jpg", "b.jpg", "He took money.", "Uned Uniondeb"]) {
    assert.ok(w.text.includes(said), said);
  }
  assert.ok(!w.text.includes("South Integrity Unit"));
  w.send();
  await w.until("done");
  assert.deepEqual(w.sealing.asked, [
    {
      answers: {
        kind: "written",
        language: "en",
        category: "sexual-purpose",
        role: "staff",
        who: "a sergeant",
        force: "North Wales Police",
        when: "May",
        where: "Bangor",
        what: "He took money.",
        reporter: { standing: "former", identity: "Sam" },
      },
      units: ["north.example"],
      files: ["a.jpg", "b.jpg"],
      keepNames: true,
      conversation: null,
    },
  ]);
  assert.equal(w.drop.stored.length, 1);
  assert.ok(w.sealing.closed);
  assert.ok(!w.document.body.textContent.includes("Bangor"));
});

test("only what happened has to be answered, and the summary leads to it", async () => {
  const w = await world();
  w.press("start");
  for (const step of ["about", "concerns"]) {
    assert.equal(w.step, step);
    w.press("continue");
  }
  w.press("continue");
  assert.equal(w.step, "what");
  const errors = w.$("#errors");
  assert.equal(errors.getAttribute("role"), "alert");
  assert.equal(w.document.activeElement, errors);
  assert.equal(w.$("#what").getAttribute("aria-invalid"), "true");
  errors.querySelector("a").click();
  assert.equal(w.document.activeElement, w.$("#what"));
  assert.equal(w.window.location.href, "http://drop.onion/");
  await w.toCheck();
  w.send();
  await w.until("done");
  assert.deepEqual(w.sealing.asked[0].answers, { kind: "written", language: "en", what: "He took money.", reporter: { standing: "not-said" } });
  assert.deepEqual(w.sealing.asked[0].units, ["north.example", "south.example"]);
});

test("at least one unit may read it", async () => {
  const w = await world();
  await assert.rejects(w.toCheck({ readers: () => CARD.units.forEach((unit) => w.choose(`unit-${unit.name}`, false)) }), /stuck at readers/);
  assert.equal(w.$("#errors").querySelectorAll("a").length, 1);
});

test("each new step takes the focus to its heading, and hides the rest of the page but the banner", async () => {
  const w = await world();
  assert.ok(!w.$("#home").hidden);
  w.press("start");
  assert.ok(w.$("#home").hidden && w.$("#report-title").hidden && !w.$(".banner").hidden && !w.$("header").hidden);
  assert.equal(w.document.activeElement, w.$("#candour h1"));
  assert.equal(w.document.querySelectorAll("#candour h1").length, 1);
  w.press("back");
  assert.equal(w.step, "start");
  assert.ok(!w.$("#home").hidden);
});

test("history holds step numbers, and Back is the previous question", async () => {
  const w = await world();
  await w.toCheck();
  const steps = STEPS.map((step) => step.name);
  const way = ["start", "about", "concerns", "what", "when-where", "you", "evidence", "readers", "check"];
  assert.deepEqual(w.history.entries, way.map((name) => ({ step: steps.indexOf(name) })));
  for (const name of way.slice(0, -1).reverse()) {
    w.history.back();
    assert.equal(w.step, name);
  }
  w.history.forward();
  w.history.forward();
  w.history.forward();
  assert.equal(w.$("#what").value, "He took money.");
  assert.ok(w.history.urls.every((url) => url === undefined));
});

test("Change leads to a question and back to the check", async () => {
  const w = await world();
  await w.toCheck();
  w.$('[data-change="when-where"]').click();
  assert.equal(w.step, "when-where");
  w.type("when", "June");
  w.press("continue");
  assert.equal(w.step, "check");
  assert.ok(w.text.includes("June"));
  w.$('[data-change="what"]').click();
  w.history.back();
  assert.equal(w.step, "check");
});

test("no storage, cookie, address or field name is touched", async () => {
  const w = await world();
  const names = [];
  const look = () => names.push(...[...w.document.querySelectorAll("#candour [name], #candour form")].map((node) => node.outerHTML));
  await w.toCheck(Object.fromEntries(STEPS.map((step) => [step.name, look])));
  w.send();
  look();
  await w.until("done");
  assert.deepEqual(names, []);
  assert.deepEqual(w.touched, []);
  assert.equal(w.document.cookie, "");
  assert.equal(w.window.localStorage.length + w.window.sessionStorage.length, 0);
  assert.equal(w.window.location.href, "http://drop.onion/");
});

test("fields neither remember nor check spelling", async () => {
  const w = await world();
  let fields = 0;
  const look = () => {
    for (const field of w.document.querySelectorAll("#candour input, #candour textarea")) {
      assert.equal(field.getAttribute("autocomplete"), "off", field.id);
      if (field.type === "text" || field.tagName === "TEXTAREA") assert.equal(field.getAttribute("spellcheck"), "false", field.id);
      assert.ok(w.document.querySelector(`label[for="${field.id}"]`), field.id);
      fields += 1;
    }
  };
  await w.toCheck(Object.fromEntries(STEPS.map((step) => [step.name, look])));
  assert.ok(fields > 20);
});

test("a switch of language keeps text, choices and focus, and asks nobody", async () => {
  const w = await world();
  w.press("start");
  w.press("continue");
  w.type("force", "Heddlu");
  w.choose("role-officer");
  const field = w.$("#force");
  field.focus();
  const asked = w.drop.requests.length;
  w.choose("language");
  assert.equal(w.document.documentElement.lang, "cy");
  assert.equal(w.$("#candour h1").textContent, "Â phwy mae'n ymwneud?");
  assert.ok(w.document.title.startsWith("Â phwy mae'n ymwneud?"));
  assert.equal(w.$("#force"), field);
  assert.equal(field.value, "Heddlu");
  assert.ok(w.$("#role-officer").checked);
  assert.equal(w.document.activeElement, field);
  w.choose("language", false);
  assert.equal(w.$("#candour h1").textContent, "Who does it concern?");
  assert.equal(w.drop.requests.length, asked);
});

test("the language travels only inside the sealed answers", async () => {
  const w = await world();
  w.choose("language");
  await w.toCheck();
  w.send();
  await w.until("done");
  assert.equal(w.sealing.asked[0].answers.language, "cy");
  for (const { headers } of w.drop.requests) assert.ok(!JSON.stringify(headers ?? {}).includes("cy"));
});

test("errors speak the language chosen after them", async () => {
  const w = await world();
  w.press("start");
  w.press("continue");
  w.press("continue");
  w.press("continue");
  w.choose("language");
  assert.ok(w.$("#errors").textContent.includes("Mae problem"));
  assert.equal(w.$("#what-error").textContent, "Ysgrifennwch beth ddigwyddodd");
});

test("radio buttons without names are one group", async () => {
  const w = await world();
  w.press("start");
  w.choose("about-other");
  w.choose("about-discrimination");
  const checked = () => [...w.document.querySelectorAll("#about input")].filter((input) => input.checked).map((input) => input.id);
  assert.deepEqual(checked(), ["about-discrimination"]);
  assert.equal([...w.document.querySelectorAll("#about input")].filter((input) => input.tabIndex === 0).length, 1);
  w.$("#about-discrimination").dispatchEvent(new w.window.KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  assert.deepEqual(checked(), ["about-other"]);
  w.$("#about-other").dispatchEvent(new w.window.KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  assert.deepEqual(checked(), ["about-information-or-influence"]);
  assert.equal(w.document.activeElement.id, "about-information-or-influence");
});

test("leaving warns only while there is something to lose", async () => {
  const w = await world();
  const warned = () => {
    const event = new w.window.Event("beforeunload", { cancelable: true });
    w.window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.ok(!warned());
  await w.toCheck();
  assert.ok(warned());
  w.send();
  await w.until("done");
  assert.ok(!warned());
});

test("the leave control clears everything and moves on", async () => {
  const w = await world();
  w.press("start");
  w.press("continue");
  w.press("continue");
  w.type("what", "secret");
  const field = w.$("#what");
  w.$("header [data-action=leave]").click();
  assert.deepEqual(w.places, ["/leave"]);
  assert.equal(field.value, "");
  assert.ok(w.sealing.closed);
  // The empty page may never come: nothing of this one is left to be seen meanwhile.
  assert.deepEqual([w.document.body.textContent, w.document.title], ["", ""]);
  const event = new w.window.Event("beforeunload", { cancelable: true });
  w.window.dispatchEvent(event);
  assert.ok(!event.defaultPrevented);
});

test("leaving while sending stops it and has the parts deleted", async () => {
  const w = await world();
  w.sealing.len = 3 << 20;
  await w.toCheck();
  w.drop.faults.set(w.drop.requests.length + 3, "hang");
  w.send();
  await w.clock.settle();
  assert.equal(w.step, "sending");
  w.$("header [data-action=leave]").click();
  await w.clock.settle();
  assert.deepEqual(w.places, ["/leave"]);
  assert.equal(w.drop.deleted.length, 1);
  assert.ok(w.sealing.jobs[0].cancelled);
});

test("a page that comes back from the browser's memory starts anew", async () => {
  const w = await world();
  await w.toCheck();
  w.window.dispatchEvent(new w.window.Event("pagehide"));
  assert.ok(!w.document.body.textContent.includes("He took money."));
  const event = new w.window.Event("pageshow");
  event.persisted = true;
  w.window.dispatchEvent(event);
  assert.deepEqual(w.places, ["reload"]);
});

test("Start before the page is ready opens the first question as soon as it is", async () => {
  let open;
  const w = await world({ openSealing: () => new Promise((resolve) => (open = resolve)) });
  w.press("start");
  assert.equal(w.step, "start");
  open(w.sealing);
  await w.clock.settle();
  assert.equal(w.step, "about");
});

test("the room left is measured a moment after the last key, and a new size is said once", async () => {
  const w = await world();
  w.press("start");
  w.press("continue");
  w.press("continue");
  w.clock.tick();
  await w.clock.settle();
  assert.match(w.$("#room").textContent, /16 KB.*7,000 more characters.*64 KB/);
  w.sealing.planned = { step: 65_536, room: 51_234, len: 65_536 };
  w.type("what", "x");
  w.type("what", "xx");
  assert.match(w.$("#room").textContent, /16 KB/);
  w.clock.tick();
  await w.clock.settle();
  assert.match(w.$("#room").textContent, /64 KB.*51,200 more characters.*256 KB/);
  assert.match(w.$("#status").textContent, /64 KB/);
  assert.equal(w.sealing.plannedFor.answers.what, "xx");
});

test("“I do not know” of a role is no role", async () => {
  const w = await world();
  await w.toCheck({ concerns: () => w.choose("role-unknown") });
  assert.ok(w.text.includes("I do not know, or more than one"));
  w.send();
  await w.until("done");
  assert.ok(!("role" in w.sealing.asked[0].answers));
});

test("an older measurement never replaces a newer one", async () => {
  const w = await world();
  w.press("start");
  w.press("continue");
  w.press("continue");
  const waiting = [];
  w.sealing.plan = () => new Promise((resolve) => waiting.push(resolve));
  for (const text of ["a", "ab"]) {
    w.type("what", text);
    w.clock.tick();
    await w.clock.settle();
  }
  assert.equal(waiting.length, 2);
  waiting[1]({ step: 65_536, room: 900, len: 65_536 });
  await w.clock.settle();
  waiting[0]({ step: 16_384, room: 100, len: 16_384 });
  await w.clock.settle();
  assert.match(w.$("#room").textContent, /64 KB.*900 more/);
});
