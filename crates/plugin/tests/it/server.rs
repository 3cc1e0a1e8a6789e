//! A server that says what a test wants, packet by packet.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use protocol::packet::{DEFAULT_LIMIT, Decoder};
use protocol::session_end::SessionEnd;
use protocol::ui::{ContentId, TextEvent};
use protocol::{Agreed, Incoming, Packet, PacketKind, Registration, ToApp, ToPlugin, Versions};
use rustls_pki_types::PrivateKeyDer;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// No step of a test takes longer.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A server on a port of its own, with a certificate for `localhost` from an authority of its own.
pub struct Server {
    listener: TcpListener,
    acceptor: TlsAcceptor,
    folder: TempDir,
    /// Of its certificate.
    pub fingerprint: String,
}

impl Server {
    pub async fn start() -> Self {
        let authority_key = rcgen::KeyPair::generate().unwrap();
        let mut authority = rcgen::CertificateParams::default();
        authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let authority_certificate = authority.self_signed(&authority_key).unwrap();
        let issuer = rcgen::Issuer::new(authority, authority_key);
        let key = rcgen::KeyPair::generate().unwrap();
        let certificate =
            rcgen::CertificateParams::new(["localhost".to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();

        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("ca.pem"), authority_certificate.pem()).unwrap();
        let fingerprint = hex::encode(Sha256::digest(certificate.der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
            .unwrap();
        Self {
            listener: TcpListener::bind("127.0.0.1:0").await.unwrap(),
            acceptor: Arc::new(config).into(),
            folder,
            fingerprint,
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.listener.local_addr().unwrap()
    }

    pub fn ca(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// The next plugin that connects. It may break off the handshake.
    pub async fn accept(&self) -> std::io::Result<Peer> {
        let accepting = async {
            let (tcp, _) = self.listener.accept().await?;
            tcp.set_nodelay(true)?;
            let stream = self.acceptor.accept(tcp).await?;
            Ok(Peer { stream, decoder: Decoder::new(), others: VecDeque::new() })
        };
        tokio::time::timeout(PATIENCE, accepting).await.expect("nobody connects")
    }

    /// The next plugin that connects, registered with this id. Gives back the id that it had before.
    pub async fn register(&self, id: u32) -> (Peer, u32) {
        let mut peer = self.accept().await.unwrap();
        let (_, old_id) = peer.registration().await;
        peer.send(Packet::empty(PacketKind::PLUGIN_CONNECTION, 0, id)).await;
        (peer, old_id)
    }
}

/// A plugin's host, seen from the server.
pub struct Peer {
    stream: TlsStream<TcpStream>,
    decoder: Decoder,
    others: VecDeque<Packet>,
}

impl Peer {
    pub async fn send(&mut self, packet: Packet) {
        self.stream.write_all(&packet.header().encode()).await.unwrap();
        self.stream.write_all(&packet.payload).await.unwrap();
        self.stream.flush().await.unwrap();
    }

    /// The next packet; none at the end of the connection.
    pub async fn receive(&mut self) -> Option<Packet> {
        if let Some(packet) = self.others.pop_front() {
            return Some(packet);
        }
        tokio::time::timeout(PATIENCE, self.read()).await.expect("nothing comes")
    }

    async fn read(&mut self) -> Option<Packet> {
        loop {
            if let Some(packet) = self.decoder.next_packet(DEFAULT_LIMIT).unwrap() {
                return Some(packet);
            }
            if !matches!(self.stream.read_buf(&mut self.decoder.room()).await, Ok(1..)) {
                return None;
            }
        }
    }

    /// The next packet of a session. Those of others wait.
    pub async fn receive_of(&mut self, session: u32) -> Packet {
        if let Some(at) = self.others.iter().position(|packet| packet.session == session) {
            return self.others.remove(at).unwrap();
        }
        loop {
            let packet = tokio::time::timeout(PATIENCE, self.read()).await.expect("nothing comes");
            let packet = packet.expect("the connection ends");
            if packet.session == session {
                return packet;
            }
            self.others.push_back(packet);
        }
    }

    /// What a plugin says of itself, and the id that it had before.
    pub async fn registration(&mut self) -> (Registration, u32) {
        let packet = self.receive().await.expect("no registration comes");
        assert_eq!(packet.kind, PacketKind::PLUGIN_CONNECTION);
        (Registration::from_json(&packet.payload).unwrap(), packet.plugin)
    }

    /// Opens a session: connect, both ways.
    pub async fn open(&mut self, session: u32) {
        self.command_with(session, ToPlugin::Connect(Versions::offered()), 0, &Agreed::default()).await;
        let ToApp::Connect(connect) = self.message(session).await.message else { panic!("connect is not answered") };
        assert_eq!((connect.compression, connect.versions), (0, Versions::offered()));
    }

    pub async fn command(&mut self, session: u32, command: ToPlugin) {
        self.answer(session, 0, command).await;
    }

    pub async fn answer(&mut self, session: u32, request: u32, command: ToPlugin) {
        self.command_with(session, command, request, &Agreed::newest()).await;
    }

    pub async fn command_with(&mut self, session: u32, command: ToPlugin, request: u32, agreed: &Agreed) {
        let payload = command.encode(request, agreed);
        self.send(Packet { session, kind: PacketKind::MESSAGE_TO_PLUGIN, plugin: 0, payload }).await;
    }

    /// Tells the trial plugin what to do.
    pub async fn tell(&mut self, session: u32, text: &str) {
        let event = TextEvent { content_id: ContentId(1), text: text.into() };
        self.command(session, ToPlugin::TextSubmit(event)).await;
    }

    /// Tells the trial plugin what to do, and gives back what it says.
    pub async fn ask(&mut self, session: u32, text: &str) -> String {
        self.tell(session, text).await;
        self.notification(session).await
    }

    /// A session's next message.
    pub async fn message(&mut self, session: u32) -> Incoming<ToApp> {
        let packet = self.receive_of(session).await;
        assert_eq!(packet.kind, PacketKind::MESSAGE_TO_CLIENT, "{:?}", SessionEnd::decode(&packet.payload));
        let agreed = Agreed::newest();
        ToApp::decode(&packet.payload, &agreed).unwrap()
    }

    /// A session's next message, which is a notification.
    pub async fn notification(&mut self, session: u32) -> String {
        match self.message(session).await.message {
            ToApp::NotificationSend(notification) => notification.text.into(),
            other => panic!("{other:?}"),
        }
    }

    /// A session's next packet, which says why it ended.
    pub async fn end(&mut self, session: u32) -> SessionEnd {
        let packet = self.receive_of(session).await;
        assert_eq!(packet.kind, PacketKind::PLUGIN_DISCONNECTION);
        SessionEnd::decode(&packet.payload).expect("no reason is given")
    }

    /// The room disconnects a session.
    pub async fn close(&mut self, session: u32) {
        self.send(Packet::empty(PacketKind::CLIENT_DISCONNECTION, session, 0)).await;
    }

    /// Closes the connection.
    pub async fn hang_up(mut self) {
        self.stream.shutdown().await.unwrap();
    }
}
