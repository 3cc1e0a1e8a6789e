//! What a plugin does with shapes, and what it hears of it.

use crate::codec::Batch;
use crate::shapes::{Anchor, Form, Shape, ShapeAnchorKind, ShapeId};
use crate::structure::{Color, Quaternion, Vec3};
use crate::wire;

wire! {
    /// Shapes to create, or to change where they have an index. Versions 0 and 1 hold one.
    struct SetShapes("SetShape", 2) {
        (first_shape, set_first_shape): FirstShape [..=0],
        shapes: Batch<Shape, 2> [1..],
    }

    /// A shape when it had one anchor, with one offset.
    struct FirstShape {
        form: Form,
        index: ShapeId,
        target: i64,
        anchor: ShapeAnchorKind,
        position: Vec3,
        /// Always none.
        rotation: Quaternion,
        color: Color,
    }

    /// The shapes' indices, and whether each could be set, in the order in which they came.
    struct ShapesSet("SetShape", 2) {
        indices: Batch<ShapeId, 2>,
        successes: Batch<bool, 2>,
    }

    /// Shapes to delete. Version 0 holds one.
    struct DeleteShapes("DeleteShape", 1) {
        indices: Batch<ShapeId>,
    }

    /// Whether each could be deleted.
    struct DeletedShapes("DeleteShape", 1) {
        successes: Batch<bool>,
    }
}

impl SetShapes {
    fn first_shape(&self) -> FirstShape {
        let Shape { form, index, anchors, color } = self.shapes.first().cloned().unwrap_or_default();
        let Anchor { target, kind: anchor, local_offset: position, .. } =
            anchors.into_iter().next().unwrap_or_default();
        FirstShape { form, index, target, anchor, position, rotation: Quaternion::IDENTITY, color }
    }

    fn set_first_shape(&mut self, shape: FirstShape) {
        let FirstShape { form, index, target, anchor: kind, position: local_offset, color, .. } = shape;
        let anchor = Anchor { target, kind, local_offset, ..Anchor::default() };
        self.shapes = Batch(vec![Shape { form, index, anchors: vec![anchor], color }]);
    }
}
