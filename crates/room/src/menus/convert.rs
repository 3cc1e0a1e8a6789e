//! From the menus of the wire to those of members.
//!
//! Numbers that are not finite become 0, for JSON has none. A tree that is too deep for JSON readers loses what is too
//! deep; a node or content that is named twice stands at its first place only, so that there are no circles.

use std::collections::{HashMap, HashSet};

use protocol::structure::Vec3;
use protocol::ui::{self, ContentId, LayoutNode, LayoutNodeDeep, MultiState, NodeId, UiHookKind};
use room_api::menu::{
    Button, ButtonIcon, ButtonMesh, ButtonOutline, ButtonSwitch, ButtonText, Content, Dropdown, DropdownItem, Image,
    Label, List, LoadingBar, Multi, Node, Slider, TextInput, Tooltip,
};

use super::images::Images;
use super::tree::{CHILD_NESTING, ITEM_NESTING, MAX_NESTING};

/// A number that JSON can hold.
pub(super) fn finite(number: f32) -> f32 {
    if number.is_finite() { number } else { 0.0 }
}

/// Converts for one session.
pub(super) struct Convert<'a> {
    images: &'a mut Images,
    hooks: &'a HashSet<(UiHookKind, ContentId)>,
    /// Something was too deep, and is left out.
    pub pruned: bool,
}

impl<'a> Convert<'a> {
    pub fn new(images: &'a mut Images, hooks: &'a HashSet<(UiHookKind, ContentId)>) -> Self {
        Self { images, hooks, pruned: false }
    }

    /// The tree of a menu whose nodes name their children and contents.
    pub fn tree(&mut self, root: NodeId, nodes: Vec<LayoutNode>, contents: Vec<ui::Content>) -> Node {
        let mut nodes = nodes.into_iter().map(|node| (node.layout.id, node)).collect();
        let mut contents = contents.into_iter().map(|content| (content.id(), content)).collect();
        let root_node = self.named_node(root, &mut nodes, &mut contents, 0);
        root_node.unwrap_or_else(|| node(&ui::Layout { id: root, ..Default::default() }))
    }

    fn named_node(
        &mut self,
        id: NodeId,
        nodes: &mut HashMap<NodeId, LayoutNode>,
        contents: &mut HashMap<ContentId, ui::Content>,
        nesting: usize,
    ) -> Option<Node> {
        let named = nodes.remove(&id)?;
        if nesting > MAX_NESTING {
            self.pruned = true;
            return None;
        }
        let mut node = node(&named.layout);
        let content = named.content_id.and_then(|id| contents.remove(&id));
        node.content = content.map(|content| self.nested_content(content, nesting));
        let children = named.children.into_iter();
        node.children =
            children.filter_map(|child| self.named_node(child, nodes, contents, nesting + CHILD_NESTING)).collect();
        Some(node)
    }

    /// A node that brings along what is in it.
    pub fn node(&mut self, deep: LayoutNodeDeep) -> Node {
        self.nested_node(deep, 0)
    }

    fn nested_node(&mut self, deep: LayoutNodeDeep, nesting: usize) -> Node {
        let mut node = node(&deep.layout);
        node.content = deep.content.map(|content| self.nested_content(content, nesting));
        if nesting + CHILD_NESTING <= MAX_NESTING {
            let children = deep.children.into_iter();
            node.children = children.map(|child| self.nested_node(child, nesting + CHILD_NESTING)).collect();
        } else {
            self.pruned |= !deep.children.is_empty();
        }
        node
    }
    /// A content that may come to stand anywhere.
    pub fn content(&mut self, content: ui::Content) -> Content {
        self.nested_content(content, 0)
    }

    fn nested_content(&mut self, content: ui::Content, nesting: usize) -> Content {
        let id = content.id().0;
        let mut content = match content {
            ui::Content::Button(from) => Content::Button(Box::new(self.button(*from))),
            ui::Content::Mesh(from) => Content::Mesh { id, color: from.mesh_color.0 },
            ui::Content::Slider(from) => Content::Slider(slider(&from)),
            ui::Content::TextInput(from) => Content::TextInput(text_input(from)),
            ui::Content::Label(from) => Content::Label(label(from)),
            ui::Content::List(from) => Content::List(self.list(from, nesting)),
            ui::Content::Image(from) => Content::Image(Image {
                id,
                image: self.images.key(from.image),
                color: from.color.0,
                scaling: from.scaling_option.0,
                press_hooked: false,
                hold_hooked: false,
                release_hooked: false,
            }),
            ui::Content::LoadingBar(from) => Content::LoadingBar(LoadingBar {
                id,
                percentage: finite(from.percentage),
                title: from.title.into(),
                description: from.description.into(),
                failure: from.failure,
            }),
            ui::Content::Dropdown(from) => Content::Dropdown(dropdown(from)),
        };
        self.hook(&mut content);
        content
    }

    /// Says of a button or an image whether the plugin wants to hear of it.
    pub fn hook(&self, content: &mut Content) {
        let hooked = |kind, id| self.hooks.contains(&(kind, ContentId(id)));
        match content {
            Content::Button(button) => button.hooked = hooked(UiHookKind::BUTTON_HOVER, button.id),
            Content::Image(image) => {
                image.press_hooked = hooked(UiHookKind::IMAGE_PRESSED, image.id);
                image.hold_hooked = hooked(UiHookKind::IMAGE_HELD, image.id);
                image.release_hooked = hooked(UiHookKind::IMAGE_RELEASED, image.id);
            }
            _ => {}
        }
    }

