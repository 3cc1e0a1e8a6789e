//! Shallow changes: one complex, molecule, chain, residue, bond or atom as it travels, put into the columns.
//!
//! Columns in which nothing differs stay shared with whoever holds them. Indices and children stay as they are, and a
//! row that is not there is left alone.

use std::mem::take;

use molecule::{Column, Complex, Molecule};
use protocol::structure::{self as wire, PerConformer};

use crate::from_wire::{complex_row, conformers};
use crate::rows::{Rows, set};

/// Changes a complex itself. A frame that is not there becomes the nearest one.
pub fn set_complex(complex: &mut Complex, from: wire::Complex) {
    let mut changed = complex_row(from);
    changed.index = complex.index;
    changed.molecules = take(&mut complex.molecules);
    changed.current_frame = changed.current_frame.min(changed.molecules.len().saturating_sub(1));
    if *changed.remarks == *complex.remarks {
        changed.remarks = complex.remarks.clone();
    }
    *complex = changed;
}

/// Changes what a molecule says of its conformers. How many there are does not change.
pub fn set_molecule(molecule: &mut Molecule, from: wire::Molecule) {
    let current = usize::try_from(from.conformers.current).unwrap_or(0);
    let each = conformers(from.conformers);
    if each.len() == molecule.conformers.len() {
        molecule.current_conformer = current.min(each.len() - 1);
        molecule.conformers = each;
    } else if let (Some(shown), Ok([only])) =
        (molecule.conformers.get_mut(molecule.current_conformer), <[_; 1]>::try_from(each))
    {
        *shown = only;
    }
}

/// Changes a chain's name.
pub fn set_chain(molecule: &mut Molecule, row: usize, from: wire::Chain) {
    set(&mut molecule.chains.name, row, from.name);
}

/// Changes a residue.
pub fn set_residue(molecule: &mut Molecule, row: usize, from: wire::Residue) {
    molecule.residues.set_row(row, from);
}

/// Changes a bond's kinds; its ends stay.
pub fn set_bond(molecule: &mut Molecule, row: usize, from: wire::Bond) {
    if matches!(from.kinds, PerConformer::Many(_)) && molecule.bonds.kinds.len() == 1 {
        let column = molecule.bonds.kinds[0].clone();
        molecule.bonds.kinds.resize(molecule.conformers.len().max(1), column);
    }
    let bonds = &mut molecule.bonds;
    let shown = molecule.current_conformer;
    set_values(&mut bonds.kinds, shown, row, &from.kinds, |kind| kind.0);
    set_presence(&mut bonds.in_conformer, molecule.conformers.len(), bonds.atom1.len(), row, &from.kinds);
}

/// Changes an atom, its places included.
pub fn set_atom(molecule: &mut Molecule, row: usize, mut from: wire::Atom) {
    let positions = take(&mut from.positions);
    let atoms = &mut molecule.atoms;
    atoms.set_row(row, from);
    set_values(&mut atoms.positions, molecule.current_conformer, row, &positions, |at| [at.x, at.y, at.z]);
    set_presence(&mut atoms.in_conformer, molecule.conformers.len(), atoms.name.len(), row, &positions);
}

/// Sets a row's value in each conformer; a single value is that of the conformer that is shown.
fn set_values<T: Copy, U: Clone + PartialEq>(
    columns: &mut [Column<U>],
    shown: usize,
    row: usize,
    from: &PerConformer<T>,
    value: fn(T) -> U,
) {
    if let PerConformer::One(only) = from {
        let shown = shown.min(columns.len().saturating_sub(1));
        return columns.iter_mut().skip(shown).take(1).for_each(|column| set(column, row, value(*only)));
    }
    for (column, from) in columns.iter_mut().zip(from.values()) {
        set(column, row, value(*from));
    }
}

/// Sets in which conformers a row is; a single value says nothing of that.
fn set_presence<T: Copy>(
    columns: &mut Vec<Column<bool>>,
    conformers: usize,
    rows: usize,
    row: usize,
    from: &PerConformer<T>,
) {
    if matches!(from, PerConformer::One(_)) {
        return;
    }
    if columns.is_empty() && from.in_conformer().contains(&false) {
        columns.resize(conformers, Column::filled(true, rows));
    }
    for (column, present) in columns.iter_mut().zip(from.in_conformer()) {
        set(column, row, *present);
    }
}
