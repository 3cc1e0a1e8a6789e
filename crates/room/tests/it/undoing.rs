//! Undo and redo: each deed a step by name; streams, menus and selections are none.

use molecule::Molecule;
use molecule_wire::complexes_to_wire;
use protocol::ToApp;
use protocol::streams::{CreateStream, StreamData, StreamDirection, StreamFeed, StreamId, StreamKind};
use protocol::structure::UpdateStructures;
use room::ConnectionId;
use room_api::{AtomSelection, ComplexChange, ErrorCode, Event, Intent, Look, Role, Steps};

use crate::structures::{ligand, try_load};
use crate::support::{DOCKING, Evening};

fn steps(evening: &mut Evening, of: ConnectionId) -> (Vec<String>, Vec<String>) {
    let Steps { undo, redo } = evening.person(of).room().steps.clone();
    (undo, redo)
}

/// What is in the room, by name and columns.
fn state(evening: &mut Evening, of: ConnectionId) -> Vec<(room_api::Complex, Vec<Molecule>)> {
    let person = evening.person(of);
    let mut complexes = person.room().complexes.clone();
    complexes.sort_by_key(|complex| complex.id);
    complexes.into_iter().map(|complex| (complex.clone(), person.structures()[&complex.id.0].clone())).collect()
}

fn hide() -> ComplexChange {
    ComplexChange { visible: Some(false), ..ComplexChange::default() }
}

fn move_to(x: f32) -> ComplexChange {
    ComplexChange { position: Some([x, 0.0, 0.0]), ..ComplexChange::default() }
}

#[test]
fn an_evening_is_undone_and_redone_step_by_step() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let session = evening.activate_and_connect(alice, DOCKING);
    let mut states = vec![state(&mut evening, bob)];
    let complex = try_load(&mut evening, alice).unwrap();
    states.push(state(&mut evening, bob));
    for intent in [
        Intent::Change { complex, change: hide() },
        Intent::Look { complex, look: Look::AllAtoms },
        Intent::Duplicate { complex },
        Intent::Remove { complex },
    ] {
        evening.ask_ok(alice, intent);
        states.push(state(&mut evening, bob));
    }
    let mut poses = ligand("poses");
    let pose = poses[0].molecules[0].clone();
    poses[0].molecules.push(pose);
    evening.request(session, ToApp::AddToWorkspace(complexes_to_wire(&poses)));
    states.push(state(&mut evening, bob));

    let names = [
        "Docking added 2 poses (poses)",
        "Alice removed Ligand",
        "Alice duplicated Ligand",
        "Alice showed all atoms of Ligand",
        "Alice hid Ligand",
        "Alice loaded Ligand",
    ];
    let late = evening.join(Role::Guest, "Late");
    for person in [bob, late] {
        assert_eq!(steps(&mut evening, person), (names.map(str::to_owned).to_vec(), vec![]));
    }
    assert_eq!(evening.ask(bob, Intent::Undo).unwrap_err().code, ErrorCode::NotAllowed);
    for (undone, before) in states.iter().rev().skip(1).enumerate() {
        evening.ask_ok(alice, Intent::Undo);
        assert_eq!(&state(&mut evening, bob), before, "{}", names[undone]);
        assert_eq!(steps(&mut evening, late).1[0], names[undone]);
    }
    assert_eq!(evening.ask(alice, Intent::Undo).unwrap_err().message, "There is nothing to undo.");
    for after in &states[1..] {
        evening.ask_ok(alice, Intent::Redo);
        assert_eq!(&state(&mut evening, bob), after);
    }
    assert_eq!(evening.ask(alice, Intent::Redo).unwrap_err().code, ErrorCode::Conflict);

    evening.ask_ok(alice, Intent::Undo);
    let copy = evening.person(alice).room().complexes[0].id;
    evening.ask_ok(alice, Intent::Change { complex: copy, change: move_to(1.0) });
    assert_eq!(steps(&mut evening, bob).1, Vec::<String>::new(), "what is done anew cannot be redone");
}

