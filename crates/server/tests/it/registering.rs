//! Plugins that behave: they register, serve rooms, keep alive, and stop.

use bytes::Bytes;
use protocol::session_end::{Cause, SessionEnd};
use protocol::ui::{Notification, NotificationKind};
use protocol::{Agreed, Packet, PacketKind, ToApp, ToPlugin};
use room_api::{Event, Intent, SessionId, SessionState};

use crate::kit::{FakePlugin, House, Person};

#[tokio::test]
async fn a_plugin_serves_a_room() {
    let house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut dock = FakePlugin::register(&house, "Dock").await;
    let session = alice.activate(dock.id).await;
    assert_eq!(dock.accept_session().await, session);
    alice.session_is(session, |state| *state == SessionState::Running).await;

    alice.ask(Intent::Run { session: SessionId(session) }).await.unwrap();
    let run = dock.next().await;
    assert_eq!((run.kind, run.session, run.plugin), (PacketKind::MESSAGE_TO_PLUGIN, session, dock.id));
    let command = ToPlugin::decode(&run.payload, &Agreed::newest()).unwrap();
    assert_eq!(command.message, ToPlugin::Run);

    dock.say(
        session,
        &ToApp::NotificationSend(Notification { kind: NotificationKind::SUCCESS, text: "Docked".into() }),
    )
    .await;
    let heard = alice.event("a notification", |event| match event {
        Event::Notification { notification } => Some(notification),
        _ => None,
    });
    let heard = heard.await;
    assert_eq!((heard.text.as_str(), heard.from.as_str()), ("Docked", "Dock"));

    alice.ask(Intent::Deactivate { session: SessionId(session) }).await.unwrap();
    let over = dock.next().await;
    assert_eq!(over, Packet::empty(PacketKind::CLIENT_DISCONNECTION, session, dock.id));
}

#[tokio::test]
async fn both_librarys_keep_alives_are_echoed() {
    let house = House::open(|_| {}).await;
    let mut plugin = FakePlugin::register(&house, "Dock").await;
    let id = plugin.id;
    for (session, plugin_field) in [(id, 0), (0, id)] {
        plugin.send(Packet::empty(PacketKind::KEEP_ALIVE, session, plugin_field)).await;
        assert_eq!(plugin.next().await, Packet::empty(PacketKind::KEEP_ALIVE, session, id));
    }
}

#[tokio::test]
async fn a_silent_link_is_closed_and_a_living_one_is_not() {
    let silence = std::time::Duration::from_millis(300);
    let house = House::open(|config| config.silence_secs = silence.into()).await;
    let mut silent = FakePlugin::register(&house, "Silent").await;
    let mut living = FakePlugin::register(&house, "Living").await;
    let began = std::time::Instant::now();
    while began.elapsed() < 3 * silence {
        living.is_alive().await;
    }
    silent.is_closed().await;
    living.is_alive().await;
}

#[tokio::test]
async fn a_session_ends_with_its_cause() {
    let house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut dock = FakePlugin::register(&house, "Dock").await;
    let session = alice.activate(dock.id).await;
    dock.accept_session().await;
    let end = SessionEnd::new(Cause::Signal { number: 9, name: "SIGKILL".into() });
    let payload = Bytes::from(end.encode());
    dock.send(Packet { kind: PacketKind::PLUGIN_DISCONNECTION, session, plugin: 0, payload }).await;
    assert!(alice.session_ends(session).await.contains("SIGKILL"));
    dock.is_alive().await; // It is not told of what it said itself.
}

#[tokio::test]
async fn a_plugin_that_stops_is_gone_at_once() {
    let house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut dock = FakePlugin::register(&house, "Dock").await;
    let session = alice.activate(dock.id).await;
    dock.accept_session().await;
    alice.session_is(session, |state| *state == SessionState::Running).await;
    dock.quit().await;
    alice.session_ends(session).await;
}

#[tokio::test]
async fn two_plugins_of_one_name_are_two() {
    let house = House::open(|_| {}).await;
    let first = FakePlugin::register(&house, "Dock").await;
    let second = FakePlugin::register(&house, "Dock").await;
    assert_ne!(first.id, second.id);
    let mut alice = Person::create(&house, "Alice's Room").await;
    alice.knows(first.id).await;
    alice.knows(second.id).await;
}
