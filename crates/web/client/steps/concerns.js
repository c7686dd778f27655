// Whom it concerns: force, role, and who it is.

export const ROLES = ["officer", "staff", "volunteer", "unknown"];

export const concerns = {
  name: "concerns",
  title: "concerns-title",

  body({ build, draft }) {
    return [
      build.paragraph("concerns-why"),
      build.field({ id: "force", label: "force-label", hint: "force-hint", value: draft.force, write: (text) => (draft.force = text) }),
      build.choices({
        id: "role",
        legend: "role-legend",
        options: ROLES.map((role) => ({ value: role, label: `role-${role}` })),
        value: draft.role,
        write: (role) => (draft.role = role),
      }),
      build.field({ id: "who", label: "who-label", hint: "who-hint", value: draft.who, write: (text) => (draft.who = text) }),
    ];
  },
};
