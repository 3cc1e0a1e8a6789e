//! From where the presenter looks, what is around the workspace, and where menus stand.

use protocol::control::{ControllerTransforms, Skybox as Sky};
use protocol::structure::{Quaternion, Vec3};
use protocol::ui::{Menu, MenuTransform, SetMenuTransform, UpdateMenu};
use protocol::{ToApp, ToPlugin};
use room_api::{AtomRef, Camera, ErrorCode, Intent, Pointer, Role, Skybox};

use crate::structures::try_load;
use crate::support::{DOCKING, Evening};

const TURNED: Quaternion = Quaternion { x: 0.0, y: 1.0, z: 0.0, w: 0.0 };

fn place(x: f32, y: f32, z: f32) -> Vec3 {
    Vec3 { x, y, z }
}

#[test]
fn a_plugin_asks_from_where_the_presenter_looks() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let bob = evening.join(Role::Presenter, "Bob");
    let looks_from = |evening: &mut Evening| match evening.request(session, ToApp::ControllerTransformsRequest) {
        ToPlugin::ControllerTransformsResponse(transforms) => transforms,
        other => panic!("{other:?}"),
    };
    assert_eq!(looks_from(&mut evening), ControllerTransforms::default(), "nobody said");

    let camera = |z, w| Intent::Camera { position: [1.0, 2.0, z], rotation: [0.0, 1.0, 0.0, w] };
    evening.ask_ok(alice, camera(30.0, 0.5));
    evening.ask_ok(alice, camera(40.0, 0.0));
    // In metres, at the scale that the workspace has.
    let at = place(0.02, 0.04, 40.0 * 0.02);
    let everything = ControllerTransforms {
        headset_position: at,
        headset_rotation: TURNED,
        left_position: at,
        left_rotation: TURNED,
        right_position: at,
        right_rotation: TURNED,
    };
    assert_eq!(looks_from(&mut evening), everything, "the latest");

    for wrong in [camera(f32::NAN, 0.0), Intent::Camera { position: [0.0; 3], rotation: [0.0; 4] }] {
        assert_eq!(evening.ask(alice, wrong).unwrap_err().code, ErrorCode::Malformed);
    }
    assert_eq!(evening.ask(bob, camera(1.0, 0.0)).unwrap_err().code, ErrorCode::NotAllowed);
    assert_eq!(looks_from(&mut evening), everything);

    let member = evening.person(bob).member();
    evening.ask_ok(alice, Intent::Give { member });
    assert_eq!(looks_from(&mut evening), ControllerTransforms::default(), "Bob did not say");
}

#[test]
fn people_learn_from_where_the_presenter_looks() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Presenter, "Bob");
    let slow = evening.join(Role::Guest, "Slow");
    evening.person(slow).takes_nothing = true;
    let rotation = [0.0, 1.0, 0.0, 0.0];
    let look = |evening: &mut Evening, z| {
        evening.ask_ok(alice, Intent::Camera { position: [0.0, 0.0, z], rotation });
        Some(Camera { position: [0.0, 0.0, z], rotation })
    };
    let seen = |evening: &mut Evening, person| evening.person(person).room().camera;
    let seq = evening.person(bob).seq;
    let first = look(&mut evening, 1.0);
    let _passed_over = look(&mut evening, 2.0);
    let last = look(&mut evening, 3.0);
    assert_eq!((seen(&mut evening, alice), seen(&mut evening, bob)), (last, last));
    assert_eq!(seen(&mut evening, slow), first, "not before it took the one before");
    evening.take_updates(slow);
    assert_eq!((seen(&mut evening, slow), evening.person(slow).fed.len()), (last, 2), "and then the latest");
    assert_eq!(evening.person(bob).seq, seq, "it is no event");
    look(&mut evening, 3.0);
    assert_eq!(evening.person(bob).fed.len(), 3, "the same is not told again");

    let late = evening.join(Role::Guest, "Late");
    assert_eq!(seen(&mut evening, late), last);
    evening.disconnect(late);
    let now = look(&mut evening, 4.0);
    let back = evening.resume(late);
    assert_eq!(seen(&mut evening, back), now, "who comes back learns it, too");

    let member = evening.person(bob).member();
    evening.ask_ok(alice, Intent::Give { member });
    let after = evening.join(Role::Guest, "After");
    for person in [alice, bob, slow, back, after] {
        assert_eq!(seen(&mut evening, person), None, "Bob did not say");
    }
}

