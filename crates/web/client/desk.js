// The desk card as this page holds it: fetched at load, checked by the core, and asked for again before sealing. Owns what a change means.

import { ask } from "./ask.js";

const DAY = 86_400_000;

// The card changed in a way that no honest drop changes it.
export class Alarm extends Error {}

// The card is not in force.
export class Expired extends Error {}

export class Desk {
  #net;
  #sealing;
  #bytes = null;
  card = null;
  // Whether the last renewal names the units otherwise.
  readersChanged = false;

  constructor(net, sealing) {
    this.#net = net;
    this.#sealing = sealing;
  }

  // The card's bytes.
  static async fetch(net, signal) {
    return (await ask(net, "GET", "/desk", { signal })).body;
  }

  // Takes a card as the first one.
  async take(bytes) {
    this.card = await this.#checked(bytes);
    this.#bytes = bytes;
    return this.card;
  }

  // Goes on with another core, which gets the card that this page holds.
  async move(sealing) {
    this.#sealing = sealing;
    await this.#checked(this.#bytes);
  }

  // Takes a card as it is now. Says whether it was renewed; throws an `Alarm` where it is another one.
  async again(bytes) {
    const before = this.card;
    let card;
    try {
      card = await this.#checked(bytes);
    } catch (thrown) {
      // A card that was good and now has no good signatures is no accident.
      throw thrown.code === "card-malformed" || thrown.code === "card-signature" ? new Alarm() : thrown;
    }
    if (card.sha256 === before.sha256) return false;
    if (card.fingerprint !== before.fingerprint || card.number <= before.number || card.demo !== before.demo) throw new Alarm();
    this.readersChanged = named(card) !== named(before);
    this.card = card;
    this.#bytes = bytes;
    return true;
  }

  async #checked(bytes) {
    const card = await this.#sealing.card(bytes, Math.floor(this.#net.now() / DAY));
    if (card.expired) throw new Expired();
    return card;
  }
}

// The units by name, title and key, in no order.
function named(card) {
  return JSON.stringify(card.units.map(({ name, title, key }) => [name, title, key]).sort());
}
