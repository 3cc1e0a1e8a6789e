//! The answers to what is not carried out: each has its error where it can have one, for a plugin that waits in vain hangs.

use protocol::codec::Batch;
use protocol::files::{
    Directory, DirectoryErrorCode, ExportedFile, FileData, FileError, FileErrorCode, GotFile, Listing, LoadFileError,
    SavedFile, WorkingDirectory,
};
use protocol::macros::MacroResult;
use protocol::shapes::{DeletedShapes, ShapeId, ShapesSet};
use protocol::streams::{StreamCreated, StreamCreationError};
use protocol::{MessageKind, ToPlugin};

use crate::room::Room;

/// Interactions that are not there have this index.
const NO_INTERACTION: i64 = -1;

impl Room {
    /// The answer to a message that could not be read. What wants an answer for each of its parts is taken to have one:
    /// the library looks at the first.
    pub(crate) fn empty_answer(&self, kind: MessageKind) -> Option<ToPlugin> {
        Some(match kind {
            MessageKind::MenuTransformRequest => ToPlugin::MenuTransformResponse(Default::default()),
            MessageKind::StructuresDeepUpdate => ToPlugin::StructuresDeepUpdateDone,
            MessageKind::StructuresZoom | MessageKind::StructuresCenter => ToPlugin::PositionStructuresDone,
            MessageKind::WorkspaceUpdate => ToPlugin::WorkspaceUpdated,
            MessageKind::WorkspaceRequest => ToPlugin::WorkspaceResponse(Default::default()),
            MessageKind::AddToWorkspace => ToPlugin::AddToWorkspaceDone(Default::default()),
            MessageKind::ComplexesRequest => ToPlugin::ComplexesResponse(Default::default()),
            MessageKind::ComplexListRequest => ToPlugin::ComplexListResponse(Vec::new()),
            MessageKind::SubstructureRequest => ToPlugin::SubstructureResponse(Default::default()),
            MessageKind::BondsAdd => ToPlugin::BondsAddDone(Default::default()),
            MessageKind::DsspAdd => ToPlugin::DsspAddDone(Default::default()),
            MessageKind::ComputeHbonds => ToPlugin::ComputeHbondsDone,
            MessageKind::PresenterInfoRequest => ToPlugin::PresenterInfoResponse(self.presenter_info()),
            MessageKind::ControllerTransformsRequest => ToPlugin::ControllerTransformsResponse(Default::default()),
            MessageKind::StreamCreate => ToPlugin::StreamCreateDone(StreamCreated {
                error: StreamCreationError::UNSUPPORTED_STREAM,
                ..StreamCreated::default()
            }),
            MessageKind::StreamFeed => ToPlugin::StreamFeedDone,
            MessageKind::DirectoryRequest => ToPlugin::DirectoryResponse(Directory {
                error: DirectoryErrorCode::FOLDER_UNREACHABLE,
                ..Directory::default()
            }),
            MessageKind::FileRequest => files_missing(1),
            MessageKind::FileSave => not_saved([Default::default()]),
            MessageKind::ExportFiles => not_exported(1),
            MessageKind::PrintWorkingDirectory => {
                ToPlugin::PrintWorkingDirectoryResponse(WorkingDirectory { error: UNREAD, ..Default::default() })
            }
            MessageKind::Cd => ToPlugin::CdResponse(UNREAD),
            MessageKind::Ls => ToPlugin::LsResponse(Listing { error: UNREAD, ..Listing::default() }),
            MessageKind::Mv => ToPlugin::MvResponse(UNREAD),
            MessageKind::Get => ToPlugin::GetResponse(GotFile { error: UNREAD, ..GotFile::default() }),
            MessageKind::Put => ToPlugin::PutResponse(UNREAD),
            MessageKind::Rm => ToPlugin::RmResponse(UNREAD),
            MessageKind::Rmdir => ToPlugin::RmdirResponse(UNREAD),
            MessageKind::Mkdir => ToPlugin::MkdirResponse(UNREAD),
            MessageKind::Cp => ToPlugin::CpResponse(UNREAD),
            MessageKind::RunMacro => ToPlugin::RunMacroResult(MacroResult { success: false }),
            MessageKind::GetMacros => ToPlugin::GetMacrosResponse(Vec::new()),
            MessageKind::SetShape => not_set(vec![ShapeId::NEW]),
            MessageKind::DeleteShape => not_deleted(1),
            MessageKind::CreateInteractions => ToPlugin::CreateInteractionsResult(vec![NO_INTERACTION]),
            MessageKind::GetInteractions => ToPlugin::GetInteractionsResponse(Vec::new()),
            MessageKind::AddVolume => ToPlugin::AddVolumeDone,
            MessageKind::LoadFile => not_loaded(1),
            MessageKind::Connect
            | MessageKind::PluginListButtonSet
            | MessageKind::MenuUpdate
            | MessageKind::ContentUpdate
            | MessageKind::NodeUpdate
            | MessageKind::MenuTransformSet
            | MessageKind::NotificationSend
            | MessageKind::HookUiCallback
            | MessageKind::StructuresShallowUpdate
            | MessageKind::HookComplexUpdated
            | MessageKind::HookSelectionChanged
            | MessageKind::StreamDestroy
            | MessageKind::SaveMacro
            | MessageKind::DeleteMacro
            | MessageKind::StopMacro
            | MessageKind::DeleteInteractions
            | MessageKind::InteractionsCalcDone
            | MessageKind::OpenUrl
            | MessageKind::Integration
            | MessageKind::SetSkybox
            | MessageKind::ApplyColorScheme => return None,
        })
    }
}

/// What is said of a message about files that could not be read.
const UNREAD: FileError = FileError::IO_ERROR;

fn files_missing(count: usize) -> ToPlugin {
    let missing = FileData { error: FileErrorCode::MISSING_PERMISSION, ..FileData::default() };
    ToPlugin::FileResponse(vec![missing; count])
}

fn not_saved(paths: impl IntoIterator<Item = protocol::Text>) -> ToPlugin {
    let error = FileErrorCode::MISSING_PERMISSION;
    ToPlugin::FileSaveDone(paths.into_iter().map(|path| SavedFile { path, error }).collect())
}

/// A file without bytes is none to the library.
fn not_exported(count: usize) -> ToPlugin {
    ToPlugin::ExportFilesResult(vec![ExportedFile::Bytes(Default::default()); count])
}

fn not_set(indices: Vec<ShapeId>) -> ToPlugin {
    let successes = Batch(vec![false; indices.len()]);
    ToPlugin::SetShapeResult(ShapesSet { indices: Batch(indices), successes })
}

fn not_deleted(count: usize) -> ToPlugin {
    ToPlugin::DeleteShapeResult(DeletedShapes { successes: Batch(vec![false; count]) })
}

fn not_loaded(count: usize) -> ToPlugin {
    ToPlugin::LoadFileDone(vec![LoadFileError::LOADING_FAILED; count])
}
