//! The project's own commands: `cargo xtask demo | test`.

mod debian;
mod demo;
mod house;
mod process;
mod python;
mod test;

use clap::Parser;

/// The project's own commands.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
enum Command {
    /// Set everything up and dock a ligand in two rooms at once; stays up until Ctrl-C.
    Demo {
        /// End when the results are there.
        #[arg(long)]
        once: bool,
    },
    /// Set everything up and run all checks and tests.
    Test,
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Demo { once } => demo::run(once),
        Command::Test => test::run(),
    }
}
