//! The page of the plugin API: it is whole, and it is the one in `docs`.

use std::fs;
use std::path::Path;

use protocol::api::{CALLS, COMMANDS, MESSAGES, page};

#[test]
fn the_page_in_the_docs_is_made_of_these_tables() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/plugin-api.md");
    let there = fs::read_to_string(path).unwrap_or_default();
    assert!(there == page(), "stale: run `cargo run -p protocol --example plugin_api > docs/plugin-api.md`");
}

#[test]
fn types_are_those_that_the_library_registers() {
    let messages = MESSAGES.iter().map(|row| format!("message {} {}", row.kind.name(), row.type_name));
    let commands = COMMANDS.iter().map(|row| format!("command {} {}", row.kind.name(), row.type_name));
    let calls = CALLS.iter().map(|row| format!("integration_call {} {}", row.kind.name(), row.type_name));
    let mut types: Vec<String> = messages.chain(commands).chain(calls).collect();
    types.sort();
    assert!(types.iter().map(String::as_str).eq(include_str!("../golden/types.txt").lines()), "{types:#?}");
}

#[test]
fn no_row_is_empty() {
    let rooms = MESSAGES.iter().map(|row| row.room);
    let rooms = rooms.chain(COMMANDS.iter().map(|row| row.room)).chain(CALLS.iter().map(|row| row.room));
    assert!(rooms.clone().all(|room| !room.is_empty() && !room.contains('|')));
    assert_eq!(rooms.count(), 60 + 60 + 13);
}
