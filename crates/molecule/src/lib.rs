//! The structure model in columns; PDB, mmCIF and SDF in and out; bonds.
//!
//! ```
//! let line = b"HETATM    1  O   HOH A   1      11.000  12.000  13.000  1.00 20.00           O  \n";
//! let complexes = molecule::read(line, molecule::Format::Pdb, "water")?;
//! let text = molecule::write(&complexes[0], molecule::Format::Mmcif)?;
//! assert!(text.contains("HETATM"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod bonds;
mod classes;
pub mod contacts;
mod defaults;
mod element;
mod fold;
mod format;
mod frames;
mod gather;
mod geometry;
mod grouping;
mod hetero;
mod hybrid36;
pub mod hydrogen_bonds;
mod model;
mod near;
mod number;
mod read;
pub mod secondary_structure;
mod validate;
mod wedges;
mod write;

pub use bonds::is_polymer_unit;
pub use classes::ResidueClass;
pub use format::Format;
pub use geometry::Bounds;
pub use hetero::{HeteroGroup, hetero_groups, is_water};
pub use model::*;
pub use near::Near;
pub use read::{Limits, ReadError, read, read_with};
pub use validate::Invalid;
pub use wedges::WEDGES;
pub use write::{Frames, WriteError, WriteOptions, write, write_with};
