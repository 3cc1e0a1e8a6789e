//! A plugin that sends exactly the packets it is told to.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use bytes::Bytes;
use protocol::control::Connect;
use protocol::packet::{DEFAULT_LIMIT, Decoder};
use protocol::streams::{CreateStream, StreamData, StreamDirection, StreamFeed, StreamId, StreamKind};
use protocol::{Agreed, Packet, PacketKind, Registration, ToApp, ToPlugin, Versions};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::{Doors, soon};

pub struct FakePlugin {
    pub stream: TlsStream<TcpStream>,
    /// What came of it and is no whole packet yet.
    pub decoder: Decoder,
    /// What the server said that it is.
    pub id: u32,
}

/// A TLS connection that verifies the server by its authority.
pub async fn tls(house: &Doors, to: SocketAddr, socket: TcpSocket) -> TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(house.ca.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = builder.with_root_certificates(roots).with_no_client_auth();
    let stream = socket.connect(to).await.unwrap();
    let name = "localhost".try_into().unwrap();
    soon("TLS", TlsConnector::from(Arc::new(config)).connect(name, stream)).await.unwrap()
}

impl FakePlugin {
    /// Connects, and says nothing yet.
    pub async fn connect(house: &Doors) -> Self {
        Self::over(TcpSocket::new_v4().unwrap(), house).await
    }

