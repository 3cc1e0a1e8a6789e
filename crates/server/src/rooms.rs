//! The rooms that are open: how they are found, how one is opened, and how all are closed.

mod task;

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use room::{Input, SessionEnd};
use room_api::{ApiError, ErrorCode, Hello, OpenRoom, RoomId, SessionId};
use tokio::sync::mpsc;
use tracing::{Instrument, error, info_span};

use crate::ledger::Charge;
use crate::member::Member;
use crate::run::House;
use crate::store::Numbers;
use crate::turnstile::{Crowded, Turnstile};

/// How many inputs wait for a busy room before those who send them wait too.
const WAITING_INPUTS: usize = 256;

/// All rooms.
#[derive(Debug)]
pub(crate) struct Rooms {
    ids: Numbers,
    sessions: Arc<Numbers>,
    places: Arc<Turnstile>,
    open: Mutex<HashMap<RoomId, Inbox>>,
    listed: Mutex<BTreeMap<RoomId, OpenRoom>>,
}

/// How a room's task is reached.
#[derive(Clone, Debug)]
pub(crate) struct Inbox {
    room: RoomId,
    sender: mpsc::Sender<Delivery>,
}

/// Something for a room's task.
#[derive(Debug)]
pub(crate) enum Delivery {
    /// A connection wants in.
    Enter(Arc<Member>, Hello),
    /// Something else happened.
    Input(Input),
    /// A packet came, whose bytes are counted until the room has taken it in.
    FromPlugin(SessionId, Bytes, Charge),
}

/// The room is over.
#[derive(Debug)]
pub(crate) struct Over;

impl Inbox {
    pub(crate) async fn enter(&self, member: Arc<Member>, hello: Hello) -> Result<(), Over> {
        self.sender.send(Delivery::Enter(member, hello)).await.map_err(|_| Over)
    }

    pub(crate) async fn input(&self, input: Input) -> Result<(), Over> {
        self.sender.send(Delivery::Input(input)).await.map_err(|_| Over)
    }

    /// A room that is over needs no plugin's word any more.
    pub(crate) async fn said_by_plugin(&self, session: SessionId, payload: Bytes, charge: Charge) {
        let _ = self.sender.send(Delivery::FromPlugin(session, payload, charge)).await;
    }

    pub(crate) async fn session_ended(&self, session: SessionId, end: SessionEnd) {
        let _ = self.input(Input::SessionEnded { session, end }).await;
    }
}

impl Rooms {
    pub(crate) fn new(ids: Numbers, sessions: Numbers, most: usize, per_address: usize) -> Self {
        let places = Turnstile::new(most, per_address);
        Self { ids, sessions: Arc::new(sessions), places, open: Mutex::default(), listed: Mutex::default() }
    }

    pub(crate) fn find(&self, room: RoomId) -> Option<Inbox> {
        self.lock().get(&room).cloned()
    }

    /// The rooms that are listed, by number.
    pub(crate) fn listed(&self) -> Vec<OpenRoom> {
        self.listed.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// Lists a room as it is now, or not at all.
    pub(crate) fn list(&self, room: RoomId, listed: Option<OpenRoom>) {
        let mut all = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        match listed {
            Some(listed) => drop(all.insert(room, listed)),
            None => drop(all.remove(&room)),
        }
    }

    /// Opens a room for somebody at this address, who is to enter it first.
    pub(crate) fn open(&self, house: &Arc<House>, name: &str, address: IpAddr) -> Result<Inbox, ApiError> {
        let place = self.places.enter(address).map_err(|crowded| {
            ApiError::new(
                ErrorCode::Limit,
                match crowded {
                    Crowded::Total => "This server has as many rooms as it takes. Try again later.",
                    Crowded::Address => "As many rooms as are allowed were created from your address. Close one first.",
                },
            )
        })?;
        let id = self.ids.next().map_err(|error| {
            error!(%error, "no number for a room");
            ApiError::new(ErrorCode::Internal, "The server cannot open rooms just now. Its log says why.")
        })?;
        let id = RoomId(u64::from(id));
        let (sender, inbox) = mpsc::channel(WAITING_INPUTS);
        let room = Inbox { room: id, sender };
        self.lock().insert(id, room.clone());
        let task = task::run(house.clone(), room.clone(), name, self.sessions.clone(), inbox);
        let house = house.clone();
        let task = async move {
            task.await;
            house.rooms.lock().remove(&id);
            house.rooms.list(id, None);
            drop(place);
            let _ = tokio::task::spawn_blocking(move || house.files.forget(id, None)).await;
        };
        tokio::spawn(task.instrument(info_span!(parent: None, "room", room = %id)));
        Ok(room)
    }

    /// Closes all rooms and waits until they are.
    pub(crate) async fn close_all(&self) {
        let open: Vec<Inbox> = self.lock().values().cloned().collect();
        for room in open {
            let _ = room.input(Input::Shutdown).await;
        }
        self.places.emptied().await;
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<RoomId, Inbox>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
