//! What plugins drew: spheres, lines, labels and meshes.

use client::View;
use room_api::shape::{AnchorTo, Form, Shape};
use serde_json::json;

use super::report::{Report, count, line, table};
use super::who::Visit;

/// What is drawn.
pub fn list(visit: &Visit) -> Report {
    let view = visit.view();
    let text = match lines(&view) {
        text if text.is_empty() => "Nothing is drawn.".into(),
        text => text,
    };
    Report::new(text, json!(view.room.shapes))
}

/// The shapes, one a line.
pub fn lines(view: &View) -> String {
    let rows: Vec<[String; 5]> = view.room.shapes.iter().map(|shape| row(view, shape)).collect();
    table(&rows)
}

fn row(view: &View, shape: &Shape) -> [String; 5] {
    let plugin = view.session(shape.session).map_or(String::new(), |session| line(&session.name));
    let anchors: Vec<String> = shape.anchors.iter().map(|anchor| place(anchor.to)).collect();
    [format!("#{}", shape.id), form(&shape.form), format!("#{:08x}", shape.color), anchors.join(" to "), plugin]
}

fn form(form: &Form) -> String {
    match form {
        Form::Sphere { radius } => format!("sphere of {radius} A"),
        Form::Line { thickness, .. } => format!("line of {thickness} A"),
        Form::Label { text, .. } => format!("label \"{}\"", line(text)),
        Form::Mesh { vertices, triangles, .. } => {
            format!("mesh of {} between {}", count(*triangles as usize, "triangle"), count(*vertices as usize, "point"))
        }
    }
}

fn place(to: AnchorTo) -> String {
    match to {
        AnchorTo::Workspace => "workspace".into(),
        AnchorTo::Complex { complex } => format!("complex #{complex}"),
        AnchorTo::Atom { atom } => format!("atom {atom}"),
    }
}
