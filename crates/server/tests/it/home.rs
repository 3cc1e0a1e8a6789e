//! What the home page is told: rooms that are listed, and whether one may create another.

use room_api::{Enter, Home, Intent};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::kit::{House, Person, soon};

async fn home(house: &House) -> Home {
    let mut stream = TcpStream::connect(house.rooms).await.unwrap();
    let request = "GET /api/home HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    soon("the answer", stream.read_to_string(&mut answer)).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK") && head.contains("application/json"), "{head}");
    serde_json::from_str(body).unwrap()
}

#[tokio::test]
async fn a_room_is_listed_visited_and_gone_from_the_list_when_it_closes() {
    let house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "A Room").await;
    let before = home(&house).await;
    assert_eq!((before.rooms.len(), before.needs_invitation), (0, false));
    alice.ask(Intent::SetListed { on: true }).await.unwrap();
    let listed = home(&house).await.rooms.remove(0);
    assert_eq!((listed.name.as_str(), listed.presenter.as_deref(), listed.people), ("A Room", Some("Alice"), 1));

    let mut bob = Person::arrive(&house).await;
    bob.enter(Enter::Visit { room: listed.id, member: "Bob".into() }).await.unwrap();
    assert_eq!(home(&house).await.rooms[0].people, 2);
    alice.ask(Intent::Close).await.unwrap();
    bob.goodbye().await;
    assert_eq!(home(&house).await.rooms, []);
    let mut late = Person::arrive(&house).await;
    late.enter(Enter::Visit { room: listed.id, member: "Late".into() }).await.unwrap_err();
}
