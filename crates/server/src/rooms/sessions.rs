//! A room's sessions with the router: those that are left are closed when the room lets go of them, however it ends.

use std::collections::HashMap;
use std::sync::Arc;

use room_api::{PluginId, SessionId};

use super::Inbox;
use crate::queue::Queue;
use crate::router::Router;

/// The sessions of one room that are open.
#[derive(Debug)]
pub(super) struct Sessions {
    router: Arc<Router>,
    open: HashMap<SessionId, PluginId>,
}

impl Sessions {
    pub(super) fn new(router: Arc<Router>) -> Self {
        Self { router, open: HashMap::new() }
    }

    /// Lets a session belong to this room and this plugin. False: the plugin is gone.
    pub(super) fn open(&mut self, session: SessionId, room: Inbox, queue: Arc<Queue>) -> bool {
        let plugin = queue.plugin();
        let opened = self.router.open(session, room, queue);
        if opened {
            self.open.insert(session, plugin);
        }
        opened
    }

    /// Whose session it is, if it is open.
    pub(super) fn plugin(&self, session: SessionId) -> Option<PluginId> {
        self.open.get(&session).copied()
    }

    pub(super) fn close(&mut self, session: SessionId) {
        self.open.remove(&session);
        self.router.close(session);
    }
}

impl Drop for Sessions {
    fn drop(&mut self) {
        for session in self.open.keys() {
            self.router.close(*session);
        }
    }
}

#[cfg(test)]
mod tests {
    use room_api::RoomId;
    use tokio::sync::mpsc;

    use super::*;
    use crate::ledger::Ledger;
    use crate::router::Stray;

    #[test]
    fn what_a_room_leaves_behind_is_closed() {
        let router = Arc::<Router>::default();
        let queue = Queue::new(PluginId(1), Ledger::new(1000).open(), 1000);
        let inbox = Inbox { room: RoomId(1), sender: mpsc::channel(1).0 };
        let mut sessions = Sessions::new(router.clone());
        for session in [SessionId(1), SessionId(2)] {
            assert!(sessions.open(session, inbox.clone(), queue.clone()));
        }
        sessions.close(SessionId(1));
        assert_eq!(router.room_of(SessionId(1), &queue).unwrap_err(), Stray::Unknown);
        assert!(router.room_of(SessionId(2), &queue).is_ok());
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _sessions = sessions;
            std::panic::resume_unwind(Box::new("the room's fault"));
        }));
        assert!(panicked.is_err());
        assert_eq!(router.room_of(SessionId(2), &queue).unwrap_err(), Stray::Unknown);
    }
}
