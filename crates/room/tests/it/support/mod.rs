//! A room with people and plugins around it, a clock that is set by hand, and nothing else.

mod fold;
mod person;
mod plugin;

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
pub use person::Person;
pub use plugin::{Session, table_of_0_42};
use room::{ConnectionId, Effect, ImageId, Input, Limits, Millis, Room, SessionEnd, Sources};
use room_api::{
    API_VERSIONS, Answer, ApiError, Enter, Hello, Intent, Plugin, PluginId, RequestId, Role, RoomId, SessionId,
};

/// Secrets and session numbers that are new each time, and the same in each run.
#[derive(Default)]
struct Counting(u8, u32);

impl Sources for Counting {
    fn secret(&mut self) -> [u8; 16] {
        self.0 += 1;
        [self.0; 16]
    }
    fn session(&mut self) -> SessionId {
        self.1 += 1;
        SessionId(100 + self.1)
    }
}

/// A room and all who are around it.
pub struct Evening {
    room: Room,
    pub now: Millis,
    wake_at: Option<Millis>,
    connections: u64,
    requests: u32,
    people: BTreeMap<ConnectionId, Person>,
    sessions: BTreeMap<SessionId, Session>,
    /// Files that the room agreed to read, or wants written, and has not heard of.
    pub files: Vec<Effect>,
    /// What the server keeps for sessions.
    pub images: BTreeMap<(SessionId, ImageId), Bytes>,
    pub plugins: Vec<Plugin>,
    pub is_closed: bool,
    /// What the list of rooms says of it.
    pub listed: Option<room_api::OpenRoom>,
}

pub const DOCKING: PluginId = PluginId(1);
pub const CHARTS: PluginId = PluginId(2);

impl Evening {
    /// An open room; its creator is Alice.
    pub fn new() -> (Self, ConnectionId) {
        Self::with(Limits::default())
    }

    pub fn with(limits: Limits) -> (Self, ConnectionId) {
        let mut evening = Self::before(limits);
        let alice = evening.enter(Enter::Create { room: "Room".into(), member: "Alice".into(), invitation: None });
        (evening, alice)
    }

    /// The room before anybody opened it.
    pub fn before(limits: Limits) -> Self {
        let plugins = vec![plugin(DOCKING, "Docking", true), plugin(CHARTS, "Charts", false)];
        let shared = Arc::from(plugins.clone());
        Self {
            room: Room::new(RoomId(7), "Alice's Room", limits, Box::<Counting>::default(), shared),
            now: 1_000_000,
            wake_at: None,
            connections: 0,
            requests: 0,
            people: BTreeMap::new(),
            sessions: BTreeMap::new(),
            files: Vec::new(),
            images: BTreeMap::new(),
            plugins,
            is_closed: false,
            listed: None,
        }
    }

