//! A room that panics ends alone.

use protocol::PacketKind;
use room_api::{ErrorCode, Intent, PluginId};

use crate::kit::{FakePlugin, House, Person};

#[tokio::test]
async fn a_panic_ends_its_room_and_no_other() {
    // The very last session numbers: asking for one more is a fault that the room cannot go on after.
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("nts");
    drop(server::Store::open(&server::DataDir::open(Some(&data)).unwrap()).unwrap());
    let store = rusqlite::Connection::open(data.join("nts.sqlite")).unwrap();
    store.execute("INSERT INTO counters VALUES ('sessions', ?)", [u32::MAX - 1]).unwrap();
    drop(store);
    let house = House::open(|config| config.data = Some(data)).await;

    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut bob = Person::create(&house, "Bob's Room").await;
    let mut dock = FakePlugin::register(&house, "Dock").await;
    let mut other = FakePlugin::register(&house, "Other").await;
    let session = alice.activate(dock.id).await;
    dock.accept_session().await;

    alice.knows(other.id).await;
    alice.send(Intent::Activate { plugin: PluginId(other.id), allow: vec![] }).await;
    assert_eq!(alice.goodbye().await.code, ErrorCode::Internal);
    let over = dock.next().await;
    assert_eq!((over.kind, over.session), (PacketKind::CLIENT_DISCONNECTION, session));

    bob.links().await;
    other.is_alive().await;
    Person::create(&house, "Carol's Room").await;
}
