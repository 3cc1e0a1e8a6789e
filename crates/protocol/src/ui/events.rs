//! What a plugin hears about its menus.

use crate::codec::Text;
use crate::ui::ContentId;
use crate::wire;

wire! {
    /// A menu was opened or closed.
    struct MenuToggle("MenuCallback", 1) {
        index: u8 [1..],
        enabled: bool,
    }

    /// A button was pressed, or is hovered over.
    struct ButtonEvent("ButtonCallback", 2) {
        content_id: ContentId,
        /// Pressed: the new state of the toggle. Hover: whether it began.
        state: bool [2..],
    }

    /// A slider moved, or was let go.
    struct SliderEvent("SliderCallback", 1) {
        content_id: ContentId,
        value: f32,
    }

    /// A text changed, or was submitted.
    struct TextEvent("TextInputCallback", 1) {
        content_id: ContentId,
        text: Text,
    }

    /// An image was pressed, is held, or was let go, at a place within it.
    struct ImageEvent("ImageCallback", 1) {
        content_id: ContentId,
        x: f32,
        y: f32,
    }

    /// A dropdown's item was chosen.
    struct DropdownEvent("DropdownCallback", 0) {
        (plain_id, set_plain_id): i32 [..=0],
        /// Version 0 has the id as it is, without the plugin's.
        content_id: ContentId [1..],
        item_index: i32,
    }
}

impl DropdownEvent {
    fn plain_id(&self) -> i32 {
        self.content_id.0
    }

    fn set_plain_id(&mut self, id: i32) {
        self.content_id = ContentId(id);
    }
}
