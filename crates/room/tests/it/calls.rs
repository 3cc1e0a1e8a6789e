//! Members have plugins do what they registered for: activated where they must be, called, and answered.

use bytes::Bytes;
use molecule_wire::complexes_from_wire;
use protocol::hash::INTEGRATIONS;
use protocol::integrations::{Integration as Wire, IntegrationAnswer, IntegrationCall};
use protocol::streams::CreateStream;
use protocol::structure::DeepComplexes;
use protocol::ui::{Notification, NotificationKind, UpdateMenu};
use protocol::{ToApp, ToPlugin};
use room::{ConnectionId, Effect, Input};
use room_api::{
    Answer, ApiError, Call, ComplexId, ErrorCode, FileFormat, Forcefield, Integration, Intent, PluginId, RequestId,
    Role, SessionId,
};

use crate::structures::try_load;
use crate::support::{CHARTS, DOCKING, Evening};

/// An evening on which Docking and Charts offer these.
pub fn offering(docking: &[Integration], charts: &[Integration]) -> (Evening, ConnectionId) {
    let (mut evening, alice) = Evening::new();
    for plugin in &mut evening.plugins {
        plugin.integrations = if plugin.id == DOCKING { docking.to_vec() } else { charts.to_vec() };
    }
    evening.announce_plugins();
    (evening, alice)
}

pub fn integrate(call: Call) -> Intent {
    Intent::Integrate { call, plugin: None }
}

pub fn on(plugin: PluginId, call: Call) -> Intent {
    Intent::Integrate { call, plugin: Some(plugin) }
}

/// The one call that a session got, and its number.
pub fn called(evening: &mut Evening, session: SessionId) -> (u32, IntegrationCall) {
    let told = evening.session(session).told();
    let calls: Vec<_> = told
        .into_iter()
        .filter_map(|command| if let ToPlugin::Integration(call) = command { Some(call) } else { None })
        .collect();
    let [call] = <[Wire<IntegrationCall>; 1]>::try_from(calls).unwrap_or_else(|calls| panic!("{calls:?}"));
    (call.request, call.call)
}

pub fn say(evening: &mut Evening, session: SessionId, request: u32, call: IntegrationAnswer) {
    evening.say(session, ToApp::Integration(Wire { request, call }));
}

/// Charts runs and was called; the request and the call's number.
pub fn call_charts(evening: &mut Evening, alice: ConnectionId, call: Call) -> (SessionId, RequestId, u32) {
    let session = match evening.person(alice).room().sessions.first() {
        Some(session) => session.id,
        None => evening.activate_and_connect(alice, CHARTS),
    };
    let request = evening.begin(alice, on(CHARTS, call));
    let (number, _) = called(evening, session);
    (session, request, number)
}

pub fn plugin_error(answer: Option<Result<Answer, ApiError>>) -> String {
    match answer {
        Some(Err(ApiError { code: ErrorCode::Plugin, message })) => message,
        other => panic!("{other:?}"),
    }
}

fn moved(deep: DeepComplexes) -> DeepComplexes {
    let mut complexes = complexes_from_wire(deep).unwrap();
    for complex in &mut complexes {
        complex.name = "with hydrogens".into();
    }
    molecule_wire::complexes_to_wire(&complexes)
}

#[test]
fn integrations_have_the_librarys_names() {
    assert_eq!(Integration::ALL.map(Integration::name), INTEGRATIONS);
    for integration in Integration::ALL {
        assert_eq!(serde_json::to_value(integration).unwrap(), integration.name());
    }
}

#[test]
fn the_one_plugin_that_offers_it_is_activated_called_and_answers() {
    let (mut evening, alice) = offering(&[], &[Integration::Hydrogen]);
    let bob = evening.join(Role::Guest, "Bob");
    let complex = try_load(&mut evening, alice).unwrap();
    let request = evening.begin(alice, integrate(Call::HydrogenAdd { complexes: vec![complex, complex] }));
    let session = evening.person(alice).room().sessions[0].id;
    assert_eq!(evening.person(alice).room().sessions[0].plugin, CHARTS);
    assert_eq!(evening.session(session).told(), [], "it is not there yet");
    evening.connect(session);
    let (number, call) = called(&mut evening, session);
    let IntegrationCall::HydrogenAdd(deep) = call else { panic!("{call:?}") };
    assert_eq!(deep.complexes.len(), 1);
    assert_eq!(deep.complexes[0].index, complex.0);
    assert_eq!(evening.answer(alice, request), None, "other things go on meanwhile");
    evening.ask_ok(alice, Intent::Unselect);

    say(&mut evening, session, number, IntegrationAnswer::HydrogenAdd(moved(deep)));
    assert_eq!(evening.answer(alice, request), Some(Ok(Answer::Done)));
    for person in [alice, bob] {
        let room = evening.person(person).room();
        assert_eq!((room.complexes.len(), room.complexes[0].id), (1, complex));
        assert_eq!(room.complexes[0].name, "with hydrogens");
        assert_eq!(room.steps.undo[0], "Charts changed with hydrogens", "one step to be undone");
    }
}

