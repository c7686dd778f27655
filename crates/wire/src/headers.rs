//! Header names beyond HTTP's own, in lower case.

/// 16 bytes in base64url without padding: the mark by which a ledger entry is later recognised. With the request that completes an upload.
pub const CANDOUR_TAG: &str = "candour-tag";

/// tus: the protocol's version, on every request and answer.
pub const TUS_RESUMABLE: &str = "tus-resumable";
/// tus: versions that the server speaks.
pub const TUS_VERSION: &str = "tus-version";
/// tus: extensions that the server speaks.
pub const TUS_EXTENSION: &str = "tus-extension";
/// tus: the cap in bytes.
pub const TUS_MAX_SIZE: &str = "tus-max-size";
/// tus: bytes that the server holds.
pub const UPLOAD_OFFSET: &str = "upload-offset";
/// tus: bytes of the whole blob.
pub const UPLOAD_LENGTH: &str = "upload-length";
/// tus: file names and the like. Refused: nobody needs them.
pub const UPLOAD_METADATA: &str = "upload-metadata";
/// tus: when an unfinished upload is given up; always a midnight.
pub const UPLOAD_EXPIRES: &str = "upload-expires";
/// tus: a length to be told later. Not spoken.
pub const UPLOAD_DEFER_LENGTH: &str = "upload-defer-length";

/// The one version of tus that is spoken.
pub const TUS: &str = "1.0.0";
/// The tus extensions that are spoken.
pub const TUS_EXTENSIONS: &str = "creation,expiration,termination";
