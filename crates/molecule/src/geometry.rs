//! Where the atoms of a molecule are: extents, and the atoms near a point or in a box.

use crate::{Column, Molecule};

/// A box along the axes, in the space of its points; angstrom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The corner of smallest coordinates.
    pub min: [f32; 3],
    /// The corner of largest coordinates.
    pub max: [f32; 3],
}

impl Bounds {
    /// The smallest box around these points; `None` without points. Points that are not finite do not count.
    pub fn around(points: impl IntoIterator<Item = [f32; 3]>) -> Option<Self> {
        let mut bounds: Option<Self> = None;
        for point in points.into_iter().filter(|point| point.iter().all(|value| value.is_finite())) {
            let Self { min, max } = bounds.unwrap_or(Self { min: point, max: point });
            bounds = Some(Self {
                min: std::array::from_fn(|axis| min[axis].min(point[axis])),
                max: std::array::from_fn(|axis| max[axis].max(point[axis])),
            });
        }
        bounds
    }

    /// The same box, larger by `margin` on every side.
    pub fn grown(self, margin: f32) -> Self {
        Self { min: self.min.map(|value| value - margin), max: self.max.map(|value| value + margin) }
    }

    /// Its middle.
    pub fn center(&self) -> [f32; 3] {
        std::array::from_fn(|axis| (self.min[axis] + self.max[axis]) / 2.0)
    }

    /// Its edges.
    pub fn size(&self) -> [f32; 3] {
        std::array::from_fn(|axis| self.max[axis] - self.min[axis])
    }

    /// Whether the point is inside or on its surface.
    pub fn contains(&self, point: [f32; 3]) -> bool {
        (0..3).all(|axis| self.min[axis] <= point[axis] && point[axis] <= self.max[axis])
    }
}

/// The square of the distance between two points.
pub(crate) fn distance_squared(a: [f32; 3], b: [f32; 3]) -> f32 {
    (0..3).map(|axis| (a[axis] - b[axis]) * (a[axis] - b[axis])).sum()
}

impl Molecule {
    /// The positions in the conformer that is shown.
    pub fn positions(&self) -> &[[f32; 3]] {
        let shown = self.atoms.positions.get(self.current_conformer).or_else(|| self.atoms.positions.first());
        shown.map_or(&[], |column| column)
    }

    /// Whether the atom is in the conformer that is shown.
    pub fn has_atom(&self, atom: usize) -> bool {
        is_in(&self.atoms.in_conformer, self.current_conformer, atom)
    }

    /// Whether the bond is in the conformer that is shown.
    pub fn has_bond(&self, bond: usize) -> bool {
        is_in(&self.bonds.in_conformer, self.current_conformer, bond)
    }

    /// The box around the atoms of the conformer that is shown; `None` without atoms.
    pub fn extent(&self) -> Option<Bounds> {
        let positions = self.positions();
        Bounds::around((0..positions.len()).filter(|row| self.has_atom(*row)).map(|row| positions[row]))
    }

    /// The rows of the atoms at most `radius` from the point, in the conformer that is shown.
    pub fn atoms_within(&self, point: [f32; 3], radius: f32) -> Vec<usize> {
        self.atoms_where(|position| distance_squared(position, point) <= radius * radius)
    }

    /// The rows of the atoms in the box, in the conformer that is shown.
    pub fn atoms_in_box(&self, bounds: &Bounds) -> Vec<usize> {
        self.atoms_where(|position| bounds.contains(position))
    }

    /// The rows of the atoms that are no hydrogens, in the conformer that is shown.
    pub fn heavy_atoms(&self) -> Vec<usize> {
        (0..self.atoms.len()).filter(|row| self.has_atom(*row) && !self.atoms.is_hydrogen(*row)).collect()
    }

    fn atoms_where(&self, wanted: impl Fn([f32; 3]) -> bool) -> Vec<usize> {
        let positions = self.positions();
        (0..positions.len()).filter(|row| self.has_atom(*row) && wanted(positions[*row])).collect()
    }
}

fn is_in(in_conformer: &[Column<bool>], conformer: usize, row: usize) -> bool {
    in_conformer.get(conformer).and_then(|column| column.get(row)).copied().unwrap_or(true)
}

impl crate::Atoms {
    /// Whether the atom is hydrogen or deuterium.
    pub fn is_hydrogen(&self, atom: usize) -> bool {
        matches!(self.symbol[atom].as_str(), "H" | "D" | "h" | "d")
    }
}

#[cfg(test)]
mod tests {
    use super::Bounds;

    #[test]
    fn bounds_hold_their_points() {
        let bounds = Bounds::around([[0.0, 2.0, -1.0], [4.0, 0.0, 1.0], [f32::NAN, 0.0, 0.0]]).unwrap();
        assert_eq!(bounds, Bounds { min: [0.0, 0.0, -1.0], max: [4.0, 2.0, 1.0] });
        assert_eq!(bounds.center(), [2.0, 1.0, 0.0]);
        assert_eq!(bounds.grown(1.0).size(), [6.0, 4.0, 4.0]);
        assert!(bounds.contains([4.0, 2.0, 1.0]));
        assert!(!bounds.contains([4.1, 2.0, 1.0]));
        assert_eq!(Bounds::around([]), None);
    }
}
