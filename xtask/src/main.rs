//! The project's own commands: cargo xtask demo | test.

fn main() {}
