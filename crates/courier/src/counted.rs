//! Numbers as people read them. Owns singular, plural and units of size.

/// "1 report", "2 reports".
pub(crate) fn reports(count: usize) -> String {
    if count == 1 { "1 report".to_owned() } else { format!("{count} reports") }
}

/// A size, to a tenth of the largest unit that fits.
pub(crate) fn bytes(count: u64) -> String {
    const UNITS: [(&str, u32); 3] = [("GiB", 30), ("MiB", 20), ("KiB", 10)];
    for (unit, shift) in UNITS {
        if count >> shift > 0 {
            let tenths = (u128::from(count) * 10) >> shift;
            return format!("{}.{} {unit}", tenths / 10, tenths % 10);
        }
    }
    format!("{count} B")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_counts_are_readable() {
        assert_eq!(reports(1), "1 report");
        assert_eq!(reports(0), "0 reports");
        for (count, shown) in
            [(0, "0 B"), (1023, "1023 B"), (16384, "16.0 KiB"), (1_600_000, "1.5 MiB"), (1 << 30, "1.0 GiB")]
        {
            assert_eq!(bytes(count), shown);
        }
        assert_eq!(bytes(u64::MAX), "17179869183.9 GiB");
    }
}
