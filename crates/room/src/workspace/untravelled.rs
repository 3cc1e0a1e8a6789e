//! What a complex has and the wire has not: insertion codes, and the order of bonds of different residues.

use molecule::{Bonds, Column, Complex, Index};

/// Residues keep the insertion codes that they had, and bonds the order in which they stood.
pub(super) fn keep_what_does_not_travel(before: &Complex, complex: &mut Complex) {
    keep_insertion_codes(before, complex);
    keep_bond_order(before, complex);
}

fn keep_insertion_codes(before: &Complex, complex: &mut Complex) {
    let residues = before.molecules.iter().flat_map(|molecule| {
        let residues = &molecule.residues;
        residues.index.iter().zip(residues.insertion_code.iter()).filter(|(_, code)| **code != b' ')
    });
    let mut codes: Vec<_> = residues.collect();
    codes.sort_unstable();
    if codes.is_empty() {
        return;
    }
    for residues in complex.molecules.iter_mut().map(|molecule| &mut molecule.residues) {
        let code =
            |index: &Index| codes.binary_search_by_key(&index, |(index, _)| *index).map_or(b' ', |at| *codes[at].1);
        residues.insertion_code = residues.index.iter().map(code).collect::<Vec<_>>().into();
    }
}

/// New bonds follow those that were there.
fn keep_bond_order(before: &Complex, complex: &mut Complex) {
    let old = before.molecules.iter().flat_map(|molecule| molecule.bonds.index.iter().copied());
    let mut ranks: Vec<(Index, usize)> = old.enumerate().map(|(rank, index)| (index, rank)).collect();
    ranks.sort_unstable();
    let rank =
        |index: Index| ranks.binary_search_by_key(&index, |(index, _)| *index).map_or(usize::MAX, |at| ranks[at].1);
    for bonds in complex.molecules.iter_mut().map(|molecule| &mut molecule.bonds) {
        let ranks: Vec<usize> = bonds.index.iter().map(|index| rank(*index)).collect();
        if !ranks.is_sorted() {
            let mut order: Vec<usize> = (0..ranks.len()).collect();
            order.sort_by_key(|row| ranks[*row]);
            reorder_bonds(bonds, &order);
        }
    }
}

fn reorder_bonds(bonds: &mut Bonds, order: &[usize]) {
    reorder(&mut bonds.index, order);
    reorder(&mut bonds.atom1, order);
    reorder(&mut bonds.atom2, order);
    bonds.kinds.iter_mut().for_each(|column| reorder(column, order));
    bonds.in_conformer.iter_mut().for_each(|column| reorder(column, order));
}

fn reorder<T: Copy>(column: &mut Column<T>, order: &[usize]) {
    *column = order.iter().map(|row| column[*row]).collect::<Vec<_>>().into();
}
