// The codename is shown, to be copied by hand before the report is sent. For a caller it is large and spelled.

export const codename = {
  name: "codename",
  title: "codename-title",

  // There is none to show where it was typed already.
  instead: ({ conversation }) => (conversation.ready || conversation.lost ? "check" : null),

  body(kit) {
    const { build, draft, language } = kit;
    // English words, whatever the language of the page.
    const list = build.make("ol", { id: "words", class: draft.call ? "large" : null, lang: "en", translate: "no" });
    language.label(list, "aria-label", "codename-words");
    const points = draft.call
      ? ["codename-tell", "codename-tell-back"]
      : ["codename-paper", "codename-keep", "codename-file", "codename-lost"];
    return [
      build.paragraph(kit.worded("codename-why")),
      build.make("p", { id: "words-new" }),
      list,
      build.bullets(points),
      build.make("p", { class: "buttons" }, build.button("continue", "continue-button")),
      build.heading(2, "without-title"),
      build.paragraph("without-why"),
      build.make("p", {}, build.button("without", "without-button", { class: "plain" })),
    ];
  },

  buttons: [],

  async enter(kit) {
    const { build, draft, conversation, language } = kit;
    const list = build.document.getElementById("words");
    conversation.without = false;
    try {
      await conversation.draw();
    } catch {
      if (list.isConnected) kit.page.broken();
      return;
    }
    if (!list.isConnected) return;
    const { words, spelling } = conversation.drawn;
    const items = words.map((word, index) =>
      build.make(
        "li",
        {},
        build.make("span", { class: "word" }, word),
        draft.call ? [" ", build.make("span", { class: "spelling" }, spelling[index])] : null,
      ),
    );
    list.replaceChildren(...items);
    if (conversation.anew) language.say(build.document.getElementById("words-new"), "codename-new");
  },

  check({ build }) {
    return build.document.querySelectorAll("#words .word").length > 0 ? [] : [{ text: "codename-none-yet" }];
  },

  left({ build }) {
    for (const word of build.document.querySelectorAll("#words span")) word.textContent = "";
  },
};
