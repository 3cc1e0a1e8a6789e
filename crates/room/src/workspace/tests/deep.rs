//! Deep updates.

use protocol::structure::{Atom, Residue};

use super::*;

#[test]
fn a_deep_update_matches_the_complex_by_its_index() {
    let mut workspace = workspace(&["a", "b"]);
    let [_, b] = indices(&workspace)[..] else { panic!() };
    let mut complex = workspace.complex(b).unwrap().clone();
    complex.name = "renamed".into();
    complex.molecules[0].atoms.selected.edit()[0] = true;
    let before = workspace.complex(b).unwrap().clone();
    let handled = handle(&mut workspace, deep(std::slice::from_ref(&complex)));
    assert_eq!(handled.answer, Some(ToPlugin::StructuresDeepUpdateDone));
    assert_eq!(only_change(&handled), (b, &before, false));
    assert_eq!(workspace.complex(b), Some(&complex), "insertion codes too, though they do not travel");
    assert_eq!(names(&workspace), ["a", "renamed"]);
}

#[test]
fn a_deep_update_that_changes_nothing_is_no_change() {
    let mut workspace = workspace(&["a"]);
    let same = workspace.complexes().to_vec();
    let handled = handle(&mut workspace, deep(&same));
    assert_eq!((handled.changes, handled.answer), (vec![], Some(ToPlugin::StructuresDeepUpdateDone)));
}

#[test]
fn children_without_an_index_get_a_fresh_one_in_a_deep_update() {
    let mut workspace = workspace(&["a"]);
    let before = workspace.complexes()[0].clone();
    let mut complex = before.clone();
    // As the library converts conformers to frames: new children, the same complex.
    complex.molecules.push(complex.molecules[0].clone());
    let frame = &mut complex.molecules[1];
    frame.index = -1;
    for column in [&mut frame.chains.index, &mut frame.residues.index, &mut frame.atoms.index, &mut frame.bonds.index] {
        *column = molecule::Column::filled(-1, column.len());
    }
    let handled = handle(&mut workspace, deep(&[complex]));
    assert!(only_change(&handled).2, "whole");
    check(&workspace);
    let after = &workspace.complexes()[0];
    assert_eq!((after.index, &after.molecules[0]), (before.index, &before.molecules[0]));
    assert_eq!(after.molecules[1].atoms.name, before.molecules[0].atoms.name);
}

#[test]
fn an_index_of_something_else_is_not_taken_over() {
    let mut workspace = workspace(&["a", "b"]);
    let [a, b] = indices(&workspace)[..] else { panic!() };
    let mut complex = workspace.complex(a).unwrap().clone();
    let foreign = workspace.complex(b).unwrap().molecules[0].atoms.index[0];
    complex.molecules[0].atoms.index.edit()[..3].copy_from_slice(&[foreign, b, 1 << 40]);
    handle(&mut workspace, deep(&[complex]));
    check(&workspace);
    assert_eq!(indices(&workspace), [a, b]);
}

#[test]
fn atoms_move_between_complexes_of_one_deep_update_with_their_indices() {
    let mut workspace = workspace(&["a", "b"]);
    let [mut a, mut b] = [0, 1].map(|at| workspace.complexes()[at].clone());
    (a.molecules, b.molecules) = (b.molecules, a.molecules);
    handle(&mut workspace, deep(&[a.clone(), b.clone()]));
    for (now, given) in workspace.complexes().iter().zip([&a, &b]) {
        assert_eq!(sorted_indices([now].into_iter()), sorted_indices([given].into_iter()));
    }
    check(&workspace);
}

#[test]
fn an_empty_complex_removes_its_complex() {
    let mut workspace = workspace(&["a", "b"]);
    let [a, b] = indices(&workspace)[..] else { panic!() };
    let handled = handle(&mut workspace, deep(&[Complex { index: a, ..Complex::default() }]));
    assert_eq!(handled.answer, Some(ToPlugin::StructuresDeepUpdateDone));
    assert!(matches!(&handled.changes[..], [Change::Removed(gone)] if gone.index == a));
    assert_eq!(indices(&workspace), [b]);
    check(&workspace);
}

