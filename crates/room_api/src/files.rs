//! A member's own folder on the server: what plugins may use after the member allowed it, and the member always.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something to do in one's own folder. A path begins there: `poses/1.sdf`, or `/poses/1.sdf`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "deed", rename_all = "snake_case")]
#[allow(missing_docs)] // fields: the variant says what they are
pub enum FileDeed {
    /// What is in a folder: [`crate::Answer::Files`].
    List { path: String },
    /// Get a file: its bytes come as a bulk transfer.
    Get { path: String },
    /// Put a file in the place of whatever file is there: the answer names the transfer on which to send its bytes; a second
    /// answer follows when they are kept. Folders on the way to it are made.
    Put { path: String, size: u32 },
    /// Remove a file or an empty folder; a folder with all that is in it where `whole` is set.
    Remove { path: String, whole: bool },
    /// Make a folder, and those on the way to it.
    MakeFolder { path: String },
}

/// What is in a folder of one's own, and how much room there is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Folder {
    /// By name.
    pub entries: Vec<FileEntry>,
    /// Bytes that all files of the member have.
    #[ts(type = "number")]
    pub used: u64,
    /// Bytes that they may have.
    #[ts(type = "number")]
    pub limit: u64,
}

/// A file or folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileEntry {
    /// Its name in its folder.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Its bytes; 0 of a folder.
    #[ts(type = "number")]
    pub size: u64,
    /// When it was written last: `2026-01-31T09:30:00Z`.
    pub modified: String,
}
