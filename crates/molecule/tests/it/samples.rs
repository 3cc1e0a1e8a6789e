//! The structures that come with the crate, and those of the shared folder where that is there.

use std::io::Write;
use std::path::{Path, PathBuf};

use molecule::{Complex, Format, Molecule, read};

/// The bytes of a structure in `tests/data`.
pub fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A structure in `tests/data`.
pub fn complex(name: &str) -> Complex {
    parse(&bytes(name), Format::from_file_name(name).unwrap())
}

/// What a text of this format holds.
pub fn parse(bytes: &[u8], format: Format) -> Complex {
    let mut complexes = read(bytes, format, "sample").unwrap();
    assert_eq!(complexes.len(), 1);
    let complex = complexes.remove(0);
    for molecule in &complex.molecules {
        molecule.validate().unwrap();
    }
    complex
}

/// Every file of `tests/data`, and of the shared data where they are there.
pub fn all_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = root.join("../../../shared/data");
    if !shared.is_dir() {
        // Not by println!: the output of tests that pass is not shown.
        let _ = writeln!(std::io::stderr(), "skipped: the structures of {}, which is not there", shared.display());
    }
    let folders = [root.join("tests/data"), shared.join("pdb"), shared.join("mmcif"), shared.join("sdf")];
    let entries = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.to_str().and_then(Format::from_file_name).is_some());
    files.sort();
    files
}

/// `A/ALA 12/CA`: chain, residue and name of an atom.
pub fn label(molecule: &Molecule, row: usize) -> String {
    let residue = molecule.residues.atom_start.partition_point(|start| *start as usize <= row) - 1;
    let chain = molecule.chains.residue_start.partition_point(|start| *start as usize <= residue) - 1;
    let (chain, name) = (&molecule.chains.name[chain], &molecule.residues.name[residue]);
    format!("{chain}/{name} {}/{}", molecule.residues.serial[residue], molecule.atoms.name[row])
}

/// The bonds by the labels of their atoms, each written the same way round.
pub fn bonds(molecule: &Molecule) -> Vec<(String, String, u8)> {
    let mut bonds: Vec<_> = (0..molecule.bonds.len())
        .map(|bond| {
            let mut ends =
                [molecule.bonds.atom1[bond], molecule.bonds.atom2[bond]].map(|row| label(molecule, row as usize));
            ends.sort();
            let [first, second] = ends;
            (first, second, molecule.bonds.kinds[0][bond])
        })
        .collect();
    bonds.sort();
    bonds
}
