//! Files as plugins used them before they could do what a shell does.

use bytes::Bytes;

use crate::codec::Text;
use crate::{open_enum, wire};

open_enum! {
    /// How listing a folder went.
    DirectoryErrorCode(i32) { NO_ERROR = 0, FOLDER_UNREACHABLE = 1 }
    /// How reading or writing a file went.
    FileErrorCode(i32) { NO_ERROR = 0, FILE_UNREACHABLE = 1, PATH_TOO_LONG = 2, MISSING_PERMISSION = 3 }
}

wire! {
    /// Asks what is in a folder.
    struct DirectoryRequest("Directory", 0) {
        directory: Text = Text::from_static_str("."),
        /// With `*` for anything.
        pattern: Text = Text::from_static_str("*"),
    }

    /// What is in a folder.
    struct Directory("Directory", 0) {
        entries: Vec<DirectoryEntry>,
        error: DirectoryErrorCode,
    }

    /// A file or folder in a folder.
    struct DirectoryEntry {
        name: Text,
        is_directory: bool,
    }

    /// A file's content.
    struct FileData {
        data: Bytes,
        error: FileErrorCode,
    }

    /// Content, and where to save it.
    struct FileToSave {
        path: Text,
        data: Bytes,
    }

    /// How saving a file went.
    struct SavedFile {
        path: Text,
        error: FileErrorCode,
    }
}
