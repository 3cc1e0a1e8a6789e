//! Walks through the tree of a menu, lists included.

use room_api::menu::{Content, Node};

/// The most brackets of JSON that a tree may nest; readers commonly stop at 128, and it stands within others.
pub(super) const MAX_NESTING: usize = 96;

/// Brackets of JSON from a node to its child.
pub(super) const CHILD_NESTING: usize = 2;

/// Brackets of JSON from a node to an item of its list.
pub(super) const ITEM_NESTING: usize = 3;

/// Visits each content in a node, and whether it is shown if the node's parent is.
pub(super) fn each_content<'a>(node: &'a Node, shown: bool, visit: &mut dyn FnMut(&'a Content, bool)) {
    let shown = shown && node.enabled;
    if let Some(content) = &node.content {
        visit(content, shown);
    }
    for child in inner(node) {
        each_content(child, shown, visit);
    }
}

/// The nodes directly in a node: its children, and the items of its list.
pub(super) fn inner(node: &Node) -> impl Iterator<Item = &Node> {
    node.children.iter().chain(node.content.as_ref().map_or(&[][..], items))
}

/// The items of a list; anything else has none.
pub(super) fn items(content: &Content) -> &[Node] {
    match content {
        Content::List(list) => &list.items,
        _ => &[],
    }
}
