//! A registered plugin's connection: its packets to rooms, what waits in its queue to it, until one of many ends.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use protocol::packet::Decoder;
use protocol::{Packet, PacketKind};
use room::SessionEnd;
use room_api::SessionId;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::{Instant, timeout, timeout_at};
use tracing::{Instrument, debug, error_span, info, warn};

use super::admission::Admitted;
use super::logs::LiveLogs;
use super::wire::{self, WireError};
use crate::plugins::{Cut, Link, Loss};
use crate::queue::Queue;
use crate::router::Stray;
use crate::run::House;

/// A packet must grow by so much in a stall time-out, or be complete.
const PROGRESS: usize = 64 * 1024;
/// A message so many times too long is dropped and answered; a longer one ends the link.
const DROPPED: usize = 4;
/// How long a link that is cut may take to finish the packet that is being sent.
const LAST_PACKET: Duration = Duration::from_secs(2);

/// How a conversation ends.
#[derive(Debug, thiserror::Error)]
enum Ending {
    #[error(transparent)]
    Wire(#[from] WireError),
    #[error("it was silent for too long")]
    Silent,
    #[error("a packet of it made no progress")]
    Stuck,
    #[error("the server's memory for packets was full, and it held most of it")]
    Greedy,
    #[error("{}", said(*.0))]
    Cut(Cut),
}

fn said(cut: Cut) -> &'static str {
    match cut {
        Cut::TakenOver => "the plugin came back over another connection",
        Cut::KeyRevoked => "its key was revoked",
        Cut::Shutdown => "the server stops",
    }
}

/// Serves a registered plugin until its connection ends.
pub(super) async fn hold(admitted: Admitted, house: Arc<House>) {
    let plugin = admitted.registered.queue.plugin();
    serve(admitted, house).instrument(error_span!("plugin", %plugin)).await;
}

async fn serve(admitted: Admitted, house: Arc<House>) {
    let Admitted { stream, decoder, link, registered } = admitted;
    if let Some(previous) = registered.previous {
        previous.released.wait().await; // What it was sending goes back to the queue first.
    }
    let conversation = Conversation { house: &house, link: &link, queue: &registered.queue };
    let (mut from, mut to) = tokio::io::split(stream);
    let ending = conversation.run(decoder, &mut from, &mut to).await;
    let _ = link.released.set(());
    // The plugin is gone for the rooms now, not after it said good-bye.
    house.plugins.unlink(registered.queue.plugin(), &link, loss(&ending));
    match ending {
        Ending::Wire(WireError::Closed | WireError::Lost(_)) | Ending::Cut(_) => info!("the link ended: {ending}"),
        _ => warn!("the link is closed: {ending}"),
    }
    wire::close(from.unsplit(to)).await;
}

fn loss(ending: &Ending) -> Loss {
    match ending {
        Ending::Wire(WireError::Closed) => Loss::Stopped,
        Ending::Greedy => Loss::Greedy,
        _ => Loss::Lost,
    }
}

struct Conversation<'a> {
    house: &'a House,
    link: &'a Link,
    queue: &'a Arc<Queue>,
}

