//! Members that ask nonsense are told so, and the room goes on.

use room::{ConnectionId, Input, Limits};
use room_api::{
    ApiError, AtomSelection, ComplexChange, ComplexId, Enter, ErrorCode, FileFormat, Intent, MemberId, PluginId,
    RequestId, Role, SessionId, TouchPhase,
};

use crate::support::{DOCKING, Evening};

#[test]
fn what_is_not_there_is_not_found() {
    let (mut evening, alice) = Evening::new();
    let session = SessionId(u32::MAX);
    let complex = ComplexId(i64::MIN);
    let nonsense = [
        Intent::Give { member: MemberId(0) },
        Intent::Activate { plugin: PluginId(u32::MAX), allow: vec![] },
        Intent::Deactivate { session },
        Intent::Reconnect { session },
        Intent::Run { session },
        Intent::AdvancedSettings { session },
        Intent::ToggleMenu { session, menu: 255, enabled: true },
        Intent::Press { session, content: i32::MIN },
        Intent::Hover { session, content: 0, over: true },
        Intent::Slide { session, content: 0, value: f32::NAN, released: false },
        Intent::Type { session, content: 0, text: "x".repeat(1 << 20), submit: false },
        Intent::Choose { session, content: 0, item: u32::MAX },
        Intent::TouchImage { session, content: 0, phase: TouchPhase::Hold, x: f32::INFINITY, y: -1.0 },
        Intent::Export { complex, format: FileFormat::Mol },
        Intent::Remove { complex },
        Intent::Change { complex, change: ComplexChange::default() },
        Intent::Select { complex, atoms: AtomSelection::Indices(vec![i64::MAX; 9]) },
    ];
    let before = evening.person(alice).events.len();
    for intent in nonsense {
        let answer = evening.ask(alice, intent.clone());
        assert_eq!(answer.map_err(|error| error.code), Err(ErrorCode::NotFound), "{intent:?}");
    }
    assert_eq!(evening.person(alice).events.len(), before, "the room is as before");
}

#[test]
fn contents_of_a_session_that_has_none() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    for intent in [
        Intent::Press { session, content: 1 },
        Intent::Slide { session, content: 1, value: 0.5, released: true },
        Intent::Type { session, content: 1, text: "x".into(), submit: true },
        Intent::Choose { session, content: 1, item: 0 },
    ] {
        evening.ask(alice, intent).unwrap_err();
    }
    evening.pass(1000);
    assert_eq!(evening.session(session).told(), [], "the plugin hears nothing of it");
}

#[test]
fn a_connection_that_is_not_in_the_room() {
    let (mut evening, alice) = Evening::new();
    let before = evening.person(alice).events.len();
    let stranger = ConnectionId(77);
    evening.apply(Input::Intent { connection: stranger, request: RequestId(1), intent: Intent::Close });
    evening.apply(Input::Disconnected { connection: stranger });
    let result = Err(ApiError::new(ErrorCode::BadFile, "no"));
    evening.apply(Input::FileRead { connection: stranger, request: RequestId(1), name: "a".into(), size: 1, result });
    assert!(!evening.is_closed);
    assert_eq!(evening.person(alice).events.len(), before);
}

#[test]
fn wrong_secrets_open_nothing() {
    let (mut evening, alice) = Evening::new();
    let guest_link = evening.link(Role::Guest);
    let token = evening.person(alice).welcome().token.clone();
    let elsewhere = guest_link.replacen("7.", "8.", 1);
    for link in ["", "7", "7.", "x", &elsewhere, &token, &"7.".repeat(1 << 16)] {
        let stranger = evening.enter(Enter::Join { link: link.into(), member: "Eve".into(), password: None });
        assert_eq!(evening.person(stranger).refused.as_ref().map(|error| error.code), Some(ErrorCode::Denied));
    }
    for token in ["", &guest_link] {
        let stranger = evening.enter(Enter::Resume { token: token.into(), after: None });
        assert_eq!(evening.person(stranger).refused.as_ref().map(|error| error.code), Some(ErrorCode::Denied));
    }
    let again = evening.enter(Enter::Create { room: "Mine".into(), member: "Eve".into(), invitation: None });
    assert_eq!(evening.person(again).refused.as_ref().map(|error| error.code), Some(ErrorCode::Conflict));
    assert_eq!(evening.person(alice).sees(), (vec!["Alice"], "Alice"));
}

#[test]
fn a_room_that_was_never_created_lets_nobody_in() {
    let mut evening = Evening::before(Limits::default());
    let early = evening.enter(Enter::Join { link: "7.00".into(), member: "Eve".into(), password: None });
    assert!(evening.person(early).refused.is_some());
}
