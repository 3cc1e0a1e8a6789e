//! Secondary structure by the hydrogen bonds of the backbone: Kabsch and Sander, Biopolymers 22 (1983) 2577, as `mkdssp` 4 finds it.
//!
//! Of its eight states there are three here: the helices H, G and I are helix, strands and bridges (E and B) are sheet, all else
//! of a backbone is coil.

mod backbone;
mod helices;
mod sheets;

use crate::Molecule;
use backbone::Backbone;

/// Numbers of [`crate::Residues::secondary_structure`]; 0 = unknown.
pub(crate) const COIL: u8 = 1;
pub(crate) const SHEET: u8 = 2;
pub(crate) const HELIX: u8 = 3;

/// What DSSP says of a residue, as far as its rules ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Loop,
    Alpha,
    ThreeTen,
    Pi,
    Sheet,
}

/// Fills in the secondary structure of the residues that have a whole backbone (N, CA, C and O), in the conformer that is shown; the
/// others stay as they are. Returns how many residues have one.
pub fn assign(molecule: &mut Molecule) -> usize {
    let backbone = Backbone::of(molecule);
    if backbone.links.is_empty() {
        return 0;
    }
    let mut states = vec![State::Loop; backbone.links.len()];
    sheets::mark(&backbone, &mut states);
    helices::mark(&backbone, &mut states);
    let column = molecule.residues.secondary_structure.edit();
    for (link, state) in backbone.links.iter().zip(&states) {
        column[link.residue] = match state {
            State::Loop => COIL,
            State::Sheet => SHEET,
            State::Alpha | State::ThreeTen | State::Pi => HELIX,
        };
    }
    states.len()
}

/// Fills it in where nothing is known of any residue: what a file or a plugin said, stays.
pub fn assign_if_unknown(molecule: &mut Molecule) {
    if molecule.residues.secondary_structure.iter().all(|kind| *kind == 0) {
        assign(molecule);
    }
}
