//! Links that plugins want opened: shown to the presenter until they are dismissed.

use protocol::ToApp;
use protocol::control::OpenUrl;
use room_api::{ErrorCode, Event, Intent, NotificationKind, Role, UrlId, WANTED_URLS_KEPT, WantedUrl};

use crate::support::{DOCKING, Evening};

fn link(url: &str) -> ToApp {
    ToApp::OpenUrl(OpenUrl { url: url.into(), desktop: true })
}

#[test]
fn a_plugin_asks_the_presenter_to_open_a_link() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    let mut open = |url: &str| {
        evening.person(alice).events.clear();
        evening.say(session, link(url));
        std::mem::take(&mut evening.person(alice).events)
    };
    let (url, host) = ("https://www.RCSB.org/structure/1OF6".to_owned(), "www.rcsb.org".into());
    let wanted = WantedUrl { id: UrlId(1), session, url, host, desktop: true };
    assert_eq!(open(&wanted.url), [Event::OpenUrl { wanted }]);
    for refused in ["javascript:alert(1)", "file:///etc/passwd", "https://rcsb.org@evil.example/"] {
        let events = open(refused);
        let [Event::Notification { notification }] = &events[..] else { panic!("{events:?}") };
        assert_eq!((notification.kind, notification.session), (NotificationKind::Warning, Some(session)));
        assert!(!notification.text.contains("evil"), "a link that was refused is not shown");
    }
    let shown = (0..100).filter(|_| !open("https://rcsb.org").is_empty()).count();
    assert!(shown < 25, "not without end: {shown}");
}

#[test]
fn a_link_waits_until_the_presenter_dismisses_it() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    evening.say(session, link("https://rcsb.org/1"));
    evening.say(session, link("https://rcsb.org/2"));
    let bob = evening.join(Role::Guest, "Bob");
    let waiting = |evening: &mut Evening| -> Vec<UrlId> {
        let [seen, late] = [alice, bob].map(|person| evening.person(person).room().wanted_urls.clone());
        assert_eq!(seen, late);
        seen.iter().map(|wanted| wanted.id).collect()
    };
    assert_eq!(waiting(&mut evening), [UrlId(1), UrlId(2)], "one who comes later sees them, too");
    let dismiss = |url| Intent::DismissUrl { url: UrlId(url) };
    assert_eq!(evening.ask(bob, dismiss(1)).unwrap_err().code, ErrorCode::NotAllowed);
    evening.ask_ok(alice, dismiss(1));
    assert_eq!(evening.ask(alice, dismiss(1)).unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(waiting(&mut evening), [UrlId(2)]);
    evening.ask_ok(alice, Intent::Deactivate { session });
    assert!(waiting(&mut evening).is_empty(), "they go with their session");
}

#[test]
fn links_do_not_pile_up() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, DOCKING);
    for number in 0..40 {
        evening.say(session, link(&format!("https://rcsb.org/{number}")));
        evening.pass(1000);
    }
    let waiting = evening.person(alice).room().wanted_urls.clone();
    assert_eq!((waiting.len(), waiting[0].id), (WANTED_URLS_KEPT, UrlId(25)));
    let bob = evening.join(Role::Guest, "Bob");
    assert_eq!(evening.person(bob).room().wanted_urls, waiting);
}
