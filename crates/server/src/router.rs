//! Which session belongs to which room and which plugin: a table, no meaning. It never opens a payload.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
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

/// Tells rooms that sessions of theirs ended.
pub(crate) async fn tell_ended(sessions: Vec<(SessionId, Inbox)>, end: &SessionEnd) {
    for (session, room) in sessions {
        room.session_ended(session, end.clone()).await;
    }
}
