// All steps in order, and which one can be shown. History holds an index into the list.

import { about } from "./steps/about.js";
import { check } from "./steps/check.js";
import { codename } from "./steps/codename.js";
import { concerns } from "./steps/concerns.js";
import { done } from "./steps/done.js";
import { evidence } from "./steps/evidence.js";
import { quote } from "./steps/quote.js";
import { readers } from "./steps/readers.js";
import { repeat } from "./steps/repeat.js";
import { sending } from "./steps/sending.js";
import { start } from "./steps/start.js";
import { thread } from "./steps/thread.js";
import { what } from "./steps/what.js";
import { whenWhere } from "./steps/when-where.js";
import { you } from "./steps/you.js";

export const STEPS = [start, quote, thread, about, concerns, what, whenWhere, you, evidence, readers, check, codename, repeat, sending, done];

// The place of a step.
export const at = (name) => STEPS.findIndex((step) => step.name === name);

// A step, or the one that must come before it as things are.
export function possible(kit, step) {
  // Behind what was found nothing is asked before it is known.
  const early = kit.conversation.pending && at(step.name) > at("thread");
  const name = early ? "thread" : step.instead?.(kit);
  return name ? possible(kit, STEPS[at(name)]) : step;
}
