//! Whole files through the readers, the bonds and the writers.

mod bonds;
mod conformers;
mod files;
mod hostile;
mod hydrogen_bonds;
mod round_trip;
mod samples;
mod secondary_structure;
mod writing;
