//! Plugins that break every rule: they are closed or ignored, and nobody else notices.

use std::time::Duration;

use bytes::Bytes;
use protocol::packet::UNREGISTERED_LIMIT;
use protocol::ui::Notification;
use protocol::{Header, Packet, PacketKind, ToApp};
use room_api::{Event, Intent, SessionId, SessionState};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::kit::{FakePlugin, House, Person, bytes_of, introduction, soon};

const SHORT: Duration = Duration::from_millis(300);

/// Waits until the server closes a bare socket.
async fn is_closed(mut stream: TcpStream) {
    let mut rest = Vec::new();
    let _ = soon("the end", stream.read_to_end(&mut rest)).await;
}

#[tokio::test]
async fn who_does_not_speak_tls_is_closed() {
    let house = House::open(|config| config.handshake_secs = SHORT.into()).await;
    let mut friend = FakePlugin::register(&house, "Friend").await;
    for said in [&b""[..], b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00", &[0; 4096]] {
        let mut stream = TcpStream::connect(house.plugins).await.unwrap();
        stream.write_all(said).await.unwrap();
        is_closed(stream).await;
    }
    friend.is_alive().await;
}

#[tokio::test]
async fn who_does_not_register_properly_is_closed() {
    let house = House::open(|config| config.handshake_secs = SHORT.into()).await;
    let header = |length: i32| {
        let mut bytes = Header { kind: PacketKind::PLUGIN_CONNECTION, ..Header::default() }.encode();
        bytes[11..].copy_from_slice(&length.to_le_bytes());
        bytes.to_vec()
    };
    let registration = |json: &'static str| {
        let kind = PacketKind::PLUGIN_CONNECTION;
        bytes_of(&Packet { kind, payload: Bytes::from(json), ..Packet::default() })
    };
    let half = bytes_of(&introduction("Dock", None, 0))[..20].to_vec();
    for said in [
        header(-1),
        header(i32::MIN),
        header(i32::MAX),
        header(UNREGISTERED_LIMIT as i32 + 1),
        registration(""),
        registration("{"),
        registration("[]"),
        registration(r#"{"name":""}"#),
        registration(r#"{"name":7}"#),
        bytes_of(&Packet::empty(PacketKind::KEEP_ALIVE, 0, 0)),
        bytes_of(&Packet::empty(PacketKind::MESSAGE_TO_CLIENT, 1, 1)),
        half,
        Vec::new(),
    ] {
        let mut plugin = FakePlugin::connect(&house).await;
        plugin.send_bytes(&said).await;
        let mut rest = Vec::new();
        let _ = soon("the end", plugin.stream.read_to_end(&mut rest)).await;
        assert_eq!(rest, b"", "{said:?}");
    }
}

#[tokio::test]
async fn nonsense_from_a_registered_plugin_is_ignored() {
    let house = House::open(|_| {}).await;
    let mut plugin = FakePlugin::register(&house, "Odd").await;
    let id = plugin.id;
    plugin.send(introduction("Other", None, 0)).await;
    for kind in [0, 2, 3, 6, 7, 9, 11, 255] {
        plugin.send(Packet::empty(PacketKind(kind), 1, id)).await;
    }
    for payload in [&b""[..], b"{}", b"\xff\xfe", br#"{"short_message":"hello","level":6}"#] {
        let payload = Bytes::from(payload);
        plugin.send(Packet { kind: PacketKind::LIVE_LOGS, payload, ..Packet::default() }).await;
    }
    plugin.is_alive().await;
}

#[tokio::test]
async fn a_length_that_cannot_be_ends_the_link_alone() {
    let house = House::open(|_| {}).await;
    let mut friend = FakePlugin::register(&house, "Friend").await;
    for length in [-1, i32::MAX] {
        let mut plugin = FakePlugin::register(&house, "Odd").await;
        let mut header = Header { kind: PacketKind::MESSAGE_TO_CLIENT, session: 1, ..Header::default() }.encode();
        header[11..].copy_from_slice(&i32::to_le_bytes(length));
        plugin.send_bytes(&header).await;
        plugin.is_closed().await;
    }
    friend.is_alive().await;
}

#[tokio::test]
async fn a_packet_that_makes_no_progress_ends_the_link() {
    let house = House::open(|config| config.stall_secs = SHORT.into()).await;
    let mut plugin = FakePlugin::register(&house, "Slow").await;
    let header = Header { kind: PacketKind::MESSAGE_TO_CLIENT, session: 1, length: 1000, ..Header::default() };
    plugin.send_bytes(&header.encode()).await;
    plugin.is_closed().await;
}

#[tokio::test]
async fn a_plugin_reaches_only_its_own_sessions_and_only_while_they_last() {
    let house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut dock = FakePlugin::register(&house, "Dock").await;
    let mut spy = FakePlugin::register(&house, "Spy").await;
    let word = ToApp::NotificationSend(Notification { text: "I was here".into(), ..Notification::default() });

    // Before its connect: numbers are easy to guess. The server says that there is no such session.
    spy.say(1, &word).await;
    assert_eq!(spy.next().await, Packet::empty(PacketKind::CLIENT_DISCONNECTION, 1, spy.id));

    let session = alice.activate(dock.id).await;
    dock.accept_session().await;
    alice.session_is(session, |state| *state == SessionState::Running).await;
    // Another plugin's: its words, and its end.
    spy.say(session, &word).await;
    spy.send(Packet::empty(PacketKind::PLUGIN_DISCONNECTION, session, dock.id)).await;
    spy.is_alive().await;

    // After its disconnect.
    alice.ask(Intent::Deactivate { session: SessionId(session) }).await.unwrap();
    assert_eq!(dock.next().await.kind, PacketKind::CLIENT_DISCONNECTION);
    dock.say(session, &word).await;
    assert_eq!(dock.next().await.kind, PacketKind::CLIENT_DISCONNECTION);
    dock.send(Packet::empty(PacketKind::PLUGIN_DISCONNECTION, session, dock.id)).await;
    dock.is_alive().await;

    // The room heard of none of it.
    let asked = alice.send(Intent::Links).await;
    let found = alice.until("the answer", |heard| match heard {
        room_api::ToMember::Done { id, .. } if id == asked => Some(None),
        room_api::ToMember::Event { event: Event::Notification { notification }, .. } => Some(Some(notification)),
        _ => None,
    });
    assert_eq!(found.await, None);
}

#[tokio::test]
async fn who_holds_the_memory_is_cut_off_and_nobody_else() {
    const MIB: usize = 1 << 20;
    let house = House::open(|config| {
        config.packet_size = server::config::Size(8 * MIB);
        config.session_queue_size = server::config::Size(16 * MIB);
        config.buffered_size = server::config::Size(8 * MIB);
    })
    .await;
    let mut friend = FakePlugin::register(&house, "Friend").await;
    let mut hoarders = Vec::new();
    for _ in 0..3 {
        let mut hoarder = FakePlugin::register(&house, "Hoarder").await;
        let kind = PacketKind::MESSAGE_TO_CLIENT;
        let mut most = bytes_of(&Packet { kind, session: 1, payload: vec![0; 7 * MIB].into(), ..Packet::default() });
        most.pop();
        let sent = tokio::spawn(async move {
            let _ = hoarder.stream.write_all(&most).await;
            let mut rest = Vec::new();
            let _ = hoarder.stream.read_to_end(&mut rest).await;
        });
        hoarders.push(sent);
    }
    friend.is_alive().await;
    // All but one had to go: together they hold more than there is.
    let mut gone = 0;
    while gone < 2 {
        let (ended, _, rest) = soon("a hoarder's end", futures_util::future::select_all(hoarders)).await;
        ended.unwrap();
        (hoarders, gone) = (rest, gone + 1);
    }
    friend.is_alive().await;
}

#[tokio::test]
async fn too_many_unregistered_connections_of_one_address_are_closed() {
    let house = House::open(|config| config.unregistered_links_per_address = 2).await;
    let _first = TcpStream::connect(house.plugins).await.unwrap();
    let mut second = FakePlugin::connect(&house).await;
    is_closed(TcpStream::connect(house.plugins).await.unwrap()).await;
    second.introduce("Dock", None, 0).await;
    FakePlugin::register(&house, "Another").await;
}
