//! The tables. A row for each kind, in the order in which `messages!` lists them: the compiler stops where one is missing.

use super::Row;
use crate::integrations::CallKind;
use crate::messages::{CommandKind, MessageKind};

type Message = Row<MessageKind>;
type Command = Row<CommandKind>;
type Call = Row<CallKind>;

const FILES: &str = "done in the presenter's folder, if allowed; else answered with `unauthorized_access`";

/// Every message.
pub const MESSAGES: &[Message] = &[
    Message::new(MessageKind::Connect, "Connect", "done: the session is live with the versions that both sides know"),
    Message::new(
        MessageKind::PluginListButtonSet,
        "SetPluginListButton",
        "done: everybody sees the button's text and state",
    ),
    Message::new(MessageKind::MenuUpdate, "UpdateMenu", "done: everybody sees the menu"),
    Message::new(MessageKind::ContentUpdate, "SendUIContent", "done: everybody sees the content"),
    Message::new(MessageKind::NodeUpdate, "SendLayoutNode", "done: everybody sees the nodes"),
    Message::new(MessageKind::MenuTransformSet, "SetMenuTransform", "done: everybody knows where the menu is"),
    Message::new(
        MessageKind::MenuTransformRequest,
        "GetMenuTransform",
        "answered: where the plugin put the menu; else at the origin",
    ),
    Message::new(MessageKind::NotificationSend, "SendNotification", "done: everybody sees it, up to 20 in 10 seconds"),
    Message::new(MessageKind::HookUiCallback, "UIHook", "done: from then on the plugin hears of it"),
    Message::new(
        MessageKind::StructuresDeepUpdate,
        "UpdateStructures",
        "done: complexes change, with all that is in them; one that has no index yet is added",
    ),
    Message::new(
        MessageKind::StructuresShallowUpdate,
        "UpdateStructures",
        "done: structures change, without their children",
    ),
    Message::new(MessageKind::StructuresZoom, "PositionStructures", "done: everybody's view is filled with them"),
    Message::new(MessageKind::StructuresCenter, "PositionStructures", "done: everybody's view goes there"),
    Message::new(MessageKind::WorkspaceUpdate, "UpdateWorkspace", "done: the workspace is replaced"),
    Message::new(MessageKind::WorkspaceRequest, "RequestWorkspace", "answered: the whole workspace"),
    Message::new(
        MessageKind::AddToWorkspace,
        "AddToWorkspace",
        "done: complexes are added, and answered with their new indices",
    ),
    Message::new(
        MessageKind::ComplexesRequest,
        "RequestComplexes",
        "answered: in the order asked; a complex that is gone has the index -1",
    ),
    Message::new(
        MessageKind::ComplexListRequest,
        "RequestComplexList",
        "answered: all complexes, without their molecules",
    ),
    Message::new(
        MessageKind::SubstructureRequest,
        "RequestSubstructure",
        "answered: protein, ligands and solvent of the molecule",
    ),
    Message::new(MessageKind::BondsAdd, "AddBonds", "answered: the complexes with bonds found by residue and distance"),
    Message::new(
        MessageKind::DsspAdd,
        "AddDSSP",
        "answered: the complexes with helices and sheets by the hydrogen bonds of their backbones, as `mkdssp` finds them",
    ),
    Message::new(
        MessageKind::HookComplexUpdated,
        "ComplexUpdatedHook",
        "done: from then on the plugin hears of the complex",
    ),
    Message::new(
        MessageKind::HookSelectionChanged,
        "SelectionChangedHook",
        "done: from then on the plugin hears of the selection",
    ),
    Message::new(
        MessageKind::ComputeHbonds,
        "ComputeHBonds",
        "done: hydrogen bonds of what is shown, as interactions, and which atoms are donors and acceptors",
    ),
    Message::new(MessageKind::StreamCreate, "StreamCreation", "done, of every kind, for writing and for reading"),
    Message::new(
        MessageKind::StreamFeed,
        "StreamFeed",
        "done: the room changes at once, people see each feed at once, and who is slow the latest; a bad feed ends the stream",
    ),
    Message::new(MessageKind::StreamDestroy, "StreamDestruction", "done: the stream is gone"),
    Message::new(
        MessageKind::DirectoryRequest,
        "Directory",
        "done in the presenter's folder, if allowed; else answered with `folder_unreachable`",
    ),
    Message::new(
        MessageKind::FileRequest,
        "FileRequest",
        "done in the presenter's folder, if allowed; else answered with `missing_permission` for each",
    ),
    Message::new(
        MessageKind::FileSave,
        "FileSave",
        "done in the presenter's folder, if allowed; else answered with `missing_permission` for each",
    ),
    Message::new(
        MessageKind::ExportFiles,
        "ExportFiles",
        "done as PDB, SDF or MMCIF: a text for each complex; of what cannot be written, an empty file",
    ),
    Message::new(MessageKind::PrintWorkingDirectory, "pwd", FILES),
    Message::new(MessageKind::Cd, "cd", FILES),
    Message::new(MessageKind::Ls, "ls", FILES),
    Message::new(MessageKind::Mv, "mv", FILES),
    Message::new(MessageKind::Get, "get", FILES),
    Message::new(MessageKind::Put, "put", FILES),
    Message::new(MessageKind::Rm, "rm", FILES),
    Message::new(MessageKind::Rmdir, "rmdir", FILES),
    Message::new(MessageKind::Mkdir, "mkdir", FILES),
    Message::new(MessageKind::Cp, "cp", FILES),
    Message::new(MessageKind::SaveMacro, "SaveMacro", "done: the room keeps it, for all or for who presents"),
    Message::new(MessageKind::DeleteMacro, "DeleteMacro", "done: one of the plugin's own"),
    Message::new(MessageKind::RunMacro, "RunMacro", "done: answered when it is over; what it changed comes at once"),
    Message::new(MessageKind::StopMacro, "StopMacro", "done: the one that runs ends with an error"),
    Message::new(MessageKind::GetMacros, "GetMacros", "answered: those that plugins with this identifier saved"),
    Message::new(MessageKind::PresenterInfoRequest, "GetPresenterInfo", "answered: number and name of who presents"),
    Message::new(
        MessageKind::ControllerTransformsRequest,
        "GetControllerTransforms",
        "answered: from where the presenter looks, for head and hands; at the origin where that was not said",
    ),
    Message::new(
        MessageKind::SetShape,
        "SetShape",
        "done: everybody sees the shapes, until they are deleted or the session ends",
    ),
    Message::new(
        MessageKind::DeleteShape,
        "DeleteShape",
        "done: those of the session's own are gone; answered with failure for others",
    ),
    Message::new(
        MessageKind::CreateInteractions,
        "CreateInteractions",
        "done: everybody sees them until they are deleted or their atoms go; answered with -1 for those that make no sense",
    ),
    Message::new(
        MessageKind::GetInteractions,
        "GetInteractions",
        "answered: those of the kind in which any of the structures takes part",
    ),
    Message::new(MessageKind::DeleteInteractions, "DeleteInteractions", "done: they are gone, whoever made them"),
    Message::new(MessageKind::InteractionsCalcDone, "InteractionsCalcDone", "done: people are told that no more come"),
    Message::new(
        MessageKind::AddVolume,
        "AddVolume",
        "done: it comes with its complex, aligned to another, or to one that is there, and goes with it",
    ),
    Message::new(
        MessageKind::OpenUrl,
        "OpenURL",
        "done: the presenter is asked to open the link, until it is dismissed",
    ),
    Message::new(
        MessageKind::LoadFile,
        "LoadFile",
        "done: structure files are loaded as people load them, each with its answer",
    ),
    Message::new(MessageKind::Integration, "Integration", "done: what comes of a call; see below"),
    Message::new(MessageKind::SetSkybox, "SetSkybox", "done: everybody sees what is around the workspace"),
    Message::new(MessageKind::ApplyColorScheme, "ApplyColorScheme", "done: what is selected is painted"),
];

