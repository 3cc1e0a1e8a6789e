//! A plugin's menu as members see it: a tree of nodes, each with at most one content.
//!
//! Names and defaults are those of the plugin API; numbers that it may extend (alignments, modes) stay numbers.
//! Colours are `0xRRGGBBAA`. Sizes are in the API's units: a menu is `width` by `height` metres in a headset.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A menu.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Menu {
    /// Its number in its session: 0 is the plugin's main menu.
    pub index: u8,
    /// Shown.
    pub enabled: bool,
    /// Its title.
    pub title: String,
    /// Cannot be resized.
    pub locked: bool,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Where its plugin put it; none where it did not: it stands wherever a member likes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub transform: Option<Transform>,
    /// The tree.
    pub root: Node,
}

/// Where a menu is, in the space of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Transform {
    /// Its middle.
    pub position: [f32; 3],
    /// Its rotation: x, y, z, w.
    pub rotation: [f32; 4],
    /// Its scale along each axis.
    pub scale: [f32; 3],
}

/// A node of the layout.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Node {
    /// Its number in its session.
    pub id: i32,
    /// Shown, and taking room.
    pub enabled: bool,
    /// Its layer.
    pub layer: i32,
    /// How its children stand: 0 vertical, 1 horizontal.
    pub orientation: u32,
    /// 0 expand, 1 fixed, 2 ratio.
    pub sizing: u32,
    /// The value of a fixed or ratio sizing.
    pub sizing_value: f32,
    /// How far it stands in front of its parent.
    pub forward_dist: f32,
    /// 0 fixed, 1 ratio.
    pub padding_type: u32,
    /// Left, right, top, down; may be negative.
    pub padding: [f32; 4],
    /// Its children, in order.
    pub children: Vec<Node>,
    /// What it shows.
    pub content: Option<Content>,
}

/// What a node shows. Every content has an `id`, unique in its session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Content {
    Button(Box<Button>),
    Mesh { id: i32, color: u32 },
    Slider(Slider),
    TextInput(TextInput),
    Label(Label),
    List(List),
    Image(Image),
    LoadingBar(LoadingBar),
    Dropdown(Dropdown),
}

impl Content {
    /// Its number.
    pub fn id(&self) -> i32 {
        match self {
            Content::Button(button) => button.id,
            Content::Mesh { id, .. } => *id,
            Content::Slider(slider) => slider.id,
            Content::TextInput(input) => input.id,
            Content::Label(label) => label.id,
            Content::List(list) => list.id,
            Content::Image(image) => image.id,
            Content::LoadingBar(bar) => bar.id,
            Content::Dropdown(dropdown) => dropdown.id,
        }
    }
}

/// A value for each of a button's states.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Multi<T> {
    pub idle: T,
    pub selected: T,
    pub highlighted: T,
    pub selected_highlighted: T,
    pub unusable: T,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Button {
    /// Its number.
    pub id: i32,
    /// A name for programs.
    pub name: String,
    /// Pressed in, as a toggle.
    pub selected: bool,
    /// Cannot be pressed.
    pub unusable: bool,
    /// Becomes unusable when pressed, until the plugin says otherwise.
    pub disable_on_press: bool,
    /// A press flips `selected`.
    pub toggle_on_press: bool,
    /// Its text.
    pub text: ButtonText,
    /// Its icon.
    pub icon: ButtonIcon,
    /// Its background.
    pub mesh: ButtonMesh,
    /// Its outline.
    pub outline: ButtonOutline,
    /// Its tooltip.
    pub tooltip: Tooltip,
    /// Drawn as a switch.
    pub switch: ButtonSwitch,
    /// The plugin wants to know when it is pointed at.
    pub hooked: bool,
}

/// The text of a button.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct ButtonText {
    pub active: bool,
    pub value: Multi<String>,
    pub auto_size: bool,
    pub min_size: f32,
    pub max_size: f32,
    pub size: f32,
    pub underlined: bool,
    pub ellipsis: bool,
    pub bold: Multi<bool>,
    pub color: Multi<u32>,
    /// Left, right, top, down.
    pub padding: [f32; 4],
    pub line_spacing: f32,
    /// 0 top, 1 middle, 2 bottom.
    pub vertical_align: u32,
    /// 0 left, 1 middle, 2 right.
    pub horizontal_align: u32,
}

/// The icon of a button.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct ButtonIcon {
    pub active: bool,
    /// Keys of the session's images (see [`Image::image`]); empty = none.
    pub value: Multi<String>,
    pub color: Multi<u32>,
    pub sharpness: f32,
    pub size: f32,
    pub ratio: f32,
    pub position: [f32; 3],
    pub rotation: [f32; 3],
}

/// The background of a button.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct ButtonMesh {
    pub active: bool,
    pub enabled: Multi<bool>,
    pub color: Multi<u32>,
}

/// The outline of a button.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct ButtonOutline {
    pub active: bool,
    pub size: Multi<f32>,
    pub color: Multi<u32>,
}

/// The tooltip of a button.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Tooltip {
    pub title: String,
    pub content: String,
    pub bounds: [f32; 3],
    pub positioning_target: u32,
    pub positioning_origin: u32,
}

/// A button as a switch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct ButtonSwitch {
    pub active: bool,
    pub on_color: u32,
    pub off_color: u32,
}

/// A slider.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Slider {
    pub id: i32,
    pub value: f32,
    pub min: f32,
    pub max: f32,
}

/// A text to type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct TextInput {
    pub id: i32,
    /// 0 or less = no bound.
    pub max_length: i32,
    pub placeholder: String,
    pub text: String,
    pub password: bool,
    pub number: bool,
    pub placeholder_color: u32,
    pub text_color: u32,
    pub background_color: u32,
    pub text_size: f32,
    pub horizontal_align: u32,
    pub multi_line: bool,
    /// Left, right, top, down.
    pub padding: [f32; 4],
}

/// A text to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Label {
    pub id: i32,
    pub text: String,
    pub vertical_align: u32,
    pub horizontal_align: u32,
    pub auto_size: bool,
    pub max_size: f32,
    pub min_size: f32,
    pub size: f32,
    pub color: u32,
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
}

/// A list of nodes that scrolls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct List {
    pub id: i32,
    pub items: Vec<Node>,
    pub display_columns: i32,
    pub display_rows: i32,
    pub total_columns: i32,
    pub unusable: bool,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Image {
    /// Its number.
    pub id: i32,
    /// The key by which [`crate::Intent::Image`] gets it; empty = none. It means the same image as long as the session lives.
    /// Where the answer is an error (it is neither PNG nor JPEG, or too large), show a placeholder.
    pub image: String,
    /// Its tint.
    pub color: u32,
    /// 0 stretch, 1 fill, 2 fit.
    pub scaling: u32,
    /// The plugin wants to know of presses.
    pub press_hooked: bool,
    /// The plugin wants to know of holds.
    pub hold_hooked: bool,
    /// The plugin wants to know of releases.
    pub release_hooked: bool,
}

/// A loading bar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct LoadingBar {
    pub id: i32,
    /// 0 to 1.
    pub percentage: f32,
    pub title: String,
    pub description: String,
    pub failure: bool,
}

/// A list to choose from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Dropdown {
    pub id: i32,
    pub use_permanent_title: bool,
    pub permanent_title: String,
    pub max_displayed_items: i32,
    pub items: Vec<DropdownItem>,
}

/// An item of a dropdown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct DropdownItem {
    pub name: String,
    pub selected: bool,
    pub close_on_selected: bool,
}
