//! Plugins are activated, answer or not, get lost, come back, end.

use bytes::Bytes;
use protocol::control::{PluginListButton, SetPluginListButton};
use protocol::session_end::{Cause, SessionEnd as SaidByPlugin};
use protocol::structure::DeepComplexes;
use protocol::ui::{Notification, NotificationKind};
use protocol::{ToApp, ToPlugin, Versions};
use room::{Limits, SessionEnd};
use room_api::{ErrorCode, Intent, PluginId, Role, SessionState};

use crate::support::{CHARTS, DOCKING, Evening, plugin};

const SECOND: u64 = 1000;

fn ended(reason: &str) -> SessionState {
    SessionState::Ended { reason: reason.into(), log: Vec::new() }
}

#[test]
fn a_plugin_is_activated_run_and_deactivated() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let session = evening.activate(alice, DOCKING);
    assert_eq!(evening.session(session).plugin, DOCKING);
    assert_eq!(evening.person(bob).state_of(session), SessionState::Connecting);
    let early = evening.ask(alice, Intent::Run { session }).unwrap_err();
    assert_eq!((early.code, early.message.contains("still connecting")), (ErrorCode::Conflict, true));

    evening.connect(session);
    assert_eq!(evening.person(bob).state_of(session), SessionState::Running);
    evening.ask_ok(alice, Intent::Run { session });
    evening.ask_ok(alice, Intent::AdvancedSettings { session });
    assert_eq!(evening.session(session).told(), [ToPlugin::Run, ToPlugin::AdvancedSettings]);

    evening.ask_ok(alice, Intent::Deactivate { session });
    assert!(evening.session(session).is_closed);
    assert!(evening.person(bob).room().sessions.is_empty());
    assert_eq!(evening.ask(alice, Intent::Run { session }).unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn a_plugin_without_advanced_settings() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, CHARTS);
    assert_eq!(evening.person(alice).room().sessions[0].advanced_settings, None);
    let none = evening.ask(alice, Intent::AdvancedSettings { session }).unwrap_err();
    assert_eq!((none.code, none.message.as_str()), (ErrorCode::NotFound, "Charts has no advanced settings."));
}

#[test]
fn what_cannot_be_activated() {
    let (mut evening, alice) = Evening::new();
    let unknown = evening.ask(alice, Intent::Activate { plugin: PluginId(99), allow: vec![] });
    assert_eq!(unknown.unwrap_err().code, ErrorCode::NotFound);
    evening.activate(alice, DOCKING);
    let twice = evening.ask(alice, Intent::Activate { plugin: DOCKING, allow: vec![] });
    assert_eq!(twice.unwrap_err().code, ErrorCode::Conflict);
    evening.set_connected(CHARTS, false);
    let lost = evening.ask(alice, Intent::Activate { plugin: CHARTS, allow: vec![] });
    assert_eq!(lost.unwrap_err().code, ErrorCode::Conflict);
}

#[test]
fn an_activation_times_out() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate(alice, DOCKING);
    evening.pass(60 * SECOND - 1);
    assert_eq!(evening.person(alice).state_of(session), SessionState::Connecting);
    evening.pass(1);
    assert_eq!(evening.person(alice).state_of(session), ended("The plugin did not answer within 60 s."));
    assert!(evening.session(session).is_closed, "its process need not go on");
}

#[test]
fn an_activation_is_cancelled() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate(alice, DOCKING);
    evening.ask_ok(alice, Intent::Deactivate { session });
    assert!(evening.session(session).is_closed);
    assert!(evening.person(alice).room().sessions.is_empty());
    evening.pass(100 * SECOND);
    assert!(evening.person(alice).room().sessions.is_empty());
}

#[test]
fn an_activation_is_answered_late() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate(alice, DOCKING);
    evening.pass(61 * SECOND);
    let events = evening.person(alice).events.len();
    evening.connect(session);
    evening.say(session, ToApp::NotificationSend(Notification::default()));
    assert_eq!(evening.person(alice).events.len(), events, "too late: nobody hears it");
}

