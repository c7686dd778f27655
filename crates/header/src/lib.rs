//! What a server may know of a sealed report: the age header's grammar, STREAM arithmetic and the size ladder.
