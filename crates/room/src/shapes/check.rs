//! Whether a shape makes sense: a form of finite numbers, a mesh whose triangles are there, anchors that hold on to something.

use std::collections::HashSet;

use molecule::Index;
use protocol::shapes::{Anchor, Form, Mesh, Shape, ShapeAnchorKind};
use protocol::structure::Vec3;

use crate::workspace::Workspace;

/// The most anchors of a shape: two of a line, four of the label of a torsion.
const MAX_ANCHORS: usize = 8;
/// The most bytes of a label's text.
const MAX_TEXT: usize = 4000;

/// The atoms that shapes are to be anchored to. Those that have too many anchors are refused for it anyway.
pub(super) fn atoms_named(shapes: &[Shape]) -> HashSet<Index> {
    let anchors = shapes.iter().filter(|shape| shape.anchors.len() <= MAX_ANCHORS).flat_map(|shape| &shape.anchors);
    anchors.filter(|anchor| anchor.kind == ShapeAnchorKind::ATOM).map(|anchor| anchor.target).collect()
}

/// Why a shape is refused, if it is. The `atoms` are those of the workspace that it may be anchored to.
pub(super) fn check(shape: &Shape, workspace: &Workspace, atoms: &HashSet<Index>) -> Result<(), String> {
    let least = if matches!(shape.form, Form::Line(_)) { 2 } else { 1 };
    let anchors = shape.anchors.len();
    if !(least..=MAX_ANCHORS).contains(&anchors) {
        return Err(format!("a shape of its kind has {least} to {MAX_ANCHORS} anchors, this one {anchors}."));
    }
    shape.anchors.iter().try_for_each(|anchor| check_anchor(anchor, workspace, atoms))?;
    match &shape.form {
        Form::Sphere(sphere) => finite("radius", &[sphere.radius]),
        Form::Line(line) => finite("thickness or dashes", &[line.thickness, line.dash_length, line.dash_distance]),
        Form::Label(label) if label.text.len() > MAX_TEXT => {
            Err(format!("a label has at most {MAX_TEXT} bytes of text, this one {}.", label.text.len()))
        }
        Form::Label(label) => finite("font size", &[label.font_size]),
        Form::Mesh(mesh) => check_mesh(mesh),
    }
}

fn check_anchor(anchor: &Anchor, workspace: &Workspace, atoms: &HashSet<Index>) -> Result<(), String> {
    let target = anchor.target;
    match anchor.kind {
        ShapeAnchorKind::WORKSPACE => {}
        ShapeAnchorKind::COMPLEX if workspace.complex(target).is_some() => {}
        ShapeAnchorKind::COMPLEX => return Err(format!("it is anchored to the complex {target}, which is not there.")),
        ShapeAnchorKind::ATOM if atoms.contains(&target) => {}
        ShapeAnchorKind::ATOM => return Err(format!("it is anchored to the atom {target}, which is not there.")),
        ShapeAnchorKind(unknown) => return Err(format!("it has an anchor of the unknown kind {unknown}.")),
    }
    let offsets = [anchor.local_offset, anchor.global_offset, anchor.viewer_offset];
    offsets.into_iter().try_for_each(|Vec3 { x, y, z }| finite("anchor", &[x, y, z]))
}

/// Leaves out normals that are not one a vertex, or are no numbers: what is drawn without them has those of its triangles.
/// Plugins hand on what their tools make, one a triangle with pyfqmr.
pub(super) fn leave_out_odd_normals(shape: &mut Shape) {
    let Form::Mesh(mesh) = &mut shape.form else { return };
    if mesh.normals.len() != mesh.vertices.len() || finite("normal", &mesh.normals).is_err() {
        mesh.normals = Vec::new();
    }
}

