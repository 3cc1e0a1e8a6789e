//! Shapes: what plugins draw beside structures. A shape belongs to the session that made it, which alone may change or delete
//! it, and goes with it.
//!
//! Shapes are numbered by themselves: their numbers travel as four bytes, while those of structures may be larger.

mod check;
mod describe;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use molecule::Index;
use protocol::ToPlugin;
use protocol::codec::Batch;
use protocol::shapes::{Anchor, DeletedShapes, Form, Mesh, Shape, ShapeId, ShapesSet};
use protocol::structure::Color;
use room_api::{Event, SessionId};

use crate::Bulk;
use crate::room::Room;

pub use check::mesh_bytes;

/// The most shapes in a room.
pub(crate) const MAX_SHAPES: usize = 10_000;

/// A shape in the room.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Drawn {
    pub session: SessionId,
    pub look: Look,
    pub color: Color,
    pub anchors: Vec<Anchor>,
}

/// What a shape is. Whoever holds a mesh shares it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Look {
    Simple(Form),
    Mesh(Arc<Mesh>),
}

impl Drawn {
    fn new(session: SessionId, shape: Shape) -> Self {
        let look = match shape.form {
            Form::Mesh(mesh) => Look::Mesh(mesh.into()),
            form => Look::Simple(form),
        };
        Self { session, look, color: shape.color, anchors: shape.anchors }
    }

    pub fn mesh(&self) -> Option<&Arc<Mesh>> {
        match &self.look {
            Look::Mesh(mesh) => Some(mesh),
            Look::Simple(_) => None,
        }
    }

    fn bytes(&self) -> usize {
        let look = match &self.look {
            Look::Mesh(mesh) => mesh_bytes(mesh),
            Look::Simple(Form::Label(label)) => label.text.len(),
            Look::Simple(_) => 0,
        };
        size_of::<Self>() + size_of_val(&self.anchors[..]) + look
    }
}

/// The shapes of a room by number.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    all: BTreeMap<i32, Drawn>,
    last: i32,
}

impl Shapes {
    pub fn iter(&self) -> impl Iterator<Item = (i32, &Drawn)> {
        self.all.iter().map(|(id, drawn)| (*id, drawn))
    }

    /// A shape of this session, to look at.
    pub fn of(&self, session: SessionId, id: i32) -> Option<&Drawn> {
        self.all.get(&id).filter(|drawn| drawn.session == session)
    }

    /// A shape of this session.
    pub fn of_mut(&mut self, session: SessionId, id: i32) -> Option<&mut Drawn> {
        self.all.get_mut(&id).filter(|drawn| drawn.session == session)
    }

    /// A shape as people see it.
    pub fn describe(&self, id: i32) -> Option<room_api::shape::Shape> {
        self.all.get(&id).map(|drawn| describe::describe(id, drawn))
    }

    /// A number for one more shape; none where there are too many.
    fn one_more(&mut self) -> Option<i32> {
        if self.all.len() >= MAX_SHAPES {
            return None;
        }
        self.last = self.last.checked_add(1)?;
        Some(self.last)
    }
}

impl Room {
    /// A session sets shapes: the answer has each one's number, and whether it is as it was to be.
    pub(crate) fn set_shapes(&mut self, session: SessionId, shapes: Vec<Shape>) -> ToPlugin {
        let mut set = ShapesSet::default();
        let mut problems = Vec::new();
        let atoms = self.workspace.atoms_among(&check::atoms_named(&shapes));
        for shape in shapes {
            let given = shape.index;
            let done = self.set_shape(session, shape, &atoms);
            set.successes.push(done.is_ok());
            set.indices.push(done.unwrap_or_else(|problem| {
                problems.push(problem);
                given
            }));
        }
        self.tell_first(session, &problems, "shapes were not drawn");
        ToPlugin::SetShapeResult(set)
    }

    fn set_shape(&mut self, session: SessionId, mut shape: Shape, atoms: &HashSet<Index>) -> Result<ShapeId, String> {
        check::leave_out_odd_normals(&mut shape);
        check::check(&shape, &self.workspace, atoms)?;
        let index = shape.index;
        let old = match index {
            ShapeId::NEW => None,
            ShapeId(id) => {
                Some(self.shapes.of_mut(session, id).ok_or_else(|| format!("it has no shape with the number {id}."))?)
            }
        };
        let leaving = old.as_deref().map_or(0, Drawn::bytes);
        let old_mesh = old.and_then(|old| old.mesh().cloned());
        let mut drawn = Drawn::new(session, shape);
        self.workspace.hold_beside(drawn.bytes(), leaving).map_err(|error| error.message)?;
        let id = match index {
            ShapeId::NEW => self.shapes.one_more(),
            ShapeId(id) => Some(id),
        };
        let Some(id) = id else {
            self.workspace.let_go_beside(drawn.bytes());
            return Err(format!("a room may hold {MAX_SHAPES} shapes."));
        };
        let mut bulk = None;
        if let Look::Mesh(mesh) = &mut drawn.look {
            match old_mesh {
                Some(old) if old == *mesh => *mesh = old,
                _ => bulk = Some(Bulk::Mesh(mesh.clone())),
            }
        }
        let event = Event::Shape { shape: describe::describe(id, &drawn) };
        self.shapes.all.insert(id, drawn);
        self.streams.touch_shape(id);
        self.publish_with(event, bulk);
        Ok(ShapeId(id))
    }

    /// A session deletes shapes: the answer says of each whether it was there. People need not hear of those that are
    /// gone already, which plugins delete twice.
    pub(crate) fn delete_shapes(&mut self, session: SessionId, shapes: &[ShapeId]) -> ToPlugin {
        let mut successes = Batch::default();
        let mut problems = Vec::new();
        for ShapeId(id) in shapes {
            let is_there = self.shapes.of_mut(session, *id).is_some();
            successes.push(is_there);
            if is_there {
                self.delete_shape(*id);
            } else if self.shapes.all.contains_key(id) {
                problems.push(format!("the shape with the number {id} is another session's."));
            }
        }
        self.tell_first(session, &problems, "shapes were not deleted");
        ToPlugin::DeleteShapeResult(DeletedShapes { successes })
    }

    /// A session is over, and with it what it drew.
    pub(crate) fn delete_shapes_of(&mut self, session: SessionId) {
        let of_session = self.shapes.iter().filter(|(_, drawn)| drawn.session == session);
        let ids: Vec<i32> = of_session.map(|(id, _)| id).collect();
        ids.into_iter().for_each(|id| self.delete_shape(id));
    }

    fn delete_shape(&mut self, id: i32) {
        let Some(drawn) = self.shapes.all.remove(&id) else { return };
        self.streams.touch_shape(id);
        self.workspace.let_go_beside(drawn.bytes());
        self.publish(Event::ShapeRemoved { shape: room_api::ShapeId(id) });
    }

    /// Everybody learns how a shape is, apart from its mesh.
    pub(crate) fn publish_shape(&mut self, id: i32) {
        if let Some(shape) = self.shapes.describe(id) {
            self.publish(Event::Shape { shape });
        }
    }

    pub(crate) fn shapes_view(&self) -> Vec<room_api::shape::Shape> {
        self.shapes.iter().map(|(id, drawn)| describe::describe(id, drawn)).collect()
    }

    /// Tells people of the first problem, and how many more there were.
    pub(crate) fn tell_first(&mut self, session: SessionId, problems: &[String], what: &str) {
        let Some(first) = problems.first() else { return };
        self.tell_problem(session, &format!("{} of its {what}: {first}", problems.len()));
    }
}
