//! A room server that says what a test wants it to say.

use std::time::Duration;

use client::{Options, Server, Trust};
use futures_util::{SinkExt, StreamExt};
use room_api::bulk::Chunk;
use room_api::columns::{Data, Table, Tables};
use room_api::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

pub struct Peer {
    listener: TcpListener,
}

/// The server's side of one member's connection.
pub struct Seat {
    socket: WebSocketStream<TcpStream>,
}

impl Peer {
    pub async fn start() -> Self {
        Self { listener: TcpListener::bind("127.0.0.1:0").await.unwrap() }
    }

    pub fn server(&self) -> Server {
        Server::parse(&self.listener.local_addr().unwrap().to_string()).unwrap()
    }

    pub async fn accept(&self) -> Seat {
        let (tcp, _) = self.listener.accept().await.unwrap();
        Seat { socket: tokio_tungstenite::accept_async(tcp).await.unwrap() }
    }

    /// Lets a member in, who finds these complexes there; returns what they said first.
    pub async fn let_in(&self, complexes: &[Complex]) -> (Seat, Enter) {
        let mut seat = self.accept().await;
        let enter = seat.hello().await;
        seat.welcome().await;
        seat.snapshot(1, complexes).await;
        (seat, enter)
    }
}

impl Seat {
    pub async fn hello(&mut self) -> Enter {
        let hello: Hello = self.hear().await;
        assert_eq!(hello.api, API_VERSIONS);
        hello.enter
    }

    pub async fn welcome(&mut self) {
        let token = "1.00ff".into();
        let welcome = Welcome { api: 1, server: "test".into(), room: RoomId(1), member: MemberId(1), token };
        self.say(&Greeting::Welcome(welcome)).await;
    }

    /// The room after event `seq`; the columns of its complexes will come on the transfers 2, 4, ...
    pub async fn snapshot(&mut self, seq: u64, complexes: &[Complex]) {
        let bulk = (1..=complexes.len() as u32).map(|number| TransferId(2 * number)).collect();
        self.snapshot_with(seq, complexes, bulk).await;
    }

    /// The same, for one who wants no columns.
    pub async fn snapshot_without_columns(&mut self, seq: u64, complexes: &[Complex]) {
        self.snapshot_with(seq, complexes, Vec::new()).await;
    }

    async fn snapshot_with(&mut self, seq: u64, complexes: &[Complex], bulk: Vec<TransferId>) {
        let room = Snapshot {
            name: "Alice's Room".into(),
            presenter: MemberId(1),
            complexes: complexes.to_vec(),
            ..Snapshot::default()
        };
        self.say(&ToMember::Snapshot { seq: Seq(seq), room: Box::new(room), bulk }).await;
    }

    pub async fn event(&mut self, seq: u64, event: Event, bulk: Option<u32>) {
        self.say(&ToMember::Event { seq: Seq(seq), event, bulk: bulk.map(TransferId) }).await;
    }

    /// Columns of atoms with these names.
    pub async fn columns(&mut self, transfer: u32, names: &[&str]) {
        let columns = vec![("name".into(), Data::texts(names.iter().copied()))];
        let tables = Tables { tables: vec![Table { name: "0/atoms".into(), rows: names.len(), columns }] };
        self.bulk(transfer, &tables.encode()).await;
    }

    pub async fn bulk(&mut self, transfer: u32, content: &[u8]) {
        for chunk in Chunk::split(TransferId(transfer), content) {
            self.frame(Message::binary(chunk.encode())).await;
        }
    }

    pub async fn answer(&mut self, request: &Request, answer: Answer) {
        self.say(&ToMember::Done { id: request.id, answer }).await;
    }

    pub async fn say(&mut self, frame: &impl Serialize) {
        self.frame(Message::text(serde_json::to_string(frame).unwrap())).await;
    }

    pub async fn frame(&mut self, frame: Message) {
        self.socket.send(frame).await.unwrap();
    }

    /// What the member says next.
    pub async fn hear<T: DeserializeOwned>(&mut self) -> T {
        loop {
            match self.socket.next().await.unwrap().unwrap() {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("expected text, got {other:?}"),
            }
        }
    }

    /// The next chunk that the member sends.
    pub async fn hear_chunk(&mut self) -> Vec<u8> {
        match self.socket.next().await.unwrap().unwrap() {
            Message::Binary(bytes) => bytes.into(),
            other => panic!("expected a chunk, got {other:?}"),
        }
    }

    /// Until the member is gone.
    pub async fn gone(mut self) {
        while let Some(Ok(_)) = self.socket.next().await {}
    }
}

pub fn join() -> Enter {
    Enter::Join { link: "1.aa".into(), member: "Bob".into(), password: None }
}

pub fn options() -> Options {
    Options::new(Trust::System)
}

/// Of a member that does not come back by itself.
pub fn once() -> Options {
    Options { come_back: Duration::ZERO, ..options() }
}

pub fn complex(id: i64, name: &str) -> Complex {
    Complex {
        id: ComplexId(id),
        name: name.into(),
        visible: true,
        locked: false,
        boxed: false,
        box_label: String::new(),
        computing: false,
        selected: false,
        current_frame: 0,
        position: [0.0; 3],
        rotation: [0.0, 0.0, 0.0, 1.0],
        remarks: vec![],
        frames: vec![],
    }
}

pub fn added(id: i64, name: &str) -> Event {
    Event::ComplexAdded { complex: complex(id, name) }
}
