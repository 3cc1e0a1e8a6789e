//! Helices and sheets of a file, written into the residues that they cover.

use std::collections::HashMap;

use crate::bonds::is_amino_acid;
use crate::secondary_structure::{COIL, HELIX, SHEET};
use crate::{Column, Molecule, Text};

/// A stretch of a chain: from one sequence number and insertion code to another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Range {
    pub chain: Text,
    pub first: (i32, u8),
    pub last: (i32, u8),
}

/// What a file says about secondary structure.
#[derive(Debug, Default)]
pub(super) struct SecondaryRanges {
    pub helices: Vec<Range>,
    pub sheets: Vec<Range>,
}

impl SecondaryRanges {
    /// Marks helices and sheets, and the other amino acids as coil; a file that says nothing leaves all unknown.
    pub fn apply(&self, molecules: &mut [Molecule]) {
        if self.helices.is_empty() && self.sheets.is_empty() {
            return;
        }
        let mut ranges_by_chain: HashMap<&str, Vec<(&Range, u8)>> = HashMap::new();
        for (ranges, kind) in [(&self.sheets, SHEET), (&self.helices, HELIX)] {
            for range in ranges {
                ranges_by_chain.entry(&range.chain).or_default().push((range, kind));
            }
        }
        let covers = ranges_by_chain.into_iter().map(|(chain, ranges)| (chain, Cover::new(&ranges))).collect();
        molecules.iter_mut().for_each(|molecule| mark(molecule, &covers));
    }
}

fn mark(molecule: &mut Molecule, covers: &HashMap<&str, Cover>) {
    let mut structure = molecule.residues.secondary_structure.to_vec();
    for chain in 0..molecule.chains.len() {
        let name = molecule.chains.name[chain].as_str();
        // Amino acids among the hetero groups are of the chain all the same.
        let Some(cover) = covers.get(name).or_else(|| covers.get(name.strip_prefix('H')?)) else { continue };
        let residues = &molecule.residues;
        for row in molecule.chains.residues(chain).filter(|row| is_amino_acid(&residues.name[*row])) {
            structure[row] = cover.kind_at((residues.serial[row], residues.insertion_code[row]));
        }
    }
    molecule.residues.secondary_structure = Column::new(structure);
}

/// The ranges of one chain as pieces that do not overlap, so that a residue is found by bisection however many ranges
/// a file claims.
struct Cover {
    /// Where a piece begins, and what it is up to the next one.
    pieces: Vec<((i32, u8), u8)>,
}

impl Cover {
    fn new(ranges: &[(&Range, u8)]) -> Self {
        let after = |(serial, code): (i32, u8)| match code.checked_add(1) {
            Some(next) => (serial, next),
            None => (serial.saturating_add(1), 0),
        };
        let mut edges: Vec<((i32, u8), u8, i32)> = Vec::with_capacity(2 * ranges.len());
        for (range, kind) in ranges.iter().filter(|(range, _)| range.first <= range.last) {
            edges.push((range.first, *kind, 1));
            edges.push((after(range.last), *kind, -1));
        }
        edges.sort_unstable();
        let (mut helices, mut sheets) = (0, 0);
        let mut pieces = Vec::with_capacity(edges.len());
        for (place, kind, change) in edges {
            *(if kind == HELIX { &mut helices } else { &mut sheets }) += change;
            let covered = match (helices, sheets) {
                (1.., _) => HELIX,
                (_, 1..) => SHEET,
                _ => COIL,
            };
            pieces.push((place, covered));
        }
        Self { pieces }
    }

    fn kind_at(&self, place: (i32, u8)) -> u8 {
        let next = self.pieces.partition_point(|(start, _)| *start <= place);
        next.checked_sub(1).map_or(COIL, |piece| self.pieces[piece].1)
    }
}

#[cfg(test)]
mod tests {
    use super::{COIL, Cover, HELIX, Range, SHEET};

    #[test]
    fn helices_win_over_sheets() {
        let range = |first, last| Range { chain: "A".into(), first: (first, b' '), last: (last, b' ') };
        let (helix, sheet, backwards) = (range(3, 5), range(5, 8), range(20, 10));
        let cover = Cover::new(&[(&sheet, SHEET), (&helix, HELIX), (&backwards, HELIX)]);
        let kinds: Vec<u8> = (2..=9).map(|serial| cover.kind_at((serial, b' '))).collect();
        assert_eq!(kinds, [COIL, HELIX, HELIX, HELIX, SHEET, SHEET, SHEET, COIL]);
        assert_eq!(cover.kind_at((8, b'A')), COIL);
        assert_eq!(cover.kind_at((15, b' ')), COIL);
    }
}
