//! What plugins read by stream: the values at the start, and the latest whenever they changed.

use protocol::codec::Batch;
use protocol::shapes::{Anchor, DeleteShapes, SetShapes, Shape, ShapeId};
use protocol::streams::{
    CreateStream, StreamCreationError, StreamData, StreamDirection, StreamFeed, StreamId, StreamInterrupt,
    StreamInterruptReason, StreamKind,
};
use protocol::{ToApp, ToPlugin};
use room::ConnectionId;
use room_api::{ComplexChange, ComplexId, Intent, SessionId};

use crate::structures::try_load;
use crate::support::{CHARTS, DOCKING, Evening};

/// A room with a complex, its atoms, and a session that reads and one that writes.
fn evening() -> (Evening, ConnectionId, ComplexId, Vec<i64>, [SessionId; 2]) {
    let (mut evening, alice) = Evening::new();
    let complex = try_load(&mut evening, alice).unwrap();
    let atoms = evening.person(alice).structures()[&complex.0][0].atoms.index.to_vec();
    let sessions = [CHARTS, DOCKING].map(|plugin| evening.activate_and_connect(alice, plugin));
    (evening, alice, complex, atoms, sessions)
}

fn create(
    evening: &mut Evening,
    session: SessionId,
    kind: StreamKind,
    direction: StreamDirection,
    targets: &[i64],
) -> StreamId {
    let stream = CreateStream { kind, direction, targets: targets.to_vec() };
    match evening.request(session, ToApp::StreamCreate(stream)) {
        ToPlugin::StreamCreateDone(created) if created.error == StreamCreationError::NO_ERROR => {
            assert_eq!(created.direction, direction);
            created.id
        }
        other => panic!("{other:?}"),
    }
}

fn read(evening: &mut Evening, session: SessionId, kind: StreamKind, targets: &[i64]) -> StreamId {
    create(evening, session, kind, StreamDirection::READING, targets)
}

/// What a session was told by its streams since it was asked last.
fn told(evening: &mut Evening, session: SessionId) -> Vec<(StreamId, StreamData)> {
    let told = evening.session(session).told().into_iter();
    let feed = |word| match word {
        ToPlugin::StreamFeed(StreamFeed { id, data }) => Some((id, data)),
        _ => None,
    };
    told.filter_map(feed).collect()
}

fn floats(floats: &[f32]) -> StreamData {
    StreamData::Floats(floats.to_vec())
}

#[test]
fn every_kind_is_told_at_the_start_and_when_it_changes() {
    let (mut evening, alice, complex, atoms, [reader, writer]) = evening();
    let shape = || Shape { anchors: vec![Anchor::default()], ..Shape::default() };
    for session in [reader, writer] {
        evening.request(session, ToApp::SetShape(SetShapes { shapes: Batch(vec![shape()]) }));
    }
    let some = &atoms[1..2];
    let table = [
        (StreamKind::POSITION, some, floats(&[1.2, 0.0, 0.0]), floats(&[1.0, 2.0, 3.0])),
        (StreamKind::COLOR, some, StreamData::Bytes(vec![0; 4].into()), StreamData::Bytes(vec![1, 2, 3, 4].into())),
        (StreamKind::SCALE, some, floats(&[0.5]), floats(&[0.25])),
        (StreamKind::LABEL, some, StreamData::Texts(vec!["".into()]), StreamData::Texts(vec!["here".into()])),
        (
            StreamKind::COMPLEX_POSITION_ROTATION,
            &[complex.0],
            floats(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]),
            floats(&[7.0, 8.0, 9.0, 0.0, 1.0, 0.0, 0.0]),
        ),
        (StreamKind::SHAPE_POSITION, &[1], floats(&[0.0; 3]), floats(&[1.0, 0.0, 2.0])),
        (
            StreamKind::SHAPE_COLOR,
            &[1],
            StreamData::Bytes(vec![255, 255, 255, 255].into()),
            StreamData::Bytes(vec![0, 255, 0, 255].into()),
        ),
        (StreamKind::SPHERE_SHAPE_RADIUS, &[1], floats(&[1.0]), floats(&[5.0])),
    ];
    for (kind, targets, before, after) in table {
        told(&mut evening, reader);
        let id = read(&mut evening, reader, kind, targets);
        let start = told(&mut evening, reader);
        assert_eq!(
            start.iter().map(|(of, data)| (*of, data.kind())).collect::<Vec<_>>(),
            [(id, before.kind())],
            "{kind:?}"
        );
        if !matches!(
            kind,
            StreamKind::COLOR | StreamKind::SCALE | StreamKind::SHAPE_COLOR | StreamKind::SPHERE_SHAPE_RADIUS
        ) {
            assert_eq!(start, [(id, before)], "{kind:?}");
        }
        // A session changes its own shapes alone.
        let by = if kind.is_of_shapes() { reader } else { writer };
        let feeding = create(&mut evening, by, kind, StreamDirection::WRITING, targets);
        evening.pass(100);
        evening.say(by, ToApp::StreamFeed(StreamFeed { id: feeding, data: after.clone() }));
        assert_eq!(told(&mut evening, reader), [(id, after.clone())], "{kind:?}");
        // The same once more is nothing new.
        evening.pass(100);
        evening.say(by, ToApp::StreamFeed(StreamFeed { id: feeding, data: after }));
        evening.pass(2000);
        assert_eq!(told(&mut evening, reader), [], "{kind:?}");
        evening.say(reader, ToApp::StreamDestroy(id));
        evening.say(by, ToApp::StreamDestroy(feeding));
    }
    let _ = alice;
}

