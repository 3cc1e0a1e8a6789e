//! Plugins that break the rules reach nothing, and nobody else notices.

use std::time::{Duration, Instant};

use bytes::Bytes;
use protocol::codec::Batch;
use protocol::control::{Connect, PluginListButton, SetPluginListButton};
use protocol::shapes::{Anchor, SetShapes, Shape, ShapeId};
use protocol::streams::{
    CreateStream, StreamCreated, StreamCreationError, StreamData, StreamDirection, StreamFeed, StreamKind,
};
use protocol::ui::Notification;
use protocol::{Agreed, MessageKind, ToApp, ToPlugin};
use room::{ConnectionId, Input, SessionEnd};
use room_api::{Intent, NotificationKind, SessionId, SessionState};

use crate::support::{CHARTS, DOCKING, Evening, table_of_0_42};

fn envelope(request: u32, hash: u32, body: &[u8]) -> Bytes {
    [&request.to_le_bytes(), &hash.to_le_bytes(), body].concat().into()
}

fn notification() -> ToApp {
    ToApp::NotificationSend(Notification { text: "I should not be heard".into(), ..Notification::default() })
}

/// Says this, and nobody hears of it.
#[track_caller]
fn is_not_heard(evening: &mut Evening, alice: ConnectionId, session: SessionId, payload: Bytes) {
    let before = evening.person(alice).events.len();
    evening.apply(Input::FromPlugin { session, payload });
    assert_eq!(evening.person(alice).events[before..], []);
}

#[test]
fn before_connect_nothing_is_heard() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate(alice, DOCKING);
    let requests = [notification(), ToApp::WorkspaceRequest, ToApp::PresenterInfoRequest];
    for message in requests {
        let payload = message.encode(1, true, &Agreed::default());
        is_not_heard(&mut evening, alice, session, payload);
    }
    is_not_heard(&mut evening, alice, session, Bytes::new());
    is_not_heard(&mut evening, alice, session, envelope(0, MessageKind::Connect.hash(), &[0, 255, 255, 255, 255]));
    assert_eq!(evening.session(session).answers_to(1), []);
    evening.connect(session);
    assert_eq!(evening.person(alice).state_of(session), SessionState::Running);
}

#[test]
fn after_the_end_nothing_is_heard() {
    let (mut evening, alice) = Evening::new();
    let ended = evening.activate_and_connect(alice, DOCKING);
    evening.end(ended, SessionEnd::Plugin(Bytes::from_static(b"{\"cause\": nonsense")));
    let dropped = evening.activate_and_connect(alice, CHARTS);
    evening.ask_ok(alice, Intent::Deactivate { session: dropped });
    for session in [ended, dropped, SessionId(999)] {
        let payload = notification().encode(3, true, &Agreed::with(&table_of_0_42()));
        is_not_heard(&mut evening, alice, session, payload);
        let connect = ToApp::Connect(Connect { compression: 0, versions: table_of_0_42() });
        is_not_heard(&mut evening, alice, session, connect.encode(0, false, &Agreed::default()));
    }
    assert_eq!(evening.session(ended).answers_to(3), []);
    let before = evening.person(alice).events.len();
    evening.end(ended, SessionEnd::LinkLost);
    evening.end(SessionId(999), SessionEnd::LinkLost);
    assert_eq!(evening.person(alice).events.len(), before, "over is over");
}

#[test]
fn junk_is_answered_as_far_as_it_can_be_read() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    for payload in [&b""[..], &[1, 2, 3], &[7; 7]] {
        is_not_heard(&mut evening, alice, session, Bytes::copy_from_slice(payload));
    }
    for (request, kind) in (50..).zip(MessageKind::ALL.iter().copied()) {
        let payload = envelope(request, kind.hash(), &[0xff; 6]);
        assert!(ToApp::decode(&payload, &Agreed::with(&table_of_0_42())).is_err());
        evening.apply(Input::FromPlugin { session, payload });
        let answers: Vec<_> = evening.session(session).answers_to(request).iter().map(ToPlugin::kind).collect();
        let expected: Vec<_> = kind.answer_kind().into_iter().collect();
        assert_eq!(answers, expected, "{}", kind.name());
    }
    assert_eq!(evening.person(alice).state_of(session), SessionState::Running);
}

