//! Paths, limits, media types and message types that server and clients share.
