//! Which session belongs to which room and which plugin: a table, no meaning. It never opens a payload.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use futures_util::future::join_all;
use room::SessionEnd;
use room_api::SessionId;

use crate::queue::{Full, Queue};
use crate::rooms::Inbox;

/// The table.
#[derive(Debug, Default)]
pub(crate) struct Router {
    routes: Mutex<HashMap<SessionId, Route>>,
}

#[derive(Debug)]
struct Route {
    room: Inbox,
    plugin: Arc<Queue>,
}

/// Why a packet from a plugin goes nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stray {
    /// No such session, or not any more.
    Unknown,
    /// Another plugin's.
    Foreign,
}

impl Router {
    /// Lets a session belong to this room and this plugin. False: the plugin is gone.
    pub(crate) fn open(&self, session: SessionId, room: Inbox, plugin: Arc<Queue>) -> bool {
        let mut routes = self.lock();
        let opened = plugin.open(session);
        if opened {
            routes.insert(session, Route { room, plugin });
        }
        opened
    }

    /// Forwards a command to its session's plugin.
    pub(crate) fn to_plugin(&self, session: SessionId, payload: Bytes) -> Result<(), Full> {
        match self.lock().get(&session) {
            Some(route) => route.plugin.push(session, payload),
            None => Ok(()), // It ended a moment ago, and its room will hear of it.
        }
    }

    /// The room of a session of this plugin's.
    pub(crate) fn room_of(&self, session: SessionId, plugin: &Arc<Queue>) -> Result<Inbox, Stray> {
        let routes = self.lock();
        let route = routes.get(&session).ok_or(Stray::Unknown)?;
        if !Arc::ptr_eq(&route.plugin, plugin) {
            return Err(Stray::Foreign);
        }
        Ok(route.room.clone())
    }

    /// Ends a session from its room's side: the plugin is told.
    pub(crate) fn close(&self, session: SessionId) {
        if let Some(route) = self.lock().remove(&session) {
            route.plugin.close(session);
        }
    }

    /// Ends a session from its plugin's side: the room that is to be told.
    pub(crate) fn end(&self, session: SessionId, plugin: &Arc<Queue>) -> Result<Inbox, Stray> {
        let room = self.room_of(session, plugin)?;
        plugin.forget(session);
        self.lock().remove(&session);
        Ok(room)
    }

    /// Ends all sessions of a plugin that is gone: the rooms that are to be told.
    pub(crate) fn end_all(&self, plugin: &Arc<Queue>) -> Vec<(SessionId, Inbox)> {
        let mut routes = self.lock();
        plugin.shut();
        let ended = routes.extract_if(|_, route| Arc::ptr_eq(&route.plugin, plugin));
        ended.map(|(session, route)| (session, route.room)).collect()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SessionId, Route>> {
        self.routes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells rooms that sessions of theirs ended. A busy one hears it when it listens again, and keeps no other waiting.
pub(crate) async fn tell_ended(sessions: Vec<(SessionId, Inbox)>, end: &SessionEnd) {
    join_all(sessions.iter().map(|(session, room)| room.session_ended(*session, end.clone()))).await;
}

#[cfg(test)]
mod tests {
    use room::Input;
    use room_api::RoomId;

    use super::*;
    use crate::rooms::Delivery;

    #[tokio::test]
    async fn a_busy_room_keeps_no_other_from_hearing_of_an_end() {
        let (busy, _full) = Inbox::of(RoomId(1), 1);
        busy.input(Input::Tick).await.unwrap();
        let (other, mut inbox) = Inbox::of(RoomId(2), 1);
        let sessions = vec![(SessionId(7), busy), (SessionId(8), other)];
        tokio::select! {
            () = tell_ended(sessions, &SessionEnd::LinkLost) => panic!("the busy one has not heard it yet"),
            told = inbox.recv() => {
                let told = told.unwrap();
                assert!(matches!(told, Delivery::Input(Input::SessionEnded { session: SessionId(8), .. })), "{told:?}");
            }
        }
    }
}
