//! The bundle a courier carries: manifest, listing, hash-named files.
