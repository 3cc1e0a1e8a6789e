//! What waits to be sent to one plugin: a lane a session, served in turn by bytes, so that no session keeps the others waiting.
//!
//! The queue stays when the plugin's link is lost, so that what was not sent yet goes over its next one. A packet is sent at most once.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use protocol::{Packet, PacketKind};
use room_api::{PluginId, SessionId};
use tokio::sync::Notify;

use crate::ledger::{Account, Charge};

/// What a lane may send in its turn before it is the next one's. A larger packet waits until it has saved enough turns.
const QUANTUM: usize = 64 * 1024;
/// What a packet costs beside its payload.
const PACKET_COST: usize = 64;
/// Sessions that are not the plugin's, or no more, which it is told to end.
const MAX_STRAYS: usize = 64;

/// The queue of one plugin.
#[derive(Debug)]
pub(crate) struct Queue {
    plugin: PluginId,
    account: Arc<Account>,
    session_limit: usize,
    lanes: Mutex<Lanes>,
    filled: Notify,
}

#[derive(Debug, Default)]
struct Lanes {
    /// An answer to a keep-alive: only the newest matters.
    echo: Option<Packet>,
    /// Sessions to be ended on the plugin's side.
    over: VecDeque<u32>,
    /// Of these, those that it named by itself.
    strays: usize,
    by_session: HashMap<u32, Lane>,
    /// Sessions with packets, whose turn is first.
    turns: VecDeque<u32>,
    /// The plugin is gone: nothing is queued any more.
    closed: bool,
}

#[derive(Debug, Default)]
struct Lane {
    packets: VecDeque<(Bytes, Charge)>,
    bytes: usize,
    credit: usize,
    /// The plugin knows of the session: its first packet was sent.
    started: bool,
}

/// The session's lane is full: the plugin is too slow for it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Full {
    /// How many bytes wait.
    pub waiting: usize,
}

/// A packet that is being sent. Dropped before [`Taken::sent`], it goes back to the front.
#[derive(Debug)]
pub(crate) struct Taken<'a> {
    queue: &'a Queue,
    packet: Option<Packet>,
    charge: Option<Charge>,
}

impl Queue {
    pub(crate) fn new(plugin: PluginId, account: Arc<Account>, session_limit: usize) -> Arc<Self> {
        Arc::new(Self { plugin, account, session_limit, lanes: Mutex::default(), filled: Notify::new() })
    }

    /// Whose queue it is.
    pub(crate) fn plugin(&self) -> PluginId {
        self.plugin
    }

    /// What the plugin holds of the server's memory.
    pub(crate) fn account(&self) -> &Arc<Account> {
        &self.account
    }

    /// Makes a lane. False: the plugin is gone.
    pub(crate) fn open(&self, session: SessionId) -> bool {
        let mut lanes = self.lock();
        if !lanes.closed {
            lanes.by_session.insert(session.0, Lane::default());
        }
        !lanes.closed
    }

    /// Adds a command to its session's lane.
    pub(crate) fn push(&self, session: SessionId, payload: Bytes) -> Result<(), Full> {
        let mut lanes = self.lock();
        let Some(lane) = lanes.by_session.get_mut(&session.0) else { return Ok(()) };
        let cost = payload.len() + PACKET_COST;
        if lane.bytes >= self.session_limit {
            return Err(Full { waiting: lane.bytes });
        }
        lane.bytes += cost;
        lane.packets.push_back((payload, self.account.charge(cost)));
        if lane.packets.len() == 1 {
            lanes.turns.push_back(session.0);
        }
        drop(lanes);
        self.filled.notify_one();
        Ok(())
    }

    /// Drops what waits for a session and, if the plugin knows of it, tells it that the session is over.
    pub(crate) fn close(&self, session: SessionId) {
        let mut lanes = self.lock();
        if lanes.remove(session.0).is_some_and(|lane| lane.started) {
            lanes.over.push_back(session.0);
            drop(lanes);
            self.filled.notify_one();
        }
    }

