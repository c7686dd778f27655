//! The most memory that a program has held, in MiB, as the kernel counts it.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Of a running process; `None` once it has ended.
pub(crate) fn peak_of(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
}

/// Runs a program that must end well; the last peak that was seen before its end.
pub(crate) fn peak_of_run(command: &mut Command) -> u64 {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().unwrap();
    let mut peak = 0;
    loop {
        peak = peak_of(child.id()).unwrap_or(0).max(peak);
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{command:?}");
            assert!(peak > 0, "its memory was seen");
            return peak;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
