//! Which programs docking uses on the plugin's computer, and how to get them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::tool::Tool;

/// Adds hydrogens, makes conformers; run with the Python that has RDKit.
pub const PREPARE_LIGAND: &str = include_str!("../../python/prepare_ligand.py");

/// What the Python needs; meeko leaves some of it to chance.
pub const PYTHON_PACKAGES: &str = "meeko rdkit gemmi scipy numpy";

/// The programs, as the settings name them.
#[derive(Clone, Debug)]
pub struct Tools {
    /// A Python with meeko and RDKit.
    pub python: OsString,
    /// AutoDock Vina.
    pub vina: OsString,
    /// Open Babel.
    pub open_babel: OsString,
    /// How many processors Vina may use; 0 = all.
    pub cpus: u32,
}

impl Tools {
    /// From the environment: `DOCKING_PYTHON`, `DOCKING_VINA`, `DOCKING_OBABEL` and `DOCKING_CPUS`; else what is on
    /// the PATH, on all processors.
    pub fn from_env() -> Self {
        let program = |name: &str, default: &str| {
            std::env::var_os(name).filter(|value| !value.is_empty()).map_or_else(|| default.into(), from_here)
        };
        let cpus = std::env::var("DOCKING_CPUS").ok().and_then(|count| count.trim().parse().ok());
        Self {
            python: program("DOCKING_PYTHON", "python3"),
            vina: program("DOCKING_VINA", "vina"),
            open_babel: program("DOCKING_OBABEL", "obabel"),
            cpus: cpus.unwrap_or(0),
        }
    }

    pub(super) fn python(&self) -> Tool {
        Tool::new(&self.python, "Install Python 3 with meeko and rdkit, or name one in DOCKING_PYTHON.")
    }

    pub(super) fn vina(&self) -> Tool {
        Tool::new(
            &self.vina,
            "Install AutoDock Vina where the docking plugin runs (Debian: apt-get install autodock-vina), or name it \
             in DOCKING_VINA.",
        )
    }

    pub(super) fn open_babel(&self) -> Tool {
        Tool::new(
            &self.open_babel,
            "Install Open Babel where the docking plugin runs (Debian: apt-get install openbabel), or name it in \
             DOCKING_OBABEL.",
        )
    }
}

/// A program that was named by a path from here, so that it is found from another folder; a mere name stays.
fn from_here(program: OsString) -> OsString {
    let path = Path::new(&program);
    match path.components().count() {
        0 | 1 => program,
        _ => std::path::absolute(path).map_or(program, PathBuf::into_os_string),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_from_here_and_names_from_the_path() {
        assert_eq!(from_here("vina".into()), "vina");
        assert_eq!(from_here("/usr/bin/vina".into()), "/usr/bin/vina");
        let found = PathBuf::from(from_here("venv/bin/python".into()));
        assert_eq!(found, std::env::current_dir().unwrap().join("venv/bin/python"));
    }
}
