//! What a room looks like to its members: people, plugins, sessions, complexes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::interaction::Interaction;
use crate::menu::Menu;
use crate::shape::Shape;
use crate::volume::Volume;
use crate::{ComplexId, Integration, Macro, MemberId, Permission, PluginId, Role, SessionId, SessionPermission, UrlId};

/// A whole room, but for the columns of its complexes, meshes and volumes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Snapshot {
    /// The room's name.
    pub name: String,
    /// Everybody in it.
    pub members: Vec<Member>,
    /// Who presents.
    pub presenter: MemberId,
    /// Who asks for the presenter role, the first first.
    #[serde(default)]
    pub presenter_requests: Vec<MemberId>,
    /// Whether guests may load, change and select.
    pub guests_may_edit: bool,
    /// Whether the room is listed: whoever reaches the server may look on.
    #[serde(default)]
    pub listed: bool,
    /// Whether visitors, and who comes by the guest link, are asked for a password.
    #[serde(default)]
    pub has_password: bool,
    /// The plugins that are connected to the server.
    pub plugins: Vec<Plugin>,
    /// The room's sessions.
    pub sessions: Vec<Session>,
    /// What is in the workspace, oldest first.
    pub complexes: Vec<Complex>,
    /// What can be undone and redone.
    #[serde(default)]
    pub steps: Steps,
    /// What plugins drew, by number.
    #[serde(default)]
    pub shapes: Vec<Shape>,
    /// What holds and what clashes between atoms, by number.
    #[serde(default)]
    pub interactions: Vec<Interaction>,
    /// Values on grids, by number.
    #[serde(default)]
    pub volumes: Vec<Volume>,
    /// The menus of its plugins.
    pub menus: Vec<SessionMenu>,
    /// The last notifications, oldest first.
    pub notifications: Vec<Notification>,
    /// What people said last, oldest first.
    #[serde(default)]
    pub chat: Vec<Said>,
    /// Where plugins had everybody look last; none before they did.
    #[serde(default)]
    pub view: Option<View>,
    /// From where the presenter looks; none before they said. It goes when somebody else presents.
    #[serde(default)]
    pub camera: Option<Camera>,
    /// At which atoms people point, by member.
    #[serde(default)]
    pub pointers: Vec<Pointer>,
    /// What a plugin put around the workspace; none before it did: each member has it as they like.
    #[serde(default)]
    pub skybox: Option<Skybox>,
    /// The macros that it keeps.
    #[serde(default)]
    pub macros: Vec<Macro>,
    /// The title of the macro that runs now.
    #[serde(default)]
    pub macro_running: Option<String>,
    /// Links that plugins want opened and the presenter has not dismissed, oldest first.
    #[serde(default)]
    pub wanted_urls: Vec<WantedUrl>,
}

/// What is around the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Skybox {
    BlueSkyAndClouds,
    Sunset,
    BlueSkyAndGround,
    Black,
    White,
    Graydient,
}

/// How many links may wait for the presenter; older ones are dismissed.
pub const WANTED_URLS_KEPT: usize = 16;

/// A link, of `http` or `https` only, that a plugin asks the presenter to open. The presenter decides, and is shown the host:
/// nothing opens by itself, and to nobody else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct WantedUrl {
    /// For [`crate::Intent::DismissUrl`].
    pub id: UrlId,
    /// Whose wish it is.
    pub session: SessionId,
    /// The link.
    pub url: String,
    /// Its host, to be shown.
    pub host: String,
    /// In the browser of the desktop rather than in a headset's.
    pub desktop: bool,
}

/// Where a plugin has everybody look. Members go there once, and look around as they like afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct View {
    /// The middle of what is to be seen, in the space of the workspace, angstrom.
    pub center: [f32; 3],
    /// How far what is to be seen reaches from there, angstrom.
    pub radius: f32,
    /// Whether it is to fill the view; else it only comes to the middle.
    pub zoom: bool,
}

/// From where the presenter looks at the workspace; others may follow.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Camera {
    /// Where they are, angstrom.
    pub position: [f32; 3],
    /// How they are turned: x, y, z, w. Unturned one looks along z, with y up.
    pub rotation: [f32; 4],
}

/// An atom of a complex.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AtomRef {
    /// Whose.
    pub complex: ComplexId,
    /// Its index in the room.
    #[ts(type = "number")]
    pub atom: i64,
}

/// Somebody points at an atom. It goes when they are away, and with its complex.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Pointer {
    /// Who.
    pub member: MemberId,
    /// At what.
    pub at: AtomRef,
}

/// Somebody in a room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Member {
    /// Their number.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// What their link lets them be.
    pub role: Role,
    /// Whether they are connected now.
    pub here: bool,
}

