//! People come, go, come back, and hand the presenter role on.

use room_api::{Enter, ErrorCode, Event, Intent, MemberId, Role};

use crate::support::Evening;

const MINUTE: u64 = 60_000;

#[test]
fn a_room_is_opened_joined_and_left() {
    let (mut evening, alice) = Evening::new();
    assert_eq!(evening.person(alice).sees(), (vec!["Alice"], "Alice"));
    assert_eq!(evening.person(alice).room().name, "Alice's Room");

    let bob = evening.join(Role::Guest, "Bob");
    let carol = evening.join(Role::Presenter, " Car\nol ");
    for person in [alice, bob, carol] {
        assert_eq!(evening.person(person).sees(), (vec!["Alice", "Bob", "Car ol"], "Alice"));
    }
    let roles = |member: &room_api::Member| member.role;
    let of_all: Vec<Role> = evening.person(bob).room().members.iter().map(roles).collect();
    assert_eq!(of_all, [Role::Presenter, Role::Guest, Role::Presenter]);

    evening.ask_ok(bob, Intent::Leave);
    assert_eq!(evening.person(bob).goodbye.as_ref().map(|error| error.code), Some(ErrorCode::Closed));
    assert_eq!(evening.person(alice).sees().0, ["Alice", "Car ol"]);
    let back = evening.resume(bob);
    assert_eq!(evening.person(back).refused.as_ref().map(|error| error.code), Some(ErrorCode::Denied));
}

#[test]
fn a_listed_room_is_visited_without_a_link() {
    let (mut evening, alice) = Evening::new();
    let visit = |room| Enter::Visit { room: room_api::RoomId(room), member: "Bob".into(), password: None };
    let refused = |evening: &mut Evening, room| {
        let early = evening.enter(visit(room));
        evening.person(early).refused.as_ref().map(|error| error.code)
    };
    assert_eq!(refused(&mut evening, 7), Some(ErrorCode::Denied), "it is by link only");
    evening.ask_ok(alice, Intent::SetListed { on: true });
    let bob = evening.enter(visit(7));
    assert!(evening.person(bob).room().listed && evening.person(alice).room().listed);
    assert_eq!(evening.person(bob).room().members[1].role, Role::Guest);
    let listed = evening.listed.clone().unwrap();
    assert_eq!((listed.name.as_str(), listed.presenter.as_deref(), listed.people), ("Alice's Room", Some("Alice"), 2));
    evening.disconnect(bob);
    assert_eq!(evening.listed.as_ref().map(|room| room.people), Some(1));
    assert_eq!(refused(&mut evening, 8), Some(ErrorCode::Denied));
    evening.ask_ok(alice, Intent::SetListed { on: false });
    assert_eq!((evening.listed.clone(), refused(&mut evening, 7)), (None, Some(ErrorCode::Denied)));
}

#[test]
fn two_people_of_one_name_are_told_apart() {
    let (mut evening, alice) = Evening::new();
    evening.join(Role::Guest, "Alice");
    evening.join(Role::Guest, "Alice (2)");
    assert_eq!(evening.person(alice).sees().0, ["Alice", "Alice (2)", "Alice (3)"]);
}

#[test]
fn nobody_comes_unseen_or_as_somebody_else() {
    let (mut evening, alice) = Evening::new();
    evening.join(Role::Guest, "Alice\u{200b}");
    evening.join(Role::Guest, "\u{202e}Bob");
    assert_eq!(evening.person(alice).sees().0, ["Alice", "Alice (2)", "Bob"]);
    let secret = evening.link(Role::Guest);
    let enter = Enter::Join { link: secret, member: "\u{200b}".into(), password: None };
    let unseen = evening.enter(enter);
    assert_eq!(evening.person(unseen).refused.as_ref().map(|error| error.code), Some(ErrorCode::Malformed));
}

