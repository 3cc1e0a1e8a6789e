//! All messages (plugin to app) and commands (app to plugin), one line each.

use crate::control::{ApplyColorScheme, Connect, ControllerTransforms, OpenUrl, SetPluginListButton};
use crate::presenter::PresenterInfo;
use crate::structure::{
    Complex, ComplexChanged, DeepComplexes, DeepWorkspace, Substructures, SubstructuresRequest, UpdateStructures,
};
use crate::ui::{
    ButtonEvent, DropdownEvent, ImageEvent, MenuToggle, MenuTransform, Notification, SetMenuTransform, SliderEvent,
    TextEvent, UiHook, UpdateContent, UpdateMenu, UpdateNode,
};
use crate::versions::Versions;

/// Declares the messages of one direction: the name that is hashed, the variant, and the body where there is one.
macro_rules! messages {
    ($(#[$meta:meta])* enum $messages:ident { $($name:ident: $variant:ident $(($body:ty))?),* $(,)? }
     $(#[$kind_meta:meta])* enum $kinds:ident { .., $($later_name:ident: $later:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs)] // A message's name and body say what it is.
        pub enum $messages { $($variant $(($body))?),* }

        $(#[$kind_meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum $kinds { $($variant,)* $($later,)* }

        impl $kinds {
            /// Every kind.
            pub const ALL: &[$kinds] = &[$($kinds::$variant,)* $($kinds::$later,)*];

            /// The name that the library gives it.
            pub const fn name(self) -> &'static str {
                match self { $($kinds::$variant => stringify!($name),)* $($kinds::$later => stringify!($later_name),)* }
            }

            /// The number that it travels as.
            pub const fn hash(self) -> u32 {
                match self {
                    $($kinds::$variant => const { $crate::hash::hash(stringify!($name)) },)*
                    $($kinds::$later => const { $crate::hash::hash(stringify!($later_name)) },)*
                }
            }

            /// The kind that travels as this number.
            pub fn of_hash(hash: u32) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.hash() == hash)
            }
        }

        impl $messages {
            /// Which message it is.
            pub fn kind(&self) -> $kinds {
                match self { $($messages::$variant { .. } => $kinds::$variant),* }
            }
        }

        impl $crate::envelope::Body for $messages {
            type Kind = $kinds;

            fn kind_of_hash(hash: u32) -> Option<$kinds> {
                $kinds::of_hash(hash)
            }

            fn name_of_kind(kind: $kinds) -> &'static str {
                kind.name()
            }

            fn variant_of_kind(kind: $kinds) -> &'static str {
                match kind { $($kinds::$variant => stringify!($variant),)* $($kinds::$later => stringify!($later),)* }
            }

            fn body_size(&self, agreed: &$crate::Agreed) -> usize {
                match self {
                    $(messages!(@pattern body $messages::$variant $($body)?) => messages!(@size body agreed $($body)?),)*
                }
            }

            fn write_body<'a>(&self, out: $crate::codec::Writer<'a>) -> $crate::codec::Writer<'a> {
                match self {
                    $(messages!(@pattern body $messages::$variant $($body)?) => messages!(@write body out $($body)?),)*
                }
            }

            fn read_body(
                kind: $kinds,
                input: &mut $crate::codec::Reader<'_>,
            ) -> Option<Result<Self, $crate::Error>> {
                match kind {
                    $($kinds::$variant => Some(messages!(@read input $messages::$variant $($body)?)),)*
                    $($kinds::$later => None,)*
                }
            }
        }

        const _: () = {
            let mut this = 0;
            while this < $kinds::ALL.len() {
                let mut other = 0;
                while other < this {
                    assert!($kinds::ALL[this].hash() != $kinds::ALL[other].hash(), "two messages share a hash");
                    other += 1;
                }
                this += 1;
            }
        };
    };
    (@pattern $value:ident $messages:ident::$variant:ident $body:ty) => { $messages::$variant($value) };
    (@pattern $value:ident $messages:ident::$variant:ident) => { $messages::$variant };
    (@write $value:ident $out:ident $body:ty) => { $out.put($value, 0) };
    (@write $value:ident $out:ident) => { $out };
    (@size $value:ident $agreed:ident $body:ty) => { $agreed.size_of($value, 0) };
    (@size $value:ident $agreed:ident) => { 0 };
    (@read $input:ident $messages:ident::$variant:ident $body:ty) => { $input.get(0).map($messages::$variant) };
    (@read $input:ident $messages:ident::$variant:ident) => { Ok($messages::$variant) };
}

messages! {
    /// A message: from a plugin's session to the app.
    enum ToApp {
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
        presenter_info_request: PresenterInfoRequest,
        controller_transforms_request: ControllerTransformsRequest,
        open_url: OpenUrl(OpenUrl),
        apply_color_scheme: ApplyColorScheme(ApplyColorScheme),
    }

    /// Every message that the library knows. Those that [`ToApp`] lacks are known by name alone.
    enum MessageKind {
        ..,
        stream_create: StreamCreate,
        stream_feed: StreamFeed,
        stream_destroy: StreamDestroy,
        directory_request: DirectoryRequest,
        file_request: FileRequest,
        file_save: FileSave,
        export_files: ExportFiles,
        print_working_directory: PrintWorkingDirectory,
        cd: Cd,
        ls: Ls,
        mv: Mv,
        get: Get,
        put: Put,
        rm: Rm,
        rmdir: Rmdir,
        mkdir: Mkdir,
        cp: Cp,
        save_macro: SaveMacro,
        delete_macro: DeleteMacro,
        run_macro: RunMacro,
        stop_macro: StopMacro,
        get_macros: GetMacros,
        set_shape: SetShape,
        delete_shape: DeleteShape,
        create_interactions: CreateInteractions,
        get_interactions: GetInteractions,
        delete_interactions: DeleteInteractions,
        interactions_calc_done: InteractionsCalcDone,
        add_volume: AddVolume,
        load_file: LoadFile,
        integration: Integration,
        set_skybox: SetSkybox,
    }
}

messages! {
    /// A command: from the app to a plugin's session.
    enum ToPlugin {
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
        presenter_info_response: PresenterInfoResponse(PresenterInfo),
        presenter_change: PresenterChange,
        controller_transforms_response: ControllerTransformsResponse(ControllerTransforms),
    }

    /// Every command that the library knows. Those that [`ToPlugin`] lacks are known by name alone.
    enum CommandKind {
        ..,
        stream_create_done: StreamCreateDone,
        stream_feed: StreamFeed,
        stream_feed_done: StreamFeedDone,
        stream_interrupt: StreamInterrupt,
        directory_response: DirectoryResponse,
        file_response: FileResponse,
        file_save_done: FileSaveDone,
        export_files_result: ExportFilesResult,
        print_working_directory_response: PrintWorkingDirectoryResponse,
        cd_response: CdResponse,
        ls_response: LsResponse,
        mv_response: MvResponse,
        cp_response: CpResponse,
        get_response: GetResponse,
        put_response: PutResponse,
        rm_response: RmResponse,
        rmdir_response: RmdirResponse,
        mkdir_response: MkdirResponse,
        get_macros_response: GetMacrosResponse,
        run_macro_result: RunMacroResult,
        set_shape_result: SetShapeResult,
        delete_shape_result: DeleteShapeResult,
        create_interactions_result: CreateInteractionsResult,
        get_interactions_response: GetInteractionsResponse,
        add_volume_done: AddVolumeDone,
        load_file_done: LoadFileDone,
        integration: Integration,
    }
}