    /// Drops what waits for a session that the plugin itself ended.
    pub(crate) fn forget(&self, session: SessionId) {
        self.lock().remove(session.0);
    }

    /// Tells the plugin that a session which it named is not there: it may have it from before a restart of the server.
    pub(crate) fn end_stray(&self, session: SessionId) {
        let mut lanes = self.lock();
        if lanes.strays < MAX_STRAYS && !lanes.over.contains(&session.0) {
            lanes.strays += 1;
            lanes.over.push_back(session.0);
            drop(lanes);
            self.filled.notify_one();
        }
    }

    /// Answers a keep-alive.
    pub(crate) fn echo(&self, session_field: u32) {
        self.lock().echo = Some(Packet::empty(PacketKind::KEEP_ALIVE, session_field, self.plugin.0));
        self.filled.notify_one();
    }

    /// Drops everything, for good.
    pub(crate) fn shut(&self) {
        *self.lock() = Lanes { closed: true, ..Lanes::default() };
    }

    /// The next packet, when there is one.
    pub(crate) async fn next(&self) -> Taken<'_> {
        loop {
            if let Some(taken) = self.take() {
                return taken;
            }
            self.filled.notified().await;
        }
    }

    /// The next packet, if there is one.
    pub(crate) fn take(&self) -> Option<Taken<'_>> {
        let mut lanes = self.lock();
        let (packet, charge) = lanes.take(self.plugin)?;
        Some(Taken { queue: self, packet: Some(packet), charge })
    }

    fn lock(&self) -> MutexGuard<'_, Lanes> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lanes {
    fn take(&mut self, plugin: PluginId) -> Option<(Packet, Option<Charge>)> {
        if let Some(echo) = self.echo.take() {
            return Some((echo, None));
        }
        if let Some(session) = self.over.pop_front() {
            self.strays = self.strays.min(self.over.len());
            return Some((Packet::empty(PacketKind::CLIENT_DISCONNECTION, session, plugin.0), None));
        }
        loop {
            let session = *self.turns.front()?;
            let alone = self.turns.len() == 1;
            let Some(lane) = self.by_session.get_mut(&session) else {
                self.turns.pop_front();
                continue;
            };
            let cost = lane.packets.front().map_or(0, |(payload, _)| payload.len() + PACKET_COST);
            if lane.credit < cost && !alone {
                lane.credit += QUANTUM;
                self.turns.rotate_left(1);
                continue;
            }
            lane.credit = lane.credit.saturating_sub(cost);
            let Some((payload, charge)) = lane.packets.pop_front() else {
                self.turns.pop_front();
                continue;
            };
            lane.bytes -= cost;
            lane.started = true;
            if lane.packets.is_empty() {
                lane.credit = 0;
                self.turns.pop_front();
            }
            let kind = PacketKind::MESSAGE_TO_PLUGIN;
            return Some((Packet { session, kind, plugin: plugin.0, payload }, Some(charge)));
        }
    }

    fn put_back(&mut self, packet: Packet, charge: Option<Charge>) {
        match (packet.kind, charge) {
            (PacketKind::CLIENT_DISCONNECTION, _) => self.over.push_front(packet.session),
            (PacketKind::MESSAGE_TO_PLUGIN, Some(charge)) => {
                let Some(lane) = self.by_session.get_mut(&packet.session) else { return };
                lane.bytes += packet.payload.len() + PACKET_COST;
                lane.packets.push_front((packet.payload, charge));
                if lane.packets.len() == 1 {
                    self.turns.push_front(packet.session);
                }
            }
            _ => {} // An echo that could not be sent is of no use on another link.
        }
    }

    fn remove(&mut self, session: u32) -> Option<Lane> {
        let lane = self.by_session.remove(&session)?;
        if !lane.packets.is_empty() {
            self.turns.retain(|turn| *turn != session);
        }
        Some(lane)
    }
}

