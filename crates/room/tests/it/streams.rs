//! What plugins feed: the room changes at once, and people are told of the latest.

use protocol::shapes::{Anchor, SetShapes, Shape};
use protocol::streams::{
    CreateStream, StreamCreated, StreamCreationError, StreamData, StreamDirection, StreamFeed, StreamId,
    StreamInterrupt, StreamInterruptReason, StreamKind,
};
use protocol::{ToApp, ToPlugin};
use room::ConnectionId;
use room_api::{Event, Intent, Role, SessionId};

use crate::structures::try_load;
use crate::support::{CHARTS, Evening};

/// A room with a complex, its atoms, and a session.
fn evening() -> (Evening, ConnectionId, i64, Vec<i64>, SessionId) {
    let (mut evening, alice) = Evening::new();
    let complex = try_load(&mut evening, alice).unwrap().0;
    let atoms = evening.person(alice).structures()[&complex][0].atoms.index.to_vec();
    let session = evening.activate_and_connect(alice, CHARTS);
    (evening, alice, complex, atoms, session)
}

fn create(evening: &mut Evening, session: SessionId, kind: StreamKind, targets: &[i64]) -> StreamCreated {
    let stream = CreateStream { kind, direction: StreamDirection::WRITING, targets: targets.to_vec() };
    match evening.request(session, ToApp::StreamCreate(stream)) {
        ToPlugin::StreamCreateDone(created) => created,
        other => panic!("{other:?}"),
    }
}

fn stream(evening: &mut Evening, session: SessionId, kind: StreamKind, targets: &[i64]) -> StreamId {
    let created = create(evening, session, kind, targets);
    assert_eq!(created.error, StreamCreationError::NO_ERROR, "{kind:?}");
    created.id
}

