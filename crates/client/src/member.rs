//! A member's seat in a room: a task keeps the connection, and comes back after a loss; the handle asks and looks.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use room_api::{
    Answer, ApiError, ComplexId, Enter, ErrorCode, Event, FileDeed, FileFormat, Intent, Seq, SessionId, Welcome,
};
use tokio::sync::{broadcast, mpsc, oneshot, watch};

use crate::exchange::{Ask, Outcome, Published};
use crate::life::{Seat, Start, first_snapshot, live};
use crate::socket::{self, Socket};
use crate::{Error, Server, Trust, View};

/// How many events a listener may be behind.
const EVENTS: usize = 4096;
/// How many requests may wait to be sent.
const ASKS: usize = 16;

/// How a member connects.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Which servers are believed.
    pub trust: Trust,
    /// For how long to try to come back after a loss; zero = not at all.
    pub come_back: Duration,
    /// The most bytes of one file or one complex.
    pub transfer_limit: usize,
    /// Whether the columns of complexes are wanted. Without them [`View::structures`] stays empty, and a room with large
    /// structures is entered as quickly as any.
    pub columns: bool,
}

impl Options {
    /// Comes back for a minute; files and complexes of up to 1 GiB, with their columns.
    pub fn new(trust: Trust) -> Self {
        Self { trust, come_back: Duration::from_secs(60), transfer_limit: 1 << 30, columns: true }
    }
}

/// A member's seat in a room. Dropped, the connection ends: the member is away.
#[derive(Debug)]
pub struct Member {
    seat: Seat,
    view: watch::Receiver<View>,
    asks: mpsc::Sender<Ask>,
    task: tokio::task::JoinHandle<()>,
    ended: Arc<OnceLock<Error>>,
}

/// Something that a member saw.
#[derive(Clone, Debug, PartialEq)]
pub enum Happened {
    /// An event, in order; it is in the view already.
    Event {
        /// Its place in the room's history.
        seq: Seq,
        /// What it is.
        event: Arc<Event>,
    },
    /// The whole room anew, since the history was gone.
    Snapshot {
        /// The last event that is in it.
        seq: Seq,
    },
    /// The connection was lost; the member tries to come back.
    Lost(Error),
    /// The member is back.
    Back,
}

/// What a member sees, one after the other.
#[derive(Debug)]
pub struct Events {
    events: broadcast::Receiver<Happened>,
    ended: Arc<OnceLock<Error>>,
}

impl Events {
    /// The next thing; an error when the member's connection is over, or the listener was much too slow.
    pub async fn next(&mut self) -> Result<Happened, Error> {
        match self.events.recv().await {
            Ok(happened) => Ok(happened),
            Err(broadcast::error::RecvError::Lagged(missed)) => {
                Err(Error::Lost(format!("this program was too slow and missed {missed} events")))
            }
            Err(broadcast::error::RecvError::Closed) => Err(why(&self.ended)),
        }
    }
}

impl Member {
    /// Enters a room, and waits for the snapshot; its columns follow.
    pub async fn enter(server: &Server, enter: Enter, options: Options) -> Result<(Self, Events), Error> {
        let enter = match enter {
            Enter::Resume { token, .. } => Enter::Resume { token, after: None },
            enter => enter,
        };
        let (mut socket, welcome) = socket::enter(server, &options, enter).await?;
        let (seq, room, bulk) = first_snapshot(&mut socket).await?;
        let view = View::new(welcome.member, seq, room);
        let seat = Seat { server: server.clone(), options, welcome };
        Ok(Self::sit_down(seat, view, socket, Start::Snapshot(seq, bulk)))
    }

    /// Hears the room's history after an event once more, and what follows; the view stays as it is. The error
    /// [`Error::HistoryGone`] comes by the events, where the room no longer has it.
    pub async fn recall(self, after: Seq) -> Result<(Self, Events), Error> {
        let (seat, view) = (self.seat.clone(), self.view.borrow().clone());
        let enter = Enter::Resume { token: seat.welcome.token.clone(), after: Some(after) };
        let (socket, welcome) = socket::enter(&seat.server, &seat.options, enter).await?;
        // Only now, so that the member is here all the time.
        self.end().await;
        Ok(Self::sit_down(Seat { welcome, ..seat }, view, socket, Start::Recall(after)))
    }

    fn sit_down(seat: Seat, view: View, socket: Socket, start: Start) -> (Self, Events) {
        let (view_sender, view) = watch::channel(view);
        let (events_sender, events) = broadcast::channel(EVENTS);
        let (asks, asked) = mpsc::channel(ASKS);
        let ended = Arc::new(OnceLock::new());

        let published = Published { view: view_sender, events: events_sender };
        let live = live(seat.clone(), published, asked, socket, start, ended.clone());
        let task = tokio::spawn(live);
        (Self { seat, view, asks, task, ended: ended.clone() }, Events { events, ended })
    }

