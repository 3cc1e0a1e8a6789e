//! Menus and the nodes that lay out their content.

use crate::codec::{Reader, Text, Wire, Writer};
use crate::error::Error;
use crate::ui::{Content, ContentId};
use crate::versions::Agreed;
use crate::{open_enum, wire};

/// The id of a layout node. It spans all menus of a plugin's session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub i32);

impl Wire for NodeId {
    const MIN_BYTES: usize = 4;
    fn size(&self, _: &Agreed, _: u8) -> usize {
        Self::MIN_BYTES
    }
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        out.put(&self.0, version)
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        input.get(version).map(NodeId)
    }
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
        title: Text = Text::const_new("title"),
        locked: bool,
        width: f32 = 0.7,
        height: f32 = 0.6,
        root: NodeId,
    }
}
