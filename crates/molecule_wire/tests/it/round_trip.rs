//! What columns hold comes back from the wire.

use std::collections::HashSet;

use molecule::{Complex, Molecule};
use molecule_wire::{Depth, complexes_from_wire, complexes_to_wire, from_wire, molecule_to_wire, to_wire};
use proptest::prelude::*;

use crate::made::Source;

proptest! {
    #[test]
    fn a_complex_comes_back(seed: u64, frames in 0_usize..3, atoms in 0_usize..12) {
        let complex = Source(seed).complex(frames, atoms, &mut 0);
        let (dictionary, tree) = to_wire(&complex, Depth::Deep);
        let keys: HashSet<i64> = dictionary.iter().map(|(key, _)| *key).collect();
        prop_assert_eq!(keys.len(), dictionary.len());
        prop_assert!(dictionary.iter().all(|(key, atom)| *key == atom.index || atom.index < 0));
        prop_assert_eq!(tree.selected, complex.is_selected());
        prop_assert_eq!(from_wire(dictionary, tree).unwrap(), complex);
    }

    #[test]
    fn complexes_come_back_together(seed: u64, atoms in 0_usize..12) {
        let (mut source, mut next) = (Source(seed), 0);
        let mut complexes: Vec<Complex> = (0..3).map(|_| source.complex(1, atoms, &mut next)).collect();
        complexes.push(complexes[0].clone());
        let deep = complexes_to_wire(&complexes);
        prop_assert_eq!(complexes_from_wire(deep).unwrap(), complexes);
    }
}

#[test]
fn a_shallow_complex_has_no_molecules_but_knows_its_frame() {
    let mut complex = Source(1).complex(3, 4, &mut 0);
    complex.current_frame = 2;
    let (dictionary, tree) = to_wire(&complex, Depth::Shallow);
    assert!(dictionary.is_empty() && tree.molecules.is_empty());
    assert_eq!(tree.current_frame, 2);
    complex.molecules.clear();
    assert_eq!(from_wire(dictionary, tree).unwrap(), complex);
}

#[test]
fn a_complex_that_is_asked_twice_shares_no_atom_with_itself() {
    let complex = Source(3).complex(1, 9, &mut 0);
    let deep = complexes_to_wire([&complex, &complex]);
    let keys: HashSet<i64> = deep.atoms.iter().map(|(key, _)| *key).collect();
    assert_eq!((deep.atoms.len(), keys.len()), (18, 18));
    assert!(!keys.contains(&-1));
}

#[test]
fn a_bond_between_residues_is_in_that_of_its_second_atom() {
    let mut molecule = peptide();
    molecule.bonds.atom1 = vec![1, 0].into();
    molecule.bonds.atom2 = vec![0, 1].into();
    let (dictionary, tree) = molecule_to_wire(&molecule);
    let ends: Vec<Vec<_>> = tree.chains[0]
        .residues
        .iter()
        .map(|residue| residue.bonds.iter().map(|bond| (bond.atom1, bond.atom2)).collect())
        .collect();
    let [first, second] = [dictionary[0].0, dictionary[1].0];
    assert_eq!(ends, [vec![(second, first)], vec![(first, second)]]);
}

/// Two residues of an atom each; many columns are left out, as an author in a hurry would.
fn peptide() -> Molecule {
    let mut molecule = Molecule::default();
    molecule.chains.name = vec!["A".into()].into();
    molecule.chains.residue_start = vec![0, 2].into();
    molecule.residues.name = vec!["ALA".into(), "GLY".into()].into();
    molecule.residues.atom_start = vec![0, 1, 2].into();
    molecule.atoms.name = vec!["C".into(), "N".into()].into();
    molecule.atoms.positions = vec![vec![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]].into()];
    molecule
}

#[test]
fn columns_that_are_missing_count_as_defaults() {
    let complex = Complex { molecules: vec![peptide()], ..Complex::default() };
    let (dictionary, tree) = to_wire(&complex, Depth::Deep);
    let back = from_wire(dictionary, tree).unwrap();
    let molecule = &back.molecules[0];
    assert_eq!(molecule.atoms.positions, complex.molecules[0].atoms.positions);
    assert_eq!(molecule.atoms.symbol[1], "C");
    assert_eq!((molecule.atoms.alt_loc[0], molecule.atoms.scale[0]), (b'.', 0.5));
    assert_eq!(molecule.residues.name[1], "GLY");
}

#[test]
fn broken_offsets_break_nothing() {
    for offsets in [vec![], vec![7], vec![5, 9, 3], vec![0, 9, 9], vec![2, 1, 0]] {
        let mut molecule = peptide();
        molecule.residues.atom_start = offsets.clone().into();
        molecule.chains.residue_start = offsets.into();
        molecule.bonds.atom1 = vec![0, 8].into();
        molecule.bonds.atom2 = vec![1, 9].into();
        let complex = Complex { molecules: vec![molecule], ..Complex::default() };
        let (dictionary, tree) = to_wire(&complex, Depth::Deep);
        from_wire(dictionary, tree).unwrap();
    }
}
