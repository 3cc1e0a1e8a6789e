//! What no well-meaning plugin sends, and what well-meaning ones send by accident.

use molecule_wire::{Depth, Problem, from_wire, to_wire};
use protocol::structure::{
    Atom, Atoms, Bond, BondKind, Chain, Complex, Conformer, Conformers, Molecule, PerConformer, Quaternion, Residue,
    Vec3,
};

use crate::made::Source;

/// Two residues of two atoms each, keys 10 to 13.
fn tree() -> (Atoms, Complex) {
    let atoms = (10..14).map(|key| (key, Atom::default())).collect();
    let residue =
        |atoms: &[i64]| Residue { atoms: atoms.to_vec(), name: "ALA".into(), serial: 7, ..Residue::default() };
    let residues = vec![residue(&[10, 11]), residue(&[12, 13])];
    let chain = Chain { residues, name: "A".into(), ..Chain::default() };
    let molecule = Molecule { chains: vec![chain], ..Molecule::default() };
    (atoms, Complex { molecules: vec![molecule], name: "made".into(), ..Complex::default() })
}

fn bond(atom1: i64, atom2: i64) -> Bond {
    Bond { atom1, atom2, kinds: BondKind::SINGLE.into(), ..Bond::default() }
}

fn residue(complex: &mut Complex, at: usize) -> &mut Residue {
    &mut complex.molecules[0].chains[0].residues[at]
}

#[test]
fn two_atoms_of_one_key_are_refused() {
    for other in [10, 13, i64::MAX, i64::MIN] {
        let (mut atoms, complex) = tree();
        atoms.extend([(other, Atom::default()), (other, Atom::default())]);
        assert_eq!(from_wire(atoms, complex).unwrap_err().problem, Problem::DuplicateKey(other));
    }
}

#[test]
fn a_residue_with_an_atom_that_did_not_come_is_refused() {
    let (atoms, mut complex) = tree();
    residue(&mut complex, 1).atoms.push(99);
    let error = from_wire(atoms, complex).unwrap_err();
    let place = "complex \"made\", molecule 0, chain \"A\", residue ALA 7";
    assert_eq!(error.to_string(), format!("{place}: the atom with the key 99 is not among the atoms"));
}

#[test]
fn an_atom_in_two_residues_is_refused() {
    let (atoms, mut complex) = tree();
    residue(&mut complex, 1).atoms.push(10);
    assert_eq!(from_wire(atoms, complex).unwrap_err().problem, Problem::AtomTwice(10));
}

#[test]
fn a_bond_to_an_atom_that_did_not_come_is_refused() {
    let (atoms, mut complex) = tree();
    residue(&mut complex, 0).bonds.push(bond(10, 99));
    assert_eq!(from_wire(atoms, complex).unwrap_err().problem, Problem::UnknownBondEnd(99));
}

#[test]
fn a_bond_of_an_atom_that_was_removed_is_dropped() {
    let (atoms, mut complex) = tree();
    residue(&mut complex, 0).bonds.extend([bond(10, 11), bond(10, 13), bond(11, 12)]);
    residue(&mut complex, 1).atoms.pop();
    let molecule = &from_wire(atoms, complex).unwrap().molecules[0];
    assert_eq!((molecule.bonds.atom1.to_vec(), molecule.bonds.atom2.to_vec()), (vec![0, 1], vec![1, 2]));
}

#[test]
fn a_bond_between_two_frames_is_dropped() {
    let (mut atoms, mut complex) = tree();
    atoms.push((20, Atom::default()));
    let residue = Residue { atoms: vec![20], bonds: vec![bond(20, 10)], ..Residue::default() };
    let chain = Chain { residues: vec![residue], ..Chain::default() };
    complex.molecules.push(Molecule { chains: vec![chain], ..Molecule::default() });
    let complex = from_wire(atoms, complex).unwrap();
    assert!(complex.molecules[1].bonds.is_empty());
}