#[test]
fn an_empty_deep_update_is_acknowledged() {
    let handled = handle(&mut workspace(&["a"]), deep(&[]));
    assert_eq!(handled, Handled { answer: Some(ToPlugin::StructuresDeepUpdateDone), ..Handled::default() });
}

#[test]
fn a_complex_that_is_gone_is_ignored() {
    let mut workspace = workspace(&["a"]);
    let mut known = workspace.complexes()[0].clone();
    known.name = "still here".into();
    let gone = |index| Complex { index, ..structure("gone") };
    let handled = workspace.handle(deep(&[gone(0), known, gone(999)]));
    assert_eq!(handled.answer, Some(ToPlugin::StructuresDeepUpdateDone));
    assert_eq!(handled.changes.len(), 1);
    assert!(handled.problem.unwrap().contains("complexes that the plugin updated, the room does not have 2 "));
    assert_eq!(names(&workspace), ["still here"]);
}

/// As Chemical Properties loads a snapshot beside what it was taken of.
#[test]
fn a_copy_that_was_in_no_workspace_yet_is_added() {
    let mut workspace = workspace(&["a"]);
    let before = workspace.complexes()[0].clone();
    let mut changed = before.clone();
    changed.name = "changed".into();
    let copy = Complex { index: -1, ..before.clone() };
    let empty = Complex { index: -1, ..Complex::default() };
    let handled = workspace.handle(deep(&[copy, changed, empty]));
    assert_eq!(handled.answer, Some(ToPlugin::StructuresDeepUpdateDone));
    let [Change::Changed { index, .. }, Change::Added(added)] = handled.changes[..] else { panic!() };
    assert_eq!((index, indices(&workspace)), (before.index, vec![before.index, added]));
    assert_eq!(names(&workspace), ["changed", "a"]);
    assert_eq!(workspace.complexes()[1].molecules[0].atoms.name, before.molecules[0].atoms.name);
    assert!(handled.problem.unwrap().contains("does not have 1 "), "there is nothing of an empty one to add");
    check(&workspace);
}

#[test]
fn the_last_of_two_states_of_one_complex_counts() {
    let mut workspace = workspace(&["a"]);
    let [mut first, mut second] = [(); 2].map(|()| workspace.complexes()[0].clone());
    first.name = "first".into();
    second.name = "second".into();
    handle(&mut workspace, deep(&[first, second.clone()]));
    assert_eq!(workspace.complexes(), [second]);
}

#[test]
fn a_broken_update_changes_nothing() {
    let mut workspace = workspace(&["a"]);
    let before = workspace.complexes().to_vec();
    let complexes = complexes_to_wire(&before).complexes;
    let update = UpdateStructures { complexes, ..UpdateStructures::default() };
    let handled = workspace.handle(ToApp::StructuresDeepUpdate(update));
    assert!(handled.problem.unwrap().contains("is not among the atoms"));
    assert_eq!((handled.changes, handled.answer), (vec![], Some(ToPlugin::StructuresDeepUpdateDone)));
    assert_eq!(workspace.complexes(), before);
}

/// An update of parts of the only complex.
fn parts(workspace: &Workspace, part: impl FnOnce(&mut UpdateStructures, protocol::structure::Molecule)) -> ToApp {
    let DeepComplexes { mut atoms, mut complexes } = complexes_to_wire(workspace.complexes());
    let rekeyed = |key: &mut i64| *key += 1_000_000;
    atoms.iter_mut().for_each(|(key, _)| rekeyed(key));
    let mut molecule = complexes.remove(0).molecules.remove(0);
    for residue in molecule.chains.iter_mut().flat_map(|chain| &mut chain.residues) {
        residue.atoms.iter_mut().for_each(rekeyed);
        residue.bonds.iter_mut().for_each(|bond| [&mut bond.atom1, &mut bond.atom2].into_iter().for_each(rekeyed));
    }
    let mut update = UpdateStructures { atoms, ..UpdateStructures::default() };
    part(&mut update, molecule);
    ToApp::StructuresDeepUpdate(update)
}