#[test]
fn each_activation_has_a_number_of_its_own() {
    let (mut evening, alice) = Evening::new();
    let first = evening.activate_and_connect(alice, DOCKING);
    evening.ask_ok(alice, Intent::Reconnect { session: first });
    assert!(evening.session(first).is_closed);
    let second = evening.person(alice).room().sessions[0].id;
    evening.connect(second);
    evening.end(second, SessionEnd::Plugin(Bytes::new()));
    let third = evening.activate(alice, DOCKING);
    evening.ask_ok(alice, Intent::Deactivate { session: third });
    let fourth = evening.activate(alice, DOCKING);
    assert!(first < second && second < third && third < fourth);
    assert_eq!(evening.person(alice).room().sessions.len(), 1, "what was over made place");
}

#[test]
fn a_plugin_dies_mid_run() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.ask_ok(alice, Intent::Run { session });
    let cause = Cause::Signal { number: 9, name: "SIGKILL".into() };
    let said = SaidByPlugin { cause, log: vec!["docking 3 of 9".into()] };
    evening.end(session, SessionEnd::Plugin(said.encode().into()));
    let SessionState::Ended { reason, log } = evening.person(alice).state_of(session) else { panic!() };
    assert!(reason.contains("SIGKILL"), "{reason}");
    assert_eq!(log, ["docking 3 of 9"]);

    let over = evening.ask(alice, Intent::Run { session }).unwrap_err();
    assert_eq!(over.code, ErrorCode::Conflict);
    evening.pass(100 * SECOND);
    evening.ask_ok(alice, Intent::Reconnect { session });
    assert!(!evening.session(session).is_closed, "the plugin ended it: it needs no telling");
    let fresh = evening.person(alice).room().sessions[0].id;
    evening.connect(fresh);
    assert_eq!(evening.person(alice).state_of(fresh), SessionState::Running);
}

#[test]
fn of_many_sessions_that_ended_the_oldest_end_goes() {
    let (mut evening, alice) = Evening::with(Limits { sessions: 34, ..Limits::default() });
    evening.plugins = (1..=34).map(|id| plugin(PluginId(id), &format!("Plugin {id}"), false)).collect();
    evening.announce_plugins();
    let sessions: Vec<_> = (1..=34).map(|id| evening.activate_and_connect(alice, PluginId(id))).collect();
    // The one that was activated first ends last but one.
    for session in sessions[1..33].iter().chain([&sessions[0], &sessions[33]]) {
        evening.pass(SECOND);
        evening.end(*session, SessionEnd::PluginStopped);
        assert_eq!(evening.person(alice).state_of(*session), ended("The plugin stopped."), "it can be read why");
    }
    let left: Vec<_> = evening.person(alice).room().sessions.iter().map(|session| session.id).collect();
    assert_eq!(left.len(), 32);
    assert!(!left.contains(&sessions[1]) && !left.contains(&sessions[2]), "{left:?}");
}

#[test]
fn a_python_plugin_ends_a_session_without_words() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.end(session, SessionEnd::Plugin(Bytes::new()));
    assert_eq!(
        evening.person(alice).state_of(session),
        ended("The plugin ended it: it crashed or stopped. What it wrote where it was started says why.")
    );
}

#[test]
fn a_link_is_lost_and_back() {
    let (mut evening, alice) = Evening::new();
    let docking = evening.activate_and_connect(alice, DOCKING);
    let charts = evening.activate_and_connect(alice, CHARTS);
    evening.ask_ok(alice, Intent::Run { session: docking });
    evening.session(docking).told();
    evening.set_connected(DOCKING, false);
    assert_eq!(evening.person(alice).state_of(docking), SessionState::Lost);
    assert_eq!(evening.person(alice).state_of(charts), SessionState::Running);
    let lost = evening.ask(alice, Intent::Run { session: docking }).unwrap_err();
    assert!(lost.message.contains("lost"), "{lost}");

    let bob = evening.join(Role::Guest, "Bob");
    let member = evening.person(bob).member();
    evening.ask_ok(alice, Intent::Give { member });
    evening.pass(50 * SECOND);
    assert_eq!(evening.session(docking).told(), [], "nothing is sent into the void");
    evening.set_connected(DOCKING, true);
    assert_eq!(evening.person(alice).state_of(docking), SessionState::Running);
    assert_eq!(evening.session(docking).told(), [ToPlugin::PresenterChange], "what it missed");
    evening.pass(30 * SECOND);
    assert_eq!(evening.person(alice).state_of(docking), SessionState::NotAnswering, "what it owed is due anew");
}

