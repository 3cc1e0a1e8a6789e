//! The link: one connection to the server, from the handshake until it is lost.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use bytes::buf::Chain;
use bytes::{Buf, Bytes};
use protocol::packet::{DEFAULT_LIMIT, Decoder, UNREGISTERED_LIMIT};
use protocol::{Packet, PacketKind};
use rustls_pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadHalf, WriteHalf, split};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::{Instant, interval_at, sleep, timeout};
use tokio_rustls::TlsConnector;

use super::sessions::Sessions;
use super::trust;
use crate::Description;
use crate::settings::{Key, Settings};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const REGISTER_TIMEOUT: Duration = Duration::from_secs(15);
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);
const KEEP_ALIVE_INTERVAL: Duration = Duration::from_secs(60);
const KEEP_ALIVE_TIMEOUT: Duration = Duration::from_secs(15);
/// The host's own packets that may wait: keep-alive, and refusals of sessions.
const OWN_PACKETS: usize = 64;

const ROOMS_PORT: &str = "This is the server's port for rooms: it speaks HTTP. Plugins connect to the other one, 8888 where nothing \
                          else was said: give it with -p.";

/// Why there is no link any more.
#[derive(Debug, PartialEq)]
pub(crate) enum Lost {
    /// The server does not want this plugin; a sentence.
    Refused(String),
    /// The server is not the right one; a sentence.
    Untrusted(String),
    /// Something broke; a sentence.
    Broken(String),
    /// The server said that it is over.
    EndedByServer,
}

/// Anything that bytes travel through: TLS, or a test.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// Where the server is, and how to register there.
pub(crate) struct Server {
    host: String,
    port: u16,
    tls: TlsConnector,
    description: Description,
    name: String,
    key: Option<Key>,
}

impl Server {
    /// Reads what it takes to know the server.
    pub(crate) fn new(description: &Description, settings: &Settings) -> Result<Self, String> {
        Ok(Self {
            host: settings.host.clone(),
            port: settings.port,
            tls: Arc::new(trust::client_config(&settings.trust)?).into(),
            description: description.clone(),
            name: settings.name.clone(),
            key: settings.key.clone(),
        })
    }

    /// The name that the plugin is listed by.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Where it is, for people.
    pub(crate) fn address(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// What it means that the server ends a connection before it gives an id.
    pub(crate) fn refusal(&self) -> String {
        match self.key {
            None => format!(
                "{self} refused the connection: it wants a key. Ask its operator for one (`nts key new NAME`) and give it \
                 with -k or NTS_KEY."
            ),
            Some(_) => format!("{self} refused the connection: it does not know this key, or has revoked it."),
        }
    }

    /// Connects and registers, as the plugin with this id if it is not 0.
    pub(crate) async fn connect(&self, id: u32) -> Result<Link, Lost> {
        let connecting = timeout(CONNECT_TIMEOUT, self.open()).await;
        let stream = connecting.unwrap_or_else(|_| Err(Lost::Broken(format!("{self} does not answer."))))?;
        let mut link = Link::new(stream);
        let registering = timeout(REGISTER_TIMEOUT, link.register(self.registration(id))).await;
        registering.unwrap_or_else(|_| Err(Lost::Broken(format!("{self} does not give this plugin an id."))))?;
        Ok(link)
    }

    async fn open(&self) -> Result<Box<dyn Stream>, Lost> {
        let broken = |error| Lost::Broken(format!("{self} cannot be reached: {error}."));
        let name = ServerName::try_from(self.host.clone());
        let name = name.map_err(|_| Lost::Refused(format!("\"{}\" is not a host name or address.", self.host)))?;
        let tcp = TcpStream::connect((self.host.as_str(), self.port)).await.map_err(broken)?;
        tcp.set_nodelay(true).map_err(broken)?;
        let handshake = self.tls.connect(name, tcp).await;
        let stream = handshake.map_err(|error| match trust::distrust(&error) {
            Some(reason) => Lost::Untrusted(format!("{self} is not trusted: {reason}.")),
            None => broken(error),
        })?;
        Ok(Box::new(stream))
    }

    fn registration(&self, id: u32) -> Packet {
        let key = self.key.as_ref().map(|key| key.0.clone());
        let payload = self.description.registration(&self.name, key).to_json().into();
        Packet { session: 0, kind: PacketKind::PLUGIN_CONNECTION, plugin: id, payload }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The server {}", self.address())
    }
}

/// A connection on which the plugin is registered.
pub(crate) struct Link {
    id: u32,
    reader: Reader,
    writer: Writer,
    own_packets: (mpsc::Sender<Packet>, mpsc::Receiver<Packet>),
}

impl Link {
    fn new(stream: Box<dyn Stream>) -> Self {
        let (read, write) = split(stream);
        Self {
            id: 0,
            reader: Reader { stream: read, decoder: Decoder::new(), heard: Rc::new(Cell::new(Instant::now())) },
            writer: Writer { stream: write, current: None },
            own_packets: mpsc::channel(OWN_PACKETS),
        }
    }

