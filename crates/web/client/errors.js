// The error summary, "There is a problem": what is missing, with a way to each field. Focused as it appears, and a live alert.

export class Errors {
  #kit;
  #node;

  constructor(kit) {
    this.#kit = kit;
    this.#node = kit.build.make("div", { id: "errors", role: "alert", tabindex: "-1", "aria-labelledby": "errors-title" });
    this.#node.hidden = true;
  }

  get node() {
    return this.#node;
  }

  // Shows problems: `{text, values, field, about}`; `about` is somebody else's text, such as a file's name, shown behind ours.
  show(problems) {
    const { build } = this.#kit;
    this.clear();
    const items = problems.map(({ text, values, field, about }) => {
      const parts = [build.say("span", text, values), ...(about ? [" ", build.foreign(about)] : [])];
      if (!field) return build.make("li", {}, parts);
      const link = build.make("a", { href: `#${field}` }, parts);
      link.addEventListener("click", (event) => {
        // The address stays as it is: where somebody was in the questions is nobody's business.
        event.preventDefault();
        build.document.getElementById(field)?.focus();
      });
      this.#mark(field, parts.map((part) => (typeof part === "string" ? part : part.cloneNode(true))), text, values);
      return build.make("li", {}, link);
    });
    this.#node.replaceChildren(build.make("h2", { id: "errors-title" }, build.say("span", "errors-title")), build.make("ul", {}, items));
    this.#node.hidden = false;
    this.#node.focus();
  }

  clear() {
    const { document } = this.#kit.build;
    for (const error of document.querySelectorAll(".error[data-of]")) {
      const field = document.getElementById(error.dataset.of);
      field?.removeAttribute("aria-invalid");
      const rest = (field?.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== "" && id !== error.id);
      if (rest.length > 0) field?.setAttribute("aria-describedby", rest.join(" "));
      else field?.removeAttribute("aria-describedby");
      error.remove();
    }
    this.#node.replaceChildren();
    this.#node.hidden = true;
  }

  // Puts the sentence beside the field too.
  #mark(id, parts, text, values) {
    const { build } = this.#kit;
    const field = build.document.getElementById(id);
    if (!field) return;
    const error = build.make("p", { id: `${id}-error`, class: "error", "data-of": id }, parts);
    build.language.say(error.firstElementChild, text, values);
    const frame = field.closest(".field, fieldset") ?? field;
    if (frame === field) frame.before(error);
    else if (frame.tagName === "FIELDSET") frame.querySelector("legend").after(error);
    else field.before(error);
    // A group of buttons as a whole has no such state.
    if (field.tagName !== "FIELDSET") field.setAttribute("aria-invalid", "true");
    const described = field.getAttribute("aria-describedby");
    field.setAttribute("aria-describedby", described ? `${error.id} ${described}` : error.id);
  }
}