#[test]
fn a_link_is_lost_for_good() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.set_connected(DOCKING, false);
    evening.end(session, SessionEnd::LinkLost);
    assert!(matches!(evening.person(alice).state_of(session), SessionState::Ended { .. }));
    evening.plugins.retain(|plugin| plugin.id != DOCKING);
    evening.announce_plugins();
    let gone = evening.ask(alice, Intent::Reconnect { session }).unwrap_err();
    assert_eq!(
        (gone.code, gone.message.as_str()),
        (ErrorCode::NotFound, "No plugin named Docking is connected. Start it, then reconnect.",)
    );

    evening.plugins.push(plugin(PluginId(9), "Docking", true));
    evening.announce_plugins();
    evening.ask_ok(alice, Intent::Reconnect { session });
    let fresh = evening.person(alice).room().sessions[0].clone();
    assert_eq!(fresh.plugin, PluginId(9), "the same plugin under a new number");

    evening.end(fresh.id, SessionEnd::PluginStopped);
    evening.plugins.retain(|plugin| plugin.id != PluginId(9));
    evening.plugins.extend([plugin(PluginId(10), "Docking", true), plugin(PluginId(11), "Docking", true)]);
    evening.announce_plugins();
    let several = evening.ask(alice, Intent::Reconnect { session: fresh.id }).unwrap_err();
    assert_eq!(several.code, ErrorCode::Conflict);
}

#[test]
fn a_plugin_does_not_answer_and_answers_again() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.pass(1000 * SECOND);
    assert_eq!(evening.person(alice).state_of(session), SessionState::Running, "nothing was asked of it");
    evening.ask_ok(alice, Intent::Run { session });
    evening.pass(20 * SECOND);
    evening.ask_ok(alice, Intent::Run { session });
    evening.pass(10 * SECOND);
    assert_eq!(evening.person(alice).state_of(session), SessionState::NotAnswering, "30 s after the first");
    evening.ask_ok(alice, Intent::Run { session });

    evening.request(session, ToApp::ComplexListRequest);
    assert_eq!(evening.person(alice).state_of(session), SessionState::Running);
    evening.pass(100 * SECOND);
    assert_eq!(evening.person(alice).state_of(session), SessionState::Running);
}

#[test]
fn sessions_learn_of_a_new_presenter() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let session = evening.activate_and_connect(alice, DOCKING);
    let connecting = evening.activate(alice, CHARTS);
    let info = |evening: &mut Evening| match evening.request(session, ToApp::PresenterInfoRequest) {
        ToPlugin::PresenterInfoResponse(info) => info,
        other => panic!("{other:?}"),
    };
    let before = info(&mut evening);
    assert_eq!((before.account_id.as_str(), before.account_name.as_str()), ("7.1", "Alice"));
    assert_eq!((before.account_email.as_str(), before.org), ("", None));

    let member = evening.person(bob).member();
    evening.ask_ok(alice, Intent::Give { member });
    assert_eq!(evening.session(session).told(), [ToPlugin::PresenterChange]);
    assert_eq!(evening.session(connecting).told(), []);
    assert_eq!(info(&mut evening).account_name, "Bob");
}

