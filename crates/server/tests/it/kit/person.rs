//! A member of a room that sends and hears bare frames.

use std::fmt::Write;
use std::net::SocketAddr;

use futures_util::{SinkExt, StreamExt};
use room_api::bulk::Chunk;
use room_api::{
    Answer, ApiError, ComplexId, Enter, Event, Greeting, Hello, Intent, PluginId, Request, RequestId, Session,
    SessionState, Snapshot, ToMember, TransferId, Welcome,
};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use super::{Doors, narrow_socket, soon, tls};

pub struct Person {
    pub socket: WebSocketStream<Box<dyn Stream>>,
    pub welcome: Option<Welcome>,
    pub snapshot: Option<Snapshot>,
    /// From where the server sees it come, over plain TCP.
    pub address: Option<SocketAddr>,
    next_request: u32,
}

/// What a box of a stream needs a name for.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// One frame.
#[derive(Debug)]
pub enum Heard {
    Text(Box<ToMember>),
    Chunk { transfer: TransferId, last: bool, content: Vec<u8> },
    Closed,
}

impl Person {
    /// A WebSocket over which nothing was said yet.
    pub async fn arrive(house: &Doors) -> Self {
        let stream = TcpStream::connect(house.rooms).await.unwrap();
        let address = stream.local_addr().ok();
        Self { address, ..Self::over(Box::new(stream), house).await }
    }

    /// The same, with so small a receive buffer that what is not read stays with the server.
    pub async fn arrive_narrowly(house: &Doors) -> Self {
        Self::over(Box::new(narrow_socket().connect(house.rooms).await.unwrap()), house).await
    }

    /// The same, over TLS.
    pub async fn arrive_securely(house: &Doors) -> Self {
        Self::over(Box::new(tls(house, house.rooms, TcpSocket::new_v4().unwrap()).await), house).await
    }

    async fn over(stream: Box<dyn Stream>, house: &Doors) -> Self {
        let request = format!("ws://{}/api", house.rooms).into_client_request().unwrap();
        let (socket, _) = soon("a WebSocket", tokio_tungstenite::client_async(request, stream)).await.unwrap();
        Self { socket, welcome: None, snapshot: None, address: None, next_request: 1 }
    }

    /// The presenter of a new room.
    pub async fn create(house: &Doors, room: &str) -> Self {
        let mut person = Self::arrive(house).await;
        person.enter(Enter::Create { room: room.into(), member: "Alice".into(), invitation: None }).await.unwrap();
        person
    }

    /// Somebody who comes by a link.
    pub async fn join(house: &Doors, link: &str, name: &str) -> Self {
        let mut person = Self::arrive(house).await;
        person.enter(Enter::Join { link: link.into(), member: name.into(), password: None }).await.unwrap();
        person
    }

    /// Says hello and takes the greeting and, if welcome, the snapshot.
    pub async fn enter(&mut self, enter: Enter) -> Result<(), ApiError> {
        self.send_json(&Hello { api: vec![1], enter, columns: true }).await;
        let Message::Text(text) = self.frame().await else { panic!("no greeting") };
        match serde_json::from_str(&text).unwrap() {
            Greeting::Welcome(welcome) => self.welcome = Some(welcome),
            Greeting::Refused(refusal) => return Err(refusal.error),
        }
        match self.hear().await {
            Heard::Text(text) => match *text {
                ToMember::Snapshot { room, .. } => self.snapshot = Some(*room),
                other => panic!("instead of a snapshot: {other:?}"),
            },
            other => panic!("instead of a snapshot: {other:?}"),
        }
        Ok(())
    }

    /// Why the server does not let one in. It closes then.
    pub async fn refusal(&mut self) -> ApiError {
        let Message::Text(text) = self.frame().await else { panic!("no greeting") };
        let Greeting::Refused(refusal) = serde_json::from_str(&text).unwrap() else { panic!("welcome") };
        assert!(matches!(self.hear().await, Heard::Closed));
        refusal.error
    }

