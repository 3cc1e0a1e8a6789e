//! The pages in `web/`: their packages, checks, build and stories.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{debian, process};

/// Builds the pages, which the next build of the server embeds.
pub fn build() -> Result<()> {
    install()?;
    process::run(npm().args(["run", "--silent", "build"]))
}

/// Types and unit tests.
pub fn check() -> Result<()> {
    install()?;
    process::run(npm().args(["run", "--silent", "check"]))?;
    process::run(npm().args(["run", "--silent", "test"]))
}

/// What people do, in a real browser, with a real server and real plugins.
pub fn stories(docking_python: &Path, nanome_python: &Path) -> Result<()> {
    debian::install(debian::BROWSER)?;
    let programs = process::target_dir().join("debug");
    process::run(
        npm()
            .args(["run", "--silent", "stories"])
            .env("NTS_PROGRAMS", programs)
            .env("DOCKING_PYTHON", docking_python)
            .env("NANOME_0_42_PYTHON", nanome_python),
    )
}

/// Serves the pages with hot reload, for a server that runs already.
pub fn dev(rooms: &str) -> Result<()> {
    install()?;
    println!("The pages are for the server at {rooms}; a change of theirs is shown at once.");
    process::run(npm().args(["run", "--silent", "dev"]).env("NTS_ROOMS", rooms))
}

/// Makes the packages those that `package-lock.json` names; nothing of them is run.
fn install() -> Result<()> {
    debian::install(debian::PAGE_TOOLS)?;
    ensure!(
        debian::node_is_new(),
        "the pages need Node.js 20.19 or newer, and Debian brings an older one here: install it from https://nodejs.org"
    );
    let wanted =
        std::fs::read_to_string(folder().join("package-lock.json")).context("web/package-lock.json is missing")?;
    let stamp = folder().join("node_modules/.installed-from");
    if std::fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(());
    }
    process::run(npm().args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    std::fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

fn folder() -> PathBuf {
    process::workspace_root().join("web")
}

fn npm() -> Command {
    let mut command = Command::new("npm");
    command.current_dir(folder());
    command
}
