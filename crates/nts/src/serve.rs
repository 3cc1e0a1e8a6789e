//! `nts serve`: the server, until a signal stops it.

use std::io::{IsTerminal, Write};
use std::net::SocketAddr;

use anyhow::{Context, Result};
use server::{Config, Listeners, Server};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;

use crate::settings::Settings;

/// What `nts serve` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub(crate) settings: Settings,
}

/// Runs the server until it is interrupted or terminated, and has said good-bye.
pub async fn run(args: Args) -> Result<()> {
    let config = args.settings.config()?;
    log(&config)?;
    let listeners =
        Listeners { plugins: listen(config.plugins, "plugins").await?, rooms: listen(config.rooms, "rooms").await? };
    let server = Server::open(config)?;
    let stop = stop_signal()?; // Before a script that reads the lines can send one.
    announce(&server, &listeners)?;
    server.run(listeners, stop).await?;
    Ok(())
}

async fn listen(address: SocketAddr, what: &str) -> Result<TcpListener> {
    let problem = || format!("cannot listen on {address}: give another --{what} ADDRESS:PORT");
    TcpListener::bind(address).await.with_context(problem)
}

/// The lines that scripts read.
fn announce(server: &Server, listeners: &Listeners) -> Result<()> {
    let (plugins, rooms) = (listeners.plugins.local_addr()?, listeners.rooms.local_addr()?);
    let scheme = if rooms.ip().is_loopback() { "http" } else { "https" };
    let certificate = server.certificate();
    let ca_file = certificate.ca_file().map(|path| format!("  (CA file: {})", path.display())).unwrap_or_default();
    let mut out = std::io::stdout().lock();
    writeln!(out, "plugins: {} (TLS)", server.reached_at(plugins))?;
    writeln!(out, "rooms: {scheme}://{}", server.reached_at(rooms))?;
    writeln!(out, "certificate: sha256 {}{ca_file}", certificate.fingerprint())?;
    Ok(out.flush()?)
}

/// Logs to stderr. Records of the `log` crate stay out: libraries write there whole frames, links and all.
fn log(config: &Config) -> Result<()> {
    let filter: EnvFilter = config.log.parse().with_context(|| format!("log = {:?}", config.log))?;
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines: Box<dyn tracing_subscriber::Layer<_> + Send + Sync> = if config.log_json {
        Box::new(lines.json())
    } else {
        Box::new(lines.with_ansi(std::io::stderr().is_terminal()))
    };
    let subscriber = tracing_subscriber::registry().with(lines).with(filter);
    tracing::subscriber::set_global_default(subscriber).context("cannot log")
}

/// Ctrl-C or SIGTERM, from this moment on.
#[cfg(unix)]
fn stop_signal() -> Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let problem = "cannot listen to signals";
    let mut interrupt = signal(SignalKind::interrupt()).context(problem)?;
    let mut terminate = signal(SignalKind::terminate()).context(problem)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ctrl-C.
#[cfg(not(unix))]
fn stop_signal() -> Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    })
}
