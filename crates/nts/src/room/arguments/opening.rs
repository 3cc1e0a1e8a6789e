//! The words about opening a room and its links.

use clap::{Parser, ValueEnum};
use client::Server;

/// Opening a room.
#[derive(Debug, Parser)]
pub struct New {
    /// The room's name.
    #[arg(value_name = "NAME")]
    pub room: String,
    /// The server: https://HOST:PORT, or HOST alone where its port is 8443.
    #[arg(long, env = "NTS_SERVER", value_name = "URL", default_value = "http://127.0.0.1:8443", value_parser = Server::parse)]
    pub server: Server,
    /// An invitation of the server's, needed where it is not on this computer (`nts invite new`).
    #[arg(long, env = "NTS_INVITATION", hide_env_values = true)]
    pub invitation: Option<String>,
    /// List the room, so that whoever reaches the server finds it and may look on without a link.
    #[arg(long)]
    pub listed: bool,
    /// Stay in the room until Ctrl-C, so that you remain its presenter.
    #[arg(long)]
    pub stay: bool,
}

/// The links of the room.
#[derive(Debug, Parser)]
pub struct Links {
    /// Make a new link for presenters or for guests; the old one dies, members stay.
    #[arg(long, value_enum, value_name = "WHOSE")]
    pub renew: Option<Whose>,
    /// Let the link for presenters or for guests die; members stay.
    #[arg(long, value_enum, value_name = "WHOSE", conflicts_with = "renew")]
    pub expire: Option<Whose>,
    /// In how many seconds it dies. Without it: never.
    #[arg(long, value_name = "SECONDS", requires = "expire")]
    pub after: Option<u32>,
}

/// Whose link.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Whose {
    /// Of those who may present.
    Presenter,
    /// Of those who look on.
    Guest,
}
