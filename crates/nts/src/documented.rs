//! The command lines and the configuration that the docs show are ones that `nts` understands.

use std::path::{Path, PathBuf};

use clap::Parser;

use crate::{Arguments, Command};

/// Pages with command lines in them.
const PAGES: [&str; 10] = [
    "README.md",
    "docs/getting-started.md",
    "docs/nts-room.md",
    "docs/configuration.md",
    "docs/python-plugins.md",
    "docs/compatibility.md",
    "docs/macros.md",
    "docs/security.md",
    "crates/plugin/README.md",
    "plugins/docking/README.md",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_command_line_is_understood() {
    let mut count = 0;
    for page in PAGES {
        let text = std::fs::read_to_string(root().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
        for line in text.lines().filter_map(command_line) {
            // A variable of the shell: some number.
            let words = words(&line.replace("$since", "1"));
            // `nts room press | choose | type`: which ones there are.
            if words.contains(&"|".to_owned()) {
                continue;
            }
            count += 1;
            if let Err(error) = Arguments::try_parse_from(&words) {
                panic!("{page}: {line}\n{error}");
            }
        }
    }
    assert!(count > 30, "only {count} command lines were found");
}

#[test]
fn the_example_of_a_configuration_is_one() {
    let text = std::fs::read_to_string(root().join("docs/configuration.md")).unwrap();
    let (_, rest) = text.split_once("```toml\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let path = std::env::temp_dir().join(format!("nts-example-{}.toml", std::process::id()));
    std::fs::write(&path, example).unwrap();
    let line = ["nts", "serve", "--config", path.to_str().unwrap()];
    let Command::Serve(args) = Arguments::try_parse_from(line).unwrap().command else { panic!("not serve") };
    let config = args.settings.config();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(config.unwrap().names, ["nts.example.org"]);
}

/// The command in an indented line of a page: `    Alice$ nts room people    # who is there`.
fn command_line(line: &str) -> Option<&str> {
    let code = line.strip_prefix("    ")?;
    let start = code.find("nts ").filter(|start| {
        let before = &code[..*start];
        before.is_empty() || before.ends_with("$ ") || before.ends_with("$(") || before.ends_with("release/")
    })?;
    Some(&code[start..])
}

/// As a shell would split it, up to a comment or the end of `$(...)`.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for letter in line.chars() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => word.get_or_insert_default().push(letter),
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (None, '#') if word.is_none() => return words,
            // The output goes to another program.
            (None, ')' | '|') if line.contains("| jq") => break,
            (None, _) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

#[test]
fn lines_are_split_as_by_a_shell() {
    assert_eq!(command_line("    since=$(nts room run A --json | jq .seq)"), Some("nts room run A --json | jq .seq)"));
    assert_eq!(command_line("The command nts room"), None);
    assert_eq!(words("nts room run A --json | jq .seq)"), ["nts", "room", "run", "A", "--json"]);
    assert_eq!(words("nts room new \"Alice's Room\"   # of hers"), ["nts", "room", "new", "Alice's Room"]);
}
