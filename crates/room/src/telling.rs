//! What the room tells its people: events to all who are here, and the whole state to those who come.

use room_api::{
    Event, NOTIFICATIONS_KEPT, Notification, NotificationKind, SessionId, SessionMenu, Snapshot, ToMember, TransferId,
};

use crate::history::{Past, frame};
use crate::members::Connection;
use crate::room::Room;
use crate::text::bounded;
use crate::workspace::describe;
use crate::{Bulk, ConnectionId, Effect};

/// The most characters of a notification.
const MAX_NOTIFICATION: usize = 4000;

impl Room {
    /// Something happened: everybody who is here is told, and those who come back will be.
    pub(crate) fn publish(&mut self, event: Event) {
        self.publish_with(event, None);
    }

    /// Something happened, with columns that belong to it.
    pub(crate) fn publish_with(&mut self, event: Event, columns: Option<Bulk>) {
        let past = self.history.push(event, columns);
        for connection in self.members.connections() {
            tell(&mut self.effects, connection, past);
        }
    }

    /// Something happened of which this connection learns in another way.
    pub(crate) fn publish_to_others(&mut self, but: ConnectionId, event: Event) {
        let past = self.history.push(event, None);
        for connection in self.members.connections().filter(|connection| connection.id != but) {
            tell(&mut self.effects, connection, past);
        }
    }

    /// Everything that the room is, for one who comes.
    pub(crate) fn send_snapshot(&mut self, to: ConnectionId) {
        let (room, seq) = (Box::new(self.snapshot()), self.history.last());
        let Some(connection) = self.members.connection(to) else { return };
        let complexes = self.workspace.complexes().iter().map(|complex| Bulk::complex(complex.clone(), None));
        let meshes = self.shapes.iter().filter_map(|(_, drawn)| drawn.mesh().cloned()).map(Bulk::Mesh);
        let number = |columns| Some((connection.next_columns()?, columns));
        let columns: Vec<(TransferId, Bulk)> =
            complexes.chain(meshes).chain(self.volumes.values()).filter_map(number).collect();
        let bulk = columns.iter().map(|(transfer, _)| *transfer).collect();
        self.effects.push(Effect::Text { to, text: frame(&ToMember::Snapshot { seq, room, bulk }) });
        for (transfer, columns) in columns {
            self.effects.push(Effect::Bulk { to, transfer, columns });
        }
    }

    /// What followed an event, for one who comes back; whether that is still known.
    pub(crate) fn send_what_followed(&mut self, to: ConnectionId, after: room_api::Seq) -> bool {
        let Some(missed) = self.history.after(after) else { return false };
        let Some(connection) = self.members.connection(to) else { return false };
        for past in missed {
            tell(&mut self.effects, connection, past);
        }
        true
    }

    fn snapshot(&self) -> Snapshot {
        let menus = self.sessions.values().flat_map(|session| {
            let of_session = |menu| SessionMenu { session: session.id, menu };
            session.menus.menus().into_iter().map(of_session)
        });
        Snapshot {
            name: self.name.clone(),
            members: self.members.iter().map(|member| member.view()).collect(),
            presenter: self.presenter,
            presenter_requests: self.presenter_requests.clone(),
            guests_may_edit: self.guests_may_edit,
            listed: self.listing.is_listed,
            has_password: self.password.is_set(),
            plugins: self.plugins.to_vec(),
            sessions: self.sessions.values().map(|session| session.view()).collect(),
            complexes: self.workspace.complexes().iter().map(describe).collect(),
            steps: self.steps.names(),
            shapes: self.shapes_view(),
            interactions: self.interactions_view(),
            volumes: self.volumes_view(),
            menus: menus.collect(),
            notifications: self.notifications.iter().cloned().collect(),
            chat: self.chat.iter().cloned().collect(),
            view: self.view,
            camera: self.surroundings.camera,
            pointers: self.pointers.view(),
            skybox: self.surroundings.skybox,
            macros: self.macros.view(),
            macro_running: self.macros.running(),
            wanted_urls: self.wanted_urls.iter().cloned().collect(),
        }
    }

    /// Tells everybody something, on behalf of a session or of the room itself.
    pub(crate) fn notify(&mut self, session: Option<SessionId>, kind: NotificationKind, text: &str) {
        let plugin = session.and_then(|session| self.sessions.get(&session));
        let from = plugin.map_or(&self.name, |session| &session.name).clone();
        let notification = Notification { session, from, kind, text: bounded(text, MAX_NOTIFICATION) };
        self.notifications.push_back(notification.clone());
        if self.notifications.len() > NOTIFICATIONS_KEPT {
            self.notifications.pop_front();
        }
        self.publish(Event::Notification { notification });
    }

    /// Says something to one connection.
    pub(crate) fn say(&mut self, to: ConnectionId, said: &impl serde::Serialize) {
        self.effects.push(Effect::Text { to, text: frame(said) });
    }
}

fn tell(effects: &mut Vec<Effect>, connection: &mut Connection, past: &Past) {
    let to = connection.id;
    let (text, bulk) = past.frame(|| connection.next_columns());
    effects.push(Effect::Text { to, text });
    if let Some((transfer, columns)) = bulk {
        effects.push(Effect::Bulk { to, transfer, columns });
    }
}