#[test]
fn structures_that_lost_their_indices_are_told_apart_by_their_order() {
    let (mut evening, alice) = offering(&[], &[Integration::StructurePrep]);
    let complexes = [try_load(&mut evening, alice).unwrap(), try_load(&mut evening, alice).unwrap()];
    let session = evening.activate_and_connect(alice, CHARTS);
    let request = evening.begin(alice, integrate(Call::StructurePrep { complexes: vec![complexes[1], complexes[0]] }));
    let (number, IntegrationCall::StructurePrep(mut deep)) = called(&mut evening, session) else { panic!() };
    for (complex, name) in deep.complexes.iter_mut().zip(["second", "first"]) {
        complex.index = -1;
        complex.name = name.into();
    }
    say(&mut evening, session, number, IntegrationAnswer::StructurePrep(deep));
    assert_eq!(evening.answer(alice, request), Some(Ok(Answer::Done)));
    let seen: Vec<_> = evening.person(alice).room().complexes.iter().map(|c| (c.id, c.name.clone())).collect();
    assert_eq!(seen, [(complexes[0], "first".into()), (complexes[1], "second".into())]);
}

#[test]
fn texts_and_smiles_go_there_and_back() {
    let (mut evening, alice) = offering(&[], &[Integration::Smiles, Integration::ExportLocations]);
    let complex = try_load(&mut evening, alice).unwrap();
    let (session, request, number) = call_charts(&mut evening, alice, Call::ExportLocations);
    say(&mut evening, session, number, IntegrationAnswer::ExportLocations(vec!["Pictures".into(), "Browse".into()]));
    let texts = |texts: &[&str]| Some(Ok(Answer::Texts { texts: texts.iter().map(|text| (*text).into()).collect() }));
    assert_eq!(evening.answer(alice, request), texts(&["Pictures", "Browse"]));

    let (_, request, number) = call_charts(&mut evening, alice, Call::ExportSmiles { complexes: vec![complex] });
    say(&mut evening, session, number, IntegrationAnswer::ExportSmiles(vec!["CO".into()]));
    assert_eq!(evening.answer(alice, request), texts(&["CO"]));

    let smiles = Call::ImportSmiles { smiles: vec!["CO".into()] };
    let (_, request, number) = call_charts(&mut evening, alice, smiles.clone());
    let mut made =
        molecule::read(b"HETATM    1  C1  LIG A   1       0.0     0.0     0.0\n", molecule::Format::Pdb, "x").unwrap();
    made[0].name = "SMILES CO".into();
    let deep = molecule_wire::complexes_to_wire(&made);
    say(&mut evening, session, number, IntegrationAnswer::ImportSmiles(deep));
    let loaded = evening.person(alice).room().complexes.last().unwrap().clone();
    assert_eq!(loaded.name, "SMILES CO");
    assert_eq!(evening.answer(alice, request), Some(Ok(Answer::Loaded { complexes: vec![loaded.id] })));

    let (_, request, number) = call_charts(&mut evening, alice, smiles);
    say(&mut evening, session, number, IntegrationAnswer::ImportSmiles(DeepComplexes::default()));
    assert_eq!(plugin_error(evening.answer(alice, request)), "Charts made no structure of it.");
}

#[test]
fn a_complex_is_put_away_as_a_file() {
    let (mut evening, alice) = offering(&[], &[Integration::ExportFile]);
    let complex = try_load(&mut evening, alice).unwrap();
    let session = evening.activate_and_connect(alice, CHARTS);
    let call = |name: Option<&str>| {
        let (location, name) = ("Structures".into(), name.map(str::to_owned));
        integrate(Call::ExportFile { complex, format: FileFormat::Pdb, location, name })
    };
    for (name, success) in [(None, true), (Some("x.pdb"), false)] {
        let request = evening.begin(alice, call(name));
        let Some(Effect::WriteForCall { call, .. }) = evening.files.pop() else { panic!("no file is written") };
        assert_eq!(evening.session(session).told(), []);
        evening.apply(Input::CallFileWritten { call, result: Ok(Bytes::from_static(b"ATOM")) });
        let (number, IntegrationCall::ExportFile(file)) = called(&mut evening, session) else { panic!() };
        let (location, filename): (&str, &str) = (&file.location, &file.filename);
        assert_eq!((location, filename, &*file.data), ("Structures", name.unwrap_or("Ligand.pdb"), &b"ATOM"[..]));
        say(&mut evening, session, number, IntegrationAnswer::ExportFile(success));
        match evening.answer(alice, request) {
            Some(Ok(Answer::Done)) => assert!(success),
            no => assert_eq!(plugin_error(no), "Charts did not take the file: it says no more."),
        }
    }
    let request = evening.begin(alice, call(None));
    let Some(Effect::WriteForCall { call, .. }) = evening.files.pop() else { panic!("no file is written") };
    evening.apply(Input::CallFileWritten { call, result: Err("It has too many atoms for PDB.".into()) });
    assert_eq!(evening.answer(alice, request).unwrap().unwrap_err().message, "It has too many atoms for PDB.");
    assert_eq!(evening.session(session).told(), [], "and the plugin hears nothing");
}