#[test]
fn name_and_role_are_kept_over_a_reconnect() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let (member, token) = (evening.person(bob).member(), evening.person(bob).welcome().token.clone());
    evening.disconnect(bob);
    assert_eq!(evening.person(alice).sees().0, ["Alice"]);
    evening.ask_ok(alice, Intent::SetGuestsMayEdit { on: true });

    evening.pass(10 * MINUTE);
    let back = evening.resume(bob);
    let person = evening.person(back);
    assert_eq!((person.member(), &person.welcome().token), (member, &token));
    assert_eq!(person.snapshots, 0, "it knows what was before");
    assert_eq!(person.events.len(), 3, "{:?}", person.events);
    assert_eq!(person.sees().0, ["Alice", "Bob"]);
    assert!(person.room().guests_may_edit);
}

#[test]
fn two_connections_of_a_member_are_one_person() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let before = evening.person(alice).events.len();
    let again = evening.resume(bob);
    assert_eq!(evening.person(again).member(), evening.person(bob).member());

    evening.ask_ok(alice, Intent::SetGuestsMayEdit { on: true });
    for connection in [bob, again] {
        let person = evening.person(connection);
        assert!(person.is_here() && person.room().guests_may_edit, "each is told");
    }
    evening.ask_ok(again, Intent::Unselect);
    assert!(evening.person(bob).answers.is_empty(), "only the one that asked is answered");

    evening.disconnect(bob);
    assert_eq!(evening.person(alice).events.len(), before + 1, "to the others nobody came and nobody went");
    evening.disconnect(again);
    assert_eq!(evening.person(alice).sees().0, ["Alice"], "away with the last");
}

#[test]
fn a_connection_past_the_bound_ends_the_oldest() {
    let (mut evening, alice) = Evening::new();
    let first = evening.join(Role::Guest, "Bob");
    let others: Vec<_> = (0..7).map(|_| evening.resume(first)).collect();
    assert!(evening.person(first).is_here());
    let ninth = evening.resume(first);
    let goodbye = evening.person(first).goodbye.clone().unwrap();
    assert_eq!(goodbye.code, ErrorCode::Limit);
    assert_eq!(goodbye.message, "You have more than 8 connections to this room: this one, the oldest, ends.");
    evening.disconnect(first);
    for connection in others.into_iter().chain([ninth]) {
        assert!(evening.person(connection).is_here());
    }
    assert_eq!(evening.person(alice).sees().0, ["Alice", "Bob"]);
}

#[test]
fn who_leaves_is_gone_with_all_connections() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let again = evening.resume(bob);
    evening.ask_ok(bob, Intent::Leave);
    for connection in [bob, again] {
        assert_eq!(evening.person(connection).goodbye.as_ref().map(|error| error.code), Some(ErrorCode::Closed));
    }
    assert_eq!(evening.person(alice).sees().0, ["Alice"]);
}

#[test]
fn a_presenter_with_another_connection_keeps_the_role() {
    let (mut evening, alice) = Evening::new();
    let carol = evening.join(Role::Presenter, "Carol");
    let again = evening.resume(alice);
    evening.disconnect(alice);
    evening.pass(100 * MINUTE);
    assert_eq!(evening.person(carol).sees().1, "Alice");
    evening.ask_ok(again, Intent::Links);
}

#[test]
fn the_presenter_hands_over_and_stays_a_guest() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    let member = evening.person(bob).member();
    evening.ask_ok(alice, Intent::Give { member });
    assert_eq!(evening.person(alice).sees().1, "Bob");
    assert_eq!(evening.ask(alice, Intent::Links).unwrap_err().code, ErrorCode::NotAllowed);
    evening.ask_ok(bob, Intent::Links);

    let nobody = evening.ask(bob, Intent::Give { member: MemberId(99) });
    assert_eq!(nobody.unwrap_err().code, ErrorCode::NotFound);
    let member = evening.person(alice).member();
    evening.disconnect(alice);
    let away = evening.ask(bob, Intent::Give { member }).unwrap_err();
    assert_eq!(
        (away.code, away.message.as_str()),
        (ErrorCode::Conflict, "Alice is away. Hand the presenter role to somebody who is here.",)
    );
}

