//! How a menu's contents stand.

use protocol::ui::{Content, LayoutNodeDeep, LayoutOrientation, NodeId, SizingType};

use super::fresh_id;

/// A part of a menu: children beside or below each other, or a content, or both.
///
/// Children share the room of their parent: equally, in a [`ratio`](Node::ratio), or with a [`fixed`](Node::fixed) size.
#[derive(Clone, Debug, PartialEq)]
pub struct Node(pub(crate) LayoutNodeDeep);

impl Node {
    /// A node that shows a content.
    pub fn new(content: impl Into<Content>) -> Self {
        let mut node = Self::column::<Node>([]);
        node.0.content = Some(content.into());
        node
    }

    /// Children below each other.
    pub fn column<T: Into<Node>>(children: impl IntoIterator<Item = T>) -> Self {
        let mut node = LayoutNodeDeep::default();
        node.layout.id = NodeId(fresh_id());
        node.children = children.into_iter().map(|child| child.into().0).collect();
        Self(node)
    }

    /// Children beside each other.
    pub fn row<T: Into<Node>>(children: impl IntoIterator<Item = T>) -> Self {
        let mut node = Self::column(children);
        node.0.layout.layout_orientation = LayoutOrientation::HORIZONTAL;
        node
    }

    /// One more child.
    pub fn child(mut self, child: impl Into<Node>) -> Self {
        self.0.children.push(child.into().0);
        self
    }

    /// Takes this part of the room, compared to its siblings.
    pub fn ratio(self, part: f32) -> Self {
        self.sized(SizingType::RATIO, part)
    }

    /// Takes this much room, in the units of the menu.
    pub fn fixed(self, size: f32) -> Self {
        self.sized(SizingType::FIXED, size)
    }

    /// Room around: left, right, top, bottom.
    pub fn padding(mut self, padding: [f32; 4]) -> Self {
        self.0.layout.padding = padding;
        self
    }

    /// Stands in front of its parent.
    pub fn forward(mut self, distance: f32) -> Self {
        self.0.layout.forward_dist = distance;
        self
    }

    /// Whether it is shown, and takes room.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.0.layout.enabled = enabled;
        self
    }

    /// Its id, the same for all of its clones.
    pub fn id(&self) -> NodeId {
        self.0.layout.id
    }

    fn sized(mut self, sizing: SizingType, value: f32) -> Self {
        (self.0.layout.sizing_type, self.0.layout.sizing_value) = (sizing, value);
        self
    }
}

impl From<&Node> for Node {
    fn from(node: &Node) -> Node {
        node.clone()
    }
}