impl Conversation<'_> {
    async fn run(
        &self,
        decoder: Decoder,
        from: &mut (impl AsyncRead + Unpin),
        to: &mut (impl AsyncWrite + Unpin),
    ) -> Ending {
        let mut reading = pin!(self.read(decoder, from));
        let mut writing = pin!(self.write(to));
        let mut is_writing = true;
        let ending = loop {
            tokio::select! {
                ending = &mut reading => break ending,
                written = &mut writing, if is_writing => match written {
                    // A plugin that takes nothing more may have sent its last words: they are read to their end.
                    Ok(()) | Err(WireError::Lost(_)) => is_writing = false,
                    Err(error) => break error.into(),
                },
                () = self.queue.account().cut_off() => break Ending::Greedy,
            }
        };
        if is_writing && matches!(ending, Ending::Cut(Cut::KeyRevoked | Cut::Shutdown)) {
            let _ = timeout(LAST_PACKET, writing).await;
        }
        ending
    }

    /// Tells the plugin its id, and then sends what waits, in turn, until the link is cut: always at the end of a packet.
    async fn write(&self, to: &mut (impl AsyncWrite + Unpin)) -> Result<(), WireError> {
        let stall = self.house.config.stall_secs.duration();
        let hello = Packet::empty(PacketKind::PLUGIN_CONNECTION, 0, self.queue.plugin().0);
        wire::write(to, &hello, stall).await?;
        let cut = loop {
            let taken = tokio::select! {
                biased;
                cut = self.link.cut.wait() => break *cut,
                taken = self.queue.next() => taken,
            };
            wire::write(to, taken.packet(), stall).await?;
            taken.sent();
        };
        match cut {
            Cut::TakenOver => {}
            Cut::KeyRevoked => {
                let end = Packet::empty(PacketKind::PLUGIN_DISCONNECTION, 0, self.queue.plugin().0);
                wire::write(to, &end, stall).await?;
            }
            Cut::Shutdown => {
                while let Some(taken) = self.queue.take() {
                    wire::write(to, taken.packet(), stall).await?;
                    taken.sent();
                }
            }
        }
        Ok(())
    }

    /// Takes packets until there can be no more.
    async fn read(&self, mut decoder: Decoder, from: &mut (impl AsyncRead + Unpin)) -> Ending {
        let config = &self.house.config;
        let (silence, stall) = (config.silence_secs.duration(), config.stall_secs.duration());
        let mut held = self.queue.account().charge(0);
        let mut packets = Incoming { link: self, logs: LiveLogs::new(), complaints: 0 };
        let mut heard = Instant::now();
        let (mut progressed, mut grown) = (heard, 0);
        loop {
            match decoder.next_packet(config.packet_size.0) {
                Err(error) => match decoder.cut(config.packet_size.0.saturating_mul(DROPPED)) {
                    // Its session is told, and answered; the other sessions go on.
                    Some(bytes) => {
                        packets.complain(&format!("a message of {bytes} bytes is not carried out: {error}"));
                        continue;
                    }
                    None => return WireError::Header(error).into(),
                },
                Ok(Some(packet)) => {
                    held.resize(decoder.buffered().len());
                    packets.take(packet).await;
                    (progressed, grown) = (Instant::now(), 0);
                    continue;
                }
                Ok(None) => held.resize(decoder.buffered().len()),
            }
            let is_idle = decoder.is_between_packets();
            let patience = if is_idle { heard + silence } else { progressed + stall };
            let read = tokio::select! {
                cut = self.link.cut.wait() => return Ending::Cut(*cut),
                read = timeout_at(patience, wire::read(from, &mut decoder)) => read,
            };
            match read {
                Err(_) if is_idle => return Ending::Silent,
                Err(_) => return Ending::Stuck,
                Ok(Err(error)) => return error.into(),
                Ok(Ok(count)) => {
                    heard = Instant::now();
                    grown += count;
                    if is_idle || grown >= PROGRESS {
                        (progressed, grown) = (heard, 0);
                    }
                }
            }
        }
    }
}

/// Where a plugin's packets go.
struct Incoming<'a> {
    link: &'a Conversation<'a>,
    logs: LiveLogs,
    complaints: u32,
}

impl Incoming<'_> {
    async fn take(&mut self, packet: Packet) {
        let (house, queue) = (self.link.house, self.link.queue);
        let session = SessionId(packet.session);
        match packet.kind {
            PacketKind::MESSAGE_TO_CLIENT => match house.router.room_of(session, queue) {
                Ok(room) => {
                    // Counted until the room has done with it, which may be when an answer to an earlier one is there.
                    room.said_by_plugin(session, queue.account().count(packet.payload)).await;
                }
                Err(stray) => self.stray(session, stray),
            },
            PacketKind::PLUGIN_DISCONNECTION => match house.router.end(session, queue) {
                Ok(room) => room.session_ended(session, SessionEnd::Plugin(packet.payload)).await,
                Err(Stray::Unknown) => debug!(%session, "the plugin ended a session that is over"),
                Err(stray) => self.stray(session, stray),
            },
            PacketKind::KEEP_ALIVE => queue.echo(packet.session),
            PacketKind::LIVE_LOGS => self.logs.take(&packet.payload),
            PacketKind::PLUGIN_CONNECTION => self.complain("it registers a second time: ignored"),
            kind => match kind.name() {
                Some(name) => {
                    self.complain(&format!("it sent a packet {name}, which is not a plugin's to send: ignored"))
                }
                None => self.complain(&format!("it sent a packet of the unknown type {}: ignored", kind.0)),
            },
        }
    }

    fn stray(&mut self, session: SessionId, stray: Stray) {
        match stray {
            Stray::Unknown => {
                self.complain(&format!("it spoke to session {session}, which is not there or is over: ignored"));
                self.link.queue.end_stray(session);
            }
            Stray::Foreign => self.complain(&format!("it spoke to session {session} of another plugin: ignored")),
        }
    }

    /// Logs the first, second, fourth, eighth, ... complaint about this link.
    fn complain(&mut self, what: &str) {
        self.complaints = self.complaints.saturating_add(1);
        if self.complaints.is_power_of_two() {
            warn!(complaints = self.complaints, "{what}");
        }
    }
}
