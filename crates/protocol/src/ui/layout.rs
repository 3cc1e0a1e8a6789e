//! Menus and the nodes that lay out their content.

use crate::codec::Text;
use crate::ui::{Content, ContentId};
use crate::{open_enum, wire, wire_id};

wire_id! {
    /// The id of a layout node. It spans all menus of a plugin's session.
    NodeId(i32)
}

open_enum! {
    /// The direction in which a node's children stand.
    LayoutOrientation(u32) { VERTICAL = 0, HORIZONTAL = 1 }
    /// What a node's size means.
    SizingType(u32) { EXPAND = 0, FIXED = 1, RATIO = 2 }
    /// What a node's padding means.
    PaddingType(u32) { FIXED = 0, RATIO = 1 }
}

wire! {
    /// What every node says of itself.
    struct Layout {
        id: NodeId,
        enabled: bool = true,
        layer: i32,
        layout_orientation: LayoutOrientation,
        sizing_type: SizingType,
        sizing_value: f32 = 1.0,
        forward_dist: f32,
        padding_type: PaddingType,
        /// Left, right, top, bottom.
        padding: [f32; 4],
    }

    /// A node that names its children and its content.
    struct LayoutNode("LayoutNode", 1) {
        layout: Layout,
        children: Vec<NodeId>,
        content_id: Option<ContentId>,
    }

    /// A node that brings its children and its content along.
    struct LayoutNodeDeep("LayoutNodeDeep", 0) {
        layout: Layout,
        children: Vec<LayoutNodeDeep>,
        content: Option<Content>,
    }

    /// A menu's frame.
    struct Menu("Menu", 0) {
        enabled: bool = true,
        index: i32,
        title: Text = Text::from_static_str("title"),
        locked: bool,
        width: f32 = 0.7,
        height: f32 = 0.6,
        root: NodeId,
    }
}