#[test]
fn what_is_not_supported_yet_is_told_once() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let other = evening.activate_and_connect(alice, CHARTS);
    for session in [session, session, other, session] {
        evening.apply(Input::FromPlugin { session, payload: envelope(2, 0x1234_5678, b"") });
    }
    let told = |text: &str| (NotificationKind::Warning, format!("Alice's Room: {text}"));
    assert_eq!(
        evening.person(alice).notifications(),
        [
            told("Docking uses the unknown message 0x12345678, which this server does not support yet."),
            told("Charts uses the unknown message 0x12345678, which this server does not support yet."),
        ]
    );
}

#[test]
fn a_flood_of_unknown_messages_is_not_told_for_ever() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let before = evening.person(alice).events.len();
    for hash in 1..1000 {
        evening.apply(Input::FromPlugin { session, payload: envelope(hash, hash, b"") });
    }
    assert!(evening.person(alice).events.len() - before <= 64);
}

#[test]
fn a_flood_of_notifications_is_cut() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let before = evening.person(alice).events.len();
    for _ in 0..1000 {
        evening.say(session, notification());
    }
    assert_eq!(evening.person(alice).events.len() - before, 21, "20, and a word on the others");
    evening.pass(10_000);
    evening.say(session, notification());
    assert_eq!(evening.person(alice).events.len() - before, 22);
}

#[test]
fn endless_texts_are_cut() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let text = "x".repeat(1 << 20);
    evening
        .say(session, ToApp::NotificationSend(Notification { text: text.as_str().into(), ..Notification::default() }));
    let button = SetPluginListButton { button: PluginListButton::RUN, text: text.into(), usable: true };
    evening.say(session, ToApp::PluginListButtonSet(button));
    let room = evening.person(alice).room();
    assert!(room.notifications[0].text.chars().count() <= 4000);
    assert!(room.sessions[0].run.text.chars().count() <= 256);
}

#[test]
fn a_second_connect_changes_nothing() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let connect = ToApp::Connect(Connect::default());
    is_not_heard(&mut evening, alice, session, connect.encode(0, false, &Agreed::default()));
    assert!(matches!(evening.request(session, ToApp::PresenterInfoRequest), ToPlugin::PresenterInfoResponse(_)));
}

#[test]
fn shapes_are_quick_beside_streams_of_many_targets() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, CHARTS);
    let shapes = |count: usize, index: i32| {
        let shape = Shape { index: ShapeId(index), anchors: vec![Anchor::default()], ..Shape::default() };
        ToApp::SetShape(SetShapes { shapes: Batch(vec![shape; count]) })
    };
    evening.request(session, shapes(2, -1));
    let mut stream = |direction, targets| {
        let create = CreateStream { kind: StreamKind::SHAPE_POSITION, direction, targets };
        match evening.request(session, ToApp::StreamCreate(create)) {
            ToPlugin::StreamCreateDone(StreamCreated { error: StreamCreationError::NO_ERROR, id, .. }) => id,
            other => panic!("{other:?}"),
        }
    };
    stream(StreamDirection::WRITING, vec![1; 2_000_000]);
    stream(StreamDirection::READING, vec![1; 1_000_000]);
    let fed = stream(StreamDirection::WRITING, vec![2; 500_000]);
    let began = Instant::now();
    evening.say(session, ToApp::StreamFeed(StreamFeed { id: fed, data: StreamData::Floats(vec![1.0; 1_500_000]) }));
    evening.say(session, shapes(10_000, 2));
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
}
