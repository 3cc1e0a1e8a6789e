//! One connection's life: frames come in and are applied, requests go out and are answered.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt, stream::SplitSink};
use room_api::bulk::{Assembly, Chunk};
use room_api::{Answer, Intent, Request, RequestId, Seq, Snapshot, ToMember, TransferId};
use tokio::sync::{broadcast, mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message;

use crate::order::{Order, Step, Thing};
use crate::socket::{Socket, lost, to_json};
use crate::{Error, Happened, Options, Structure, View};

/// A ping goes out so often.
const PING: Duration = Duration::from_secs(20);
/// A server that is silent for so long, pings unanswered, is lost.
const SILENCE: Duration = Duration::from_secs(60);
/// A socket that does not take the last words for so long is dropped.
const CLOSING: Duration = Duration::from_secs(2);

/// What came of a request, the file where it asked for one.
pub(crate) enum Outcome {
    Answer(Answer),
    File { name: String, bytes: Vec<u8> },
}

/// A request to make.
pub(crate) struct Ask {
    pub(crate) intent: Intent,
    /// The file that the server will ask for.
    pub(crate) upload: Option<Bytes>,
    pub(crate) reply: oneshot::Sender<Result<Outcome, Error>>,
}

/// What the rest of the program sees of the room.
pub(crate) struct Published {
    pub(crate) view: watch::Sender<View>,
    pub(crate) events: broadcast::Sender<Happened>,
}

/// The state of one connection.
pub(crate) struct Exchange<'a> {
    published: &'a Published,
    order: Order,
    /// The event from which the server is to tell history that was folded already: a snapshot instead is an error.
    recalling: Option<Seq>,
    options: &'a Options,
    next_request: u32,
    asked: HashMap<RequestId, Asked>,
    incoming: HashMap<TransferId, Incoming>,
    writer: Writer,
}

/// A request that is not answered yet.
struct Asked {
    reply: oneshot::Sender<Result<Outcome, Error>>,
    upload: Option<Bytes>,
    uploading: Option<JoinHandle<()>>,
}

/// A transfer that is under way to us.
struct Incoming {
    assembly: Assembly,
    /// The file that was asked for; else columns.
    file: Option<(String, oneshot::Sender<Result<Outcome, Error>>)>,
}

impl<'a> Exchange<'a> {
    /// Speaks over this socket from the given place in the room's history on.
    pub(crate) fn new(
        published: &'a Published,
        sink: SplitSink<Socket, Message>,
        after: Seq,
        recalling: bool,
        options: &'a Options,
    ) -> Self {
        Self {
            published,
            order: Order::after(after),
            recalling: recalling.then_some(after),
            options,
            next_request: 1,
            asked: HashMap::new(),
            incoming: HashMap::new(),
            writer: Writer::start(sink),
        }
    }

    /// Takes in the first snapshot, whose JSON is in the view already.
    pub(crate) fn begin(&mut self, seq: Seq, room: &Snapshot, bulk: &[TransferId]) -> Result<(), Error> {
        let meshes = room.shapes.iter().filter(|shape| shape.form.is_mesh()).map(|shape| Thing::Mesh(shape.id));
        let complexes = room.complexes.iter().map(|complex| Thing::Complex(complex.id));
        let volumes = room.volumes.iter().map(|volume| Thing::Volume(volume.id));
        let things: Vec<Thing> = complexes.chain(meshes).chain(volumes).collect();
        let is_left_out = bulk.is_empty() && !self.options.columns;
        if bulk.len() != things.len() && !is_left_out {
            let (transfers, things) = (bulk.len(), things.len());
            let message = format!("a snapshot has {transfers} transfers for {things} complexes, meshes and volumes");
            return Err(Error::Protocol(message));
        }
        bulk.iter().try_for_each(|transfer| self.expect(*transfer, None))?;
        self.order = Order::after_snapshot(seq, bulk.iter().copied().zip(things));
        Ok(())
    }