#[test]
fn what_is_no_step_stays_when_a_step_is_undone() {
    let (mut evening, alice) = Evening::new();
    let complex = try_load(&mut evening, alice).unwrap();
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.ask_ok(alice, Intent::Change { complex, change: hide() });
    let before = steps(&mut evening, alice);
    evening.ask_ok(alice, Intent::Select { complex, atoms: AtomSelection::All });
    let atom = evening.person(alice).structures()[&complex.0][0].atoms.index[0];
    let create = CreateStream { kind: StreamKind::POSITION, direction: StreamDirection::WRITING, targets: vec![atom] };
    evening.say(session, ToApp::StreamCreate(create));
    let data = StreamData::Floats(vec![7.0, 8.0, 9.0]);
    evening.say(session, ToApp::StreamFeed(StreamFeed { id: StreamId(1), data }));
    evening.pass(100);
    assert_eq!(steps(&mut evening, alice), before);

    evening.ask_ok(alice, Intent::Undo);
    let (shown, molecules) = state(&mut evening, alice).remove(0);
    assert!(shown.visible && shown.selected);
    assert_eq!(molecules[0].atoms.positions[0][0], [7.0, 8.0, 9.0]);
    assert_eq!(molecules[0].atoms.index[0], atom);
}

#[test]
fn a_plugins_update_is_one_step_and_its_selection_none() {
    let (mut evening, alice) = Evening::new();
    let complex = try_load(&mut evening, alice).unwrap();
    let session = evening.activate_and_connect(alice, DOCKING);
    let mut poses = ligand("Ligand");
    poses[0].index = complex.0;
    let update = |poses: &[molecule::Complex]| {
        let deep = complexes_to_wire(poses);
        let update = UpdateStructures { atoms: deep.atoms, complexes: deep.complexes, ..UpdateStructures::default() };
        ToApp::StructuresDeepUpdate(update)
    };
    let before = state(&mut evening, alice);
    evening.request(session, update(&poses));
    let now = steps(&mut evening, alice).0;
    assert_eq!(now[0], "Docking changed Ligand");
    let mut selected = evening.person(alice).structures()[&complex.0].clone();
    selected[0].atoms.selected = vec![true; 3].into();
    poses[0].molecules = selected;
    evening.request(session, update(&poses));
    assert!(evening.person(alice).room().complexes[0].selected);
    assert_eq!(steps(&mut evening, alice).0, now);
    evening.ask_ok(alice, Intent::Undo);
    let mut after = state(&mut evening, alice);
    after[0].0.selected = before[0].0.selected;
    after[0].1[0].atoms.selected = before[0].1[0].atoms.selected.clone();
    assert_eq!(after, before);
}

#[test]
fn what_a_plugin_removes_at_once_is_one_step_that_says_so() {
    let (mut evening, alice) = Evening::new();
    let loaded = [try_load(&mut evening, alice).unwrap(), try_load(&mut evening, alice).unwrap()];
    let session = evening.activate_and_connect(alice, DOCKING);
    let before = state(&mut evening, alice);
    // As the library's remove_from_workspace says it.
    let emptied = loaded.map(|complex| molecule::Complex { index: complex.0, ..molecule::Complex::default() });
    let deep = complexes_to_wire(&emptied);
    let update = UpdateStructures { atoms: deep.atoms, complexes: deep.complexes, ..UpdateStructures::default() };
    evening.request(session, ToApp::StructuresDeepUpdate(update));
    assert_eq!(steps(&mut evening, alice).0[0], "Docking removed 2 complexes");
    evening.ask_ok(alice, Intent::Undo);
    assert_eq!(state(&mut evening, alice), before);
}

#[test]
fn dragging_and_paging_are_one_step_each_and_the_line_is_bounded() {
    let (mut evening, alice) = Evening::new();
    let complex = try_load(&mut evening, alice).unwrap();
    let told = |evening: &mut Evening| {
        let is_steps = |event: &&Event| matches!(event, Event::Steps { .. });
        evening.person(alice).events.iter().filter(is_steps).count()
    };
    let before = told(&mut evening);
    for x in 1..30 {
        evening.ask_ok(alice, Intent::Change { complex, change: move_to(x as f32) });
    }
    assert_eq!(told(&mut evening), before + 1, "people are not told of each");
    assert_eq!(steps(&mut evening, alice).0, ["Alice moved Ligand", "Alice loaded Ligand"]);
    evening.ask_ok(alice, Intent::Undo);
    assert_eq!(evening.person(alice).room().complexes[0].position, [0.0; 3]);
    evening.ask_ok(alice, Intent::Redo);
    assert_eq!(evening.person(alice).room().complexes[0].position, [29.0, 0.0, 0.0]);

    for at in 0..60 {
        let change = ComplexChange { name: Some(format!("name {at}")), ..ComplexChange::default() };
        evening.ask_ok(alice, Intent::Change { complex, change });
    }
    let (undo, _) = steps(&mut evening, alice);
    assert_eq!((undo.len(), undo[0].as_str()), (50, "Alice renamed name 58 to name 59"));
}