#[test]
fn an_atom_without_a_place_in_each_conformer_keeps_its_last_one() {
    let (mut atoms, mut complex) = tree();
    let [near, far] = [Vec3::new(1.0, 0.0, 0.0), Vec3::new(9.0, 0.0, 0.0)];
    atoms[0].1.positions = PerConformer::many(vec![near, far], vec![true, false]).unwrap();
    atoms[1].1.positions = near.into();
    complex.molecules[0].conformers = Conformers { current: 9, each: vec![Conformer::default(); 3] };
    let molecule = &from_wire(atoms, complex).unwrap().molecules[0];
    let along = |row: usize| molecule.atoms.positions.iter().map(|places| places[row][0]).collect::<Vec<_>>();
    let present = |row: usize| molecule.atoms.in_conformer.iter().map(|rows| rows[row]).collect::<Vec<_>>();
    assert_eq!((along(0), present(0)), (vec![1.0, 9.0, 9.0], vec![true, false, false]));
    assert_eq!((along(1), present(1)), (vec![1.0; 3], vec![true; 3]));
    assert_eq!(molecule.current_conformer, 2);
}

#[test]
fn conformers_that_would_fill_the_memory_are_refused() {
    let (atoms, mut complex) = tree();
    complex.molecules[0].conformers.each = vec![Conformer::default(); 1 << 20];
    let problem = from_wire(atoms, complex).unwrap_err().problem;
    assert_eq!(problem, Problem::Conformers { conformers: 1 << 20, items: 4, values: 4 });
}

#[test]
fn a_molecule_without_conformers_gets_one() {
    let (atoms, complex) = tree();
    assert!(complex.molecules[0].conformers.each.is_empty());
    assert_eq!(from_wire(atoms, complex).unwrap().molecules[0].conformers.len(), 1);
}

#[test]
fn a_frame_that_is_not_there_becomes_the_nearest() {
    for (given, shown) in [(5, 1), (-3, 0), (i32::MAX, 1), (1, 1)] {
        let (atoms, mut complex) = tree();
        complex.molecules.push(Molecule::default());
        complex.current_frame = given;
        assert_eq!(from_wire(atoms, complex).unwrap().current_frame, shown, "{given}");
    }
}

#[test]
fn a_complex_that_was_never_placed_is_not_rotated() {
    for rotation in [Quaternion::new(0.0, 0.0, 0.0, 0.0), Quaternion::new(f32::NAN, 0.0, 0.0, 1.0)] {
        let (atoms, mut complex) = tree();
        complex.rotation = rotation;
        complex.position = Vec3::new(f32::INFINITY, 0.0, 0.0);
        let complex = from_wire(atoms, complex).unwrap();
        assert_eq!((complex.rotation, complex.position), ([0.0, 0.0, 0.0, 1.0], [0.0; 3]));
    }
}

#[test]
fn a_rotation_has_the_length_of_one() {
    for (given, taken) in
        [([0.0, 3.0, 0.0, 4.0], [0.0, 0.6, 0.0, 0.8]), ([0.0, 0.0, 1.0002, 0.0], [0.0, 0.0, 1.0002, 0.0])]
    {
        let (atoms, mut complex) = tree();
        let [x, y, z, w] = given;
        complex.rotation = Quaternion::new(x, y, z, w);
        assert_eq!(from_wire(atoms, complex).unwrap().rotation, taken);
    }
}

/// Whatever is broken in a tree, it is refused or repaired, and what was repaired is sound.
#[test]
fn broken_trees_never_panic() {
    for seed in 0..2000 {
        let mut source = Source(seed);
        let (mut atoms, mut complex) = to_wire(&source.complex(2, 8, &mut 0), Depth::Deep);
        for _ in 0..1 + source.below(3) {
            spoil(&mut source, &mut atoms, &mut complex);
        }
        if let Ok(complex) = from_wire(atoms, complex) {
            let (atoms, tree) = to_wire(&complex, Depth::Deep);
            assert_eq!(from_wire(atoms, tree).unwrap(), complex, "seed {seed}");
        }
    }
}

fn spoil(source: &mut Source, atoms: &mut Atoms, complex: &mut Complex) {
    let key = [source.next() as i64, source.below(40) as i64, -1][source.below(3)];
    let molecule_at = source.below(complex.molecules.len());
    match source.below(6) {
        0 => atoms.truncate(atoms.len() / 2),
        1 => atoms.push((key, Atom::default())),
        2 => complex.current_frame = key as i32,
        3 => complex.molecules[molecule_at].conformers.each.truncate(source.below(2)),
        4 => complex.molecules[molecule_at].conformers.current = key as i32,
        _ => {
            let mut residues = complex.molecules[molecule_at].chains.iter_mut().flat_map(|chain| &mut chain.residues);
            if let Some(residue) = residues.next() {
                residue.atoms.pop();
                residue.bonds.push(bond(key, 3));
            }
        }
    }
}