    /// Until the connection ends (an error) or nobody wants it any more (none).
    pub(crate) async fn run(
        mut self,
        mut frames: futures_util::stream::SplitStream<Socket>,
        asks: &mut mpsc::Receiver<Ask>,
    ) -> Option<Error> {
        let mut ping = tokio::time::interval_at(Instant::now() + PING, PING);
        let mut heard = Instant::now();
        let why = loop {
            let next = tokio::select! {
                frame = frames.next() => {
                    heard = Instant::now();
                    self.frame(frame)
                }
                ask = asks.recv() => self.ask(ask).await,
                _ = ping.tick() => match heard.elapsed() > SILENCE {
                    true => Err(Error::Lost(format!("the server was silent for {} s", SILENCE.as_secs()))),
                    false => self.writer.send(Message::Ping(Bytes::new())).await.map(ControlFlow::Continue),
                },
            };
            match next {
                Ok(ControlFlow::Continue(())) => {}
                Ok(ControlFlow::Break(())) => break None,
                Err(error) => break Some(error),
            }
        };
        self.end(why.clone()).await;
        why
    }

    async fn end(self, why: Option<Error>) {
        let why = why.unwrap_or_else(|| Error::Lost("it was ended from here".into()));
        for asked in self.asked.into_values() {
            if let Some(uploading) = asked.uploading {
                uploading.abort();
            }
            // Whoever asked may have gone.
            let _ = asked.reply.send(Err(why.clone()));
        }
        for (_, reply) in self.incoming.into_values().filter_map(|incoming| incoming.file) {
            let _ = reply.send(Err(why.clone()));
        }
        self.writer.end().await;
    }

    async fn ask(&mut self, ask: Option<Ask>) -> Result<ControlFlow<()>, Error> {
        let Some(Ask { intent, upload, reply }) = ask else { return Ok(ControlFlow::Break(())) };
        let id = RequestId(self.next_request);
        self.next_request = self.next_request.checked_add(1).unwrap_or(1);
        self.asked.insert(id, Asked { reply, upload, uploading: None });
        self.writer.send(Message::text(to_json(&Request { id, intent }))).await.map(ControlFlow::Continue)
    }

    fn frame(
        &mut self,
        frame: Option<Result<Message, tokio_tungstenite::tungstenite::Error>>,
    ) -> Result<ControlFlow<()>, Error> {
        match frame {
            Some(Ok(Message::Text(text))) => self.text(&text)?,
            Some(Ok(Message::Binary(bytes))) => self.chunk(&bytes)?,
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
            Some(Ok(Message::Close(_))) | None => return Err(Error::Lost("the server closed it".into())),
            Some(Err(error)) => return Err(lost(error)),
        }
        while let Some(step) = self.order.next() {
            self.apply(step);
        }
        Ok(ControlFlow::Continue(()))
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        let frame = serde_json::from_str(text)
            .map_err(|error| Error::Protocol(format!("a frame of {} bytes cannot be read: {error}", text.len())))?;
        match frame {
            ToMember::Snapshot { seq, room, bulk } => self.snapshot(seq, *room, &bulk),
            ToMember::Event { seq, event, bulk } => {
                self.recalling = None;
                bulk.map_or(Ok(()), |transfer| self.expect(transfer, None))?;
                self.order.event(seq, event, bulk)
            }
            ToMember::Fed { event, bulk } => {
                bulk.map_or(Ok(()), |transfer| self.expect(transfer, None))?;
                self.order.fed(event, bulk)
            }
            ToMember::Done { id, answer } => self.done(id, answer),
            ToMember::Failed { id, error } => {
                let Some(asked) = self.asked.remove(&id) else {
                    return Err(Error::Protocol(format!("it failed request {id}, which is not open: {error}")));
                };
                if let Some(uploading) = asked.uploading {
                    uploading.abort();
                }
                let _ = asked.reply.send(Err(Error::Failed(error)));
                Ok(())
            }
            ToMember::Goodbye { error } => Err(Error::Goodbye(error)),
        }
    }

    fn snapshot(&mut self, seq: Seq, room: Snapshot, bulk: &[TransferId]) -> Result<(), Error> {
        if let Some(after) = self.recalling {
            return Err(Error::HistoryGone { after, now: seq });
        }
        self.incoming.retain(|_, incoming| incoming.file.is_some());
        self.begin(seq, &room, bulk)?;
        self.published.view.send_modify(|view| *view = View::new(view.me, seq, room));
        self.tell(Happened::Snapshot { seq });
        Ok(())
    }

    fn done(&mut self, id: RequestId, answer: Answer) -> Result<(), Error> {
        let Some(mut asked) = self.asked.remove(&id) else {
            return Err(Error::Protocol(format!("it answered request {id}, which is not open")));
        };
        match (answer, asked.upload.take()) {
            (Answer::Upload { transfer }, Some(content)) => {
                asked.uploading = Some(self.writer.upload(transfer, content));
                self.asked.insert(id, asked);
            }
            (Answer::Download { transfer, name }, _) => self.expect(transfer, Some((name, asked.reply)))?,
            (answer, _) => drop(asked.reply.send(Ok(Outcome::Answer(answer)))),
        }
        Ok(())
    }

