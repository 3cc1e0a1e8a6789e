//! Shallow changes put into columns.

use molecule::{Complex, Molecule};
use molecule_wire::{Depth, set_atom, set_bond, set_chain, set_complex, set_molecule, set_residue, to_wire};
use protocol::structure::{Atom, Bond, BondKind, PerConformer, Residue, Vec3};

use crate::made::Source;

fn made() -> Complex {
    (0..).map(|seed| Source(seed).complex(2, 9, &mut 0)).find(|made| made.molecules[0].conformers.len() == 3).unwrap()
}

/// An atom, residue, ... of the first molecule as it travels.
fn first_rows(complex: &Complex) -> (Atom, Residue) {
    let (atoms, tree) = to_wire(complex, Depth::Deep);
    let residue = tree.molecules[0].chains.iter().flat_map(|chain| &chain.residues).next().unwrap().clone();
    (atoms[0].1.clone(), residue)
}

#[test]
fn what_is_the_same_stays_shared() {
    let before = made();
    let mut complex = before.clone();
    let (atom, residue) = first_rows(&complex);
    let (_, tree) = to_wire(&complex, Depth::Deep);
    set_molecule(&mut complex.molecules[0], tree.molecules[0].clone());
    set_complex(&mut complex, tree);
    set_atom(&mut complex.molecules[0], 0, atom);
    set_residue(&mut complex.molecules[0], 0, residue);
    assert_eq!(complex, before);
    let [old, new] = [&before, &complex].map(|complex| &complex.molecules[0]);
    assert!(old.atoms.color.is_same(&new.atoms.color) && old.atoms.positions[2].is_same(&new.atoms.positions[2]));
    assert!(old.residues.name.is_same(&new.residues.name) && before.remarks.is_same(&complex.remarks));
}

#[test]
fn an_atom_changes_in_the_columns_that_differ() {
    let before = made();
    let mut complex = before.clone();
    let (mut atom, _) = first_rows(&complex);
    let index = atom.index;
    atom.index = 99;
    atom.atom_color.0 = before.molecules[0].atoms.color[0] ^ 1;
    set_atom(&mut complex.molecules[0], 0, atom);
    let [old, new] = [&before, &complex].map(|complex| &complex.molecules[0].atoms);
    assert_eq!(new.color[0], old.color[0] ^ 1);
    assert_eq!(new.color[1..], old.color[1..]);
    assert!(new.name.is_same(&old.name) && new.index[0] == index);
}

#[test]
fn a_single_place_is_that_of_the_conformer_shown() {
    let mut complex = made();
    let molecule = &mut complex.molecules[0];
    molecule.current_conformer = 1;
    let before = molecule.clone();
    let places = |molecule: &Molecule| molecule.atoms.positions.iter().map(|column| column[0]).collect::<Vec<_>>();
    set_atom(molecule, 0, Atom { positions: Vec3::new(7.0, 8.0, 9.0).into(), ..Atom::default() });
    let old = places(&before);
    assert_eq!(places(molecule), [old[0], [7.0, 8.0, 9.0], old[2]]);
    assert_eq!(molecule.atoms.in_conformer, before.atoms.in_conformer);

    let many = PerConformer::many(vec![Vec3::default(); 3], vec![true, false, true]).unwrap();
    set_atom(molecule, 0, Atom { positions: many, ..Atom::default() });
    assert_eq!(places(molecule), [[0.0; 3]; 3]);
    assert_eq!(molecule.atoms.in_conformer.iter().map(|rows| rows[0]).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn a_bond_that_differs_by_conformer_makes_room_for_it() {
    let mut complex = made();
    let molecule = &mut complex.molecules[0];
    molecule.bonds = molecule::Bonds {
        index: vec![1, 2].into(),
        atom1: vec![0, 1].into(),
        atom2: vec![1, 2].into(),
        kinds: vec![vec![1, 1].into()],
        in_conformer: Vec::new(),
    };
    set_bond(molecule, 1, Bond { kinds: BondKind::DOUBLE.into(), ..Bond::default() });
    assert_eq!(*molecule.bonds.kinds[0], [1, 2]);
    let kinds = PerConformer::many(vec![BondKind(3), BondKind(2), BondKind(1)], vec![true, true, false]).unwrap();
    set_bond(molecule, 0, Bond { kinds, ..Bond::default() });
    let kinds: Vec<_> = molecule.bonds.kinds.iter().map(|column| column.to_vec()).collect();
    assert_eq!(kinds, [[3, 2], [2, 2], [1, 2]]);
    let present: Vec<_> = molecule.bonds.in_conformer.iter().map(|column| column.to_vec()).collect();
    assert_eq!(present, [[true, true], [true, true], [false, true]]);
}

#[test]
fn rows_that_are_not_there_are_left_alone() {
    let before = made();
    let mut complex = before.clone();
    let molecule = &mut complex.molecules[0];
    let many = PerConformer::many(vec![Vec3::default(); 9], vec![true; 9]).unwrap();
    set_atom(molecule, 1000, Atom { positions: many, ..Atom::default() });
    set_residue(molecule, 1000, Residue::default());
    set_chain(molecule, 1000, Default::default());
    set_bond(molecule, 1000, Bond::default());
    assert_eq!(complex, before);
}
