//! The project's own commands: `cargo xtask demo | test | dev-web`.

mod debian;
mod demo;
mod house;
mod process;
mod python;
mod test;
mod web;

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
    /// Serve the browser room's pages with hot reload, for a server that runs already.
    DevWeb {
        /// Where the server's rooms are.
        #[arg(long, default_value = "http://127.0.0.1:8443")]
        rooms: String,
    },
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Demo { once } => demo::run(once),
        Command::Test => test::run(),
        Command::DevWeb { rooms } => web::dev(&rooms),
    }
}
