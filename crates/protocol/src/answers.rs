//! Which command answers which message. A plugin that awaits an answer that never comes hangs silently.

use crate::messages::{CommandKind as C, MessageKind as M};

impl M {
    /// The command that answers this message, if any does.
    ///
    /// The answer carries the message's request id. Where the message says if it expects a response, that decides;
    /// where it does not say, the answer is always sent.
    pub const fn answer_kind(self) -> Option<C> {
        Some(match self {
            M::MenuTransformRequest => C::MenuTransformResponse,
            M::StructuresDeepUpdate => C::StructuresDeepUpdateDone,
            M::StructuresZoom | M::StructuresCenter => C::PositionStructuresDone,
            M::WorkspaceUpdate => C::WorkspaceUpdated,
            M::WorkspaceRequest => C::WorkspaceResponse,
            M::AddToWorkspace => C::AddToWorkspaceDone,
            M::ComplexesRequest => C::ComplexesResponse,
            M::ComplexListRequest => C::ComplexListResponse,
            M::SubstructureRequest => C::SubstructureResponse,
            M::BondsAdd => C::BondsAddDone,
            M::DsspAdd => C::DsspAddDone,
            M::ComputeHbonds => C::ComputeHbondsDone,
            M::PresenterInfoRequest => C::PresenterInfoResponse,
            M::ControllerTransformsRequest => C::ControllerTransformsResponse,
            M::StreamCreate => C::StreamCreateDone,
            M::StreamFeed => C::StreamFeedDone,
            M::DirectoryRequest => C::DirectoryResponse,
            M::FileRequest => C::FileResponse,
            M::FileSave => C::FileSaveDone,
            M::ExportFiles => C::ExportFilesResult,
            M::PrintWorkingDirectory => C::PrintWorkingDirectoryResponse,
            M::Cd => C::CdResponse,
            M::Ls => C::LsResponse,
            M::Mv => C::MvResponse,
            M::Get => C::GetResponse,
            M::Put => C::PutResponse,
            M::Rm => C::RmResponse,
            M::Rmdir => C::RmdirResponse,
            M::Mkdir => C::MkdirResponse,
            M::Cp => C::CpResponse,
            M::RunMacro => C::RunMacroResult,
            M::GetMacros => C::GetMacrosResponse,
            M::SetShape => C::SetShapeResult,
            M::DeleteShape => C::DeleteShapeResult,
            M::CreateInteractions => C::CreateInteractionsResult,
            M::GetInteractions => C::GetInteractionsResponse,
            M::AddVolume => C::AddVolumeDone,
            M::LoadFile => C::LoadFileDone,
            M::Connect
            | M::PluginListButtonSet
            | M::MenuUpdate
            | M::ContentUpdate
            | M::NodeUpdate
            | M::MenuTransformSet
            | M::NotificationSend
            | M::HookUiCallback
            | M::StructuresShallowUpdate
            | M::HookComplexUpdated
            | M::HookSelectionChanged
            | M::StreamDestroy
            | M::SaveMacro
            | M::DeleteMacro
            | M::StopMacro
            | M::DeleteInteractions
            | M::InteractionsCalcDone
            | M::OpenUrl
            | M::Integration
            | M::SetSkybox
            | M::ApplyColorScheme => return None,
        })
    }
}
