//! A menu: its frame and its tree.

use protocol::Text;
use protocol::ui as wire;
use protocol::ui::{Content, LayoutNode, LayoutNodeDeep, UpdateMenu};

use super::Node;

/// A menu.
#[derive(Clone, Debug, PartialEq)]
pub struct Menu {
    /// Its number: a menu takes the place of the one with the same number. 0 is the plugin's main menu.
    pub index: u8,
    /// Its title.
    pub title: Text,
    /// Shown; a menu that is not is closed.
    pub enabled: bool,
    /// Stays where it is.
    pub locked: bool,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// What is in it.
    pub root: Node,
}

impl Menu {
    /// The plugin's main menu.
    pub fn new(title: impl Into<Text>, root: impl Into<Node>) -> Self {
        let frame = wire::Menu::default();
        Self {
            index: 0,
            title: title.into(),
            enabled: true,
            locked: false,
            width: frame.width,
            height: frame.height,
            root: root.into(),
        }
    }

    /// Another menu than the main one.
    pub fn number(mut self, index: u8) -> Self {
        self.index = index;
        self
    }

    /// Its size, in metres of a headset; 0.7 by 0.6 if this is not called.
    pub fn size(mut self, width: f32, height: f32) -> Self {
        (self.width, self.height) = (width, height);
        self
    }

    /// What travels: the frame, and if it is not shallow all nodes and contents, each parent before its children.
    pub(crate) fn update(&self, shallow: bool) -> UpdateMenu {
        let menu = wire::Menu {
            enabled: self.enabled,
            index: self.index.into(),
            title: self.title.clone(),
            locked: self.locked,
            width: self.width,
            height: self.height,
            root: self.root.id(),
        };
        let (mut nodes, mut contents) = (Vec::new(), Vec::new());
        if !shallow {
            flatten(&self.root.0, &mut nodes, &mut contents);
        }
        UpdateMenu { index: self.index, shallow, menu, nodes, contents }
    }
}

fn flatten(node: &LayoutNodeDeep, nodes: &mut Vec<LayoutNode>, contents: &mut Vec<Content>) {
    nodes.push(LayoutNode {
        layout: node.layout.clone(),
        children: node.children.iter().map(|child| child.layout.id).collect(),
        content_id: node.content.as_ref().map(Content::id),
    });
    contents.extend(node.content.clone());
    for child in &node.children {
        flatten(child, nodes, contents);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{Actions, Button, Control, Label, List, UiEvent};

    #[test]
    fn a_tree_travels_as_nodes_that_name_their_children() {
        let (label, button) = (Label::new("Score"), Button::new("Run"));
        let rows = List::new([Label::new("in the list")]);
        let menu = Menu::new("Docking", Node::row([&label]).child(Node::column([&button])).child(&rows));
        let update = menu.update(false);
        assert_eq!((update.menu.title.as_str(), update.menu.root), ("Docking", menu.root.id()));
        assert_eq!(update.nodes.len(), 5, "rows of a list travel within it");
        for node in &update.nodes {
            for child in &node.children {
                assert!(update.nodes.iter().any(|other| other.layout.id == *child));
            }
        }
        let ids: Vec<_> = update.contents.iter().map(Content::id).collect();
        assert_eq!(ids, [label.id(), button.id(), rows.id()]);
        assert_eq!(menu.update(true).nodes, []);
    }

    #[test]
    fn an_event_finds_its_action_through_a_clone() {
        let mut actions = Actions::new();
        let run = actions.on(Button::new("Run"), "run");
        let event = UiEvent::ButtonPressed { button: run.clone().id(), selected: false };
        assert_eq!(actions.of(&event), Some(&"run"));
        assert!(run.did(&event) && !Button::new("Run").did(&event));
        assert_eq!(actions.of(&UiEvent::MenuToggled { menu: 0, open: false }), None);
    }
}
