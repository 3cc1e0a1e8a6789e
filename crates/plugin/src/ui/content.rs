//! What stands in a menu.

use std::ops::{Deref, DerefMut, RangeInclusive};

use bytes::Bytes;
use protocol::ui as wire;
use protocol::ui::{CachedImage, Content, ContentId, DropdownItem, HorizAlign, MultiState, ScalingOption, VertAlign};
use sha2::{Digest, Sha256};

use super::{Node, UiEvent, fresh_id};

/// Something in a menu that has an id, and may be what an event is about.
pub trait Control {
    /// Its id, the same for all of its clones.
    fn id(&self) -> ContentId;

    /// Whether the event is about it.
    fn did(&self, event: &UiEvent) -> bool {
        event.content() == Some(self.id())
    }
}

macro_rules! contents {
    ($($(#[$meta:meta])* $type:ident($into:expr);)*) => {$(
        $(#[$meta])*
        ///
        /// All fields of what travels can be read and set.
        #[derive(Clone, Debug, PartialEq)]
        pub struct $type(wire::$type);

        impl $type {
            fn fresh(content: wire::$type) -> Self {
                Self(wire::$type { content_id: ContentId(fresh_id()), ..content })
            }
        }

        impl Control for $type {
            fn id(&self) -> ContentId {
                self.0.content_id
            }
        }

        impl Deref for $type {
            type Target = wire::$type;
            fn deref(&self) -> &wire::$type {
                &self.0
            }
        }

        impl DerefMut for $type {
            fn deref_mut(&mut self) -> &mut wire::$type {
                &mut self.0
            }
        }

        impl From<$type> for Content {
            fn from(content: $type) -> Content {
                $into(content.0)
            }
        }

        impl From<&$type> for Content {
            fn from(content: &$type) -> Content {
                content.clone().into()
            }
        }

        impl From<$type> for Node {
            fn from(content: $type) -> Node {
                Node::new(content)
            }
        }

        impl From<&$type> for Node {
            fn from(content: &$type) -> Node {
                Node::new(content)
            }
        }
    )*};
}

contents! {
    /// A text to read.
    Label(Content::Label);
    /// A button: pressing it is [`UiEvent::ButtonPressed`].
    Button(|button| Content::Button(Box::new(button)));
    /// A slider: moving it is [`UiEvent::SliderChanged`], letting it go [`UiEvent::SliderReleased`].
    Slider(Content::Slider);
    /// A field to type into: [`UiEvent::TextChanged`] and [`UiEvent::TextSubmitted`].
    TextInput(Content::TextInput);
    /// A choice of one: [`UiEvent::ItemChosen`].
    Dropdown(Content::Dropdown);
    /// How far something is, from 0 to 1.
    LoadingBar(Content::LoadingBar);
    /// Rows to scroll through.
    List(Content::List);
    /// An image.
    Image(Content::Image);
    /// A coloured surface.
    Mesh(Content::Mesh);
}

impl Label {
    /// A text to read.
    pub fn new(text: impl Into<protocol::Text>) -> Self {
        Self::fresh(wire::Label { text_value: text.into(), ..Default::default() })
    }

    /// Where the text stands.
    pub fn align(mut self, horizontal: HorizAlign, vertical: VertAlign) -> Self {
        (self.text_horizontal_align, self.text_vertical_align) = (horizontal, vertical);
        self
    }

    /// A size of its own instead of one that fills the room.
    pub fn size(mut self, size: f32) -> Self {
        (self.text_auto_size, self.text_size) = (false, size);
        self
    }

    /// In bold letters.
    pub fn bold(mut self) -> Self {
        self.text_bold = true;
        self
    }
}

impl Button {
    /// A button with a text.
    pub fn new(text: impl Into<protocol::Text>) -> Self {
        let mut button = Self::fresh(wire::Button::default());
        button.set_text(text);
        button
    }

    /// A switch with a text: a press turns it on or off, and the event says which.
    pub fn switch(text: impl Into<protocol::Text>) -> Self {
        let mut button = Self::new(text).toggle();
        button.switch.active = true;
        button.outline.active = false;
        button.text.horizontal_align = HorizAlign::LEFT;
        button
    }

    /// Another text, in every state.
    pub fn set_text(&mut self, text: impl Into<protocol::Text>) {
        self.text.value = MultiState::all(text.into());
    }

    /// A name for programs that operate the menu.
    pub fn named(mut self, name: impl Into<protocol::Text>) -> Self {
        self.name = name.into();
        self
    }

    /// Stays pressed until it is pressed again.
    pub fn toggle(mut self) -> Self {
        self.toggle_on_press = true;
        self
    }

    /// Pressed in.
    pub fn selected(mut self, selected: bool) -> Self {
        self.0.selected = selected;
        self
    }

    /// Whether it can be pressed.
    pub fn usable(mut self, usable: bool) -> Self {
        self.unusable = !usable;
        self
    }

    /// Cannot be pressed again before the plugin sends it anew.
    pub fn once(mut self) -> Self {
        self.disable_on_press = true;
        self
    }

    /// An image file in front of the text, in every state.
    pub fn icon(mut self, file: impl Into<Bytes>) -> Self {
        self.icon.active = true;
        self.icon.value = MultiState::all(image(file.into()));
        self
    }
}

impl Slider {
    /// A slider over a range, standing at a value.
    pub fn new(range: RangeInclusive<f32>, value: f32) -> Self {
        let (min_value, max_value) = range.into_inner();
        Self::fresh(wire::Slider { min_value, max_value, current_value: value, ..Default::default() })
    }
}

impl TextInput {
    /// An empty field that shows what belongs there.
    pub fn new(placeholder: impl Into<protocol::Text>) -> Self {
        let placeholder_text = placeholder.into();
        Self::fresh(wire::TextInput { placeholder_text, max_length: 0, ..Default::default() })
    }

    /// With this text in it.
    pub fn text(mut self, text: impl Into<protocol::Text>) -> Self {
        self.input_text = text.into();
        self
    }

    /// At most so many letters.
    pub fn max_length(mut self, letters: i32) -> Self {
        self.0.max_length = letters;
        self
    }

    /// Takes numbers only.
    pub fn number(mut self) -> Self {
        self.0.number = true;
        self
    }
}

impl Dropdown {
    /// A choice of these, none of them chosen.
    pub fn new<T: Into<protocol::Text>>(items: impl IntoIterator<Item = T>) -> Self {
        let items = items.into_iter().map(|name| DropdownItem { name: name.into(), ..Default::default() });
        Self::fresh(wire::Dropdown { items: items.collect(), max_displayed_items: 10, ..Default::default() })
    }

    /// With this item chosen, and no other.
    pub fn choose(mut self, chosen: usize) -> Self {
        self.set_chosen(Some(chosen));
        self
    }

    /// Chooses an item, or none.
    pub fn set_chosen(&mut self, chosen: Option<usize>) {
        for (at, item) in self.items.iter_mut().enumerate() {
            item.selected = Some(at) == chosen;
        }
    }

    /// Which item is chosen.
    pub fn chosen(&self) -> Option<usize> {
        self.items.iter().position(|item| item.selected)
    }
}

impl LoadingBar {
    /// A bar at 0.
    pub fn new(title: impl Into<protocol::Text>) -> Self {
        Self::fresh(wire::LoadingBar { title: title.into(), ..Default::default() })
    }
}

impl List {
    /// Rows to scroll through.
    pub fn new<T: Into<Node>>(rows: impl IntoIterator<Item = T>) -> Self {
        let mut list = Self::fresh(wire::List::default());
        list.set_rows(rows);
        list
    }

    /// Other rows.
    pub fn set_rows<T: Into<Node>>(&mut self, rows: impl IntoIterator<Item = T>) {
        self.items = rows.into_iter().map(|row| row.into().0).collect();
    }

    /// How many rows are seen at once.
    pub fn displayed_rows(mut self, rows: i32) -> Self {
        self.display_rows = rows;
        self
    }
}

impl Image {
    /// An image from the bytes of a PNG or JPEG file.
    pub fn new(file: impl Into<Bytes>) -> Self {
        Self::fresh(wire::Image { image: image(file.into()), ..Default::default() })
    }

    /// How it fills its place.
    pub fn scaling(mut self, scaling: ScalingOption) -> Self {
        self.scaling_option = scaling;
        self
    }
}

impl Mesh {
    /// A coloured surface.
    pub fn new(color: protocol::structure::Color) -> Self {
        Self::fresh(wire::Mesh { mesh_color: color, ..Default::default() })
    }
}

/// An image under a key that is made of what it shows, so that it travels once however often it is used.
fn image(file: Bytes) -> CachedImage {
    let digest = hex::encode(&Sha256::digest(&file)[..12]);
    CachedImage { key: digest.into(), data: Some(file) }
}