/// Every command.
pub const COMMANDS: &[Command] = &[
    Command::new(
        CommandKind::Connect,
        "Connect",
        "sent: first of all in a session, with the versions that the room knows",
    ),
    Command::new(CommandKind::Run, "Run", "sent: when somebody presses Run"),
    Command::new(CommandKind::AdvancedSettings, "AdvancedSettings", "sent: when somebody opens the advanced settings"),
    Command::new(CommandKind::MenuToggle, "MenuCallback", "sent: when somebody opens or closes a menu"),
    Command::new(
        CommandKind::ButtonPress,
        "ButtonCallback",
        "sent: when somebody presses a button, with its new state",
    ),
    Command::new(CommandKind::ButtonHover, "ButtonCallback", "sent: when somebody points at a button that is hooked"),
    Command::new(CommandKind::SliderRelease, "SliderCallback", "sent: when somebody lets a slider go"),
    Command::new(CommandKind::TextSubmit, "TextInputCallback", "sent: when somebody submits a text"),
    Command::new(
        CommandKind::TextChange,
        "TextInputCallback",
        "sent: while somebody types; the latest, at most 20 a second",
    ),
    Command::new(
        CommandKind::SliderChange,
        "SliderCallback",
        "sent: while somebody slides; the latest, at most 20 a second",
    ),
    Command::new(CommandKind::ImagePress, "ImageCallback", "sent: when somebody presses an image that is hooked"),
    Command::new(CommandKind::ImageHold, "ImageCallback", "sent: while somebody holds an image that is hooked"),
    Command::new(CommandKind::ImageRelease, "ImageCallback", "sent: when somebody lets an image go that is hooked"),
    Command::new(CommandKind::DropdownItemClick, "DropdownCallback", "sent: when somebody chooses an item"),
    Command::new(CommandKind::MenuTransformResponse, "GetMenuTransformResponse", "answer to `menu_transform_request`"),
    Command::new(CommandKind::WorkspaceResponse, "ReceiveWorkspace", "answer to `workspace_request`"),
    Command::new(CommandKind::ComplexListResponse, "ReceiveComplexList", "answer to `complex_list_request`"),
    Command::new(CommandKind::ComplexesResponse, "ReceiveComplexes", "answer to `complexes_request`"),
    Command::new(CommandKind::SubstructureResponse, "RequestSubstructure", "answer to `substructure_request`"),
    Command::new(
        CommandKind::StructuresDeepUpdateDone,
        "UpdateStructureDeepDone",
        "answer to `structures_deep_update`",
    ),
    Command::new(CommandKind::AddToWorkspaceDone, "AddToWorkspace", "answer to `add_to_workspace`"),
    Command::new(
        CommandKind::PositionStructuresDone,
        "PositionStructuresDone",
        "answer to `structures_zoom` and `structures_center`",
    ),
    Command::new(CommandKind::ComplexAdd, "ComplexAddedRemoved", "sent: when others than the plugin added complexes"),
    Command::new(
        CommandKind::ComplexRemove,
        "ComplexAddedRemoved",
        "sent: when others than the plugin removed complexes",
    ),
    Command::new(CommandKind::BondsAddDone, "AddBonds", "answer to `bonds_add`"),
    Command::new(CommandKind::DsspAddDone, "AddDSSP", "answer to `dssp_add`"),
    Command::new(
        CommandKind::ComplexUpdated,
        "ComplexUpdated",
        "sent: when others than the plugin changed a complex that is hooked",
    ),
    Command::new(CommandKind::WorkspaceUpdated, "WorkspaceUpdated", "answer to `workspace_update`"),
    Command::new(
        CommandKind::SelectionChanged,
        "SelectionChanged",
        "sent: when others than the plugin changed a selection that is hooked",
    ),
    Command::new(CommandKind::ComputeHbondsDone, "ComputeHBonds", "answer to `compute_hbonds`"),
    Command::new(CommandKind::StreamCreateDone, "StreamCreationResult", "answer to `stream_create`"),
    Command::new(
        CommandKind::StreamFeed,
        "StreamFeed",
        "sent: what a stream reads, at the start and when it changed; the latest, at most 20 a second",
    ),
    Command::new(CommandKind::StreamFeedDone, "StreamFeedDone", "answer to `stream_feed`"),
    Command::new(CommandKind::StreamInterrupt, "StreamInterrupt", "after a feed that makes no sense, or to no stream"),
    Command::new(CommandKind::DirectoryResponse, "Directory", "answer to `directory_request`"),
    Command::new(CommandKind::FileResponse, "FileRequest", "answer to `file_request`"),
    Command::new(CommandKind::FileSaveDone, "FileSave", "answer to `file_save`"),
    Command::new(CommandKind::ExportFilesResult, "ExportFiles", "answer to `export_files`"),
    Command::new(CommandKind::PrintWorkingDirectoryResponse, "pwd", "answer to `print_working_directory`"),
    Command::new(CommandKind::CdResponse, "cd", "answer to `cd`"),
    Command::new(CommandKind::LsResponse, "ls", "answer to `ls`"),
    Command::new(CommandKind::MvResponse, "mv", "answer to `mv`"),
    Command::new(CommandKind::CpResponse, "cp", "answer to `cp`"),
    Command::new(CommandKind::GetResponse, "get", "answer to `get`"),
    Command::new(CommandKind::PutResponse, "put", "answer to `put`"),
    Command::new(CommandKind::RmResponse, "rm", "answer to `rm`"),
    Command::new(CommandKind::RmdirResponse, "rmdir", "answer to `rmdir`"),
    Command::new(CommandKind::MkdirResponse, "mkdir", "answer to `mkdir`"),
    Command::new(CommandKind::GetMacrosResponse, "GetMacrosResponse", "answer to `get_macros`"),
    Command::new(CommandKind::RunMacroResult, "RunMacro", "answer to `run_macro`"),
    Command::new(CommandKind::PresenterInfoResponse, "GetPresenterInfoResponse", "answer to `presenter_info_request`"),
    Command::new(CommandKind::PresenterChange, "PresenterChange", "sent: when somebody else presents"),
    Command::new(
        CommandKind::ControllerTransformsResponse,
        "GetControllerTransformsResponse",
        "answer to `controller_transforms_request`",
    ),
    Command::new(CommandKind::SetShapeResult, "SetShape", "answer to `set_shape`"),
    Command::new(CommandKind::DeleteShapeResult, "DeleteShape", "answer to `delete_shape`"),
    Command::new(CommandKind::CreateInteractionsResult, "CreateInteractions", "answer to `create_interactions`"),
    Command::new(CommandKind::GetInteractionsResponse, "GetInteractions", "answer to `get_interactions`"),
    Command::new(CommandKind::AddVolumeDone, "AddVolumeDone", "answer to `add_volume`"),
    Command::new(CommandKind::LoadFileDone, "LoadFileDone", "answer to `load_file`"),
    Command::new(
        CommandKind::Integration,
        "Integration",
        "sent: when a member has the plugin do what it registered for",
    ),
];

