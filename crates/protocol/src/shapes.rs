//! Shapes: spheres, lines, labels and meshes, anchored to the workspace, to complexes or to atoms.

mod form;
mod updates;

use crate::structure::{Color, Vec3};
use crate::{open_enum, wire, wire_id};

pub use form::{Form, Label, Line, Mesh, Sphere};
pub use updates::{DeleteShapes, DeletedShapes, FirstShape, SetShapes, ShapesSet};

wire_id! {
    /// The app's number for a shape; -1 until it has one.
    ShapeId(i32)
}

impl ShapeId {
    /// A shape that the app does not know yet.
    pub const NEW: ShapeId = ShapeId(-1);
}

open_enum! {
    /// What a shape's anchor holds on to.
    ShapeAnchorKind(u8) { WORKSPACE = 0, COMPLEX = 1, ATOM = 2 }
}

wire! {
    /// A shape. Both versions look alike.
    struct Shape("Shape", 1) {
        form: Form,
        index: ShapeId = ShapeId::NEW,
        /// One; a line has two.
        anchors: Vec<Anchor>,
        color: Color = Color::GREY,
    }

    /// Where a shape is, or one of a line's ends.
    struct Anchor("ShapeAnchor", 0) {
        /// Index of the complex or the atom.
        target: i64,
        kind: ShapeAnchorKind,
        /// In the target's space.
        local_offset: Vec3,
        /// In the workspace's space.
        global_offset: Vec3,
        /// Towards whoever looks.
        viewer_offset: Vec3,
    }
}