impl Taken<'_> {
    /// What to send.
    pub(crate) fn packet(&self) -> &Packet {
        self.packet.as_ref().expect("it is there until `sent` takes it")
    }

    /// The last byte is on its way.
    pub(crate) fn sent(mut self) {
        self.packet = None;
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        if let Some(packet) = self.packet.take() {
            self.queue.lock().put_back(packet, self.charge.take());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Ledger;

    fn queue(session_limit: usize) -> Arc<Queue> {
        Queue::new(PluginId(5), Ledger::new(usize::MAX).open(), session_limit)
    }

    fn send(queue: &Queue) -> Option<(u8, u32, usize)> {
        let taken = queue.take()?;
        let packet = taken.packet();
        assert_eq!(packet.plugin, 5);
        let shown = (packet.kind.0, packet.session, packet.payload.len());
        taken.sent();
        Some(shown)
    }

    #[test]
    fn sessions_take_turns_by_bytes() {
        let queue = queue(usize::MAX);
        for session in [1, 2] {
            assert!(queue.open(SessionId(session)));
        }
        let big = Bytes::from(vec![0; 10 * QUANTUM]);
        for _ in 0..2 {
            queue.push(SessionId(1), big.clone()).unwrap();
        }
        for _ in 0..30 {
            queue.push(SessionId(2), Bytes::from(vec![0; QUANTUM / 2])).unwrap();
        }
        let order: Vec<u32> = std::iter::from_fn(|| send(&queue)).map(|(_, session, _)| session).collect();
        let first_big = order.iter().position(|session| *session == 1).unwrap();
        assert!((10..25).contains(&first_big), "one big packet against as many bytes of small ones: {order:?}");
        assert_eq!(order.len(), 32);
        assert!(queue.take().is_none());
    }

    #[test]
    fn a_full_lane_is_told_but_one_packet_always_fits() {
        let queue = queue(100);
        queue.open(SessionId(1));
        queue.push(SessionId(1), Bytes::from(vec![0; 1000])).unwrap();
        assert_eq!(queue.push(SessionId(1), Bytes::new()), Err(Full { waiting: 1000 + PACKET_COST }));
    }

    #[test]
    fn what_was_not_sent_goes_back_to_the_front() {
        let queue = queue(usize::MAX);
        queue.open(SessionId(1));
        queue.push(SessionId(1), Bytes::from_static(b"a")).unwrap();
        queue.push(SessionId(1), Bytes::from_static(b"bc")).unwrap();
        drop(queue.take());
        assert_eq!(send(&queue), Some((3, 1, 1)));
        let taken = queue.take().unwrap();
        queue.close(SessionId(1));
        drop(taken);
        assert_eq!(send(&queue), Some((6, 1, 0)), "a closed session's packet does not come back");
        assert_eq!(send(&queue), None);
    }

    #[test]
    fn a_session_that_the_plugin_never_heard_of_is_not_ended_there() {
        let queue = queue(usize::MAX);
        queue.open(SessionId(1));
        queue.push(SessionId(1), Bytes::new()).unwrap();
        queue.close(SessionId(1));
        assert_eq!(send(&queue), None);
    }

    #[test]
    fn echoes_and_strays_do_not_pile_up() {
        let queue = queue(usize::MAX);
        for number in 0..1000 {
            queue.echo(number);
            queue.end_stray(SessionId(number));
        }
        let kinds: Vec<u8> = std::iter::from_fn(|| send(&queue)).map(|(kind, ..)| kind).collect();
        assert_eq!(kinds, [vec![8], vec![6; MAX_STRAYS]].concat());
    }

    #[test]
    fn a_plugin_that_is_gone_takes_no_session() {
        let queue = queue(usize::MAX);
        queue.shut();
        assert!(!queue.open(SessionId(1)));
    }
}
