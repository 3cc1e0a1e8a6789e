//! All messages (plugin to app) and commands (app to plugin), one line each.

mod declare;

use crate::codec::Text;
use crate::control::{ApplyColorScheme, Connect, ControllerTransforms, OpenUrl, SetPluginListButton, Skybox};
use crate::files::{
    Directory, DirectoryRequest, ExportFiles, ExportedFile, FileData, FileError, FileToSave, FromTo, GotFile, Listing,
    LoadFileError, LoadFiles, PutFile, SavedFile, WorkingDirectory,
};
use crate::integrations::{Integration, IntegrationAnswer, IntegrationCall};
use crate::interactions::{GetInteractions, Interaction};
use crate::macros::{Macro, MacroResult, OwnedMacro};
use crate::presenter::PresenterInfo;
use crate::shapes::{DeleteShapes, DeletedShapes, SetShapes, ShapesSet};
use crate::streams::{CreateStream, StreamCreated, StreamFeed, StreamId, StreamInterrupt};
use crate::structure::{
    Complex, ComplexChanged, DeepComplexes, DeepWorkspace, Substructures, SubstructuresRequest, UpdateStructures,
};
use crate::ui::{
    ButtonEvent, DropdownEvent, ImageEvent, MenuToggle, MenuTransform, Notification, SetMenuTransform, SliderEvent,
    TextEvent, UiHook, UpdateContent, UpdateMenu, UpdateNode,
};
use crate::versions::Versions;
use crate::volumes::AddVolume;

pub(crate) use declare::messages;

messages! {
    /// A message: from a plugin's session to the app.
    enum ToApp:
    /// Every message that the library knows.
    MessageKind {
        connect: Connect(Connect),
        plugin_list_button_set: PluginListButtonSet(SetPluginListButton),
        menu_update: MenuUpdate(UpdateMenu),
        content_update: ContentUpdate(UpdateContent),
        node_update: NodeUpdate(UpdateNode),
        menu_transform_set: MenuTransformSet(SetMenuTransform),
        menu_transform_request: MenuTransformRequest(u8),
        notification_send: NotificationSend(Notification),
        hook_ui_callback: HookUiCallback(UiHook),
        structures_deep_update: StructuresDeepUpdate(UpdateStructures),
        structures_shallow_update: StructuresShallowUpdate(UpdateStructures),
        structures_zoom: StructuresZoom(Vec<i64>),
        structures_center: StructuresCenter(Vec<i64>),
        workspace_update: WorkspaceUpdate(DeepWorkspace),
        workspace_request: WorkspaceRequest,
        add_to_workspace: AddToWorkspace(DeepComplexes),
        complexes_request: ComplexesRequest(Vec<i64>),
        complex_list_request: ComplexListRequest,
        substructure_request: SubstructureRequest(SubstructuresRequest),
        bonds_add: BondsAdd(DeepComplexes),
        dssp_add: DsspAdd(DeepComplexes),
        hook_complex_updated: HookComplexUpdated(i64),
        hook_selection_changed: HookSelectionChanged(i64),
        compute_hbonds: ComputeHbonds,
        stream_create: StreamCreate(CreateStream),
        stream_feed: StreamFeed(StreamFeed),
        stream_destroy: StreamDestroy(StreamId),
        directory_request: DirectoryRequest(DirectoryRequest),
        file_request: FileRequest(Vec<Text>),
        file_save: FileSave(Vec<FileToSave>),
        export_files: ExportFiles(ExportFiles),
        print_working_directory: PrintWorkingDirectory,
        cd: Cd(Text),
        ls: Ls(Text),
        mv: Mv(FromTo),
        get: Get(Text),
        put: Put(PutFile),
        rm: Rm(Text),
        rmdir: Rmdir(Text),
        mkdir: Mkdir(Text),
        cp: Cp(FromTo),
        save_macro: SaveMacro(OwnedMacro),
        delete_macro: DeleteMacro(OwnedMacro),
        run_macro: RunMacro(Macro),
        stop_macro: StopMacro,
        get_macros: GetMacros(Text),
        presenter_info_request: PresenterInfoRequest,
        controller_transforms_request: ControllerTransformsRequest,
        set_shape: SetShape(SetShapes),
        delete_shape: DeleteShape(DeleteShapes),
        create_interactions: CreateInteractions(Vec<Interaction>),
        get_interactions: GetInteractions(GetInteractions),
        delete_interactions: DeleteInteractions(Vec<i64>),
        interactions_calc_done: InteractionsCalcDone,
        add_volume: AddVolume(Box<AddVolume>),
        open_url: OpenUrl(OpenUrl),
        load_file: LoadFile(LoadFiles),
        integration: Integration(Integration<IntegrationAnswer>),
        set_skybox: SetSkybox(Skybox),
        apply_color_scheme: ApplyColorScheme(ApplyColorScheme),
    }
}

