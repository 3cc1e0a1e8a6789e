//! Who reads too slowly fills only a queue of its own, and is cut off with a reason.

use std::time::Duration;

use protocol::{PacketKind, ToApp};
use room_api::{ErrorCode, Intent, SessionId, SessionState};
use server::config::Size;

use crate::kit::{FakePlugin, House, Person};

#[tokio::test]
async fn a_slow_member_is_cut_off_and_the_others_go_on() {
    let house = House::open(|config| config.member_queue_size = Size(64 << 10)).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let (_, link) = alice.links().await;
    let mut bob = Person::join(&house, &link, "Bob").await;
    // Bob reads nothing; his socket and then his queue fill up with what happens.
    let mut on = false;
    loop {
        on = !on;
        alice.ask(Intent::SetGuestsMayEdit { on }).await.unwrap();
        let away = alice.hears_of_absence().await;
        if away {
            break;
        }
    }
    assert_eq!(bob.goodbye().await.code, ErrorCode::TooSlow);
}

#[tokio::test]
async fn a_slow_plugin_loses_its_session_with_a_reason() {
    let house = House::open(|config| {
        config.packet_size = Size(64 << 10);
        config.session_queue_size = Size(128 << 10);
        config.stall_secs = Duration::from_secs(60).into();
    })
    .await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut greedy = FakePlugin::register(&house, "Greedy").await;
    let mut friend = FakePlugin::register(&house, "Friend").await;
    let session = alice.activate(greedy.id).await;
    greedy.accept_session().await;
    alice.session_is(session, |state| *state == SessionState::Running).await;
    // It asks and asks, and reads no answer.
    let asking = tokio::spawn(async move {
        loop {
            let payload = ToApp::ComplexListRequest.encode(1, false, &protocol::Agreed::newest());
            let kind = PacketKind::MESSAGE_TO_CLIENT;
            greedy.send(protocol::Packet { kind, session, plugin: 0, payload }).await;
        }
    });
    assert!(alice.session_ends(session).await.contains("too slowly"));
    asking.abort();
    friend.is_alive().await;
    assert!(alice.ask(Intent::Run { session: SessionId(session) }).await.is_err());
}

#[tokio::test]
async fn a_link_that_takes_nothing_is_closed() {
    let house = House::open(|config| config.stall_secs = Duration::from_millis(300).into()).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut stuck = FakePlugin::register(&house, "Stuck").await;
    let session = alice.activate(stuck.id).await;
    stuck.accept_session().await;
    alice.session_is(session, |state| *state == SessionState::Running).await;
    let asking = tokio::spawn(async move {
        loop {
            let payload = ToApp::ComplexListRequest.encode(1, false, &protocol::Agreed::newest());
            let kind = PacketKind::MESSAGE_TO_CLIENT;
            let packet = protocol::Packet { kind, session, plugin: 0, payload };
            if tokio::io::AsyncWriteExt::write_all(&mut stuck.stream, &crate::kit::bytes_of(&packet)).await.is_err() {
                return;
            }
        }
    });
    alice.session_is(session, |state| *state == SessionState::Lost).await;
    asking.abort();
}
