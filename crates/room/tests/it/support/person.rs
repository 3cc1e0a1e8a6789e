//! A member as a client is one: keeps the room's state by folding what it is told, and checks that it is told in order.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use molecule::{Complex, Molecule};
use protocol::shapes::Mesh;
use room::{Bulk, Columns};
use room_api::columns::{Table, Tables};
use room_api::{
    Answer, ApiError, Event, Greeting, MemberId, NotificationKind, RequestId, Seq, SessionId, SessionState, Snapshot,
    ToMember, TransferId, Welcome,
};

use super::fold::fold;

/// Somebody at the other end of a connection.
#[derive(Clone, Default)]
pub struct Person {
    pub wants_no_columns: bool,
    /// As whom the server was told that the connection is let in.
    pub admitted: Option<MemberId>,
    welcome: Option<Welcome>,
    room: Option<Snapshot>,
    pub seq: Seq,
    pub events: Vec<Event>,
    /// What streams fed.
    pub fed: Vec<Event>,
    /// What streams feed does not get through to the person; so often the room waits for it.
    pub takes_nothing: bool,
    pub not_taken: usize,
    pub answers: BTreeMap<RequestId, Vec<Result<Answer, ApiError>>>,
    pub snapshots: usize,
    /// Transfers that were named and did not come yet.
    awaited: VecDeque<TransferId>,
    pub received: Vec<Columns>,
    /// Meshes that came, in order.
    pub meshes: Vec<Arc<Mesh>>,
    /// The values of volumes that came, in order.
    pub volumes: Vec<Arc<Vec<f32>>>,
    structures: BTreeMap<i64, Vec<Molecule>>,
    pub refused: Option<ApiError>,
    pub goodbye: Option<ApiError>,
    pub is_gone: bool,
}

/// What a person was told.
pub type Said = (NotificationKind, String);

impl Person {
    /// One who wants no columns.
    pub fn without_columns() -> Self {
        Self { wants_no_columns: true, ..Self::default() }
    }

    /// The same, at a fresh connection.
    pub fn come_back(self) -> Self {
        let Self { wants_no_columns, room, seq, structures, .. } = self;
        Self { wants_no_columns, room, seq, structures, ..Self::default() }
    }

    pub fn hear(&mut self, text: &str) {
        assert!(self.refused.is_none() && self.goodbye.is_none() && !self.is_gone, "nobody listens: {text}");
        if self.welcome.is_none() {
            match serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}")) {
                Greeting::Welcome(welcome) => {
                    assert_eq!(self.admitted, Some(welcome.member), "the server knows before anybody else");
                    self.welcome = Some(welcome);
                }
                Greeting::Refused(refusal) => self.refused = Some(refusal.error),
            }
            return;
        }
        match serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}")) {
            ToMember::Snapshot { seq, room, bulk } => {
                assert_eq!(bulk.len(), if self.wants_no_columns { 0 } else { with_columns(&room) });
                self.awaited.extend(bulk);
                (self.seq, self.room) = (seq, Some(*room));
                self.structures.clear();
                self.snapshots += 1;
            }
            ToMember::Event { seq, event, bulk } => {
                assert_eq!(seq.0, self.seq.0 + 1, "once and in order");
                self.seq = seq;
                self.awaited.extend(bulk);
                fold(self.room.as_mut().expect("a snapshot before the first event"), &event);
                if let Event::ComplexRemoved { complex } = event {
                    self.structures.remove(&complex.0);
                }
                self.events.push(event);
            }
            ToMember::Fed { event, bulk } => {
                self.awaited.extend(bulk);
                fold(self.room.as_mut().expect("a snapshot before the first update"), &event);
                self.fed.push(event);
            }
            ToMember::Done { id, answer } => self.answers.entry(id).or_default().push(Ok(answer)),
            ToMember::Failed { id, error } => self.answers.entry(id).or_default().push(Err(error)),
            ToMember::Goodbye { error } => self.goodbye = Some(error),
        }
    }

    pub fn receive(&mut self, transfer: TransferId, bulk: Bulk) {
        assert!(!self.wants_no_columns);
        assert_eq!(self.awaited.pop_front(), Some(transfer), "bulk comes as it was named");
        assert_eq!(transfer.0 % 2, 0);
        let columns = match bulk {
            Bulk::Complex(columns) => Columns::clone(&columns),
            Bulk::Mesh(mesh) => return self.meshes.push(mesh),
            Bulk::Volume(values) => return self.volumes.push(values),
        };
        let (index, now) = (columns.complex.index, columns.complex.molecules.clone());
        let before = self.structures.insert(index, now);
        if let Some(since) = &columns.since {
            let has = Complex { molecules: before.expect("what the difference is to"), ..since.clone() };
            let sent = columns_named(&columns.complex, since);
            let lacking = columns_named(&columns.complex, &has);
            assert!(lacking.is_subset(&sent), "{lacking:?} is lacking, {sent:?} is sent");
        }
        self.received.push(columns);
    }

    pub fn welcome(&self) -> &Welcome {
        self.welcome.as_ref().expect("a welcome")
    }

    pub fn member(&self) -> MemberId {
        self.welcome().member
    }

    pub fn is_here(&self) -> bool {
        self.room.is_some() && self.welcome.is_some() && !self.is_gone && self.goodbye.is_none()
    }

    pub fn room(&self) -> &Snapshot {
        assert!(self.awaited.is_empty(), "bulk that never came: {:?}", self.awaited);
        self.room.as_ref().expect("a snapshot")
    }

    /// The structures of the room's complexes, by their numbers.
    pub fn structures(&self) -> &BTreeMap<i64, Vec<Molecule>> {
        assert_eq!(self.structures.len(), self.room().complexes.len());
        &self.structures
    }

    pub fn state_of(&self, session: SessionId) -> SessionState {
        let session = self.room().sessions.iter().find(|known| known.id == session);
        session.unwrap_or_else(|| panic!("no such session")).state.clone()
    }

    /// The names of those who are here, and of the presenter.
    pub fn sees(&self) -> (Vec<&str>, &str) {
        let here = self.room().members.iter().filter(|member| member.here).map(|member| member.name.as_str());
        let presenter = self.room().members.iter().find(|member| member.id == self.room().presenter);
        (here.collect(), presenter.map_or("nobody", |member| &member.name))
    }

    pub fn notifications(&self) -> Vec<Said> {
        self.room().notifications.iter().map(|told| (told.kind, format!("{}: {}", told.from, told.text))).collect()
    }
}

/// The columns that differ.
fn columns_named(now: &Complex, since: &Complex) -> BTreeSet<String> {
    let bytes = room::columns::encode(&Bulk::complex(now.clone(), Some(since.clone())));
    let tables = Tables::decode(&bytes).unwrap().tables.into_iter();
    let names = |table: &Table<'_>| table.columns.iter().map(|(name, _)| format!("{}/{name}", table.name)).collect();
    tables.flat_map(|table| -> Vec<String> { names(&table) }).collect()
}

fn with_columns(room: &Snapshot) -> usize {
    let meshes = room.shapes.iter().filter(|shape| shape.form.is_mesh()).count();
    room.complexes.len() + meshes + room.volumes.len()
}
