//! A member's connection: frames in, frames out, until one side ends it.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::{SplitSink, SplitStream};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use room::Input;
use room::files::{Deed, FilePath, FilesError, Wanting};
use room_api::{ApiError, ErrorCode, Request, RequestId, ToMember};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncReadExt;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::{Error as WebSocketError, Message};
use tracing::{Instrument, debug, info};

use super::frames::{Overdue, TooLong, Watch, Watched};
use super::sending::send;
use super::{MAX_FRAME, MAX_HELLO, Visit, entrance, structures, web_socket};
use crate::files::MemberFiles;
use crate::member::{Member, Purpose, Received, Upload};
use crate::rooms::{Inbox, going_down};
use crate::run::{House, beside};

/// How long the last frames may take.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// A connection is gone after so many pings without a word.
const UNANSWERED_PINGS: u32 = 3;

/// A member's WebSocket.
pub(super) type Socket = WebSocketStream<Watched<TokioIo<Upgraded>>>;

/// Serves a member's connection until it ends.
pub(super) async fn serve(stream: TokioIo<Upgraded>, visit: Visit, house: Arc<House>) {
    let (queue_limit, account) = (house.config.member_queue_size.0, house.ledger.open());
    let (stream, watch) = Watch::over(stream, MAX_HELLO, account.charge(0));
    let member = Arc::new(Member::new(house.next_connection(), visit.peer.ip(), queue_limit, account));
    let (mut sink, mut stream) = web_socket(stream).await.split();
    let room = enter(&mut stream, &member, &visit, &house).await;
    let ended = match &room {
        Some(room) => {
            watch.allow(MAX_FRAME);
            let ended = converse(&mut sink, &mut stream, &watch, &member, room, &house).await;
            let _ = room.input(Input::Disconnected { connection: member.id() }).await;
            ended
        }
        // It is told why, whatever else it sends.
        None => {
            send(&mut sink, &member, None, &house).await;
            None
        }
    };
    info!(ended = ended.as_ref().map_or("by the server", Ended::shown), "a connection ended");
    if !matches!(ended, Some(Ended::Gone))
        && let Ok(socket) = sink.reunite(stream)
    {
        let _ = timeout(LAST_WORDS, read_to_end(socket)).await;
    }
    drop(visit.place);
}

/// Frames in and frames out, until one side ends it; how the member did, if it did.
async fn converse(
    sink: &mut SplitSink<Socket, Message>,
    stream: &mut SplitStream<Socket>,
    watch: &Watch,
    member: &Arc<Member>,
    room: &Inbox,
    house: &Arc<House>,
) -> Option<Ended> {
    let mut sending = pin!(send(sink, member, Some(room), house));
    let mut receiving = pin!(receive(stream, watch, member, room, house));
    let ended = tokio::select! {
        () = &mut sending => None,
        ended = &mut receiving => Some(ended),
        error = member.holds_too_much() => Some(Ended::Refused(error)),
    };
    if let Some(Ended::Refused(error)) = &ended {
        member.cut_off(error.clone());
        let _ = timeout(LAST_WORDS, sending).await;
    }
    ended
}

/// Closing with unread bytes would destroy what is on its way to the member. They are frames no more.
async fn read_to_end(mut socket: Socket) {
    let mut rest = [0; 1024];
    while let Ok(1..) = socket.get_mut().stream_mut().read(&mut rest).await {}
}

/// Finds the room that the first frame leads to, and asks to be let in. None: the refusal waits to be sent.
async fn enter(
    stream: &mut SplitStream<Socket>,
    member: &Arc<Member>,
    visit: &Visit,
    house: &Arc<House>,
) -> Option<Inbox> {
    let hello = tokio::select! {
        hello = timeout(house.config.handshake_secs.duration(), stream.next()) => hello,
        // It need not be waited for.
        () = house.stopping() => {
            member.refuse(going_down());
            return None;
        }
    };
    let found = match hello {
        Ok(Some(Ok(Message::Text(hello)))) => entrance::find_room(&hello, visit, house).await,
        Ok(Some(Ok(_))) => Err(ApiError::new(ErrorCode::Malformed, "The first frame must be a hello, as text.")),
        Ok(Some(Err(error))) => {
            let message = format!("The hello could not be read: {error}. It may have {MAX_HELLO} bytes.");
            Err(ApiError::new(ErrorCode::Malformed, message))
        }
        Ok(None) => Err(ApiError::new(ErrorCode::Malformed, "The hello did not come.")),
        Err(_) => Err(ApiError::new(ErrorCode::Malformed, "The hello did not come in time.")),
    };
    let refusal = match found {
        Ok((room, hello)) => {
            member.asks_for(room.room());
            match room.enter(member.clone(), hello).await {
                Ok(()) => return Some(room),
                Err(_) => ApiError::new(ErrorCode::Closed, "The room was just closed."),
            }
        }
        Err(error) => error,
    };
    if house.complaints.may_be_logged(visit.peer.ip()) {
        info!(error = %refusal, "a connection is refused");
    }
    member.refuse(refusal);
    None
}

/// How a connection ended on the member's side.
enum Ended {
    /// Closed, lost, or silent.
    Gone,
    /// It did what cannot be gone on after.
    Refused(ApiError),
}

impl Ended {
    fn shown(&self) -> &str {
        match self {
            Self::Gone => "by the member",
            Self::Refused(error) => &error.message,
        }
    }
}

