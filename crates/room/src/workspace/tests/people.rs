//! What people do.

use room_api::{AtomSelection, ComplexChange, ErrorCode};

use super::*;

fn changed(workspace: &mut Workspace, change: ComplexChange) -> Result<Complex, ErrorCode> {
    let index = indices(workspace)[0];
    match workspace.change(index, &change) {
        Ok(_) => Ok(workspace.complexes()[0].clone()),
        Err(error) => Err(error.code),
    }
}

#[test]
fn a_complex_is_renamed_shown_locked_boxed_paged_and_moved() {
    let mut workspace = Workspace::new(&Limits::default());
    workspace.load(vec![frames("a")]).unwrap();
    let change = ComplexChange {
        name: Some(" b ".into()),
        visible: Some(false),
        locked: Some(true),
        boxed: Some(true),
        current_frame: Some(1),
        current_conformer: Some(0),
        position: Some([1.0, 2.0, 3.0]),
        rotation: Some([0.0, 0.0, 2.0, 0.0]),
    };
    let after = changed(&mut workspace, change).unwrap();
    assert_eq!((after.name.as_str(), after.visible, after.locked, after.boxed), ("b", false, true, true));
    assert_eq!((after.current_frame, after.position, after.rotation), (1, [1.0, 2.0, 3.0], [0.0, 0.0, 1.0, 0.0]));
    assert_eq!(workspace.change(after.index, &ComplexChange::default()).unwrap(), []);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut workspace = workspace(&["a"]);
    let before = workspace.complexes().to_vec();
    for (change, code) in [
        (ComplexChange { name: Some("  ".into()), ..Default::default() }, ErrorCode::Malformed),
        (ComplexChange { name: Some("x".repeat(201)), ..Default::default() }, ErrorCode::Malformed),
        (ComplexChange { current_frame: Some(1), ..Default::default() }, ErrorCode::NotFound),
        (ComplexChange { current_conformer: Some(1), ..Default::default() }, ErrorCode::NotFound),
        (ComplexChange { position: Some([f32::INFINITY, 0.0, 0.0]), ..Default::default() }, ErrorCode::Malformed),
        (ComplexChange { rotation: Some([0.0; 4]), ..Default::default() }, ErrorCode::Malformed),
        (ComplexChange { rotation: Some([f32::MAX; 4]), ..Default::default() }, ErrorCode::Malformed),
    ] {
        assert_eq!(changed(&mut workspace, change), Err(code));
        assert_eq!(workspace.complexes(), before);
    }
    assert_eq!(workspace.remove(999).unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn atoms_are_selected_and_the_others_are_not() {
    let mut workspace = Workspace::new(&Limits::default());
    workspace.load(vec![frames("a"), structure("b")]).unwrap();
    let [a, b] = indices(&workspace)[..] else { panic!() };
    let selected = |workspace: &Workspace, at: usize| {
        let molecules = workspace.complexes()[at].molecules.iter();
        molecules
            .map(|molecule| molecule.atoms.selected.iter().filter(|selected| **selected).count())
            .collect::<Vec<_>>()
    };
    workspace.select(a, &AtomSelection::All).unwrap();
    assert_eq!(selected(&workspace, 0), [6, 0], "the frame that is shown");
    let atom = workspace.complexes()[0].molecules[1].atoms.index[2];
    workspace.select(a, &AtomSelection::Indices(vec![atom, atom])).unwrap();
    assert_eq!(selected(&workspace, 0), [0, 1]);
    let foreign = workspace.complex(b).unwrap().molecules[0].atoms.index[0];
    let error = workspace.select(a, &AtomSelection::Indices(vec![atom, foreign])).unwrap_err();
    assert_eq!((error.code, error.message.starts_with("Only 1 of the 2 atoms")), (ErrorCode::NotFound, true));
    assert_eq!(selected(&workspace, 0), [0, 1]);
    workspace.select(b, &AtomSelection::All).unwrap();
    assert_eq!(workspace.unselect().len(), 2);
    assert_eq!(workspace.unselect(), []);
    workspace.select(b, &AtomSelection::All).unwrap();
    workspace.select(b, &AtomSelection::None).unwrap();
    assert_eq!(selected(&workspace, 1), [0]);
    check(&workspace);
}

#[test]
fn members_see_what_there_is() {
    let mut workspace = Workspace::new(&Limits::default());
    let mut complex = frames("a");
    complex.molecules[1].conformers[0].associated = vec![("score".into(), "-7".into())];
    workspace.load(vec![complex]).unwrap();
    let seen = super::super::describe(&workspace.complexes()[0]);
    assert_eq!((seen.id.0, seen.name.as_str(), seen.frames.len()), (indices(&workspace)[0], "a", 2));
    let frame = &seen.frames[1];
    assert_eq!((frame.atoms, frame.residues, frame.chains, frame.conformers.len()), (6, 4, 2, 1));
    assert_eq!(frame.conformers[0].associated, [("score".to_owned(), "-7".to_owned())]);
}

#[test]
fn a_complex_with_broken_columns_is_not_loaded() {
    let mut complex = structure("a");
    complex.molecules[0].atoms.serial = molecule::Column::default();
    let mut workspace = workspace(&[]);
    assert_eq!(workspace.load(vec![structure("b"), complex]).unwrap_err().code, ErrorCode::BadFile);
    assert!(workspace.complexes().is_empty());
}
