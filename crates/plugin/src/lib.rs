//! The plugin SDK: host, session process, and the API that a plugin author sees.
//!
//! A plugin is a struct with async methods, and one `main`:
//!
//! ```no_run
#![doc = include_str!("../examples/hello.rs")]
//! ```
//!
//! Started with the address of a server (`hello -a localhost`, see `--help`), the program registers there and waits.
//! Whenever a room activates the plugin, its *host* (the process that you started) starts a *session process*: the
//! same program once more, in which [`Plugin::start`] makes your struct. A session that panics, exits or is killed
//! ends alone, and its room is told why; the others and the host go on.
//!
//! The host wants to know its server: by the server's CA file (`--ca`), by the fingerprint of its certificate
//! (`--fingerprint`), or not at all (`--insecure`). On the machine of the server itself it finds the CA file, if the same
//! user runs both and the server keeps its data in the default place.
//!
//! - What a session hears comes to the methods of [`Plugin`], one after the other.
//! - What it says goes through its [`Session`], a handle that can be cloned into tasks.
//! - Menus are values, made by [`ui`]: see the example `menu`. Structures are [`molecule::Complex`]es.
//! - What it prints, and what it logs with `tracing`, is logged by the host with the session's number.
//!
//! A session process and all that it started end with the session, also when the host is killed. (Only when host and
//! session process are killed at the same moment, tools of the plugin go on.)
//!
//! Linux, macOS and Windows by design; only Linux is tested. What differs between them is in one file, `os.rs`.

mod description;
mod error;
mod host;
mod log;
mod memory;
mod os;
mod plugin;
mod process;
mod run;
mod session;
mod settings;
mod structures;
pub mod ui;

pub use anyhow::{Context, Result, anyhow, bail};
pub use description::Description;
pub use error::Error;
/// Structures, and how to read, write and change them.
pub use molecule;
pub use plugin::Plugin;
/// What travels, for what the SDK has no method for yet: see [`Session::request`].
pub use protocol;
pub use run::main;
pub use session::Session;
pub use structures::{Substructure, Substructures, Workspace};

/// The page about plugins in Rust: what it shows has to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
