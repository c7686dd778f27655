// The source comes back: she types her codename.

import { accept, codenameField, read, wipe } from "../typed.js";

export const quote = {
  name: "quote",
  title: "quote-title",

  body(kit) {
    return [kit.build.paragraph(kit.worded("quote-why")), ...codenameField(kit), kit.build.paragraph("quote-lost")];
  },

  ask(kit) {
    // Whatever is typed takes the place of what the core held.
    if (kit.conversation.followUp) kit.draft.moveOn();
    kit.conversation.reset();
    return read(kit);
  },

  accept: (kit) => accept(kit),

  // The core holds it.
  took({ conversation, draft }) {
    draft.moveOn();
    conversation.reset();
    conversation.hold();
    conversation.followUp = true;
  },

  left: wipe,
};
