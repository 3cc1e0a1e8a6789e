//! The structure model in columns; PDB, mmCIF and SDF in and out; bonds.

mod model;

pub use model::*;
