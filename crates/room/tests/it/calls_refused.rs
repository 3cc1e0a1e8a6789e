//! Calls that cannot be, and answers that nobody asked for: whoever asked is told why, and the room stays as it is.

use protocol::integrations::{Integration as Wire, IntegrationAnswer, IntegrationCall};
use protocol::{ToApp, ToPlugin};
use room::SessionEnd;
use room_api::{Call, ComplexId, ErrorCode, FileFormat, Forcefield, Integration, Intent, PluginId, Role};

use crate::calls::{call_charts, called, integrate, offering, on, plugin_error, say};
use crate::structures::try_load;
use crate::support::{CHARTS, DOCKING};

#[test]
fn which_plugin_is_meant_is_said_or_asked() {
    let both = [Integration::Hydrogen];
    let (mut evening, alice) = offering(&both, &both);
    let complexes = vec![try_load(&mut evening, alice).unwrap()];
    let add = Call::HydrogenAdd { complexes: complexes.clone() };
    let error = evening.ask(alice, integrate(add.clone())).unwrap_err();
    assert_eq!(error.code, ErrorCode::Conflict);
    assert_eq!(error.message, "Several plugins offer hydrogen: Docking#1, Charts#2. Say which one.");
    let session = evening.activate_and_connect(alice, CHARTS);
    evening.begin(alice, on(CHARTS, add.clone()));
    called(&mut evening, session);

    let error = evening.ask(alice, on(CHARTS, Call::RunInteractions)).unwrap_err();
    assert_eq!(error.message, "Charts did not register for interactions. Call one that did.");
    let error = evening.ask(alice, integrate(Call::RunInteractions)).unwrap_err();
    assert!(error.message.starts_with("No plugin that is connected offers interactions."), "{}", error.message);
    let error = evening.ask(alice, on(PluginId(9), Call::RunInteractions)).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);

    evening.set_connected(DOCKING, false);
    evening.begin(alice, integrate(add.clone()));
    called(&mut evening, session);
    evening.set_connected(CHARTS, false);
    assert_eq!(evening.ask(alice, on(CHARTS, add)).unwrap_err().code, ErrorCode::Conflict);
}

#[test]
fn an_old_plugin_that_registered_for_nothing_can_be_named() {
    let (mut evening, alice) = offering(&[Integration::Hydrogen], &[]);
    let session = evening.activate_and_connect(alice, CHARTS);
    evening.begin(alice, on(CHARTS, Call::ExportLocations));
    assert_eq!(called(&mut evening, session).1, IntegrationCall::ExportLocations);
}

#[test]
fn nothing_is_activated_only_to_be_stopped() {
    let (mut evening, alice) = offering(&[Integration::Minimization], &[Integration::Minimization]);
    for stop in [integrate(Call::MinimizationStop), on(CHARTS, Call::MinimizationStop)] {
        let error = evening.ask(alice, stop).unwrap_err();
        assert_eq!(error.message, "Nothing is being minimized: no plugin that can is active.");
    }
    let session = evening.activate_and_connect(alice, CHARTS);
    evening.begin(alice, integrate(Call::MinimizationStop));
    assert_eq!(called(&mut evening, session).1, IntegrationCall::MinimizationStop, "the active one is meant");
}

#[test]
fn guests_are_told_who_may() {
    let (mut evening, _) = offering(&[], &[Integration::ExportLocations]);
    let bob = evening.join(Role::Guest, "Bob");
    let error = evening.ask(bob, integrate(Call::ExportLocations)).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotAllowed);
    assert!(error.message.contains("Only the presenter (Alice) may have plugins do something."), "{}", error.message);
    assert_eq!(evening.person(bob).room().sessions, []);
}

#[test]
fn arguments_that_make_no_sense_activate_nothing() {
    let (mut evening, alice) = offering(&[], &Integration::ALL);
    let complex = try_load(&mut evening, alice).unwrap();
    let start = |steps, cutoff| {
        let forcefield = Forcefield::Universal;
        Call::MinimizationStart { forcefield, steps, steepest: false, cutoff }
    };
    let file = |name: &str| {
        let (name, location) = (Some(name.to_owned()), "Structures".to_owned());
        Call::ExportFile { complex, format: FileFormat::Pdb, location, name }
    };
    for call in [
        Call::HydrogenAdd { complexes: vec![] },
        Call::HydrogenAdd { complexes: vec![complex, ComplexId(999)] },
        Call::ExportSmiles { complexes: vec![complex; 1001] },
        start(0, 1.0),
        start(1, f32::NAN),
        start(1, -1.0),
        file(""),
        file(&"x".repeat(2000)),
        Call::ImportSmiles { smiles: vec![] },
        Call::ImportSmiles { smiles: vec!["C".repeat(1 << 21)] },
        Call::GenerateMoleculeImage { complex, width: 0, height: 1 },
        Call::GenerateMoleculeImage { complex, width: 1, height: 1 << 20 },
    ] {
        let error = evening.ask(alice, integrate(call.clone())).unwrap_err();
        assert!(matches!(error.code, ErrorCode::Malformed | ErrorCode::NotFound), "{call:?}: {error}");
    }
    assert_eq!(evening.person(alice).room().sessions, []);
}

