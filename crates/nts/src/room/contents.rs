//! What stands in the menus that are shown, in reading order; and which of it is meant.

use std::sync::LazyLock;

use client::View;
use regex_lite::Regex;
use room_api::menu::{Button, Content, Dropdown, Menu, Multi, Node};
use room_api::{Session, SessionId};

use super::Problem;
use super::arguments::Of;
use super::names::split;
use super::plugins::among;
use super::report::line;

/// Something in a menu.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Whose menu.
    pub session: SessionId,
    /// The plugin's name.
    pub plugin: String,
    /// What it is.
    pub content: Content,
    /// By what it can be called, what people see first.
    pub called: Vec<String>,
}

/// The menus to look at, each with its session.
pub fn menus<'a>(view: &'a View, of: &Of) -> Result<Vec<(&'a Session, &'a Menu)>, Problem> {
    let sessions: Vec<&Session> = match (&of.plugin, of.session) {
        (None, None) => view.room.sessions.iter().collect(),
        (name, number) => {
            let id = among(&view.room.sessions, name.as_deref(), number)?.id;
            view.session(id).into_iter().collect()
        }
    };
    Ok(sessions.into_iter().flat_map(|session| view.menus(session.id).map(move |menu| (session, menu))).collect())
}

/// What stands in the menus that are shown.
pub fn standing(view: &View, of: &Of) -> Result<Vec<Standing>, Problem> {
    let mut all = Vec::new();
    for (session, menu) in menus(view, of)?.into_iter().filter(|(_, menu)| menu.enabled) {
        let mut contents = Vec::new();
        walk(&menu.root, &mut contents);
        let mut label: Option<String> = None;
        for content in contents {
            let mut called = texts(content);
            match content {
                Content::Label(_) => {}
                Content::Button(button) => called.extend([icon_name(button), button.name.clone()]),
                _ => called.extend(label.clone()),
            }
            called.retain(|text| !text.is_empty());
            label = match content {
                Content::Label(_) => called.first().cloned(),
                _ => None,
            };
            let (session, plugin) = (session.id, session.name.clone());
            all.push(Standing { session, plugin, content: content.clone(), called });
        }
    }
    Ok(all)
}

/// The contents under a node that are shown, in reading order.
pub fn walk<'a>(node: &'a Node, contents: &mut Vec<&'a Content>) {
    if !node.enabled {
        return;
    }
    node.content.iter().for_each(|content| within(content, contents));
    node.children.iter().for_each(|child| walk(child, contents));
}

/// A content, and what stands in it where it is a list.
pub fn within<'a>(content: &'a Content, contents: &mut Vec<&'a Content>) {
    contents.push(content);
    if let Content::List(list) = content {
        list.items.iter().for_each(|item| walk(item, contents));
    }
}

/// The texts that a content shows.
pub fn texts(content: &Content) -> Vec<String> {
    match content {
        Content::Button(button) => vec![button_text(button)],
        Content::Label(label) => vec![untagged(&label.text)],
        Content::TextInput(input) if input.password => vec![untagged(&input.placeholder)],
        Content::TextInput(input) => vec![untagged(&input.placeholder), input.text.clone()],
        Content::LoadingBar(bar) => vec![untagged(&bar.title), untagged(&bar.description)],
        Content::Dropdown(dropdown) => vec![dropdown_text(dropdown)],
        Content::Slider(_) | Content::Mesh { .. } | Content::List(_) | Content::Image(_) => vec![],
    }
}

/// The text of a button as it is now; empty where it shows none.
pub fn button_text(button: &Button) -> String {
    if button.text.active { untagged(of_state(button, &button.text.value)) } else { String::new() }
}

/// What a button's icon is called, by its file: `run` of `7-icons/run.png`; empty where it shows none.
pub fn icon_name(button: &Button) -> String {
    let key = of_state(button, &button.icon.value);
    let file = key.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if button.icon.active { stem.to_owned() } else { String::new() }
}

fn of_state<'a>(button: &Button, texts: &'a Multi<String>) -> &'a str {
    let text = match (button.unusable, button.selected) {
        (true, _) => &texts.unusable,
        (_, true) => &texts.selected,
        _ => &texts.idle,
    };
    if text.is_empty() { &texts.idle } else { text }
}

/// What a dropdown shows while it is closed.
pub fn dropdown_text(dropdown: &Dropdown) -> String {
    let selected = dropdown.items.iter().find(|item| item.selected).map(|item| &item.name);
    let text = if dropdown.use_permanent_title { Some(&dropdown.permanent_title) } else { selected };
    untagged(text.map_or("", String::as_str))
}

/// A text without tags such as `<b>` and `<color=#ff0000>`, which the API allows in them.
pub fn untagged(text: &str) -> String {
    static TAG: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("</?[A-Za-z][^<>]*>").expect("the expression is a valid one"));
    TAG.replace_all(text, "").trim().to_owned()
}

/// The one that is meant among those of a kind.
pub fn pick<'a>(kind: &str, said: &str, all: &[&'a Standing]) -> Result<&'a Standing, Problem> {
    let by = |fits: &dyn Fn(&Standing) -> bool| all.iter().copied().filter(|one| fits(one)).collect::<Vec<_>>();
    let is_called =
        |one: &Standing, name: &str| one.called.iter().any(|called| called.to_lowercase() == name.to_lowercase());
    let mut found = by(&|one| one.called.iter().any(|called| called == said));
    if found.is_empty() {
        found = by(&|one| is_called(one, said));
    }
    if let (true, Some((name, id))) = (found.is_empty(), split(said)) {
        found = by(&|one| i64::from(one.content.id()) == id && (name.is_empty() || is_called(one, name)));
    }
    match found.as_slice() {
        [one] => Ok(one),
        [] if all.is_empty() => {
            let sentence = format!("no menu that is open shows a {kind}. One may be on its way: nts room wait menu");
            Err(Problem::Failed(sentence))
        }
        [] => {
            const MOST: usize = 12;
            let mut there: Vec<String> = all.iter().take(MOST).map(|one| named(one)).collect();
            if all.len() > MOST {
                there.push(format!("{} more", all.len() - MOST));
            }
            Err(Problem::Failed(format!("no menu that is open shows a {kind} {said}. There are: {}", there.join(", "))))
        }
        several => {
            let one_session = several.iter().all(|one| one.session == several[0].session);
            let name = |one: &&Standing| match one_session {
                true => named(one),
                false => format!("{} with --session {} ({})", named(one), one.session, line(&one.plugin)),
            };
            let names = several.iter().map(name).collect::<Vec<_>>().join(" or ");
            Err(Problem::Failed(format!("{said} may mean several: say {names}")))
        }
    }
}

fn named(one: &Standing) -> String {
    format!("{}#{}", one.called.first().map_or(String::new(), |name| line(name)), one.content.id())
}
