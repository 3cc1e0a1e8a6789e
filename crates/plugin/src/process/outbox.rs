//! What goes out to the host: bounded by bytes, written by a thread of its own.

use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use bytes::Bytes;
use protocol::packet::DEFAULT_LIMIT;
use protocol::session_end::{Cause, SessionEnd};
use protocol::{Packet, PacketKind};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::room::Room;
use super::wire;
use crate::Error;
use crate::os::BlockingWire;

/// Bytes that one unit of the budget stands for.
const UNIT: usize = 1 << 10;
/// Units that may wait to be written. A packet that is larger waits until it is alone.
const BUDGET: u32 = (64 << 20) / UNIT as u32;

/// Where everything goes in.
pub(crate) struct Outbox {
    queue: mpsc::Sender<Outgoing>,
    budget: Arc<Semaphore>,
}

/// The thread that writes.
pub(crate) struct Writing(JoinHandle<()>);

enum Outgoing {
    Packet(Packet, Option<OwnedSemaphorePermit>),
    Last(Option<Packet>),
}

/// Starts to write to a pipe.
pub(crate) fn open(mut wire: BlockingWire) -> (Outbox, Writing) {
    let (queue, outgoing) = mpsc::channel();
    let thread = thread::spawn(move || {
        for next in outgoing {
            let (packet, is_last) = match next {
                Outgoing::Packet(packet, budget) => {
                    let written = wire::write(&mut wire, &packet);
                    drop(budget);
                    (written, false)
                }
                Outgoing::Last(packet) => (packet.map_or(Ok(()), |packet| wire::write(&mut wire, &packet)), true),
            };
            // A broken pipe means that the host is gone: the reading thread sees that as well, and ends the session.
            if packet.is_err() || is_last {
                return;
            }
        }
    });
    (Outbox { queue, budget: Arc::new(Semaphore::new(BUDGET as usize)) }, Writing(thread))
}

impl Outbox {
    /// Sends a message's payload, as soon as there is room for it.
    pub(crate) async fn send(&self, name: &'static str, session: u32, payload: Bytes) -> Result<(), Error> {
        if payload.len() > DEFAULT_LIMIT {
            return Err(Error::TooLarge { name, bytes: payload.len(), limit: DEFAULT_LIMIT });
        }
        let units = u32::try_from(payload.len() / UNIT + 1).unwrap_or(BUDGET).min(BUDGET);
        let permit = self.budget.clone().acquire_many_owned(units).await.map_err(|_| Error::Ended)?;
        self.push(message(session, payload), Some(permit))
    }

    /// Sends a payload at once, whatever waits.
    pub(crate) fn send_now(&self, session: u32, payload: Bytes) {
        // Fails only if the pipe is broken, which ends the session by itself.
        let _ = self.push(message(session, payload), None);
    }

    /// Takes nothing more.
    pub(crate) fn close(&self) {
        self.budget.close();
    }

    fn push(&self, packet: Packet, permit: Option<OwnedSemaphorePermit>) -> Result<(), Error> {
        self.queue.send(Outgoing::Packet(packet, permit)).map_err(|_| Error::Ended)
    }
}

impl Writing {
    /// Writes what waits, tells the host what went wrong, and ends.
    pub(crate) fn finish(self, room: &Room, cause: Option<Cause>) {
        let report = cause.map(|cause| Packet {
            session: room.number(),
            kind: PacketKind::PLUGIN_DISCONNECTION,
            plugin: 0,
            payload: SessionEnd::new(cause).encode().into(),
        });
        if room.outbox().queue.send(Outgoing::Last(report)).is_ok() {
            // It does not panic, and a host that does not read any more kills this process.
            let _ = self.0.join();
        }
    }
}

fn message(session: u32, payload: Bytes) -> Packet {
    Packet { session, kind: PacketKind::MESSAGE_TO_CLIENT, plugin: 0, payload }
}
