//! A running server.

use std::io;
use std::net::SocketAddr;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use server::{Config, DataDir, Listeners, Server, Store};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tracing_subscriber::fmt::MakeWriter;

use super::soon;

/// Where a server is reached, and how it is known.
#[derive(Clone)]
pub struct Doors {
    pub plugins: SocketAddr,
    pub rooms: SocketAddr,
    pub ca: CertificateDer<'static>,
}

pub struct House {
    doors: Doors,
    folder: Arc<TempDir>,
    stop: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<()>>,
}

impl House {
    /// A server on loopback.
    pub async fn open(configure: impl FnOnce(&mut Config)) -> Self {
        Self::run(Arc::new(tempfile::tempdir().unwrap()), "127.0.0.1:0", configure).await
    }

    /// A server that could be reached from elsewhere.
    pub async fn open_to_all(configure: impl FnOnce(&mut Config)) -> Self {
        Self::run(Arc::new(tempfile::tempdir().unwrap()), "0.0.0.0:0", configure).await
    }

    async fn run(folder: Arc<TempDir>, address: &str, configure: impl FnOnce(&mut Config)) -> Self {
        listen_to_logs();
        Self::run_unheard(folder, address, configure).await
    }

    /// A server whose log goes nowhere.
    pub async fn run_unheard(folder: Arc<TempDir>, address: &str, configure: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config { data: Some(folder.path().join("nts")), ..Config::default() };
        configure(&mut config);
        let server = Server::open(config).unwrap();
        let ca = CertificateDer::from_pem_file(server.certificate().ca_file().unwrap()).unwrap();
        let bind = || async { TcpListener::bind(address).await.unwrap() };
        let listeners = Listeners { plugins: bind().await, rooms: bind().await };
        let local = |listener: &TcpListener| SocketAddr::from(([127, 0, 0, 1], listener.local_addr().unwrap().port()));
        let (plugins, rooms) = (local(&listeners.plugins), local(&listeners.rooms));
        let (stop, stopped) = oneshot::channel::<()>();
        let running = tokio::spawn(async move {
            let stopped = async { drop(stopped.await) };
            server.run(listeners, stopped).await.unwrap();
        });
        Self { doors: Doors { plugins, rooms, ca }, folder, stop: Some(stop), running: Some(running) }
    }

    /// The store, as the commands open it.
    pub fn store(&self) -> Store {
        Store::open(&DataDir::open(Some(&self.data())).unwrap()).unwrap()
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("nts")
    }

    /// Tells the server to stop.
    pub fn stop(&mut self) {
        drop(self.stop.take());
    }

    /// Waits until it has.
    pub async fn stopped(&mut self) {
        soon("the server to stop", self.running.take().unwrap()).await.unwrap();
    }

    /// Stops the server and starts it again on the same data.
    pub async fn restart(self) -> Self {
        self.restart_with(|_| {}).await
    }

    /// The same, with other settings.
    pub async fn restart_with(mut self, configure: impl FnOnce(&mut Config)) -> Self {
        self.stop();
        self.stopped().await;
        Self::run(self.folder.clone(), "127.0.0.1:0", configure).await
    }

    /// The fingerprint of its certificate.
    pub fn fingerprint(&self) -> String {
        let leaf = CertificateDer::from_pem_file(self.data().join("cert.pem")).unwrap();
        hex::encode(Sha256::digest(leaf))
    }
}

impl Deref for House {
    type Target = Doors;

    fn deref(&self) -> &Doors {
        &self.doors
    }
}

static LOG: OnceLock<Log> = OnceLock::new();

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

fn listen_to_logs() {
    LOG.get_or_init(|| {
        let log = Log::default();
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
        tracing::subscriber::set_global_default(subscriber.with_writer(log.clone()).finish()).unwrap();
        log
    });
}

/// All that all tests of this process made the servers log, in every detail.
pub fn logged() -> String {
    let log = LOG.get().expect("a server was started");
    String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned()
}
