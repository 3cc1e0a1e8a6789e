//! What plugins draw, who sees it, and what becomes of it.

use protocol::codec::Batch;
use protocol::shapes::{
    Anchor, DeleteShapes, DeletedShapes, Form, Label, Line, Mesh, SetShapes, Shape, ShapeAnchorKind, ShapeId,
    ShapesSet, Sphere,
};
use protocol::structure::Color;
use protocol::{ToApp, ToPlugin};
use room::{Limits, SessionEnd};
use room_api::shape::{AnchorTo, Form as Seen};
use room_api::{Event, Intent, Role, SessionId};

use crate::structures::try_load;
use crate::support::{CHARTS, DOCKING, Evening};

fn shape(form: Form) -> Shape {
    Shape { form, anchors: vec![Anchor::default()], ..Shape::default() }
}

fn sphere(radius: f32) -> Shape {
    shape(Form::Sphere(Sphere { radius }))
}

fn mesh(triangles: Vec<i32>) -> Shape {
    shape(Form::Mesh(Box::new(Mesh { vertices: vec![0.5; 9], triangles, ..Mesh::default() })))
}

fn set(evening: &mut Evening, session: SessionId, shapes: Vec<Shape>) -> (Vec<i32>, Vec<bool>) {
    match evening.request(session, ToApp::SetShape(SetShapes { shapes: Batch(shapes) })) {
        ToPlugin::SetShapeResult(ShapesSet { indices, successes }) => {
            (indices.iter().map(|index| index.0).collect(), successes.0)
        }
        other => panic!("{other:?}"),
    }
}

fn delete(evening: &mut Evening, session: SessionId, indices: &[i32]) -> Vec<bool> {
    let indices = Batch(indices.iter().copied().map(ShapeId).collect());
    match evening.request(session, ToApp::DeleteShape(DeleteShapes { indices })) {
        ToPlugin::DeleteShapeResult(DeletedShapes { successes }) => successes.0,
        other => panic!("{other:?}"),
    }
}

/// What is drawn, as everybody here and somebody who comes now see it.
fn seen(evening: &mut Evening) -> Vec<room_api::shape::Shape> {
    let late = evening.join(Role::Guest, "Late");
    let seen = evening.person(late).room().shapes.clone();
    evening.ask_ok(late, Intent::Leave);
    seen
}

#[test]
fn shapes_are_drawn_changed_and_deleted() {
    let (mut evening, alice) = Evening::new();
    let complex = try_load(&mut evening, alice).unwrap();
    let session = evening.activate_and_connect(alice, CHARTS);
    let to = |kind, target| Anchor { kind, target, ..Anchor::default() };
    let label = shape(Form::Label(Label { text: "3.2".into(), font_size: 1.0 }));
    let atom = evening.person(alice).structures()[&complex.0][0].atoms.index[0];
    let ends = vec![to(ShapeAnchorKind::COMPLEX, complex.0), to(ShapeAnchorKind::ATOM, atom)];
    let line = Shape { anchors: ends, ..shape(Form::Line(Line::default())) };
    let (ids, done) = set(&mut evening, session, vec![sphere(2.0), line, label]);
    assert_eq!((ids.clone(), done), (vec![1, 2, 3], vec![true; 3]));

    let shapes = evening.person(alice).room().shapes.clone();
    assert_eq!(shapes, seen(&mut evening));
    assert_eq!(shapes[0].form, Seen::Sphere { radius: 2.0 });
    assert_eq!((shapes[0].session, shapes[0].color), (session, Color::GREY.0));
    let places: Vec<AnchorTo> = shapes[1].anchors.iter().map(|anchor| anchor.to).collect();
    assert_eq!(places, [AnchorTo::Complex { complex }, AnchorTo::Atom { atom }]);

    let red = Shape { index: ShapeId(ids[0]), color: Color(0xFF00_00FF), ..sphere(3.0) };
    assert_eq!(set(&mut evening, session, vec![red]), (vec![1], vec![true]));
    let shapes = evening.person(alice).room().shapes.clone();
    assert_eq!((shapes.len(), shapes[0].color, shapes[0].form.clone()), (3, 0xFF00_00FF, Seen::Sphere { radius: 3.0 }));

    assert_eq!(delete(&mut evening, session, &[2, 2, 77]), [true, false, false]);
    assert_eq!(evening.person(alice).notifications(), [], "that a plugin deletes twice is nobody's trouble");
    let left: Vec<i32> = seen(&mut evening).iter().map(|shape| shape.id.0).collect();
    assert_eq!(left, [1, 3]);
    assert_eq!(set(&mut evening, session, vec![sphere(1.0)]).0, [4], "no number is used twice");
}

