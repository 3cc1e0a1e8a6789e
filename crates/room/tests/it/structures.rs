//! What people and plugins do with structures, and who else learns of it.

use molecule::{Complex, Format};
use molecule_wire::complexes_to_wire;
use protocol::structure::{ComplexChanged, DeepComplexes, UpdateStructures};
use protocol::{ToApp, ToPlugin};
use room::{ConnectionId, Effect, Input, Limits};
use room_api::{
    Answer, ApiError, AtomSelection, ComplexChange, ComplexId, Enter, ErrorCode, FileFormat, Intent, MemberId,
    RequestId, Role,
};

use crate::support::{CHARTS, DOCKING, Evening};

/// Two atoms, and a water.
const LIGAND: &[u8] = b"\
HETATM    1  C1  LIG A   1       0.000   0.000   0.000  1.00  0.00           C
HETATM    2  O1  LIG A   1       1.200   0.000   0.000  1.00  0.00           O
HETATM    3  O   HOH A   2       5.000   5.000   5.000  1.00  0.00           O
END
";

/// The ligand as a file holds it.
pub fn ligand(name: &str) -> Vec<Complex> {
    molecule::read(LIGAND, Format::Pdb, name).expect("a structure")
}

/// Begins to load a file; its request.
fn begin_load(evening: &mut Evening, person: ConnectionId) -> RequestId {
    evening.ask_ok(person, Intent::Load { name: "ligand.pdb".into(), size: LIGAND.len() as u32 });
    match evening.files.pop() {
        Some(Effect::ReadFile { connection, request, size, .. }) => {
            assert_eq!((connection, size), (person, LIGAND.len()));
            request
        }
        other => panic!("{other:?}"),
    }
}

/// The file was read; the answer.
fn end_load(
    evening: &mut Evening,
    connection: ConnectionId,
    request: RequestId,
    result: Result<Vec<Complex>, ApiError>,
) -> Result<Answer, ApiError> {
    let size = LIGAND.len();
    evening.apply(Input::FileRead { connection, request, name: "ligand.pdb".into(), size, result });
    evening.person(connection).answers.remove(&request).map(|mut answers| answers.remove(0)).expect("an answer")
}

/// Loads what a file held.
pub fn load_complexes(evening: &mut Evening, person: ConnectionId, complexes: Vec<Complex>) -> Vec<ComplexId> {
    evening.ask_ok(person, Intent::Load { name: "it.pdb".into(), size: 1 });
    let Some(Effect::ReadFile { request, .. }) = evening.files.pop() else { panic!("no file is read") };
    match end_load(evening, person, request, Ok(complexes)) {
        Ok(Answer::Loaded { complexes }) => complexes,
        other => panic!("{other:?}"),
    }
}

/// Loads a file, where that is allowed.
pub fn try_load(evening: &mut Evening, person: ConnectionId) -> Result<ComplexId, ApiError> {
    evening.ask(person, Intent::Load { name: "ligand.pdb".into(), size: LIGAND.len() as u32 })?;
    let Some(Effect::ReadFile { request, .. }) = evening.files.pop() else { panic!("no file is read") };
    match end_load(evening, person, request, Ok(ligand("Ligand")))? {
        Answer::Loaded { complexes } => Ok(complexes[0]),
        other => panic!("{other:?}"),
    }
}

fn load(evening: &mut Evening, person: ConnectionId) -> ComplexId {
    try_load(evening, person).unwrap_or_else(|error| panic!("{error}"))
}

fn move_to(x: f32) -> ComplexChange {
    ComplexChange { position: Some([x, 0.0, 0.0]), ..ComplexChange::default() }
}

