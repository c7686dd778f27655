// The language of the page: both sets of texts in memory, and which text each node shows. Owns no text, makes no request.
//
// A switch says every node again, in place. Fields are not touched, so that text, cursor and focus stay as they were.

import { FluentBundle, FluentResource } from "@fluent/bundle";

// What Intl knows the two languages by.
const LOCALES = { en: "en-GB", cy: "cy" };

export class Language {
  #bundles = {};
  #bound = new Map();
  #document;
  #title = null;
  tag = "en";

  // `texts`: for each language the contents of its Fluent files.
  constructor(document, texts) {
    this.#document = document;
    for (const [tag, files] of Object.entries(texts)) {
      // Names in foreign scripts stand in elements of their own, so no marks are put around what is filled in.
      const bundle = new FluentBundle(LOCALES[tag], { useIsolating: false });
      for (const file of files) bundle.addResource(new FluentResource(file));
      this.#bundles[tag] = bundle;
    }
  }

  get locale() {
    return LOCALES[this.tag];
  }

  // Whether there is such a text.
  has(id) {
    return this.#bundles.en.hasMessage(id);
  }

  // A text. One that a language lacks is given in the other.
  text(id, values = {}) {
    for (const bundle of [this.#bundles[this.tag], this.#bundles.en]) {
      const message = bundle.getMessage(id);
      if (message?.value) return bundle.formatPattern(message.value, values, []);
    }
    return id;
  }

  // Shows a text in a node, now and in the other language after a switch. `values` may be a function, where they depend on the language.
  say(node, id, values) {
    return this.#bind(node, "", id, values);
  }

  // The same for an attribute.
  label(node, attribute, id, values) {
    return this.#bind(node, attribute, id, values);
  }

  // A node whose text is no longer one of ours.
  hush(node) {
    this.#bound.delete(node);
    node.textContent = "";
  }

  // The document's title.
  title(id, values) {
    this.#title = { id, values };
    this.#document.title = this.#filled(id, values);
  }

  // Forgets nodes that have left the page.
  prune() {
    for (const node of this.#bound.keys()) if (!node.isConnected) this.#bound.delete(node);
  }

  // Switches, and says everything again.
  use(tag) {
    this.tag = tag in this.#bundles ? tag : "en";
    this.#document.documentElement.lang = this.tag;
    this.prune();
    for (const [node, attributes] of this.#bound) {
      for (const [attribute, { id, values }] of attributes) this.#apply(node, attribute, id, values);
    }
    if (this.#title) this.title(this.#title.id, this.#title.values);
  }

  #filled(id, values) {
    return this.text(id, typeof values === "function" ? values(this) : values);
  }

  #bind(node, attribute, id, values) {
    const attributes = this.#bound.get(node) ?? new Map();
    attributes.set(attribute, { id, values });
    this.#bound.set(node, attributes);
    this.#apply(node, attribute, id, values);
    return node;
  }

  #apply(node, attribute, id, values) {
    const text = this.#filled(id, values);
    // Only ever as text: nothing here is read as markup.
    if (attribute === "") {
      if (node.textContent !== text) node.textContent = text;
    } else {
      node.setAttribute(attribute, text);
    }
  }
}
