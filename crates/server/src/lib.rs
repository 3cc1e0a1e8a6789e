//! Sockets, TLS, the web, the router and the store; runs rooms as tasks.
//!
//! Two ports. Plugins speak packets over TLS ([`link`](self)): each connection is one task that registers its plugin,
//! and then moves packets between the socket and the [`router`](self), a table of which session belongs to which room and
//! plugin. People speak the room API over WebSockets: each connection is one task that moves frames between the socket and
//! its room. Each room is one task that owns its state ([`room::Room`]) and carries out its effects.

mod certificate;
mod complaints;
pub mod config;
mod data_dir;
mod entries;
mod error;
mod files;
mod images;
mod ledger;
mod link;
mod member;
mod passwords;
mod playing;
mod plugins;
mod queue;
mod rooms;
mod router;
mod run;
mod secret;
mod store;
mod turnstile;
mod web;

pub use certificate::Certificate;
pub use config::Config;
pub use data_dir::DataDir;
pub use error::Error;
pub use run::{Listeners, Server, run};
pub use secret::{InvitationCode, PluginKey};
pub use store::{Invitation, Key, Store};
