//! How people learn of what streams feed, of where the presenter looks from and at what others point: at once who took the update before, the others of the latest when they did.
//!
//! An update is no event: it has no number, and what came between two of them is never told. What was fed becomes an event when it
//! rests, when something else happens to it, or when somebody comes: so the fold of the events is the room all the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use molecule::{Complex, Index};
use room_api::{Event, MemberId, SessionId, ToMember};

use crate::history::frame;
use crate::members::Connection;
use crate::room::Room;
use crate::workspace::{Change, describe};
use crate::{Bulk, ConnectionId, Effect};

/// What one connection was not told of yet.
#[derive(Debug, Default)]
pub(crate) struct Updates {
    /// How many parts of the last update it did not take yet.
    on_the_way: usize,
    /// What was fed since: the complexes as it was told of them.
    complexes: BTreeMap<Index, Arc<Complex>>,
    shapes: BTreeSet<i32>,
    /// The presenter looks from somewhere else.
    camera: bool,
    /// These point at something else.
    pointers: BTreeSet<MemberId>,
}

impl Updates {
    /// The connection is to learn from where the presenter looks.
    pub fn tell_camera(&mut self) {
        self.camera = true;
    }

    /// The connection is to learn at what somebody points.
    pub fn tell_pointer(&mut self, member: MemberId) {
        self.pointers.insert(member);
    }

    /// The connection is told of all of this complex in another way.
    pub fn forget(&mut self, complex: Index) {
        self.complexes.remove(&complex);
    }
}

impl Room {
    /// A stream of this session changed complexes.
    pub(crate) fn complexes_fed(&mut self, changes: Vec<Change>, by: SessionId) {
        for change in changes {
            let Change::Changed { index, before, .. } = change else { continue };
            self.streams.touch(index);
            let before = Arc::new(before);
            for connection in self.members.connections() {
                connection.updates.complexes.entry(index).or_insert_with(|| before.clone());
            }
            self.streams.fed_complex(index, before, self.now);
            self.put_to_watchers(Some(by), index, false);
        }
    }

    /// A stream changed a shape.
    pub(crate) fn shape_fed(&mut self, shape: i32) {
        for connection in self.members.connections() {
            connection.updates.shapes.insert(shape);
        }
        self.streams.touch_shape(shape);
        self.streams.fed_shape(shape, self.now);
    }

    /// A connection took a part of its update.
    pub(crate) fn update_taken(&mut self, connection: ConnectionId) {
        if let Some(connection) = self.members.connection(connection) {
            connection.updates.on_the_way = connection.updates.on_the_way.saturating_sub(1);
        }
    }

    /// Tells those who keep up how it is now.
    pub(crate) fn send_updates(&mut self) {
        let mut news = News::default();
        for connection in self.members.connections().filter(|connection| connection.updates.on_the_way == 0) {
            for (index, since) in std::mem::take(&mut connection.updates.complexes) {
                let Some(now) = self.workspace.complex(index) else { continue };
                let effect = news.of_complex(connection, now, &since);
                connection.updates.on_the_way += usize::from(effect.is_some());
                self.effects.extend(effect);
            }
            for shape in std::mem::take(&mut connection.updates.shapes) {
                let Some(shape) = self.shapes.describe(shape) else { continue };
                let text = news.shapes.entry(shape.id.0).or_insert_with(|| fed(Event::Shape { shape }, None)).clone();
                connection.updates.on_the_way += 1;
                self.effects.push(Effect::Update { to: connection.id, text, bulk: None });
            }
            if std::mem::take(&mut connection.updates.camera)
                && let Some(camera) = self.surroundings.camera
            {
                let text = news.camera.get_or_insert_with(|| fed(Event::Camera { camera }, None)).clone();
                connection.updates.on_the_way += 1;
                self.effects.push(Effect::Update { to: connection.id, text, bulk: None });
            }
            for member in std::mem::take(&mut connection.updates.pointers) {
                let at = self.pointers.of(member);
                let text =
                    news.pointers.entry(member).or_insert_with(|| fed(Event::Pointer { member, at }, None)).clone();
                connection.updates.on_the_way += 1;
                self.effects.push(Effect::Update { to: connection.id, text, bulk: None });
            }
        }
    }

    /// Makes events of what was fed: who comes back hears of these only.
    pub(crate) fn settle_fed(&mut self) {
        let (complexes, shapes) = self.streams.settle();
        for (index, before) in complexes {
            let Some(complex) = self.workspace.complex(index).cloned() else { continue };
            self.publish_change(complex, before, false);
        }
        shapes.into_iter().for_each(|shape| self.publish_shape(shape));
    }
}

/// What is told to several connections, made once.
#[derive(Default)]
struct News {
    complexes: Vec<(Arc<Complex>, Bulk)>,
    shapes: BTreeMap<i32, Arc<str>>,
    camera: Option<Arc<str>>,
    pointers: BTreeMap<MemberId, Arc<str>>,
}

impl News {
    /// The update for one connection; none where nothing is new to it.
    fn of_complex(&mut self, connection: &mut Connection, now: &Complex, since: &Arc<Complex>) -> Option<Effect> {
        let bulk = match self.complexes.iter().find(|(known, _)| Arc::ptr_eq(known, since)) {
            Some((_, bulk)) => bulk.clone(),
            None => {
                let bulk = Bulk::complex(now.clone(), Some(Complex::clone(since)));
                self.complexes.push((since.clone(), bulk.clone()));
                bulk
            }
        };
        let description = describe(now);
        let has_columns = now.molecules != since.molecules;
        let transfer = if has_columns { connection.next_columns() } else { None };
        if transfer.is_none() && description == describe(since) {
            return None;
        }
        let text = fed(Event::ComplexChanged { complex: description, whole: false }, transfer);
        Some(Effect::Update { to: connection.id, text, bulk: transfer.map(|transfer| (transfer, bulk)) })
    }
}

fn fed(event: Event, bulk: Option<room_api::TransferId>) -> Arc<str> {
    frame(&ToMember::Fed { event, bulk })
}
