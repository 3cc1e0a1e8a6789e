//! What a plugin says about its menus.

use crate::codec::{Batch, Text};
use crate::structure::{Quaternion, Vec3};
use crate::ui::{Content, ContentId, LayoutNode, LayoutNodeDeep, Menu};
use crate::{open_enum, wire};

open_enum! {
    /// How a notification looks.
    NotificationKind(u32) { MESSAGE = 0, SUCCESS = 1, WARNING = 2, ERROR = 3 }
    /// What a plugin wants to hear of.
    UiHookKind(u8) { BUTTON_HOVER = 0, IMAGE_PRESSED = 1, IMAGE_HELD = 2, IMAGE_RELEASED = 3 }
}

wire! {
    /// A menu: its frame, and if it is not shallow, all of its nodes and content.
    struct UpdateMenu("UpdateMenu", 2) {
        index: u8 [1..],
        shallow: bool [2..],
        menu: Menu,
        nodes: Vec<LayoutNode>,
        contents: Vec<Content>,
    }

    /// New content in the place of the old one with the same id.
    struct UpdateContent("SendUIContent", 1) {
        contents: Batch<Content>,
    }

    /// New nodes in the place of the old ones with the same ids.
    struct UpdateNode("SendLayoutNode", 1) {
        nodes: Batch<LayoutNodeDeep>,
    }

    /// Puts a menu somewhere.
    struct SetMenuTransform("SetMenuTransform", 0) {
        index: u8,
        position: Vec3,
        rotation: Quaternion,
        scale: Vec3,
    }

    /// Where a menu is.
    struct MenuTransform("GetMenuTransformResponse", 0) {
        position: Vec3,
        rotation: Quaternion,
        scale: Vec3,
    }

    /// A plugin wants to hear of hovering over a button, or of pressing an image.
    struct UiHook("UIHook", 0) {
        kind: UiHookKind,
        (plain_id, set_plain_id): i32 [..=0],
        /// Version 0 has the id as it is, without the plugin's.
        content_id: ContentId [1..],
    }

    /// A short text for the presenter.
    struct Notification("SendNotification", 0) {
        kind: NotificationKind,
        text: Text,
    }
}

impl UiHook {
    fn plain_id(&self) -> i32 {
        self.content_id.0
    }

    fn set_plain_id(&mut self, id: i32) {
        self.content_id = ContentId(id);
    }
}
