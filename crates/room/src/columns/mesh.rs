//! The columns of a mesh.

use std::borrow::Cow;

use protocol::shapes::Mesh;
use room_api::columns::{Data, Table, Tables};

pub(super) fn tables(mesh: &Mesh) -> Tables<'_> {
    let vertices = mesh.vertices.len() / 3;
    let mut columns = vec![("position".into(), threes(&mesh.vertices))];
    if !mesh.normals.is_empty() {
        columns.push(("normal".into(), threes(&mesh.normals)));
    }
    columns.extend(apart(&mesh.colors, ["red", "green", "blue", "alpha"]));
    columns.extend(apart(&mesh.uv, ["u", "v"]));
    let vertices = Table { name: "vertices".into(), rows: vertices, columns };

    let corner = |at: usize| {
        let corners = mesh.triangles.iter().skip(at).step_by(3);
        Data::U32(corners.map(|vertex| *vertex as u32).collect())
    };
    let columns = ["a", "b", "c"].into_iter().enumerate().map(|(at, name)| (name.into(), corner(at)));
    let triangles = Table { name: "triangles".into(), rows: mesh.triangles.len() / 3, columns: columns.collect() };

    let bytes = || vec![("bytes".into(), Data::U8(Cow::Borrowed(&mesh.texture[..])))];
    let texture = (!mesh.texture.is_empty()).then(|| Table {
        name: "texture".into(),
        rows: mesh.texture.len(),
        columns: bytes(),
    });
    Tables { tables: [vertices, triangles].into_iter().chain(texture).collect() }
}

fn threes(numbers: &[f32]) -> Data<'_> {
    Data::F32x3(Cow::Borrowed(numbers.as_chunks().0))
}

/// Numbers that stand in turns, each kind in a column of its own; no columns where there are no numbers.
fn apart<const N: usize>(numbers: &[f32], names: [&'static str; N]) -> Vec<(Cow<'static, str>, Data<'static>)> {
    if numbers.is_empty() {
        return Vec::new();
    }
    let column = |at: usize| Data::F32(numbers.iter().skip(at).step_by(N).copied().collect());
    names.into_iter().enumerate().map(|(at, name)| (name.into(), column(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mesh_is_read_by_column() {
        let mesh = Mesh {
            vertices: (0..9).map(|number| number as f32).collect(),
            colors: [0.0, 0.25, 0.5, 1.0].repeat(3),
            triangles: vec![0, 1, 2, 2, 1, 0],
            texture: bytes::Bytes::from_static(b"png"),
            ..Mesh::default()
        };
        let encoded = tables(&mesh).encode();
        let tables = Tables::decode(&encoded).unwrap();
        let column = |table: &str, column: &str| tables.table(table).unwrap().column(column).cloned();
        let places = [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 8.0]];
        assert_eq!(column("vertices", "position"), Some(Data::F32x3(places.to_vec().into())));
        assert_eq!(column("vertices", "green"), Some(Data::F32(vec![0.25; 3].into())));
        assert_eq!(column("triangles", "c"), Some(Data::U32(vec![2, 0].into())));
        assert_eq!(column("texture", "bytes"), Some(Data::U8(b"png".to_vec().into())));
        assert_eq!((column("vertices", "normal"), column("vertices", "u")), (None, None));
    }
}
