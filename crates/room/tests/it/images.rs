//! Images of menus: kept once for everybody, sent to who asks, gone with their session.

use bytes::Bytes;
use protocol::ToApp;
use protocol::ui::{Batch, CachedImage, Content, ContentId, Image, UpdateContent};
use room::{Effect, ImageId, Limits, SessionEnd};
use room_api::{ErrorCode, Intent, NotificationKind, RequestId, Role, SessionId};

use crate::support::{DOCKING, Evening};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nits rest";

fn image(key: &str, data: Option<&[u8]>) -> ToApp {
    let image = CachedImage { key: key.into(), data: data.map(Bytes::copy_from_slice) };
    let content = Content::Image(Image { content_id: ContentId(1), image, ..Image::default() });
    ToApp::ContentUpdate(UpdateContent { contents: Batch(vec![content]) })
}

fn wanted(session: SessionId, key: &str) -> Intent {
    Intent::Image { session, key: key.into() }
}

#[test]
fn everybody_may_have_an_image_that_travelled_once() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.say(session, image("7-a.png", Some(PNG)));
    evening.say(session, image("7-a.png", None));
    assert_eq!(evening.images.len(), 1);
    assert_eq!(evening.images[&(session, ImageId(1))], PNG);

    let bob = evening.join(Role::Guest, "Bob");
    for connection in [alice, bob] {
        let request = RequestId(1000);
        evening.apply(room::Input::Intent { connection, request, intent: wanted(session, "7-a.png") });
        let Some(Effect::SendImage { connection: to, request: of, session: whose, image, name, transfer }) =
            evening.files.pop()
        else {
            panic!("it is not sent");
        };
        assert_eq!((to, of, whose, image, name.as_str()), (connection, request, session, ImageId(1), "7-a.png"));
        assert_eq!(transfer.0 % 2, 0);
    }
}

#[test]
fn what_cannot_be_had_is_refused_with_a_reason() {
    let (mut evening, alice) = Evening::with(Limits { image_bytes: 20, ..Limits::default() });
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.say(session, image("../../x", Some(b"#!/bin/sh")));
    evening.say(session, image("a", Some(PNG)));
    evening.say(session, image("b", Some(PNG)));
    let told = evening.person(alice).notifications();
    assert!(told.iter().all(|(kind, _)| *kind == NotificationKind::Warning), "{told:?}");
    assert!(told[0].1.contains("../../x is neither PNG nor JPEG"), "{told:?}");
    assert!(told[1].1.contains("too many images"), "{told:?}");

    for (session, key, code) in [
        (session, "../../x", ErrorCode::BadFile),
        (session, "b", ErrorCode::Limit),
        (session, "", ErrorCode::NotFound),
        (session, "../../../etc/passwd", ErrorCode::NotFound),
        (SessionId(9999), "a", ErrorCode::NotFound),
    ] {
        assert_eq!(evening.ask(alice, wanted(session, key)).unwrap_err().code, code, "{key}");
    }
    assert!(evening.files.is_empty());
}

#[test]
fn images_go_with_their_session() {
    let (mut evening, alice) = Evening::new();
    let ended = evening.activate_and_connect(alice, DOCKING);
    evening.say(ended, image("a", Some(PNG)));
    evening.end(ended, SessionEnd::PluginStopped);
    assert!(evening.images.is_empty());
    assert_eq!(evening.ask(alice, wanted(ended, "a")).unwrap_err().code, ErrorCode::Conflict);

    let deactivated = evening.activate_and_connect(alice, DOCKING);
    evening.say(deactivated, image("a", Some(PNG)));
    evening.ask_ok(alice, Intent::Deactivate { session: deactivated });
    assert!(evening.images.is_empty());
}