    /// Something happens, and everybody gets what the room sends them.
    pub fn apply(&mut self, input: Input) {
        let mut taken = Vec::new();
        for effect in self.room.apply(self.now, input) {
            assert!(!self.is_closed, "{effect:?} after the end");
            match effect {
                Effect::Text { to, text } => self.person(to).hear(&text),
                Effect::Bulk { to, transfer, columns } => self.person(to).receive(transfer, columns),
                Effect::Update { to, text, bulk } => {
                    let person = self.person(to);
                    person.hear(&text);
                    bulk.into_iter().for_each(|(transfer, columns)| person.receive(transfer, columns));
                    match person.takes_nothing {
                        true => person.not_taken += 1,
                        false => taken.push(to),
                    }
                }
                Effect::Admitted { connection, member } => {
                    assert_eq!(self.person(connection).admitted.replace(member), None, "{connection} twice");
                }
                Effect::Refuse { connection, error } => self.person(connection).refused = Some(error),
                Effect::Disconnect { connection, error } => self.person(connection).goodbye = Some(error),
                Effect::KeepImage { session, image, bytes } => {
                    assert!(self.images.insert((session, image), bytes).is_none(), "{image:?} twice");
                }
                Effect::ForgetImages { session } => self.images.retain(|(of, _), _| *of != session),
                Effect::ReadFile { .. }
                | Effect::WriteFile { .. }
                | Effect::SendImage { .. }
                | Effect::FetchEntry { .. }
                | Effect::ReadStructures { .. }
                | Effect::WriteStructures { .. }
                | Effect::Files { .. }
                | Effect::SendFile { .. }
                | Effect::SendContent { .. }
                | Effect::WriteForCall { .. }
                | Effect::RunMacro { .. }
                | Effect::StopMacro
                | Effect::HashPassword { .. }
                | Effect::CheckPassword { .. }
                | Effect::KeepFile { .. }
                | Effect::ForgetFiles { .. } => self.files.push(effect),
                Effect::OpenSession { session, plugin } => {
                    assert!(self.sessions.insert(session, Session::new(plugin)).is_none(), "{session} twice");
                }
                Effect::ToPlugin { session, payload } => self.session(session).receive(&payload),
                Effect::CloseSession { session } => self.session(session).close(),
                Effect::WakeAt(at) => self.wake_at = Some(at),
                Effect::List(listed) => self.listed = listed,
                Effect::Closed => self.is_closed = true,
            }
        }
        taken.into_iter().for_each(|connection| self.apply(Input::UpdateTaken { connection }));
    }

    /// From now on a slow connection keeps up.
    pub fn take_updates(&mut self, connection: ConnectionId) {
        let person = self.person(connection);
        person.takes_nothing = false;
        for _ in 0..std::mem::take(&mut person.not_taken) {
            self.apply(Input::UpdateTaken { connection });
        }
    }

    /// Time passes; the room is woken whenever it asked to be.
    pub fn pass(&mut self, millis: Millis) {
        let until = self.now + millis;
        while let Some(at) = self.wake_at.filter(|at| *at <= until) {
            self.now = at.max(self.now);
            self.wake_at = None;
            self.apply(Input::Tick);
            assert_ne!(self.wake_at, Some(at), "it would be woken for ever");
        }
        self.now = until;
    }

    // People.

    pub fn person(&mut self, connection: ConnectionId) -> &mut Person {
        self.people.get_mut(&connection).unwrap_or_else(|| panic!("nobody at {connection:?}"))
    }

    /// A new connection wants in.
    pub fn enter(&mut self, enter: Enter) -> ConnectionId {
        self.arrive(Person::default(), enter)
    }

    /// A new connection wants in, and no columns.
    pub fn enter_without_columns(&mut self, enter: Enter) -> ConnectionId {
        self.arrive(Person::without_columns(), enter)
    }

    fn arrive(&mut self, person: Person, enter: Enter) -> ConnectionId {
        self.connections += 1;
        let connection = ConnectionId(self.connections);
        let hello = Hello { api: API_VERSIONS.to_vec(), enter, columns: !person.wants_no_columns };
        self.people.insert(connection, person);
        self.apply(Input::Enter { connection, hello });
        connection
    }

    pub fn join(&mut self, by: Role, name: &str) -> ConnectionId {
        let link = self.link(by);
        let connection = self.enter(Enter::Join { link, member: name.into(), password: None });
        assert_eq!(self.person(connection).refused, None);
        connection
    }

    /// The link for a role, as the room's presenter gets it.
    pub fn link(&mut self, role: Role) -> String {
        let presenter = (self.people.iter())
            .find(|(_, person)| person.is_here() && person.room().presenter == person.member())
            .map(|(connection, _)| *connection);
        match self.ask(presenter.expect("a presenter who is here"), Intent::Links) {
            Ok(Answer::Links { presenter, guest, .. }) => {
                if role == Role::Presenter {
                    presenter
                } else {
                    guest
                }
            }
            other => panic!("{other:?}"),
        }
    }

    /// The socket breaks.
    pub fn disconnect(&mut self, connection: ConnectionId) {
        self.person(connection).is_gone = true;
        self.apply(Input::Disconnected { connection });
    }

