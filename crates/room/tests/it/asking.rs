//! The presenter role is asked for, given, declined and taken; people are put out; links expire; people talk.

use room_api::{Answer, CHAT_KEPT, Enter, ErrorCode, Event, Intent, MemberId, Role};

use crate::support::Evening;

fn requests(evening: &mut Evening, of: room::ConnectionId) -> Vec<MemberId> {
    evening.person(of).room().presenter_requests.clone()
}

#[test]
fn who_asks_for_the_role_is_seen_until_it_is_decided() {
    let (mut evening, alice) = Evening::new();
    let (bob, carol) = (evening.join(Role::Guest, "Bob"), evening.join(Role::Guest, "Carol"));
    let [bob_id, carol_id] = [bob, carol].map(|person| evening.person(person).member());
    for person in [carol, bob, carol, alice] {
        evening.ask_ok(person, Intent::RequestPresenter);
    }
    assert_eq!(
        requests(&mut evening, alice),
        [carol_id, bob_id],
        "the first first, once each, and not of the presenter"
    );
    let late = evening.join(Role::Guest, "Late");
    assert_eq!(requests(&mut evening, late), [carol_id, bob_id]);

    let refused = evening.ask(bob, Intent::DeclinePresenter { member: carol_id }).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);
    evening.ask_ok(alice, Intent::DeclinePresenter { member: carol_id });
    assert_eq!(requests(&mut evening, carol), [bob_id]);
    let again = evening.ask(alice, Intent::DeclinePresenter { member: carol_id }).unwrap_err();
    assert_eq!(again.code, ErrorCode::Conflict);

    evening.ask_ok(carol, Intent::RequestPresenter);
    evening.ask_ok(carol, Intent::WithdrawRequest);
    assert_eq!(requests(&mut evening, alice), [bob_id]);
    evening.ask_ok(alice, Intent::Give { member: bob_id });
    assert_eq!(requests(&mut evening, carol), []);
    assert_eq!(evening.person(carol).sees().1, "Bob");

    evening.ask_ok(carol, Intent::RequestPresenter);
    evening.ask_ok(carol, Intent::Leave);
    assert_eq!(requests(&mut evening, bob), []);
}

#[test]
fn who_came_by_the_presenter_link_takes_the_role_back() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let member = evening.person(bob).member();
    evening.ask_ok(alice, Intent::Give { member });
    evening.ask_ok(alice, Intent::TakePresenter);
    assert_eq!(evening.person(bob).sees().1, "Alice");
    let before = evening.person(bob).events.len();
    evening.ask_ok(alice, Intent::TakePresenter);
    assert_eq!(evening.person(bob).events.len(), before, "she has it");
    let refused = evening.ask(bob, Intent::TakePresenter).unwrap_err();
    assert!(
        refused.code == ErrorCode::NotAllowed && refused.message.contains("Ask the presenter (Alice)"),
        "{refused}"
    );
}

#[test]
fn who_is_put_out_cannot_come_back_by_what_they_know() {
    let (mut evening, alice) = Evening::new();
    let links = [Role::Presenter, Role::Guest].map(|role| evening.link(role));
    let (bob, carol) = (evening.join(Role::Guest, "Bob"), evening.join(Role::Presenter, "Carol"));
    let [me, bob_id, carol_id] = [alice, bob, carol].map(|person| evening.person(person).member());
    assert_eq!(evening.ask(bob, Intent::Kick { member: carol_id }).unwrap_err().code, ErrorCode::NotAllowed);
    assert_eq!(evening.ask(alice, Intent::Kick { member: me }).unwrap_err().code, ErrorCode::Conflict);
    assert_eq!(evening.ask(alice, Intent::Kick { member: MemberId(99) }).unwrap_err().code, ErrorCode::NotFound);

    evening.ask_ok(bob, Intent::RequestPresenter);
    let Answer::Links { presenter, guest, .. } = evening.ask_ok(alice, Intent::Kick { member: bob_id }) else {
        panic!()
    };
    assert_eq!(evening.person(bob).goodbye.as_ref().map(|error| error.code), Some(ErrorCode::Kicked));
    assert_eq!(requests(&mut evening, carol), []);
    assert_eq!(evening.person(carol).sees().0, ["Alice", "Carol"]);
    assert_eq!((&presenter, guest != links[1]), (&links[0], true), "a guest knows the guest link only");
    let back = evening.resume(bob);
    assert_eq!(evening.person(back).refused.as_ref().map(|error| error.code), Some(ErrorCode::Denied));
    for (link, is_let_in) in [(links[1].clone(), false), (guest, true)] {
        let again = evening.enter(Enter::Join { link, member: "Bob".into(), password: None });
        assert_eq!(evening.person(again).is_here(), is_let_in);
    }

    evening.ask_ok(alice, Intent::Kick { member: carol_id });
    assert_ne!(evening.link(Role::Presenter), presenter, "who may present knows both links");
}
#[test]
fn a_guest_who_presented_is_put_out_for_good_too() {
    let (mut evening, alice) = Evening::new();
    let mut bob = evening.join(Role::Guest, "Bob");
    let member = evening.person(bob).member();
    evening.ask_ok(alice, Intent::Give { member });
    let Answer::Links { presenter: seen, .. } = evening.ask_ok(bob, Intent::Links) else { panic!() };
    evening.ask_ok(alice, Intent::TakePresenter);
    // As somebody else, too.
    evening.ask_ok(bob, Intent::Leave);
    bob = evening.join(Role::Guest, "Bob");
    let member = evening.person(bob).member();
    evening.ask_ok(alice, Intent::Kick { member });
    let back = evening.enter(Enter::Join { link: seen, member: "Bob".into(), password: None });
    assert_eq!(evening.person(back).refused.as_ref().map(|error| error.code), Some(ErrorCode::Denied));

    let links = evening.link(Role::Presenter);
    let carol = evening.join(Role::Guest, "Carol");
    let member = evening.person(carol).member();
    evening.ask_ok(alice, Intent::Kick { member });
    assert_eq!(evening.link(Role::Presenter), links, "no guest has seen this one");
}

