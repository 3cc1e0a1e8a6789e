//! The rooms that are open: how they are found, how one is opened, and how all are closed.

mod sessions;
mod task;
mod weight;

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use futures_util::future::join_all;
use room::{Input, SessionEnd};
use room_api::{ApiError, ErrorCode, Hello, OpenRoom, RoomId, SessionId};
use tokio::sync::mpsc;
use tracing::{Instrument, error, error_span};

use crate::member::Member;
use crate::run::{House, beside};
use crate::store::Numbers;
use crate::turnstile::{Crowded, Ticket, Turnstile};

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
}

/// The room is over.
#[derive(Debug)]
pub(crate) struct Over;

impl Inbox {
    /// One that a test listens to.
    #[cfg(test)]
    pub(crate) fn of(room: RoomId, most: usize) -> (Self, mpsc::Receiver<Delivery>) {
        let (sender, inbox) = mpsc::channel(most);
        (Self { room, sender }, inbox)
    }

    /// Which room it is.
    pub(crate) fn room(&self) -> RoomId {
        self.room
    }

    pub(crate) async fn enter(&self, member: Arc<Member>, hello: Hello) -> Result<(), Over> {
        self.sender.send(Delivery::Enter(member, hello)).await.map_err(|_| Over)
    }

    pub(crate) async fn input(&self, input: Input) -> Result<(), Over> {
        self.sender.send(Delivery::Input(input)).await.map_err(|_| Over)
    }

    /// A room that is over needs no plugin's word any more.
    pub(crate) async fn said_by_plugin(&self, session: SessionId, payload: Bytes) {
        let _ = self.input(Input::FromPlugin { session, payload }).await;
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
        if house.is_stopping() {
            // Who closes all may have looked before.
            self.lock().remove(&id);
            return Err(going_down());
        }
        let open = Open { house: house.clone(), id, _place: place };
        let task = task::run(house.clone(), room.clone(), name, self.sessions.clone(), inbox);
        tokio::spawn(open.until(task).instrument(error_span!(parent: None, "room", room = %id)));
        Ok(room)
    }

    /// Closes all rooms and waits until they are.
    pub(crate) async fn close_all(&self) {
        let open: Vec<Inbox> = self.lock().values().cloned().collect();
        // A busy room is told when it listens again; the others do not wait for that.
        join_all(open.iter().map(|room| room.input(Input::Shutdown))).await;
        self.places.emptied().await;
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<RoomId, Inbox>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What somebody is told who comes too late.
pub(crate) fn going_down() -> ApiError {
    ApiError::new(ErrorCode::Closed, "The server is going down. Come back in a moment.")
}

/// A room that is open. However its task ends, it is found and listed no more then, and its place is free.
struct Open {
    house: Arc<House>,
    id: RoomId,
    _place: Ticket,
}

impl Open {
    async fn until(self, task: impl Future<Output = ()>) {
        task.await;
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.house.rooms.lock().remove(&self.id);
        self.house.rooms.list(self.id, None);
        // Without a runtime the server is over; what is left in folders the next start removes.
        if tokio::runtime::Handle::try_current().is_ok() {
            let (house, id) = (self.house.clone(), self.id);
            beside(move || house.files.forget(id, None));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_room_whose_task_fails_is_open_no_more() {
        let (_folder, house) = House::for_tests();
        let id = RoomId(7);
        let room = Inbox { room: id, sender: mpsc::channel(1).0 };
        let listed = OpenRoom { id, name: "A Room".into(), presenter: None, people: 0, has_password: false };
        house.rooms.lock().insert(id, room);
        house.rooms.list(id, Some(listed));
        let place = house.rooms.places.enter([127, 0, 0, 1].into()).unwrap();
        let open = Open { house: house.clone(), id, _place: place };
        assert!(house.rooms.find(id).is_some() && house.rooms.listed().len() == 1);

        let fails = async { std::panic::resume_unwind(Box::new("a fault")) };
        assert!(tokio::spawn(open.until(fails)).await.unwrap_err().is_panic());
        assert!(house.rooms.find(id).is_none());
        assert_eq!(house.rooms.listed(), []);
        house.rooms.places.emptied().await;
    }

    #[tokio::test]
    async fn no_room_opens_while_the_server_stops() {
        let (_folder, house) = House::for_tests();
        let here = [127, 0, 0, 1].into();
        // Its invitation was checked when the server was told to stop, and all rooms that there were then are closed.
        house.stop();
        house.rooms.close_all().await;
        assert_eq!(house.rooms.open(&house, "A Room", here).unwrap_err().code, ErrorCode::Closed);
        assert!(house.rooms.lock().is_empty());
        house.rooms.places.emptied().await;
    }

    #[tokio::test]
    async fn busy_rooms_do_not_keep_another_from_being_closed() {
        let (_folder, house) = House::for_tests();
        let mut inboxes: HashMap<RoomId, _> = HashMap::new();
        for room in (1..=50).map(RoomId) {
            let (open, inbox) = Inbox::of(room, 1);
            house.rooms.lock().insert(room, open);
            inboxes.insert(room, inbox);
        }
        for busy in 2..=50 {
            house.rooms.find(RoomId(busy)).unwrap().input(Input::Tick).await.unwrap();
        }
        let told = inboxes.get_mut(&RoomId(1)).unwrap().recv();
        tokio::select! {
            () = house.rooms.close_all() => panic!("the others are not told yet"),
            told = told => assert!(matches!(told, Some(Delivery::Input(Input::Shutdown)))),
        }
    }
}
