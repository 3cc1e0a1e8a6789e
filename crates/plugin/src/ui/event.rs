//! What people do with a menu.

use protocol::ui::ContentId;
use protocol::{Text, ToPlugin};

/// Something was done to a menu.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[allow(missing_docs)] // fields: the variant says what they are
pub enum UiEvent {
    /// A button was pressed. `selected` is the new state of a toggle.
    ButtonPressed { button: ContentId, selected: bool },
    /// A button is pointed at, or not any more. Comes after [`Session::hook_ui`](crate::Session::hook_ui).
    ButtonHovered { button: ContentId, over: bool },
    /// A slider moves.
    SliderChanged { slider: ContentId, value: f32 },
    /// A slider was let go.
    SliderReleased { slider: ContentId, value: f32 },
    /// A text changes.
    TextChanged { input: ContentId, text: Text },
    /// A text was submitted.
    TextSubmitted { input: ContentId, text: Text },
    /// An item of a dropdown was chosen, counted from 0.
    ItemChosen { dropdown: ContentId, item: usize },
    /// An image was pressed, at a place in it. Comes after [`Session::hook_ui`](crate::Session::hook_ui).
    ImagePressed { image: ContentId, x: f32, y: f32 },
    /// An image is held. Comes after [`Session::hook_ui`](crate::Session::hook_ui).
    ImageHeld { image: ContentId, x: f32, y: f32 },
    /// An image was let go. Comes after [`Session::hook_ui`](crate::Session::hook_ui).
    ImageReleased { image: ContentId, x: f32, y: f32 },
    /// A menu was opened or closed by its own buttons.
    MenuToggled { menu: u8, open: bool },
}

impl UiEvent {
    /// What it was done to; none where it was the menu itself.
    pub fn content(&self) -> Option<ContentId> {
        match *self {
            UiEvent::ButtonPressed { button, .. } | UiEvent::ButtonHovered { button, .. } => Some(button),
            UiEvent::SliderChanged { slider, .. } | UiEvent::SliderReleased { slider, .. } => Some(slider),
            UiEvent::TextChanged { input, .. } | UiEvent::TextSubmitted { input, .. } => Some(input),
            UiEvent::ItemChosen { dropdown, .. } => Some(dropdown),
            UiEvent::ImagePressed { image, .. }
            | UiEvent::ImageHeld { image, .. }
            | UiEvent::ImageReleased { image, .. } => Some(image),
            UiEvent::MenuToggled { .. } => None,
        }
    }

    /// The event that a command tells of, if it is about a menu.
    pub(crate) fn of(command: ToPlugin) -> Option<Self> {
        Some(match command {
            ToPlugin::ButtonPress(event) => UiEvent::ButtonPressed { button: event.content_id, selected: event.state },
            ToPlugin::ButtonHover(event) => UiEvent::ButtonHovered { button: event.content_id, over: event.state },
            ToPlugin::SliderChange(event) => UiEvent::SliderChanged { slider: event.content_id, value: event.value },
            ToPlugin::SliderRelease(event) => UiEvent::SliderReleased { slider: event.content_id, value: event.value },
            ToPlugin::TextChange(event) => UiEvent::TextChanged { input: event.content_id, text: event.text },
            ToPlugin::TextSubmit(event) => UiEvent::TextSubmitted { input: event.content_id, text: event.text },
            ToPlugin::DropdownItemClick(event) => {
                UiEvent::ItemChosen { dropdown: event.content_id, item: usize::try_from(event.item_index).ok()? }
            }
            ToPlugin::ImagePress(event) => UiEvent::ImagePressed { image: event.content_id, x: event.x, y: event.y },
            ToPlugin::ImageHold(event) => UiEvent::ImageHeld { image: event.content_id, x: event.x, y: event.y },
            ToPlugin::ImageRelease(event) => UiEvent::ImageReleased { image: event.content_id, x: event.x, y: event.y },
            ToPlugin::MenuToggle(event) => UiEvent::MenuToggled { menu: event.index, open: event.enabled },
            _ => return None,
        })
    }
}
