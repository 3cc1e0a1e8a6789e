//! What a room holds is bounded, and who meets a bound is told which.

use room::Limits;
use room_api::{Answer, ApiError, Enter, ErrorCode, Intent, Role, TransferId};

use crate::support::{CHARTS, DOCKING, Evening};

#[track_caller]
fn is_limit<T: std::fmt::Debug>(result: Result<T, ApiError>, words: &str) {
    let error = result.unwrap_err();
    assert_eq!(error.code, ErrorCode::Limit);
    assert!(error.message.contains(words), "{error}");
}

#[test]
fn members_and_who_is_away_makes_room() {
    let (mut evening, alice) = Evening::with(Limits { members: 3, ..Limits::default() });
    let bob = evening.join(Role::Guest, "Bob");
    let carol = evening.join(Role::Guest, "Carol");
    let link = evening.link(Role::Guest);
    let dan = evening.enter(Enter::Join { link, member: "Dan".into(), password: None });
    is_limit(evening.person(dan).refused.clone().map_or(Ok(()), Err), "3 people");

    evening.disconnect(carol);
    evening.pass(1);
    evening.disconnect(bob);
    evening.join(Role::Guest, "Dan");
    assert_eq!(evening.person(alice).sees().0, ["Alice", "Dan"]);
    let carol = evening.resume(carol);
    assert!(evening.person(carol).refused.is_some(), "away the longest, so she made room");
    let bob = evening.resume(bob);
    assert_eq!(evening.person(bob).sees().0, ["Alice", "Bob", "Dan"]);
}

#[test]
fn sessions() {
    let (mut evening, alice) = Evening::with(Limits { sessions: 1, ..Limits::default() });
    let first = evening.activate(alice, DOCKING);
    is_limit(evening.ask(alice, Intent::Activate { plugin: CHARTS, allow: vec![] }), "1 active");
    evening.ask_ok(alice, Intent::Reconnect { session: first });
    evening.pass(60_000);
    evening.activate(alice, CHARTS);
    let failed = evening.person(alice).room().sessions[0].id;
    is_limit(evening.ask(alice, Intent::Reconnect { session: failed }), "1 active");
    assert_eq!(evening.person(alice).room().sessions.len(), 2, "the failed one is still there");
}

#[test]
fn files() {
    let (mut evening, alice) = Evening::with(Limits { file_bytes: 100, ..Limits::default() });
    is_limit(evening.ask(alice, Intent::Load { name: "a.pdb".into(), size: 101 }), "at most 100");
    let long = evening.ask(alice, Intent::Load { name: "x".repeat(256), size: 1 });
    assert_eq!(long.unwrap_err().code, ErrorCode::Malformed);
    for number in 0..4 {
        let answer = evening.ask_ok(alice, Intent::Load { name: "a.pdb".into(), size: 100 });
        assert_eq!(answer, Answer::Upload { transfer: TransferId(1 + 2 * number) });
    }
    is_limit(evening.ask(alice, Intent::Load { name: "a.pdb".into(), size: 1 }), "on their way");
    let again = evening.resume(alice);
    is_limit(evening.ask(again, Intent::Load { name: "a.pdb".into(), size: 1 }), "on their way");
    evening.disconnect(alice);
    let alice = evening.resume(alice);
    evening.ask_ok(alice, Intent::Load { name: "a.pdb".into(), size: 100 });
}
