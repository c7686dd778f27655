//! candour-courier: collect sealed reports from the drop into a bundle.

fn main() {}