#[test]
fn a_residue_takes_the_place_of_the_one_with_its_index() {
    let mut workspace = workspace(&["a"]);
    let before = workspace.complexes()[0].molecules[0].clone();
    let update = parts(&workspace, |update, mut molecule| {
        // The first ligand residue loses its atom for two new ones.
        let mut residue = molecule.chains[1].residues.remove(0);
        residue.name = "NEW".into();
        residue.atoms = vec![7, 8];
        update.atoms.extend([7, 8].map(|key| (key, Atom { name: "X".into(), ..Atom::default() })));
        update.residues.push(residue);
    });
    let handled = handle(&mut workspace, update);
    assert!(only_change(&handled).2);
    check(&workspace);
    let after = &workspace.complexes()[0].molecules[0];
    assert_eq!(after.residues.index, before.residues.index);
    assert_eq!(after.residues.name.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["ALA", "NEW", "LIG", "HOH"]);
    assert_eq!(after.residues.atom_start.to_vec(), [0, 3, 5, 6, 7]);
    assert_eq!(after.bonds.len(), before.bonds.len() - 1, "the bond of the atom that went is gone");
    assert_eq!(after.residues.insertion_code, before.residues.insertion_code);
}

#[test]
fn a_chain_and_a_molecule_may_come_alone_too() {
    let mut workspace = workspace(&["a"]);
    let before = workspace.complexes()[0].clone();
    let same = parts(&workspace, |update, molecule| update.molecules.push(molecule));
    assert_eq!(handle(&mut workspace, same).changes, []);
    let shorter = parts(&workspace, |update, mut molecule| {
        let mut chain = molecule.chains.remove(1);
        chain.residues.truncate(1);
        update.chains.push(chain);
    });
    handle(&mut workspace, shorter);
    check(&workspace);
    let after = &workspace.complexes()[0].molecules[0];
    assert_eq!((after.atoms.len(), before.molecules[0].atoms.len()), (4, 6));
    assert_eq!(after.atoms.index[..], before.molecules[0].atoms.index[..4]);
}

#[test]
fn parts_that_are_gone_are_ignored() {
    let mut workspace = workspace(&["a"]);
    let update = parts(&workspace, |update, _| update.residues.push(Residue { index: 999, ..Residue::default() }));
    let handled = workspace.handle(update);
    assert_eq!(handled.changes, []);
    assert!(handled.problem.is_some());
}

#[test]
fn a_removed_atom_takes_its_bonds_along() {
    let mut workspace = workspace(&["a"]);
    let update = parts(&workspace, |update, mut molecule| {
        let mut residue = molecule.chains[0].residues.remove(0);
        // As the library removes an atom: its bonds stay in the residue, and it loses its index.
        let removed = residue.atoms.pop().unwrap();
        update.atoms.iter_mut().filter(|(key, _)| *key == removed).for_each(|(_, atom)| atom.index = -1);
        update.residues.push(residue);
    });
    handle(&mut workspace, update);
    check(&workspace);
    let molecule = &workspace.complexes()[0].molecules[0];
    assert_eq!((molecule.atoms.len(), molecule.bonds.len()), (5, 2));
}

#[test]
fn a_part_keeps_its_bonds_to_atoms_of_which_nothing_was_said() {
    let mut workspace = workspace(&["a"]);
    let before = workspace.complexes()[0].molecules[0].clone();
    let alone = |of_second: bool| {
        move |update: &mut UpdateStructures, mut molecule: protocol::structure::Molecule| {
            let mut residue = molecule.chains[1].residues.remove(usize::from(of_second));
            residue.bonds.clear();
            update.atoms.retain(|(key, _)| residue.atoms.contains(key));
            update.residues.push(residue);
        }
    };
    // The two residues of the ligand are bonded, and either may hold the bond.
    for of_second in [false, true] {
        let update = parts(&workspace, alone(of_second));
        assert_eq!(handle(&mut workspace, update).changes, []);
    }
    assert_eq!(workspace.complexes()[0].molecules[0], before);

    // Of the first one the plugin knows the other atom too, and says that there is no bond.
    let update = parts(&workspace, |update, mut molecule| {
        let mut residues = molecule.chains.remove(1).residues;
        residues.truncate(2);
        residues.iter_mut().for_each(|residue| residue.bonds.clear());
        update.residues = residues;
    });
    handle(&mut workspace, update);
    assert_eq!(workspace.complexes()[0].molecules[0].bonds.len(), before.bonds.len() - 1);
}
