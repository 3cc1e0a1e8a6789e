//! A menu as text: what stands side by side is on one line, what can be operated has its `#id`.

use room_api::menu::{Content, Menu, Node};

use super::contents::{button_text, dropdown_text, icon_name, untagged};
use super::report::line;

/// A menu, line by line.
pub fn draw(menu: &Menu) -> Vec<String> {
    let mut lines = Vec::new();
    draw_node(&menu.root, &mut lines);
    lines
}

fn draw_node(node: &Node, lines: &mut Vec<String>) {
    const HORIZONTAL: u32 = 1;
    if !node.enabled {
        return;
    }
    lines.extend(node.content.as_ref().and_then(piece));
    if let Some(Content::List(list)) = &node.content {
        let mut items = Vec::new();
        list.items.iter().for_each(|item| draw_node(item, &mut items));
        lines.extend(items.into_iter().map(|item| format!("  {item}")));
    }
    let mut columns: Vec<Vec<String>> = Vec::new();
    for child in &node.children {
        let mut column = Vec::new();
        draw_node(child, &mut column);
        columns.push(column);
    }
    columns.retain(|column| !column.is_empty());
    match node.orientation == HORIZONTAL && columns.iter().all(|column| column.len() == 1) {
        true if !columns.is_empty() => lines.push(columns.concat().join("   ")),
        _ => lines.extend(columns.concat()),
    }
}

/// A content in one line; none where it shows nothing.
fn piece(content: &Content) -> Option<String> {
    let text = match content {
        Content::Label(label) => line(&untagged(&label.text)),
        Content::Button(button) => {
            let texts = [button_text(button), icon_name(button), button.name.clone()];
            let text = texts.iter().map(|text| line(text)).find(|text| !text.is_empty());
            let text = text.unwrap_or_else(|| if button.icon.active { "icon".into() } else { String::new() });
            let on = if button.selected { "x" } else { " " };
            let has_switch = button.toggle_on_press || button.switch.active;
            let shape = if has_switch { format!("[{on}] {text}") } else { format!("[{text}]") };
            let selected = if button.selected && !has_switch { " (selected)" } else { "" };
            let unusable = if button.unusable { " (not now)" } else { "" };
            format!("{shape} #{}{selected}{unusable}", button.id)
        }
        Content::Slider(slider) => format!("{} of {} to {} #{}", slider.value, slider.min, slider.max, slider.id),
        Content::TextInput(input) => {
            let text = if input.password { "*".repeat(input.text.chars().count()) } else { line(&input.text) };
            let hint = if text.is_empty() { line(&untagged(&input.placeholder)) } else { String::new() };
            format!("\"{text}\" #{} {hint}", input.id).trim_end().to_owned()
        }
        Content::Dropdown(dropdown) => {
            let items = dropdown.items.iter().map(|item| line(&untagged(&item.name)));
            let items = items.collect::<Vec<_>>().join(" | ");
            let shown = match line(&dropdown_text(dropdown)) {
                text if text.is_empty() => "-".into(),
                text => text,
            };
            format!("<{shown}> #{} of {items}", dropdown.id)
        }
        Content::LoadingBar(bar) => {
            let share = if bar.percentage.is_nan() { 0.0 } else { bar.percentage.clamp(0.0, 1.0) };
            let failed = if bar.failure { "failed, " } else { "" };
            let texts = [&bar.title, &bar.description].map(|text| line(&untagged(text)));
            let texts = texts.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(": ");
            format!("{} {failed}{:.0} % {texts}", meter(share), share * 100.0).trim_end().to_owned()
        }
        Content::Image(image) => match image.image.as_str() {
            "" => format!("(no image) #{}", image.id),
            key => format!("(image {}) #{}", line(key), image.id),
        },
        Content::Mesh { .. } | Content::List(_) => String::new(),
    };
    (!text.is_empty()).then_some(text)
}

/// A share of 0 to 1 as a bar.
fn meter(share: f32) -> String {
    const WIDTH: usize = 20;
    let full = (share * WIDTH as f32).round() as usize;
    format!("{}{}", "=".repeat(full), "-".repeat(WIDTH.saturating_sub(full)))
}

#[cfg(test)]
mod tests;
