//! One room's task: it owns the room, gives it what happens in order, and carries out what it says.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::time::Duration;

use room::files::{Deed, FilesError, Wanting};
use room::{ConnectionId, Effect, Input, Millis, Room, SessionEnd, Sources};
use room_api::{ApiError, ErrorCode, MemberId, Plugin, SessionId};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinError;
use tokio::time::Instant;
use tracing::{Instrument, error, warn};

use super::sessions::Sessions;
use super::weight::{LIGHT, LIGHT_ROOM, weight};
use super::{Delivery, Inbox};
use crate::files::MemberFiles;
use crate::images::Album;
use crate::ledger::Charge;
use crate::member::{Download, Kept, Member, Picture, Purpose, ReadyFile, Sharing};
use crate::run::{House, beside};
use crate::store::Numbers;
use crate::{passwords, web};

struct Task {
    house: Arc<House>,
    room: Room,
    inbox: Inbox,
    started: Instant,
    wake_at: Option<Millis>,
    members: HashMap<ConnectionId, Arc<Member>>,
    sessions: Sessions,
    albums: HashMap<SessionId, Arc<Album>>,
    /// Stops the macro that runs.
    stop_macro: macros::Stop,
    is_over: bool,
}

struct RoomSources {
    sessions: Arc<Numbers>,
}

impl Sources for RoomSources {
    fn secret(&mut self) -> [u8; 16] {
        crate::secret::random()
    }

    fn session(&mut self) -> SessionId {
        // Without a number there is no session; the room ends, and says so.
        SessionId(self.sessions.next().unwrap_or_else(|error| panic!("no session number: {error}")))
    }
}

/// Runs a new room until it is over.
pub(super) fn run(
    house: Arc<House>,
    inbox: Inbox,
    name: &str,
    sessions: Arc<Numbers>,
    mut deliveries: mpsc::Receiver<Delivery>,
) -> impl Future<Output = ()> + use<> {
    let mut plugins = house.plugins.watch();
    let list = plugins.borrow_and_update().clone();
    let mut task = Task::new(house, inbox, name, sessions, list);
    async move {
        while !task.is_over {
            let next = task.next(&mut deliveries, &mut plugins).await;
            task = task.take_where_it_fits(next).await;
        }
        task.finish(&mut deliveries);
        if task.room.bytes() > LIGHT_ROOM {
            // What it held takes its time to be let go of.
            let _ = beside(move || drop(task)).await;
        }
    }
}

impl Task {
    fn new(house: Arc<House>, inbox: Inbox, name: &str, sessions: Arc<Numbers>, plugins: Arc<[Plugin]>) -> Box<Self> {
        let limits = house.config.room_limits();
        let room = Room::new(inbox.room, name, limits, Box::new(RoomSources { sessions }), plugins);
        Box::new(Self {
            room,
            inbox,
            started: Instant::now(),
            wake_at: None,
            members: HashMap::new(),
            sessions: Sessions::new(house.router.clone()),
            albums: HashMap::new(),
            stop_macro: macros::Stop::default(),
            is_over: false,
            house,
        })
    }

    /// Waits for the next thing that happens.
    async fn next(
        &mut self,
        deliveries: &mut mpsc::Receiver<Delivery>,
        plugins: &mut watch::Receiver<Arc<[Plugin]>>,
    ) -> Delivery {
        let wake_at = self.wake_at.map(|millis| self.started + Duration::from_millis(millis));
        tokio::select! {
            Some(delivery) = deliveries.recv() => delivery,
            Ok(()) = plugins.changed() => Delivery::Input(Input::Plugins(plugins.borrow_and_update().clone())),
            () = tokio::time::sleep_until(wake_at.unwrap_or(self.started)), if wake_at.is_some() => {
                self.wake_at = None;
                Delivery::Input(Input::Tick)
            }
        }
    }

    /// Takes a delivery: what may take long beside the workers on which everything else runs. Of what brings much, few at once,
    /// so that they leave processors to others; in a large room whatever comes, but without waiting in that line.
    async fn take_where_it_fits(mut self: Box<Self>, delivery: Delivery) -> Box<Self> {
        let is_heavy = weight(&delivery) > LIGHT;
        if !is_heavy && self.room.bytes() <= LIGHT_ROOM {
            self.take(delivery);
            return self;
        }
        let house = self.house.clone();
        let _turn = if is_heavy { house.heavy.acquire().await.ok() } else { None };
        let taken = beside(move || {
            self.take(delivery);
            self
        });
        match taken.await.map_err(JoinError::try_into_panic) {
            Ok(task) => task,
            Err(Ok(panic)) => resume_unwind(panic),
            Err(Err(_)) => std::future::pending().await, // The runtime stops.
        }
    }