    /// The id that the server gave to the plugin.
    pub(crate) fn id(&self) -> u32 {
        self.id
    }

    /// Sends this first: a packet that another link was lost with.
    pub(crate) fn with_unsent(mut self, unsent: Option<Packet>) -> Self {
        if let Some(packet) = unsent {
            self.writer.begin(packet, self.id);
        }
        self
    }

    /// The packet that was not sent, or not to its end. What TLS still held of it the server did not get.
    pub(crate) fn into_unsent(self) -> Option<Packet> {
        let (packet, _) = self.writer.current?;
        Some(packet).filter(of_a_session)
    }

    async fn register(&mut self, registration: Packet) -> Result<(), Lost> {
        let id = registration.plugin;
        self.writer.begin(registration, id);
        self.writer.flush().await?;
        loop {
            let packet = self.reader.next(UNREGISTERED_LIMIT).await?;
            match packet.kind {
                PacketKind::PLUGIN_CONNECTION => {
                    self.id = packet.plugin;
                    return Ok(());
                }
                PacketKind::PLUGIN_DISCONNECTION => return Err(Lost::EndedByServer),
                other => tracing::debug!("a packet of kind {} came before the id", other.0),
            }
        }
    }

    /// Moves packets between the server and the sessions until the link is lost.
    pub(crate) async fn serve(&mut self, sessions: &mut Sessions, waiting: &mut mpsc::Receiver<Packet>) -> Lost {
        let Self { id, reader, writer, own_packets: (own, own_waiting) } = self;
        let heard = reader.heard.clone();
        tokio::select! {
            lost = read(reader, sessions, own) => lost,
            lost = write(writer, *id, own_waiting, waiting) => lost,
            lost = stay_alive(*id, &heard, own) => lost,
        }
    }

    /// Only writes, until the link is lost.
    pub(crate) async fn write(&mut self, waiting: &mut mpsc::Receiver<Packet>) -> Lost {
        write(&mut self.writer, self.id, &mut self.own_packets.1, waiting).await
    }

