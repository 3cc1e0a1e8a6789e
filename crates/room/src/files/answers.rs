//! What plugins are answered about files, in the words of the library: [`FileError`], and what was before it.

use bytes::Bytes;
use protocol::files::{
    Directory, DirectoryEntry, DirectoryErrorCode, FileData, FileError, FileErrorCode, FileMeta, GotFile, Listing,
    SavedFile, WorkingDirectory,
};
use protocol::{Text, ToApp, ToPlugin};
use room_api::{FileEntry, Folder};

use super::pattern::fits;
use super::{Deeded, FilesError, PathError};

/// Why something was not done for a plugin.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Refusal {
    Unauthorized,
    Path(PathError),
    Files(FilesError),
}

impl Refusal {
    fn error(&self) -> FileError {
        match self {
            Self::Unauthorized => FileError::UNAUTHORIZED_ACCESS,
            Self::Path(PathError::Leaves) | Self::Files(FilesError::Root) => FileError::SECURITY_ERROR,
            Self::Path(_)
            | Self::Files(FilesError::NotThere(_) | FilesError::NotAFolder(_) | FilesError::NotAFile(_)) => {
                FileError::INVALID_PATH
            }
            Self::Files(
                FilesError::NotEmpty(_)
                | FilesError::Taken(_)
                | FilesError::IntoItself
                | FilesError::Full(_)
                | FilesError::NotSent(_)
                | FilesError::Disk(_),
            ) => FileError::IO_ERROR,
        }
    }

    fn deprecated(&self) -> FileErrorCode {
        match self {
            Self::Unauthorized | Self::Path(PathError::Leaves) | Self::Files(FilesError::Root) => {
                FileErrorCode::MISSING_PERMISSION
            }
            Self::Path(PathError::TooLong | PathError::TooDeep(_)) => FileErrorCode::PATH_TOO_LONG,
            Self::Path(_) | Self::Files(_) => FileErrorCode::FILE_UNREACHABLE,
        }
    }

    /// The sentence for people; none where the plugin only tried a path.
    pub(super) fn problem(&self) -> Option<String> {
        match self {
            Self::Files(error @ (FilesError::Full(_) | FilesError::Disk(_))) => {
                Some(format!("a file was not kept: {error}."))
            }
            _ => None,
        }
    }
}

/// The answer to a message about files, of what came of each of its parts.
pub(super) fn answer(message: &ToApp, mut results: Vec<Result<Deeded, Refusal>>) -> Option<ToPlugin> {
    let each = results.len();
    let mut one = || if each == 1 { results.remove(0) } else { Err(Refusal::Unauthorized) };
    Some(match message {
        ToApp::Cd(_) => ToPlugin::CdResponse(error(&one())),
        ToApp::Mv(_) => ToPlugin::MvResponse(error(&one())),
        ToApp::Cp(_) => ToPlugin::CpResponse(error(&one())),
        ToApp::Put(_) => ToPlugin::PutResponse(error(&one())),
        ToApp::Rm(_) => ToPlugin::RmResponse(error(&one())),
        ToApp::Rmdir(_) => ToPlugin::RmdirResponse(error(&one())),
        ToApp::Mkdir(_) => ToPlugin::MkdirResponse(error(&one())),
        ToApp::Ls(_) => ToPlugin::LsResponse(match one() {
            Ok(result) => {
                Listing { error: FileError::NO_ERROR, entries: listed(result).into_iter().map(meta).collect() }
            }
            Err(refusal) => Listing { error: refusal.error(), ..Listing::default() },
        }),
        ToApp::Get(_) => ToPlugin::GetResponse(match one() {
            Ok(result) => GotFile { error: FileError::NO_ERROR, data: content(result) },
            Err(refusal) => GotFile { error: refusal.error(), ..GotFile::default() },
        }),
        ToApp::DirectoryRequest(request) => ToPlugin::DirectoryResponse(match one() {
            Ok(result) => {
                let fitting = listed(result).into_iter().filter(|entry| fits(&request.pattern, &entry.name));
                let entry =
                    |entry: FileEntry| DirectoryEntry { name: entry.name.into(), is_directory: entry.is_folder };
                Directory { entries: fitting.map(entry).collect(), error: DirectoryErrorCode::NO_ERROR }
            }
            Err(_) => Directory { error: DirectoryErrorCode::FOLDER_UNREACHABLE, ..Directory::default() },
        }),
        ToApp::FileRequest(_) => {
            let data = |result: Result<Deeded, Refusal>| match result {
                Ok(result) => FileData { data: content(result), error: FileErrorCode::NO_ERROR },
                Err(refusal) => FileData { error: refusal.deprecated(), ..FileData::default() },
            };
            ToPlugin::FileResponse(results.into_iter().map(data).collect())
        }
        ToApp::FileSave(files) => {
            let saved = |(path, result): (&Text, Result<Deeded, Refusal>)| SavedFile {
                path: path.clone(),
                error: result.err().map_or(FileErrorCode::NO_ERROR, |refusal| refusal.deprecated()),
            };
            ToPlugin::FileSaveDone(files.iter().map(|file| &file.path).zip(results).map(saved).collect())
        }
        _ => return None,
    })
}

/// Where one stands.
pub(super) fn working_directory(path: Result<String, Refusal>) -> ToPlugin {
    let error = path.as_ref().err().map_or(FileError::NO_ERROR, Refusal::error);
    let path = path.unwrap_or_default().into();
    ToPlugin::PrintWorkingDirectoryResponse(WorkingDirectory { error, path })
}

fn error(result: &Result<Deeded, Refusal>) -> FileError {
    result.as_ref().err().map_or(FileError::NO_ERROR, Refusal::error)
}

fn listed(result: Deeded) -> Vec<FileEntry> {
    match result {
        Deeded::Listing(Folder { entries, .. }) => entries,
        Deeded::Done | Deeded::Content(_) => Vec::new(),
    }
}

fn content(result: Deeded) -> Bytes {
    match result {
        Deeded::Content(content) => content,
        Deeded::Done | Deeded::Listing(_) => Bytes::new(),
    }
}

fn meta(entry: FileEntry) -> FileMeta {
    FileMeta {
        name: entry.name.into(),
        size: i64::try_from(entry.size).unwrap_or(i64::MAX),
        date_modified: entry.modified.into(),
        is_directory: entry.is_folder,
    }
}