/// A plugin that is connected to the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Plugin {
    /// Its number.
    pub id: PluginId,
    /// Its name; two may have the same.
    pub name: String,
    /// What it does, in its author's words.
    pub description: String,
    /// Its category, the first tag.
    pub category: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Whether it has advanced settings.
    pub has_advanced: bool,
    /// What it asks to be allowed.
    #[serde(default)]
    pub permissions: Vec<Permission>,
    /// What it can be called for.
    #[serde(default)]
    pub integrations: Vec<Integration>,
    /// Whether its link is up; false in the grace period after a loss.
    pub connected: bool,
}

/// One room's connection to one plugin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Session {
    /// Its number.
    pub id: SessionId,
    /// Its plugin's number, which may be gone.
    pub plugin: PluginId,
    /// Its plugin's name.
    pub name: String,
    /// How it is.
    pub state: SessionState,
    /// The Run button.
    pub run: PluginButton,
    /// The Advanced Settings button; none where the plugin has none.
    pub advanced_settings: Option<PluginButton>,
    /// What its plugin asks to be allowed, and what the presenter said.
    #[serde(default)]
    pub permissions: Vec<SessionPermission>,
}

/// A button of the plugin list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PluginButton {
    /// Its text.
    pub text: String,
    /// Whether it can be pressed.
    pub usable: bool,
}

/// How a session is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SessionState {
    /// The plugin was asked and has not answered.
    Connecting,
    /// It answered.
    Running,
    /// It left an event unanswered for too long: reconnect, or wait.
    NotAnswering,
    /// The plugin's link was lost; it may come back within its grace period.
    Lost,
    /// It is over; its last words stay until it is deactivated or reconnected.
    Ended {
        /// A sentence: exit code, signal, refused, did not answer, ...
        reason: String,
        /// The last lines of its log, oldest first, where the host sent them.
        log: Vec<String>,
    },
}

/// A complex in the workspace, but for its columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Complex {
    /// Its number.
    pub id: ComplexId,
    /// What people call it.
    pub name: String,
    /// Shown at all.
    pub visible: bool,
    /// Cannot be moved.
    pub locked: bool,
    /// Shown in a box.
    pub boxed: bool,
    /// The caption of its box.
    pub box_label: String,
    /// A plugin is working on it.
    pub computing: bool,
    /// Whether at least one atom of the current frame is selected.
    pub selected: bool,
    /// Which frame is shown, from 0.
    pub current_frame: u32,
    /// Its place in the workspace, angstrom.
    pub position: [f32; 3],
    /// Its rotation in the workspace: x, y, z, w.
    pub rotation: [f32; 4],
    /// Remarks of the file it came from.
    pub remarks: Vec<(String, String)>,
    /// Its frames.
    pub frames: Vec<Frame>,
}

/// One molecule of a complex, but for its columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Frame {
    /// Its index in the room.
    #[ts(type = "number")]
    pub index: i64,
    /// How many atoms it has.
    pub atoms: u32,
    /// How many bonds it has.
    pub bonds: u32,
    /// How many residues it has.
    pub residues: u32,
    /// How many chains it has.
    pub chains: u32,
    /// Which conformer is shown, from 0.
    pub current_conformer: u32,
    /// Its conformers, at least one.
    pub conformers: Vec<Conformer>,
}

/// A conformer's name and associated data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Conformer {
    /// Its name.
    pub name: String,
    /// Scores, the tags of an SDF, ...
    pub associated: Vec<(String, String)>,
}

/// A menu and the session whose it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SessionMenu {
    /// The session.
    pub session: SessionId,
    /// Its menu.
    pub menu: Menu,
}

/// The room's own undo and redo: names of what people and plugins did to complexes (`Docking added 9 poses (ligand)`), at most 50.
/// The first of each is the next. Streams, menus and selections are no steps; dragging and paging are one each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Steps {
    /// What can be undone, the last first.
    pub undo: Vec<String>,
    /// What was undone and can be redone.
    pub redo: Vec<String>,
}

/// How much of what people said a room keeps; what is older is forgotten by all.
pub const CHAT_KEPT: usize = 100;

/// Something that somebody said to everybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Said {
    /// Who.
    pub member: MemberId,
    /// What they were called then.
    pub name: String,
    /// What; text, never markup.
    pub text: String,
}

/// How many notifications a room keeps; older ones are forgotten by all.
pub const NOTIFICATIONS_KEPT: usize = 50;

/// A word of a plugin or of the room to its people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Notification {
    /// The session that sent it; none = the room itself.
    pub session: Option<SessionId>,
    /// Who says it, for people: the plugin's name, or the room's.
    pub from: String,
    /// Its weight.
    pub kind: NotificationKind,
    /// The text.
    pub text: String,
}

/// How much a notification matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum NotificationKind {
    Message,
    Success,
    Warning,
    Error,
}
