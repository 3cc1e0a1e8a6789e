//! What does not fit stays out, and all else stays in.

use room_api::ErrorCode;

use super::*;

#[test]
fn complexes_past_the_limit_stay_out_all_of_them() {
    let mut workspace = Workspace::new(&Limits { complexes: 2, ..Limits::default() });
    workspace.load(vec![structure("a")]).unwrap();
    let error = workspace.load(vec![structure("b"), structure("c")]).unwrap_err();
    assert_eq!(error.code, ErrorCode::Limit);
    assert!(error.message.contains("2 complexes"), "{}", error.message);
    let handled = workspace.handle(ToApp::AddToWorkspace(complexes_to_wire(&[structure("b"), structure("c")])));
    assert_eq!(handled.answer, Some(ToPlugin::AddToWorkspaceDone(DeepComplexes::default())));
    assert!(handled.problem.unwrap().contains("2 complexes"));
    workspace.load(vec![structure("b")]).unwrap();
    let three = complexes_to_wire(&[structure("x"), structure("y"), structure("z")]);
    let update = protocol::structure::DeepWorkspace {
        atoms: three.atoms,
        workspace: protocol::structure::Workspace { complexes: three.complexes, ..Default::default() },
    };
    assert!(workspace.handle(ToApp::WorkspaceUpdate(update)).problem.is_some());
    assert_eq!(names(&workspace), ["a", "b"]);
}

#[test]
fn bytes_past_the_limit_stay_out_but_may_always_shrink() {
    let bytes = super::super::size::bytes(&structure("a"));
    let mut workspace = Workspace::new(&Limits { bytes: bytes + 10, ..Limits::default() });
    workspace.load(vec![structure("a")]).unwrap();
    assert_eq!(workspace.load(vec![structure("b")]).unwrap_err().code, ErrorCode::Limit);
    let before = workspace.complexes().to_vec();

    let mut larger = before[0].clone();
    larger.molecules.push(larger.molecules[0].clone());
    let handled = workspace.handle(deep(&[larger]));
    assert!(handled.problem.unwrap().contains("MiB"));
    let mut larger = before[0].clone();
    larger.box_label = "x".repeat(1000).into();
    assert!(workspace.handle(shallow(&larger)).problem.is_some());
    assert_eq!(workspace.complexes(), before);

    workspace.max_bytes = 1;
    let mut smaller = before[0].clone();
    smaller.name = "b".into();
    handle(&mut workspace, shallow(&smaller));
    assert_eq!(names(&workspace), ["b"]);
}