#[test]
fn a_plugin_changes_the_sky() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let sky = |evening: &mut Evening, sky| {
        evening.say(session, ToApp::SetSkybox(sky));
        let bob = evening.join(Role::Guest, "Bob");
        let [seen, late] = [alice, bob].map(|person| evening.person(person).room().skybox);
        assert_eq!(seen, late);
        seen
    };
    assert_eq!(sky(&mut evening, Sky::SUNSET), Some(Skybox::Sunset));
    assert_eq!(sky(&mut evening, Sky(77)), Some(Skybox::Sunset));
    assert!(evening.person(alice).notifications()[0].1.contains("the sky 77"), "people are told");
    assert_eq!(sky(&mut evening, Sky::GRAYDIENT), Some(Skybox::Graydient));
    assert_eq!(sky(&mut evening, Sky::UNKNOWN), None);
}

#[test]
fn a_menu_stands_where_its_plugin_put_it() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let menu = || ToApp::MenuUpdate(UpdateMenu { index: 1, menu: Menu::default(), ..UpdateMenu::default() });
    let put = |x| {
        let (position, scale) = (place(x, 1.0, 2.0), place(2.0, 2.0, 2.0));
        ToApp::MenuTransformSet(SetMenuTransform { index: 1, position, rotation: TURNED, scale })
    };
    let stands = |evening: &mut Evening| match evening.request(session, ToApp::MenuTransformRequest(1)) {
        ToPlugin::MenuTransformResponse(MenuTransform { position, rotation, scale }) => (position, rotation, scale),
        other => panic!("{other:?}"),
    };
    let shown = |evening: &mut Evening| {
        let bob = evening.join(Role::Guest, "Bob");
        let [seen, late] = [alice, bob].map(|person| evening.person(person).room().menus[0].menu.transform);
        assert_eq!(seen, late);
        seen
    };
    assert_eq!(stands(&mut evening), (Vec3::default(), Quaternion::default(), place(1.0, 1.0, 1.0)));
    evening.say(session, put(3.0));
    evening.say(session, menu());
    assert_eq!(shown(&mut evening).unwrap().position, [3.0, 1.0, 2.0], "put there before it came");
    evening.say(session, put(4.0));
    evening.say(session, menu());
    evening.say(session, put(f32::INFINITY));
    let transform = shown(&mut evening).unwrap();
    assert_eq!((transform.position, transform.scale), ([4.0, 1.0, 2.0], [2.0; 3]));
    assert_eq!(stands(&mut evening), (place(4.0, 1.0, 2.0), TURNED, place(2.0, 2.0, 2.0)));
    assert_eq!(evening.person(alice).notifications().len(), 1);
}

#[test]
fn people_see_at_what_others_point_until_these_are_away_or_it_is_gone() {
    let (mut evening, alice) = Evening::new();
    let complex = try_load(&mut evening, alice).unwrap();
    let bob = evening.join(Role::Guest, "Bob");
    let slow = evening.join(Role::Guest, "Slow");
    evening.person(slow).takes_nothing = true;
    let atoms = evening.person(alice).structures()[&complex.0][0].atoms.index.to_vec();
    let (member, seq) = (evening.person(bob).member(), evening.person(alice).seq);
    let at = |atom: usize| AtomRef { complex, atom: atoms[atom] };
    let seen = |evening: &mut Evening, person| evening.person(person).room().pointers.clone();

    for atom in [0, 1, 1, 2] {
        evening.ask_ok(bob, Intent::Point { at: Some(at(atom)) });
    }
    let pointer = Pointer { member, at: at(2) };
    assert_eq!(seen(&mut evening, alice), [pointer]);
    assert_eq!((evening.person(alice).fed.len(), evening.person(alice).seq), (3, seq), "no event, and nothing twice");
    assert_eq!(seen(&mut evening, slow), [Pointer { member, at: at(0) }]);
    evening.take_updates(slow);
    assert_eq!(seen(&mut evening, slow), [pointer], "the latest");
    let late = evening.join(Role::Guest, "Late");
    assert_eq!(seen(&mut evening, late), [pointer]);

    let nowhere = Intent::Point { at: Some(AtomRef { complex, atom: 12345 }) };
    assert_eq!(evening.ask(bob, nowhere).unwrap_err().code, ErrorCode::NotFound);
    evening.ask_ok(bob, Intent::Point { at: None });
    assert_eq!(seen(&mut evening, alice), []);
    evening.ask_ok(bob, Intent::Point { at: Some(at(0)) });
    evening.disconnect(bob);
    assert_eq!(seen(&mut evening, alice), [], "Bob is away");

    evening.ask_ok(late, Intent::Point { at: Some(at(0)) });
    evening.ask_ok(alice, Intent::Remove { complex });
    assert_eq!(seen(&mut evening, alice), [], "it is gone");
    evening.ask_ok(alice, Intent::Undo);
    let later = evening.join(Role::Guest, "Later");
    assert_eq!((seen(&mut evening, later), seen(&mut evening, alice)), (vec![], vec![]));
}
