//! Values on grids: they come with their complex or to it, everybody gets them, and they go with it.

use bytes::Bytes;
use protocol::structure::{Color, Complex, DeepComplex, Vec3};
use protocol::volumes::{
    AddVolume, UnitCell, VolumeData, VolumeKind, VolumeLayer, VolumeProperties, VolumeVisualStyle,
};
use protocol::{ToApp, ToPlugin};
use room::{ConnectionId, Input, Limits};
use room_api::volume::{VolumeKind as SeenKind, VolumeStyle};
use room_api::{ComplexChange, ComplexId, ErrorCode, Event, Intent, Role, SessionId, VolumeId};

use crate::structures::try_load;
use crate::support::{CHARTS, Evening};

fn cell() -> UnitCell {
    UnitCell { a: 1.0, b: 2.0, c: 3.0, alpha: 90.0, beta: 90.0, gamma: 120.0, origin: Vec3::new(4.0, 5.0, 6.0) }
}

fn potential() -> AddVolume {
    let complex = Complex { index: -1, name: "potential".into(), ..Complex::default() };
    let data = VolumeData {
        width: 2,
        height: 3,
        depth: 1,
        mean: 0.5,
        rmsd: 2.0,
        kind: VolumeKind::ELECTROSTATIC,
        name: "1of6_ESP".into(),
        cell: cell(),
        data: (0..6).map(|value| value as f32).collect(),
    };
    let layer = |rmsd, color| VolumeLayer { color: Color(color), rmsd };
    let properties = VolumeProperties {
        visible: false,
        boxed: false,
        use_map_mover: false,
        style: VolumeVisualStyle::SMOOTH_SURFACE,
        layers: vec![layer(-1.0, 0xDC14_3CBE), layer(1.0, 0x2E37_FEBE)],
    };
    AddVolume { complex: DeepComplex { complex, ..DeepComplex::default() }, complex_to_align: -1, data, properties }
}

fn add(evening: &mut Evening, session: SessionId, volume: AddVolume) {
    assert_eq!(evening.request(session, ToApp::AddVolume(volume.into())), ToPlugin::AddVolumeDone);
}

