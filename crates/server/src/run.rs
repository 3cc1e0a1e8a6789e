//! The server as a whole: opened on its data folder, run on two listeners, drained when it is told to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use room::ConnectionId;
use rustls::ServerConfig;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, SetOnce};
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::timeout;
use tracing::{Span, error, info, warn};

use crate::complaints::Complaints;
use crate::data_dir::ServerLock;
use crate::files::Files;
use crate::images::Gallery;
use crate::ledger::Ledger;
use crate::passwords::Tries;
use crate::plugins::Plugins;
use crate::rooms::Rooms;
use crate::router::Router;
use crate::store::{Counter, Numbers};
use crate::turnstile::Turnstile;
use crate::{Certificate, Config, DataDir, Error, Store, complaints, link, web};

/// How often a running server looks whether a key was revoked.
const WATCH_STORE: Duration = Duration::from_millis(500);
/// How long a large buffer is kept that nobody uses, at least; at most twice as long.
const KEPT: Duration = Duration::from_secs(5);

/// Where the server is reached.
#[derive(Debug)]
pub struct Listeners {
    /// By plugins.
    pub plugins: TcpListener,
    /// By people.
    pub rooms: TcpListener,
}

/// A server that has all it needs and is not running yet.
#[derive(Debug)]
pub struct Server {
    config: Config,
    certificate: Certificate,
    store: Arc<Store>,
    gallery: Gallery,
    files: Files,
    /// Kept as long as the server lives.
    _lock: ServerLock,
}

/// Everything that the server's tasks share.
#[derive(Debug)]
pub(crate) struct House {
    pub config: Config,
    pub store: Arc<Store>,
    pub gallery: Gallery,
    /// The folders of members.
    pub files: Files,
    pub plugin_tls: Arc<ServerConfig>,
    pub web_tls: Arc<ServerConfig>,
    pub ledger: Arc<Ledger>,
    pub router: Arc<Router>,
    pub plugins: Arc<Plugins>,
    pub rooms: Rooms,
    /// Connections on the plugin port, and those of them that are not registered.
    pub links: Arc<Turnstile>,
    pub unregistered_links: Arc<Turnstile>,
    /// Connections of people.
    pub connections: Arc<Turnstile>,
    /// Reading, writing and encoding of structures: as many at once as there are processors.
    pub workers: Semaphore,
    /// Inputs of rooms that take long to be taken in: so many at once that half of the processors is left to all else.
    pub heavy: Semaphore,
    /// Wrong passwords of rooms.
    pub tries: Tries,
    pub complaints: Complaints,
    /// Whether only this machine reaches the ports.
    pub plugins_are_local: bool,
    pub people_are_local: bool,
    next_connection: AtomicU64,
    stopping: SetOnce<()>,
}

/// Opens a server and runs it until `shutdown` is ready, and then until it is drained.
pub async fn run(config: Config, listeners: Listeners, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
    Server::open(config)?.run(listeners, shutdown).await
}

impl Server {
    /// Opens the data folder: takes its lock, opens its store, and reads or makes the certificate.
    pub fn open(config: Config) -> Result<Self, Error> {
        config.check()?;
        let data = DataDir::open(config.data.as_deref())?;
        let lock = data.lock()?;
        let store = Arc::new(Store::open(&data)?);
        let certificate = Certificate::load(&config, &data)?;
        let gallery = Gallery::open(&data)?;
        let files = Files::open(&data, &config)?;
        Ok(Self { config, certificate, store, gallery, files, _lock: lock })
    }

    /// What it shows to those who connect.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Where others reach a listener of this server, for people to read: host and port. A listener on all addresses has none of its own;
    /// then it is the first of the configured `names`, or what the certificate is for, or the computer's name.
    pub fn reached_at(&self, listening: SocketAddr) -> String {
        let name = listening.ip().is_unspecified().then(|| self.certificate.common_name(&self.config)).flatten();
        match name.map(|name| name.parse().map_err(|_| name)) {
            None => listening.to_string(),
            Some(Ok(address)) => SocketAddr::new(address, listening.port()).to_string(),
            Some(Err(name)) => format!("{name}:{}", listening.port()),
        }
    }

