// The page's script: mounts the client where the page has a place for it.

import { openSealing } from "./sealing.js";

export const sealing = openSealing;