/// Adds it, and it is refused: nobody sees anything but a notice like this.
#[track_caller]
fn is_refused(evening: &mut Evening, alice: ConnectionId, session: SessionId, volume: AddVolume, why: &str) {
    let before = evening.person(alice).events.len();
    add(evening, session, volume);
    match &evening.person(alice).events[before..] {
        [Event::Notification { notification }] => assert!(notification.text.contains(why), "{}", notification.text),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_volume_comes_with_its_complex_and_goes_with_it() {
    let (mut evening, alice) = Evening::new();
    let target = try_load(&mut evening, alice).unwrap();
    let moved =
        ComplexChange { position: Some([7.0, 0.0, 0.0]), rotation: Some([0.0, 0.0, 1.0, 0.0]), ..Default::default() };
    evening.ask_ok(alice, Intent::Change { complex: target, change: moved });
    let session = evening.activate_and_connect(alice, CHARTS);
    add(&mut evening, session, AddVolume { complex_to_align: target.0, ..potential() });

    let bob = evening.join(Role::Guest, "Bob");
    for person in [alice, bob] {
        let person = evening.person(person);
        let room = person.room();
        let (complex, volume) = (&room.complexes[1], &room.volumes[0]);
        assert_eq!(
            (complex.name.as_str(), complex.position, complex.rotation),
            ("potential", [7.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0])
        );
        assert_eq!((volume.id, volume.complex, volume.name.as_str()), (VolumeId(1), complex.id, "1of6_ESP"));
        assert_eq!((volume.kind, volume.style), (SeenKind::Electrostatic, VolumeStyle::SmoothSurface));
        assert_eq!((volume.size, volume.mean, volume.rmsd), ([2, 3, 1], 0.5, 2.0));
        assert_eq!((volume.cell.edges, volume.cell.angles), ([1.0, 2.0, 3.0], [90.0, 90.0, 120.0]));
        assert_eq!(volume.cell.origin, [4.0, 5.0, 6.0]);
        assert_eq!((volume.visible, volume.boxed, volume.map_mover), (false, false, false));
        assert_eq!(
            volume.layers.iter().map(|layer| (layer.rmsd, layer.color)).collect::<Vec<_>>(),
            [(-1.0, 0xDC14_3CBE), (1.0, 0x2E37_FEBE)]
        );
        assert_eq!(*person.volumes[0], [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    }
    let complex = evening.person(alice).room().volumes[0].complex;
    evening.ask_ok(alice, Intent::Remove { complex });
    assert_eq!(evening.person(bob).room().volumes, []);
    assert_eq!(evening.person(bob).room().complexes.len(), 1);
}

#[test]
fn a_volume_comes_to_a_complex_that_is_there() {
    let (mut evening, alice) = Evening::new();
    let target = try_load(&mut evening, alice).unwrap();
    let session = evening.activate_and_connect(alice, CHARTS);
    for _ in 0..2 {
        let mut volume = potential();
        volume.complex.complex.index = target.0;
        add(&mut evening, session, volume);
    }
    let room = evening.person(alice).room();
    assert_eq!(room.volumes.iter().map(|volume| volume.complex).collect::<Vec<_>>(), [target; 2]);
    assert_eq!(room.complexes.len(), 1);
    // They belong to the workspace, not to the session.
    evening.ask_ok(alice, Intent::Deactivate { session });
    assert_eq!(evening.person(alice).room().volumes.len(), 2);
}

#[test]
fn what_makes_no_sense_is_refused_and_answered() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, CHARTS);
    let data = |change: fn(&mut VolumeData)| {
        let mut volume = potential();
        change(&mut volume.data);
        volume
    };
    is_refused(&mut evening, alice, session, data(|data| data.depth = 2), "it has 6 values, and sides of 2 x 3 x 2");
    is_refused(&mut evening, alice, session, data(|data| data.width = -2), "sides of -2 x 3 x 1");
    is_refused(&mut evening, alice, session, data(|data| data.cell.a = f32::NAN), "its cell is not a finite number");
    is_refused(&mut evening, alice, session, data(|data| data.data[3] = f32::NAN), "its values is not");
    let nowhere = AddVolume { complex_to_align: ComplexId(987).0, ..potential() };
    is_refused(&mut evening, alice, session, nowhere, "the complex 987 is not there");
    assert_eq!(evening.person(alice).room().complexes, []);

    // More values than the payload has.
    let (request, payload) = evening.session(session).say(&ToApp::AddVolume(potential().into()), None);
    let cut = Bytes::copy_from_slice(&payload[..payload.len() - 40]);
    evening.apply(Input::FromPlugin { session, payload: cut });
    assert_eq!(evening.session(session).answers_to(request), [ToPlugin::AddVolumeDone]);
    assert!(evening.person(alice).notifications().last().unwrap().1.contains("a broken add_volume"));
    assert_eq!((evening.person(alice).room().volumes.len(), evening.person(alice).room().complexes.len()), (0, 0));
}

#[test]
fn volumes_count_with_the_room() {
    let (mut evening, alice) = Evening::with(Limits { bytes: 50_000, ..Limits::default() });
    let session = evening.activate_and_connect(alice, CHARTS);
    let large = || {
        let mut volume = potential();
        (volume.data.width, volume.data.height, volume.data.data) = (100, 100, vec![0.5; 10_000]);
        volume
    };
    add(&mut evening, session, large());
    is_refused(&mut evening, alice, session, large(), "remove some first");
    let complex = evening.person(alice).room().volumes[0].complex;
    evening.ask_ok(alice, Intent::Remove { complex });
    add(&mut evening, session, large());
    assert_eq!(evening.person(alice).room().volumes.len(), 1);
}

#[test]
fn members_show_hide_move_and_remove_volumes() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, CHARTS);
    add(&mut evening, session, potential());
    let bob = evening.join(Role::Guest, "Bob");
    let volume = VolumeId(1);
    let set = |visible, level| Intent::SetVolume { volume, visible, level };
    let shown = |evening: &mut Evening, person| {
        let room = evening.person(person).room();
        room.volumes.iter().map(|volume| (volume.visible, volume.layers[0].rmsd, volume.layers[1].rmsd)).next()
    };
    for intent in [set(Some(true), None), Intent::RemoveVolume { volume }] {
        assert_eq!(evening.ask(bob, intent).unwrap_err().code, ErrorCode::NotAllowed);
    }
    evening.ask_ok(alice, set(Some(true), None));
    assert_eq!(shown(&mut evening, bob), Some((true, -1.0, 1.0)));
    evening.ask_ok(alice, Intent::SetGuestsMayEdit { on: true });
    evening.ask_ok(bob, set(None, Some(2.5)));
    let late = evening.join(Role::Guest, "Late");
    assert_eq!([alice, late].map(|person| shown(&mut evening, person)), [Some((true, -2.5, 2.5)); 2]);
    assert_eq!(*evening.person(late).volumes[0], [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);

    let before = evening.person(alice).events.len();
    for level in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        assert_eq!(evening.ask(alice, set(Some(false), Some(level))).unwrap_err().code, ErrorCode::Malformed);
    }
    let gone = Intent::SetVolume { volume: VolumeId(2), visible: Some(false), level: None };
    for unknown in [gone, Intent::RemoveVolume { volume: VolumeId(2) }] {
        assert_eq!(evening.ask(alice, unknown).unwrap_err().code, ErrorCode::NotFound);
    }
    evening.ask_ok(alice, set(Some(true), Some(2.5)));
    assert_eq!(evening.person(alice).events.len(), before, "nothing changed");

    evening.ask_ok(bob, Intent::RemoveVolume { volume });
    let room = evening.person(alice).room();
    assert_eq!((room.volumes.len(), room.complexes.len()), (0, 1), "its complex stays");
}
