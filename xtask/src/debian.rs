//! Debian packages that the project's programs use.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// A Debian package and the program by which it is known to be there.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// Its name for apt.
    pub name: &'static str,
    /// A program that it brings.
    pub program: &'static str,
}

/// What the docking plugin runs.
pub const DOCKING_TOOLS: &[Package] =
    &[Package { name: "autodock-vina", program: "vina" }, Package { name: "openbabel", program: "obabel" }];

/// Installs those that are missing, saying so first.
pub fn install(packages: &[Package]) -> Result<()> {
    let missing: Vec<_> =
        packages.iter().filter(|package| !is_on_path(package.program)).map(|package| package.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !is_on_path("apt-get") {
        bail!("{list} is missing, and this is no Debian: install what brings these programs, then run this again");
    }
    println!("installing Debian's {list}");
    process::run(&mut as_root(&["apt-get", "update", "-qq"]))?;
    process::run(as_root(&["apt-get", "install", "-y", "-qq", "--no-install-recommends"]).args(missing))
}

/// The command, by sudo where this user is not root.
fn as_root(words: &[&str]) -> Command {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let mut command = if is_root { Command::new(words[0]) } else { Command::new("sudo") };
    command.args(if is_root { &words[1..] } else { words }).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Whether a program can be started by its name.
fn is_on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| Path::new(&folder).join(program).is_file())
}
