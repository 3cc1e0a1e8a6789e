//! Structure files in: one entrance for every format, with limits and errors that name the place.

mod assemble;
mod cif;
mod connections;
mod error;
mod lines;
mod models;
mod pdb;
mod sdf;
mod secondary;

pub use error::{Limits, ReadError};

use crate::{Column, Complex, Format, bonds};
use models::Models;

/// Numbers beyond this are no coordinates, occupancies or temperature factors; whatever is reckoned with them stays
/// finite.
const LARGEST: f32 = 1e7;

/// Reads a structure file; `name` becomes the name of the complex. See [`read_with`].
pub fn read(bytes: &[u8], format: Format, name: &str) -> Result<Vec<Complex>, ReadError> {
    read_with(bytes, format, name, &Limits::default())
}

/// Reads a structure file within limits. There is one complex in it; several models (or records of an SDF) become its
/// conformers where they are alike enough, as in the library, else its frames. PDB and mmCIF files name few bonds: the
/// others are perceived.
pub fn read_with(bytes: &[u8], format: Format, name: &str, limits: &Limits) -> Result<Vec<Complex>, ReadError> {
    if bytes.len() > limits.bytes {
        let expected = format!("a file of at most {} bytes", limits.bytes);
        return Err(ReadError::new(1, 1, expected, format!("{} bytes", bytes.len())));
    }
    let models = match format {
        Format::Pdb => pdb::read(bytes, limits)?,
        Format::Mmcif => cif::read(bytes, limits)?,
        Format::Sdf | Format::Mol => sdf::read(bytes, limits)?,
    };
    let mut complex = Complex {
        name: name.into(),
        remarks: Column::new(models.remarks),
        molecules: models.molecules,
        ..Complex::default()
    };
    complex.fold();
    if !format.names_every_bond() {
        complex.molecules.iter_mut().for_each(bonds::perceive);
    }
    Ok(vec![complex])
}
