//! `nts key`: the keys by which plugins are let in. A running server notices what changes within a second.

use std::path::PathBuf;

use anyhow::Result;
use server::{DataDir, Store};

use crate::moment::shown;

/// What `nts key` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    /// The server's data folder [default: $XDG_STATE_HOME/nts, that is ~/.local/state/nts]
    #[arg(long, env = "NTS_DATA", global = true, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make a key and print it: this once, since only its hash is kept
    New {
        /// For whom or what it is
        name: String,
    },
    /// List the keys
    List,
    /// Revoke a key: plugins that use it are cut off within a second
    Revoke {
        /// Its name
        name: String,
    },
}

/// Carries out one `nts key` command.
pub fn run(args: Args) -> Result<()> {
    let store = Store::open(&DataDir::open(args.data.as_deref())?)?;
    match args.command {
        Command::New { name } => println!("{}", store.new_key(&name)?.reveal()),
        Command::List => {
            for key in store.keys()? {
                let revoked = key.revoked.map(|at| format!("  revoked {}", shown(at))).unwrap_or_default();
                println!("{}  made {}{revoked}", key.name, shown(key.created));
            }
        }
        Command::Revoke { name } => store.revoke_key(&name)?,
    }
    Ok(())
}