    fn expect(
        &mut self,
        transfer: TransferId,
        file: Option<(String, oneshot::Sender<Result<Outcome, Error>>)>,
    ) -> Result<(), Error> {
        let assembly = Assembly::new(transfer, self.options.transfer_limit);
        match self.incoming.insert(transfer, Incoming { assembly, file }) {
            None => Ok(()),
            Some(_) => Err(Error::Protocol(format!("it uses transfer {transfer} twice at a time"))),
        }
    }

    fn chunk(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let protocol = |problem: String| Error::Protocol(problem);
        let chunk = Chunk::decode(bytes).map_err(|error| protocol(error.to_string()))?;
        let transfer = chunk.transfer;
        let Some(incoming) = self.incoming.get_mut(&transfer) else {
            return Err(protocol(format!("a chunk came for transfer {transfer}, which nobody announced")));
        };
        let content = match chunk.aborted {
            true => None,
            false => match incoming.assembly.push(&chunk).map_err(|error| protocol(error.to_string()))? {
                Some(content) => Some(content),
                None => return Ok(()),
            },
        };
        let file = self.incoming.remove(&transfer).and_then(|incoming| incoming.file);
        match (file, content) {
            (Some((name, reply)), Some(bytes)) => drop(reply.send(Ok(Outcome::File { name, bytes }))),
            (Some((name, reply)), None) => {
                let _ = reply.send(Err(Error::Lost(format!("the server gave up sending {name}; ask again"))));
            }
            (None, Some(bytes)) => {
                let structure = Structure::read(&bytes).map_err(|error| protocol(error.to_string()))?;
                self.order.columns(transfer, Some(structure));
            }
            (None, None) => self.order.columns(transfer, None),
        }
        Ok(())
    }

    fn apply(&mut self, step: Step) {
        match step {
            Step::Columns(thing, structure) => self.published.view.send_modify(|view| {
                structure.into_iter().for_each(|structure| view.set_structure(thing, structure));
            }),
            Step::Event(seq, event, structure) => {
                self.published.view.send_if_modified(|view| {
                    let new = seq > view.seq;
                    if new {
                        view.apply(seq, &event, structure);
                    }
                    new
                });
                self.tell(Happened::Event { seq, event });
            }
            Step::Fed(event, structure) => self.published.view.send_modify(|view| {
                view.apply(view.seq, &event, structure);
            }),
        }
    }

    fn tell(&self, happened: Happened) {
        // Nobody may be listening.
        let _ = self.published.events.send(happened);
    }
}

/// Sends frames: text at once, chunks between.
struct Writer {
    texts: mpsc::Sender<Message>,
    chunks: mpsc::Sender<Message>,
    task: JoinHandle<()>,
}

impl Writer {
    fn start(mut sink: SplitSink<Socket, Message>) -> Self {
        let (texts, mut next_text) = mpsc::channel::<Message>(64);
        let (chunks, mut next_chunk) = mpsc::channel(1);
        let task = tokio::spawn(async move {
            loop {
                let frame = tokio::select! {
                    biased;
                    text = next_text.recv() => text,
                    Some(chunk) = next_chunk.recv() => Some(chunk),
                };
                let Some(frame) = frame else { break };
                if sink.send(frame).await.is_err() {
                    // The reading side notices as well, and says so.
                    return;
                }
            }
            let _ = sink.close().await;
        });
        Self { texts, chunks, task }
    }

    async fn send(&self, frame: Message) -> Result<(), Error> {
        self.texts.send(frame).await.map_err(|_| Error::Lost("it can no longer be written to".into()))
    }

    /// Sends a file in chunks, as the socket takes them.
    fn upload(&self, transfer: TransferId, content: Bytes) -> JoinHandle<()> {
        let chunks = self.chunks.clone();
        tokio::spawn(async move {
            for chunk in Chunk::split(transfer, &content) {
                if chunks.send(Message::binary(chunk.encode())).await.is_err() {
                    return;
                }
            }
        })
    }

    async fn end(self) {
        drop(self.texts);
        let stop = self.task.abort_handle();
        if tokio::time::timeout(CLOSING, self.task).await.is_err() {
            stop.abort();
        }
    }
}
