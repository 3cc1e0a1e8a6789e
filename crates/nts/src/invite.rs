//! `nts invite`: invitations to create rooms on a server that is reached from elsewhere.

use anyhow::Result;
use server::Invitation;

use crate::data;
use crate::moment::shown;

/// What `nts invite` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    data: data::Place,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make an invitation and print its code: this once, since only its hash is kept
    New {
        /// How many rooms may be created with it
        #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        uses: u32,
        /// After how many days it ends [default: never]
        #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..))]
        expires: Option<u32>,
    },
    /// List the invitations
    List,
    /// Revoke an invitation; rooms that were created with it stay
    Revoke {
        /// Its number in the list
        id: i64,
    },
}

/// Carries out one `nts invite` command.
pub fn run(args: Args) -> Result<()> {
    match args.command {
        Command::New { uses, expires } => {
            println!("{}", args.data.store_to_write()?.new_invitation(uses, expires)?.reveal());
        }
        Command::List => {
            args.data.store()?.invitations()?.iter().for_each(|invitation| println!("{}", line(invitation)));
        }
        Command::Revoke { id } => args.data.store()?.revoke_invitation(id)?,
    }
    Ok(())
}

fn line(invitation: &Invitation) -> String {
    let Invitation { id, created, expires, uses_left, revoked } = invitation;
    let expires = expires.map(|at| format!("  expires {}", shown(at))).unwrap_or_default();
    let revoked = revoked.map(|at| format!("  revoked {}", shown(at))).unwrap_or_default();
    format!("{id}  made {}  uses left: {uses_left}{expires}{revoked}", shown(*created))
}
