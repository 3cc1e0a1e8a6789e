//! Schemes that look at what an atom can do: be charged, bind hydrogens, be greasy.

use molecule::Molecule;

use super::palette::{self, GREY};
use super::schemes::by_residue;

/// The colours of [`yellow_red_blue`], those of its authors' script for PyMOL.
const YELLOW: u32 = 0xF2C700;
const RED: u32 = 0xFF6666;
const BLUE: u32 = 0x3380CC;
const WHITE: u32 = 0xF2F2F2;

/// An aromatic bond.
const AROMATIC: u8 = 4;

/// YRB (Hagemans and others, Front. Mol. Biosci. 2 (2015) 56): yellow are carbons without bonds to nitrogen or oxygen, red and
/// blue the charged atoms of the side chains, white all else. As in the authors' script, but by the bonds that are there, so that
/// ligands have colours too.
pub(super) fn yellow_red_blue(molecule: &Molecule) -> Vec<u32> {
    let polar = polar_carbons(molecule);
    let atoms = &molecule.atoms;
    let mut colors = by_residue(molecule, |_| WHITE);
    for residue in 0..molecule.residues.len() {
        let name = molecule.residues.name[residue].as_str();
        for row in molecule.residues.atoms(residue) {
            colors[row] = match (name, atoms.name[row].as_str()) {
                ("ASP", "OD1" | "OD2") | ("GLU", "OE1" | "OE2") => RED,
                ("ARG", "NE" | "NH1" | "NH2") | ("LYS", "NZ") => BLUE,
                _ if atoms.symbol[row] == "C" && !polar[row] => YELLOW,
                _ => WHITE,
            };
        }
    }
    colors
}

/// The atomic property fields (Totrov, Chem. Biol. Drug Des. 71 (2008) 15), the strongest property of each atom: charge, donor or
/// acceptor of hydrogen bonds, aromatic, lipophilic. Which is the strongest, and the colours, are our own: the paper gives neither.
pub(super) fn property_fields(molecule: &Molecule) -> Vec<u32> {
    let (polar, aromatic) = (polar_carbons(molecule), aromatic_atoms(molecule));
    let atoms = &molecule.atoms;
    let color = |row: usize| match atoms.formal_charge[row] {
        1.. => 0x66CCFF,
        ..0 => 0xFF66B2,
        0 if atoms.donor[row] || atoms.acceptor[row] => palette::donor_acceptor(atoms.donor[row], atoms.acceptor[row]),
        0 if aromatic[row] => 0xFFFFFF,
        0 if atoms.symbol[row] == "C" && !polar[row] => 0xFFFF00,
        0 => GREY,
    };
    (0..atoms.len()).map(color).collect()
}

/// Which atoms are bonded to nitrogen or oxygen.
fn polar_carbons(molecule: &Molecule) -> Vec<bool> {
    let is_polar = |row: usize| matches!(molecule.atoms.symbol[row].as_str(), "N" | "O");
    let mut polar = vec![false; molecule.atoms.len()];
    for (one, other) in molecule.bonds.atom1.iter().zip(molecule.bonds.atom2.iter()) {
        let (one, other) = (*one as usize, *other as usize);
        polar[one] |= is_polar(other);
        polar[other] |= is_polar(one);
    }
    polar
}

fn aromatic_atoms(molecule: &Molecule) -> Vec<bool> {
    let mut aromatic = vec![false; molecule.atoms.len()];
    let bonds = &molecule.bonds;
    let Some(kinds) = bonds.kinds.get(molecule.current_conformer).or_else(|| bonds.kinds.first()) else {
        return aromatic;
    };
    for bond in (0..bonds.len()).filter(|bond| kinds[*bond] == AROMATIC) {
        aromatic[bonds.atom1[bond] as usize] = true;
        aromatic[bonds.atom2[bond] as usize] = true;
    }
    aromatic
}