    /// Writes what still waits, and closes the connection properly.
    pub(crate) async fn close(&mut self, waiting: &mut mpsc::Receiver<Packet>) {
        let closing = async {
            self.writer.flush().await?;
            while let Ok(packet) = waiting.try_recv() {
                self.writer.begin(packet, self.id);
                self.writer.flush().await?;
            }
            self.writer.stream.shutdown().await.map_err(broken)
        };
        // If it fails or takes too long, the connection ends ragged.
        let _ = timeout(CLOSE_TIMEOUT, closing).await;
    }
}

async fn read(reader: &mut Reader, sessions: &mut Sessions, own: &mpsc::Sender<Packet>) -> Lost {
    loop {
        let packet = match reader.next(DEFAULT_LIMIT).await {
            Ok(packet) => packet,
            Err(lost) => return lost,
        };
        match packet.kind {
            PacketKind::MESSAGE_TO_PLUGIN => {
                let Some(refusal) = sessions.hear(packet.session, packet.payload) else { continue };
                if own.try_send(refusal).is_err() {
                    tracing::warn!("too many sessions to refuse: one is left without an answer");
                }
            }
            PacketKind::CLIENT_DISCONNECTION => sessions.stop(packet.session),
            PacketKind::PLUGIN_DISCONNECTION => return Lost::EndedByServer,
            PacketKind::KEEP_ALIVE => {}
            other => tracing::debug!("a packet of kind {} is ignored", other.0),
        }
    }
}

async fn write(
    writer: &mut Writer,
    id: u32,
    own: &mut mpsc::Receiver<Packet>,
    waiting: &mut mpsc::Receiver<Packet>,
) -> Lost {
    loop {
        if let Err(lost) = writer.flush().await {
            return lost;
        }
        let next = tokio::select! {
            biased;
            packet = own.recv() => packet,
            packet = waiting.recv() => packet,
        };
        // Both channels live as long as the host.
        let Some(packet) = next else { std::future::pending().await };
        writer.begin(packet, id);
    }
}

/// Asks for a sign of life every minute. Any bytes are one.
async fn stay_alive(id: u32, heard: &Cell<Instant>, own: &mpsc::Sender<Packet>) -> Lost {
    let mut interval = interval_at(Instant::now() + KEEP_ALIVE_INTERVAL, KEEP_ALIVE_INTERVAL);
    loop {
        interval.tick().await;
        let asked = Instant::now();
        // As the library does it: the plugin's id is where the session's number is otherwise. A full queue is being
        // written, and an answer to what is in it is as good.
        let _ = own.try_send(Packet::empty(PacketKind::KEEP_ALIVE, id, 0));
        sleep(KEEP_ALIVE_TIMEOUT).await;
        if heard.get() < asked {
            let secs = KEEP_ALIVE_TIMEOUT.as_secs();
            return Lost::Broken(format!("The server left a keep-alive packet unanswered for {secs} s."));
        }
    }
}

/// Whether a packet comes from a session, and not from the host itself.
fn of_a_session(packet: &Packet) -> bool {
    matches!(packet.kind, PacketKind::MESSAGE_TO_CLIENT | PacketKind::PLUGIN_DISCONNECTION)
}

struct Reader {
    stream: ReadHalf<Box<dyn Stream>>,
    decoder: Decoder,
    /// When the last bytes came.
    heard: Rc<Cell<Instant>>,
}

impl Reader {
    async fn next(&mut self, limit: usize) -> Result<Packet, Lost> {
        loop {
            match self.decoder.next_packet(limit) {
                Ok(Some(packet)) => return Ok(packet),
                Ok(None) => {}
                // The port for people speaks TLS as well, with the same certificate.
                Err(_) if self.decoder.buffered().starts_with(b"HTTP") => {
                    return Err(Lost::Refused(ROOMS_PORT.into()));
                }
                Err(error) => return Err(Lost::Broken(format!("What the server sent is no packet: {error}."))),
            }
            if self.stream.read_buf(&mut self.decoder.room()).await.map_err(broken)? == 0 {
                return Err(Lost::Broken("The server closed the connection.".into()));
            }
            self.heard.set(Instant::now());
        }
    }
}

struct Writer {
    stream: WriteHalf<Box<dyn Stream>>,
    /// The packet that is being written, and what of it is left.
    current: Option<(Packet, Chain<Bytes, Bytes>)>,
}

impl Writer {
    fn begin(&mut self, mut packet: Packet, id: u32) {
        if of_a_session(&packet) {
            packet.plugin = id;
        }
        let rest = Bytes::copy_from_slice(&packet.header().encode()).chain(packet.payload.clone());
        self.current = Some((packet, rest));
    }

