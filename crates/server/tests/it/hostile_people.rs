//! Members that send nonsense, and web pages that have no business here.

use room_api::bulk::Chunk;
use room_api::{Answer, Enter, ErrorCode, Intent, RequestId, ToMember, TransferId};

use crate::kit::{House, Person, pdb, status_of};

async fn upgrade(house: &House, host: &str, origin: Option<&str>) -> String {
    let origin = origin.map(|origin| format!("Origin: {origin}\r\n")).unwrap_or_default();
    let head = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
    let key = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
    status_of(house, &format!("GET /api HTTP/1.1\r\nHost: {host}\r\n{origin}{head}{key}\r\n")).await
}

#[tokio::test]
async fn foreign_pages_and_names_open_no_websocket() {
    let house = House::open(|config| config.origins = vec!["https://rooms.example.org".into()]).await;
    let own = format!("http://{}", house.rooms);
    let host = house.rooms.to_string();
    for (host, origin, status) in [
        (host.as_str(), None, "HTTP/1.1 101 Switching Protocols"),
        (&host, Some(own.as_str()), "HTTP/1.1 101 Switching Protocols"),
        (&host, Some("https://rooms.example.org"), "HTTP/1.1 101 Switching Protocols"),
        (&host, Some("https://evil.example"), "HTTP/1.1 403 Forbidden"),
        (&host, Some("null"), "HTTP/1.1 403 Forbidden"),
        ("evil.example", None, "HTTP/1.1 403 Forbidden"),
        ("evil.example", Some("http://evil.example"), "HTTP/1.1 403 Forbidden"),
    ] {
        assert_eq!(upgrade(&house, host, origin).await, status, "{host} {origin:?}");
    }
}

#[tokio::test]
async fn there_is_a_page_and_a_health_check() {
    let house = House::open(|_| {}).await;
    for (path, status) in [("/", "200 OK"), ("/healthz", "200 OK"), ("/etc/passwd", "404 Not Found")] {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assert_eq!(status_of(&house, &request).await, format!("HTTP/1.1 {status}"), "{path}");
    }
}

