//! One session as its host sees it: a process, a pipe to it, and why it ended.

use std::future::Future;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::{Buf, Bytes};
use protocol::packet::{DEFAULT_LIMIT, HEADER_LEN};
use protocol::session_end::{Cause, SessionEnd};
use protocol::{Header, Packet, PacketKind, pool};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader, split};
use tokio::process::Child;
use tokio::sync::{mpsc, watch};
use tokio::time::sleep;

use super::output::Output;
use super::sessions::{Launcher, end_packet};
use crate::os;

/// Bytes of commands that may wait for a session process: two of the largest.
const MAX_WAITING: usize = 2 * DEFAULT_LIMIT;
/// What a waiting command costs besides its payload.
const COMMAND_COST: usize = 256;
/// For a plugin to stop in, before its process is killed.
const STOP_GRACE: Duration = Duration::from_secs(5);
/// What is read from the pipe at once, at least.
const READ: usize = 64 << 10;

/// Why a session is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Its room disconnected.
    ByRoom,
    /// The host is stopping.
    ByHost,
    /// The server does not know it any more.
    Forgotten,
    /// The server cannot be reached for too long.
    Unreachable,
    /// Its process does not read what it is sent.
    Overflow,
}

/// A handle on a session. Dropped, the session goes on: stop it first.
pub(crate) struct Session {
    commands: mpsc::UnboundedSender<Bytes>,
    waiting_bytes: Arc<AtomicUsize>,
    stop: watch::Sender<Option<Stop>>,
}

impl Session {
    /// Hands a command to the session, which ends if too many wait.
    pub(crate) fn hear(&self, payload: Bytes) {
        let cost = payload.len() + COMMAND_COST;
        if self.waiting_bytes.fetch_add(cost, Ordering::Relaxed) + cost > MAX_WAITING {
            return self.stop(Stop::Overflow);
        }
        let _ = self.commands.send(payload); // Fails if the session just ended: then nobody wants it.
    }

    /// Asks the session to end. The first reason counts.
    pub(crate) fn stop(&self, why: Stop) {
        self.stop.send_if_modified(|known| known.is_none() && known.replace(why).is_none());
    }

    /// Whether the process is gone.
    pub(crate) fn is_over(&self) -> bool {
        self.commands.is_closed()
    }
}

/// Opens a session. Its life is the future, which must be run.
pub(crate) fn open(
    number: u32,
    connect: Bytes,
    launcher: Launcher,
    outgoing: mpsc::Sender<Packet>,
) -> (Session, impl Future<Output = ()> + Send + 'static) {
    let (commands, incoming) = mpsc::unbounded_channel();
    let (stop, stopping) = watch::channel(None);
    let waiting_bytes = Arc::new(AtomicUsize::new(0));
    let session = Session { commands, waiting_bytes: waiting_bytes.clone(), stop };
    session.hear(connect);
    let life = Life { number, incoming, waiting_bytes, stopping, outgoing };
    (session, life.live(launcher))
}

struct Life {
    number: u32,
    incoming: mpsc::UnboundedReceiver<Bytes>,
    waiting_bytes: Arc<AtomicUsize>,
    stopping: watch::Receiver<Option<Stop>>,
    outgoing: mpsc::Sender<Packet>,
}

impl Life {
    async fn live(mut self, launcher: Launcher) {
        let end = match launcher.launch(self.number).await {
            Ok((child, wire)) => self.attend(child, wire).await,
            Err(error) => {
                let message = format!("The plugin's host could not start a process for this session: {error}.");
                Some(SessionEnd::new(Cause::Error { message }))
            }
        };
        let Some(end) = end else {
            tracing::info!(session = self.number, "ended");
            return;
        };
        tracing::warn!(session = self.number, "ended: {}", end.cause);
        // Fails only if the host is gone.
        let _ = self.outgoing.send(end_packet(self.number, end)).await;
    }