#[test]
fn a_link_dies_when_its_time_is_over_and_a_renewed_one_lives() {
    let (mut evening, alice) = Evening::new();
    let link = evening.link(Role::Guest);
    let expire = |after_secs| Intent::ExpireLink { role: Role::Guest, after_secs };
    let left = |answer| match answer {
        Answer::Links { presenter_expires_in_secs: None, guest_expires_in_secs, .. } => guest_expires_in_secs,
        other => panic!("{other:?}"),
    };
    assert_eq!(left(evening.ask_ok(alice, expire(Some(60)))), Some(60));
    evening.pass(59_999);
    let bob = evening.enter(Enter::Join { link: link.clone(), member: "Bob".into(), password: None });
    assert_eq!(left(evening.ask_ok(alice, Intent::Links)), Some(1));
    evening.pass(1);
    assert_eq!(left(evening.ask_ok(alice, Intent::Links)), Some(0));
    let late = evening.enter(Enter::Join { link: link.clone(), member: "Late".into(), password: None });
    let refused = evening.person(late).refused.clone().unwrap();
    assert!(refused.code == ErrorCode::Denied && refused.message.contains("expired"), "{refused}");
    assert!(evening.person(bob).is_here(), "who came by it stays");

    assert_eq!(left(evening.ask_ok(alice, expire(None))), None);
    let late = evening.enter(Enter::Join { link, member: "Late".into(), password: None });
    assert!(evening.person(late).is_here(), "it lives again");
    evening.ask_ok(alice, expire(Some(0)));
    assert_eq!(left(evening.ask_ok(alice, Intent::RenewLink { role: Role::Guest })), None);
    assert_eq!(evening.ask(bob, expire(None)).unwrap_err().code, ErrorCode::NotAllowed);
}

#[test]
fn people_talk_and_latecomers_read_it() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    evening.ask_ok(bob, Intent::Say { text: " <b>Look</b>\u{7}\nhere ".into() });
    let Some(Event::Said { said }) = evening.person(alice).events.last() else { panic!("nothing was heard") };
    assert_eq!((said.name.as_str(), said.text.as_str()), ("Bob", "<b>Look</b>\nhere"), "text as it is");
    for wrong in ["", " \n ", &"x".repeat(1001)] {
        assert_eq!(evening.ask(bob, Intent::Say { text: wrong.into() }).unwrap_err().code, ErrorCode::Malformed);
    }
    let said = (0..100).filter(|_| evening.ask(alice, Intent::Say { text: "spam".into() }).is_ok()).count();
    assert_eq!(said, 20, "not without end");
    for _ in 0..6 {
        evening.pass(10_000);
        (0..20).for_each(|at| {
            evening.ask_ok(alice, Intent::Say { text: at.to_string() });
        });
    }
    let late = evening.join(Role::Guest, "Late");
    for person in [alice, late] {
        let chat = &evening.person(person).room().chat;
        assert_eq!((chat.len(), chat[CHAT_KEPT - 1].text.as_str()), (CHAT_KEPT, "19"));
    }
}
