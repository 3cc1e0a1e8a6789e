//! Where the poses are searched: a box along the receptor's own axes.

use molecule::{Bounds, Complex};

/// The search box, in the receptor's local space; angstrom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SearchBox {
    /// Its middle.
    pub center: [f32; 3],
    /// Its edges.
    pub size: [f32; 3],
}

impl SearchBox {
    /// Vina's usual distance between two points of its grid.
    const SPACING: f32 = 0.375;
    /// With more points than this, Vina would need gigabytes: 6 million take about one.
    const MOST_POINTS: f32 = 6e6;
    /// No room for any molecule below this edge.
    const SMALLEST_EDGE: f32 = 6.0;

    /// The box around everything in `site` as it stands in the workspace, and `margin` more on every side.
    pub fn around(site: &Complex, receptor: &Complex, margin: f32) -> Option<Self> {
        let molecule = site.current()?;
        let positions = molecule.positions();
        let here = (0..positions.len()).filter(|row| molecule.has_atom(*row));
        let bounds = Bounds::around(here.map(|row| Self::point_in(receptor, site, positions[row])))?;
        Some(Self::from(bounds.grown(margin)))
    }

    /// Where a local point of `from` is in the local space of `to`.
    pub fn point_in(to: &Complex, from: &Complex, point: [f32; 3]) -> [f32; 3] {
        to_local(to, to_workspace(from, point))
    }

    /// The distance between the points of Vina's grid: coarser in a box that would not fit into memory.
    pub fn spacing(&self) -> f32 {
        let volume: f32 = self.size.iter().product();
        (volume / Self::MOST_POINTS).cbrt().max(Self::SPACING)
    }

    /// Whether the grid is coarser than Vina's usual one.
    pub fn is_coarse(&self) -> bool {
        self.spacing() > Self::SPACING
    }

    /// The distance between opposite corners.
    pub fn diagonal(&self) -> f32 {
        self.size.iter().map(|edge| edge * edge).sum::<f32>().sqrt()
    }

    /// The same as corners.
    pub fn bounds(&self) -> Bounds {
        let corner = |sign: f32| std::array::from_fn(|axis| self.center[axis] + sign * self.size[axis] / 2.0);
        Bounds { min: corner(-1.0), max: corner(1.0) }
    }
}

impl From<Bounds> for SearchBox {
    fn from(bounds: Bounds) -> Self {
        Self { center: bounds.center(), size: bounds.size().map(|edge| edge.max(Self::SMALLEST_EDGE)) }
    }
}

/// A local point of the complex in the workspace.
fn to_workspace(complex: &Complex, point: [f32; 3]) -> [f32; 3] {
    let turned = rotate(complex.rotation, point);
    std::array::from_fn(|axis| turned[axis] + complex.position[axis])
}

/// A point of the workspace in the complex's local space.
fn to_local(complex: &Complex, point: [f32; 3]) -> [f32; 3] {
    let [x, y, z, w] = complex.rotation;
    rotate([-x, -y, -z, w], std::array::from_fn(|axis| point[axis] - complex.position[axis]))
}

/// Turns by a quaternion, of any length but 0.
fn rotate([x, y, z, w]: [f32; 4], point: [f32; 3]) -> [f32; 3] {
    let norm = x * x + y * y + z * z + w * w;
    if norm <= f32::EPSILON {
        return point;
    }
    let axis = [x, y, z];
    let twice = cross(axis, point).map(|value| 2.0 * value / norm);
    let again = cross(axis, twice);
    std::array::from_fn(|row| point[row] + w * twice[row] + again[row])
}

fn cross(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

#[cfg(test)]
mod tests {
    use molecule::{Atoms, Column, Molecule};

    use super::*;

    fn complex(positions: Vec<[f32; 3]>) -> Complex {
        let atoms = Atoms { positions: vec![Column::new(positions)], ..Atoms::default() };
        Complex { molecules: vec![Molecule { atoms, ..Molecule::default() }], ..Complex::default() }
    }

    fn close(a: [f32; 3], b: [f32; 3]) -> bool {
        (0..3).all(|axis| (a[axis] - b[axis]).abs() < 1e-4)
    }

    #[test]
    fn the_box_has_its_margin_on_every_side() {
        let site = complex(vec![[0.0, 0.0, 0.0], [10.0, 2.0, 4.0]]);
        let found = SearchBox::around(&site, &complex(vec![]), 5.0).unwrap();
        assert_eq!(found, SearchBox { center: [5.0, 1.0, 2.0], size: [20.0, 12.0, 14.0] });
        assert_eq!(SearchBox::from(found.bounds()), found);
        assert_eq!(SearchBox::around(&complex(vec![]), &site, 5.0), None);
    }

    #[test]
    fn moved_and_turned_complexes_meet_in_the_workspace() {
        let half = std::f32::consts::FRAC_1_SQRT_2;
        // A quarter turn about z: x becomes y.
        let mut receptor = complex(vec![]);
        receptor.rotation = [0.0, 0.0, half, half];
        receptor.position = [100.0, 0.0, 0.0];
        let mut site = complex(vec![[1.0, 0.0, 0.0]]);
        site.position = [100.0, 3.0, 2.0];
        let found = SearchBox::around(&site, &receptor, 10.0).unwrap();
        assert!(close(found.center, [3.0, -1.0, 2.0]), "{found:?}");
        let there_and_back = to_local(&receptor, to_workspace(&receptor, [7.0, 8.0, 9.0]));
        assert!(close(there_and_back, [7.0, 8.0, 9.0]));
    }

    #[test]
    fn only_large_boxes_are_coarse() {
        let small = SearchBox { center: [0.0; 3], size: [30.0; 3] };
        let large = SearchBox { center: [0.0; 3], size: [150.0; 3] };
        assert!(!small.is_coarse() && small.spacing() == 0.375);
        let points = large.size.map(|edge| edge / large.spacing()).iter().product::<f32>();
        assert!(large.is_coarse() && points < 6.1e6, "{points}");
    }
}
