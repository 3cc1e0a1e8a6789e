//! What goes to a member: texts at once, bulk in chunks between them, pings, and the last word.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::SinkExt;
use futures_util::stream::SplitSink;
use room::Input;
use room_api::bulk::{Chunk, MAX_CHUNK};
use room_api::{ApiError, Greeting, Refusal, ToMember, TransferId};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};
use tokio_tungstenite::tungstenite::Message;
use tracing::{Instrument, warn};

use super::socket::{Socket, frame};
use super::structures::{Content, Made, make};
use crate::member::{Member, Next};
use crate::rooms::Inbox;
use crate::run::House;

type Sink = SplitSink<Socket, Message>;

/// The socket takes no more.
struct Gone;

/// Sends what waits for a member until the connection ends.
pub(super) async fn send(sink: &mut Sink, member: &Member, room: Option<&Inbox>, house: &Arc<House>) {
    let config = &house.config;
    let mut sending = Sending {
        sink,
        room,
        stall: config.stall_secs.duration(),
        ping: config.ping_secs.duration(),
        pinged: Instant::now(),
        bulk: Transfer::None,
    };
    while let Ok(true) = sending.step(member, house).await {}
}

struct Sending<'a> {
    sink: &'a mut Sink,
    room: Option<&'a Inbox>,
    stall: Duration,
    ping: Duration,
    pinged: Instant,
    bulk: Transfer,
}

/// The one transfer that is on its way.
enum Transfer {
    None,
    Making(JoinHandle<Result<Made, ApiError>>),
    Chunks { transfer: TransferId, content: Content, sent: usize, next: u32, is_update: bool },
}

impl Sending<'_> {
    /// Sends one frame, or waits for one. False: the last one was sent.
    async fn step(&mut self, member: &Member, house: &Arc<House>) -> Result<bool, Gone> {
        if self.pinged.elapsed() >= self.ping {
            self.pinged = Instant::now();
            self.frame(Message::Ping(Bytes::new())).await?;
        }
        match member.next(matches!(self.bulk, Transfer::None)) {
            Some(Next::Text(text)) => self.text(&text).await?,
            Some(Next::Update(text)) => {
                self.text(&text).await?;
                self.update_taken(member).await;
            }
            Some(Next::Bulk(bulk)) => {
                self.bulk = Transfer::Making(tokio::spawn(make(house.clone(), bulk).in_current_span()))
            }
            Some(Next::Refuse(error)) => return self.last(&frame(&Greeting::Refused(Refusal { error }))).await,
            Some(Next::Goodbye(error)) => return self.last(&frame(&ToMember::Goodbye { error })).await,
            None => return self.chunk_or_wait(member).await,
        }
        Ok(true)
    }

    async fn chunk_or_wait(&mut self, member: &Member) -> Result<bool, Gone> {
        let until_ping = self.ping.saturating_sub(self.pinged.elapsed());
        match &mut self.bulk {
            Transfer::None => {
                let _ = timeout(until_ping, member.filled()).await;
            }
            Transfer::Making(making) => {
                let made = tokio::select! {
                    made = making => made.map_err(|_| Gone)?,
                    () = member.filled() => return Ok(true),
                    () = tokio::time::sleep(until_ping) => return Ok(true),
                };
                let made = match made {
                    Ok(made) => made,
                    Err(error) => return self.last(&frame(&ToMember::Goodbye { error })).await,
                };
                self.bulk = match made.content {
                    Some((transfer, content)) => {
                        Transfer::Chunks { transfer, content, sent: 0, next: 0, is_update: made.is_update }
                    }
                    None => Transfer::None,
                };
                if let Some(text) = made.text {
                    self.text(&text).await?;
                }
            }
            Transfer::Chunks { transfer, content, sent, next, is_update } => {
                let (content, sequence) = (content.bytes(), *next);
                let piece = content.slice(*sent..content.len().min(*sent + MAX_CHUNK));
                *sent += piece.len();
                let last = *sent == content.len();
                let is_update_taken = last && *is_update;
                let chunk = Chunk { transfer: *transfer, sequence, last, aborted: false, content: &piece }.encode();
                *next += 1;
                if last {
                    self.bulk = Transfer::None;
                }
                self.frame(Message::Binary(chunk.into())).await?;
                if is_update_taken {
                    self.update_taken(member).await;
                }
            }
        }
        Ok(true)
    }

    /// The room may send the next update. One that is over has none.
    async fn update_taken(&self, member: &Member) {
        if let Some(room) = self.room {
            let _ = room.input(Input::UpdateTaken { connection: member.id() }).await;
        }
    }

    async fn text(&mut self, text: &str) -> Result<(), Gone> {
        self.frame(Message::Text(text.into())).await
    }

    async fn last(&mut self, text: &str) -> Result<bool, Gone> {
        self.text(text).await?;
        self.frame(Message::Close(None)).await?;
        Ok(false)
    }

    async fn frame(&mut self, message: Message) -> Result<(), Gone> {
        match timeout(self.stall, self.sink.send(message)).await {
            Ok(sent) => sent.map_err(|_| Gone),
            Err(_) => {
                warn!("the member takes nothing of what is sent to it: the connection is closed");
                Err(Gone)
            }
        }
    }
}