    /// The presenter link and the guest link.
    pub async fn links(&mut self) -> (String, String) {
        match self.ask(Intent::Links).await.unwrap() {
            Answer::Links { presenter, guest, .. } => (presenter, guest),
            other => panic!("{other:?}"),
        }
    }

    /// Asks something and waits for what came of it.
    pub async fn ask(&mut self, intent: Intent) -> Result<Answer, ApiError> {
        let asked = self.send(intent).await;
        self.answer_to(asked).await
    }

    pub async fn send(&mut self, intent: Intent) -> RequestId {
        let id = RequestId(self.next_request);
        self.next_request += 1;
        self.send_json(&Request { id, intent }).await;
        id
    }

    pub async fn answer_to(&mut self, asked: RequestId) -> Result<Answer, ApiError> {
        self.until("an answer", |heard| match heard {
            ToMember::Done { id, answer } if id == asked => Some(Ok(answer)),
            ToMember::Failed { id, error } if id == asked => Some(Err(error)),
            _ => None,
        })
        .await
    }

    /// Activates a plugin, once its room knows of it.
    pub async fn activate(&mut self, plugin: u32) -> u32 {
        self.knows(plugin).await;
        match self.ask(Intent::Activate { plugin: PluginId(plugin), allow: vec![] }).await.unwrap() {
            Answer::Session { session } => session.0,
            other => panic!("{other:?}"),
        }
    }

    /// Waits until the room knows of a plugin that is connected.
    pub async fn knows(&mut self, plugin: u32) {
        let is_it = |known: &room_api::Plugin| known.id.0 == plugin && known.connected;
        if self.snapshot.as_ref().is_some_and(|room| room.plugins.iter().any(is_it)) {
            return;
        }
        self.event("the plugin", |event| match event {
            Event::Plugins { plugins } if plugins.iter().any(is_it) => Some(()),
            _ => None,
        })
        .await;
    }

    /// Sends a file as members do, and waits for what came of it, columns and all.
    pub async fn load(&mut self, name: &str, content: &[u8]) -> Result<Vec<ComplexId>, ApiError> {
        let asked = self.send(Intent::Load { name: name.into(), size: content.len() as u32 }).await;
        let transfer = match self.answer_to(asked).await? {
            Answer::Upload { transfer } => transfer,
            other => panic!("{other:?}"),
        };
        for chunk in Chunk::split(transfer, content) {
            self.send_binary(chunk.encode()).await;
        }
        let (mut loaded, mut has_columns) = (None, false);
        loop {
            match soon("the file to be loaded", self.hear()).await {
                Heard::Text(text) => match *text {
                    ToMember::Done { id, answer: Answer::Loaded { complexes } } if id == asked => {
                        loaded = Some(complexes);
                    }
                    ToMember::Failed { id, error } if id == asked => return Err(error),
                    _ => {}
                },
                Heard::Chunk { last, .. } => has_columns |= last,
                Heard::Closed => panic!("the server closed the connection"),
            }
            if let (Some(complexes), true) = (&mut loaded, has_columns) {
                return Ok(std::mem::take(complexes));
            }
        }
    }

    /// The next columns, whole, that texts before them named.
    pub async fn columns(&mut self) -> Vec<u8> {
        let mut whole = Vec::new();
        loop {
            match soon("columns", self.hear()).await {
                Heard::Chunk { last, content, .. } => {
                    whole.extend(content);
                    if last {
                        return whole;
                    }
                }
                Heard::Text(_) => {}
                Heard::Closed => panic!("the server closed the connection"),
            }
        }
    }

    /// Waits until a session is in a state.
    pub async fn session_is(&mut self, session: u32, is: impl Fn(&SessionState) -> bool) -> Session {
        self.event("a session's state", |event| match event {
            Event::Session { session: now } if now.id.0 == session && is(&now.state) => Some(now),
            _ => None,
        })
        .await
    }

