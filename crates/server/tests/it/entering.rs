//! Who may open a room and from where; versions; coming back.

use std::io::Write;

use room_api::{Enter, ErrorCode, Intent};

use crate::kit::{Doors, House, Person, status_of};

fn create(invitation: Option<&str>) -> Enter {
    Enter::Create { room: "A Room".into(), member: "Alice".into(), invitation: invitation.map(str::to_owned) }
}

#[tokio::test]
async fn off_loopback_a_room_needs_an_invitation() {
    let house = House::open_to_all(|_| {}).await;
    let code = house.store().new_invitation(1, Some(7)).unwrap();
    for (invitation, lets_in) in
        [(None, false), (Some("guess"), false), (Some(code.reveal()), true), (Some(code.reveal()), false)]
    {
        let mut person = Person::arrive_securely(&house).await;
        let entered = person.enter(create(invitation)).await;
        assert_eq!(entered.map_err(|error| error.code), if lets_in { Ok(()) } else { Err(ErrorCode::Denied) });
    }
}

#[tokio::test]
async fn an_open_server_needs_none_and_a_link_needs_none() {
    let house = House::open_to_all(|config| config.open_rooms = true).await;
    let mut alice = Person::arrive_securely(&house).await;
    alice.enter(create(None)).await.unwrap();
    let (_, link) = alice.links().await;
    let mut bob = Person::arrive_securely(&house).await;
    bob.enter(Enter::Join { link, member: "Bob".into(), password: None }).await.unwrap();
}

#[tokio::test]
async fn loopback_addresses_speak_both_http_and_https() {
    let house = House::open(|_| {}).await;
    Person::arrive_securely(&house).await.enter(create(None)).await.unwrap();
    Person::arrive(&house).await.enter(create(None)).await.unwrap();
}

#[tokio::test]
async fn other_addresses_speak_https_only() {
    let Some(address) = other_address() else {
        // Not by `println!`, which a passing test keeps to itself.
        let _ = writeln!(std::io::stderr(), "skipped: this machine has loopback addresses only");
        return;
    };
    let house = House::open_to_all(|_| {}).await;
    let mut doors = Doors::clone(&house);
    doors.rooms.set_ip(address);
    let answer = status_of(&doors, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await;
    assert_eq!(answer, "HTTP/1.1 400 Bad Request");
}

/// An address of this machine that is no loopback one. Connecting a UDP socket sends nothing.
fn other_address() -> Option<std::net::IpAddr> {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    socket.local_addr().ok().map(|address| address.ip()).filter(|ip| !ip.is_loopback() && !ip.is_unspecified())
}

#[tokio::test]
async fn rooms_of_one_address_are_limited() {
    let house = House::open(|config| config.rooms_per_address = 2).await;
    let mut first = Person::create(&house, "One").await;
    let _second = Person::create(&house, "Two").await;
    let mut person = Person::arrive(&house).await;
    assert_eq!(person.enter(create(None)).await.unwrap_err().code, ErrorCode::Limit);
    first.ask(Intent::Close).await.unwrap();
    assert_eq!(first.goodbye().await.code, ErrorCode::Closed);
    Person::create(&house, "Three").await;
}

#[tokio::test]
async fn a_room_that_cannot_begin_is_not_kept() {
    let house = House::open(|config| config.rooms_at_once = 1).await;
    let mut nameless = Person::arrive(&house).await;
    let enter = Enter::Create { room: "A Room".into(), member: String::new(), invitation: None };
    assert_eq!(nameless.enter(enter).await.unwrap_err().code, ErrorCode::Malformed);
    assert!(matches!(nameless.hear().await, crate::kit::Heard::Closed));
    Person::create(&house, "Another").await;
}

#[tokio::test]
async fn an_unknown_version_is_told_who_must_upgrade() {
    let house = House::open(|_| {}).await;
    let mut person = Person::arrive(&house).await;
    person.send_text(r#"{"api":[1000],"enter":{}}"#.into()).await;
    let error = person.refusal().await;
    assert_eq!(error.code, ErrorCode::ApiVersion);
    assert!(error.message.contains("the server must be upgraded"), "{}", error.message);
}

#[tokio::test]
async fn a_member_comes_by_a_second_connection_and_each_is_answered() {
    let house = House::open(|_| {}).await;
    let mut before = Person::create(&house, "A Room").await;
    let welcome = before.welcome.clone().unwrap();
    let mut after = Person::arrive(&house).await;
    after.enter(Enter::Resume { token: welcome.token, after: None }).await.unwrap();
    assert_eq!(after.welcome.as_ref().unwrap().member, welcome.member);
    assert_eq!(after.links().await, before.links().await);
}
