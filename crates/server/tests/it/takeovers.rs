//! Who may take over a plugin's id, and what becomes of its sessions.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use protocol::ui::Notification;
use protocol::{PacketKind, ToApp};
use room_api::{Event, Intent, SessionId, SessionState};

use crate::kit::{FakePlugin, House, Person};

/// A room in which a plugin runs.
async fn running(house: &House) -> (Person, FakePlugin, u32) {
    let mut alice = Person::create(house, "Alice's Room").await;
    let mut dock = FakePlugin::register(house, "Dock").await;
    let session = alice.activate(dock.id).await;
    dock.accept_session().await;
    alice.session_is(session, |state| *state == SessionState::Running).await;
    (alice, dock, session)
}

#[tokio::test]
async fn a_lost_plugin_comes_back_to_its_sessions() {
    let house = House::open(|_| {}).await;
    let (mut alice, dock, session) = running(&house).await;
    let id = dock.id;
    dock.die();
    alice.session_is(session, |state| *state == SessionState::Lost).await;
    // What is asked meanwhile is sent when it is back.
    let asked = alice.send(Intent::Run { session: SessionId(session) }).await;
    let _ = alice.answer_to(asked).await;

    let mut dock = FakePlugin::connect(&house).await;
    dock.introduce("Dock", None, id).await;
    assert_eq!(dock.id, id);
    alice.session_is(session, |state| *state != SessionState::Lost).await;
    dock.say(session, &ToApp::NotificationSend(Notification::default())).await;
    alice.event("a notification", |event| matches!(event, Event::Notification { .. }).then_some(())).await;
    alice.ask(Intent::Deactivate { session: SessionId(session) }).await.unwrap();
    while dock.next().await.kind != PacketKind::CLIENT_DISCONNECTION {}
}

#[tokio::test]
async fn a_link_that_still_stands_is_taken_over() {
    let house = House::open(|_| {}).await;
    let (mut alice, mut old, session) = running(&house).await;
    let mut new = FakePlugin::connect(&house).await;
    new.introduce("Dock", None, old.id).await;
    assert_eq!(new.id, old.id);
    old.is_closed().await; // Without a packet of type 5, after which the library would drop its sessions.
    alice.ask(Intent::Run { session: SessionId(session) }).await.unwrap();
    assert_eq!(new.next().await.session, session);
}

#[tokio::test]
async fn an_id_is_not_taken_by_another_name_or_key_or_from_elsewhere() {
    let house = House::open(|_| {}).await;
    let (one, other) = (house.store().new_key("one").unwrap(), house.store().new_key("other").unwrap());
    let (one, other) = (Some(one.reveal()), Some(other.reveal()));
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let elsewhere = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
    for (key, name, thief_key, from) in [
        (None, "Other", None, here),
        (None, "Dock", None, elsewhere),
        (None, "Dock", one, here),
        (one, "Dock", None, here),
        (one, "Dock", other, here),
        (one, "Other", one, here),
    ] {
        let mut owner = FakePlugin::connect(&house).await;
        owner.introduce("Dock", key, 0).await;
        let mut thief = FakePlugin::connect_from(&house, from).await;
        thief.introduce(name, thief_key, owner.id).await;
        assert_ne!(thief.id, owner.id, "{name} {from:?}");
        owner.is_alive().await;
    }
    let mut owner = FakePlugin::connect(&house).await;
    owner.introduce("Dock", one, 0).await;
    let mut moved = FakePlugin::connect_from(&house, elsewhere).await;
    moved.introduce("Dock", one, owner.id).await;
    assert_eq!(moved.id, owner.id, "with a key the address does not matter");
}

#[tokio::test]
async fn a_plugin_that_does_not_come_back_in_time_is_gone() {
    let house = House::open(|config| config.grace_secs = Duration::from_millis(200).into()).await;
    let (mut alice, dock, session) = running(&house).await;
    let id = dock.id;
    dock.die();
    alice.session_ends(session).await;
    let mut late = FakePlugin::connect(&house).await;
    late.introduce("Dock", None, id).await;
    assert_ne!(late.id, id);
}

#[tokio::test]
async fn a_plugin_that_was_started_anew_ends_what_its_predecessor_left() {
    let house = House::open(|_| {}).await;
    let (mut alice, dock, session) = running(&house).await;
    let id = dock.id;
    dock.die();
    alice.session_is(session, |state| *state == SessionState::Lost).await;
    let fresh = FakePlugin::register(&house, "Dock").await;
    assert_ne!(fresh.id, id);
    assert_eq!(alice.session_ends(session).await, "The plugin was lost, and was started again since.");
}
