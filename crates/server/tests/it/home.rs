//! What the home page is told: rooms that are listed, and whether one may create another.

use room_api::{Enter, ErrorCode, Home, Intent};
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
    bob.enter(Enter::Visit { room: listed.id, member: "Bob".into(), password: None }).await.unwrap();
    assert_eq!(home(&house).await.rooms[0].people, 2);
    alice.ask(Intent::Close).await.unwrap();
    bob.goodbye().await;
    assert_eq!(home(&house).await.rooms, []);
    let mut late = Person::arrive(&house).await;
    late.enter(Enter::Visit { room: listed.id, member: "Late".into(), password: None }).await.unwrap_err();
}

#[tokio::test]
async fn a_room_with_a_password_lets_in_who_knows_it_and_bounds_guessing() {
    let house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "A Room").await;
    alice.ask(Intent::SetListed { on: true }).await.unwrap();
    alice.ask(Intent::SetPassword { password: Some("sesame".into()) }).await.unwrap();
    let listed = home(&house).await.rooms.remove(0);
    assert!(listed.has_password);
    let visit = async |password: Option<&str>| {
        let mut person = Person::arrive(&house).await;
        let password = password.map(str::to_owned);
        let entered = person.enter(Enter::Visit { room: listed.id, member: "Bob".into(), password }).await;
        entered.map(|()| person).map_err(|error| error.code)
    };
    assert_eq!(visit(None).await.err(), Some(ErrorCode::PasswordNeeded));
    let bob = visit(Some("sesame")).await.unwrap();
    for _ in 0..10 {
        assert_eq!(visit(Some("open")).await.err(), Some(ErrorCode::WrongPassword));
    }
    assert_eq!(visit(Some("sesame")).await.err(), Some(ErrorCode::Limit), "whoever guesses waits");

    let (presenter, _) = alice.links().await;
    Person::join(&house, &presenter, "Carol").await;
    let token = bob.welcome.as_ref().unwrap().token.clone();
    let mut back = Person::arrive(&house).await;
    back.enter(Enter::Resume { token, after: None }).await.unwrap();
    assert!(back.snapshot.unwrap().has_password);
}