#[test]
fn a_file_is_loaded_selected_exported_and_removed() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let complex = load(&mut evening, alice);
    let shown = evening.person(bob).room().complexes[0].clone();
    assert_eq!((shown.id, shown.name.as_str(), shown.frames[0].atoms), (complex, "Ligand", 3));
    let got = evening.person(bob).received.pop().expect("its columns");
    assert!(got.since.is_none() && got.complex.index == complex.0);

    evening.ask_ok(alice, Intent::Select { complex, atoms: AtomSelection::All });
    assert!(evening.person(bob).room().complexes[0].selected);
    assert!(evening.person(bob).received.pop().expect("the selection").since.is_some());

    let rename = ComplexChange { name: Some("../Ligand".into()), ..ComplexChange::default() };
    evening.ask_ok(alice, Intent::Change { complex, change: rename });
    assert_eq!(evening.person(bob).room().complexes[0].name, "../Ligand");
    assert!(evening.person(bob).received.is_empty(), "no column changed");

    evening.apply(Input::Intent {
        connection: bob,
        request: RequestId(900),
        intent: Intent::Export { complex, format: FileFormat::Sdf },
    });
    let Some(Effect::WriteFile { connection, request, name, complex: written, .. }) = evening.files.pop() else {
        panic!("no file")
    };
    assert_eq!((connection, request, name.as_str()), (bob, RequestId(900), "___Ligand.sdf"));
    assert_eq!(written.index, complex.0);
    assert!(evening.person(bob).answers.is_empty(), "the answer comes with the file");

    evening.ask_ok(alice, Intent::Remove { complex });
    assert!(evening.person(bob).room().complexes.is_empty());
}

#[test]
fn a_latecomer_gets_all_columns() {
    let (mut evening, alice) = Evening::new();
    load(&mut evening, alice);
    load(&mut evening, alice);
    let bob = evening.join(Role::Guest, "Bob");
    assert_eq!(evening.person(bob).room().complexes.len(), 2);
    assert_eq!(evening.person(bob).received.len(), 2);
    evening.disconnect(bob);
    let third = load(&mut evening, alice);
    let bob = evening.resume(bob);
    let person = evening.person(bob);
    assert_eq!((person.snapshots, person.received.len()), (0, 1), "what was missed is enough");
    assert_eq!(person.room().complexes[2].id, third);
}

#[test]
fn who_wants_no_columns_gets_none() {
    let (mut evening, alice) = Evening::new();
    let complex = load(&mut evening, alice);
    let link = evening.link(Role::Guest);
    let bob = evening.enter_without_columns(Enter::Join { link, member: "Bob".into(), password: None });
    evening.ask_ok(alice, Intent::Select { complex, atoms: AtomSelection::All });
    load(&mut evening, alice);
    let complexes = &evening.person(bob).room().complexes;
    assert_eq!((complexes.len(), complexes[0].selected), (2, true), "all that is said of them");
    assert!(evening.person(bob).received.is_empty());

    let enter = Enter::Resume { token: evening.person(bob).welcome().token.clone(), after: None };
    let browser = evening.enter(enter);
    assert_eq!(evening.person(browser).received.len(), 2, "another connection of his may want them");
    evening.ask_ok(alice, Intent::Unselect);
    assert_eq!((evening.person(browser).received.len(), evening.person(bob).received.len()), (3, 0));
}

#[test]
fn a_bad_file_changes_nothing() {
    let (mut evening, alice) = Evening::new();
    let request = begin_load(&mut evening, alice);
    let error = ApiError::new(ErrorCode::BadFile, "line 3, column 31: expected a number");
    assert_eq!(end_load(&mut evening, alice, request, Err(error.clone())), Err(error));
    assert!(evening.person(alice).room().complexes.is_empty());
}

#[test]
fn too_many_structures_are_refused() {
    let (mut evening, alice) = Evening::with(Limits { complexes: 1, ..Limits::default() });
    load(&mut evening, alice);
    let request = begin_load(&mut evening, alice);
    let refused = end_load(&mut evening, alice, request, Ok(ligand("Ligand"))).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Limit);
    assert_eq!(evening.person(alice).room().complexes.len(), 1);
}

