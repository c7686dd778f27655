//! Unpadded base64, checked one character at a time: the alphabet and canonical ends (RFC 4648 §§3.5, 4). Decodes nothing.

/// Characters of the unpadded base64 of `bytes` bytes.
pub(crate) const fn encoded_len(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}

/// A run of base64 characters: how many, and the value of the last.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Run {
    /// Characters so far.
    pub(crate) count: usize,
    /// Value (0 to 63) of the last one.
    last: u8,
}

impl Run {
    /// Takes one character; false where it is not of the alphabet.
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return false,
        };
        self.last = value;
        self.count += 1;
        true
    }

    /// Whether the run may end here: a possible length, and no bit set past the last byte.
    pub(crate) fn ends_well(&self) -> bool {
        match self.count % 4 {
            0 => true,
            2 => self.last & 0x0f == 0,
            3 => self.last & 0x03 == 0,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> Option<bool> {
        let mut run = Run::default();
        text.bytes().all(|byte| run.take(byte)).then(|| run.ends_well())
    }

    #[test]
    fn canonical_ends_only() {
        for good in ["", "QQ", "QUI", "QUJD", "++//"] {
            assert_eq!(run(good), Some(true), "{good}");
        }
        for bad in ["Q", "QR", "QUJ", "QUJDQ"] {
            assert_eq!(run(bad), Some(false), "{bad}");
        }
        for alien in ["QQ==", "Q-", "Q_", "Q Q"] {
            assert_eq!(run(alien), None, "{alien}");
        }
    }

    #[test]
    fn every_letter_digit_and_sign_has_its_value() {
        // RFC 4648, table 1. Two characters are one byte and four bits that must be zero; three are two bytes and two bits.
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (value, last) in alphabet.chars().enumerate() {
            assert_eq!(run(&format!("A{last}")), Some(value % 16 == 0), "{last}");
            assert_eq!(run(&format!("AA{last}")), Some(value % 4 == 0), "{last}");
            assert_eq!(run(&format!("AAA{last}")), Some(true), "{last}");
        }
    }

    #[test]
    fn lengths() {
        assert_eq!([0, 1, 2, 3, 32, 1120].map(encoded_len), [0, 2, 3, 4, 43, 1494]);
    }
}
