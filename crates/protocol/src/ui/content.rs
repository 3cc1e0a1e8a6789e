//! What stands in a menu: one of nine kinds of content, each with an id.

use crate::codec::{Reader, Text, Wire, Writer};
use crate::error::{Cause, Error};
use crate::structure::Color;
use crate::ui::{Button, Image, LayoutNodeDeep};
use crate::versions::{Agreed, Key};
use crate::{open_enum, wire};

/// The id of a piece of content. It spans all menus of a plugin's session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentId(pub i32);

/// Version 0 of what carries an id has the plugin's id in the top byte: it is left out, as the library does.
impl Wire for ContentId {
    const MIN_BYTES: usize = 4;
    fn size(&self, _: &Agreed, _: u8) -> usize {
        Self::MIN_BYTES
    }
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        out.put(&self.0, version)
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let id: i32 = input.get(version)?;
        Ok(ContentId(if version == 0 { id & 0x00FF_FFFF } else { id }))
    }
}

/// Any content.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // The variants are documented as types.
pub enum Content {
    Button(Box<Button>),
    Mesh(Mesh),
    Slider(Slider),
    TextInput(TextInput),
    Label(Label),
    List(List),
    Image(Image),
    LoadingBar(LoadingBar),
    Dropdown(Dropdown),
}

impl Content {
    /// The content's id.
    pub fn id(&self) -> ContentId {
        match self {
            Content::Button(content) => content.content_id,
            Content::Mesh(content) => content.content_id,
            Content::Slider(content) => content.content_id,
            Content::TextInput(content) => content.content_id,
            Content::Label(content) => content.content_id,
            Content::List(content) => content.content_id,
            Content::Image(content) => content.content_id,
            Content::LoadingBar(content) => content.content_id,
            Content::Dropdown(content) => content.content_id,
        }
    }
}

/// A number that says the kind, then the content.
impl Wire for Content {
    const KEY: Option<Key> = Some(Key::of("UIContent", 0));
    const MIN_BYTES: usize = 4;

    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        4 + match self {
            Content::Button(content) => agreed.size_of(content, version),
            Content::Mesh(content) => agreed.size_of(content, version),
            Content::Slider(content) => agreed.size_of(content, version),
            Content::TextInput(content) => agreed.size_of(content, version),
            Content::Label(content) => agreed.size_of(content, version),
            Content::List(content) => agreed.size_of(content, version),
            Content::Image(content) => agreed.size_of(content, version),
            Content::LoadingBar(content) => agreed.size_of(content, version),
            Content::Dropdown(content) => agreed.size_of(content, version),
        }
    }

    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        match self {
            Content::Button(content) => out.put(&0u32, version).put(content, version),
            Content::Mesh(content) => out.put(&1u32, version).put(content, version),
            Content::Slider(content) => out.put(&2u32, version).put(content, version),
            Content::TextInput(content) => out.put(&3u32, version).put(content, version),
            Content::Label(content) => out.put(&4u32, version).put(content, version),
            Content::List(content) => out.put(&5u32, version).put(content, version),
            Content::Image(content) => out.put(&6u32, version).put(content, version),
            Content::LoadingBar(content) => out.put(&7u32, version).put(content, version),
            Content::Dropdown(content) => out.put(&8u32, version).put(content, version),
        }
    }

    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let tag: u32 = input.get(version)?;
        match tag {
            0 => input.get(version).map(Content::Button),
            1 => input.get(version).map(Content::Mesh),
            2 => input.get(version).map(Content::Slider),
            3 => input.get(version).map(Content::TextInput),
            4 => input.get(version).map(Content::Label),
            5 => input.get(version).map(Content::List),
            6 => input.get(version).map(Content::Image),
            7 => input.get(version).map(Content::LoadingBar),
            8 => input.get(version).map(Content::Dropdown),
            unknown => Err(Cause::UnknownKind(unknown).into()),
        }
    }
}

open_enum! {
    /// Where a text stands, from left to right.
    HorizAlign(u32) { LEFT = 0, MIDDLE = 1, RIGHT = 2 }
    /// Where a text stands, from top to bottom.
    VertAlign(u32) { TOP = 0, MIDDLE = 1, BOTTOM = 2 }
}

wire! {
    /// A coloured surface.
    struct Mesh("Mesh", 1) {
        content_id: ContentId,
        mesh_color: Color = Color::GREY,
    }

    /// A slider.
    struct Slider("Slider", 1) {
        content_id: ContentId,
        current_value: f32,
        min_value: f32,
        max_value: f32 = 1.0,
    }

    /// A field to type into.
    struct TextInput("TextInput", 3) {
        content_id: ContentId,
        max_length: i32 = 10,
        placeholder_text: Text,
        input_text: Text,
        password: bool [2..],
        number: bool [2..],
        placeholder_text_color: Color [3..] = Color(0x7C7F_89FF),
        text_color: Color [3..] = Color::BLACK,
        background_color: Color [3..] = Color::WHITE,
        text_size: f32 [3..] = 1.0,
        text_horizontal_align: HorizAlign [3..],
        multi_line: bool [3..],
        padding_left: f32 [3..] = 0.015,
        padding_right: f32 [3..] = 0.01,
        padding_top: f32 [3..],
        padding_bottom: f32 [3..],
    }

    /// A text.
    struct Label("Label", 1) {
        content_id: ContentId,
        text_value: Text,
        text_vertical_align: VertAlign,
        text_horizontal_align: HorizAlign,
        text_auto_size: bool = true,
        text_max_size: f32 = 1.0,
        text_min_size: f32,
        text_size: f32 = 1.0,
        text_color: Color = Color::WHITE,
        text_bold: bool,
        text_italic: bool,
        text_underlined: bool,
    }

    /// Rows to scroll through, each a layout of its own.
    struct List("List", 1) {
        content_id: ContentId,
        items: Vec<LayoutNodeDeep>,
        display_columns: i32 = 1,
        display_rows: i32 = 10,
        total_columns: i32 = 1,
        unusable: bool,
    }

    /// How far something is, from 0 to 1.
    struct LoadingBar("LoadingBar", 1) {
        content_id: ContentId,
        percentage: f32,
        title: Text,
        description: Text,
        failure: bool,
    }

    /// A choice of one.
    struct Dropdown("Dropdown", 0) {
        (plain_id, set_plain_id): i32 [..=0],
        /// The only content whose version 0 has the id as it is, without the plugin's.
        content_id: ContentId [1..],
        use_permanent_title: bool,
        permanent_title: Text,
        max_displayed_items: i32 = 3,
        items: Vec<DropdownItem>,
    }

    /// One of a dropdown's choices.
    struct DropdownItem("DropdownItem", 0) {
        name: Text = Text::from_static_str("item"),
        selected: bool,
        close_on_selected: bool = true,
        /// Always 1: a text.
        kind: u8 = 1,
    }
}

impl Dropdown {
    fn plain_id(&self) -> i32 {
        self.content_id.0
    }

    fn set_plain_id(&mut self, id: i32) {
        self.content_id = ContentId(id);
    }
}
