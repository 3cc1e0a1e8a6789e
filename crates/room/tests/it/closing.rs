//! A room ends: its people and its sessions hear of it, and nothing comes after.

use room::{Input, Limits};
use room_api::{Enter, ErrorCode, Event, Intent, Role};

use crate::support::{CHARTS, DOCKING, Evening};

const HOUR: u64 = 60 * 60 * 1000;

#[test]
fn the_presenter_closes_the_room() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let running = evening.activate_and_connect(alice, DOCKING);
    let connecting = evening.activate(alice, CHARTS);
    evening.ask_ok(alice, Intent::Close);
    assert!(evening.is_closed);
    assert!(evening.session(running).is_closed && evening.session(connecting).is_closed);
    for person in [alice, bob] {
        let person = evening.person(person);
        assert_eq!(person.events.last(), Some(&Event::Closed { reason: "Its presenter closed it.".into() }));
        assert_eq!(person.goodbye.as_ref().map(|error| error.code), Some(ErrorCode::Closed));
    }
    evening.enter(Enter::Join { link: String::new(), member: "Late".into(), password: None });
    evening.pass(100 * HOUR);
}

#[test]
fn the_server_goes_down() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.apply(Input::Shutdown);
    assert!(evening.is_closed && evening.session(session).is_closed);
    let goodbye = evening.person(alice).goodbye.as_ref().expect("she is told");
    assert!(goodbye.message.contains("open a new one"), "what to do then: {}", goodbye.message);
}

#[test]
fn a_room_closes_after_a_day_without_anybody() {
    let (mut evening, alice) = Evening::new();
    evening.disconnect(alice);
    evening.pass(23 * HOUR);
    let alice = evening.resume(alice);
    evening.pass(100 * HOUR);
    assert!(!evening.is_closed, "somebody is here");
    evening.disconnect(alice);
    evening.pass(24 * HOUR - 1);
    assert!(!evening.is_closed);
    evening.pass(1);
    assert!(evening.is_closed);
}

#[test]
fn a_room_that_nobody_opened_closes() {
    let mut evening = Evening::before(Limits::default());
    let nameless = evening.enter(Enter::Create { room: "Room".into(), member: "  ".into(), invitation: None });
    assert_eq!(evening.person(nameless).refused.as_ref().map(|error| error.code), Some(ErrorCode::Malformed));
    assert!(evening.is_closed);
}

#[test]
fn who_comes_before_the_creator_does_not_close_the_room() {
    let mut evening = Evening::before(Limits::default());
    let early = evening.enter(Enter::Visit { room: room_api::RoomId(7), member: "Eve".into(), password: None });
    assert!(evening.person(early).refused.is_some() && !evening.is_closed);
    let alice = evening.enter(Enter::Create { room: "Room".into(), member: "Alice".into(), invitation: None });
    assert!(evening.person(alice).is_here());
}
