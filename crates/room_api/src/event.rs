//! What happens in a room. Its state is the fold of these.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::interaction::Interaction;
use crate::menu::{Content, Menu};
use crate::shape::Shape;
use crate::volume::Volume;
use crate::{
    AtomRef, Camera, Complex, ComplexId, InteractionId, Macro, Member, MemberId, Notification, Plugin, Said, Session,
    SessionId, ShapeId, Skybox, Steps, UrlId, View, VolumeId, WantedUrl,
};

/// Something happened in the room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
#[allow(missing_docs)] // fields: the variant says what they are
pub enum Event {
    /// Somebody came, came back, went away or changed: the member as they are now.
    Member { member: Member },
    /// Somebody left for good.
    MemberLeft { member: MemberId },
    /// Somebody else presents now.
    Presenter { member: MemberId },
    /// Who asks for the presenter role now, the first first.
    PresenterRequests { members: Vec<MemberId> },
    /// Guests may, or may no longer, load, change and select.
    GuestsMayEdit { on: bool },
    /// The room is listed now, or no longer.
    Listed { on: bool },
    /// Visitors and guests are asked for a password from now on, or no longer.
    HasPassword { on: bool },
    /// The plugins that are connected to the server now.
    Plugins { plugins: Vec<Plugin> },
    /// A session began or changed: as it is now.
    Session { session: Session },
    /// A session is gone, and its menus with it.
    SessionGone { session: SessionId },
    /// A complex came. Its columns come as bulk.
    ComplexAdded { complex: Complex },
    /// A complex changed: as it is now. Columns that changed come as bulk, where any did: all of them after its atoms
    /// changed (`whole`), else those that differ.
    ComplexChanged { complex: Complex, whole: bool },
    /// A complex is gone.
    ComplexRemoved { complex: ComplexId },
    /// Which steps can be undone and redone now.
    Steps { steps: Steps },
    /// A shape came or changed: as it is now. A mesh that came or became another has its columns as bulk.
    Shape { shape: Shape },
    /// A shape is gone.
    ShapeRemoved { shape: ShapeId },
    /// Interactions came or changed: as they are now.
    Interactions { interactions: Vec<Interaction> },
    /// Interactions are gone.
    InteractionsRemoved { interactions: Vec<InteractionId> },
    /// A plugin is done with its interactions: no more are to be expected.
    InteractionsDone { session: SessionId },
    /// A volume came. Its values come as bulk.
    VolumeAdded { volume: Box<Volume> },
    /// A volume is shown in another way. Its values are as before.
    VolumeChanged { volume: Box<Volume> },
    /// A volume is gone.
    VolumeRemoved { volume: VolumeId },
    /// A menu came or changed as a whole.
    Menu { session: SessionId, menu: Menu },
    /// A content changed, wherever it stands in the session's menus.
    Content { session: SessionId, content: Content },
    /// Somebody said something.
    Said { said: Said },
    /// Somebody was told something.
    Notification { notification: Notification },
    /// A plugin has everybody look somewhere.
    View { view: View },
    /// The presenter looks from somewhere else. It comes as [`crate::ToMember::Fed`] only, and not each time.
    Camera { camera: Camera },
    /// Somebody points at another atom, or at none any more. It comes as [`crate::ToMember::Fed`] only, and not each time.
    Pointer { member: MemberId, at: Option<AtomRef> },
    /// A plugin put something else around the workspace; none: what each member likes.
    Skybox { skybox: Option<Skybox> },
    /// The macros that the room keeps now.
    Macros { macros: Vec<Macro> },
    /// A macro began, or the one that ran is over.
    MacroRunning { title: Option<String> },
    /// A plugin asks the presenter to open a link.
    OpenUrl { wanted: WantedUrl },
    /// The presenter opened the link, or does not want to. A session that is gone takes its links with it.
    UrlDismissed { url: UrlId },
    /// The room is closed; nothing follows.
    Closed { reason: String },
}
