//! The room as one member knows it: a snapshot, and every event since folded into it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use room_api::menu::{Content, Menu, Node};
use room_api::shape::Shape;
use room_api::{
    CHAT_KEPT, ComplexId, Event, Member, MemberId, NOTIFICATIONS_KEPT, Pointer, Seq, Session, SessionId, SessionMenu,
    ShapeId, Snapshot, VolumeId,
};

use crate::Structure;
use crate::order::Thing;

/// The room as one member knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Who one is.
    pub me: MemberId,
    /// The last event that is in it.
    pub seq: Seq,
    /// Everything but the columns.
    pub room: Snapshot,
    /// The columns that are here; those of a snapshot come after it.
    pub structures: BTreeMap<ComplexId, Arc<Structure>>,
    /// The columns of meshes, likewise.
    pub meshes: BTreeMap<ShapeId, Arc<Structure>>,
    /// The values of volumes, likewise.
    pub volumes: BTreeMap<VolumeId, Arc<Structure>>,
    /// Why the room is closed, if it is.
    pub closed: Option<String>,
}

impl View {
    /// The room as a snapshot tells it.
    pub fn new(me: MemberId, seq: Seq, room: Snapshot) -> Self {
        let (structures, meshes, volumes) = Default::default();
        Self { me, seq, room, structures, meshes, volumes, closed: None }
    }

    /// Oneself, unless one has left.
    pub fn myself(&self) -> Option<&Member> {
        self.member(self.me)
    }

    /// The member with this number.
    pub fn member(&self, id: MemberId) -> Option<&Member> {
        self.room.members.iter().find(|member| member.id == id)
    }

    /// Whether one presents.
    pub fn i_present(&self) -> bool {
        self.room.presenter == self.me
    }

    /// The session with this number.
    pub fn session(&self, id: SessionId) -> Option<&Session> {
        self.room.sessions.iter().find(|session| session.id == id)
    }

    /// The complex with this number, but for its columns.
    pub fn complex(&self, id: ComplexId) -> Option<&room_api::Complex> {
        self.room.complexes.iter().find(|complex| complex.id == id)
    }

    /// The menus of a session.
    pub fn menus(&self, session: SessionId) -> impl Iterator<Item = &Menu> {
        self.room.menus.iter().filter(move |menu| menu.session == session).map(|menu| &menu.menu)
    }

    /// The shape with this number, but for the columns of a mesh.
    pub fn shape(&self, id: ShapeId) -> Option<&Shape> {
        self.room.shapes.iter().find(|shape| shape.id == id)
    }

    /// Takes in the columns of something in the snapshot.
    pub(crate) fn set_structure(&mut self, thing: Thing, structure: Structure) {
        match thing {
            Thing::Complex(complex) if self.complex(complex).is_some() => {
                self.structures.insert(complex, Arc::new(structure));
            }
            Thing::Mesh(shape) if self.shape(shape).is_some() => {
                self.meshes.insert(shape, Arc::new(structure));
            }
            Thing::Volume(volume) if self.room.volumes.iter().any(|known| known.id == volume) => {
                self.volumes.insert(volume, Arc::new(structure));
            }
            Thing::Complex(_) | Thing::Mesh(_) | Thing::Volume(_) => {}
        }
    }

