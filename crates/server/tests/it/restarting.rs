//! What outlives a restart: numbers that are never used twice, keys, and the certificate.

use crate::kit::{FakePlugin, House, Person};

#[tokio::test]
async fn numbers_go_on_and_keys_and_certificate_stay() {
    let mut house = House::open(|_| {}).await;
    let key = house.store().new_key("dock").unwrap();
    let ca = house.ca.clone();
    let mut seen: Vec<(u32, u32, u64)> = Vec::new();
    for _ in 0..3 {
        let mut alice = Person::create(&house, "Alice's Room").await;
        let mut dock = FakePlugin::connect(&house).await;
        // It claims the id that it had before the restart.
        dock.introduce("Dock", Some(key.reveal()), seen.last().map_or(0, |last| last.0)).await;
        let session = alice.activate(dock.id).await;
        seen.push((dock.id, session, alice.welcome.as_ref().unwrap().room.0));
        drop((alice, dock));
        house = house.restart().await;
        assert_eq!(house.ca, ca);
    }
    assert!(seen.windows(2).all(|pair| pair[0].0 < pair[1].0), "{seen:?}");
    assert!(seen.windows(2).all(|pair| pair[0].1 < pair[1].1), "{seen:?}");
    assert!(seen.windows(2).all(|pair| pair[0].2 < pair[1].2), "{seen:?}");
}

#[tokio::test]
async fn a_session_of_before_a_restart_is_ended_on_the_plugins_side() {
    let house = House::open(|_| {}).await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let dock = FakePlugin::register(&house, "Dock").await;
    let session = alice.activate(dock.id).await;
    drop((alice, dock));
    let house = house.restart().await;
    let mut dock = FakePlugin::register(&house, "Dock").await;
    dock.say(session, &protocol::ToApp::PresenterInfoRequest).await;
    let told = dock.next().await;
    assert_eq!((told.kind, told.session), (protocol::PacketKind::CLIENT_DISCONNECTION, session));
}

#[tokio::test]
async fn a_second_server_on_the_same_data_is_refused() {
    let house = House::open(|_| {}).await;
    let config = server::Config { data: Some(house.data()), ..server::Config::default() };
    let error = server::Server::open(config).unwrap_err().to_string();
    assert!(error.contains("in use by another server"), "{error}");
}
