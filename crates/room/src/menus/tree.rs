//! Walks through the tree of a menu, lists included.

use room_api::menu::{Content, Node};

/// The most brackets of JSON that a tree may nest; readers commonly stop at 128, and it stands within others.
pub(super) const MAX_NESTING: usize = 96;

/// Brackets of JSON from a node to its child.
pub(super) const CHILD_NESTING: usize = 2;

/// Brackets of JSON from a node to an item of its list.
pub(super) const ITEM_NESTING: usize = 3;

/// Visits a node and all in it.
pub(super) fn each_node<'a>(node: &'a Node, visit: &mut dyn FnMut(&'a Node)) {
    visit(node);
    for child in inner(node) {
        each_node(child, visit);
    }
}

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

/// Puts a node in the place of those with its id; whether anything changed by that.
pub(super) fn replace_node(place: &mut Node, node: &Node) -> bool {
    if place.id == node.id {
        let changed = place != node;
        *place = node.clone();
        return changed;
    }
    let mut changed = false;
    for child in inner_mut(place) {
        changed |= replace_node(child, node);
    }
    changed
}

/// Puts a content in the place of those with its id; whether anything changed by that.
pub(super) fn replace_content(place: &mut Node, content: &Content) -> bool {
    let mut changed = false;
    match &mut place.content {
        Some(old) if old.id() == content.id() => {
            changed = old != content;
            *old = content.clone();
        }
        Some(Content::List(list)) => {
            for item in &mut list.items {
                changed |= replace_content(item, content);
            }
        }
        _ => {}
    }
    for child in &mut place.children {
        changed |= replace_content(child, content);
    }
    changed
}

/// Takes out what is too deep, as it can become when parts of a tree are replaced; whether anything was.
pub(super) fn prune(node: &mut Node, nesting: usize) -> bool {
    let mut pruned = false;
    if nesting + CHILD_NESTING > MAX_NESTING {
        pruned |= !node.children.is_empty();
        node.children.clear();
    }
    for child in &mut node.children {
        pruned |= prune(child, nesting + CHILD_NESTING);
    }
    if let Some(Content::List(list)) = &mut node.content {
        if nesting + ITEM_NESTING > MAX_NESTING {
            pruned |= !list.items.is_empty();
            list.items.clear();
        }
        for item in &mut list.items {
            pruned |= prune(item, nesting + ITEM_NESTING);
        }
    }
    pruned
}

/// The nodes directly in a node: its children, and the items of its list.
fn inner(node: &Node) -> impl Iterator<Item = &Node> {
    let items = match &node.content {
        Some(Content::List(list)) => list.items.as_slice(),
        _ => &[],
    };
    node.children.iter().chain(items)
}

fn inner_mut(node: &mut Node) -> impl Iterator<Item = &mut Node> {
    let items = match &mut node.content {
        Some(Content::List(list)) => list.items.as_mut_slice(),
        _ => &mut [],
    };
    node.children.iter_mut().chain(items)
}
