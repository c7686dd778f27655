// Small builders of page elements. Whatever comes in is text, never markup. Fields have no name and stand in no form: there is nothing that a
// browser could send, remember or fill in.

// An element with attributes and children. `null` children are left out; texts become text nodes.
export function element(document, tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

// Builders that know the page's language.
export class Builder {
  constructor(document, language) {
    this.document = document;
    this.language = language;
  }

  make(tag, attributes, ...children) {
    return element(this.document, tag, attributes, ...children);
  }

  // An element that shows one of our texts.
  say(tag, id, values, attributes = {}) {
    return this.language.say(this.make(tag, attributes), id, values);
  }

  paragraph(id, values, attributes) {
    return this.say("p", id, values, attributes);
  }

  heading(level, id, values) {
    return this.say(`h${level}`, id, values);
  }

  bullets(ids, values) {
    return this.make("ul", {}, ids.map((id) => this.say("li", id, values)));
  }

  button(action, id, attributes = {}) {
    return this.say("button", id, undefined, { type: "button", "data-action": action, ...attributes });
  }

  // Somebody else's text: kept apart, so that its direction of writing does not turn ours, and shown as it is.
  foreign(text, tag = "bdi") {
    return this.make(tag, { dir: "auto" }, plain(text));
  }

  // A field of one line, or of several where `rows` is given.
  field({ id, label, hint, optional = true, rows, value, write, describedBy = [] }) {
    const hintId = `${id}-hint`;
    const described = [hint ? hintId : null, ...describedBy].filter(Boolean).join(" ");
    const attributes = {
      id,
      "aria-describedby": described || null,
      autocomplete: "off",
      autocapitalize: "off",
      // A browser's "enhanced" spelling check, and some add-ons, send what is typed to a company. Tor Browser's own does not; who has another browser is safe too.
      spellcheck: "false",
      "data-gramm": "false",
      translate: "no",
      dir: "auto",
    };
    const input = rows ? this.make("textarea", { ...attributes, rows }) : this.make("input", { ...attributes, type: "text" });
    input.value = value;
    input.addEventListener("input", () => write(input.value));
    const name = this.make("label", { for: id }, this.say("span", label));
    if (optional) name.append(" ", this.say("span", "field-optional"));
    return this.make("div", { class: "field" }, name, hint ? this.paragraph(hint, undefined, { id: hintId, class: "hint" }) : null, input);
  }

  // A box to tick.
  tick({ id, label, hint, values, checked, write, text }) {
    const input = this.make("input", { type: "checkbox", id, autocomplete: "off", "aria-describedby": hint ? `${id}-hint` : null });
    input.checked = checked;
    input.addEventListener("change", () => write(input.checked));
    const name = text ? this.make("label", { for: id }, text) : this.say("label", label, values, { for: id });
    return [
      this.make("div", { class: "choice" }, input, name),
      hint ? this.paragraph(hint, values, { id: `${id}-hint`, class: "hint" }) : null,
    ];
  }

  // One of several. Browsers join radio buttons by their name; these have none, so the joining is done here: one is chosen at most, the arrow
  // keys move, and Tab meets the group once.
  choices({ legend, hint, id, options, value, write }) {
    const hintId = `${id}-hint`;
    const inputs = options.map((option, index) =>
      this.make("input", {
        type: "radio",
        id: `${id}-${option.value}`,
        autocomplete: "off",
        "aria-posinset": index + 1,
        "aria-setsize": options.length,
      }),
    );
    const choose = (chosen) => {
      for (const input of inputs) {
        input.checked = input === chosen;
        input.tabIndex = input === chosen ? 0 : -1;
      }
      if (!chosen) inputs[0].tabIndex = 0;
    };
    choose(inputs[options.findIndex((option) => option.value === value)]);
    inputs.forEach((input, index) => {
      const take = (at) => {
        const next = (at + inputs.length) % inputs.length;
        choose(inputs[next]);
        write(options[next].value);
        return inputs[next];
      };
      input.addEventListener("change", () => take(index));
      input.addEventListener("keydown", (event) => {
        const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
        if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        take(index + step).focus();
      });
    });
    const rows = options.map((option, index) =>
      this.make("div", { class: "choice" }, inputs[index], this.say("label", option.label, undefined, { for: inputs[index].id })),
    );
    return this.make(
      "fieldset",
      { id, role: "radiogroup", "aria-labelledby": `${id}-legend`, "aria-describedby": hint ? hintId : null },
      this.make("legend", { id: `${id}-legend` }, this.say("span", legend), " ", this.say("span", "field-optional")),
      hint ? this.paragraph(hint, undefined, { id: hintId, class: "hint" }) : null,
      rows,
    );
  }
}

// A foreign text without the characters that control, hide or turn it, which are shown as a sign, and not too long. What is cut is the middle: a
// name's end says what kind of file it is.
export function plain(text) {
  const signs = [...visible(text)];
  return signs.length <= LONGEST ? signs.join("") : [...signs.slice(0, LONGEST - 20), "…", ...signs.slice(-19)].join("");
}

// The same, whole, and with the control characters that are wanted.
export function visible(text, wanted = "") {
  return [...text.toWellFormed()].map((sign) => (DECEIVING.test(sign) && !wanted.includes(sign) ? "\u{fffd}" : sign)).join("");
}

// As in candour_envelope: control characters, invisible ones, and those that change direction.
export const DECEIVING = /[\p{Cc}\u{ad}\u{61c}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}]/u;
const LONGEST = 80;
