//! The whole plugin API as a page: each message, command and integration call, its type, and what the room does with it.
//!
//! `docs/plugin-api.md` is this page. Make it again after a change with
//! `cargo run -p protocol --example plugin_api > docs/plugin-api.md`.

mod rows;

use std::fmt::Write;

use crate::versions::OFFERED;

pub use rows::{CALLS, COMMANDS, MESSAGES};

/// What there is to say of a kind of message, command or call.
#[derive(Clone, Copy, Debug)]
pub struct Row<K> {
    /// Which kind.
    pub kind: K,
    /// The name in the version table by which its body has versions.
    pub type_name: &'static str,
    /// What the room does with it.
    pub room: &'static str,
}

impl<K> Row<K> {
    const fn new(kind: K, type_name: &'static str, room: &'static str) -> Self {
        Row { kind, type_name, room }
    }

    /// The type's name and its versions.
    fn versions(&self) -> String {
        let newest = OFFERED.iter().find(|(name, _)| *name == self.type_name).map_or(0, |(_, newest)| *newest);
        match newest {
            0 => format!("`{}` 0", self.type_name),
            _ => format!("`{}` 0 to {newest}", self.type_name),
        }
    }
}

const HEAD: &str = "\
# The plugin API, and what a room does with it

<!-- Made by `cargo run -p protocol --example plugin_api > docs/plugin-api.md`: change crates/protocol/src/api/rows.rs. -->

What the library `nanome` 0.42.1 can say and hear. A name travels as its hash. The type is the name in the version table
by which a body has versions: both sides use the lower of their newest ones.
";

const MESSAGES_HEAD: &str = "
## Messages: from a plugin to the app

| message | hash | type | direction | answer | what the room does |
|---|---|---|---|---|---|
";

const COMMANDS_HEAD: &str = "
## Commands: from the app to a plugin

| command | hash | type | direction | when the room sends it |
|---|---|---|---|---|
";

const CALLS_HEAD: &str = "
## Integration calls: what the app has a plugin do

A call travels in the command `integration` and its answer in the message `integration`, with a request id of their own.
A plugin registers for an integration to get its calls.

| call | hash | type | direction | integration | what the room does |
|---|---|---|---|---|---|
";

/// The page, in Markdown.
pub fn page() -> String {
    let mut page = String::from(HEAD);
    page.push_str(MESSAGES_HEAD);
    for row in MESSAGES {
        let (name, hash, versions, room) = (row.kind.name(), row.kind.hash(), row.versions(), row.room);
        let answer = row.kind.answer_kind().map_or("none".into(), |answer| format!("`{}`", answer.name()));
        line(&mut page, [&format!("`{name}`"), &hash.to_string(), &versions, "to app", &answer, room]);
    }
    page.push_str(COMMANDS_HEAD);
    for row in COMMANDS {
        let (name, hash, versions, room) = (row.kind.name(), row.kind.hash(), row.versions(), row.room);
        line(&mut page, [&format!("`{name}`"), &hash.to_string(), &versions, "to plugin", room]);
    }
    page.push_str(CALLS_HEAD);
    for row in CALLS {
        let (name, hash, versions, room) = (row.kind.name(), row.kind.hash(), row.versions(), row.room);
        let integration = format!("`{}`", row.kind.integration());
        let direction = "to plugin, and back";
        line(&mut page, [&format!("`{name}`"), &hash.to_string(), &versions, direction, &integration, room]);
    }
    page
}

fn line<const N: usize>(page: &mut String, cells: [&str; N]) {
    for cell in cells {
        let _ = write!(page, "| {cell} "); // Writing to a string cannot fail.
    }
    page.push_str("|\n");
}