#[test]
fn a_presenter_leaves() {
    let (mut evening, alice) = Evening::new();
    let bob = evening.join(Role::Guest, "Bob");
    evening.pass(MINUTE);
    let carol = evening.join(Role::Presenter, "Carol");
    evening.pass(MINUTE);
    evening.join(Role::Presenter, "Dan");
    evening.ask_ok(alice, Intent::Leave);
    assert_eq!(
        evening.person(carol).sees(),
        (vec!["Bob", "Carol", "Dan"], "Carol"),
        "at once, and the longest present"
    );
    assert_eq!(evening.person(bob).sees().1, "Carol");
}

#[test]
fn a_presenter_is_away_for_a_moment() {
    let (mut evening, alice) = Evening::new();
    let carol = evening.join(Role::Presenter, "Carol");
    evening.disconnect(alice);
    evening.pass(MINUTE - 1);
    let alice = evening.resume(alice);
    evening.pass(MINUTE);
    assert_eq!(evening.person(carol).sees().1, "Alice");
    assert_eq!(evening.person(alice).sees().1, "Alice");
}

#[test]
fn a_presenter_is_away_for_longer_than_the_grace_period() {
    let (mut evening, alice) = Evening::new();
    let carol = evening.join(Role::Presenter, "Carol");
    evening.disconnect(alice);
    evening.pass(MINUTE - 1);
    assert_eq!(evening.person(carol).sees().1, "Alice");
    evening.pass(1);
    assert_eq!(evening.person(carol).sees().1, "Carol");
    let alice = evening.resume(alice);
    assert_eq!(
        evening.person(alice).sees(),
        (vec!["Alice", "Carol"], "Carol"),
        "the role does not come back by itself"
    );
}

#[test]
fn a_guest_is_never_promoted_by_itself() {
    let (mut evening, alice) = Evening::new();
    let link = evening.link(Role::Presenter);
    let bob = evening.join(Role::Guest, "Bob");
    evening.disconnect(alice);
    evening.pass(100 * MINUTE);
    assert_eq!(evening.person(bob).sees().1, "Alice", "away, and still the presenter");
    let carol = evening.enter(Enter::Join { link, member: "Carol".into(), password: None });
    assert_eq!(evening.person(carol).sees().1, "Carol", "who comes by the presenter link may, and the grace is over");
    assert!(evening.person(bob).events.contains(&Event::Presenter { member: MemberId(3) }));
}

#[test]
fn a_room_without_presenter_waits_for_one() {
    let (mut evening, alice) = Evening::new();
    let link = evening.link(Role::Presenter);
    let bob = evening.join(Role::Guest, "Bob");
    evening.ask_ok(alice, Intent::Leave);
    assert_eq!(evening.person(bob).sees(), (vec!["Bob"], "nobody"));
    let refused = evening.ask(bob, Intent::Close).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);
    assert!(refused.message.contains("left"), "{refused}");
    evening.pass(MINUTE);
    let carol = evening.enter(Enter::Join { link, member: "Carol".into(), password: None });
    assert_eq!(evening.person(carol).sees().1, "Carol");
    assert_eq!(evening.person(bob).sees().1, "Carol");
}

#[test]
fn a_renewed_link_locks_out_and_throws_nobody_out() {
    let (mut evening, alice) = Evening::new();
    let old = evening.link(Role::Guest);
    let presenters = evening.link(Role::Presenter);
    let bob = evening.join(Role::Guest, "Bob");
    evening.ask_ok(alice, Intent::RenewLink { role: Role::Guest });
    assert_ne!(evening.link(Role::Guest), old);
    assert_eq!(evening.link(Role::Presenter), presenters);

    let late = evening.enter(Enter::Join { link: old, member: "Late".into(), password: None });
    assert_eq!(evening.person(late).refused.as_ref().map(|error| error.code), Some(ErrorCode::Denied));
    assert_eq!(evening.person(bob).sees().0, ["Alice", "Bob"]);
    let back = evening.resume(bob);
    assert!(evening.person(back).is_here());
}