    /// Who one is, and the token to come back with.
    pub fn welcome(&self) -> &Welcome {
        &self.seat.welcome
    }

    /// How one connects.
    pub fn options(&self) -> &Options {
        &self.seat.options
    }

    /// The room as it is known now. While it is held nothing is taken in: be short.
    pub fn view(&self) -> watch::Ref<'_, View> {
        self.view.borrow()
    }

    /// Waits until something is to be found in the room.
    pub async fn until<T>(&mut self, mut find: impl FnMut(&View) -> Option<T>) -> Result<T, Error> {
        loop {
            if let Some(found) = find(&self.view.borrow_and_update()) {
                return Ok(found);
            }
            self.view.changed().await.map_err(|_| why(&self.ended))?;
        }
    }

    /// Asks for something and waits for the answer. Files go by [`Member::load`], [`Member::export`]
    /// and [`Member::download`].
    pub async fn ask(&self, intent: Intent) -> Result<Answer, Error> {
        match self.ask_with(intent, None).await? {
            Outcome::Answer(answer) => Ok(answer),
            Outcome::File { name, .. } => Err(Error::Protocol(format!("it sent the file {name}, which nobody wanted"))),
        }
    }

    /// Loads a structure file into the room; the name's ending tells the format.
    pub async fn load(&self, name: &str, content: Bytes) -> Result<Vec<ComplexId>, Error> {
        let size = size_of(name, &content)?;
        match self.ask_with(Intent::Load { name: name.into(), size }, Some(content)).await? {
            Outcome::Answer(Answer::Loaded { complexes }) => Ok(complexes),
            _ => Err(Error::Protocol("its answer to Load is none".into())),
        }
    }

    /// Gets a complex as a file: a name for it, and its content.
    pub async fn export(&self, complex: ComplexId, format: FileFormat) -> Result<(String, Vec<u8>), Error> {
        self.download(Intent::Export { complex, format }).await
    }

    /// Asks for something whose answer is a file: a name for it, and its content.
    pub async fn download(&self, intent: Intent) -> Result<(String, Vec<u8>), Error> {
        match self.ask_with(intent, None).await? {
            Outcome::File { name, bytes } => Ok((name, bytes)),
            Outcome::Answer(answer) => Err(Error::Protocol(format!("it answered {answer:?} instead of a file"))),
        }
    }

    /// Gets an image of a session's menus by its key: a name for the file, and its content (PNG or JPEG).
    pub async fn image(&self, session: SessionId, key: &str) -> Result<(String, Vec<u8>), Error> {
        match self.ask_with(Intent::Image { session, key: key.into() }, None).await? {
            Outcome::File { name, bytes } => Ok((name, bytes)),
            Outcome::Answer(_) => Err(Error::Protocol("its answer to Image is none".into())),
        }
    }

    /// Gets a file of one's own folder on the server: its name, and its content.
    pub async fn get_file(&self, path: &str) -> Result<(String, Vec<u8>), Error> {
        let deed = FileDeed::Get { path: path.into() };
        match self.ask_with(Intent::Files { deed }, None).await? {
            Outcome::File { name, bytes } => Ok((name, bytes)),
            Outcome::Answer(_) => Err(Error::Protocol("its answer to Get is none".into())),
        }
    }

    /// Puts a file into one's own folder on the server.
    pub async fn put_file(&self, path: &str, content: Bytes) -> Result<(), Error> {
        let deed = FileDeed::Put { path: path.into(), size: size_of(path, &content)? };
        match self.ask_with(Intent::Files { deed }, Some(content)).await? {
            Outcome::Answer(Answer::Done) => Ok(()),
            _ => Err(Error::Protocol("its answer to Put is none".into())),
        }
    }

    /// Ends the connection, and waits until the last words are sent. The member is away, not out.
    pub async fn end(self) {
        drop(self.asks);
        // It only fails where the task panicked, and then there is nothing left to end.
        let _ = self.task.await;
    }

    async fn ask_with(&self, intent: Intent, upload: Option<Bytes>) -> Result<Outcome, Error> {
        let (reply, answer) = oneshot::channel();
        let sent = self.asks.send(Ask { intent, upload, reply }).await;
        sent.map_err(|_| why(&self.ended))?;
        answer.await.unwrap_or_else(|_| Err(why(&self.ended)))
    }
}

fn size_of(name: &str, content: &Bytes) -> Result<u32, Error> {
    let too_long = |_| Error::Failed(ApiError::new(ErrorCode::Limit, format!("{name} is longer than 4 GiB")));
    u32::try_from(content.len()).map_err(too_long)
}

fn why(ended: &OnceLock<Error>) -> Error {
    ended.get().cloned().unwrap_or_else(|| Error::Lost("it was ended from here".into()))
}
