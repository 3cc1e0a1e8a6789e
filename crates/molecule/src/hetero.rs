//! The hetero groups of a molecule: ligands, cofactors, metals, waters.

use crate::{Molecule, Text};

/// A residue that stands in HETATM records.
#[derive(Clone, Debug, PartialEq)]
pub struct HeteroGroup {
    /// The chain that it belongs to, as the model names it (`HA`: hetero groups of chain A).
    pub chain: Text,
    /// Its three letters: `HEM`.
    pub name: Text,
    /// Its sequence number.
    pub serial: i32,
    /// Its insertion code, or a space.
    pub insertion_code: u8,
    /// The rows of its hetero atoms.
    pub atoms: Vec<usize>,
}

impl HeteroGroup {
    /// Whether it is water.
    pub fn is_water(&self) -> bool {
        is_water(&self.name)
    }
}

/// Whether a residue of this name is water.
pub fn is_water(residue: &str) -> bool {
    matches!(residue, "HOH" | "DOD" | "WAT" | "H2O" | "SOL" | "TIP" | "TP3" | "TIP3" | "SPC")
}

/// The hetero groups of the conformer that is shown, in file order, waters too.
pub fn hetero_groups(molecule: &Molecule) -> Vec<HeteroGroup> {
    let mut groups = Vec::new();
    for chain in 0..molecule.chains.len() {
        for residue in molecule.chains.residues(chain) {
            let rows = molecule.residues.atoms(residue);
            let atoms: Vec<usize> = rows.filter(|row| molecule.atoms.is_het[*row] && molecule.has_atom(*row)).collect();
            if atoms.is_empty() {
                continue;
            }
            groups.push(HeteroGroup {
                chain: molecule.chains.name[chain].clone(),
                name: molecule.residues.name[residue].clone(),
                serial: molecule.residues.serial[residue],
                insertion_code: molecule.residues.insertion_code[residue],
                atoms,
            });
        }
    }
    groups
}