fn check_mesh(mesh: &Mesh) -> Result<(), String> {
    let vertices = mesh.vertices.len() / 3;
    if !mesh.vertices.len().is_multiple_of(3) {
        return Err(format!("a mesh has three numbers a vertex, this one {} numbers.", mesh.vertices.len()));
    }
    for (what, numbers, each) in [("color", &mesh.colors, 4), ("uv", &mesh.uv, 2)] {
        if !numbers.is_empty() && numbers.len() != each * vertices {
            let (has, wants) = (numbers.len(), each * vertices);
            return Err(format!("a mesh of {vertices} vertices has {wants} numbers of {what}, this one {has}."));
        }
        finite(what, numbers)?;
    }
    finite("vertices", &mesh.vertices)?;
    if !mesh.triangles.len().is_multiple_of(3) {
        return Err(format!("a mesh has three vertices a triangle, this one {} vertices.", mesh.triangles.len()));
    }
    let is_there = |vertex: i32| usize::try_from(vertex).is_ok_and(|vertex| vertex < vertices);
    match mesh.triangles.iter().find(|vertex| !is_there(**vertex)) {
        Some(vertex) => Err(format!("a triangle names the vertex {vertex}, and the mesh has {vertices}.")),
        None => Ok(()),
    }
}

/// What JSON cannot say, and nobody can draw.
fn finite(what: &str, numbers: &[f32]) -> Result<(), String> {
    match numbers.iter().all(|number| number.is_finite()) {
        true => Ok(()),
        false => Err(format!("its {what} is not a finite number.")),
    }
}

/// About how much memory a mesh takes.
pub fn mesh_bytes(mesh: &Mesh) -> usize {
    let floats = mesh.vertices.len() + mesh.normals.len() + mesh.colors.len() + mesh.uv.len();
    size_of::<Mesh>() + 4 * (floats + mesh.triangles.len()) + mesh.texture.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn triangle() -> Mesh {
        Mesh { vertices: vec![0.0; 9], triangles: vec![0, 1, 2], ..Mesh::default() }
    }

    fn problem(mesh: Mesh) -> String {
        check_mesh(&mesh).expect_err("a problem")
    }

    #[test]
    fn a_mesh_must_make_sense() {
        assert_eq!(check_mesh(&triangle()), Ok(()));
        assert_eq!(
            check_mesh(&Mesh { normals: vec![0.0; 9], colors: vec![1.0; 12], uv: vec![0.0; 6], ..triangle() }),
            Ok(())
        );
        for triangles in [vec![0, 1, 3], vec![0, -1, 2], vec![0, 1, i32::MAX]] {
            assert!(problem(Mesh { triangles, ..triangle() }).contains("the mesh has 3"));
        }
        assert!(problem(Mesh { triangles: vec![0, 1], ..triangle() }).contains("three vertices a triangle"));
        assert!(problem(Mesh { vertices: vec![0.0; 10], ..triangle() }).contains("three numbers a vertex"));
        assert!(problem(Mesh { colors: vec![0.0; 9], ..triangle() }).contains("12 numbers of color"));
        assert!(problem(Mesh { vertices: vec![f32::NAN; 9], ..triangle() }).contains("finite"));
    }

    #[test]
    fn normals_that_fit_no_vertices_are_left_out() {
        for (normals, stay) in
            [(vec![1.0; 9], true), (vec![1.0; 3], false), (vec![f32::NAN; 9], false), (vec![], false)]
        {
            let mut shape = Shape { form: Form::Mesh(Mesh { normals, ..triangle() }.into()), ..Shape::default() };
            leave_out_odd_normals(&mut shape);
            let Form::Mesh(mesh) = &shape.form else { panic!() };
            assert_eq!(!mesh.normals.is_empty(), stay);
            assert_eq!(check_mesh(mesh), Ok(()));
        }
    }

    #[test]
    fn anchors_hold_on_to_what_is_there() {
        let workspace = Workspace::new(&Limits::default());
        let with = |anchors| check(&Shape { anchors, ..Shape::default() }, &workspace, &HashSet::from([7]));
        let anchor = |kind| Anchor { target: 5, kind, ..Anchor::default() };
        assert_eq!(with(vec![anchor(ShapeAnchorKind::WORKSPACE)]), Ok(()));
        for kind in [ShapeAnchorKind::COMPLEX, ShapeAnchorKind::ATOM, ShapeAnchorKind(9)] {
            assert!(with(vec![anchor(kind)]).is_err(), "{kind:?}");
        }
        assert_eq!(with(vec![Anchor { target: 7, ..anchor(ShapeAnchorKind::ATOM) }]), Ok(()));
        assert!(with(vec![]).is_err());
        assert!(with(vec![Anchor::default(); MAX_ANCHORS + 1]).is_err());
    }
}