    /// Moves packets until the process is gone, or has to be. None: the server knows why it ended.
    async fn attend(&mut self, mut child: Child, wire: os::Wire) -> Option<SessionEnd> {
        let output = Output::follow(self.number, &mut child);
        let (from_process, to_process) = split(wire);
        let (mut stopping, is_stopping) = (self.stopping.clone(), self.stopping.clone());
        let report = tokio::select! {
            report = forward(from_process, self.number, &self.outgoing, &is_stopping) => report,
            () = feed(to_process, self.number, &mut self.incoming, &self.waiting_bytes, &mut self.stopping) => None,
            () = overdue(&mut stopping) => {
                tracing::debug!(session = self.number, "its process is killed");
                None
            }
        };
        let stop = *stopping.borrow();
        os::kill_group(&child);
        let status = child.wait().await;
        let log = output.last_lines().await;
        let cause = match stop {
            Some(Stop::ByRoom | Stop::Forgotten) => return None,
            Some(Stop::ByHost) => Cause::Error { message: "The plugin was stopped where it runs.".into() },
            // The server may have waited longer: it is told when it is there again.
            Some(Stop::Unreachable) => {
                Cause::Error { message: "The plugin's host could not reach the server for too long.".into() }
            }
            Some(Stop::Overflow) => {
                Cause::Error { message: "The plugin's process does not read what it is sent any more.".into() }
            }
            None => match (report, status) {
                (Some(cause), _) => cause,
                (None, Ok(status)) => cause_of(status),
                (None, Err(error)) => Cause::Error { message: format!("The plugin's process is lost: {error}.") },
            },
        };
        Some(SessionEnd { cause, log })
    }
}

fn cause_of(status: ExitStatus) -> Cause {
    match (os::signal_of(status), status.code()) {
        (Some((number, name)), _) => Cause::Signal { number, name: name.into() },
        (None, code) => Cause::Exited { code: code.unwrap_or_default() },
    }
}

/// Moves what the process says to the link, until the pipe closes. Gives back what it said of its own end.
async fn forward(
    wire: impl AsyncRead + Unpin,
    number: u32,
    outgoing: &mpsc::Sender<Packet>,
    stopping: &watch::Receiver<Option<Stop>>,
) -> Option<Cause> {
    let mut wire = BufReader::with_capacity(READ, wire);
    let mut report = None;
    while let Some(packet) = next_packet(&mut wire, number).await {
        match packet.kind {
            PacketKind::MESSAGE_TO_CLIENT if stopping.borrow().is_some() => {} // It may not speak any more.
            PacketKind::MESSAGE_TO_CLIENT => outgoing.send(packet).await.ok()?,
            PacketKind::PLUGIN_DISCONNECTION => report = SessionEnd::decode(&packet.payload).map(|end| end.cause),
            other => tracing::warn!(session = number, "its process sent a packet of kind {}", other.0),
        }
    }
    report
}

/// The next packet, under the session's own number whatever the process says. None at the end of the pipe.
async fn next_packet(wire: &mut BufReader<impl AsyncRead + Unpin>, session: u32) -> Option<Packet> {
    let mut header = [0; HEADER_LEN];
    wire.read_exact(&mut header).await.ok()?;
    let header = match Header::decode(&header, DEFAULT_LIMIT) {
        Ok(header) => header,
        Err(error) => {
            tracing::warn!(session, "what its process sent is no packet: {error}");
            return None;
        }
    };
    let mut payload = pool::buffer(header.length as usize);
    wire.read_exact(&mut payload).await.ok()?;
    Some(Packet { session, kind: header.kind, plugin: 0, payload: pool::share(payload) })
}

/// Moves commands to the process; when the session is to end, asks it to. Returns only if the session is to end at once.
async fn feed(
    mut wire: impl AsyncWrite + Unpin,
    session: u32,
    commands: &mut mpsc::UnboundedReceiver<Bytes>,
    waiting_bytes: &AtomicUsize,
    stopping: &mut watch::Receiver<Option<Stop>>,
) {
    let stop_packet = Packet::empty(PacketKind::CLIENT_DISCONNECTION, session, 0);
    loop {
        let packet = tokio::select! {
            biased;
            _ = stopping.wait_for(Option::is_some) => break,
            Some(payload) = commands.recv() => {
                Packet { session, kind: PacketKind::MESSAGE_TO_PLUGIN, plugin: 0, payload }
            }
        };
        let cost = packet.payload.len() + COMMAND_COST;
        if write(&mut wire, packet).await.is_err() {
            return std::future::pending().await; // The pipe is broken: the other direction sees its end.
        }
        waiting_bytes.fetch_sub(cost, Ordering::Relaxed);
    }
    let _ = write(&mut wire, stop_packet).await;
    std::future::pending().await
}

async fn write(wire: &mut (impl AsyncWrite + Unpin), packet: Packet) -> std::io::Result<()> {
    let header = packet.header().encode();
    wire.write_all_buf(&mut Buf::chain(&header[..], packet.payload)).await
}

/// Returns when the process had its time to stop.
async fn overdue(stopping: &mut watch::Receiver<Option<Stop>>) {
    let why = stopping.wait_for(Option::is_some).await.map_or(Some(Stop::ByHost), |why| *why);
    if why != Some(Stop::Overflow) {
        sleep(STOP_GRACE).await;
    }
}
