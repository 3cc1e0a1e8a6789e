//! Images of menus: from a plugin to the disk, from there to who asks, and away with their session.

use bytes::Bytes;
use protocol::ToApp;
use protocol::ui::{Batch, CachedImage, Content, Image, UpdateContent};
use room_api::{Answer, ErrorCode, Intent, SessionId};

use crate::kit::{FakePlugin, House, Person};

/// Of several chunks.
fn png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png.extend((0..600_000_u32).map(|at| at as u8));
    png
}

fn image(key: &str, data: Vec<u8>) -> ToApp {
    let image = CachedImage { key: key.into(), data: Some(Bytes::from(data)) };
    let content = Content::Image(Image { image, ..Image::default() });
    ToApp::ContentUpdate(UpdateContent { contents: Batch(vec![content]) })
}

fn wanted(session: u32, key: &str) -> Intent {
    Intent::Image { session: SessionId(session), key: key.into() }
}

#[tokio::test]
async fn a_guest_gets_the_image_that_a_plugin_sent_once() {
    let house = House::open(|_| {}).await;
    let mut plugin = FakePlugin::register(&house, "Charts").await;
    let mut alice = Person::create(&house, "Alice's Room").await;
    let (_, link) = alice.links().await;
    alice.activate(plugin.id).await;
    let session = plugin.accept_session().await;
    plugin.say(session, &image("7-../../plot.png", png())).await;
    plugin.say(session, &image("7-broken", b"GIF89a".to_vec())).await;
    let warned = alice
        .event("a warning", |event| match event {
            room_api::Event::Notification { notification } => Some(notification.text),
            _ => None,
        })
        .await;
    assert!(warned.contains("7-broken is neither PNG nor JPEG"), "{warned}");

    let mut bob = Person::join(&house, &link, "Bob").await;
    for _ in 0..2 {
        let asked = bob.send(wanted(session, "7-../../plot.png")).await;
        let Answer::Download { transfer, name } = bob.answer_to(asked).await.unwrap() else { panic!("no download") };
        assert_eq!(name, "plot.png");
        assert!(crate::transfers::content(&mut bob, transfer).await == png());
    }
    assert_eq!(bob.ask(wanted(session, "7-broken")).await.unwrap_err().code, ErrorCode::BadFile);

    alice.ask(Intent::Deactivate { session: SessionId(session) }).await.unwrap();
    assert_eq!(bob.ask(wanted(session, "7-../../plot.png")).await.unwrap_err().code, ErrorCode::NotFound);
    let house = house.restart().await;
    assert!(!house.data().join("images").exists());
}
