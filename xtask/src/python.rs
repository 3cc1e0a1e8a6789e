//! Virtual environments for what is checked against, or done by, Python packages.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// A virtual environment and what it holds.
#[derive(Debug)]
pub struct Venv {
    folder: PathBuf,
}

impl Venv {
    /// Its interpreter.
    pub fn python(&self) -> PathBuf {
        self.folder.join("bin/python")
    }

    /// A command of its interpreter.
    pub fn command(&self) -> Command {
        Command::new(self.python())
    }
}

/// The environments of the tests.
#[derive(Debug)]
pub struct Venvs {
    /// `nanome` 0.42.1, pytest and gemmi: also runs the conformance tests.
    pub nanome_0_42: Venv,
    /// `nanome` 0.38.13.
    pub nanome_0_38: Venv,
    /// meeko and rdkit.
    pub docking: Venv,
}

/// What the docking plugin needs.
pub const DOCKING_PACKAGES: &[&str] = &["meeko==0.7.1", "rdkit==2025.9.1", "gemmi==0.7.5", "scipy", "numpy"];

/// Makes (or keeps) all environments.
pub fn install_all() -> Result<Venvs> {
    Ok(Venvs {
        nanome_0_42: install(
            "nanome-0.42",
            &["nanome==0.42.1", "marshmallow<4", "setuptools<81", "pytest==8.4.2", "gemmi==0.7.5", "numpy"],
        )?,
        nanome_0_38: install("nanome-0.38", &["nanome==0.38.13", "marshmallow<4", "setuptools<81"])?,
        docking: install("docking", DOCKING_PACKAGES)?,
    })
}

/// Makes the environment `name` with these packages; one that has just these is kept.
pub fn install(name: &str, packages: &[&str]) -> Result<Venv> {
    let folder = process::target_dir().join("venvs").join(name);
    let venv = Venv { folder: folder.clone() };
    let stamp = folder.join("packages.txt");
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(venv);
    }
    println!("making {} with {}", folder.display(), packages.join(", "));
    process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))
        .context("Python 3 with venv is needed (Debian: apt-get install python3-venv)")?;
    process::run(
        venv.command().args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(packages),
    )?;
    std::fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(venv)
}