    /// Connects from this address.
    pub async fn connect_from(house: &Doors, from: IpAddr) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(SocketAddr::new(from, 0)).unwrap();
        Self::over(socket, house).await
    }

    async fn over(socket: TcpSocket, house: &Doors) -> Self {
        Self { stream: tls(house, house.plugins, socket).await, decoder: Decoder::new(), id: 0 }
    }

    /// Registers with so small a receive buffer that what is not read stays with the server.
    pub async fn register_narrowly(house: &Doors, name: &str) -> Self {
        let mut plugin = Self::over(narrow_socket(), house).await;
        plugin.introduce(name, None, 0).await;
        plugin
    }

    /// Connects and registers under this name, without a key.
    pub async fn register(house: &Doors, name: &str) -> Self {
        let mut plugin = Self::connect(house).await;
        plugin.introduce(name, None, 0).await;
        plugin
    }

    /// Registers, claiming to be this id, and waits for the answer.
    pub async fn introduce(&mut self, name: &str, key: Option<&str>, claimed: u32) {
        self.send(introduction(name, key, claimed)).await;
        let answer = self.next().await;
        assert_eq!((answer.kind, answer.payload.len()), (PacketKind::PLUGIN_CONNECTION, 0));
        assert_ne!(answer.plugin, 0);
        self.id = answer.plugin;
    }

    pub async fn send(&mut self, packet: Packet) {
        self.send_bytes(&bytes_of(&packet)).await;
    }

    pub async fn send_bytes(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
        self.stream.flush().await.unwrap();
    }

    /// A message of a session, as the library sends it: with an id of its own in the plugin field.
    pub async fn say(&mut self, session: u32, message: &ToApp) {
        let payload = message.encode(1, false, &agreed());
        self.send(Packet { kind: PacketKind::MESSAGE_TO_CLIENT, session, plugin: 99, payload }).await;
    }

    /// Asks something for a session, and waits for the answer.
    pub async fn ask(&mut self, session: u32, message: &ToApp) -> ToPlugin {
        const REQUEST: u32 = 7;
        let payload = message.encode(REQUEST, true, &agreed());
        self.send(Packet { kind: PacketKind::MESSAGE_TO_CLIENT, session, plugin: 0, payload }).await;
        loop {
            let heard = ToPlugin::decode(&self.next().await.payload, &agreed()).unwrap();
            if heard.request == REQUEST {
                return heard.message;
            }
        }
    }

    /// A stream of the positions of these atoms.
    pub async fn stream_positions(&mut self, session: u32, atoms: Vec<i64>) -> StreamId {
        let (kind, direction) = (StreamKind::POSITION, StreamDirection::WRITING);
        match self.ask(session, &ToApp::StreamCreate(CreateStream { kind, direction, targets: atoms })).await {
            ToPlugin::StreamCreateDone(created) => created.id,
            other => panic!("{other:?}"),
        }
    }

    /// Places all atoms of a stream of so many at the same coordinates, and waits until that was taken.
    pub async fn feed_positions(&mut self, session: u32, id: StreamId, atoms: usize, to: f32) {
        let feed = StreamFeed { id, data: StreamData::Floats(vec![to; 3 * atoms]) };
        assert_eq!(self.ask(session, &ToApp::StreamFeed(feed)).await, ToPlugin::StreamFeedDone);
    }

    /// The next packet.
    pub async fn next(&mut self) -> Packet {
        match soon("a packet", self.next_or_end()).await {
            Some(packet) => packet,
            None => panic!("the server closed the link"),
        }
    }

    /// The next packet; none when the server closed the link in order. A ragged end fails the test.
    pub async fn next_or_end(&mut self) -> Option<Packet> {
        loop {
            if let Some(packet) = self.decoder.next_packet(DEFAULT_LIMIT).unwrap() {
                return Some(packet);
            }
            if self.stream.read_buf(&mut self.decoder.room()).await.expect("an end with close_notify") == 0 {
                return None;
            }
        }
    }

    /// The same, where a ragged end is good enough.
    pub async fn next_or_end_raggedly(&mut self) -> Option<Packet> {
        match self.stream.read_buf(&mut self.decoder.room()).await {
            Ok(1..) => self.decoder.next_packet(DEFAULT_LIMIT).unwrap(),
            _ => None,
        }
    }

    /// Waits until the server closes the link, and says nothing before.
    pub async fn is_closed(&mut self) {
        let packet = soon("the link's end", self.next_or_end()).await;
        assert_eq!(packet, None);
    }

    /// Sends a keep-alive and waits for its echo: so far everything was read and nothing more was said.
    pub async fn is_alive(&mut self) {
        self.send(Packet::empty(PacketKind::KEEP_ALIVE, self.id, 0)).await;
        let echo = self.next().await;
        assert_eq!(echo, Packet::empty(PacketKind::KEEP_ALIVE, self.id, self.id));
    }

    /// Answers the `connect` of a session that a room began.
    pub async fn accept_session(&mut self) -> u32 {
        let connect = self.next().await;
        assert_eq!((connect.kind, connect.plugin), (PacketKind::MESSAGE_TO_PLUGIN, self.id));
        let answer = ToApp::Connect(Connect { compression: 0, versions: Versions::offered() });
        let payload = answer.encode(0, false, &Agreed::default());
        let session = connect.session;
        self.send(Packet { kind: PacketKind::MESSAGE_TO_CLIENT, session, plugin: 0, payload }).await;
        session
    }

    /// Ends as a killed process does: the socket closes, and TLS says nothing.
    pub fn die(self) {
        drop(self.stream.into_inner().0);
    }

    /// Ends in order.
    pub async fn quit(mut self) {
        self.stream.shutdown().await.unwrap();
    }
}

/// A socket that takes little before it is read.
pub fn narrow_socket() -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(8 * 1024).unwrap();
    socket
}

/// A registration.
pub fn introduction(name: &str, key: Option<&str>, claimed: u32) -> Packet {
    let auth = key.map(str::to_owned);
    let registration = Registration { name: name.into(), auth, ..Registration::default() };
    let payload = Bytes::from(registration.to_json());
    Packet { kind: PacketKind::PLUGIN_CONNECTION, session: 0, plugin: claimed, payload }
}

pub fn bytes_of(packet: &Packet) -> Vec<u8> {
    [&packet.header().encode()[..], &packet.payload[..]].concat()
}

fn agreed() -> Agreed {
    Agreed::newest()
}
