//! About how many bytes a menu takes, in memory or as JSON.

use room_api::menu::{Content, Menu, Multi, Node};

const NODE: usize = 250;
const CONTENT: usize = 250;
const BUTTON: usize = 2000;

pub(super) fn of_menu(menu: &Menu) -> usize {
    menu.title.len() + of_node(&menu.root)
}

pub(super) fn of_node(node: &Node) -> usize {
    let children: usize = node.children.iter().map(of_node).sum();
    NODE + children + node.content.as_ref().map_or(0, of_content)
}

pub(super) fn of_content(content: &Content) -> usize {
    match content {
        Content::Button(button) => {
            let texts = multi(&button.text.value) + multi(&button.icon.value) + button.name.len();
            BUTTON + texts + button.tooltip.title.len() + button.tooltip.content.len()
        }
        Content::TextInput(input) => CONTENT + input.placeholder.len() + input.text.len(),
        Content::Label(label) => CONTENT + label.text.len(),
        Content::List(list) => CONTENT + list.items.iter().map(of_node).sum::<usize>(),
        Content::Image(image) => CONTENT + image.image.len(),
        Content::LoadingBar(bar) => CONTENT + bar.title.len() + bar.description.len(),
        Content::Dropdown(dropdown) => {
            let items = dropdown.items.iter().map(|item| 80 + item.name.len());
            CONTENT + dropdown.permanent_title.len() + items.sum::<usize>()
        }
        Content::Mesh { .. } | Content::Slider(_) => CONTENT,
    }
}

fn multi(texts: &Multi<String>) -> usize {
    let Multi { idle, selected, highlighted, selected_highlighted, unusable } = texts;
    [idle, selected, highlighted, selected_highlighted, unusable].into_iter().map(String::len).sum()
}