#[test]
fn no_answer_in_time_is_an_error() {
    let (mut evening, alice) = offering(&[], &[Integration::ExportLocations]);
    let (session, request, number) = call_charts(&mut evening, alice, Call::ExportLocations);
    evening.pass(299_999);
    assert_eq!(evening.answer(alice, request), None);
    evening.pass(1);
    let error = plugin_error(evening.answer(alice, request));
    assert!(error.starts_with("Charts did not answer within 300 s."), "{error}");
    say(&mut evening, session, number, IntegrationAnswer::ExportLocations(vec![]));
    let told = evening.person(alice).notifications().pop().unwrap().1;
    assert!(told.ends_with("which nobody made, or which is over: it was ignored."), "{told}");
}

#[test]
fn a_plugin_that_ends_in_the_middle_fails_its_calls() {
    let (mut evening, alice) = offering(&[], &[Integration::ExportLocations]);
    let (session, request, _) = call_charts(&mut evening, alice, Call::ExportLocations);
    evening.end(session, SessionEnd::LinkLost);
    let error = plugin_error(evening.answer(alice, request));
    let why = "Charts ended before it had answered: The link to the plugin was lost and did not come back.";
    assert_eq!(error, why);

    let request = evening.begin(alice, on(CHARTS, Call::ExportLocations));
    let session = evening.person(alice).room().sessions[0].id;
    evening.ask_ok(alice, Intent::Deactivate { session });
    let error = plugin_error(evening.answer(alice, request));
    assert_eq!(error, "Charts ended before it had answered: it was deactivated.");

    let request = evening.begin(alice, on(CHARTS, Call::ExportLocations));
    evening.pass(60_000);
    let error = plugin_error(evening.answer(alice, request));
    assert_eq!(error, "Charts ended before it had answered: The plugin did not answer within 60 s.");
}

#[test]
fn answers_that_nobody_asked_for_change_nothing() {
    let (mut evening, alice) = offering(&[], &[Integration::Hydrogen]);
    let complex = try_load(&mut evening, alice).unwrap();
    let bystander = try_load(&mut evening, alice).unwrap();
    let other = evening.activate_and_connect(alice, DOCKING);
    let session = evening.activate_and_connect(alice, CHARTS);
    let request = evening.begin(alice, integrate(Call::HydrogenAdd { complexes: vec![complex] }));
    let (number, IntegrationCall::HydrogenAdd(deep)) = called(&mut evening, session) else { panic!() };
    let mut renamed = deep.clone();
    renamed.complexes[0].name = "forged".into();
    let before = evening.person(alice).room().complexes.clone();
    let events = evening.person(alice).events.len();

    say(&mut evening, other, number, IntegrationAnswer::HydrogenAdd(renamed.clone()));
    say(&mut evening, session, number + 1, IntegrationAnswer::HydrogenAdd(renamed.clone()));
    say(&mut evening, session, 0, IntegrationAnswer::HydrogenAdd(renamed.clone()));
    assert_eq!(evening.person(alice).events.len(), events + 3, "three notices, and nothing else");
    assert_eq!(evening.answer(alice, request), None);

    renamed.complexes[0].index = bystander.0;
    say(&mut evening, session, number, IntegrationAnswer::HydrogenAdd(renamed));
    let error = plugin_error(evening.answer(alice, request));
    assert!(error.contains("is none of the 1 that it was called with"), "{error}");

    let request = evening.begin(alice, integrate(Call::HydrogenRemove { complexes: vec![complex] }));
    let (number, _) = called(&mut evening, session);
    say(&mut evening, session, number, IntegrationAnswer::HydrogenAdd(deep));
    let error = plugin_error(evening.answer(alice, request));
    assert_eq!(error, "Charts was called for hydrogen_remove and answered hydrogen_add: that was ignored.");
    assert_eq!(evening.person(alice).room().complexes, before);
}

#[test]
fn a_call_for_what_is_gone_meanwhile_fails() {
    let (mut evening, alice) = offering(&[], &[Integration::Hydrogen]);
    let complex = try_load(&mut evening, alice).unwrap();
    let request = evening.begin(alice, integrate(Call::HydrogenAdd { complexes: vec![complex] }));
    let session = evening.person(alice).room().sessions[0].id;
    evening.ask_ok(alice, Intent::Remove { complex });
    evening.connect(session);
    assert_eq!(evening.answer(alice, request).unwrap().unwrap_err().code, ErrorCode::NotFound);
    assert!(!evening.session(session).told().iter().any(|told| matches!(told, ToPlugin::Integration(_))));
}

#[test]
fn only_so_many_calls_wait() {
    let (mut evening, alice) = offering(&[], &[Integration::ExportLocations]);
    let session = evening.activate_and_connect(alice, CHARTS);
    for _ in 0..64 {
        evening.begin(alice, integrate(Call::ExportLocations));
    }
    assert_eq!(evening.ask(alice, integrate(Call::ExportLocations)).unwrap_err().code, ErrorCode::Limit);
    let call = IntegrationAnswer::ExportLocations(vec![]);
    evening.say(session, ToApp::Integration(Wire { request: 1, call }));
    evening.begin(alice, integrate(Call::ExportLocations));
}
