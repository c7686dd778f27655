//! Opaque blobs over sled, with erasure by key.
