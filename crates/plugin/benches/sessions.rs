//! How fast a session begins, answers, and moves much: JSON lines, times in milliseconds.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use protocol::packet::{DEFAULT_LIMIT, Decoder};
use protocol::ui::{ContentId, TextEvent};
use protocol::{Agreed, Packet, PacketKind, ToPlugin, Versions};
use rustls_pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

const ACTIVATIONS: u32 = 100;
const ROUND_TRIPS: usize = 5000;
const LARGE: usize = 16 << 20;
const LARGE_ROUND_TRIPS: usize = 20;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(measure());
}

async fn measure() {
    let mut peer = Peer::with_plugin().await;

    let mut times = Vec::new();
    for session in 1..=ACTIVATIONS {
        let begin = Instant::now();
        peer.send(session, ToPlugin::Connect(Versions::offered()).encode(0, &Agreed::default())).await;
        peer.receive().await;
        times.push(begin.elapsed());
        peer.write(Packet::empty(PacketKind::CLIENT_DISCONNECTION, session, 0)).await;
    }
    report("activate_to_first_message", times);

    let session = ACTIVATIONS + 1;
    peer.send(session, ToPlugin::Connect(Versions::offered()).encode(0, &Agreed::default())).await;
    peer.receive().await;
    let mut times = Vec::new();
    for _ in 0..ROUND_TRIPS {
        times.push(peer.round_trip(session, ToPlugin::Run.encode(1, &Agreed::newest())).await);
    }
    report("command_to_message", times);

    let text = format!("={}", "x".repeat(LARGE));
    let event = ToPlugin::TextSubmit(TextEvent { content_id: ContentId(1), text: text.into() });
    let payload = event.encode(1, &Agreed::newest());
    let mut times = Vec::new();
    for _ in 0..LARGE_ROUND_TRIPS {
        times.push(peer.round_trip(session, payload.clone()).await);
    }
    report("16_mb_there_and_back", times);
    peer.plugin.kill().unwrap();
    peer.plugin.wait().unwrap();
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e3;
    println!(
        r#"{{"bench":"plugin/{name}","samples":{},"p50_ms":{:.4},"p99_ms":{:.4}}}"#,
        times.len(),
        at(0.5),
        at(0.99)
    );
}

/// A server's end of the link to the trial plugin.
struct Peer {
    stream: TlsStream<TcpStream>,
    decoder: Decoder,
    plugin: Child,
}

impl Peer {
    async fn with_plugin() -> Self {
        let key = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![key.cert.der().clone()],
                PrivateKeyDer::try_from(key.signing_key.serialize_der()).unwrap(),
            )
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let plugin = Command::new(env!("CARGO_BIN_EXE_trial-plugin"))
            .args(["-a", "localhost", "-p", &port.to_string(), "--insecure"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (tcp, _) = listener.accept().await.unwrap();
        tcp.set_nodelay(true).unwrap();
        let stream = TlsAcceptor::from(Arc::new(config)).accept(tcp).await.unwrap();
        let mut peer = Self { stream, decoder: Decoder::new(), plugin };
        peer.receive().await; // the registration
        peer.write(Packet::empty(PacketKind::PLUGIN_CONNECTION, 0, 1)).await;
        peer
    }

    async fn send(&mut self, session: u32, payload: Bytes) {
        self.write(Packet { session, kind: PacketKind::MESSAGE_TO_PLUGIN, plugin: 1, payload }).await;
    }

    async fn write(&mut self, packet: Packet) {
        use bytes::Buf;
        let header = packet.header().encode();
        self.stream.write_all_buf(&mut Buf::chain(&header[..], packet.payload)).await.unwrap();
        self.stream.flush().await.unwrap();
    }

    async fn receive(&mut self) -> Packet {
        loop {
            if let Some(packet) = self.decoder.next_packet(DEFAULT_LIMIT).unwrap() {
                return packet;
            }
            assert!(self.stream.read_buf(&mut self.decoder.room()).await.unwrap() > 0, "the plugin is gone");
        }
    }

    /// A command and its message, the first byte out to the last byte in. They overlap, as with a real server.
    async fn round_trip(&mut self, session: u32, payload: Bytes) -> Duration {
        let begin = Instant::now();
        self.send(session, payload).await;
        let answer = self.receive().await;
        assert_eq!(answer.kind, PacketKind::MESSAGE_TO_CLIENT);
        begin.elapsed()
    }
}
