//! A shape as members see it, but for its mesh.

use protocol::shapes::{self as wire, ShapeAnchorKind};
use protocol::structure::Vec3;
use room_api::ShapeId;
use room_api::shape::{Anchor, AnchorTo, Form, Shape};

use super::{Drawn, Look};

pub(super) fn describe(id: i32, drawn: &Drawn) -> Shape {
    Shape {
        id: ShapeId(id),
        session: drawn.session,
        form: form(&drawn.look),
        color: drawn.color.0,
        anchors: drawn.anchors.iter().map(anchor).collect(),
    }
}

fn form(look: &Look) -> Form {
    match look {
        Look::Simple(wire::Form::Sphere(sphere)) => Form::Sphere { radius: sphere.radius },
        Look::Simple(wire::Form::Line(line)) => {
            Form::Line { thickness: line.thickness, dash_length: line.dash_length, dash_distance: line.dash_distance }
        }
        Look::Simple(wire::Form::Label(label)) => {
            Form::Label { text: label.text.to_string(), font_size: label.font_size }
        }
        Look::Simple(wire::Form::Mesh(mesh)) => of_mesh(mesh),
        Look::Mesh(mesh) => of_mesh(mesh),
    }
}

fn of_mesh(mesh: &wire::Mesh) -> Form {
    Form::Mesh {
        vertices: (mesh.vertices.len() / 3) as u32,
        triangles: (mesh.triangles.len() / 3) as u32,
        textured: !mesh.texture.is_empty(),
        unlit: mesh.unlit,
    }
}

fn anchor(anchor: &wire::Anchor) -> Anchor {
    let to = match anchor.kind {
        ShapeAnchorKind::COMPLEX => AnchorTo::Complex { complex: room_api::ComplexId(anchor.target) },
        ShapeAnchorKind::ATOM => AnchorTo::Atom { atom: anchor.target },
        _ => AnchorTo::Workspace,
    };
    let offset = |Vec3 { x, y, z }| [x, y, z];
    Anchor {
        to,
        local_offset: offset(anchor.local_offset),
        global_offset: offset(anchor.global_offset),
        viewer_offset: offset(anchor.viewer_offset),
    }
}
