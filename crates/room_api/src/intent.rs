//! What a member may ask for, and the answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    AtomRef, AtomSelection, Call, ColorTarget, ComplexId, Contact, FileDeed, Folder, Hydrogens, InteractionId, Look,
    MacroDeed, MemberId, Paint, Permission, PluginId, SessionId, TransferId, UrlId, VolumeId, Widening,
};

/// A wish of a member's. Rights are checked by the room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case")]
#[allow(missing_docs)] // fields: the variant says what they are
pub enum Intent {
    /// Hand the presenter role over.
    Give { member: MemberId },
    /// Ask for the presenter role: the others are told, until it is given, declined or withdrawn.
    RequestPresenter,
    /// Want the presenter role no longer.
    WithdrawRequest,
    /// Say no to one who asked for the presenter role.
    DeclinePresenter { member: MemberId },
    /// Take the presenter role, whoever has it: for those who came by the presenter link.
    TakePresenter,
    /// Put a member out: their token ends, and so do the links that they may know. The answer holds the new ones.
    Kick { member: MemberId },
    /// Say something to everybody.
    Say { text: String },
    /// Whether guests may load, change and select.
    SetGuestsMayEdit { on: bool },
    /// Whether the room is listed: then whoever reaches the server may look on, without a link.
    SetListed { on: bool },
    /// Ask whoever visits, or comes by the guest link, for this password of 1 to 128 letters from now on; none: for none. Who is in
    /// stays, and the presenter link needs none.
    SetPassword { password: Option<String> },
    /// The links as they are (presenter only).
    Links,
    /// Make a new link for this role, which does not expire; the old one dies, members stay.
    RenewLink { role: Role },
    /// Let the link for this role die after so many seconds, or never; members stay.
    ExpireLink {
        role: Role,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        after_secs: Option<u32>,
    },
    /// Leave for good.
    Leave,
    /// Close the room for everybody.
    Close,

    /// Connect to a plugin: a fresh session. What it needs from its first moment on can be allowed at once.
    Activate {
        plugin: PluginId,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[ts(as = "Option<Vec<Permission>>", optional)]
        allow: Vec<Permission>,
    },
    /// End a session, or cancel one that is still connecting.
    Deactivate { session: SessionId },
    /// End what is left of a session and activate its plugin again.
    Reconnect { session: SessionId },
    /// Let a plugin do what it asked for, as long as one presents.
    Allow { session: SessionId, permission: Permission },
    /// Do not let it, or no longer.
    Deny { session: SessionId, permission: Permission },
    /// Press the plugin's Run button.
    Run { session: SessionId },
    /// Press the plugin's Advanced Settings button.
    AdvancedSettings { session: SessionId },
    /// Have a plugin do what it registered for: this one, or the only one that did. One without a session is activated
    /// first. The answer follows when the plugin has answered.
    Integrate {
        call: Call,
        #[serde(default)]
        #[ts(optional = nullable)]
        plugin: Option<PluginId>,
    },

    /// Save, delete, run or stop a macro.
    Macro { deed: MacroDeed },

    /// Show or hide a plugin's menu.
    ToggleMenu { session: SessionId, menu: u8, enabled: bool },
    /// Press a button.
    Press { session: SessionId, content: i32 },
    /// Point at a button, or away from it.
    Hover { session: SessionId, content: i32, over: bool },
    /// Move a slider; `released` ends the move.
    Slide { session: SessionId, content: i32, value: f32, released: bool },
    /// Change a text; `submit` ends it.
    Type { session: SessionId, content: i32, text: String, submit: bool },
    /// Choose an item of a dropdown by its place.
    Choose { session: SessionId, content: i32, item: u32 },
    /// Press, hold or release an image at a place (0 to 1 each way).
    TouchImage { session: SessionId, content: i32, phase: TouchPhase, x: f32, y: f32 },

    /// Get an image of a session's menus by its key ([`crate::menu::Image::image`]), as a PNG or JPEG file: its bytes come as a
    /// bulk transfer. A key names one image as long as the session lives: get it once and keep it.
    Image { session: SessionId, key: String },

    /// Say from where the presenter looks at the workspace, and where to: plugins that ask are answered by the latest. Tell it
    /// when it comes to rest, or a few times a second. `rotation` is x, y, z, w; unrotated one looks along z.
    Camera { position: [f32; 3], rotation: [f32; 4] },
    /// The presenter opened a link that a plugin wants opened, or does not want to.
    DismissUrl { url: UrlId },