#[test]
fn a_right_that_was_lost_while_a_file_was_on_its_way() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let request = begin_load(&mut evening, alice);
    let member = evening.person(bob).member();
    evening.ask_ok(alice, Intent::Give { member });
    let refused = end_load(&mut evening, alice, request, Ok(ligand("Ligand"))).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);
    assert_ne!(member, MemberId::default());
}

#[test]
fn a_plugin_adds_and_everybody_else_learns() {
    let (mut evening, alice) = Evening::new();
    let docking = evening.activate_and_connect(alice, DOCKING);
    let charts = evening.activate_and_connect(alice, CHARTS);
    let poses = complexes_to_wire(&[ligand("Pose 1"), ligand("Pose 2")].concat());
    let ToPlugin::AddToWorkspaceDone(done) = evening.request(docking, ToApp::AddToWorkspace(poses)) else { panic!() };
    let created: Vec<i64> = done.complexes.iter().map(|complex| complex.index).collect();
    let names = |room: &room_api::Snapshot| -> Vec<String> {
        room.complexes.iter().map(|complex| complex.name.clone()).collect()
    };
    assert_eq!(names(evening.person(alice).room()), ["Pose 1", "Pose 2"]);
    assert_eq!(created, evening.person(alice).room().complexes.iter().map(|complex| complex.id.0).collect::<Vec<_>>());
    assert_eq!(evening.session(charts).told(), [ToPlugin::ComplexAdd], "one word for both");
    assert_eq!(evening.session(docking).told(), [], "it knows");

    let ToPlugin::ComplexesResponse(asked) =
        evening.request(charts, ToApp::ComplexesRequest(vec![created[1], 12345, created[1]]))
    else {
        panic!()
    };
    let indices: Vec<i64> = asked.complexes.iter().map(|complex| complex.index).collect();
    assert_eq!(indices, [created[1], -1, created[1]]);

    evening.pass(50);
    evening.ask_ok(alice, Intent::Remove { complex: ComplexId(created[0]) });
    for session in [docking, charts] {
        assert_eq!(evening.session(session).told(), [ToPlugin::ComplexRemove]);
    }
}

#[test]
fn a_plugin_removes_what_it_just_added() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let added = evening.request(session, ToApp::AddToWorkspace(complexes_to_wire(&ligand("Pose"))));
    let ToPlugin::AddToWorkspaceDone(done) = added else { panic!() };
    let empty = protocol::structure::Complex { index: done.complexes[0].index, ..Default::default() };
    let update = UpdateStructures { complexes: vec![empty], ..UpdateStructures::default() };
    let done = evening.request(session, ToApp::StructuresDeepUpdate(update));
    assert_eq!(done, ToPlugin::StructuresDeepUpdateDone);
    assert!(evening.person(alice).room().complexes.is_empty());
}

#[test]
fn a_plugin_watches_a_complex() {
    let (mut evening, alice) = Evening::new();
    let complex = load(&mut evening, alice);
    let other = load(&mut evening, alice);
    let watcher = evening.activate_and_connect(alice, DOCKING);
    let stranger = evening.activate_and_connect(alice, CHARTS);
    evening.say(watcher, ToApp::HookComplexUpdated(complex.0));
    evening.say(watcher, ToApp::HookSelectionChanged(complex.0));

    evening.ask_ok(alice, Intent::Change { complex, change: move_to(1.0) });
    evening.ask_ok(alice, Intent::Change { complex: other, change: move_to(1.0) });
    let told = evening.session(watcher).told();
    let [ToPlugin::ComplexUpdated(ComplexChanged { index, complex: Some(now) })] = &told[..] else {
        panic!("{told:?}")
    };
    assert_eq!((*index, now.complex.position.x, now.atoms.len()), (complex.0, 1.0, 3));

    evening.pass(50);
    evening.ask_ok(alice, Intent::Select { complex, atoms: AtomSelection::All });
    let told: Vec<_> = evening.session(watcher).told().iter().map(ToPlugin::kind).collect();
    assert_eq!(told, [protocol::CommandKind::ComplexUpdated, protocol::CommandKind::SelectionChanged]);

    // It moves and is gone before the plugin is told: then it is only told that something is gone.
    evening.ask_ok(alice, Intent::Change { complex, change: move_to(2.0) });
    evening.ask_ok(alice, Intent::Remove { complex });
    evening.pass(50);
    assert_eq!(evening.session(watcher).told(), [ToPlugin::ComplexRemove]);
    assert_eq!(evening.session(stranger).told(), [ToPlugin::ComplexRemove]);
}