    /// Why a session ended.
    pub async fn session_ends(&mut self, session: u32) -> String {
        match self.session_is(session, |state| matches!(state, SessionState::Ended { .. })).await.state {
            SessionState::Ended { reason, .. } => reason,
            other => panic!("{other:?}"),
        }
    }

    pub async fn event<T>(&mut self, what: &str, found: impl Fn(Event) -> Option<T>) -> T {
        self.until(what, |heard| match heard {
            ToMember::Event { event, .. } => found(event),
            _ => None,
        })
        .await
    }

    /// Hears texts until one is what is looked for.
    pub async fn until<T>(&mut self, what: &str, found: impl Fn(ToMember) -> Option<T>) -> T {
        loop {
            match soon(what, self.hear()).await {
                Heard::Text(text) => {
                    if let Some(value) = found(*text) {
                        return value;
                    }
                }
                Heard::Chunk { .. } => {}
                Heard::Closed => panic!("the server closed the connection before {what}"),
            }
        }
    }

    /// Hears until the server says good-bye and closes.
    pub async fn goodbye(&mut self) -> ApiError {
        let error = self.until("a good-bye", |heard| match heard {
            ToMember::Goodbye { error } => Some(error),
            _ => None,
        });
        let error = error.await;
        assert!(matches!(self.hear().await, Heard::Closed));
        error
    }

    pub async fn hear(&mut self) -> Heard {
        loop {
            return match self.frame().await {
                Message::Text(text) => Heard::Text(Box::new(self.understand(&text))),
                Message::Binary(bytes) => {
                    let Chunk { transfer, last, content, .. } = Chunk::decode(&bytes).unwrap();
                    Heard::Chunk { transfer, last, content: content.to_vec() }
                }
                Message::Close(_) => Heard::Closed,
                _ => continue,
            };
        }
    }

    fn understand(&mut self, text: &str) -> ToMember {
        let said = serde_json::from_str(text).unwrap();
        if let (ToMember::Event { event: Event::Plugins { plugins }, .. }, Some(room)) = (&said, &mut self.snapshot) {
            room.plugins = plugins.clone();
        }
        said
    }

    async fn frame(&mut self) -> Message {
        match soon("a frame", self.socket.next()).await {
            Some(Ok(message)) => message,
            Some(Err(_)) | None => Message::Close(None),
        }
    }

    pub async fn send_json(&mut self, json: &impl serde::Serialize) {
        self.send_text(serde_json::to_string(json).unwrap()).await;
    }

    pub async fn send_text(&mut self, text: String) {
        self.socket.send(Message::Text(text.into())).await.unwrap();
    }

    /// Sends bytes as they are, beneath the WebSocket.
    pub async fn send_raw(&mut self, bytes: &[u8]) {
        let stream = self.socket.get_mut();
        stream.write_all(bytes).await.unwrap();
        stream.flush().await.unwrap();
    }

    pub async fn send_binary(&mut self, bytes: Vec<u8>) {
        self.socket.send(Message::Binary(bytes.into())).await.unwrap();
    }
}

/// A PDB with so many lonely atoms.
pub fn pdb(atoms: usize) -> Vec<u8> {
    let mut text = String::new();
    for atom in 0..atoms {
        let (serial, residue) = (atom % 99_999 + 1, atom % 9_999 + 1);
        let (x, y) = ((atom % 900) * 5, atom / 900 * 5);
        writeln!(
            text,
            "HETATM{serial:>5} ZN    ZN A{residue:>4}    {x:>8.3}{y:>8.3}{:>8.3}  1.00  0.00          ZN",
            0.0
        )
        .unwrap();
    }
    text.into_bytes()
}

/// The status line that a bare HTTP request gets.
pub async fn status_of(house: &Doors, request: &str) -> String {
    let mut stream = TcpStream::connect(house.rooms).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    while !answer.windows(4).any(|end| end == b"\r\n\r\n")
        && soon("an answer", stream.read_buf(&mut answer)).await.unwrap() > 0
    {}
    String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
}
