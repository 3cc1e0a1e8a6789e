//! What the log says, and what it never says.

use room_api::{Answer, Enter, Intent, Role};

use room_api::SessionId;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::kit::{FakePlugin, House, Person, logged, soon};

#[tokio::test]
async fn no_secret_is_ever_logged() {
    let house = House::open_to_all(|_| {}).await;
    let key = house.store().new_key("dock").unwrap();
    let invitation = house.store().new_invitation(1, None).unwrap();
    let mut dock = FakePlugin::connect(&house).await;
    dock.introduce("Secretive", Some(key.reveal()), 0).await;
    let mut refused = FakePlugin::connect(&house).await;
    let wrong = "0123456789ABCDEF0123456789ABCDEF";
    refused.send(crate::kit::introduction("Secretive", Some(wrong), 0)).await;
    refused.next().await;

    let mut alice = Person::arrive_securely(&house).await;
    let invitation = invitation.reveal();
    let enter =
        Enter::Create { room: "Secret Room".into(), member: "Alice".into(), invitation: Some(invitation.to_owned()) };
    alice.enter(enter).await.unwrap();
    let session = alice.activate(dock.id).await;
    dock.accept_session().await;
    let password = "opensesame";
    alice.ask(Intent::SetPassword { password: Some(password.into()) }).await.unwrap();
    let (presenter, guest) = alice.links().await;
    let mut guessing = Person::arrive_securely(&house).await;
    let said = Some("closesesame".to_owned());
    guessing.enter(Enter::Join { link: guest.clone(), member: "Eve".into(), password: said }).await.unwrap_err();
    let Answer::Links { guest: renewed, .. } = alice.ask(Intent::RenewLink { role: Role::Guest }).await.unwrap() else {
        panic!("no links");
    };
    let token = alice.welcome.as_ref().unwrap().token.clone();
    let mut late = Person::arrive_securely(&house).await;
    late.enter(Enter::Join { link: guest.clone(), member: "Bob".into(), password: None }).await.unwrap_err();

    let log = logged();
    for secret in [key.reveal(), wrong, invitation, &presenter, &guest, &renewed, &token, password, "closesesame"] {
        let secret = secret.split_once('.').map_or(secret, |(_, secret)| secret);
        assert!(!log.contains(secret), "a secret is in the log");
    }
    let says = |parts: &[&str]| log.lines().any(|line| parts.iter().all(|part| line.contains(part)));
    let (plugin, session) = (format!("plugin={}", dock.id), format!("session={session}"));
    assert!(says(&["a plugin registered", &plugin, "Secretive", "peer="]));
    assert!(says(&["activated", &session, &plugin, "room="]));
    assert!(says(&["is refused", "Secretive"]));
}

#[tokio::test]
async fn lines_say_once_whom_they_are_about() {
    let mut house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "A Room That Is Logged").await;
    let mut dock = FakePlugin::register(&house, "Dock").await;
    let session = alice.activate(dock.id).await;
    dock.accept_session().await;
    alice.session_is(session, |state| *state == room_api::SessionState::Running).await;
    alice.ask(Intent::SetPassword { password: Some("a password".into()) }).await.unwrap();
    alice.ask(Intent::Deactivate { session: SessionId(session) }).await.unwrap();
    let peer = format!("peer={} ", alice.address.unwrap());
    let room = format!("room={}", alice.welcome.as_ref().unwrap().room);
    house.stop();
    alice.goodbye().await;
    drop((alice, dock));
    house.stopped().await;

    let log = logged();
    let ended = log.lines().find(|line| line.contains("a connection ended") && line.contains(&peer));
    let ended = ended.expect("the connection's end");
    for part in [&room, "member=1", "connection="] {
        assert!(ended.contains(part), "{part} is not in {ended}");
    }
    for line in
        log.lines().filter(|line| [" server::", " room::", " plugin_log"].iter().any(|ours| line.contains(ours)))
    {
        for field in ["peer=", "room=", "member=", "connection=", "session=", "plugin="] {
            let times = line.split([' ', '{']).filter(|word| word.starts_with(field)).count();
            assert!(times <= 1, "{field} comes {times} times: {line}");
        }
    }
}

#[tokio::test]
async fn a_scan_does_not_fill_the_log() {
    let house = House::open(|_| {}).await;
    let mut peers = Vec::new();
    for _ in 0..40 {
        let mut stream = TcpStream::connect(house.plugins).await.unwrap();
        peers.push(format!("peer={}}}", stream.local_addr().unwrap()));
        stream.write_all(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
        let _ = soon("the end", stream.read_to_end(&mut Vec::new())).await;
    }
    FakePlugin::register(&house, "Friend").await;
    let log = logged();
    let is_one =
        |line: &&str| line.contains("the connection is closed") && peers.iter().any(|peer| line.contains(peer));
    assert_eq!(log.lines().filter(is_one).count(), 5, "the first ones, and no more");
}

#[tokio::test]
async fn another_fingerprint_is_never_silent() {
    let house = House::open(|_| {}).await;
    let first = house.fingerprint();
    let house = house.restart().await;
    assert_eq!(house.fingerprint(), first);
    assert!(!logged().contains(&first), "there is nothing to say of a certificate that stays");

    let house = house.restart_with(|config| config.names = vec!["nts.example.org".into()]).await;
    let second = house.fingerprint();
    assert_ne!(second, first);
    let log = logged();
    let is_said = |line: &str| line.contains(" WARN ") && line.contains(&first) && line.contains(&second);
    assert!(log.lines().any(is_said), "a warning with both fingerprints");
}
