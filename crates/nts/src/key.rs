//! `nts key`: the keys by which plugins are let in. A running server notices what changes within a second.

use anyhow::Result;

use crate::data;
use crate::moment::shown;

/// What `nts key` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    data: data::Place,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make a key and print it: this once, since only its hash is kept
    New {
        /// For whom or what it is
        #[arg(value_parser = name)]
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
    match args.command {
        Command::New { name } => println!("{}", args.data.store_to_write()?.new_key(&name)?.reveal()),
        Command::List => {
            for key in args.data.store()?.keys()? {
                let revoked = key.revoked.map(|at| format!("  revoked {}", shown(at))).unwrap_or_default();
                println!("{}  made {}{revoked}", key.name, shown(key.created));
            }
        }
        Command::Revoke { name } => args.data.store()?.revoke_key(&name)?,
    }
    Ok(())
}

/// A name by which the list can be read, and the key revoked.
fn name(text: &str) -> Result<String, String> {
    match room_api::text::name(text, usize::MAX) {
        Some(name) if name == text => Ok(name),
        Some(name) => Err(format!("it has more in it than is seen: say {name:?}")),
        None => Err("it is empty: say for whom or what the key is".into()),
    }
}
