//! Contents and nodes that a plugin sends anew, put in their places in one walk through a menu, however many they are.
//!
//! It is as if each was put in its places before the next one came: a later one also goes into what an earlier one brought,
//! and no earlier one into what a later one brought. So of those with one id the last counts.

use std::collections::{BTreeMap, HashMap};

use room_api::menu::{Content, List, Node};

use super::tree::{CHILD_NESTING, ITEM_NESTING, MAX_NESTING, items};
use super::weight;

/// What a plugin sent anew, in one message.
#[derive(Debug, Default)]
pub(super) struct Updates {
    nodes: Latest<Node>,
    contents: Latest<Content>,
}

/// What came of putting updates into menus.
#[derive(Debug, Default)]
pub(super) struct Put<'a> {
    /// Something in this menu is not as it was.
    changed: bool,
    /// Something was too deep, and is left out.
    pub pruned: bool,
    /// Those contents that changed something, in their order.
    pub contents: BTreeMap<usize, &'a Content>,
}

/// The last update with each id, and its place in their order, from 1 on.
#[derive(Debug)]
struct Latest<T>(HashMap<i32, (usize, T)>);

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> Latest<T> {
    fn of(updates: impl IntoIterator<Item = T>, id: impl Fn(&T) -> i32) -> Self {
        Self(updates.into_iter().zip(1..).map(|(update, step)| (id(&update), (step, update))).collect())
    }

    /// The update with this id, if it comes after that step.
    fn after(&self, step: usize, id: i32) -> Option<(usize, &T)> {
        self.0.get(&id).filter(|(at, _)| *at > step).map(|(at, update)| (*at, update))
    }
}

impl Updates {
    pub fn of_contents(contents: impl IntoIterator<Item = Content>) -> Self {
        Self { contents: Latest::of(contents, Content::id), ..Self::default() }
    }

    pub fn of_nodes(nodes: impl IntoIterator<Item = Node>) -> Self {
        Self { nodes: Latest::of(nodes, |node| node.id), ..Self::default() }
    }

    /// Takes from `left` what a tree will weigh; none if that is more. Nothing is made for it: an update that stands in many
    /// places may come to a thousand times what was sent.
    pub fn weigh(&self, root: &Node, left: usize) -> Option<usize> {
        self.weigh_node(root, 0, 0, left)
    }

    fn weigh_node(&self, node: &Node, step: usize, nesting: usize, left: usize) -> Option<usize> {
        let (step, node) = self.nodes.after(step, node.id).unwrap_or((step, node));
        let mut left = left.checked_sub(weight::NODE)?;
        if let Some(content) = &node.content {
            let (step, content) = self.contents.after(step, content.id()).unwrap_or((step, content));
            left = left.checked_sub(weight::of_content_alone(content))?;
            for item in fitting(items(content), nesting + ITEM_NESTING) {
                left = self.weigh_node(item, step, nesting + ITEM_NESTING, left)?;
            }
        }
        for child in fitting(&node.children, nesting + CHILD_NESTING) {
            left = self.weigh_node(child, step, nesting + CHILD_NESTING, left)?;
        }
        Some(left)
    }

    /// Puts everything in its places; whether that changes anything.
    pub fn put<'a>(&'a self, root: &mut Node, put: &mut Put<'a>) -> bool {
        put.changed = false;
        self.put_in_node(root, 0, put);
        put.changed
    }

    fn put_in_node<'a>(&'a self, place: &mut Node, nesting: usize, put: &mut Put<'a>) {
        if let Some((step, node)) = self.nodes.after(0, place.id) {
            put.changed |= place != node;
            *place = self.made_node(node, step, nesting, put);
            return;
        }
        if let Some(content) = &mut place.content {
            if let Some((step, update)) = self.contents.after(0, content.id()) {
                if content != update {
                    put.content(step, update);
                }
                *content = self.made_content(update, step, nesting, put);
            } else if let Content::List(list) = content {
                for item in &mut list.items {
                    self.put_in_node(item, nesting + ITEM_NESTING, put);
                }
            }
        }
        for child in &mut place.children {
            self.put_in_node(child, nesting + CHILD_NESTING, put);
        }
    }

    /// A node that an update brought at this step, with all that later ones put into it: each part is copied only if it stays.
    fn made_node<'a>(&'a self, node: &'a Node, step: usize, nesting: usize, put: &mut Put<'a>) -> Node {
        let content = node.content.as_ref().map(|content| match self.contents.after(step, content.id()) {
            Some((step, update)) => {
                put.content(step, update);
                self.made_content(update, step, nesting, put)
            }
            None => self.made_content(content, step, nesting, put),
        });
        let children = self.made_nodes(&node.children, step, nesting + CHILD_NESTING, put);
        Node { content, children, ..*node }
    }

    fn made_content<'a>(&'a self, content: &'a Content, step: usize, nesting: usize, put: &mut Put<'a>) -> Content {
        match content {
            Content::List(list) => {
                let items = self.made_nodes(&list.items, step, nesting + ITEM_NESTING, put);
                Content::List(List { items, ..*list })
            }
            other => other.clone(),
        }
    }

    fn made_nodes<'a>(&'a self, nodes: &'a [Node], step: usize, nesting: usize, put: &mut Put<'a>) -> Vec<Node> {
        let fit = fitting(nodes, nesting);
        put.pruned |= fit.len() < nodes.len();
        let made = |node: &'a Node| {
            let later = self.nodes.after(step, node.id);
            put.changed |= later.is_some();
            let (step, node) = later.unwrap_or((step, node));
            self.made_node(node, step, nesting, put)
        };
        fit.iter().map(made).collect()
    }
}

impl<'a> Put<'a> {
    fn content(&mut self, step: usize, content: &'a Content) {
        self.changed = true;
        self.contents.insert(step, content);
    }
}

/// As many of these nodes as may stand so deep: all, or none.
fn fitting(nodes: &[Node], nesting: usize) -> &[Node] {
    if nesting > MAX_NESTING { &[] } else { nodes }
}
