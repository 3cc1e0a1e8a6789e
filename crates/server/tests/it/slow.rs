//! Who reads too slowly fills only a queue of its own, and is cut off with a reason.

use std::time::Duration;

use protocol::{Agreed, Packet, PacketKind, ToApp};
use room_api::columns::{Data, Tables};
use room_api::{Enter, ErrorCode, Intent, SessionId, SessionState};
use server::config::Size;

use crate::kit::{FakePlugin, House, Person, pdb};

/// A room in which a plugin runs.
async fn running(house: &House) -> (Person, FakePlugin, u32) {
    let mut alice = Person::create(house, "Alice's Room").await;
    let mut plugin = FakePlugin::register_narrowly(house, "Plugin").await;
    let session = alice.activate(plugin.id).await;
    plugin.accept_session().await;
    alice.session_is(session, |state| *state == SessionState::Running).await;
    (alice, plugin, session)
}

#[tokio::test]
async fn a_slow_member_is_cut_off_and_the_others_go_on() {
    let house = House::open(|config| {
        config.packet_size = Size(32 << 10);
        config.member_queue_size = Size(64 << 10);
    })
    .await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let (_, link) = alice.links().await;
    let mut bob = Person::arrive_narrowly(&house).await;
    bob.enter(Enter::Join { link, member: "Bob".into(), password: None }).await.unwrap();
    // Bob reads nothing: columns fill his socket, then his queue.
    for atoms in [40_000, 2000, 2000, 2000] {
        alice.load("zinc.pdb", &pdb(atoms)).await.unwrap();
    }
    assert_eq!(bob.goodbye().await.code, ErrorCode::TooSlow);
    alice.links().await;
}

/// The indices of a complex's atoms, and the first one's x, where the columns have them.
fn atoms_in(columns: &[u8]) -> (Option<Vec<i64>>, Option<f32>) {
    let tables = Tables::decode(columns).unwrap();
    let atoms = tables.table("0/atoms").expect("atoms");
    let index = match atoms.column("index") {
        Some(Data::F64(index)) => Some(index.iter().map(|index| *index as i64).collect()),
        _ => None,
    };
    let x = match atoms.column("positions/0") {
        Some(Data::F32x3(positions)) => Some(positions[0][0]),
        _ => None,
    };
    (index, x)
}

#[tokio::test]
async fn a_slow_member_hears_the_latest_of_a_stream_and_keeps_nobody_waiting() {
    const ATOMS: usize = 20_000;
    const FEEDS: u32 = 80;
    let house = House::open(|config| {
        config.packet_size = Size(512 << 10);
        config.member_queue_size = Size(1 << 20);
    })
    .await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut plugin = FakePlugin::register(&house, "Plugin").await;
    let session = alice.activate(plugin.id).await;
    plugin.accept_session().await;
    alice.session_is(session, |state| *state == SessionState::Running).await;
    alice.load("zinc.pdb", &pdb(ATOMS)).await.unwrap();
    let (_, link) = alice.links().await;
    let mut bob = Person::arrive_narrowly(&house).await;
    bob.enter(Enter::Join { link, member: "Bob".into(), password: None }).await.unwrap();

    // Bob reads nothing of what would fill his queue many times.
    let atoms = atoms_in(&bob.columns().await).0.expect("a snapshot has all columns");
    let stream = plugin.stream_positions(session, atoms).await;
    for feed in 1..=FEEDS {
        plugin.feed_positions(session, stream, ATOMS, feed as f32).await;
        while atoms_in(&alice.columns().await).1 != Some(feed as f32) {}
    }
    let mut heard = 1;
    while atoms_in(&bob.columns().await).1 != Some(FEEDS as f32) {
        heard += 1;
    }
    assert!(heard < FEEDS, "{heard} of {FEEDS}");
}

/// Asks for the workspace more often than a socket holds answers. The plugin is to read none of them.
async fn ask_too_often(plugin: &mut FakePlugin, session: u32) {
    let payload = ToApp::WorkspaceRequest.encode(1, true, &Agreed::newest());
    for _ in 0..60 {
        let payload = payload.clone();
        plugin.send(Packet { kind: PacketKind::MESSAGE_TO_CLIENT, session, plugin: 0, payload }).await;
    }
}

#[tokio::test]
async fn a_slow_plugin_loses_its_session_with_a_reason() {
    let house = House::open(|config| {
        config.packet_size = Size(64 << 10);
        config.session_queue_size = Size(128 << 10);
        config.stall_secs = Duration::from_secs(60).into();
    })
    .await;
    let (mut alice, mut greedy, session) = running(&house).await;
    let mut friend = FakePlugin::register(&house, "Friend").await;
    alice.load("zinc.pdb", &pdb(2000)).await.unwrap();
    ask_too_often(&mut greedy, session).await;
    assert!(alice.session_ends(session).await.contains("too slowly"));
    friend.is_alive().await;
    assert!(alice.ask(Intent::Run { session: SessionId(session) }).await.is_err());
}

#[tokio::test]
async fn a_link_that_takes_nothing_is_closed() {
    let house = House::open(|config| config.stall_secs = Duration::from_millis(300).into()).await;
    let (mut alice, mut stuck, session) = running(&house).await;
    alice.load("zinc.pdb", &pdb(2000)).await.unwrap();
    ask_too_often(&mut stuck, session).await;
    alice.session_is(session, |state| *state == SessionState::Lost).await;
}
