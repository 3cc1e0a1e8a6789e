//! Files on the presenter's side, with what a shell does to them, and files to load and to export.

mod deprecated;
mod exchange;

use bytes::Bytes;

use crate::codec::Text;
use crate::{open_enum, wire};

pub use deprecated::{
    Directory, DirectoryEntry, DirectoryErrorCode, DirectoryRequest, FileData, FileErrorCode, FileToSave, SavedFile,
};
pub use exchange::{ExportEntity, ExportFiles, ExportFormat, ExportedFile, FileToLoad, LoadFileError, LoadFiles};

open_enum! {
    /// How something done to files went. For most of them, it is all of the answer.
    FileError(i32) { NO_ERROR = 0, INVALID_PATH = 1, IO_ERROR = 2, SECURITY_ERROR = 3, UNAUTHORIZED_ACCESS = 4 }
}

wire! {
    /// What to move or copy, and where to.
    struct FromTo {
        source: Text,
        dest: Text,
    }

    /// Content, and where to put it.
    struct PutFile("put", 0) {
        dest: Text,
        data: Bytes,
    }

    /// The folder that relative paths begin at.
    struct WorkingDirectory("pwd", 0) {
        error: FileError,
        path: Text,
    }

    /// What is in a folder.
    struct Listing("ls", 0) {
        error: FileError,
        entries: Vec<FileMeta>,
    }

    /// A file or folder in a listing.
    struct FileMeta("FileMeta", 0) {
        name: Text,
        /// In bytes.
        size: i64,
        date_modified: Text,
        is_directory: bool,
    }

    /// A file's content.
    struct GotFile("get", 0) {
        error: FileError,
        data: Bytes,
    }
}