    /// Writes the current packet to its end. Goes on where it was if it is dropped and called again.
    async fn flush(&mut self) -> Result<(), Lost> {
        let Some((_, rest)) = &mut self.current else { return Ok(()) };
        self.stream.write_all_buf(rest).await.map_err(broken)?;
        self.stream.flush().await.map_err(broken)?;
        self.current = None;
        Ok(())
    }
}

fn broken(error: std::io::Error) -> Lost {
    Lost::Broken(format!("The connection to the server broke: {error}."))
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use tokio::io::ReadBuf;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_server_is_asked_for_a_sign_of_life_and_left_without_one() {
        let begin = Instant::now();
        let (own, mut asked) = mpsc::channel(OWN_PACKETS);
        let heard = Cell::new(begin);
        let server = async {
            let first = asked.recv().await;
            assert_eq!(first, Some(Packet::empty(PacketKind::KEEP_ALIVE, 5, 0)));
            assert_eq!(begin.elapsed(), KEEP_ALIVE_INTERVAL);
            heard.set(Instant::now());
            asked.recv().await;
            begin.elapsed() // and says no more
        };
        let (lost, asked_again) = tokio::join!(stay_alive(5, &heard, &own), server);
        assert_eq!(asked_again, 2 * KEEP_ALIVE_INTERVAL);
        assert_eq!(begin.elapsed(), asked_again + KEEP_ALIVE_TIMEOUT);
        assert_eq!(lost, Lost::Broken("The server left a keep-alive packet unanswered for 15 s.".into()));
    }

    #[tokio::test]
    async fn a_packet_that_was_not_sent_to_its_end_is_sent_again() {
        let packet =
            Packet { session: 7, kind: PacketKind::MESSAGE_TO_CLIENT, plugin: 0, payload: vec![9; 100].into() };
        let (stream, narrow) = tokio::io::duplex(10);
        let mut link = Link::new(Box::new(stream));
        link.id = 5;
        link.writer.begin(packet.clone(), 5);
        drop(narrow);
        assert!(link.writer.flush().await.is_err());
        let unsent = link.into_unsent().expect("it is lost");

        let (stream, mut wide) = tokio::io::duplex(1000);
        let mut link = Link::new(Box::new(stream)).with_unsent(Some(unsent));
        link.writer.flush().await.unwrap();
        let mut bytes = vec![0; 115];
        wide.read_exact(&mut bytes).await.unwrap();
        let mut decoder = Decoder::new();
        decoder.push(&bytes);
        assert_eq!(decoder.next_packet(1000), Ok(Some(packet)));
        assert_eq!(link.into_unsent(), None);
    }

    #[tokio::test]
    async fn a_port_that_speaks_http_is_the_wrong_one() {
        let (stream, mut server) = tokio::io::duplex(1000);
        server.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        let registration = Packet::empty(PacketKind::PLUGIN_CONNECTION, 0, 0);
        let lost = Link::new(Box::new(stream)).register(registration).await;
        assert_eq!(lost, Err(Lost::Refused(ROOMS_PORT.into())));
    }

    /// Takes everything, and sends nothing: as TLS does while the network takes nothing.
    struct Hoarding;

    impl AsyncRead for Hoarding {
        fn poll_read(self: Pin<&mut Self>, _: &mut Context<'_>, _: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
            Poll::Pending
        }
    }

    impl AsyncWrite for Hoarding {
        fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
            Poll::Ready(Ok(bytes.len()))
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Pending
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Pending
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_packet_that_is_still_in_a_buffer_is_sent_again() {
        let packet =
            Packet { session: 7, kind: PacketKind::MESSAGE_TO_CLIENT, plugin: 0, payload: vec![9; 100].into() };
        let mut link = Link::new(Box::new(Hoarding));
        link.writer.begin(packet.clone(), 0);
        assert!(timeout(KEEP_ALIVE_TIMEOUT, link.writer.flush()).await.is_err(), "it waits for the network");
        assert_eq!(link.into_unsent(), Some(packet));
    }
}