    fn list(&mut self, from: ui::List, nesting: usize) -> List {
        let fits = nesting + ITEM_NESTING <= MAX_NESTING;
        self.pruned |= !fits && !from.items.is_empty();
        let items = if fits { from.items } else { Vec::new() };
        List {
            id: from.content_id.0,
            items: items.into_iter().map(|item| self.nested_node(item, nesting + ITEM_NESTING)).collect(),
            display_columns: from.display_columns,
            display_rows: from.display_rows,
            total_columns: from.total_columns,
            unusable: from.unusable,
        }
    }

    fn button(&mut self, from: ui::Button) -> Button {
        Button {
            id: from.content_id.0,
            name: from.name.into(),
            selected: from.selected,
            unusable: from.unusable,
            disable_on_press: from.disable_on_press,
            toggle_on_press: from.toggle_on_press,
            text: button_text(&from.text),
            icon: self.button_icon(from.icon),
            mesh: ButtonMesh {
                active: from.mesh.active,
                enabled: multi(&from.mesh.enabled, |enabled| *enabled),
                color: multi(&from.mesh.color, |color| color.0),
            },
            outline: ButtonOutline {
                active: from.outline.active,
                size: multi(&from.outline.size, |size| finite(*size)),
                color: multi(&from.outline.color, |color| color.0),
            },
            tooltip: Tooltip {
                title: from.tooltip.title.into(),
                content: from.tooltip.content.into(),
                bounds: place(from.tooltip.bounds),
                positioning_target: from.tooltip.positioning_target.0,
                positioning_origin: from.tooltip.positioning_origin.0,
            },
            switch: ButtonSwitch {
                active: from.switch.active,
                on_color: from.switch.on_color.0,
                off_color: from.switch.off_color.0,
            },
            hooked: false,
        }
    }

    fn button_icon(&mut self, from: ui::ButtonIcon) -> ButtonIcon {
        ButtonIcon {
            active: from.active,
            value: multi(&from.value, |image| self.images.key(image.clone())),
            color: multi(&from.color, |color| color.0),
            sharpness: finite(from.sharpness),
            size: finite(from.size),
            ratio: finite(from.ratio),
            position: place(from.position),
            rotation: place(from.rotation),
        }
    }
}

fn node(layout: &ui::Layout) -> Node {
    Node {
        id: layout.id.0,
        enabled: layout.enabled,
        layer: layout.layer,
        orientation: layout.layout_orientation.0,
        sizing: layout.sizing_type.0,
        sizing_value: finite(layout.sizing_value),
        forward_dist: finite(layout.forward_dist),
        padding_type: layout.padding_type.0,
        padding: layout.padding.map(finite),
        children: Vec::new(),
        content: None,
    }
}

fn multi<T, U>(states: &MultiState<T>, change: impl FnMut(&T) -> U) -> Multi<U> {
    let MultiState { idle, selected, highlighted, selected_highlighted, unusable } = states.map(change);
    Multi { idle, selected, highlighted, selected_highlighted, unusable }
}

fn place(at: Vec3) -> [f32; 3] {
    [at.x, at.y, at.z].map(finite)
}

fn button_text(from: &ui::ButtonText) -> ButtonText {
    ButtonText {
        active: from.active,
        value: multi(&from.value, |text| text.to_string()),
        auto_size: from.auto_size,
        min_size: finite(from.min_size),
        max_size: finite(from.max_size),
        size: finite(from.size),
        underlined: from.underlined,
        ellipsis: from.ellipsis,
        bold: multi(&from.bold, |bold| *bold),
        color: multi(&from.color, |color| color.0),
        padding: [from.padding_left, from.padding_right, from.padding_top, from.padding_bottom].map(finite),
        line_spacing: finite(from.line_spacing),
        vertical_align: from.vertical_align.0,
        horizontal_align: from.horizontal_align.0,
    }
}

fn slider(from: &ui::Slider) -> Slider {
    Slider {
        id: from.content_id.0,
        value: finite(from.current_value),
        min: finite(from.min_value),
        max: finite(from.max_value),
    }
}

fn text_input(from: ui::TextInput) -> TextInput {
    TextInput {
        id: from.content_id.0,
        max_length: from.max_length,
        placeholder: from.placeholder_text.into(),
        text: from.input_text.into(),
        password: from.password,
        number: from.number,
        placeholder_color: from.placeholder_text_color.0,
        text_color: from.text_color.0,
        background_color: from.background_color.0,
        text_size: finite(from.text_size),
        horizontal_align: from.text_horizontal_align.0,
        multi_line: from.multi_line,
        padding: [from.padding_left, from.padding_right, from.padding_top, from.padding_bottom].map(finite),
    }
}

fn label(from: ui::Label) -> Label {
    Label {
        id: from.content_id.0,
        text: from.text_value.into(),
        vertical_align: from.text_vertical_align.0,
        horizontal_align: from.text_horizontal_align.0,
        auto_size: from.text_auto_size,
        max_size: finite(from.text_max_size),
        min_size: finite(from.text_min_size),
        size: finite(from.text_size),
        color: from.text_color.0,
        bold: from.text_bold,
        italic: from.text_italic,
        underlined: from.text_underlined,
    }
}

fn dropdown(from: ui::Dropdown) -> Dropdown {
    let item = |item: ui::DropdownItem| DropdownItem {
        name: item.name.into(),
        selected: item.selected,
        close_on_selected: item.close_on_selected,
    };
    Dropdown {
        id: from.content_id.0,
        use_permanent_title: from.use_permanent_title,
        permanent_title: from.permanent_title.into(),
        max_displayed_items: from.max_displayed_items,
        items: from.items.into_iter().map(item).collect(),
    }
}
