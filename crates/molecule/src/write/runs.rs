//! Helices and strands as stretches of residues.

use super::file_chain;
use crate::Molecule;

/// A stretch of residues of one kind: 2 sheet, 3 helix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub kind: u8,
    pub chain: usize,
    pub first: usize,
    pub last: usize,
}

impl Run {
    /// The chain's name in a file.
    pub fn chain_name<'a>(&self, molecule: &'a Molecule) -> &'a str {
        file_chain(molecule, self.chain, self.first)
    }
}

/// All helices and strands, in the order of the chains.
pub(super) fn runs(molecule: &Molecule) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for chain in 0..molecule.chains.len() {
        for residue in molecule.chains.residues(chain) {
            let kind = molecule.residues.secondary_structure[residue];
            if !matches!(kind, 2 | 3) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.kind == kind && run.chain == chain && is_next(molecule, run.last, residue) => {
                    run.last = residue;
                }
                _ => runs.push(Run { kind, chain, first: residue, last: residue }),
            }
        }
    }
    runs
}

/// Whether no number is left out between two residues: a reader takes a stretch for all the numbers in it.
fn is_next(molecule: &Molecule, last: usize, residue: usize) -> bool {
    let step = i64::from(molecule.residues.serial[residue]) - i64::from(molecule.residues.serial[last]);
    last + 1 == residue && matches!(step, 0 | 1)
}
