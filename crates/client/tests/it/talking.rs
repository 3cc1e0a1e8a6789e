//! Entering, asking, seeing, sending and getting files.

use client::{Error, Happened, Member, Options};
use room_api::bulk::{Assembly, Chunk, MAX_CHUNK};
use room_api::*;

use crate::peer::{Peer, added, complex, join, once};

#[tokio::test]
async fn one_who_is_refused_learns_why() {
    let peer = Peer::start().await;
    let server = peer.server();
    let (entered, ()) = tokio::join!(Member::enter(&server, join(), once()), async {
        let mut seat = peer.accept().await;
        assert_eq!(seat.hello().await, join());
        let error = ApiError::new(ErrorCode::Denied, "This link was renewed.");
        seat.say(&Greeting::Refused(Refusal { error })).await;
    });
    let error = entered.unwrap_err();
    assert!(matches!(&error, Error::Refused(why) if why.code == ErrorCode::Denied), "{error:?}");
    assert_eq!(error.to_string(), "This link was renewed.");
}

#[tokio::test]
async fn requests_are_answered_in_whatever_order() {
    let peer = Peer::start().await;
    let server = peer.server();
    let (entered, (mut seat, _)) = tokio::join!(Member::enter(&server, join(), once()), peer.let_in(&[]));
    let (member, _events) = entered.unwrap();
    let (run, refused, ()) =
        tokio::join!(member.ask(Intent::Run { session: SessionId(7) }), member.ask(Intent::Close), async {
            let (first, second): (Request, Request) = (seat.hear().await, seat.hear().await);
            assert_eq!(second.intent, Intent::Close);
            let error = ApiError::new(ErrorCode::NotAllowed, "Only Alice may close the room.");
            seat.say(&ToMember::Failed { id: second.id, error }).await;
            seat.answer(&first, Answer::Done).await;
        });
    assert_eq!(run, Ok(Answer::Done));
    assert!(matches!(refused, Err(Error::Failed(error)) if error.code == ErrorCode::NotAllowed));
}

#[tokio::test]
async fn events_come_in_order_and_with_their_columns() {
    let peer = Peer::start().await;
    let server = peer.server();
    let present = [complex(1, "1of6")];
    let (entered, (mut seat, _)) = tokio::join!(Member::enter(&server, join(), once()), peer.let_in(&present));
    let (mut member, mut events) = entered.unwrap();
    assert_eq!(member.view().room.complexes.len(), 1, "known before its columns are there");
    assert!(member.view().structures.is_empty());

    seat.event(2, added(2, "ligand"), Some(4)).await;
    seat.event(3, Event::ComplexRemoved { complex: ComplexId(1) }, None).await;
    seat.columns(4, &["C1", "C2"]).await;
    seat.columns(2, &["CA"]).await;
    let names = member.until(|view| {
        let atoms = view.structures.get(&ComplexId(2))?.tables().table("0/atoms")?;
        (view.seq == Seq(3)).then_some((atoms.rows, view.room.complexes.len()))
    });
    assert_eq!(names.await, Ok((2, 1)));
    for expected in [2, 3] {
        assert!(matches!(events.next().await, Ok(Happened::Event { seq: Seq(seq), .. }) if seq == expected));
    }
}

#[tokio::test]
async fn who_wants_no_columns_says_so_and_waits_for_none() {
    let peer = Peer::start().await;
    let (server, options) = (peer.server(), Options { columns: false, ..once() });
    let (entered, mut seat) = tokio::join!(Member::enter(&server, join(), options), async {
        let mut seat = peer.accept().await;
        let hello: Hello = seat.hear().await;
        assert!(!hello.columns);
        seat.welcome().await;
        seat.snapshot_without_columns(1, &[complex(1, "1of6")]).await;
        seat
    });
    let (mut member, _events) = entered.unwrap();
    seat.event(2, added(2, "ligand"), None).await;
    let complexes = member.until(|view| (view.seq == Seq(2)).then_some(view.room.complexes.len())).await;
    assert_eq!(complexes, Ok(2));
}

#[tokio::test]
async fn a_file_is_sent_in_chunks_that_requests_pass() {
    let peer = Peer::start().await;
    let server = peer.server();
    let (entered, (mut seat, _)) = tokio::join!(Member::enter(&server, join(), once()), peer.let_in(&[]));
    let (member, _events) = entered.unwrap();
    let file: Vec<u8> = (0..3 * MAX_CHUNK).map(|at| at as u8).collect();
    let load = member.load("1of6.pdb", file.clone().into());
    let (loaded, ()) = tokio::join!(load, async {
        let request: Request = seat.hear().await;
        assert_eq!(request.intent, Intent::Load { name: "1of6.pdb".into(), size: file.len() as u32 });
        seat.answer(&request, Answer::Upload { transfer: TransferId(1) }).await;
        let mut assembly = Assembly::new(TransferId(1), file.len());
        loop {
            let frame = seat.hear_chunk().await;
            if let Some(whole) = assembly.push(&Chunk::decode(&frame).unwrap()).unwrap() {
                assert_eq!(whole, file);
                break;
            }
        }
        seat.answer(&request, Answer::Loaded { complexes: vec![ComplexId(3)] }).await;
    });
    assert_eq!(loaded, Ok(vec![ComplexId(3)]));
}

#[tokio::test]
async fn a_file_that_the_server_stops_wanting_is_an_error() {
    let peer = Peer::start().await;
    let server = peer.server();
    let (entered, (mut seat, _)) = tokio::join!(Member::enter(&server, join(), once()), peer.let_in(&[]));
    let (member, _events) = entered.unwrap();
    let (loaded, ()) = tokio::join!(member.load("bad.pdb", vec![b'?'; 9].into()), async {
        let request: Request = seat.hear().await;
        seat.answer(&request, Answer::Upload { transfer: TransferId(1) }).await;
        let error = ApiError::new(ErrorCode::BadFile, "bad.pdb, line 1: expected a record, found '?'.");
        seat.say(&ToMember::Failed { id: request.id, error }).await;
    });
    assert!(matches!(loaded, Err(Error::Failed(error)) if error.code == ErrorCode::BadFile));
}

#[tokio::test]
async fn a_complex_comes_as_a_file() {
    let peer = Peer::start().await;
    let server = peer.server();
    let (entered, (mut seat, _)) = tokio::join!(Member::enter(&server, join(), once()), peer.let_in(&[]));
    let (member, _events) = entered.unwrap();
    let answer = async |seat: &mut crate::peer::Seat, transfer| {
        let request: Request = seat.hear().await;
        let name = "1of6.pdb".into();
        seat.answer(&request, Answer::Download { transfer: TransferId(transfer), name }).await;
    };
    let (got, ()) = tokio::join!(member.export(ComplexId(1), FileFormat::Pdb), async {
        answer(&mut seat, 6).await;
        seat.bulk(6, b"END").await;
    });
    assert_eq!(got, Ok(("1of6.pdb".into(), b"END".to_vec())));

    let (given_up, ()) = tokio::join!(member.export(ComplexId(1), FileFormat::Pdb), async {
        answer(&mut seat, 8).await;
        let chunk = Chunk { transfer: TransferId(8), sequence: 0, last: false, aborted: true, content: b"" };
        seat.frame(chunk.encode().into()).await;
    });
    assert!(matches!(given_up, Err(Error::Lost(why)) if why.contains("gave up")));
}
