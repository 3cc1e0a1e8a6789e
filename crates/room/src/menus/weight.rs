//! About how many bytes a menu takes, in memory or as JSON.

use room_api::menu::{Content, Menu, Multi, Node};

use super::tree;

/// A node alone, without what is in it.
pub(super) const NODE: usize = 250;
const CONTENT: usize = 250;
const BUTTON: usize = 2000;

pub(super) fn of_menu(menu: &Menu) -> usize {
    menu.title.len() + of_node(&menu.root)
}

pub(super) fn of_node(node: &Node) -> usize {
    let content = node.content.as_ref().map_or(0, of_content_alone);
    NODE + content + tree::inner(node).map(of_node).sum::<usize>()
}

/// A content; of a list, without its items.
pub(super) fn of_content_alone(content: &Content) -> usize {
    match content {
        Content::Button(button) => {
            let texts = multi(&button.text.value) + multi(&button.icon.value) + button.name.len();
            BUTTON + texts + button.tooltip.title.len() + button.tooltip.content.len()
        }
        Content::TextInput(input) => CONTENT + input.placeholder.len() + input.text.len(),
        Content::Label(label) => CONTENT + label.text.len(),
        Content::Image(image) => CONTENT + image.image.len(),
        Content::LoadingBar(bar) => CONTENT + bar.title.len() + bar.description.len(),
        Content::Dropdown(dropdown) => {
            let items = dropdown.items.iter().map(|item| 80 + item.name.len());
            CONTENT + dropdown.permanent_title.len() + items.sum::<usize>()
        }
        Content::List(_) | Content::Mesh { .. } | Content::Slider(_) => CONTENT,
    }
}

fn multi(texts: &Multi<String>) -> usize {
    let Multi { idle, selected, highlighted, selected_highlighted, unusable } = texts;
    [idle, selected, highlighted, selected_highlighted, unusable].into_iter().map(String::len).sum()
}
