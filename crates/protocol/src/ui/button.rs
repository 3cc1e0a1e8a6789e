//! The button: text, icon, mesh, outline, switch and tooltip, each in up to five states.

use bytes::Bytes;

use crate::codec::{Reader, Text, Wire, Writer};
use crate::error::Error;
use crate::structure::{Color, Vec3};
use crate::ui::{CachedImage, ContentId, HorizAlign, VertAlign};
use crate::versions::Agreed;
use crate::{open_enum, wire};

/// A value for each state of a button, in wire order.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct MultiState<T> {
    pub idle: T,
    pub selected: T,
    pub highlighted: T,
    pub selected_highlighted: T,
    pub unusable: T,
}

impl<T> MultiState<T> {
    /// The same value in every state.
    pub fn all(value: T) -> Self
    where
        T: Clone,
    {
        MultiState {
            idle: value.clone(),
            selected: value.clone(),
            highlighted: value.clone(),
            selected_highlighted: value.clone(),
            unusable: value,
        }
    }

    /// The value in each state, in wire order.
    pub fn each(&self) -> [&T; 5] {
        [&self.idle, &self.selected, &self.highlighted, &self.selected_highlighted, &self.unusable]
    }

    /// Makes another value of each.
    pub fn map<U>(&self, mut change: impl FnMut(&T) -> U) -> MultiState<U> {
        let [idle, selected, highlighted, selected_highlighted, unusable] = self.each().map(&mut change);
        MultiState { idle, selected, highlighted, selected_highlighted, unusable }
    }
}

impl<T: Wire> Wire for MultiState<T> {
    const MIN_BYTES: usize = 5 * T::MIN_BYTES;
    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        self.each().iter().map(|value| agreed.size_of(*value, version)).sum()
    }
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        self.each().iter().fold(out, |out, value| out.put(*value, version))
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let mut next = |state| input.get(version).map_err(|error: Error| error.field(state));
        Ok(MultiState {
            idle: next("idle")?,
            selected: next("selected")?,
            highlighted: next("highlighted")?,
            selected_highlighted: next("selected_highlighted")?,
            unusable: next("unusable")?,
        })
    }
}

open_enum! {
    /// Where a tooltip stands.
    ToolTipPositioning(u32) {
        TOP_RIGHT = 0, TOP = 1, TOP_LEFT = 2, LEFT = 3, BOTTOM_LEFT = 4, BOTTOM = 5, BOTTOM_RIGHT = 6, RIGHT = 7,
        CENTER = 8,
    }
}

wire! {
    /// A button.
    struct Button("Button", 6) {
        content_id: ContentId,
        name: Text [3..],
        selected: bool,
        unusable: bool,
        disable_on_press: bool [4..],
        toggle_on_press: bool [5..],
        text: ButtonText,
        icon: ButtonIcon [2..],
        mesh: ButtonMesh [3..],
        outline: ButtonOutline [3..],
        tooltip: ButtonTooltip [3..],
        switch: ButtonSwitch [5..],
    }

    /// A button's text. It shares the button's version, as all its parts do.
    struct ButtonText {
        active: bool = true,
        value: MultiState<Text> = MultiState::all(Text::from_static_str("text")),
        auto_size: bool = true,
        min_size: f32,
        max_size: f32 = 0.3,
        size: f32 = 0.2,
        underlined: bool,
        ellipsis: bool [3..] = true,
        bold: MultiState<bool> [3..] = MultiState::all(true),
        color: MultiState<Color> [3..] = MultiState::all(Color::WHITE),
        padding_top: f32 [3..],
        padding_bottom: f32 [3..],
        padding_left: f32 [3..],
        padding_right: f32 [3..],
        line_spacing: f32 [3..],
        (idle_bold, set_all_bold): bool [..=2],
        vertical_align: VertAlign = VertAlign::MIDDLE,
        horizontal_align: HorizAlign = HorizAlign::MIDDLE,
    }

    /// A button's icon.
    struct ButtonIcon {
        active: bool,
        (files, set_files): IconFiles [..=5],
        value: MultiState<CachedImage> [6..],
        color: MultiState<Color> = MultiState::all(Color::WHITE),
        sharpness: f32 = 0.5,
        size: f32 = 1.0,
        ratio: f32 = 0.5,
        position: Vec3,
        rotation: Vec3,
    }

    /// Icons before they had keys: all paths, then all files.
    struct IconFiles {
        paths: MultiState<Text>,
        files: MultiState<Bytes>,
    }

    /// A button's surface.
    struct ButtonMesh {
        active: bool,
        enabled: MultiState<bool> = MultiState::all(true),
        color: MultiState<Color> = MultiState::all(Color::BLACK),
    }

    /// A button's outline.
    struct ButtonOutline {
        active: bool = true,
        size: MultiState<f32> = MultiState::all(0.3),
        color: MultiState<Color> = MultiState {
            idle: Color::WHITE,
            selected: Color(0x00E5_BFFF),
            highlighted: Color(0x2FDB_BFFF),
            selected_highlighted: Color(0x00F9_D0FF),
            unusable: Color::GREY,
        },
    }

    /// A button's tooltip.
    struct ButtonTooltip {
        title: Text,
        content: Text,
        bounds: Vec3 = Vec3::new(1.73, 0.6, 0.05),
        positioning_target: ToolTipPositioning = ToolTipPositioning::RIGHT,
        positioning_origin: ToolTipPositioning = ToolTipPositioning::TOP_LEFT,
    }

    /// The switch that a button may look like.
    struct ButtonSwitch {
        active: bool,
        on_color: Color = Color(0x00FF_D5FF),
        off_color: Color = Color(0x7272_72FF),
    }
}

impl ButtonText {
    fn idle_bold(&self) -> bool {
        self.bold.idle
    }

    fn set_all_bold(&mut self, bold: bool) {
        self.bold = MultiState::all(bold);
    }
}

impl ButtonIcon {
    fn files(&self) -> IconFiles {
        IconFiles {
            paths: self.value.map(|image| image.key.clone()),
            files: self.value.map(|image| image.data.clone().unwrap_or_default()),
        }
    }

    fn set_files(&mut self, icons: IconFiles) {
        let mut files = icons.files.each().into_iter().cloned();
        self.value = icons.paths.map(|path| CachedImage { key: path.clone(), data: files.next() });
    }
}
