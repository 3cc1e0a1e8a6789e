//! What a shape may be.

use bytes::Bytes;

use crate::codec::{Reader, Text, Wire, Writer};
use crate::error::{Cause, Error};
use crate::versions::Agreed;
use crate::wire;

wire! {
    /// A sphere.
    struct Sphere("SphereShape", 0) {
        radius: f32 = 1.0,
    }

    /// A line, dashed if the dashes have a length.
    struct Line("LineShape", 0) {
        thickness: f32 = 0.1,
        dash_length: f32 = 0.4,
        dash_distance: f32 = 0.1,
    }

    /// A text in space.
    struct Label("LabelShape", 0) {
        text: Text,
        font_size: f32 = 0.5,
    }

    /// Triangles. The lists are as the plugin made them: a triangle may name a vertex that is not there.
    struct Mesh("MeshShape", 1) {
        /// Three numbers for each.
        vertices: Vec<f32>,
        /// Three numbers for each vertex.
        normals: Vec<f32>,
        /// Four numbers from 0 to 1 for each vertex.
        colors: Vec<f32>,
        /// Three indices of vertices for each.
        triangles: Vec<i32>,
        /// Two numbers for each vertex.
        uv: Vec<f32>,
        /// A PNG or JPEG file; empty for none.
        texture: Bytes,
        unlit: bool [1..],
    }
}

/// A sphere, a line, a label or a mesh.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // The variants are documented as types.
pub enum Form {
    Sphere(Sphere),
    Line(Line),
    Label(Label),
    Mesh(Box<Mesh>),
}

impl Default for Form {
    fn default() -> Self {
        Form::Sphere(Sphere::default())
    }
}

/// A byte that says which, then the form.
impl Wire for Form {
    const MIN_BYTES: usize = 5;

    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        1 + match self {
            Form::Sphere(form) => agreed.size_of(form, version),
            Form::Line(form) => agreed.size_of(form, version),
            Form::Label(form) => agreed.size_of(form, version),
            Form::Mesh(form) => agreed.size_of(form, version),
        }
    }

    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        match self {
            Form::Sphere(form) => out.put(&0u8, version).put(form, version),
            Form::Line(form) => out.put(&1u8, version).put(form, version),
            Form::Label(form) => out.put(&2u8, version).put(form, version),
            Form::Mesh(form) => out.put(&3u8, version).put(form, version),
        }
    }

    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        match input.get::<u8>(version)? {
            0 => input.get(version).map(Form::Sphere),
            1 => input.get(version).map(Form::Line),
            2 => input.get(version).map(Form::Label),
            3 => input.get(version).map(Form::Mesh),
            unknown => Err(Cause::UnknownKind(unknown.into()).into()),
        }
    }
}
