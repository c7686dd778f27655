//! The manifest: a note in which the drop commits to everything that it holds.

use std::io::BufRead;

use candour_note::{SigningKey, UntrustedNote, VerifyingKey};

use crate::{
    BundleError, Entry, LONGEST_MANIFEST, Listing, ListingReader, ListingWriter, MOST_ENTRIES, Tally, spelling,
};

/// The first line.
const MAGIC: &str = "candour-manifest/v1";

/// What a manifest says.
///
/// Text of the note: `candour-manifest/v1 LF`, then `drop` (32 hex digits), `epoch`, `count`, `bytes` (decimal) and `listing` (64 hex
/// digits), each `word SP value LF`, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fields {
    drop: [u8; 16],
    epoch: u32,
    tally: Tally,
}

impl Fields {
    /// Parses the text; `None` where it is not in its one spelling.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_prefix(MAGIC)?.strip_prefix('\n')?.split('\n');
        let mut value = |word: &str| lines.next()?.strip_prefix(word)?.strip_prefix(' ');
        let drop = spelling::decode(value("drop")?)?;
        let epoch = u32::try_from(spelling::number(value("epoch")?)?).ok()?;
        let count = spelling::number(value("count")?)?;
        let bytes = spelling::number(value("bytes")?)?;
        let sha256 = spelling::decode(value("listing")?)?;
        let fields = Self { drop, epoch, tally: Tally { count, bytes, sha256 } };
        (count <= MOST_ENTRIES && fields.to_text() == text).then_some(fields)
    }

    /// The text.
    fn to_text(self) -> String {
        format!(
            "{MAGIC}\ndrop {}\nepoch {}\ncount {}\nbytes {}\nlisting {}\n",
            spelling::encode(&self.drop),
            self.epoch,
            self.tally.count,
            self.tally.bytes,
            spelling::encode(&self.tally.sha256)
        )
    }
}

/// A well-formed manifest whose signature nobody has checked.
#[derive(Debug, Clone)]
pub struct UntrustedManifest {
    note: UntrustedNote,
    fields: Fields,
    bytes: Vec<u8>,
}

impl UntrustedManifest {
    /// Parses a manifest: a signed note with exactly one signature, to the last byte.
    ///
    /// # Errors
    /// [`BundleError::NotAManifest`].
    pub fn parse(bytes: &[u8]) -> Result<Self, BundleError> {
        if u64::try_from(bytes.len()).is_ok_and(|len| len > LONGEST_MANIFEST) {
            return Err(BundleError::NotAManifest);
        }
        let note = UntrustedNote::parse(bytes)?;
        // A stranger's line would give one manifest many spellings.
        if note.signature_count() != 1 {
            return Err(BundleError::NotAManifest);
        }
        let fields = Fields::parse(note.unverified_text()).ok_or(BundleError::NotAManifest)?;
        Ok(Self { note, fields, bytes: bytes.to_vec() })
    }

    /// The manifest, signed by the drop's log key.
    ///
    /// # Errors
    /// [`BundleError::Unsigned`], [`BundleError::WrongSignature`].
    pub fn verify(self, log_key: &VerifyingKey) -> Result<Manifest, BundleError> {
        self.note.verify(log_key)?;
        Ok(Manifest { fields: self.fields, bytes: self.bytes })
    }
}

/// A manifest that the drop signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    fields: Fields,
    bytes: Vec<u8>,
}

impl Manifest {
    /// Signs a manifest for a listing that was written.
    ///
    /// # Errors
    /// [`BundleError::NotAManifest`] where the key cannot sign it.
    pub fn sign(drop_id: [u8; 16], epoch: u32, tally: Tally, log_key: &SigningKey) -> Result<Self, BundleError> {
        let fields = Fields { drop: drop_id, epoch, tally };
        let note = log_key.sign(&fields.to_text())?;
        Ok(Self { fields, bytes: note.to_bytes().to_vec() })
    }

    /// The drop's id.
    #[must_use]
    pub const fn drop_id(&self) -> &[u8; 16] {
        &self.fields.drop
    }

    /// The day on which it was signed, counted from 1970-01-01 UTC.
    #[must_use]
    pub const fn epoch(&self) -> u32 {
        self.fields.epoch
    }

    /// How many sealed reports the drop holds.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.fields.tally.count
    }

    /// How many bytes they have together.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.fields.tally.bytes
    }

    /// SHA-256 of the listing.
    #[must_use]
    pub const fn listing_sha256(&self) -> [u8; 32] {
        self.fields.tally.sha256
    }

    /// The whole note.
    #[must_use]
    pub fn to_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether a listing is the one that this manifest commits to.
    ///
    /// # Errors
    /// [`BundleError::OtherListing`].
    pub fn check(&self, tally: &Tally) -> Result<(), BundleError> {
        if *tally == self.fields.tally { Ok(()) } else { Err(BundleError::OtherListing) }
    }

    /// Reads the whole listing; nothing is given out unless all of it is the one that this manifest commits to.
    ///
    /// # Errors
    /// [`BundleError::OtherListing`], or what the first line that does not fit is refused for.
    pub fn read_listing(&self, input: impl BufRead) -> Result<Listing, BundleError> {
        let mut reader = ListingReader::new(input);
        let mut entries: Vec<Entry> = Vec::new();
        for (entry, place) in reader.by_ref().zip(0..) {
            let entry = entry?;
            if place >= self.count() {
                return Err(BundleError::OtherListing);
            }
            entries.push(entry);
        }
        self.check(&reader.tally().ok_or(BundleError::OtherListing)?)?;
        Ok(Listing::checked(entries))
    }
}

/// What the drop gives a courier: the signed manifest, and the listing's bytes.
#[derive(Debug, Clone)]
pub struct Papers {
    /// The manifest.
    pub manifest: Manifest,
    /// The listing, about 80 bytes an entry.
    pub listing: Vec<u8>,
}

impl Papers {
    /// Makes both from entries that come in the order of their hashes, each once.
    ///
    /// # Errors
    /// [`BundleError::Order`], [`BundleError::TooLong`], [`BundleError::Line`] for an empty blob.
    pub fn make(
        drop_id: [u8; 16],
        epoch: u32,
        entries: impl IntoIterator<Item = Entry>,
        log_key: &SigningKey,
    ) -> Result<Self, BundleError> {
        let mut writer = ListingWriter::new(Vec::new());
        for entry in entries {
            writer.push(&entry)?;
        }
        let (listing, tally) = writer.finish()?;
        Ok(Self { manifest: Manifest::sign(drop_id, epoch, tally, log_key)?, listing })
    }
}
