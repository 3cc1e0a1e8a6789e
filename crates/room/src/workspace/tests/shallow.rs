//! Shallow updates.

use protocol::structure::{Atom, Bond, BondKind, Chain, Color, Molecule, Residue};

use super::*;

#[test]
fn every_level_is_updated_by_its_index() {
    let mut workspace = workspace(&["a", "b"]);
    let b = workspace.complexes()[1].clone();
    let molecule = &b.molecules[0];
    let named = |name: &str| protocol::structure::Conformer { name: name.into(), ..Default::default() };
    let mut new = Molecule { index: molecule.index, ..Molecule::default() };
    new.conformers.each = vec![named("pose")];
    let atom = |row: usize| Atom { index: molecule.atoms.index[row], atom_color: Color(7), ..Atom::default() };
    let update = UpdateStructures {
        atoms: vec![(50, atom(2)), (51, atom(3)), (52, atom(4))],
        molecules: vec![new],
        chains: vec![Chain { index: molecule.chains.index[1], name: "Z".into(), ..Chain::default() }],
        residues: vec![Residue { index: molecule.residues.index[2], name: "NEW".into(), ..Residue::default() }],
        bonds: vec![Bond { index: molecule.bonds.index[0], kinds: BondKind::TRIPLE.into(), atom1: 51, atom2: 52 }],
        atom_keys: vec![50],
        ..UpdateStructures::default()
    };
    let handled = handle(&mut workspace, ToApp::StructuresShallowUpdate(update));
    assert_eq!(handled.answer, None);
    assert_eq!(only_change(&handled), (b.index, &b, false));
    check(&workspace);
    let after = &workspace.complexes()[1].molecules[0];
    assert_eq!(after.conformers[0].name, "pose");
    assert_eq!(after.chains.name[1], "Z");
    assert_eq!(after.residues.name[2], "NEW");
    assert_eq!(after.bonds.kinds[0][0], 3);
    assert_eq!(after.atoms.color.to_vec(), [0, 0, 7, 0, 0, 0], "the ends of a bond are only named");
}

#[test]
fn what_is_gone_is_ignored() {
    let mut workspace = workspace(&["a"]);
    let before = workspace.complexes().to_vec();
    let update = UpdateStructures {
        atoms: vec![(1, Atom { index: 999, ..Atom::default() })],
        complexes: vec![to_wire(&structure("new"), Depth::Shallow).1],
        molecules: vec![Molecule::default()],
        chains: vec![Chain::default()],
        residues: vec![Residue::default()],
        bonds: vec![Bond::default()],
        atom_keys: vec![1, 2],
    };
    let handled = workspace.handle(ToApp::StructuresShallowUpdate(update));
    assert_eq!(handled.changes, []);
    assert!(handled.problem.unwrap().contains("structures that the plugin updated, the room does not have 7 "));
    assert_eq!(workspace.complexes(), before);
}

#[test]
fn locked_and_boxed_come_in_either_order() {
    for order in [["locked", "boxed"], ["boxed", "locked"]] {
        let mut workspace = workspace(&["a"]);
        let mut complex = workspace.complexes()[0].clone();
        for what in order {
            *(if what == "locked" { &mut complex.locked } else { &mut complex.boxed }) = true;
            handle(&mut workspace, shallow(&complex));
            assert_eq!(workspace.complexes()[0], complex);
        }
    }
}

#[test]
fn a_frame_that_is_not_there_becomes_the_nearest() {
    let mut workspace = Workspace::new(&Limits::default());
    workspace.load(vec![frames("a")]).unwrap();
    let mut complex = workspace.complexes()[0].clone();
    complex.current_frame = 9;
    handle(&mut workspace, shallow(&complex));
    assert_eq!(workspace.complexes()[0].current_frame, 1);
}

#[test]
fn columns_that_nobody_touched_stay_shared() {
    let mut workspace = workspace(&["a"]);
    let before = workspace.complexes()[0].clone();
    let atom = to_wire(&before, Depth::Deep).0.remove(0);
    let atom = (atom.0, Atom { selected: true, ..atom.1 });
    let update = UpdateStructures { atom_keys: vec![atom.0], atoms: vec![atom], ..UpdateStructures::default() };
    handle(&mut workspace, ToApp::StructuresShallowUpdate(update));
    let after = &workspace.complexes()[0];
    assert!(after.is_selected() && !before.is_selected());
    let [old, new] = [&before, after].map(|complex| &complex.molecules[0].atoms);
    assert!(old.positions[0].is_same(&new.positions[0]) && old.name.is_same(&new.name));
    assert!(!old.selected.is_same(&new.selected));
}
