//! A lost connection is taken up where it ended; an ended one is not.

use client::{Error, Happened, Member};
use room_api::*;

use crate::peer::{Peer, added, join, once, options};

#[tokio::test]
async fn a_member_comes_back_after_the_last_event_that_was_applied() {
    let peer = Peer::start().await;
    let server = peer.server();
    let (entered, (mut seat, _)) = tokio::join!(Member::enter(&server, join(), options()), peer.let_in(&[]));
    let (mut member, mut events) = entered.unwrap();
    seat.event(2, added(1, "1of6"), None).await;
    seat.event(3, added(2, "held back: its columns never come"), Some(2)).await;
    member.until(|view| (view.seq == Seq(2)).then_some(())).await.unwrap();
    drop(seat);

    let mut seat = peer.accept().await;
    assert_eq!(seat.hello().await, Enter::Resume { token: "1.00ff".into(), after: Some(Seq(2)) });
    seat.welcome().await;
    seat.event(3, added(2, "ligand"), Some(2)).await;
    seat.columns(2, &["C1"]).await;
    member.until(|view| view.structures.get(&ComplexId(2)).cloned()).await.unwrap();
    assert_eq!(member.view().room.complexes.len(), 2);

    assert!(matches!(events.next().await, Ok(Happened::Event { seq: Seq(2), .. })));
    assert!(matches!(events.next().await, Ok(Happened::Lost(Error::Lost(_)))));
    assert_eq!(events.next().await, Ok(Happened::Back));
    assert!(matches!(events.next().await, Ok(Happened::Event { seq: Seq(3), .. })));
}

#[tokio::test]
async fn a_snapshot_replaces_all_that_was_known() {
    let peer = Peer::start().await;
    let server = peer.server();
    let (entered, (mut seat, _)) = tokio::join!(Member::enter(&server, join(), options()), peer.let_in(&[]));
    let (mut member, mut events) = entered.unwrap();
    seat.event(2, added(1, "1of6"), None).await;
    seat.say(&ToMember::Goodbye { error: ApiError::new(ErrorCode::TooSlow, "Too slow.") }).await;
    drop(seat);

    let mut seat = peer.accept().await;
    seat.hello().await;
    seat.welcome().await;
    seat.snapshot(2000, &[]).await;
    seat.event(2001, added(5, "later"), None).await;
    let complexes = member.until(|view| (view.seq == Seq(2001)).then(|| view.room.complexes.clone())).await.unwrap();
    assert_eq!(complexes.len(), 1);
    while events.next().await != Ok(Happened::Snapshot { seq: Seq(2000) }) {}
}

#[tokio::test]
async fn a_request_whose_connection_is_lost_is_not_answered_for() {
    let peer = Peer::start().await;
    let server = peer.server();
    let (entered, (mut seat, _)) = tokio::join!(Member::enter(&server, join(), once()), peer.let_in(&[]));
    let (member, _events) = entered.unwrap();
    let (answer, ()) = tokio::join!(member.ask(Intent::Unselect), async {
        let _: Request = seat.hear().await;
        drop(seat);
    });
    assert!(matches!(answer, Err(Error::Lost(_))), "{answer:?}");
}

#[tokio::test]
async fn a_goodbye_for_good_is_the_end() {
    for code in [ErrorCode::Closed, ErrorCode::Conflict, ErrorCode::Denied] {
        let peer = Peer::start().await;
        let server = peer.server();
        let (entered, (mut seat, _)) = tokio::join!(Member::enter(&server, join(), options()), peer.let_in(&[]));
        let (mut member, _events) = entered.unwrap();
        let error = ApiError::new(code, "Goodbye.");
        seat.say(&ToMember::Goodbye { error: error.clone() }).await;
        assert_eq!(member.until(|_| None::<()>).await, Err(Error::Goodbye(error)));
    }
}

#[tokio::test]
async fn history_is_heard_again_without_changing_the_view() {
    let peer = Peer::start().await;
    let server = peer.server();
    let (entered, (mut seat, _)) = tokio::join!(Member::enter(&server, join(), once()), peer.let_in(&[]));
    let (mut member, _events) = entered.unwrap();
    seat.event(2, added(1, "1of6"), None).await;
    member.until(|view| (view.seq == Seq(2)).then_some(())).await.unwrap();

    let (recalled, mut seat) = tokio::join!(member.recall(Seq(0)), async {
        let mut again = peer.accept().await;
        assert_eq!(again.hello().await, Enter::Resume { token: "1.00ff".into(), after: Some(Seq(0)) });
        again.welcome().await;
        seat.gone().await;
        again
    });
    let (mut member, mut events) = recalled.unwrap();
    seat.event(1, Event::GuestsMayEdit { on: true }, None).await;
    seat.event(2, added(1, "1of6"), None).await;
    seat.event(3, added(2, "ligand"), None).await;
    for expected in 1..=3 {
        assert!(matches!(events.next().await, Ok(Happened::Event { seq: Seq(seq), .. }) if seq == expected));
    }
    let view = member.until(|view| (view.seq == Seq(3)).then(|| view.clone())).await.unwrap();
    assert_eq!((view.room.complexes.len(), view.room.guests_may_edit), (2, false));
}

#[tokio::test]
async fn history_that_is_gone_is_an_error() {
    let peer = Peer::start().await;
    let server = peer.server();
    let (entered, (seat, _)) = tokio::join!(Member::enter(&server, join(), once()), peer.let_in(&[]));
    let (member, _events) = entered.unwrap();
    let (recalled, mut seat) = tokio::join!(member.recall(Seq(0)), async {
        let mut again = peer.accept().await;
        again.hello().await;
        again.welcome().await;
        seat.gone().await;
        again
    });
    let (_member, mut events) = recalled.unwrap();
    seat.snapshot(3000, &[]).await;
    assert_eq!(events.next().await, Err(Error::HistoryGone { after: Seq(0), now: Seq(3000) }));
}
