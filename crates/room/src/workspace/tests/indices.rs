//! Indices: unique, stable, never 0.

use super::*;

#[test]
fn everything_gets_an_index_of_its_own() {
    let mut workspace = Workspace::new(&Limits::default());
    workspace.load(vec![structure("a"), frames("b")]).unwrap();
    workspace.load(vec![structure("a")]).unwrap();
    check(&workspace);
}

#[test]
fn an_index_is_never_used_twice() {
    let mut workspace = workspace(&["a"]);
    let first = sorted_indices(workspace.complexes().iter());
    workspace.remove(indices(&workspace)[0]).unwrap();
    workspace.load(vec![structure("b")]).unwrap();
    let second = sorted_indices(workspace.complexes().iter());
    assert!(all_different(&[first, second].concat()));
}

#[test]
fn added_complexes_come_back_numbered_in_the_order_given_newest_last() {
    let mut workspace = workspace(&["old"]);
    let given = [structure("x"), frames("y")];
    let handled = handle(&mut workspace, ToApp::AddToWorkspace(complexes_to_wire(&given)));
    let Some(ToPlugin::AddToWorkspaceDone(deep)) = handled.answer else { panic!("no answer") };
    let created = complexes_from_wire(deep).unwrap();
    assert_eq!(names(&workspace), ["old", "x", "y"]);
    assert_eq!(created.iter().map(|complex| complex.index).collect::<Vec<_>>(), indices(&workspace)[1..]);
    let atoms = |complex: &Complex| complex.molecules.iter().map(|molecule| molecule.atoms.clone()).collect::<Vec<_>>();
    assert_eq!(atoms(&created[1]), atoms(&workspace.complexes()[2]));
    assert_eq!(handled.changes, indices(&workspace)[1..].iter().map(|index| Change::Added(*index)).collect::<Vec<_>>());
    check(&workspace);
}

#[test]
fn a_copy_of_what_is_there_is_numbered_anew_and_told_apart_by_tag() {
    let mut workspace = workspace(&["a"]);
    for tag in [1, 2] {
        let copy = workspace.complexes()[0].clone();
        handle(&mut workspace, ToApp::AddToWorkspace(complexes_to_wire([&copy])));
        check(&workspace);
        assert_eq!(workspace.complexes()[tag].index_tag, tag as i32);
    }
    assert_eq!(names(&workspace), ["a", "a", "a"]);
}

#[test]
fn a_workspace_update_keeps_the_indices_it_was_given() {
    let mut workspace = workspace(&["a", "b", "c"]);
    let [_, b, c] = indices(&workspace)[..] else { panic!() };
    let Some(ToPlugin::WorkspaceResponse(mut sent)) = handle(&mut workspace, ToApp::WorkspaceRequest).answer else {
        panic!("no workspace")
    };
    // a goes, b changes, c stays, one with an index of the plugin's own and one without come.
    sent.workspace.complexes.remove(0);
    sent.workspace.complexes[0].name = "new b".into();
    let mut own = complexes_to_wire([&structure("own"), &structure("new")]);
    own.complexes[0].index = 5_000_000;
    sent.atoms.extend(own.atoms);
    sent.workspace.complexes.extend(own.complexes);
    let handled = handle(&mut workspace, ToApp::WorkspaceUpdate(sent));
    assert_eq!(names(&workspace), ["new b", "c", "own", "new"]);
    let new = indices(&workspace)[3];
    assert_eq!(indices(&workspace), [b, c, 5_000_000, new]);
    assert!(new > 5_000_000);
    check(&workspace);
    let [Change::Removed(_), Change::Changed { index, whole: false, .. }, added @ ..] = &handled.changes[..] else {
        panic!("{:?}", handled.changes)
    };
    assert_eq!((*index, added), (b, &[Change::Added(5_000_000), Change::Added(new)][..]));
    // And the next one that comes gets none of these.
    workspace.load(vec![structure("later")]).unwrap();
    check(&workspace);
}

#[test]
fn indices_that_make_no_sense_are_replaced() {
    for bad in [0, -1, -7, i64::MIN, i64::MAX, 1 << 53] {
        let mut workspace = workspace(&["a"]);
        let Some(ToPlugin::WorkspaceResponse(mut sent)) = handle(&mut workspace, ToApp::WorkspaceRequest).answer else {
            panic!("no workspace")
        };
        let tree = &mut sent.workspace.complexes[0];
        tree.index = bad;
        tree.molecules[0].index = bad;
        tree.molecules[0].chains[1].index = bad;
        tree.molecules[0].chains[0].residues[0].index = bad;
        sent.atoms[0].1.index = bad;
        handle(&mut workspace, ToApp::WorkspaceUpdate(sent));
        check(&workspace);
        assert!(sorted_indices(workspace.complexes().iter()).iter().all(|index| *index < 1 << 53));
    }
}

#[test]
fn an_index_that_comes_twice_stays_with_the_first() {
    let mut workspace = workspace(&["a"]);
    let a = workspace.complexes()[0].clone();
    let mut sent = complexes_to_wire([&a, &a]);
    sent.complexes[1].name = "copy".into();
    let update = protocol::structure::DeepWorkspace {
        atoms: sent.atoms,
        workspace: protocol::structure::Workspace { complexes: sent.complexes, ..Default::default() },
    };
    handle(&mut workspace, ToApp::WorkspaceUpdate(update));
    check(&workspace);
    assert_eq!((workspace.complexes()[0].index, names(&workspace)), (a.index, vec!["a", "copy"]));
}