/// Takes frames until there can be no more.
async fn receive(
    stream: &mut SplitStream<Socket>,
    watch: &Watch,
    member: &Arc<Member>,
    room: &Inbox,
    house: &Arc<House>,
) -> Ended {
    let silence = house.config.ping_secs.duration() * UNANSWERED_PINGS;
    let stall = house.config.stall_secs.duration();
    loop {
        // A message that begins while this waits is due earlier than the next word was.
        let look_again = watch.due(silence, stall).0.min(Instant::now() + stall);
        let message = match timeout_at(look_again, stream.next()).await {
            Err(_) => match watch.due(silence, stall) {
                (due, _) if due > Instant::now() => continue,
                (_, Overdue::Stuck) => return stuck(),
                (_, Overdue::Silent) => return Ended::Gone,
            },
            Ok(None | Some(Ok(Message::Close(_)))) => return Ended::Gone,
            Ok(Some(Err(error))) => return broken(&error),
            Ok(Some(Ok(message))) => message,
        };
        let taken = match message {
            Message::Text(text) => request(&text, member, room).await,
            Message::Binary(frame) => upload(&frame, member, room, house).await,
            _ => Ok(()),
        };
        if taken.is_err() {
            member.goodbye(ApiError::new(ErrorCode::Closed, "The room is closed."));
        }
        watch.listen_again();
    }
}

/// A frame that breaks the rules is told; a connection that is lost has nobody to tell.
fn broken(error: &WebSocketError) -> Ended {
    let is_told = match error {
        WebSocketError::Capacity(_) | WebSocketError::Utf8(_) => true,
        WebSocketError::Io(error) => error.get_ref().is_some_and(|inner| inner.is::<TooLong>()),
        _ => false,
    };
    if !is_told {
        return Ended::Gone;
    }
    let message = format!("A frame could not be read: {error}. A text may have {MAX_FRAME} bytes.");
    Ended::Refused(ApiError::new(ErrorCode::Malformed, message))
}

fn stuck() -> Ended {
    let message = "A frame that you began made no progress for too long. Come back, and send it whole.";
    Ended::Refused(ApiError::new(ErrorCode::TooSlow, message))
}

async fn request(text: &str, member: &Member, room: &Inbox) -> Result<(), crate::rooms::Over> {
    match serde_json::from_str::<Request>(text) {
        Ok(Request { id, intent }) => room.input(Input::Intent { connection: member.id(), request: id, intent }).await,
        Err(error) => {
            debug!(%error, "nonsense from a member");
            let error = ApiError::new(ErrorCode::Malformed, format!("The request makes no sense: {error}."));
            member.text(frame(&ToMember::Failed { id: id_of(text), error }));
            Ok(())
        }
    }
}

async fn upload(
    bytes: &[u8],
    member: &Arc<Member>,
    room: &Inbox,
    house: &Arc<House>,
) -> Result<(), crate::rooms::Over> {
    match member.receive(bytes) {
        Received::Piece => Ok(()),
        Received::Whole(file, content) => {
            let (member, room, house) = (member.clone(), room.clone(), house.clone());
            if let Purpose::Keep(files, path) = file.purpose.clone() {
                tokio::spawn(keep(house, room, member, file, files, path, content).in_current_span());
                return Ok(());
            }
            let read = async move {
                let result = structures::read(&house, file.name.clone(), content).await;
                let _ = file_read(&room, &member, file, result).await;
            };
            tokio::spawn(read.in_current_span());
            Ok(())
        }
        Received::Failed(file, problem) => {
            let error = ApiError::new(ErrorCode::Malformed, format!("{} did not come: {problem}.", file.name));
            match &file.purpose {
                Purpose::Load => file_read(room, member, file, Err(error)).await,
                Purpose::Keep(..) => {
                    let wanting = Wanting::Member(member.id(), file.request);
                    room.input(Input::FilesDone { wanting, results: vec![Err(FilesError::NotSent(problem))] }).await
                }
            }
        }
        Received::Nonsense(problem) => {
            let error = ApiError::new(ErrorCode::Malformed, format!("A binary frame makes no sense: {problem}."));
            member.text(frame(&ToMember::Failed { id: RequestId(0), error }));
            Ok(())
        }
    }
}

/// Puts a file into the member's own folder.
async fn keep(
    house: Arc<House>,
    room: Inbox,
    member: Arc<Member>,
    file: Upload,
    files: MemberFiles,
    path: FilePath,
    content: Vec<u8>,
) {
    let worker = house.workers.acquire().await;
    let deed = Deed::Write { path, content: content.into(), parents: true };
    let written = beside(move || files.carry_out(vec![deed])).await;
    drop(worker);
    let results = written.unwrap_or_else(|_| vec![Err(FilesError::Disk("a fault of the server's".into()))]);
    let wanting = Wanting::Member(member.id(), file.request);
    let _ = room.input(Input::FilesDone { wanting, results }).await;
}

async fn file_read(
    room: &Inbox,
    member: &Member,
    file: Upload,
    result: Result<Vec<molecule::Complex>, ApiError>,
) -> Result<(), crate::rooms::Over> {
    let (request, name, size) = (file.request, file.name.clone(), file.size);
    room.input(Input::FileRead { connection: member.id(), request, name, size, result }).await
}

/// The request's number, where nothing else of it can be read.
fn id_of(text: &str) -> RequestId {
    #[derive(Deserialize)]
    struct Numbered {
        id: RequestId,
    }
    serde_json::from_str(text).map_or(RequestId(0), |numbered: Numbered| numbered.id)
}

/// A text frame.
pub(super) fn frame(said: &impl Serialize) -> Arc<str> {
    serde_json::to_string(said).unwrap_or_default().into() // Plain data: nothing that JSON lacks.
}
