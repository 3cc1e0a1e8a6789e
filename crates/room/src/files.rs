//! Members' own folders: what plugins do there on the presenter's behalf, and what their owners do themselves.
//!
//! The room knows no file. It makes sure that a path stays in its folder and that the folder's owner consented; the server
//! does the rest ([`crate::Effect::Files`]).

mod answers;
mod path;
mod pattern;
mod people;
mod plugins;

use bytes::Bytes;
use room_api::{Folder, RequestId, SessionId};

use crate::ConnectionId;
pub use path::{FilePath, PathError};
pub(crate) use plugins::PluginFiles;

/// Something to do in a member's folder.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // fields: the variant says what they are
pub enum Deed {
    /// Look whether it is a folder.
    Enter { path: FilePath },
    /// List a folder, by name.
    List { path: FilePath },
    /// Read a file.
    Read { path: FilePath },
    /// Write a file, whole or not at all, in the place of whatever file is there. `parents`: make the folders on the way.
    Write { path: FilePath, content: Bytes, parents: bool },
    /// Remove.
    Remove { path: FilePath, what: Removal },
    /// Make a folder, and those on the way to it.
    MakeFolder { path: FilePath },
    /// Rename, or move into a folder that is there.
    Move { from: FilePath, to: FilePath },
    /// Copy a file, or copy it into a folder that is there.
    Copy { from: FilePath, to: FilePath },
}

/// What may be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// A file.
    File,
    /// A folder that is empty.
    EmptyFolder,
    /// Either of these.
    FileOrEmptyFolder,
    /// Whatever it is, with all that is in it.
    Whole,
}

/// What came of a deed.
#[derive(Clone, Debug, PartialEq)]
pub enum Deeded {
    /// It is done.
    Done,
    /// What is in the folder.
    Listing(Folder),
    /// What is in the file.
    Content(Bytes),
}

/// Why a deed was not done. Everything is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)] // the sentence says it
pub enum FilesError {
    #[error("there is no {0}")]
    NotThere(FilePath),
    #[error("{0} is no folder")]
    NotAFolder(FilePath),
    #[error("{0} is no file")]
    NotAFile(FilePath),
    #[error("{0} is not empty")]
    NotEmpty(FilePath),
    #[error("{0} is there already")]
    Taken(FilePath),
    #[error("the folder itself cannot be moved, removed or replaced")]
    Root,
    #[error("a folder cannot be moved into itself")]
    IntoItself,
    #[error("{0}")]
    Full(String),
    #[error("the file did not come: {0}")]
    NotSent(String),
    #[error("the disk: {0}")]
    Disk(String),
}

/// Who wants something done, and hears what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanting {
    /// A plugin.
    Session(SessionId),
    /// The owner of the folder.
    Member(ConnectionId, RequestId),
}
