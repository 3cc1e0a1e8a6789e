//! The project's own commands: `cargo xtask demo | test`.

mod debian;
mod house;
mod process;
mod python;
mod test;

use clap::Parser;

/// The project's own commands.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
enum Command {
    /// Set everything up and run all checks and tests.
    Test,
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Test => test::run(),
    }
}
