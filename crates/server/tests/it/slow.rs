//! Who reads too slowly fills only a queue of its own, and is cut off with a reason.

use std::time::Duration;

use protocol::{Agreed, Packet, PacketKind, ToApp};
use room_api::{Enter, ErrorCode, Intent, SessionId, SessionState};
use server::config::Size;
use tokio::io::AsyncWriteExt;
use tokio::task::JoinHandle;

use crate::kit::{FakePlugin, House, Person, bytes_of, pdb};

/// A room in which a plugin runs.
async fn running(house: &House) -> (Person, FakePlugin, u32) {
    let mut alice = Person::create(house, "Alice's Room").await;
    let mut plugin = FakePlugin::register(house, "Plugin").await;
    let session = alice.activate(plugin.id).await;
    plugin.accept_session().await;
    alice.session_is(session, |state| *state == SessionState::Running).await;
    (alice, plugin, session)
}

#[tokio::test]
async fn a_slow_member_is_cut_off_and_the_others_go_on() {
    let house = House::open(|config| config.member_queue_size = Size(64 << 10)).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let (_, link) = alice.links().await;
    let mut bob = Person::arrive_narrowly(&house).await;
    bob.enter(Enter::Join { link, member: "Bob".into() }).await.unwrap();
    // Bob reads nothing: columns fill his socket, then his queue.
    for atoms in [40_000, 2000, 2000, 2000] {
        alice.load("zinc.pdb", &pdb(atoms)).await.unwrap();
    }
    assert_eq!(bob.goodbye().await.code, ErrorCode::TooSlow);
    alice.links().await;
}

/// A plugin that asks for the workspace again and again, and reads no answer.
fn ask_without_end(mut plugin: FakePlugin, session: u32) -> JoinHandle<()> {
    let payload = ToApp::WorkspaceRequest.encode(1, true, &Agreed::newest());
    let request = bytes_of(&Packet { kind: PacketKind::MESSAGE_TO_CLIENT, session, plugin: 0, payload });
    tokio::spawn(async move { while plugin.stream.write_all(&request).await.is_ok() {} })
}

#[tokio::test]
async fn a_slow_plugin_loses_its_session_with_a_reason() {
    let house = House::open(|config| {
        config.packet_size = Size(64 << 10);
        config.session_queue_size = Size(128 << 10);
        config.stall_secs = Duration::from_secs(60).into();
    })
    .await;
    let (mut alice, greedy, session) = running(&house).await;
    let mut friend = FakePlugin::register(&house, "Friend").await;
    alice.load("zinc.pdb", &pdb(2000)).await.unwrap();
    let asking = ask_without_end(greedy, session);
    assert!(alice.session_ends(session).await.contains("too slowly"));
    asking.abort();
    friend.is_alive().await;
    assert!(alice.ask(Intent::Run { session: SessionId(session) }).await.is_err());
}

#[tokio::test]
async fn a_link_that_takes_nothing_is_closed() {
    let house = House::open(|config| config.stall_secs = Duration::from_millis(300).into()).await;
    let (mut alice, stuck, session) = running(&house).await;
    alice.load("zinc.pdb", &pdb(2000)).await.unwrap();
    let asking = ask_without_end(stuck, session);
    alice.session_is(session, |state| *state == SessionState::Lost).await;
    asking.abort();
}