#[test]
fn the_latest_comes_twenty_times_a_second() {
    let (mut evening, alice, complex, _, [reader, _]) = evening();
    let id = read(&mut evening, reader, StreamKind::COMPLEX_POSITION_ROTATION, &[complex.0]);
    assert_eq!(told(&mut evening, reader).len(), 1);
    for step in 1..=100u8 {
        let position = Some([f32::from(step), 0.0, 0.0]);
        evening.ask_ok(alice, Intent::Change { complex, change: ComplexChange { position, ..Default::default() } });
        evening.pass(10);
    }
    evening.pass(100);
    let seen = told(&mut evening, reader);
    assert!((15..=21).contains(&seen.len()), "{}", seen.len());
    assert_eq!(seen.last(), Some(&(id, floats(&[100.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]))));
    // Another change of the same complex is none of what is read.
    evening
        .ask_ok(alice, Intent::Change { complex, change: ComplexChange { locked: Some(true), ..Default::default() } });
    evening.pass(100);
    assert_eq!(told(&mut evening, reader), []);
}

#[test]
fn several_streams_of_a_session_share_its_pace() {
    let (mut evening, alice, complex, atoms, [reader, writer]) = evening();
    for atom in &atoms {
        read(&mut evening, reader, StreamKind::POSITION, &[*atom]);
    }
    read(&mut evening, reader, StreamKind::COMPLEX_POSITION_ROTATION, &[complex.0]);
    told(&mut evening, reader);
    let feeding = create(&mut evening, writer, StreamKind::POSITION, StreamDirection::WRITING, &atoms);
    for step in 1..=100u8 {
        let data = StreamData::Floats(vec![f32::from(step); 9]);
        evening.say(writer, ToApp::StreamFeed(StreamFeed { id: feeding, data }));
        evening.pass(10);
    }
    let count = told(&mut evening, reader).len();
    assert!((12..=21).contains(&count), "{count} feeds of 3 streams in a second");
    let _ = alice;
}

#[test]
fn what_is_gone_is_read_no_more() {
    let (mut evening, alice, complex, atoms, [reader, _]) = evening();
    let shape = Shape { anchors: vec![Anchor::default()], ..Shape::default() };
    evening.request(reader, ToApp::SetShape(SetShapes { shapes: Batch(vec![shape]) }));
    let ids = [
        read(&mut evening, reader, StreamKind::POSITION, &atoms),
        read(&mut evening, reader, StreamKind::COMPLEX_POSITION_ROTATION, &[complex.0]),
        read(&mut evening, reader, StreamKind::SHAPE_COLOR, &[1]),
    ];
    told(&mut evening, reader);
    evening.pass(1000);
    evening.ask_ok(alice, Intent::Remove { complex });
    evening.request(reader, ToApp::DeleteShape(DeleteShapes { indices: Batch(vec![ShapeId(1)]) }));
    evening.pass(1000);
    let interrupts = evening.session(reader).told().into_iter().filter_map(|word| match word {
        ToPlugin::StreamInterrupt(StreamInterrupt { reason: StreamInterruptReason::CRASHED, id }) => Some(id),
        ToPlugin::ComplexRemove => None,
        other => panic!("{other:?}"),
    });
    assert_eq!(interrupts.collect::<Vec<_>>(), ids);
}

#[test]
fn who_only_reads_cannot_feed() {
    let (mut evening, _, _, atoms, [reader, _]) = evening();
    let id = read(&mut evening, reader, StreamKind::SCALE, &atoms[..1]);
    evening.session(reader).told();
    let done = evening.request(reader, ToApp::StreamFeed(StreamFeed { id, data: floats(&[1.0]) }));
    assert_eq!(done, ToPlugin::StreamFeedDone);
    let interrupt = StreamInterrupt { reason: StreamInterruptReason::CRASHED, id };
    assert_eq!(evening.session(reader).told(), [ToPlugin::StreamInterrupt(interrupt)]);
    let wrong = CreateStream { kind: StreamKind::SCALE, direction: StreamDirection(7), targets: atoms };
    let ToPlugin::StreamCreateDone(created) = evening.request(reader, ToApp::StreamCreate(wrong)) else { panic!() };
    assert_eq!(created.error, StreamCreationError::UNSUPPORTED_STREAM);
}