#[test]
fn a_mesh_comes_as_bulk_once() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, CHARTS);
    set(&mut evening, session, vec![mesh(vec![0, 1, 2])]);
    let form = Seen::Mesh { vertices: 3, triangles: 1, textured: false, unlit: false };
    assert_eq!(evening.person(alice).room().shapes[0].form, form);
    assert_eq!(evening.person(alice).meshes.pop().unwrap().triangles, [0, 1, 2]);

    let painted = Shape { index: ShapeId(1), color: Color::WHITE, ..mesh(vec![0, 1, 2]) };
    set(&mut evening, session, vec![painted]);
    assert_eq!(evening.person(alice).room().shapes[0].color, Color::WHITE.0);
    assert_eq!(evening.person(alice).meshes, [], "the mesh is the same");

    let bob = evening.join(Role::Guest, "Bob");
    assert_eq!(evening.person(bob).meshes.len(), 1);
    set(&mut evening, session, vec![Shape { index: ShapeId(1), ..mesh(vec![2, 1, 0]) }]);
    assert_eq!(evening.person(bob).meshes[1].triangles, [2, 1, 0]);
}

#[test]
fn a_shape_that_makes_no_sense_changes_nothing() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, CHARTS);
    let other = evening.activate_and_connect(alice, DOCKING);
    set(&mut evening, other, vec![sphere(1.0)]);
    let before = seen(&mut evening);
    let on_atom = Anchor { target: 99, kind: ShapeAnchorKind::ATOM, ..Anchor::default() };
    let bad = vec![
        mesh(vec![0, 1, 3]),
        sphere(f32::NAN),
        shape(Form::Line(Line::default())),
        Shape { anchors: vec![on_atom], ..sphere(1.0) },
        Shape { index: ShapeId(1), ..sphere(9.0) },
        Shape { index: ShapeId(55), ..sphere(9.0) },
    ];
    let (ids, done) = set(&mut evening, session, bad);
    assert_eq!((ids, done), (vec![-1, -1, -1, -1, 1, 55], vec![false; 6]));
    assert_eq!(delete(&mut evening, session, &[1]), [false], "it is another's");
    assert_eq!(seen(&mut evening), before);
    let told = evening.person(alice).notifications();
    assert!(told[0].1.contains("6 of its shapes were not drawn: a triangle names the vertex 3"), "{told:?}");
    assert!(told[1].1.contains("1 of its shapes were not deleted: the shape with the number 1 is another"), "{told:?}");
    assert_eq!(set(&mut evening, session, vec![mesh(vec![0, 9, 1]), sphere(1.0)]).1, [false, true]);
}

#[test]
fn shapes_go_with_their_session() {
    let (mut evening, alice) = Evening::new();
    let [charts, docking] = [CHARTS, DOCKING].map(|plugin| {
        let session = evening.activate_and_connect(alice, plugin);
        set(&mut evening, session, vec![sphere(1.0), mesh(vec![0, 1, 2])]);
        session
    });
    evening.end(charts, SessionEnd::LinkLost);
    let left: Vec<SessionId> = seen(&mut evening).iter().map(|shape| shape.session).collect();
    assert_eq!(left, [docking; 2]);
    evening.ask_ok(alice, Intent::Deactivate { session: docking });
    assert_eq!(seen(&mut evening), []);
    assert_eq!(evening.person(alice).room().shapes, []);
}

#[test]
fn shapes_count_into_what_a_room_may_hold() {
    let (mut evening, alice) = Evening::with(Limits { bytes: 4000, ..Limits::default() });
    let session = evening.activate_and_connect(alice, CHARTS);
    let large = |index| Shape {
        index: ShapeId(index),
        ..shape(Form::Mesh(Box::new(Mesh { vertices: vec![0.0; 600], ..Mesh::default() })))
    };
    assert_eq!(set(&mut evening, session, vec![large(-1), large(-1), large(1)]).1, [true, false, true]);
    delete(&mut evening, session, &[1]);
    assert_eq!(set(&mut evening, session, vec![large(-1)]).1, [true]);
}

#[test]
fn one_who_wants_no_columns_gets_no_meshes() {
    let (mut evening, alice) = Evening::new();
    let session = evening.activate_and_connect(alice, CHARTS);
    set(&mut evening, session, vec![mesh(vec![0, 1, 2])]);
    let link = evening.link(Role::Guest);
    let bob = evening.enter_without_columns(room_api::Enter::Join { link, member: "Bob".into(), password: None });
    set(&mut evening, session, vec![mesh(vec![0, 1, 2])]);
    assert_eq!(evening.person(bob).room().shapes.len(), 2);
    assert!(matches!(evening.person(bob).events[..], [Event::Shape { .. }]));
}