    /// Load a structure file: the answer names the transfer on which to send its bytes; a second answer follows when
    /// it was read. The name's ending tells the format; `.gz` may follow it.
    Load { name: String, size: u32 },
    /// Load an entry of the Protein Data Bank, which the server fetches: `1of6`, or `pdb_00001of6`. The answer comes when it was
    /// read.
    Fetch { entry: String },
    /// Get a complex as a file: the bytes come as a bulk transfer.
    Export { complex: ComplexId, format: FileFormat },
    /// Remove a complex.
    Remove { complex: ComplexId },
    /// Rename, show or hide, lock, box, page, move.
    Change { complex: ComplexId, change: ComplexChange },
    /// Put a copy beside a complex: the answer names it.
    Duplicate { complex: ComplexId },
    /// Give a complex one of the looks.
    Look { complex: ComplexId, look: Look },
    /// Show or hide the waters of a complex.
    Waters { complex: ComplexId, shown: bool },
    /// Show all hydrogens of a complex, the polar ones, or none.
    Hydrogens { complex: ComplexId, shown: Hydrogens },
    /// Paint a complex, in every frame.
    Color {
        complex: ComplexId,
        paint: Paint,
        #[serde(default)]
        #[ts(as = "Option<ColorTarget>", optional)]
        target: ColorTarget,
        /// Of the atoms only carbons; ribbons are no atoms.
        #[serde(default)]
        #[ts(as = "Option<bool>", optional)]
        only_carbons: bool,
        /// Only what is selected.
        #[serde(default)]
        #[ts(as = "Option<bool>", optional)]
        only_selected: bool,
    },
    /// Take back what was done last: the first of the steps' `undo`.
    Undo,
    /// Do again what was undone last: the first of the steps' `redo`.
    Redo,
    /// Select atoms of a complex; its other atoms are unselected.
    Select { complex: ComplexId, atoms: AtomSelection },
    /// Unselect everything.
    Unselect,
    /// Select more, beginning from what is selected in the complexes that are shown.
    Widen { to: Widening },
    /// Ask which residues of the other complexes that are shown a complex touches, in its current frame: within so many angstrom (up to
    /// 8), 4 where nothing is said. Waters count as nothing, and neither does what has no more than three residues: other ligands.
    Contacts {
        complex: ComplexId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        within: Option<f32>,
    },
    /// Point at an atom of a complex's current frame, for the others to see; none: at nothing any more. Tell it a few times a second.
    Point { at: Option<AtomRef> },

    /// Show or hide a volume, or move its surfaces; what is absent stays.
    SetVolume {
        volume: VolumeId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        visible: Option<bool>,
        /// How far from the mean its surfaces are, more than 0, in its `rmsd`: those below the mean are as far below it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        level: Option<f32>,
    },
    /// Remove a volume; its complex stays.
    RemoveVolume { volume: VolumeId },
    /// Remove interactions; those that are gone already are no error.
    RemoveInteractions { interactions: Vec<InteractionId> },

    /// Use one's own folder on the server.
    Files { deed: FileDeed },
}

/// What a link lets its holder be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// May present.
    Presenter,
    /// Looks on; edits only where guests may.
    Guest,
}

/// The three moments of touching an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TouchPhase {
    Press,
    Hold,
    Release,
}

/// The structure formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FileFormat {
    Pdb,
    Mmcif,
    Sdf,
    Mol,
}

/// What to change of a complex; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ComplexChange {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Shown at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visible: Option<bool>,
    /// Cannot be moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked: Option<bool>,
    /// Shown in a box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boxed: Option<bool>,
    /// Which frame is shown, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_frame: Option<u32>,
    /// Which conformer of the frame that is then shown, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_conformer: Option<u32>,
    /// Its place in the workspace, angstrom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<[f32; 3]>,
    /// Its rotation in the workspace: x, y, z, w.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rotation: Option<[f32; 4]>,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Answer {
    /// It is done; events tell the rest.
    Done,
    /// The room's links: secrets, to be put behind the `#` of the room's address.
    Links {
        /// Lets one present.
        presenter: String,
        /// Lets one look on.
        guest: String,
        /// When the first dies: in so many seconds; 0 = it is dead.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        presenter_expires_in_secs: Option<u32>,
        /// When the second dies, likewise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        guest_expires_in_secs: Option<u32>,
    },
    /// The session that was begun.
    Session {
        /// Its number.
        session: SessionId,
    },
    /// Send the file on this transfer.
    Upload {
        /// Whose number the chunks carry.
        transfer: TransferId,
    },
    /// The file was read into the room.
    Loaded {
        /// What it became.
        complexes: Vec<ComplexId>,
    },
    /// What a plugin answered: places for files, or SMILES.
    Texts {
        /// In its order.
        texts: Vec<String>,
    },
    /// A plugin has begun, and says no more: what comes of it is seen in the room.
    Begun {
        /// Its session.
        session: SessionId,
    },
    /// The file follows on this transfer.
    Download {
        /// Whose number the chunks carry.
        transfer: TransferId,
        /// A name for the file.
        name: String,
    },
    /// A folder of one's own.
    Files {
        /// What is in it.
        folder: Folder,
    },
    /// What a complex touches, the nearest first.
    Contacts {
        /// One a residue.
        contacts: Vec<Contact>,
    },
}
