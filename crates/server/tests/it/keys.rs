//! Who needs a key, and what a key that is revoked is worth.

use protocol::{Packet, PacketKind};
use room_api::SessionState;

use crate::kit::{FakePlugin, House, Person, introduction};

/// What the library takes for "refused" and exits: type 5 before an id, then the end.
async fn is_refused(house: &House, key: Option<&str>) {
    let mut plugin = FakePlugin::connect(house).await;
    plugin.send(introduction("Dock", key, 0)).await;
    assert_eq!(plugin.next().await, Packet::empty(PacketKind::PLUGIN_DISCONNECTION, 0, 0));
    plugin.is_closed().await;
}

#[tokio::test]
async fn off_loopback_a_key_is_needed() {
    let house = House::open_to_all(|_| {}).await;
    is_refused(&house, None).await;
    is_refused(&house, Some("")).await;
    is_refused(&house, Some("0123456789ABCDEF")).await;
    let key = house.store().new_key("dock").unwrap();
    let mut dock = FakePlugin::connect(&house).await;
    dock.introduce("Dock", Some(key.reveal()), 0).await;
}

#[tokio::test]
async fn an_open_server_takes_plugins_without_a_key() {
    let house = House::open_to_all(|config| config.open = true).await;
    FakePlugin::register(&house, "Dock").await;
    is_refused(&house, Some("0123456789ABCDEF")).await;
}

#[tokio::test]
async fn a_revoked_key_ends_live_links_and_sessions() {
    let house = House::open(|_| {}).await;
    let key = house.store().new_key("dock").unwrap();
    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut dock = FakePlugin::connect(&house).await;
    dock.introduce("Dock", Some(key.reveal()), 0).await;
    let mut other = FakePlugin::register(&house, "Other").await;
    let session = alice.activate(dock.id).await;
    dock.accept_session().await;
    alice.session_is(session, |state| *state == SessionState::Running).await;

    house.store().revoke_key("dock").unwrap();
    assert_eq!(dock.next().await.kind, PacketKind::PLUGIN_DISCONNECTION);
    dock.is_closed().await; // Once only: a second one makes the library exit.
    assert!(alice.session_ends(session).await.contains("revoked"));
    is_refused(&house, Some(key.reveal())).await;
    other.is_alive().await;
}
