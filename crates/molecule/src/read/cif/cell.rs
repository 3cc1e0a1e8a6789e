//! The unit cell: fractional coordinates into angstrom.

use super::table::Row;
use crate::Molecule;

/// Columns of the matrix that takes fractional to orthogonal coordinates, a along x and b in the plane xy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    a: f64,
    b: [f64; 2],
    c: [f64; 3],
}

impl Cell {
    /// The cell of a table `_cell`, if it is complete and has a volume.
    pub fn of(row: Row<'_, '_>) -> Option<Self> {
        let length = |key| row.number(key).filter(|length| *length > 0.0 && *length < 1e6);
        let cosine = |key| row.number(key).map(|angle| angle.to_radians().cos());
        let (a, b, c) = (length("length_a")?, length("length_b")?, length("length_c")?);
        let (alpha, beta, gamma) = (cosine("angle_alpha")?, cosine("angle_beta")?, cosine("angle_gamma")?);
        let gamma_sine = (1.0 - gamma * gamma).sqrt();
        let y = (alpha - beta * gamma) / gamma_sine;
        let z = (1.0 - beta * beta - y * y).sqrt();
        let cell = Self { a, b: [b * gamma, b * gamma_sine], c: [c * beta, c * y, c * z] };
        (cell.b[1] > 0.0 && cell.c[2] > 0.0).then_some(cell)
    }

    /// Takes the positions of a molecule from fractions of the cell to angstrom.
    pub fn place(&self, molecule: &mut Molecule) {
        for column in &mut molecule.atoms.positions {
            for position in column.edit() {
                let [u, v, w] = position.map(f64::from);
                *position = [
                    (self.a * u + self.b[0] * v + self.c[0] * w) as f32,
                    (self.b[1] * v + self.c[1] * w) as f32,
                    (self.c[2] * w) as f32,
                ];
            }
        }
    }
}
