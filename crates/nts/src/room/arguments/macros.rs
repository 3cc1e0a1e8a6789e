//! The words of `nts room macro`.

use std::path::PathBuf;

use clap::Subcommand;

/// What to do with a macro.
#[derive(Debug, Subcommand)]
pub enum MacroCommand {
    /// Have the room keep a macro.
    Save {
        /// Its text, in Lua.
        file: PathBuf,
        /// Its title; the file's name where there is none.
        #[arg(long)]
        title: Option<String>,
    },
    /// Run one, and wait until it is over.
    Run {
        /// Its title, or #id.
        title: String,
    },
    /// Stop the one that runs.
    Stop,
    /// Delete one.
    Delete {
        /// Its title, or #id.
        title: String,
    },
}