    fn take(&mut self, delivery: Delivery) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| self.take_in(delivery))) {
            self.panicked(&*panic);
        }
    }

    fn take_in(&mut self, delivery: Delivery) {
        match delivery {
            Delivery::Enter(member, hello) => {
                let connection = member.id();
                self.members.insert(connection, member);
                self.apply(Input::Enter { connection, hello }, Some(connection));
            }
            Delivery::Input(input) => self.apply(input, None),
        }
    }

    /// Gives the room an input, and what follows from it. `entering` gets all that is in the room.
    fn apply(&mut self, input: Input, entering: Option<ConnectionId>) {
        let gone = match &input {
            Input::Disconnected { connection } => Some(*connection),
            _ => None,
        };
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
            let mut sharing = Sharing::default();
            for effect in self.room.apply(now, input) {
                inputs.extend(self.carry_out(effect, entering, &mut sharing));
            }
        }
        if let Some(gone) = gone.and_then(|gone| self.members.remove(&gone)) {
            gone.leave();
        }
    }

    /// Does what the room says. What goes wrong with it is an input again.
    fn carry_out(&mut self, effect: Effect, entering: Option<ConnectionId>, sharing: &mut Sharing) -> Option<Input> {
        match effect {
            Effect::Text { to, text } => self.with(to, |member| member.text(text)),
            Effect::Bulk { to, transfer, columns } => {
                // Of what the room itself holds a newcomer's queue has no copies.
                let is_shared = entering == Some(to);
                let columns = sharing.columns(columns);
                self.with(to, |member| member.columns(transfer, columns, is_shared));
            }
            Effect::Update { to, text, bulk } => {
                let columns = bulk.map(|(transfer, bulk)| (transfer, sharing.columns(bulk)));
                self.with(to, |member| member.update(text, columns));
            }
            Effect::Admitted { connection, member } => self.with(connection, |known| known.admitted(member)),
            Effect::Refuse { connection, error } => self.with(connection, |member| member.refuse(error)),
            Effect::Disconnect { connection, error } => self.with(connection, |member| member.goodbye(error)),
            Effect::ReadFile { connection, request, transfer, name, size } => {
                self.with(connection, |member| member.expect_file(request, transfer, name, size, Purpose::Load));
            }
            Effect::WriteFile { connection, request, transfer, complex, format, name } => {
                let download = Download { request, transfer, complex, format, name };
                self.with(connection, |member| member.file(download));
            }
            Effect::KeepImage { session, image, bytes } => {
                self.album(session).keep(image, bytes);
            }
            Effect::SendImage { connection, request, transfer, session, image, name } => {
                let picture = Picture { request, transfer, album: self.album(session), image, name };
                self.with(connection, |member| member.image(picture));
            }
            Effect::ForgetImages { session } => drop(self.albums.remove(&session)),
            Effect::SendContent { connection, request, transfer, name, content } => {
                self.with(connection, |member| member.ready_file(ReadyFile { request, transfer, name, content }));
            }
            Effect::RunMacro { run, logic, complexes } => {
                self.stop_macro = macros::Stop::default();
                let playing = crate::playing::run(logic, complexes, self.stop_macro.clone());
                self.later(async move { Input::MacroRan { run, result: playing.await } });
            }
            Effect::StopMacro => self.stop_macro.stop(),
            Effect::HashPassword { connection, request, password } => {
                let house = self.house.clone();
                self.later(async move {
                    let hash = passwords::hash(&house, password).await;
                    Input::PasswordHashed { connection, request, hash }
                });
            }
            Effect::CheckPassword { connection, password, hash } => {
                let (house, room) = (self.house.clone(), self.inbox.room);
                let address = self.members.get(&connection)?.address();
                self.later(async move {
                    let check = passwords::check(&house, room, address, password, hash).await;
                    Input::PasswordChecked { connection, check }
                });
            }
            Effect::WriteForCall { call, complex, format } => {
                let house = self.house.clone();
                self.later(async move {
                    let result = web::structures::write_for_call(&house, complex, format).await;
                    Input::CallFileWritten { call, result }
                });
            }
            Effect::OpenSession { session, plugin } => {
                let (queue, inbox) = (self.house.plugins.queue(plugin), self.inbox.clone());
                if !queue.is_some_and(|queue| self.sessions.open(session, inbox, queue)) {
                    return Some(Input::SessionEnded { session, end: SessionEnd::PluginStopped });
                }
            }
            Effect::List(listed) => self.house.rooms.list(self.inbox.room, listed),
            Effect::FetchEntry { connection, request, entry } => {
                let (house, member) = (self.house.clone(), self.members.get(&connection)?.clone());
                self.later(async move {
                    let mut held = member.holds();
                    let fetch = crate::entries::fetch(&house.config, &entry, &mut held);
                    let fetched = tokio::select! {
                        fetched = fetch => fetched,
                        gone = member.gone() => Err(gone),
                    };
                    let (mut name, mut size) = (entry, 0);
                    let result = match fetched {
                        Ok(fetched) => {
                            (name, size) = (fetched.name, fetched.content.len());
                            web::structures::read(&house, name.clone(), fetched.content).await
                        }
                        Err(error) => Err(error),
                    };
                    Input::FileRead { connection, request, name, size, result }
                });
            }
            Effect::ReadStructures { session, files } => {
                let house = self.house.clone();
                let held = self.held_by(session, files.iter().map(|(_, content)| content.len()).sum());
                self.later_with(held, async move {
                    let mut results = Vec::with_capacity(files.len());
                    for (name, content) in files {
                        results.push(web::structures::read(&house, name, content.into()).await);
                    }
                    Input::StructuresRead { session, results }
                });
            }
            Effect::WriteStructures { session, complexes, format } => {
                let house = self.house.clone();
                self.later(async move {
                    let results = web::structures::write_each(&house, complexes, format).await;
                    Input::StructuresWritten { session, results }
                });
            }
            Effect::Files { of, wanting, deeds } => {
                let (house, files) = (self.house.clone(), self.files_of(of));
                let held = match wanting {
                    Wanting::Session(session) => self.held_by(session, deeds.iter().map(brought).sum()),
                    Wanting::Member(..) => None,
                };
                self.later_with(held, async move {
                    let _worker = house.workers.acquire().await;
                    let fallen = deeds.len();
                    let done = beside(move || files.carry_out(deeds)).await;
                    let fell =
                        |_| (0..fallen).map(|_| Err(FilesError::Disk("a fault of the server's".into()))).collect();
                    Input::FilesDone { wanting, results: done.unwrap_or_else(fell) }
                });
            }
            Effect::SendFile { connection, request, transfer, of, path } => {
                let kept = Kept { request, transfer, files: self.files_of(of), path };
                self.with(connection, |member| member.kept(kept));
            }
            Effect::KeepFile { connection, request, transfer, of, path, size } => {
                let name = path.to_string();
                let purpose = Purpose::Keep(self.files_of(of), path);
                self.with(connection, |member| member.expect_file(request, transfer, name, size, purpose));
            }
            Effect::ForgetFiles { of } => {
                let (house, room) = (self.house.clone(), self.inbox.room);
                beside(move || house.files.forget(room, Some(of)));
            }
            Effect::ToPlugin { session, payload } => {
                if let Err(full) = self.house.router.to_plugin(session, payload) {
                    let waiting = full.waiting >> 20;
                    let plugin = self.sessions.plugin(session).map(tracing::field::display);
                    warn!(%session, plugin, waiting, "the plugin reads too slowly: the session ends");
                    self.sessions.close(session);
                    let why = format!("The plugin reads too slowly: {waiting} MiB were waiting for it. Reconnect it.");
                    return Some(Input::SessionEnded { session, end: SessionEnd::Server(why) });
                }
            }
            Effect::CloseSession { session } => self.sessions.close(session),
            Effect::WakeAt(millis) => self.wake_at = Some(millis),
            Effect::Closed => self.is_over = true,
        }
        None
    }

    /// Lets something happen beside the room, which then hears what came of it.
    fn later(&self, coming: impl Future<Output = Input> + Send + 'static) {
        self.later_with(None, coming);
    }

    /// The same with something that somebody brought for it, which counts until then.
    fn later_with(&self, held: Option<Charge>, coming: impl Future<Output = Input> + Send + 'static) {
        let inbox = self.inbox.clone();
        let deliver = async move {
            let input = coming.await;
            let _ = inbox.input(input).await;
            drop(held);
        };
        tokio::spawn(deliver.in_current_span());
    }

    /// Counts what a session brought and is being worked on.
    fn held_by(&self, session: SessionId, bytes: usize) -> Option<Charge> {
        let queue = self.house.plugins.queue(self.sessions.plugin(session)?)?;
        Some(queue.account().charge(bytes))
    }

    fn files_of(&self, member: MemberId) -> MemberFiles {
        self.house.files.of(self.inbox.room, member)
    }

    fn with(&self, connection: ConnectionId, act: impl FnOnce(&Member)) {
        if let Some(member) = self.members.get(&connection) {
            act(member);
        }
    }

    /// Where the images of a session are.
    fn album(&mut self, session: SessionId) -> Arc<Album> {
        self.albums.entry(session).or_insert_with(|| self.house.gallery.album(session)).clone()
    }

    /// A fault of ours: this room ends, and no other notices.
    fn panicked(&mut self, panic: &(dyn std::any::Any + Send)) {
        let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        error!("the room panicked and ends: {}", text.unwrap_or("no message"));
        let message = "The room ended by a fault of the server's. Its log says more; open a new room.";
        for member in self.members.values() {
            member.goodbye(ApiError::new(ErrorCode::Internal, message));
        }
        self.is_over = true;
    }

    /// Lets go of those who came too late.
    fn finish(&self, deliveries: &mut mpsc::Receiver<Delivery>) {
        deliveries.close();
        while let Ok(delivery) = deliveries.try_recv() {
            if let Delivery::Enter(member, _) = delivery {
                member.refuse(ApiError::new(ErrorCode::Closed, "The room was just closed."));
            }
        }
    }
}

/// How many bytes a deed brings along.
fn brought(deed: &Deed) -> usize {
    match deed {
        Deed::Write { content, .. } => content.len(),
        _ => 0,
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.stop_macro.stop();
        self.members.values().for_each(|member| member.leave());
    }
}
