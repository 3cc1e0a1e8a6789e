//! What plugins draw beside structures: spheres, lines, labels and meshes, and what they are anchored to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ComplexId, SessionId, ShapeId};

/// Something that a plugin drew. It stays until the plugin deletes it or its session ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Shape {
    /// Its number.
    pub id: ShapeId,
    /// The session whose it is.
    pub session: SessionId,
    /// What it is.
    pub form: Form,
    /// Its colour: `0xRRGGBBAA`.
    pub color: u32,
    /// Where it is: one or more, of a line at least two, which are its ends.
    pub anchors: Vec<Anchor>,
}

/// What a shape is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Form {
    /// A sphere.
    Sphere {
        /// In angstrom.
        radius: f32,
    },
    /// A line, dashed where the dashes have a length and a distance.
    Line {
        /// In angstrom.
        thickness: f32,
        /// In angstrom.
        dash_length: f32,
        /// In angstrom.
        dash_distance: f32,
    },
    /// A text in space.
    Label {
        /// The text.
        text: String,
        /// Its size.
        font_size: f32,
    },
    /// Triangles. Their columns come as bulk.
    Mesh {
        /// How many vertices it has.
        vertices: u32,
        /// How many triangles it has.
        triangles: u32,
        /// Whether it has a texture.
        textured: bool,
        /// Shown without light and shadow.
        unlit: bool,
    },
}

impl Form {
    /// Whether it has columns.
    pub fn is_mesh(&self) -> bool {
        matches!(self, Form::Mesh { .. })
    }
}

/// Where a shape, or one end of a line, is held. What is anchored to something that is gone is not shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Anchor {
    /// What holds it.
    pub to: AnchorTo,
    /// From there, in the space of what holds it, angstrom.
    pub local_offset: [f32; 3],
    /// Then in the workspace's space.
    pub global_offset: [f32; 3],
    /// Then as whoever looks sees it: right, up, away.
    pub viewer_offset: [f32; 3],
}

/// What holds a shape.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum AnchorTo {
    /// The workspace.
    Workspace,
    /// A complex: its origin.
    Complex {
        /// Which.
        complex: ComplexId,
    },
    /// An atom.
    Atom {
        /// Its index.
        #[ts(type = "number")]
        atom: i64,
    },
}