#[test]
fn a_watched_complex_that_moves_all_the_time_is_told_20_times_a_second() {
    let (mut evening, alice) = Evening::new();
    let complex = load(&mut evening, alice);
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.say(session, ToApp::HookComplexUpdated(complex.0));
    for millis in 0..1000 {
        evening.ask_ok(alice, Intent::Change { complex, change: move_to(millis as f32 + 1.0) });
        evening.pass(1);
    }
    evening.pass(50);
    let told = evening.session(session).told();
    assert_eq!(told.len(), 21, "at 0, 50, ... 1000 ms");
    let Some(ToPlugin::ComplexUpdated(ComplexChanged { complex: Some(last), .. })) = told.last() else { panic!() };
    assert_eq!(last.complex.position.x, 1000.0, "the latest");
}

#[test]
fn what_a_plugin_breaks_is_refused_answered_and_told() {
    let (mut evening, alice) = Evening::with(Limits { complexes: 0, ..Limits::default() });
    let session = evening.activate_and_connect(alice, DOCKING);
    let poses = complexes_to_wire(&ligand("Pose"));
    let answer = evening.request(session, ToApp::AddToWorkspace(poses));
    assert_eq!(answer, ToPlugin::AddToWorkspaceDone(DeepComplexes::default()));
    let told = evening.person(alice).notifications();
    assert!(told[0].1.starts_with("Alice's Room: Docking: "), "{told:?}");
}

#[test]
fn an_entry_is_fetched_outside_and_loaded_as_a_file_is() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let fetch = |entry: &str| Intent::Fetch { entry: entry.into() };
    assert_eq!(evening.ask(bob, fetch("1of6")).unwrap_err().code, ErrorCode::NotAllowed);
    assert_eq!(evening.ask(alice, fetch("1of6.cif")).unwrap_err().code, ErrorCode::Malformed);
    let (connection, request) = (alice, RequestId(900));
    evening.apply(Input::Intent { connection, request, intent: fetch("1OF6") });
    let Some(Effect::FetchEntry { entry, .. }) = evening.files.pop() else { panic!("nothing is fetched") };
    assert_eq!(entry, "1of6");
    let answer = end_load(&mut evening, alice, request, Ok(ligand("1of6"))).unwrap();
    let complex = evening.person(bob).room().complexes[0].id;
    assert_eq!(answer, Answer::Loaded { complexes: vec![complex] });
    assert_eq!(evening.person(bob).room().steps.undo, ["Alice loaded 1of6"]);
}

#[test]
fn a_frame_that_is_not_there_is_told_in_words_that_fit_whoever_counts() {
    let (mut evening, alice) = Evening::new();
    let complex = load(&mut evening, alice);
    for change in [
        ComplexChange { current_frame: Some(1), ..ComplexChange::default() },
        ComplexChange { current_conformer: Some(1), ..ComplexChange::default() },
    ] {
        let refused = evening.ask(alice, Intent::Change { complex, change }).unwrap_err();
        assert_eq!(refused.code, ErrorCode::NotFound);
        assert!(refused.message.starts_with("Ligand has one ") && !refused.message.contains('1'), "{refused}");
    }
    let name = Some("lig\u{202e}and\u{200b}".into());
    evening.ask_ok(alice, Intent::Change { complex, change: ComplexChange { name, ..ComplexChange::default() } });
    assert_eq!(evening.person(alice).room().complexes[0].name, "ligand");
}
