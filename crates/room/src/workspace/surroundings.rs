//! Where atoms are in the space of the workspace.

use molecule::{Bounds, Complex, Index};
use protocol::structure::Quaternion;

use super::Workspace;

/// What an atom reaches beyond its centre: carbon's radius, angstrom.
const ATOM_RADIUS: f32 = 1.7;

impl Workspace {
    /// The middle of these atoms in the space of the workspace, and how far they reach from there; angstrom. None where none
    /// of them is anywhere.
    pub fn sphere_around(&self, mut atoms: Vec<Index>) -> Option<([f32; 3], f32)> {
        atoms.sort_unstable();
        let mut points = Vec::new();
        for complex in &self.complexes {
            for molecule in &complex.molecules {
                let rows = molecule.atoms.index.iter().zip(molecule.positions());
                let wanted = rows.filter(|(index, _)| atoms.binary_search(index).is_ok());
                points.extend(wanted.map(|(_, position)| placed(complex, *position)));
            }
        }
        let center = Bounds::around(points.iter().copied())?.center();
        let farthest = points.iter().map(|point| distance(center, *point)).filter(|far| far.is_finite());
        let radius = farthest.fold(0.0, f32::max) + ATOM_RADIUS;
        center.iter().all(|value| value.is_finite()).then_some((center, radius))
    }
}

impl Workspace {
    /// A pose in the workspace (angstrom), in the world in which plugins think the workspace to stand (metres).
    pub fn in_the_world(&self, position: [f32; 3], [x, y, z, w]: [f32; 4]) -> ([f32; 3], [f32; 4]) {
        let Quaternion { x: wx, y: wy, z: wz, w: ww } = self.rotation;
        let scaled = [position[0] * self.scale.x, position[1] * self.scale.y, position[2] * self.scale.z];
        let [px, py, pz] = turned([wx, wy, wz, ww], scaled);
        let rotation = [
            ww * x + wx * w + wy * z - wz * y,
            ww * y - wx * z + wy * w + wz * x,
            ww * z + wx * y - wy * x + wz * w,
            ww * w - wx * x - wy * y - wz * z,
        ];
        ([self.position.x + px, self.position.y + py, self.position.z + pz], rotation)
    }
}

/// A place in a complex, in the space of the workspace.
pub(super) fn placed(complex: &Complex, point: [f32; 3]) -> [f32; 3] {
    let turned = turned(complex.rotation, point);
    std::array::from_fn(|axis| complex.position[axis] + turned[axis])
}

/// A place in the workspace, in the space of a complex.
pub(super) fn local(complex: &Complex, point: [f32; 3]) -> [f32; 3] {
    let [x, y, z, w] = complex.rotation;
    turned([-x, -y, -z, w], std::array::from_fn(|axis| point[axis] - complex.position[axis]))
}

/// A place turned about the origin.
fn turned([qx, qy, qz, w]: [f32; 4], point: [f32; 3]) -> [f32; 3] {
    // p + 2w(q x p) + 2(q x (q x p)), with the rotation (q, w) of length 1.
    let cross = |[x, y, z]: [f32; 3]| [qy * z - qz * y, qz * x - qx * z, qx * y - qy * x];
    let once = cross(point);
    let twice = cross(once);
    std::array::from_fn(|axis| point[axis] + 2.0 * (w * once[axis] + twice[axis]))
}

fn distance(one: [f32; 3], other: [f32; 3]) -> f32 {
    (0..3).map(|axis| (one[axis] - other[axis]).powi(2)).sum::<f32>().sqrt()
}