/// Feeds; why the stream was ended, if it was.
fn feed(evening: &mut Evening, session: SessionId, id: StreamId, data: StreamData) -> Option<StreamInterruptReason> {
    evening.session(session).told();
    let done = evening.request(session, ToApp::StreamFeed(StreamFeed { id, data }));
    assert_eq!(done, ToPlugin::StreamFeedDone);
    match &evening.session(session).told()[..] {
        [] => None,
        [ToPlugin::StreamInterrupt(StreamInterrupt { reason, id: ended })] if *ended == id => Some(*reason),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_kind_changes_what_it_is_of() {
    let (mut evening, alice, complex, atoms, session) = evening();
    let shape = Shape { anchors: vec![Anchor::default()], ..Shape::default() };
    evening.request(session, ToApp::SetShape(SetShapes { shapes: protocol::codec::Batch(vec![shape]) }));
    let backwards = [atoms[2], atoms[0]];
    let floats = |floats: &[f32]| StreamData::Floats(floats.to_vec());
    let feeds = [
        (StreamKind::POSITION, &backwards[..], floats(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0])),
        (StreamKind::COLOR, &atoms[..1], StreamData::Bytes(vec![0xFF, 0, 0, 0xFF].into())),
        (StreamKind::COLOR, &atoms[1..2], StreamData::Bytes(vec![0, 0xFF, 0].into())),
        (StreamKind::SCALE, &atoms[..1], floats(&[0.25])),
        (StreamKind::LABEL, &atoms[..1], StreamData::Texts(vec!["here".into()])),
        (StreamKind::COMPLEX_POSITION_ROTATION, &[complex], floats(&[7.0, 8.0, 9.0, 0.0, 0.0, 0.0, 2.0])),
        (StreamKind::SHAPE_POSITION, &[1], floats(&[1.0, 0.0, 2.0])),
        (StreamKind::SHAPE_COLOR, &[1], StreamData::Bytes(vec![0, 0xFF, 0, 0xFF].into())),
        (StreamKind::SPHERE_SHAPE_RADIUS, &[1], floats(&[5.0])),
    ];
    for (kind, targets, data) in feeds {
        let id = stream(&mut evening, session, kind, targets);
        assert_eq!(feed(&mut evening, session, id, data), None, "{kind:?}");
        evening.say(session, ToApp::StreamDestroy(id));
    }
    evening.pass(100);
    let person = evening.person(alice);
    let atoms = &person.structures()[&complex][0].atoms;
    assert_eq!((atoms.positions[0][2], atoms.positions[0][0]), ([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]));
    assert_eq!((atoms.color[0], atoms.color[1], atoms.scale[0]), (0xFF00_00FF, 0x00FF_00FF, 0.25));
    assert_eq!((atoms.labeled[0], atoms.label_text[0].as_str()), (true, "here"));
    let shown = &person.room().complexes[0];
    assert_eq!((shown.position, shown.rotation), ([7.0, 8.0, 9.0], [0.0, 0.0, 0.0, 1.0]));
    let shape = &person.room().shapes[0];
    assert_eq!((shape.color, shape.anchors[0].local_offset), (0x00FF_00FF, [1.0, 0.0, 2.0]));
    assert_eq!(shape.form, room_api::shape::Form::Sphere { radius: 5.0 });
}

#[test]
fn people_are_told_at_once_and_who_is_slow_of_the_latest() {
    let (mut evening, alice, complex, atoms, session) = evening();
    let slow = evening.join(Role::Guest, "Bob");
    evening.person(slow).takes_nothing = true;
    let id = stream(&mut evening, session, StreamKind::POSITION, &atoms[..1]);
    let events = evening.person(alice).events.len();
    let at = |evening: &mut Evening, person| evening.person(person).structures()[&complex][0].atoms.positions[0][0][0];
    for step in 1..=60 {
        assert_eq!(feed(&mut evening, session, id, StreamData::Floats(vec![step as f32, 0.0, 0.0])), None);
        assert_eq!((at(&mut evening, alice), at(&mut evening, slow)), (step as f32, 1.0));
        evening.pass(16);
    }
    evening.take_updates(slow);
    assert_eq!(at(&mut evening, slow), 60.0);
    assert_eq!((evening.person(alice).fed.len(), evening.person(slow).fed.len()), (60, 2));
    assert_eq!(evening.person(alice).events.len(), events, "what is fed is no event");
    evening.pass(1000);
    assert_eq!(evening.person(alice).events.len(), events + 1, "until it rests");
}

#[test]
fn who_was_slow_gets_back_what_was_fed_back() {
    let (mut evening, alice, complex, atoms, session) = evening();
    evening.person(alice).takes_nothing = true;
    let was = evening.person(alice).structures()[&complex][0].atoms.positions[0][0];
    let id = stream(&mut evening, session, StreamKind::POSITION, &atoms[..1]);
    for place in [[9.0; 3], was] {
        assert_eq!(feed(&mut evening, session, id, StreamData::Floats(place.to_vec())), None);
    }
    // The event that settles it has nothing to say: all is as it was at the last one.
    evening.pass(1000);
    evening.take_updates(alice);
    assert_eq!(evening.person(alice).structures()[&complex][0].atoms.positions[0][0], was);
}

#[test]
fn who_comes_back_gets_what_was_fed_meanwhile() {
    let (mut evening, alice, complex, atoms, session) = evening();
    let bob = evening.join(Role::Guest, "Bob");
    let id = stream(&mut evening, session, StreamKind::POSITION, &atoms[..1]);
    assert_eq!(feed(&mut evening, session, id, StreamData::Floats(vec![1.0; 3])), None);
    evening.disconnect(bob);
    assert_eq!(feed(&mut evening, session, id, StreamData::Floats(vec![2.0; 3])), None);
    let bob = evening.resume(bob);
    assert_eq!(evening.person(bob).snapshots, 0);
    assert_eq!(feed(&mut evening, session, id, StreamData::Floats(vec![3.0; 3])), None);
    for person in [alice, bob] {
        assert_eq!(evening.person(person).structures()[&complex][0].atoms.positions[0][0], [3.0; 3]);
    }
}

#[test]
fn who_wants_no_columns_hears_only_of_what_has_none() {
    let (mut evening, _, complex, atoms, session) = evening();
    let link = evening.link(Role::Guest);
    let bob = evening.enter_without_columns(room_api::Enter::Join { link, member: "Bob".into(), password: None });
    let id = stream(&mut evening, session, StreamKind::POSITION, &atoms[..1]);
    assert_eq!(feed(&mut evening, session, id, StreamData::Floats(vec![1.0; 3])), None);
    let id = stream(&mut evening, session, StreamKind::COMPLEX_POSITION_ROTATION, &[complex]);
    assert_eq!(feed(&mut evening, session, id, StreamData::Floats(vec![1.0; 7])), None);
    assert_eq!(evening.person(bob).fed.len(), 1);
    assert_eq!(evening.person(bob).room().complexes[0].position, [1.0; 3]);
}

#[test]
fn what_was_not_told_is_told_with_what_comes_between() {
    let (mut evening, alice, complex, atoms, session) = evening();
    let id = stream(&mut evening, session, StreamKind::POSITION, &atoms[..1]);
    let at = |evening: &mut Evening, x: f32| {
        assert_eq!(feed(evening, session, id, StreamData::Floats(vec![x, 0.0, 0.0])), None);
    };
    at(&mut evening, 1.0);
    at(&mut evening, 2.0);
    // The person in these tests holds each difference against what was told before.
    let complex_id = room_api::ComplexId(complex);
    evening.ask_ok(alice, Intent::Select { complex: complex_id, atoms: room_api::AtomSelection::All });
    assert_eq!(evening.person(alice).structures()[&complex][0].atoms.positions[0][0], [2.0, 0.0, 0.0]);
    at(&mut evening, 3.0);
    let bob = evening.join(Role::Guest, "Bob");
    at(&mut evening, 4.0);
    evening.pass(100);
    for person in [alice, bob] {
        assert_eq!(evening.person(person).structures()[&complex][0].atoms.positions[0][0], [4.0, 0.0, 0.0]);
    }
    at(&mut evening, 5.0);
    at(&mut evening, 6.0);
    evening.ask_ok(alice, Intent::Remove { complex: complex_id });
    evening.pass(100);
    let events = &evening.person(bob).events;
    assert!(matches!(events[..], [.., Event::ComplexRemoved { .. }, Event::Steps { .. }]), "{events:?}");
}

#[test]
fn a_bad_feed_changes_nothing_and_ends_its_stream() {
    let (mut evening, alice, complex, atoms, session) = evening();
    let before = evening.person(alice).structures().clone();
    let floats = |floats: &[f32]| StreamData::Floats(floats.to_vec());
    let bad = [floats(&[1.0, 2.0]), floats(&[1.0; 6]), floats(&[f32::NAN; 3]), StreamData::Bytes(vec![0; 3].into())];
    for data in bad {
        let id = stream(&mut evening, session, StreamKind::POSITION, &atoms[..1]);
        assert_eq!(feed(&mut evening, session, id, data), Some(StreamInterruptReason::CRASHED));
        let again = feed(&mut evening, session, id, floats(&[0.0; 3]));
        assert_eq!(again, Some(StreamInterruptReason::STREAM_NOT_FOUND), "it is over");
    }
    evening.pass(100);
    assert_eq!(evening.person(alice).structures(), &before);

    let id = stream(&mut evening, session, StreamKind::SCALE, &atoms[..1]);
    evening.ask_ok(alice, Intent::Remove { complex: room_api::ComplexId(complex) });
    assert_eq!(feed(&mut evening, session, id, floats(&[1.0])), Some(StreamInterruptReason::CRASHED));
    for kind in [StreamKind::COLOR, StreamKind::COMPLEX_POSITION_ROTATION, StreamKind::SHAPE_COLOR] {
        assert_eq!(create(&mut evening, session, kind, &[99]).error, StreamCreationError::ATOM_NOT_FOUND);
    }
    assert_eq!(create(&mut evening, session, StreamKind(77), &[]).error, StreamCreationError::UNSUPPORTED_STREAM);
}