    /// Serves until `shutdown` is ready; then says good-bye to everybody, and waits for that as long as is configured.
    pub async fn run(self, listeners: Listeners, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
        let listening = Error::file("the listening socket");
        let addresses = listeners.plugins.local_addr().and_then(|plugins| Ok((plugins, listeners.rooms.local_addr()?)));
        let (plugins, rooms) = addresses.map_err(listening)?;
        let drain = self.config.drain_secs.duration();
        let (gallery, files) = (self.gallery, self.files);
        let house = House::new(self.config, &self.certificate, self.store, gallery, files, plugins, rooms)?;
        let house = Arc::new(house);
        let links = tokio::spawn(link::listen(listeners.plugins, house.clone()));
        let people = tokio::spawn(web::listen(listeners.rooms, house.clone()));
        let watch = tokio::spawn(watch_keys(house.clone()));
        let counting = tokio::spawn(complaints::count(house.clone()));
        let tidying = tokio::spawn(give_back_unused());

        shutdown.await;
        info!("the server stops: rooms and plugins are told");
        house.stop();
        let (abort_links, abort_people) = (links.abort_handle(), people.abort_handle());
        let drained = async {
            house.rooms.close_all().await;
            house.plugins.shutdown();
            let _ = tokio::join!(links, people);
        };
        if timeout(drain, drained).await.is_err() {
            warn!("not everybody could be told in time");
        }
        for task in [abort_links, abort_people, watch.abort_handle(), counting.abort_handle(), tidying.abort_handle()] {
            task.abort();
        }
        if let Err(error) = house.gallery.sweep() {
            warn!(%error, "images of plugins are left in the data folder; the next start removes them");
        }
        Ok(())
    }
}

impl House {
    fn new(
        config: Config,
        certificate: &Certificate,
        store: Arc<Store>,
        gallery: Gallery,
        files: Files,
        plugins: SocketAddr,
        rooms: SocketAddr,
    ) -> Result<Self, Error> {
        let router = Arc::new(Router::default());
        let numbers = |counter| Numbers::new(store.clone(), counter);
        let (grace, session_queue) = (config.grace_secs.duration(), config.session_queue_size.0);
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            plugin_tls: certificate.server_config(&[])?,
            web_tls: certificate.server_config(&["http/1.1"])?,
            ledger: Ledger::new(config.buffered_size.0),
            plugins: Plugins::new(router.clone(), numbers(Counter::Plugins)?, grace, session_queue),
            router,
            rooms: Rooms::new(
                numbers(Counter::Rooms)?,
                numbers(Counter::Sessions)?,
                config.rooms_at_once,
                config.rooms_per_address,
            ),
            links: Turnstile::new(config.links, config.links),
            unregistered_links: Turnstile::new(config.links, config.unregistered_links_per_address),
            connections: Turnstile::new(config.connections, config.connections_per_address),
            workers: Semaphore::new(workers),
            heavy: Semaphore::new(workers.div_ceil(2)),
            tries: Tries::default(),
            complaints: Complaints::default(),
            plugins_are_local: plugins.ip().is_loopback(),
            people_are_local: rooms.ip().is_loopback(),
            next_connection: AtomicU64::new(1),
            stopping: SetOnce::new(),
            store,
            gallery,
            files,
            config,
        })
    }

    /// A house in a folder of its own, in which nothing runs.
    #[cfg(test)]
    pub(crate) fn for_tests() -> (tempfile::TempDir, Arc<Self>) {
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config { data: Some(folder.path().join("nts")), ..Config::default() };
        let Server { config, certificate, store, gallery, files, _lock } = Server::open(config).expect("a server");
        let local = SocketAddr::from(([127, 0, 0, 1], 0));
        let house = Self::new(config, &certificate, store, gallery, files, local, local).expect("a house");
        (folder, Arc::new(house))
    }

    /// Waits until the server is told to stop.
    pub(crate) async fn stopping(&self) {
        self.stopping.wait().await;
    }

    /// Tells it to.
    pub(crate) fn stop(&self) {
        let _ = self.stopping.set(());
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.initialized()
    }

    pub(crate) fn next_connection(&self) -> ConnectionId {
        ConnectionId(self.next_connection.fetch_add(1, Ordering::Relaxed))
    }
}

/// Lets something that waits for the disk, or takes long, run beside the workers; what it logs says whom it is about.
pub(crate) fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
    let span = Span::current();
    spawn_blocking(move || span.in_scope(work))
}

/// Cuts off plugins whose key was revoked: the commands change the store, and here that is noticed.
async fn watch_keys(house: Arc<House>) {
    let mut seen = None;
    let mut ticks = tokio::time::interval(WATCH_STORE);
    loop {
        ticks.tick().await;
        let store = house.store.clone();
        let look = move || {
            let version = store.version()?;
            let changed = seen != Some(version);
            let live = if changed { Some(store.live_keys()?) } else { None };
            Ok::<_, Error>((version, live))
        };
        match spawn_blocking(look).await {
            Ok(Ok((version, live))) => {
                seen = Some(version);
                if let Some(live) = live {
                    house.plugins.keep_only(&live);
                }
            }
            Ok(Err(error)) => error!(%error, "cannot see which keys are revoked"),
            Err(_) => return, // The runtime stops.
        }
    }
}

/// Gives back the large buffers that are not used any more.
async fn give_back_unused() {
    let mut ticks = tokio::time::interval(KEPT);
    loop {
        ticks.tick().await;
        protocol::pool::tidy();
    }
}