    /// Folds an event in, with the columns that came with it. What it says of things that are not there is ignored.
    pub fn apply(&mut self, seq: Seq, event: &Event, structure: Option<Structure>) {
        self.seq = seq;
        let room = &mut self.room;
        match event {
            Event::Member { member } => {
                room.pointers.retain(|old| member.here || old.member != member.id);
                upsert(&mut room.members, member, |old| old.id == member.id);
            }
            Event::MemberLeft { member } => {
                room.pointers.retain(|old| old.member != *member);
                room.members.retain(|old| old.id != *member);
            }
            Event::Presenter { member } => {
                room.presenter = *member;
                room.camera = None;
            }
            Event::PresenterRequests { members } => room.presenter_requests = members.clone(),
            Event::GuestsMayEdit { on } => room.guests_may_edit = *on,
            Event::Listed { on } => room.listed = *on,
            Event::HasPassword { on } => room.has_password = *on,
            Event::Plugins { plugins } => room.plugins = plugins.clone(),
            Event::Session { session } => upsert(&mut room.sessions, session, |old| old.id == session.id),
            Event::SessionGone { session } => {
                room.sessions.retain(|old| old.id != *session);
                room.menus.retain(|menu| menu.session != *session);
                room.wanted_urls.retain(|wanted| wanted.session != *session);
            }
            Event::ComplexAdded { complex } => {
                upsert(&mut room.complexes, complex, |old| old.id == complex.id);
                self.structures.remove(&complex.id);
                self.update_structure(complex.id, true, structure);
            }
            Event::ComplexChanged { complex, whole } => {
                upsert(&mut room.complexes, complex, |old| old.id == complex.id);
                self.update_structure(complex.id, *whole, structure);
            }
            Event::ComplexRemoved { complex } => {
                room.pointers.retain(|old| old.at.complex != *complex);
                room.complexes.retain(|old| old.id != *complex);
                self.structures.remove(complex);
            }
            Event::Steps { steps } => room.steps = steps.clone(),
            Event::Shape { shape } => {
                upsert(&mut room.shapes, shape, |old| old.id == shape.id);
                if !shape.form.is_mesh() {
                    self.meshes.remove(&shape.id);
                }
                self.meshes.extend(structure.map(|mesh| (shape.id, Arc::new(mesh))));
            }
            Event::ShapeRemoved { shape } => {
                room.shapes.retain(|old| old.id != *shape);
                self.meshes.remove(shape);
            }
            Event::Interactions { interactions } => {
                for interaction in interactions {
                    // They are many, and in the order of their numbers.
                    match room.interactions.binary_search_by_key(&interaction.id, |old| old.id) {
                        Ok(place) => room.interactions[place] = interaction.clone(),
                        Err(place) => room.interactions.insert(place, interaction.clone()),
                    }
                }
            }
            Event::InteractionsRemoved { interactions } => {
                let gone: BTreeSet<_> = interactions.iter().collect();
                room.interactions.retain(|old| !gone.contains(&old.id));
            }
            Event::VolumeAdded { volume } => {
                upsert(&mut room.volumes, volume, |old| old.id == volume.id);
                self.volumes.extend(structure.map(|values| (volume.id, Arc::new(values))));
            }
            Event::VolumeChanged { volume } => upsert(&mut room.volumes, volume, |old| old.id == volume.id),
            Event::VolumeRemoved { volume } => {
                room.volumes.retain(|old| old.id != *volume);
                self.volumes.remove(volume);
            }
            Event::Menu { session, menu } => {
                let new = SessionMenu { session: *session, menu: menu.clone() };
                upsert(&mut room.menus, &new, |old| old.session == *session && old.menu.index == menu.index);
            }
            Event::Content { session, content } => {
                for menu in room.menus.iter_mut().filter(|menu| menu.session == *session) {
                    replace(&mut menu.menu.root, content);
                }
            }
            Event::Said { said } => keep(&mut room.chat, said, CHAT_KEPT),
            Event::Notification { notification } => keep(&mut room.notifications, notification, NOTIFICATIONS_KEPT),
            Event::View { view } => room.view = Some(*view),
            Event::Camera { camera } => room.camera = Some(*camera),
            Event::Pointer { member, at } => {
                room.pointers.retain(|old| old.member != *member);
                room.pointers.extend(at.map(|at| Pointer { member: *member, at }));
                room.pointers.sort_by_key(|pointer| pointer.member);
            }
            Event::Skybox { skybox } => room.skybox = *skybox,
            Event::Macros { macros } => room.macros = macros.clone(),
            Event::MacroRunning { title } => room.macro_running = title.clone(),
            Event::OpenUrl { wanted } => upsert(&mut room.wanted_urls, wanted, |old| old.id == wanted.id),
            Event::UrlDismissed { url } => room.wanted_urls.retain(|old| old.id != *url),
            // A word of the moment: it leaves nothing behind.
            Event::InteractionsDone { .. } => {}
            Event::Closed { reason } => self.closed = Some(reason.clone()),
        }
    }

    fn update_structure(&mut self, complex: ComplexId, whole: bool, structure: Option<Structure>) {
        let Some(structure) = structure else { return };
        if whole {
            self.structures.insert(complex, Arc::new(structure));
        } else if let Some(old) = self.structures.get_mut(&complex) {
            Arc::make_mut(old).update(structure);
        }
    }
}

/// Replaces what is the same, in its place; adds what is new at the end.
fn upsert<T: Clone>(things: &mut Vec<T>, new: &T, same: impl Fn(&T) -> bool) {
    match things.iter_mut().find(|old| same(old)) {
        Some(old) => *old = new.clone(),
        None => things.push(new.clone()),
    }
}

/// Replaces the content of this number wherever it stands under the node.
fn replace(node: &mut Node, new: &Content) {
    match &mut node.content {
        Some(old) if old.id() == new.id() => *old = new.clone(),
        Some(Content::List(list)) => list.items.iter_mut().for_each(|item| replace(item, new)),
        _ => {}
    }
    node.children.iter_mut().for_each(|child| replace(child, new));
}

/// Adds what is new at the end, and forgets what is too much at the beginning.
fn keep<T: Clone>(things: &mut Vec<T>, new: &T, most: usize) {
    things.push(new.clone());
    let too_many = things.len().saturating_sub(most);
    things.drain(..too_many);
}

#[cfg(test)]
mod tests;