messages! {
    /// A command: from the app to a plugin's session.
    enum ToPlugin:
    /// Every command that the library knows.
    CommandKind {
        connect: Connect(Versions),
        run: Run,
        advanced_settings: AdvancedSettings,
        menu_toggle: MenuToggle(MenuToggle),
        button_press: ButtonPress(ButtonEvent),
        button_hover: ButtonHover(ButtonEvent),
        slider_release: SliderRelease(SliderEvent),
        text_submit: TextSubmit(TextEvent),
        text_change: TextChange(TextEvent),
        slider_change: SliderChange(SliderEvent),
        image_press: ImagePress(ImageEvent),
        image_hold: ImageHold(ImageEvent),
        image_release: ImageRelease(ImageEvent),
        dropdown_item_click: DropdownItemClick(DropdownEvent),
        menu_transform_response: MenuTransformResponse(MenuTransform),
        workspace_response: WorkspaceResponse(DeepWorkspace),
        complex_list_response: ComplexListResponse(Vec<Complex>),
        complexes_response: ComplexesResponse(DeepComplexes),
        substructure_response: SubstructureResponse(Substructures),
        structures_deep_update_done: StructuresDeepUpdateDone,
        add_to_workspace_done: AddToWorkspaceDone(DeepComplexes),
        position_structures_done: PositionStructuresDone,
        complex_add: ComplexAdd,
        complex_remove: ComplexRemove,
        bonds_add_done: BondsAddDone(DeepComplexes),
        dssp_add_done: DsspAddDone(DeepComplexes),
        complex_updated: ComplexUpdated(ComplexChanged),
        workspace_updated: WorkspaceUpdated,
        selection_changed: SelectionChanged(ComplexChanged),
        compute_hbonds_done: ComputeHbondsDone,
        stream_create_done: StreamCreateDone(StreamCreated),
        stream_feed: StreamFeed(StreamFeed),
        stream_feed_done: StreamFeedDone,
        stream_interrupt: StreamInterrupt(StreamInterrupt),
        directory_response: DirectoryResponse(Directory),
        file_response: FileResponse(Vec<FileData>),
        file_save_done: FileSaveDone(Vec<SavedFile>),
        export_files_result: ExportFilesResult(Vec<ExportedFile>),
        print_working_directory_response: PrintWorkingDirectoryResponse(WorkingDirectory),
        cd_response: CdResponse(FileError),
        ls_response: LsResponse(Listing),
        mv_response: MvResponse(FileError),
        cp_response: CpResponse(FileError),
        get_response: GetResponse(GotFile),
        put_response: PutResponse(FileError),
        rm_response: RmResponse(FileError),
        rmdir_response: RmdirResponse(FileError),
        mkdir_response: MkdirResponse(FileError),
        get_macros_response: GetMacrosResponse(Vec<Macro>),
        run_macro_result: RunMacroResult(MacroResult),
        presenter_info_response: PresenterInfoResponse(PresenterInfo),
        presenter_change: PresenterChange,
        controller_transforms_response: ControllerTransformsResponse(ControllerTransforms),
        set_shape_result: SetShapeResult(ShapesSet),
        delete_shape_result: DeleteShapeResult(DeletedShapes),
        create_interactions_result: CreateInteractionsResult(Vec<i64>),
        get_interactions_response: GetInteractionsResponse(Vec<Interaction>),
        add_volume_done: AddVolumeDone,
        load_file_done: LoadFileDone(Vec<LoadFileError>),
        integration: Integration(Integration<IntegrationCall>),
    }
}
