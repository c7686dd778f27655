// The page's script: the client with the real browser, the real core, and the texts in both languages.

import cyProblems from "../../pages/texts/cy/problems.ftl";
import cyReplies from "../../pages/texts/cy/replies.ftl";
import cyReport from "../../pages/texts/cy/report.ftl";
import cySend from "../../pages/texts/cy/send.ftl";
import enProblems from "../../pages/texts/en/problems.ftl";
import enReplies from "../../pages/texts/en/replies.ftl";
import enReport from "../../pages/texts/en/report.ftl";
import enSend from "../../pages/texts/en/send.ftl";
import { Page } from "./page.js";
import { openSealing } from "./sealing.js";

const texts = { en: [enReport, enSend, enReplies, enProblems], cy: [cyReport, cySend, cyReplies, cyProblems] };

// What the client may do outside the page. Chance here only spreads repeated requests; keys are the core's.
const net = {
  fetch: (path, options) => window.fetch(path, options),
  setTimeout: (run, milliseconds) => window.setTimeout(run, milliseconds),
  clearTimeout: (timer) => window.clearTimeout(timer),
  now: () => Date.now(),
  random: () => Math.random(),
};

if (document.getElementById("candour")) new Page({ window, net, texts, openSealing }).begin();
