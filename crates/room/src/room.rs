//! The room itself: what it holds, and the one door through which everything comes in and goes out.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use room_api::{Event, MemberId, Notification, Plugin, RequestId, RoomId, Said, SessionId, View};

use crate::calls::Calls;
use crate::history::History;
use crate::interactions::Interactions;
use crate::links::Links;
use crate::listing::Listing;
use crate::looking::Surroundings;
use crate::macros::Macros;
use crate::members::Members;
use crate::opening::WantedUrls;
use crate::password::Password;
use crate::pointing::Pointers;
use crate::presenter::succession;
use crate::session::Session;
use crate::shapes::Shapes;
use crate::steps::Steps;
use crate::streams::Streams;
use crate::transfers::Upload;
use crate::volumes::Volumes;
use crate::workspace::Workspace;
use crate::{ConnectionId, Effect, Input, Limits, Millis, Sources};

/// One room. [`Room::apply`] is all that can be done with it.
pub struct Room {
    pub(crate) id: RoomId,
    pub(crate) name: String,
    pub(crate) limits: Limits,
    pub(crate) sources: Box<dyn Sources>,
    pub(crate) plugins: Arc<[Plugin]>,
    pub(crate) links: Links,
    pub(crate) members: Members,
    pub(crate) presenter: MemberId,
    /// Who asks for the role, the first first.
    pub(crate) presenter_requests: Vec<MemberId>,
    pub(crate) guests_may_edit: bool,
    pub(crate) listing: Listing,
    pub(crate) password: Password,
    pub(crate) sessions: BTreeMap<SessionId, Session>,
    pub(crate) workspace: Workspace,
    pub(crate) steps: Steps,
    pub(crate) shapes: Shapes,
    pub(crate) streams: Streams,
    pub(crate) interactions: Interactions,
    pub(crate) volumes: Volumes,
    pub(crate) calls: Calls,
    pub(crate) macros: Macros,
    pub(crate) notifications: VecDeque<Notification>,
    pub(crate) chat: VecDeque<Said>,
    /// Where plugins had everybody look last.
    pub(crate) view: Option<View>,
    pub(crate) surroundings: Surroundings,
    pub(crate) pointers: Pointers,
    pub(crate) wanted_urls: WantedUrls,
    pub(crate) history: History,
    pub(crate) uploads: Vec<Upload>,
    /// What members want done in their folders and is not done yet.
    pub(crate) file_deeds: Vec<(MemberId, ConnectionId, RequestId)>,
    pub(crate) now: Millis,
    /// Since when nobody is here.
    empty_since: Option<Millis>,
    /// The newest [`Effect::WakeAt`].
    wake_at: Option<Millis>,
    closed: bool,
    /// What the input that is being applied leads to.
    pub(crate) effects: Vec<Effect>,
}

impl Room {
    /// An empty room, waiting for its creator ([`room_api::Enter::Create`]).
    pub fn new(id: RoomId, name: &str, limits: Limits, mut sources: Box<dyn Sources>, plugins: Arc<[Plugin]>) -> Self {
        Self {
            id,
            name: room_api::text::name(name, crate::members::MAX_NAME).unwrap_or_else(|| format!("Room {id}")),
            links: Links::new(&mut *sources),
            workspace: Workspace::new(&limits),
            steps: Steps::default(),
            shapes: Shapes::default(),
            streams: Streams::default(),
            interactions: Interactions::default(),
            volumes: Volumes::default(),
            calls: Calls::default(),
            macros: Macros::default(),
            limits,
            sources,
            plugins,
            members: Members::default(),
            presenter: MemberId::default(),
            presenter_requests: Vec::new(),
            guests_may_edit: false,
            listing: Listing::default(),
            password: Password::default(),
            sessions: BTreeMap::new(),
            notifications: VecDeque::new(),
            chat: VecDeque::new(),
            view: None,
            surroundings: Surroundings::default(),
            pointers: Pointers::default(),
            wanted_urls: WantedUrls::default(),
            history: History::default(),
            uploads: Vec::new(),
            file_deeds: Vec::new(),
            now: 0,
            empty_since: None,
            wake_at: None,
            closed: false,
            effects: Vec::new(),
        }
    }

