//! Indices: unique in the room over complexes, molecules, chains, residues, bonds and atoms, stable, never 0.

use std::collections::HashSet;
use std::iter::once;

use molecule::{Column, Complex, Index, Molecule};

/// The highest index that is taken from a plugin which numbers its structures itself. What the room numbers after it
/// stays below 2^53 for longer than any room lives.
const MAX_GIVEN: Index = 1 << 52;

/// Which of the indices that came with structures stay.
#[derive(Clone, Copy, Debug)]
pub(super) enum Keep<'a> {
    /// Those among these, which are sorted.
    Among(&'a [Index]),
    /// All that make sense.
    Sensible,
}

impl Keep<'_> {
    fn allows(self, index: Index) -> bool {
        match self {
            Keep::Among(known) => known.binary_search(&index).is_ok(),
            Keep::Sensible => (1..=MAX_GIVEN).contains(&index),
        }
    }
}

/// Hands out indices.
#[derive(Debug)]
pub(super) struct Numbers {
    next: Index,
}

impl Default for Numbers {
    fn default() -> Self {
        Self { next: 1 }
    }
}

impl Numbers {
    /// Numbers all of a complex anew.
    pub fn number(&mut self, complex: &mut Complex) {
        complex.index = self.one();
        for molecule in &mut complex.molecules {
            molecule.index = self.one();
            for column in columns_mut(molecule) {
                let first = self.next;
                self.next += column.len() as Index;
                *column = (first..self.next).collect::<Vec<_>>().into();
            }
        }
    }

    /// Keeps the indices that may stay, the first of each, and numbers the rest anew.
    pub fn number_rest(&mut self, complexes: &mut [Complex], keep: Keep<'_>) {
        let given = sorted_indices(complexes.iter());
        if let Keep::Sensible = keep {
            let highest = given.iter().rev().find(|index| **index <= MAX_GIVEN);
            self.next = self.next.max(highest.map_or(0, |highest| highest + 1));
        }
        if given.windows(2).all(|pair| pair[0] != pair[1]) && given.iter().all(|index| keep.allows(*index)) {
            return;
        }
        let mut seen = HashSet::with_capacity(given.len());
        let mut renumber = |index: Index| {
            let stays = keep.allows(index) && seen.insert(index);
            if stays { index } else { self.one() }
        };
        // Complexes first: what is in one must not take the index of another.
        for complex in complexes.iter_mut() {
            complex.index = renumber(complex.index);
        }
        for molecule in complexes.iter_mut().flat_map(|complex| &mut complex.molecules) {
            molecule.index = renumber(molecule.index);
            for column in columns_mut(molecule) {
                let renumbered: Vec<Index> = column.iter().map(|index| renumber(*index)).collect();
                if renumbered != **column {
                    *column = renumbered.into();
                }
            }
        }
    }

    fn one(&mut self) -> Index {
        self.next += 1;
        self.next - 1
    }
}

/// Every index of these complexes and what is in them, sorted.
pub(super) fn sorted_indices<'a>(complexes: impl Iterator<Item = &'a Complex>) -> Vec<Index> {
    let mut indices = Vec::new();
    for complex in complexes {
        indices.push(complex.index);
        for molecule in &complex.molecules {
            indices.extend(
                once(molecule.index).chain(columns(molecule).into_iter().flat_map(|column| column.iter().copied())),
            );
        }
    }
    indices.sort_unstable();
    indices
}

fn columns(molecule: &Molecule) -> [&Column<Index>; 4] {
    [&molecule.chains.index, &molecule.residues.index, &molecule.bonds.index, &molecule.atoms.index]
}

fn columns_mut(molecule: &mut Molecule) -> [&mut Column<Index>; 4] {
    [&mut molecule.chains.index, &mut molecule.residues.index, &mut molecule.bonds.index, &mut molecule.atoms.index]
}
