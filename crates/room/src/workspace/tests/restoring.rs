//! What cannot be put back, and that then nothing is.

use room_api::ErrorCode;

use super::super::Part;
use super::*;

/// Takes a complex out; the step that did it.
fn removed(workspace: &mut Workspace) -> Part {
    let complex = workspace.complexes()[0].clone();
    workspace.remove(complex.index).unwrap();
    Part { before: Some(complex), after: None }
}

fn refused(workspace: &mut Workspace, parts: &[Part]) -> ErrorCode {
    let before = workspace.complexes().to_vec();
    let error = workspace.restore(parts).unwrap_err();
    assert_eq!(workspace.complexes(), before, "all or nothing");
    error.code
}

#[test]
fn what_was_removed_comes_back_with_its_indices_and_goes_again() {
    let mut workspace = workspace(&["a", "b"]);
    let before = workspace.complexes().to_vec();
    let part = removed(&mut workspace);
    let (changes, back) = workspace.restore(&[part]).unwrap();
    assert_eq!(changes, [Change::Added(before[0].index)]);
    assert_eq!(workspace.complexes(), [before[1].clone(), before[0].clone()]);
    workspace.restore(&back).unwrap();
    assert_eq!(names(&workspace), ["b"]);
}

#[test]
fn what_has_no_room_stays_away() {
    let mut workspace = Workspace::new(&Limits { bytes: 100_000, ..Limits::default() });
    workspace.load(vec![structure("a")]).unwrap();
    let part = removed(&mut workspace);
    workspace.hold_beside(99_999, 0).unwrap();
    assert_eq!(refused(&mut workspace, std::slice::from_ref(&part)), ErrorCode::Limit);
    workspace.let_go_beside(99_999);
    workspace.restore(&[part]).unwrap();
}

#[test]
fn what_others_have_taken_over_stays_theirs() {
    let mut workspace = workspace(&["a", "b"]);
    let [a, b] = [0, 1].map(|place| workspace.complexes()[place].clone());
    let mut taken = a.clone();
    taken.molecules[0].atoms.index = b.molecules[0].atoms.index.clone();
    workspace.remove(a.index).unwrap();
    let part = Part { before: Some(taken), after: None };
    assert_eq!(refused(&mut workspace, &[part]), ErrorCode::Conflict, "its atoms have the numbers of others");
    let part = Part { before: Some(a.clone()), after: Some(a) };
    assert_eq!(refused(&mut workspace, &[part]), ErrorCode::Conflict, "what was changed is gone");
}

#[test]
fn what_a_step_keeps_beside_its_columns_counts() {
    let mut before = structure("a");
    before.remarks = vec![("REMARK".into(), "x".repeat(10_000).into())].into();
    let after = Complex { visible: !before.visible, ..before.clone() };
    let bytes = |after: Complex| Part { before: Some(before.clone()), after: Some(after) }.bytes();
    let least = bytes(after.clone());
    assert!(least < 10_000, "what both have counts once, in the room");
    let mut remarked = after.clone();
    remarked.remarks = vec![("REMARK".into(), "y".repeat(10_000).into())].into();
    assert!(bytes(remarked) >= least + 10_000);
    let mut labelled = after;
    labelled.molecules[0].atoms.label_text.edit()[0] = "z".repeat(20_000).into();
    assert!(bytes(labelled) >= least + 20_000);
}
