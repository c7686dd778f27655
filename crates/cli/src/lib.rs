//! What the programs share at a terminal: prompts, secret files, atomic output, errors with hints.