/// Every integration call.
pub const CALLS: &[Call] = &[
    Call::new(
        CallKind::HydrogenAdd,
        "AddHydrogen",
        "done: asked for by a member; its structures take the places of those that it was called with",
    ),
    Call::new(CallKind::HydrogenRemove, "RemoveHydrogen", "done: likewise"),
    Call::new(CallKind::StructurePrep, "StructurePrep", "done: likewise"),
    Call::new(
        CallKind::CalculateEsp,
        "CalculateESP",
        "done: likewise, where it answers; public plugins add a volume instead, or tell an error, and that counts as their answer",
    ),
    Call::new(
        CallKind::MinimizationStart,
        "StartMinimization",
        "done: the stream that it opens, its answer or an error that people read is the answer",
    ),
    Call::new(
        CallKind::MinimizationStop,
        "StopMinimization",
        "done: asked for by a member, of a plugin that is active",
    ),
    Call::new(CallKind::ExportLocations, "ExportLocations", "done: the member gets the places"),
    Call::new(
        CallKind::GenerateMoleculeImage,
        "GenerateMoleculeImage",
        "done: of one complex; the member gets the picture (PNG or JPEG)",
    ),
    Call::new(CallKind::ExportFile, "ExportFile", "done: a complex is written as PDB, mmCIF, SDF or MOL and put away"),
    Call::new(CallKind::ImportFile, "ImportFile", "done: the menu that it opens, or what it loads, is the answer"),
    Call::new(CallKind::ExportSmiles, "ExportSmiles", "done: the member gets a text for each complex"),
    Call::new(CallKind::ImportSmiles, "ImportSmiles", "done: its structures are added"),
    Call::new(
        CallKind::RunInteractions,
        "RunInteractions",
        "done: the interactions that it creates, or its answer, are the answer",
    ),
];

macro_rules! has_a_row_for_each {
    ($rows:ident of $kinds:ident) => {
        const _: () = {
            assert!($rows.len() == $kinds::ALL.len(), "a kind has no row");
            let mut at = 0;
            while at < $rows.len() {
                assert!($rows[at].kind as usize == $kinds::ALL[at] as usize, "the rows are in another order");
                at += 1;
            }
        };
    };
}

has_a_row_for_each!(MESSAGES of MessageKind);
has_a_row_for_each!(COMMANDS of CommandKind);
has_a_row_for_each!(CALLS of CallKind);
