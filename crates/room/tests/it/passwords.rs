//! The room's password: who is asked for it, and what becomes of those who say one.

use room::{ConnectionId, Effect, Input, PasswordCheck, PasswordHash};
use room_api::{Answer, Enter, ErrorCode, Intent, Role, RoomId};

use crate::support::Evening;

const SESAME: PasswordHash = PasswordHash { salt: [1; 16], hash: [2; 32] };

fn set(password: &str) -> Intent {
    Intent::SetPassword { password: Some(password.into()) }
}

/// A room with a password, and its presenter.
fn locked() -> (Evening, ConnectionId) {
    let (mut evening, alice) = Evening::new();
    let request = evening.begin(alice, set("sesame"));
    let Some(Effect::HashPassword { connection, request: of, password }) = evening.files.pop() else {
        panic!("kept as it is")
    };
    assert_eq!((connection, of, password.as_str()), (alice, request, "sesame"));
    assert_eq!(evening.answer(alice, request), None, "not yet");
    evening.apply(Input::PasswordHashed { connection, request, hash: SESAME });
    assert_eq!(evening.answer(alice, request), Some(Ok(Answer::Done)));
    (evening, alice)
}

/// Somebody comes by the guest link and says this; the server compares it.
fn come(evening: &mut Evening, password: &str, check: PasswordCheck) -> ConnectionId {
    let link = evening.link(Role::Guest);
    let connection = evening.enter(Enter::Join { link, member: "Bob".into(), password: Some(password.into()) });
    let Some(Effect::CheckPassword { connection: of, password: said, hash }) = evening.files.pop() else {
        panic!("nobody looks")
    };
    assert_eq!((of, said.as_str(), hash), (connection, password, SESAME));
    let person = evening.person(connection);
    assert!(!person.is_here() && person.refused.is_none(), "at the door");
    evening.apply(Input::PasswordChecked { connection, check });
    connection
}

fn refusal(evening: &mut Evening, connection: ConnectionId) -> Option<ErrorCode> {
    evening.person(connection).refused.as_ref().map(|error| error.code)
}

#[test]
fn guests_and_visitors_are_asked_and_others_are_not() {
    let (mut evening, alice) = locked();
    assert!(evening.person(alice).room().has_password);
    evening.ask_ok(alice, Intent::SetListed { on: true });
    assert!(evening.listed.as_ref().unwrap().has_password);
    let link = evening.link(Role::Guest);
    let join = Enter::Join { link, member: "Bob".into(), password: None };
    let visit = Enter::Visit { room: RoomId(7), member: "Bob".into(), password: None };
    for enter in [join, visit] {
        let nobody = evening.enter(enter);
        assert_eq!(refusal(&mut evening, nobody), Some(ErrorCode::PasswordNeeded));
    }
    evening.join(Role::Presenter, "Carol");

    let wrong = come(&mut evening, "open", PasswordCheck::Wrong);
    assert_eq!(refusal(&mut evening, wrong), Some(ErrorCode::WrongPassword));
    let hasty = come(&mut evening, "open", PasswordCheck::TooMany);
    assert_eq!(refusal(&mut evening, hasty), Some(ErrorCode::Limit));
    let bob = come(&mut evening, "sesame", PasswordCheck::Right);
    assert!(evening.person(bob).is_here() && evening.person(bob).room().has_password);
    assert_eq!(evening.person(alice).room().members.len(), 3);
    evening.disconnect(bob);
    let back = evening.resume(bob);
    assert!(evening.person(back).is_here(), "who was in comes back without");

    assert_eq!(evening.ask(back, Intent::SetPassword { password: None }).unwrap_err().code, ErrorCode::NotAllowed);
    evening.ask_ok(alice, Intent::SetPassword { password: None });
    assert!(!evening.person(back).room().has_password);
    assert!(!evening.listed.as_ref().unwrap().has_password);
    evening.join(Role::Guest, "Dan");
}

#[test]
fn a_password_has_bounds() {
    let (mut evening, alice) = Evening::new();
    for wrong in [String::new(), "é".repeat(129)] {
        assert_eq!(evening.ask(alice, set(&wrong)).unwrap_err().code, ErrorCode::Malformed);
    }
    assert!(evening.files.is_empty() && !evening.person(alice).room().has_password);
    let (mut evening, _) = locked();
    let link = evening.link(Role::Guest);
    let long = evening.enter(Enter::Join { link, member: "Eve".into(), password: Some("x".repeat(1 << 20)) });
    assert_eq!(refusal(&mut evening, long), Some(ErrorCode::WrongPassword));
    assert!(evening.files.is_empty(), "it is not even looked at");
}

#[test]
fn much_happens_while_a_password_is_hashed() {
    let (mut evening, alice) = locked();
    let bob = evening.join(Role::Presenter, "Bob");
    let request = evening.begin(alice, set("other"));
    evening.files.clear();
    let member = evening.person(bob).member();
    evening.ask_ok(alice, Intent::Give { member });
    let other = PasswordHash { salt: [3; 16], ..SESAME };
    evening.apply(Input::PasswordHashed { connection: alice, request, hash: other });
    assert_eq!(evening.answer(alice, request).unwrap().unwrap_err().code, ErrorCode::NotAllowed);

    let link = evening.link(Role::Guest);
    let mut knock = || {
        let enter = Enter::Join { link: link.clone(), member: "Guest".into(), password: Some("sesame".into()) };
        evening.enter(enter)
    };
    let (changed, gone, late) = (knock(), knock(), knock());
    evening.files.clear();
    evening.disconnect(gone);
    evening.apply(Input::PasswordChecked { connection: gone, check: PasswordCheck::Right });
    assert_eq!(evening.person(bob).room().members.len(), 2);
    let request = evening.begin(bob, set("other"));
    evening.files.clear();
    evening.apply(Input::PasswordHashed { connection: bob, request, hash: other });
    evening.apply(Input::PasswordChecked { connection: changed, check: PasswordCheck::Right });
    assert_eq!(refusal(&mut evening, changed), Some(ErrorCode::WrongPassword), "it was the password");
    evening.ask_ok(bob, Intent::Close);
    assert_eq!(refusal(&mut evening, late), Some(ErrorCode::Closed));
}

#[test]
fn one_password_is_hashed_at_a_time() {
    let (mut evening, alice) = Evening::new();
    let first = evening.begin(alice, set("sesame"));
    evening.disconnect(alice);
    let back = evening.resume(alice);
    for hasty in [set("open"), Intent::SetPassword { password: None }] {
        assert_eq!(evening.ask(back, hasty).map_err(|error| error.code), Err(ErrorCode::Conflict));
    }
    assert_eq!(evening.files.len(), 1, "the server is not kept busy with passwords");
    evening.apply(Input::PasswordHashed { connection: alice, request: first, hash: SESAME });
    evening.begin(back, set("open"));
    assert_eq!(evening.files.len(), 2, "the next one may be said");
}
