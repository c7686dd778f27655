//! Builds archives byte by byte, honest and hostile ones. Knows nothing of the crate, so that it shares no mistake with it.

/// Bytes of a block.
pub(crate) const BLOCK: usize = 512;

/// An archive in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tar(pub(crate) Vec<u8>);

impl Tar {
    /// A regular file.
    #[must_use]
    pub(crate) fn file(self, name: &str, content: &[u8]) -> Self {
        self.entry(name, content, |_| {})
    }

    /// An entry whose header is changed before its checksum is made right.
    #[must_use]
    pub(crate) fn entry(mut self, name: &str, content: &[u8], change: impl FnOnce(&mut [u8; BLOCK])) -> Self {
        let mut header = [0; BLOCK];
        let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, name.as_bytes());
        put(100, b"0000600\x000000000\x000000000\0");
        put(124, format!("{:011o}\x0000000000000\0", content.len()).as_bytes());
        put(156, b"0");
        put(257, b"ustar\x0000");
        put(329, b"0000000\x000000000\0");
        change(&mut header);
        header[148..156].fill(b' ');
        let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        self.0.extend_from_slice(&header);
        self.raw(content)
    }

    /// Bytes, filled up with zeros to the block.
    #[must_use]
    pub(crate) fn raw(mut self, content: &[u8]) -> Self {
        self.0.extend_from_slice(content);
        self.0.resize(self.0.len().next_multiple_of(BLOCK), 0);
        self
    }

    /// The archive with its two end blocks.
    #[must_use]
    pub(crate) fn end(self) -> Vec<u8> {
        self.raw(&[0; 2 * BLOCK]).0
    }
}
