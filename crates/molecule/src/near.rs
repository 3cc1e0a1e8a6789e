//! The residues of a molecule that are near some points: a ligand's pocket, the contacts of a pose.

use std::collections::HashMap;

use crate::geometry::distance_squared;
use crate::{Bounds, Molecule};

/// Points beyond so many in a cell are left out: nothing real is as dense, and a hostile file stays cheap.
const MOST_IN_CELL: usize = 64;
/// The longest edge of a cell, angstrom: so few atoms are in one that none is left out of a real structure.
const LARGEST_CELL: f32 = 5.0;
/// The most cells that a radius reaches one way.
const MOST_CELLS: i32 = 4;

/// The closest atom of a residue to some points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The residue's row.
    pub residue: usize,
    /// The row of its closest atom.
    pub atom: usize,
    /// The place of the point that it is closest to.
    pub point: usize,
    /// How far both are apart, angstrom.
    pub distance: f32,
}

impl Molecule {
    /// The residues with an atom at most `radius` (angstrom) from one of these points, in the order of their rows, in the
    /// conformer that is shown. The points are in the space of the molecule. Without a sensible radius there is none.
    pub fn residues_near(&self, points: &[[f32; 3]], radius: f32) -> Vec<Near> {
        if !radius.is_normal() || radius < 0.0 {
            return Vec::new();
        }
        let Some(bounds) = Bounds::around(points.iter().copied()) else { return Vec::new() };
        let bounds = bounds.grown(radius);
        let cells = Cells::new(points, radius);
        let positions = self.positions();
        let nearest = |residue: usize| {
            let is_there =
                |row: &usize| self.has_atom(*row) && positions.get(*row).is_some_and(|point| bounds.contains(*point));
            let rows = self.residues.atoms(residue).filter(is_there);
            let found = rows.filter_map(|atom| {
                let (point, squared) = cells.nearest(positions[atom])?;
                Some((squared, Near { residue, atom, point, distance: squared.sqrt() }))
            });
            found.min_by(|(first, _), (second, _)| first.total_cmp(second)).map(|(_, near)| near)
        };
        (0..self.residues.len()).filter_map(nearest).collect()
    }
}

/// Points by cells.
struct Cells<'a> {
    points: &'a [[f32; 3]],
    radius: f32,
    /// The edge of a cell, and how many cells the radius reaches.
    edge: f32,
    reach: i32,
    cells: HashMap<[i32; 3], Vec<usize>>,
}

impl<'a> Cells<'a> {
    fn new(points: &'a [[f32; 3]], radius: f32) -> Self {
        let edge = radius.min(LARGEST_CELL).max(radius / MOST_CELLS as f32);
        let reach = (radius / edge).ceil() as i32;
        let mut cells: HashMap<[i32; 3], Vec<usize>> = HashMap::new();
        for (place, point) in points.iter().enumerate().filter(|(_, point)| point.iter().all(|at| at.is_finite())) {
            let cell = cells.entry(cell_of(*point, edge)).or_default();
            if cell.len() < MOST_IN_CELL {
                cell.push(place);
            }
        }
        Self { points, radius, edge, reach, cells }
    }

    /// The point nearest to a place, with the square of its distance, where that is within the radius.
    fn nearest(&self, place: [f32; 3]) -> Option<(usize, f32)> {
        let center = cell_of(place, self.edge);
        let mut nearest: Option<(usize, f32)> = None;
        let steps = || -self.reach..=self.reach;
        for offset in steps().flat_map(|x| steps().flat_map(move |y| steps().map(move |z| [x, y, z]))) {
            let cell: [i32; 3] = std::array::from_fn(|axis| center[axis].saturating_add(offset[axis]));
            for point in self.cells.get(&cell).into_iter().flatten() {
                let squared = distance_squared(self.points[*point], place);
                let is_nearer = nearest.is_none_or(|(_, least)| squared < least);
                if squared <= self.radius * self.radius && is_nearer {
                    nearest = Some((*point, squared));
                }
            }
        }
        nearest
    }
}

fn cell_of(point: [f32; 3], size: f32) -> [i32; 3] {
    point.map(|value| (value / size).floor() as i32)
}

#[cfg(test)]
mod tests {
    use crate::{Atoms, Column, Molecule, Residues};

    /// Residues of two atoms each, along x, 3 apart.
    fn row_of(count: u32) -> Molecule {
        let mut atoms = Atoms::with_len(2 * count as usize);
        let place = |row: u32| [(row / 2 * 3) as f32 - 9.0 + (row % 2) as f32, 0.0, 0.0];
        atoms.positions = vec![(0..2 * count).map(place).collect::<Vec<_>>().into()];
        let mut residues = Residues::with_len(count as usize);
        residues.atom_start = Column::new((0..=count).map(|residue| 2 * residue).collect());
        Molecule { atoms, residues, ..Molecule::default() }
    }

    #[test]
    fn the_closest_atom_of_each_residue_is_found() {
        let molecule = row_of(7); // At -9, -6, ... 9, and 1 further.
        let near = molecule.residues_near(&[[100.0, 0.0, 0.0], [0.5, 0.0, 0.0], [f32::NAN, 0.0, 0.0]], 3.0);
        let found: Vec<_> = near.iter().map(|near| (near.residue, near.atom, near.point, near.distance)).collect();
        assert_eq!(found, [(2, 5, 1, 2.5), (3, 6, 1, 0.5), (4, 8, 1, 2.5)]);
    }

    #[test]
    fn what_makes_no_sense_finds_nothing() {
        let molecule = row_of(3);
        for radius in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            assert_eq!(molecule.residues_near(&[[0.0; 3]], radius), []);
        }
        assert_eq!(molecule.residues_near(&[], 5.0), []);
    }

    #[test]
    fn points_in_one_place_stay_cheap() {
        let points = vec![[0.0; 3]; 200_000];
        assert_eq!(row_of(50_000).residues_near(&points, 1.5).len(), 1);
    }
}
