//! A member's connections, one after the other: after a loss the next one goes on where the last one ended.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures_util::StreamExt;
use room_api::{Enter, Seq, Snapshot, ToMember, TransferId, Welcome};
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message;

use crate::exchange::{Ask, Exchange, Published};
use crate::socket::{self, Socket};
use crate::{Error, Happened, Options, Server};

/// The pauses between tries to come back: doubled from the first to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// What it takes to come back.
#[derive(Clone, Debug)]
pub(crate) struct Seat {
    pub(crate) server: Server,
    pub(crate) options: Options,
    pub(crate) welcome: Welcome,
}

/// Where in the room's history a connection begins.
pub(crate) enum Start {
    /// At the snapshot that the view holds; its columns follow on these transfers.
    Snapshot(Seq, Vec<TransferId>),
    /// After this event, which is older than the view.
    Recall(Seq),
    /// After the last event of the view.
    Resume,
}

/// The snapshot that follows the greeting, and the transfers of its columns.
pub(crate) async fn first_snapshot(socket: &mut Socket) -> Result<(Seq, Snapshot, Vec<TransferId>), Error> {
    loop {
        let text = match socket.next().await {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => continue,
            Some(Ok(Message::Binary(_))) => return Err(Error::Protocol("it sent bulk before the snapshot".into())),
            Some(Ok(Message::Close(_))) | None => return Err(Error::Lost("the server closed it".into())),
            Some(Err(error)) => return Err(socket::lost(error)),
        };
        return match serde_json::from_str(&text) {
            Ok(ToMember::Snapshot { seq, room, bulk }) => Ok((seq, *room, bulk)),
            Ok(ToMember::Goodbye { error }) => Err(Error::Goodbye(error)),
            Ok(_) => Err(Error::Protocol("its first word is no snapshot".into())),
            Err(error) => Err(Error::Protocol(format!("its snapshot cannot be read: {error}"))),
        };
    }
}

/// One connection after the other, until the last.
pub(crate) async fn live(
    mut seat: Seat,
    published: Published,
    mut asks: mpsc::Receiver<Ask>,
    mut socket: Socket,
    mut start: Start,
    ended: Arc<OnceLock<Error>>,
) {
    loop {
        let Some(error) = converse(&seat, &published, &mut asks, socket, start).await else { return };
        let come_back = seat.options.come_back;
        if published.view.borrow().closed.is_some() || come_back.is_zero() || !error.may_pass() {
            let _ = ended.set(error);
            return;
        }
        let _ = published.events.send(Happened::Lost(error));
        let after = published.view.borrow().seq;
        match tokio::select! {
            back = back(&seat, after) => back,
            () = refuse(&mut asks) => return,
        } {
            Ok((new, welcome)) => (socket, seat.welcome, start) = (new, welcome, Start::Resume),
            Err(error) => {
                let _ = ended.set(error);
                return;
            }
        }
        let _ = published.events.send(Happened::Back);
    }
}

/// One connection, from where it starts to its end: an error, or none where the handle was dropped.
async fn converse(
    seat: &Seat,
    published: &Published,
    asks: &mut mpsc::Receiver<Ask>,
    socket: Socket,
    start: Start,
) -> Option<Error> {
    let (sink, frames) = socket.split();
    let (seq, room) = {
        let view = published.view.borrow();
        (view.seq, view.room.clone())
    };
    let (after, recalling) = match start {
        Start::Recall(after) => (after, true),
        Start::Snapshot(..) | Start::Resume => (seq, false),
    };
    let mut exchange = Exchange::new(published, sink, after, recalling, &seat.options);
    if let Start::Snapshot(seq, bulk) = start
        && let Err(error) = exchange.begin(seq, &room, &bulk)
    {
        return Some(error);
    }
    exchange.run(frames, asks).await
}

/// Tries to come back for as long as the options say.
async fn back(seat: &Seat, after: Seq) -> Result<(Socket, Welcome), Error> {
    let deadline = Instant::now() + seat.options.come_back;
    let mut pause = FIRST_PAUSE;
    loop {
        let enter = Enter::Resume { token: seat.welcome.token.clone(), after: Some(after) };
        match socket::enter(&seat.server, &seat.options, enter).await {
            Err(error) if error.may_pass() && Instant::now() + pause < deadline => tokio::time::sleep(pause).await,
            entered => return entered,
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Refuses what is asked while there is no connection, until nobody can ask any more.
async fn refuse(asks: &mut mpsc::Receiver<Ask>) {
    while let Some(ask) = asks.recv().await {
        // Whoever asked may have gone.
        let _ = ask.reply.send(Err(Error::Lost("it is not back yet; ask again".into())));
    }
}
