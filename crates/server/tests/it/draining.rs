//! A server that is told to stop says good-bye to everybody.

use protocol::PacketKind;
use room_api::ErrorCode;

use crate::kit::{FakePlugin, House, Person, soon};

#[tokio::test]
async fn rooms_and_plugins_are_told() {
    let mut house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut dock = FakePlugin::register(&house, "Dock").await;
    let mut unregistered = FakePlugin::connect(&house).await;
    let session = alice.activate(dock.id).await;
    dock.accept_session().await;

    house.stop();
    assert_eq!(alice.goodbye().await.code, ErrorCode::Closed);
    let over = dock.next().await;
    assert_eq!((over.kind, over.session), (PacketKind::CLIENT_DISCONNECTION, session));
    dock.is_closed().await; // Without type 5, so that the library keeps its id and comes back.
    assert!(soon("the end", unregistered.next_or_end_raggedly()).await.is_none());
    drop((alice, dock));
    house.stopped().await;
}

#[tokio::test]
async fn somebody_who_does_not_listen_does_not_hold_it_up() {
    let mut house = House::open(|config| config.drain_secs = std::time::Duration::from_millis(300).into()).await;
    let _alice = Person::create(&house, "Alice's Room").await;
    let _dock = FakePlugin::register(&house, "Dock").await;
    house.stop();
    house.stopped().await;
}

#[tokio::test]
async fn somebody_who_has_not_said_hello_does_not_hold_it_up() {
    let for_ever = std::time::Duration::from_secs(3600);
    let mut house = House::open(|config| {
        config.handshake_secs = for_ever.into();
        config.drain_secs = for_ever.into();
    })
    .await;
    let mut mute = Person::arrive(&house).await;
    house.stop();
    assert_eq!(soon("a refusal", mute.refusal()).await.code, ErrorCode::Closed);
    house.stopped().await;
}
