//! What a plugin says about its menus.

use std::ops::{Deref, DerefMut};

use crate::codec::{Reader, Text, Wire, Writer};
use crate::error::Error;
use crate::structure::{Quaternion, Vec3};
use crate::ui::{Content, ContentId, LayoutNode, LayoutNodeDeep, Menu};
use crate::versions::Agreed;
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

/// A list since version 1 of what holds it. At version 0 its first item alone travels, and an empty one cannot.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch<T>(pub Vec<T>);

impl<T> Default for Batch<T> {
    fn default() -> Self {
        Batch(Vec::new())
    }
}

impl<T> Deref for Batch<T> {
    type Target = Vec<T>;
    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for Batch<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T: Wire> Wire for Batch<T> {
    const MIN_BYTES: usize = 4;
    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        match self.0.first() {
            _ if version >= 1 => agreed.size_of(&self.0, version),
            Some(first) => agreed.size_of(first, version),
            None => 0,
        }
    }
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        match self.0.first() {
            _ if version >= 1 => out.put(&self.0, version),
            Some(first) => out.put(first, version),
            None => out,
        }
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        if version >= 1 { input.get(version).map(Batch) } else { Ok(Batch(vec![input.get(version)?])) }
    }
}
