//! What a server may not say: the member says so and ends, and never panics.

use client::{Error, Member};
use room_api::bulk::Chunk;
use room_api::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_tungstenite::tungstenite::Message;

use crate::peer::{Peer, added, join, once};

#[tokio::test]
async fn a_server_that_speaks_nonsense_is_left_with_a_sentence() {
    let chunk = |transfer, sequence, content: &'static [u8]| {
        Chunk { transfer: TransferId(transfer), sequence, last: true, aborted: false, content }.encode()
    };
    let json = |frame: ToMember| serde_json::to_string(&frame).unwrap();
    let event = |seq, bulk: Option<u32>| {
        json(ToMember::Event { seq: Seq(seq), event: added(1, "x"), bulk: bulk.map(TransferId) })
    };
    let cases: [(&[Message], &str); 9] = [
        (&["{".into()], "a frame of 1 bytes cannot be read"),
        (&["{\"unheard\":{}}".into()], "unheard"),
        (&[event(3, None).into()], "event 3 came right after event 1"),
        (&[event(2, Some(2)).into(), event(3, Some(2)).into()], "transfer 2 twice"),
        (&[json(ToMember::Done { id: RequestId(9), answer: Answer::Done }).into()], "request 9, which is not open"),
        (&[Message::binary(b"short".as_slice())], "shorter than a chunk's header"),
        (&[chunk(2, 0, b"").into()], "transfer 2, which nobody announced"),
        (&[event(2, Some(2)).into(), chunk(2, 1, b"").into()], "expected chunk 0, got 1"),
        (&[event(2, Some(2)).into(), chunk(2, 0, b"no columns").into()], "the header of the columns"),
    ];
    for (frames, problem) in cases {
        let peer = Peer::start().await;
        let server = peer.server();
        let (entered, (mut seat, _)) = tokio::join!(Member::enter(&server, join(), once()), peer.let_in(&[]));
        let (mut member, mut events) = entered.unwrap();
        for frame in frames {
            seat.frame(frame.clone()).await;
        }
        let error = member.until(|_| None::<()>).await.unwrap_err();
        assert!(matches!(&error, Error::Protocol(why) if why.contains(problem)), "{error}\nexpected: {problem}");
        assert_eq!(member.ask(Intent::Leave).await, Err(error.clone()), "later requests say the same");
        assert_eq!(events.next().await, Err(error));
        seat.gone().await;
    }
}

#[tokio::test]
async fn more_than_was_agreed_to_is_not_taken() {
    let peer = Peer::start().await;
    let server = peer.server();
    let options = client::Options { transfer_limit: 8, ..once() };
    let (entered, (mut seat, _)) = tokio::join!(Member::enter(&server, join(), options), peer.let_in(&[]));
    let (mut member, _events) = entered.unwrap();
    seat.event(2, added(1, "x"), Some(2)).await;
    seat.bulk(2, &[0; 9]).await;
    let error = member.until(|_| None::<()>).await.unwrap_err().to_string();
    assert!(error.contains("longer than the 8 bytes allowed"), "{error}");
}

#[tokio::test]
async fn greetings_that_are_none_are_refused() {
    for (greeting, problem) in [
        (Message::text("hello"), "its greeting cannot be read"),
        (Message::binary(vec![1]), "its greeting is not text"),
        (Message::Close(None), "closed before a greeting"),
        (
            Message::text(r#"{"welcome":{"api":9,"server":"9","room":1,"member":1,"token":"t"}}"#),
            "it chose API version 9",
        ),
    ] {
        let peer = Peer::start().await;
        let server = peer.server();
        let (entered, _seat) = tokio::join!(Member::enter(&server, join(), once()), async {
            let mut seat = peer.accept().await;
            seat.hello().await;
            seat.frame(greeting).await;
            seat
        });
        let error = entered.unwrap_err().to_string();
        assert!(error.contains(problem), "{error}");
    }
}

#[tokio::test]
async fn something_else_on_the_port_is_named() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = client::Server::parse(&listener.local_addr().unwrap().to_string()).unwrap();
    let (entered, ()) = tokio::join!(Member::enter(&server, join(), once()), async {
        let (mut tcp, _) = listener.accept().await.unwrap();
        tcp.read_buf(&mut Vec::new()).await.unwrap();
        tcp.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n").await.unwrap();
    });
    let error = entered.unwrap_err().to_string();
    assert!(error.contains("does not speak the room API") && error.contains("404"), "{error}");
    drop(listener);
    let error = Member::enter(&server, join(), once()).await.unwrap_err().to_string();
    assert!(error.starts_with("cannot reach the room server at http://127.0.0.1:"), "{error}");
}