#[tokio::test]
async fn nonsense_gets_an_error_with_its_number_and_the_room_goes_on() {
    let house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    for (text, id) in [
        ("", 0),
        ("null", 0),
        (r#"{"id":7}"#, 7),
        (r#"{"id":8,"intent":{"do":"explode"}}"#, 8),
        (r#"{"id":9,"intent":{"do":"run","session":"seven"}}"#, 9),
        (r#"{"id":-1,"intent":{"do":"links"}}"#, 0),
        (r#"{"id":[],"intent":{"do":"links"}}"#, 0),
    ] {
        alice.send_text(text.into()).await;
        let (failed, error) = failure(&mut alice).await;
        assert_eq!((failed, error), (RequestId(id), ErrorCode::Malformed), "{text}");
    }
    alice.send_text("[".repeat(100_000)).await;
    assert_eq!(failure(&mut alice).await, (RequestId(0), ErrorCode::Malformed));
    for bytes in [vec![], vec![0; 15], vec![0xff; 300], Chunk::encode(&stray_chunk())] {
        alice.send_binary(bytes).await;
        assert_eq!(failure(&mut alice).await, (RequestId(0), ErrorCode::Malformed));
    }
    alice.ask(Intent::Links).await.unwrap();
}

fn stray_chunk() -> Chunk<'static> {
    Chunk { transfer: TransferId(77), sequence: 0, last: true, aborted: false, content: b"x" }
}

async fn failure(person: &mut Person) -> (RequestId, ErrorCode) {
    person
        .until("a failure", |heard| match heard {
            ToMember::Failed { id, error } => Some((id, error.code)),
            _ => None,
        })
        .await
}

#[tokio::test]
async fn a_frame_without_end_ends_the_connection_alone() {
    let house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let (_, link) = alice.links().await;
    let mut bob = Person::join(&house, &link, "Bob").await;
    bob.send_text("x".repeat(1024 * 1024 + 1)).await;
    assert_eq!(bob.goodbye().await.code, ErrorCode::Malformed);
    alice.links().await;
}

#[tokio::test]
async fn whose_files_fill_the_memory_is_cut_off_alone() {
    let house = House::open(|config| config.buffered_size = server::config::Size(1 << 20)).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut bob = Person::create(&house, "Bob's Room").await;
    let asked = bob.send(Intent::Load { name: "all.pdb".into(), size: 4 << 20 }).await;
    let Answer::Upload { transfer } = bob.answer_to(asked).await.unwrap() else { panic!("no upload") };
    for chunk in Chunk::split(transfer, &[b' '; 4 << 20]).take(5) {
        bob.send_binary(chunk.encode()).await;
    }
    assert_eq!(bob.goodbye().await.code, ErrorCode::Limit);
    alice.load("zinc.pdb", &pdb(1)).await.unwrap();
}

/// The beginning of a text frame of so many bytes, and so many of them.
fn half_a_frame(whole: u64, come: usize) -> Vec<u8> {
    let mut frame = vec![0x81, 0xff];
    frame.extend(whole.to_be_bytes());
    frame.resize(frame.len() + 4 + come, 0);
    frame
}

#[tokio::test]
async fn half_a_frame_that_goes_on_no_more_ends_the_connection_with_a_reason() {
    let house = House::open(|config| config.stall_secs = std::time::Duration::from_millis(300).into()).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let (_, link) = alice.links().await;
    for frame in [half_a_frame(1000, 500), half_a_frame(1000, 0), vec![0x01, 0x80, 0, 0, 0, 0]] {
        let mut bob = Person::join(&house, &link, "Bob").await;
        bob.send_raw(&frame).await;
        let error = bob.goodbye().await;
        assert_eq!(error.code, ErrorCode::TooSlow);
        assert!(error.message.contains("no progress"), "{error}");
    }
    alice.links().await;
}

#[tokio::test]
async fn half_frames_count_and_whose_are_longest_is_cut_off() {
    let house = House::open(|config| config.buffered_size = server::config::Size(1 << 20)).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let mut bob = Person::create(&house, "Bob's Room").await;
    bob.send_raw(&half_a_frame(1 << 20, 900 << 10)).await;
    alice.send_raw(&half_a_frame(1 << 20, 200 << 10)).await;
    assert_eq!(bob.goodbye().await.code, ErrorCode::Limit);
    // Alice's becomes whole: nonsense, and answered.
    alice.send_raw(&vec![0; (1 << 20) - (200 << 10)]).await;
    assert_eq!(failure(&mut alice).await, (RequestId(0), ErrorCode::Malformed));
}

#[tokio::test]
async fn before_anybody_is_known_frames_are_short() {
    let house = House::open(|_| {}).await;
    let mut mallory = Person::arrive(&house).await;
    mallory.send_text("x".repeat(16 * 1024 + 1)).await;
    let error = mallory.refusal().await;
    assert_eq!(error.code, ErrorCode::Malformed);
    assert!(error.message.contains("16384 bytes"), "{error}");
}

#[tokio::test]
async fn whoever_begins_wrongly_is_refused() {
    let house = House::open(|config| config.handshake_secs = std::time::Duration::from_millis(300).into()).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let (link, _) = alice.links().await;
    let (room, _) = link.split_once('.').unwrap();
    let join = |link: String| Enter::Join { link, member: "Mallory".into(), password: None };
    let guess = "0".repeat(32);
    let wrong = [
        join(String::new()),
        join(guess.clone()),
        join(format!("{room}.{guess}")),
        join(format!("{room}.{guess}{guess}")),
        join(format!("4711.{guess}")),
        join(format!("{link} ")),
        Enter::Resume { token: link.clone(), after: None },
        Enter::Resume { token: format!("{room}.{guess}"), after: None },
    ];
    for enter in wrong {
        let mut mallory = Person::arrive(&house).await;
        let error = mallory.enter(enter.clone()).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Denied, "{enter:?}");
    }
    for text in ["", "{}", r#"{"id":1,"intent":{"do":"links"}}"#] {
        let mut mallory = Person::arrive(&house).await;
        mallory.send_text(text.into()).await;
        assert_eq!(mallory.refusal().await.code, ErrorCode::Malformed);
    }
    let mut silent = Person::arrive(&house).await;
    assert!(silent.refusal().await.message.contains("in time"));
    alice.links().await;
}
