//! Bonds of a molecule whose file names few: from residue templates, links between residues, and distances.

mod find;
mod grid;
mod templates;

use std::collections::HashMap;

use crate::{Column, Molecule, NO_INDEX};
pub(crate) use grid::visit_pairs;
use templates::{Kind, Template};

/// Finds the bonds of a molecule. Bonds that are there already stay, and get the order of the residue's template where
/// they are single or of unknown kind. Atoms at different alternate locations are never bonded.
pub fn perceive(molecule: &mut Molecule) {
    if molecule.atoms.in_conformer.is_empty() {
        // The same atoms in every conformer have the same bonds: those of the first one.
        let found = find::bonds(molecule, 0);
        return add(molecule, &[found]);
    }
    let found: Vec<_> = (0..molecule.conformers.len()).map(|conformer| find::bonds(molecule, conformer)).collect();
    add(molecule, &found);
}

/// Whether the residue is an amino acid or a nucleotide, as far as it is known by its name.
pub fn is_polymer_unit(residue: &str) -> bool {
    Template::of(residue).is_some_and(|template| template.kind != Kind::Water)
}

/// Whether the bonds within residues of this name are known.
pub(crate) fn has_template(residue: &str) -> bool {
    Template::of(residue).is_some()
}

/// Whether the residue is an amino acid, as far as it is known by its name.
pub(crate) fn is_amino_acid(residue: &str) -> bool {
    Template::of(residue).is_some_and(|template| template.kind == Kind::AminoAcid)
}

/// A bond that was found: rows of its atoms, the smaller first, and its order.
type Found = (u32, u32, u8);

/// Adds what was found per conformer, or once for all of them.
fn add(molecule: &mut Molecule, found: &[Vec<Found>]) {
    let bonds = &mut molecule.bonds;
    let ends = bonds.atom1.iter().zip(bonds.atom2.iter());
    let mut place_of: HashMap<(u32, u32), usize> =
        ends.enumerate().map(|(place, (first, second))| ((*first.min(second), *first.max(second)), place)).collect();
    let known = bonds.len();
    let (mut atom1, mut atom2) = (bonds.atom1.to_vec(), bonds.atom2.to_vec());
    let mut orders = vec![0; known];
    let mut present = vec![vec![true; known]; if found.len() > 1 { found.len() } else { 0 }];
    for (conformer, found) in found.iter().enumerate() {
        for (first, second, order) in found {
            let place = *place_of.entry((*first, *second)).or_insert_with(|| {
                atom1.push(*first);
                atom2.push(*second);
                orders.push(0);
                present.iter_mut().for_each(|column| column.push(false));
                atom1.len() - 1
            });
            orders[place] = orders[place].max(*order);
            if let Some(column) = present.get_mut(conformer) {
                column[place] = true;
            }
        }
    }
    let len = atom1.len();
    bonds.index.edit().resize(len, NO_INDEX);
    bonds.atom1 = Column::new(atom1);
    bonds.atom2 = Column::new(atom2);
    if bonds.kinds.is_empty() {
        bonds.kinds.push(Column::default());
    }
    for kinds in &mut bonds.kinds {
        let kinds = kinds.edit();
        kinds.resize(len, 0);
        kinds
            .iter_mut()
            .zip(&orders)
            .filter(|(kind, _)| **kind <= 1)
            .for_each(|(kind, order)| *kind = (*kind).max(*order));
    }
    set_presence(molecule, known, present);
}

/// Bonds known before are in the conformers that they were in, else where both of their atoms are.
fn set_presence(molecule: &mut Molecule, known: usize, found: Vec<Vec<bool>>) {
    let Molecule { atoms, bonds, .. } = molecule;
    if found.is_empty() {
        bonds.in_conformer.iter_mut().for_each(|column| column.edit().resize(bonds.atom1.len(), true));
        return;
    }
    let mut columns = Vec::with_capacity(found.len());
    for (conformer, mut column) in found.into_iter().enumerate() {
        let has = |row: u32| atoms.in_conformer.get(conformer).is_none_or(|column| column[row as usize]);
        for (bond, is_present) in column.iter_mut().enumerate().take(known) {
            *is_present = match bonds.in_conformer.get(conformer) {
                Some(before) => before[bond],
                None => has(bonds.atom1[bond]) && has(bonds.atom2[bond]),
            };
        }
        columns.push(Column::new(column));
    }
    bonds.in_conformer = columns;
}