#[test]
fn a_picture_is_sent_to_whoever_asked() {
    let (mut evening, alice) = offering(&[], &[Integration::GenerateMoleculeImage]);
    let complex = try_load(&mut evening, alice).unwrap();
    let call = Call::GenerateMoleculeImage { complex, width: 200, height: 100 };
    let (session, request, number) = call_charts(&mut evening, alice, call.clone());
    let png = Bytes::from_static(b"\x89PNG and so on");
    say(&mut evening, session, number, IntegrationAnswer::GenerateMoleculeImage(vec![png.clone()]));
    match evening.files.pop() {
        Some(Effect::SendContent { connection, request: of, name, content, .. }) => {
            assert_eq!((connection, of, name, content), (alice, request, "Ligand.png".into(), png.clone()));
        }
        other => panic!("{other:?}"),
    }
    let gif = Bytes::from_static(b"GIF89a");
    for (images, why) in [
        (vec![], "Charts made 0 pictures of one."),
        (vec![png.clone(), png], "Charts made 2 pictures of one."),
        (vec![gif], "Charts made a picture that is neither PNG nor JPEG."),
    ] {
        let (_, request, number) = call_charts(&mut evening, alice, call.clone());
        say(&mut evening, session, number, IntegrationAnswer::GenerateMoleculeImage(images));
        assert_eq!(plugin_error(evening.answer(alice, request)), why);
    }
}

#[test]
fn what_begins_is_answered_by_what_it_does() {
    let (mut evening, alice) = offering(&[], &[Integration::Minimization, Integration::ImportFile]);
    let complex = try_load(&mut evening, alice).unwrap();
    let (session, request, _) = call_charts(&mut evening, alice, Call::ImportFile);
    evening.say(session, ToApp::WorkspaceRequest);
    assert_eq!(evening.answer(alice, request), None);
    evening.say(session, ToApp::MenuUpdate(UpdateMenu::default()));
    assert_eq!(evening.answer(alice, request), Some(Ok(Answer::Begun { session })));

    let start = Call::MinimizationStart { forcefield: Forcefield::Mmff94, steps: 100, steepest: true, cutoff: 8.0 };
    let request = evening.begin(alice, integrate(start.clone()));
    let (number, IntegrationCall::MinimizationStart(how)) = called(&mut evening, session) else { panic!() };
    assert_eq!((how.forcefield, how.steps, how.steepest, how.cutoff), (3, 100, true, 8.0));
    let atoms = evening.person(alice).structures()[&complex.0][0].atoms.index.to_vec();
    evening.say(session, ToApp::StreamCreate(CreateStream { targets: atoms, ..CreateStream::default() }));
    assert_eq!(evening.answer(alice, request), Some(Ok(Answer::Begun { session })));
    evening.pass(3_600_000);
    say(&mut evening, session, number, IntegrationAnswer::MinimizationStart(false));
    let told = evening.person(alice).notifications().pop().unwrap().1;
    assert!(told.contains("Charts did not minimize"), "{told}");

    let (_, request, number) = call_charts(&mut evening, alice, Call::MinimizationStop);
    say(&mut evening, session, number, IntegrationAnswer::MinimizationStop);
    assert_eq!(evening.answer(alice, request), Some(Ok(Answer::Done)));

    let (_, request, _) = call_charts(&mut evening, alice, start);
    let (text, kind) = ("Nothing is selected".into(), NotificationKind::ERROR);
    evening.say(session, ToApp::NotificationSend(Notification { text, kind }));
    assert_eq!(plugin_error(evening.answer(alice, request)), "Charts: Nothing is selected");
}

#[test]
fn one_who_goes_away_gets_no_answer_and_it_is_done_all_the_same() {
    let (mut evening, alice) = offering(&[], &[Integration::Hydrogen]);
    let complex: ComplexId = try_load(&mut evening, alice).unwrap();
    let session = evening.activate_and_connect(alice, CHARTS);
    evening.begin(alice, integrate(Call::HydrogenAdd { complexes: vec![complex] }));
    let (number, IntegrationCall::HydrogenAdd(deep)) = called(&mut evening, session) else { panic!() };
    evening.disconnect(alice);
    say(&mut evening, session, number, IntegrationAnswer::HydrogenAdd(moved(deep)));
    let alice = evening.resume(alice);
    assert_eq!(evening.person(alice).room().complexes[0].name, "with hydrogens");
}
