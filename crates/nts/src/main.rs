//! The nts binary: the plugin server, its keys, and the room on the command line.

mod data;
#[cfg(test)]
mod documented;
mod invite;
mod key;
mod moment;
mod room;
mod serve;
mod settings;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// An open plugin server, its rooms, and a member for the command line.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server
    Serve(Box<serve::Args>),
    /// Make, list and revoke the keys by which plugins are let in
    Key(key::Args),
    /// Make, list and revoke invitations to create rooms
    Invite(invite::Args),
    Room(Box<room::Args>),
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Serve(args) => serve::run(*args).await,
        Command::Key(args) => key::run(args),
        Command::Invite(args) => invite::run(args),
        Command::Room(args) => return room::run(*args).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nts: {error:#}");
            ExitCode::FAILURE
        }
    }
}
