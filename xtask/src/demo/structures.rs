//! The structure that the demo docks: 1OF6, from a package of the Python package index.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process;
use crate::python::Venv;

/// The wheel that carries it under `datasets/pdb`.
const WHEEL: &str = "posebusters==0.6.5";

/// Files of the structure.
pub struct Structures {
    /// 20,912 atoms.
    pub protein: PathBuf,
    /// D-tyrosine, as it is in the crystal.
    pub ligand: PathBuf,
}

impl Structures {
    /// Fetches them once; later runs find them.
    pub fn fetch(venv: &Venv) -> Result<Self> {
        let folder = process::target_dir().join("demo/1of6");
        let structures = Self { protein: folder.join("1OF6.pdb"), ligand: folder.join("DTY.sdf") };
        if structures.protein.exists() && structures.ligand.exists() {
            return Ok(structures);
        }
        println!("fetching 1OF6 from the Python package {WHEEL}");
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let pip = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", WHEEL, "--dest"];
        process::run(venv.command().args(pip).arg(&folder))?;
        let script = process::workspace_root().join("xtask/python/unzip_1of6.py");
        process::run(venv.command().arg(script).arg(&folder))?;
        Ok(structures)
    }
}