#[test]
fn a_plugin_changes_its_buttons() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let set = |button, text: &str, usable| {
        ToApp::PluginListButtonSet(SetPluginListButton { button, text: text.into(), usable })
    };
    evening.say(session, set(PluginListButton::RUN, "Docking...", false));
    evening.say(session, set(PluginListButton::ADVANCED_SETTINGS, "Settings", true));
    evening.say(session, set(PluginListButton(9), "?", true));
    let shown = evening.person(alice).room().sessions[0].clone();
    assert_eq!((shown.run.text.as_str(), shown.run.usable), ("Docking...", false));
    assert_eq!(shown.advanced_settings.map(|button| button.text), Some("Settings".to_owned()));
    let busy = evening.ask(alice, Intent::Run { session }).unwrap_err();
    assert!(busy.message.contains("Docking..."), "{busy}");
}

#[test]
fn a_plugin_notifies_everybody() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let kinds = [
        (NotificationKind::SUCCESS, room_api::NotificationKind::Success),
        (NotificationKind(77), room_api::NotificationKind::Message),
    ];
    for (kind, _) in kinds {
        evening.say(session, ToApp::NotificationSend(Notification { kind, text: "Done".into() }));
    }
    let bob = evening.join(Role::Guest, "Bob");
    let expected = kinds.map(|(_, kind)| (kind, "Docking: Done".to_owned()));
    assert_eq!(evening.person(bob).notifications(), expected);
}

#[test]
fn a_message_that_wants_no_answer_gets_none() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate(alice, DOCKING);
    // Libraries up to 0.38 say whether they expect a response.
    let payload = evening.session(session).connect(Versions::offered());
    evening.apply(room::Input::FromPlugin { session, payload });
    for (expects, answers) in [(false, 0), (true, 1)] {
        let (request, payload) = evening.session(session).say(&ToApp::WorkspaceRequest, Some(expects));
        evening.apply(room::Input::FromPlugin { session, payload });
        assert_eq!(evening.session(session).answers_to(request).len(), answers);
    }
}

#[test]
fn every_message_that_has_an_answer_gets_it_in_order() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let asked = [
        ToApp::PresenterInfoRequest,
        ToApp::WorkspaceRequest,
        ToApp::ComplexListRequest,
        ToApp::ComplexesRequest(vec![5, 5]),
        ToApp::SubstructureRequest(Default::default()),
        ToApp::AddToWorkspace(DeepComplexes::default()),
        ToApp::StructuresDeepUpdate(Default::default()),
        ToApp::WorkspaceUpdate(Default::default()),
        ToApp::StructuresZoom(vec![1]),
        ToApp::StructuresCenter(vec![]),
        ToApp::BondsAdd(DeepComplexes::default()),
        ToApp::DsspAdd(DeepComplexes::default()),
        ToApp::ComputeHbonds,
        ToApp::MenuTransformRequest(0),
        ToApp::ControllerTransformsRequest,
    ];
    let kinds: Vec<_> = asked.iter().map(|message| message.kind().answer_kind()).collect();
    let requests: Vec<u32> = asked.into_iter().map(|message| evening.say(session, message)).collect();
    assert_eq!(evening.session(session).answered(), requests);
    for (request, kind) in requests.into_iter().zip(kinds) {
        let answers = evening.session(session).answers_to(request);
        assert_eq!(answers.iter().map(|answer| Some(answer.kind())).collect::<Vec<_>>(), [kind]);
    }
}

#[test]
fn a_plugin_has_one_session_whatever_was_reconnected() {
    let (mut evening, alice) = Evening::new();
    let first = evening.activate_and_connect(alice, DOCKING);
    evening.end(first, SessionEnd::PluginStopped);
    let anew = PluginId(9);
    evening.plugins[0] = plugin(anew, "Docking", true);
    evening.announce_plugins();
    let second = evening.activate_and_connect(alice, anew);
    evening.end(second, SessionEnd::Plugin(Bytes::new()));
    evening.ask_ok(alice, Intent::Reconnect { session: first });
    let twice = evening.ask(alice, Intent::Activate { plugin: anew, allow: vec![] });
    assert_eq!(twice.map_err(|error| error.code), Err(ErrorCode::Conflict));
}