    /// Takes in what happened at this time, and says what is to be done. After [`Effect::Closed`] nothing is.
    pub fn apply(&mut self, now: Millis, input: Input) -> Vec<Effect> {
        if self.closed {
            return Vec::new();
        }
        self.now = self.now.max(now);
        match input {
            Input::Enter { connection, hello } => self.enter(connection, hello),
            Input::Intent { connection, request, intent } => self.intend(connection, request, intent),
            Input::Disconnected { connection } => self.disconnected(connection),
            Input::FileRead { connection, request, name, size, result } => {
                tracing::debug!(name, size, "file read");
                self.file_read(connection, request, result);
            }
            Input::Plugins(plugins) => self.plugins_changed(plugins),
            Input::FromPlugin { session, payload } => self.hear(session, &payload),
            Input::SessionEnded { session, end } => self.session_ended(session, &end),
            Input::UpdateTaken { connection } => self.update_taken(connection),
            Input::StructuresRead { session, results } => self.structures_read(session, results),
            Input::StructuresWritten { session, results } => self.structures_written(session, results),
            Input::FilesDone { wanting, results } => self.files_done(wanting, results),
            Input::MacroRan { run, result } => self.macro_ran(run, result),
            Input::PasswordHashed { connection, request, hash } => self.password_hashed(connection, request, hash),
            Input::PasswordChecked { connection, check } => self.password_checked(connection, check),
            Input::CallFileWritten { call, result } => self.call_file_written(call, result),
            Input::Tick => self.wake_at = None,
            Input::Shutdown => self.close("The server was stopped, and its rooms with it. When it is back, open a new one and load the structures again."),
        }
        if !self.closed {
            self.catch_up();
        }
        std::mem::take(&mut self.effects)
    }

    /// About how many bytes of structures, and of what is beside them, it holds.
    pub fn bytes(&self) -> usize {
        self.workspace.held()
    }

    /// Ends the room: for its people, and for its sessions.
    pub(crate) fn close(&mut self, reason: &str) {
        tracing::info!(reason, "room closed");
        // Before people hear of it: who hears of it finds it on no list.
        self.listing.is_listed = false;
        self.tell_listing();
        self.publish(Event::Closed { reason: reason.to_owned() });
        let error = room_api::ApiError::new(room_api::ErrorCode::Closed, format!("The room is closed. {reason}"));
        for connection in self.members.connections() {
            self.effects.push(Effect::Disconnect { connection: connection.id, error: error.clone() });
        }
        self.refuse_callers(&error);
        let open = self.sessions.values().filter(|session| !session.has_ended());
        self.effects.extend(open.map(|session| Effect::CloseSession { session: session.id }));
        self.effects.push(Effect::Closed);
        self.closed = true;
    }

    /// Does all that is due now, and asks to be woken for what is due next.
    fn catch_up(&mut self) {
        while let Some((due, heir)) = succession(&self.members, self.presenter, self.limits.presenter_grace)
            && due <= self.now
        {
            self.present(heir);
        }
        if self.streams.due().is_some_and(|due| due <= self.now) {
            self.settle_fed();
        }
        self.send_updates();
        self.tell_readers();
        self.sessions_catch_up();
        self.calls_catch_up();
        self.empty_since = if self.members.is_anybody_here() { None } else { self.empty_since.or(Some(self.now)) };
        if self.closing_time().is_some_and(|due| due <= self.now) {
            return self.close("Nobody was in it for too long.");
        }
        self.tell_listing();
        self.wake_for_next();
    }

    fn closing_time(&self) -> Option<Millis> {
        self.empty_since.map(|since| since.saturating_add(self.limits.empty_timeout))
    }

    fn wake_for_next(&mut self) {
        let succession = succession(&self.members, self.presenter, self.limits.presenter_grace).map(|(due, _)| due);
        let sessions = self.sessions.values().filter_map(Session::deadline).min();
        let (feeds, readers) = (self.streams.due(), self.reading_due());
        let next =
            [succession, sessions, feeds, readers, self.calls.due(), self.closing_time()].into_iter().flatten().min();
        let is_set = self.wake_at.is_some_and(|at| at > self.now);
        if let Some(next) = next
            && (!is_set || self.wake_at != Some(next))
        {
            self.effects.push(Effect::WakeAt(next));
        }
        self.wake_at = next;
    }
}
