// The codename is typed back, so that what was copied is right. Also where a core that failed has lost it.

import { accept, codenameField, read, wipe } from "../typed.js";

// What is typed must be what was drawn, as long as the core that drew it lives.
const again = ({ conversation }) => ({ again: !conversation.lost });

export const repeat = {
  name: "repeat",
  title: "repeat-title",

  instead({ conversation }) {
    if (conversation.ready) return "check";
    return conversation.drawn || conversation.lost ? null : "codename";
  },

  body(kit) {
    const why = kit.conversation.lost ? "repeat-lost" : kit.worded("repeat-why");
    return [kit.build.paragraph(why), ...codenameField(kit)];
  },

  ask: (kit) => read(kit, again(kit)),
  accept: (kit) => accept(kit, again(kit)),

  took({ conversation }) {
    conversation.hold();
  },

  left: wipe,

  buttons: [["continue", "check-send"]],
};
