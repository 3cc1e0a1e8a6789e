//! What the log says, and what it never says.

use room_api::{Answer, Enter, Intent, Role};

use crate::kit::{FakePlugin, House, Person, logged};

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
    assert!(says(&["activated", &session, "room="]));
    assert!(says(&["is refused", "Secretive"]));
}
