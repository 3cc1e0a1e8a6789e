//! The rules of ARCHITECTURE.md that a machine can hold: arrows between crates, files that say what they are, links that lead somewhere,
//! and tests that a page names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process;

/// Which crate may know which: the arrows of the picture. Only those that are here may exist.
const ARROWS: &[(&str, &[&str])] = &[
    ("protocol", &[]),
    ("molecule", &[]),
    ("macros", &["molecule"]),
    ("molecule_wire", &["molecule", "protocol"]),
    ("room_api", &[]),
    ("room", &["molecule", "molecule_wire", "protocol", "room_api"]),
    ("client", &["room_api"]),
    ("plugin", &["molecule", "molecule_wire", "protocol"]),
    ("server", &["macros", "molecule", "protocol", "room", "room_api"]),
    ("nts", &["client", "room_api", "server"]),
    ("docking", &["molecule", "plugin"]),
    ("xtask", &[]),
];

/// The most lines of a source file: one idea fits.
const MOST_LINES: usize = 450;

/// Checks all rules of the workspace at `root`.
pub fn check(root: &Path) -> Result<()> {
    let files = tracked_files(root)?;
    let mut problems = arrows()?;
    for file in &files {
        let text = std::fs::read_to_string(root.join(file));
        match (file.extension().and_then(|ending| ending.to_str()), text) {
            (Some("rs"), Ok(text)) => problems.extend(source_problem(file, &text)),
            (Some("md"), Ok(text)) => {
                problems.extend(dead_links(root, file, &text));
                problems.extend(missing_tests(root, file, &text));
            }
            _ => {}
        }
    }
    ensure!(problems.is_empty(), "the house is not in order:\n  {}", problems.join("\n  "));
    Ok(())
}

/// What git tracks.
fn tracked_files(root: &Path) -> Result<Vec<PathBuf>> {
    let output = Command::new("git").args(["ls-files"]).current_dir(root).output().context("cannot run git")?;
    ensure!(output.status.success(), "`git ls-files` failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(PathBuf::from)
        .filter(|file| root.join(file).exists())
        .collect())
}

/// Dependencies between the workspace's crates that the table does not allow.
fn arrows() -> Result<Vec<String>> {
    let output = process::cargo()
        .args(["metadata", "--no-deps", "--format-version", "1", "--locked"])
        .output()
        .context("cannot run cargo metadata")?;
    ensure!(output.status.success(), "`cargo metadata` failed: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let allowed: BTreeMap<_, _> = ARROWS.iter().copied().collect();
    let mut problems = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(known) = allowed.get(name) else {
            problems.push(format!("crate `{name}` is not in the table of arrows (xtask/src/house.rs)"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let target = dependency["name"].as_str().unwrap_or_default();
            let is_ours = dependency["path"].is_string();
            let is_for_tests = dependency["kind"] == "dev";
            if is_ours && !is_for_tests && !known.contains(&target) {
                problems.push(format!("`{name}` must not depend on `{target}` (ARCHITECTURE.md)"));
            }
        }
    }
    Ok(problems)
}

/// A source file without its sentence, or with too much in it.
fn source_problem(file: &Path, text: &str) -> Option<String> {
    let lines = text.lines().count();
    if lines > MOST_LINES {
        return Some(format!("{}: {lines} lines; split it by topic (at most {MOST_LINES})", file.display()));
    }
    let begins_well = text.trim_start().starts_with("//!");
    (!begins_well).then(|| format!("{}: begin with a sentence that says what it is (`//!`)", file.display()))
}

/// Relative links of a page that lead nowhere.
fn dead_links(root: &Path, page: &Path, text: &str) -> Vec<String> {
    let folder = page.parent().unwrap_or(Path::new(""));
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets
        .map(|target| target.split('#').next().unwrap_or_default())
        .filter(|target| !target.is_empty() && !target.contains(':') && !target.contains(' '))
        .filter(|target| !root.join(folder).join(target).exists())
        .map(|target| format!("{}: the link to {target} leads nowhere", page.display()))
        .collect()
}

/// Links from the name of a test to a source file that has no such test: docs/wire.md names what holds each oddity.
fn missing_tests(root: &Path, page: &Path, text: &str) -> Vec<String> {
    let folder = page.parent().unwrap_or(Path::new(""));
    let links = text.split("[`").skip(1).filter_map(|rest| rest.split_once("`](")).filter_map(|(name, rest)| {
        let target = rest.split(')').next()?;
        (target.ends_with(".rs") || target.ends_with(".py")).then_some((name, target))
    });
    links
        .filter(|(name, _)| {
            name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_' || letter.is_ascii_digit())
        })
        .filter(|(name, target)| {
            let source = std::fs::read_to_string(root.join(folder).join(target)).unwrap_or_default();
            !source.contains(&format!("fn {name}(")) && !source.contains(&format!("def {name}("))
        })
        .map(|(name, target)| format!("{}: {target} has no test `{name}`", page.display()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_say_what_they_are() {
        let file = Path::new("a.rs");
        assert!(source_problem(file, "//! A thing.\n").is_none());
        assert!(source_problem(file, "fn main() {}\n").is_some());
        assert!(source_problem(file, &format!("//! A thing.\n{}", "\n".repeat(MOST_LINES))).is_some());
    }

    #[test]
    fn tests_that_a_page_names_are_there() {
        let root = process::workspace_root();
        let text = "[`tests_that_a_page_names_are_there`](xtask/src/house.rs), [`no_such_test`](xtask/src/house.rs), [`Word`](xtask/src/main.rs)";
        assert_eq!(
            missing_tests(&root, Path::new("README.md"), text),
            ["README.md: xtask/src/house.rs has no test `no_such_test`"]
        );
    }

    #[test]
    fn links_must_lead_somewhere() {
        let root = process::workspace_root();
        let text = "[here](Cargo.toml) [web](https://example.org) [part](#part) [gone](no/such/page.md)";
        assert_eq!(dead_links(&root, Path::new("README.md"), text).len(), 1);
    }
}
