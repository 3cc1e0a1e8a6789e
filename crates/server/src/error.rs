//! Why the server cannot start or a command on its data cannot be carried out: sentences for people.

use std::io;
use std::path::PathBuf;

/// What went wrong, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be used.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The data folder may be read by others.
    #[error("{path} can be read by other users (mode {mode:o}): run `chmod 700 {path}`", path = path.display())]
    OpenToOthers {
        /// The folder.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// Nothing says where the data folder is.
    #[error("cannot tell where to keep data: neither --data nor XDG_STATE_HOME nor HOME is set")]
    NoHome,
    /// Nothing was kept there yet.
    #[error(
        "{path} is no server's data folder (yet): say with --data or --config which one the server uses", path = .0.display()
    )]
    NoData(PathBuf),
    /// Another server uses the data folder.
    #[error("{path} is in use by another server: stop that one, or give this one a --data of its own", path = .0.display())]
    InUse(PathBuf),
    /// The store was written by a newer version.
    #[error("the store has schema {found}, and this version of nts knows {known}: use a newer nts, or another --data")]
    NewerSchema {
        /// What the store has.
        found: u32,
        /// What this version knows.
        known: u32,
    },
    /// The store fails.
    #[error("the store fails: {0}")]
    Store(#[from] rusqlite::Error),
    /// A name that is taken.
    #[error("there is a key named `{0}` already: revoke it first, or choose another name")]
    KeyExists(String),
    /// No such key, invitation, ...
    #[error("{0}")]
    NotFound(String),
    /// A certificate or key that cannot be used.
    #[error("{path}: {problem}", path = path.display())]
    Certificate {
        /// Its file.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// A configuration that makes no sense.
    #[error("{0}")]
    Config(String),
}

impl Error {
    /// For `map_err`: an error about this path.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
