//! Running other programs, with errors that name the command.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The folder of the workspace.
pub fn workspace_root() -> PathBuf {
    // Where cargo runs it, not where it was built: two checkouts may share a target folder.
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let xtask = PathBuf::from(xtask);
    xtask.parent().map_or(xtask.clone(), PathBuf::from)
}

/// Where builds and downloads go.
pub fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace_root().join("target"), PathBuf::from)
}

/// The cargo that started this, in the workspace.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace_root());
    command
}

/// Runs a command to its end; its output goes where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    let line = describe(command);
    let status = command.status().with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed: {status}");
    }
    Ok(())
}

/// The command as a person would type it into a shell, with the variables that it sets.
pub fn describe(command: &Command) -> String {
    let set = |(name, value): (&OsStr, Option<&OsStr>)| Some(format!("{}={}", name.display(), quoted(value?)));
    let variables = command.get_envs().filter_map(set);
    let words = std::iter::once(command.get_program()).chain(command.get_args()).map(quoted);
    variables.chain(words).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./:=,+@%".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_can_be_typed_again() {
        let mut command = Command::new("/a folder/docking");
        command.args(["-a", "127.0.0.1", "it's"]).env("DOCKING_PYTHON", "venv/bin/python").env_remove("HOME");
        let typed = r"DOCKING_PYTHON=venv/bin/python '/a folder/docking' -a 127.0.0.1 'it'\''s'";
        assert_eq!(describe(&command), typed);
    }
}