    /// Somebody comes back with what they knew.
    pub fn resume(&mut self, before: ConnectionId) -> ConnectionId {
        let known = self.person(before).clone();
        let enter = Enter::Resume { token: known.welcome().token.clone(), after: Some(known.seq) };
        self.arrive(known.come_back(), enter)
    }

    /// Asks, and returns the (first) answer.
    pub fn ask(&mut self, connection: ConnectionId, intent: Intent) -> Result<Answer, ApiError> {
        let request = self.begin(connection, intent);
        self.answer(connection, request).unwrap_or_else(|| panic!("no answer"))
    }

    /// Asks something that is answered later.
    pub fn begin(&mut self, connection: ConnectionId, intent: Intent) -> RequestId {
        self.requests += 1;
        let request = RequestId(self.requests);
        self.apply(Input::Intent { connection, request, intent });
        request
    }

    /// The (first) answer, if it has come.
    pub fn answer(&mut self, connection: ConnectionId, request: RequestId) -> Option<Result<Answer, ApiError>> {
        self.person(connection).answers.remove(&request).map(|mut answers| answers.remove(0))
    }

    /// Asks, and is not refused.
    pub fn ask_ok(&mut self, connection: ConnectionId, intent: Intent) -> Answer {
        self.ask(connection, intent).unwrap_or_else(|error| panic!("{error}"))
    }

    // Plugins.

    pub fn session(&mut self, session: SessionId) -> &mut Session {
        self.sessions.get_mut(&session).unwrap_or_else(|| panic!("no session {session}"))
    }

    /// Presses Activate; the plugin does not answer.
    pub fn activate(&mut self, connection: ConnectionId, plugin: PluginId) -> SessionId {
        match self.ask_ok(connection, Intent::Activate { plugin, allow: vec![] }) {
            Answer::Session { session } => session,
            other => panic!("{other:?}"),
        }
    }

    /// Presses Activate, and the plugin answers as the library 0.42.1.
    pub fn activate_and_connect(&mut self, connection: ConnectionId, plugin: PluginId) -> SessionId {
        let session = self.activate(connection, plugin);
        self.connect(session);
        session
    }

    /// The plugin answers with its table.
    pub fn connect(&mut self, session: SessionId) {
        let payload = self.session(session).connect(table_of_0_42());
        self.apply(Input::FromPlugin { session, payload });
    }

    /// A session says something; its request's number.
    pub fn say(&mut self, session: SessionId, message: protocol::ToApp) -> u32 {
        let (request, payload) = self.session(session).say(&message, None);
        self.apply(Input::FromPlugin { session, payload });
        request
    }

    /// A session says something, and gets this answer.
    pub fn request(&mut self, session: SessionId, message: protocol::ToApp) -> protocol::ToPlugin {
        let request = self.say(session, message);
        let answers = self.session(session).answers_to(request);
        assert_eq!(answers.len(), 1, "{answers:?}");
        answers[0].clone()
    }

    /// The session ends on the plugin's side.
    pub fn end(&mut self, session: SessionId, end: SessionEnd) {
        self.apply(Input::SessionEnded { session, end });
    }

    /// A plugin's link is lost or back.
    pub fn set_connected(&mut self, plugin: PluginId, connected: bool) {
        for known in self.plugins.iter_mut().filter(|known| known.id == plugin) {
            known.connected = connected;
        }
        self.announce_plugins();
    }

    pub fn announce_plugins(&mut self) {
        self.apply(Input::Plugins(Arc::from(self.plugins.clone())));
    }
}

/// A plugin that is connected.
pub fn plugin(id: PluginId, name: &str, has_advanced: bool) -> Plugin {
    Plugin {
        id,
        name: name.into(),
        description: String::new(),
        category: String::new(),
        tags: Vec::new(),
        has_advanced,
        permissions: Vec::new(),
        integrations: Vec::new(),
        connected: true,
    }
}
