//! The models of a file, as they are read.

use super::{Limits, ReadError};
use crate::{Column, Molecule, Pairs};

/// What every reader gives: one molecule a model, and remarks.
#[derive(Debug, Default)]
pub(super) struct Models {
    pub molecules: Vec<Molecule>,
    pub remarks: Pairs,
    atom_count: usize,
}

impl Models {
    pub fn len(&self) -> usize {
        self.molecules.len()
    }

    pub fn is_empty(&self) -> bool {
        self.molecules.is_empty()
    }

    /// The atoms of all models together.
    pub fn atom_count(&self) -> usize {
        self.atom_count
    }

    /// Adds a model; what is the same in the one before takes no memory of its own.
    pub fn push(&mut self, mut molecule: Molecule, limits: &Limits, line: usize) -> Result<(), ReadError> {
        limits.check_models(self.len() + 1, line)?;
        if let Some(last) = self.molecules.last() {
            share_columns(&mut molecule, last);
        }
        self.atom_count += molecule.atoms.len();
        self.molecules.push(molecule);
        Ok(())
    }
}

impl Limits {
    pub(super) fn check_atoms(&self, count: usize, line: usize) -> Result<(), ReadError> {
        match count > self.atoms {
            true => Err(ReadError::new(line, 1, format!("at most {} atoms", self.atoms), "one more")),
            false => Ok(()),
        }
    }

    pub(super) fn check_models(&self, count: usize, line: usize) -> Result<(), ReadError> {
        match count > self.models {
            true => Err(ReadError::new(line, 1, format!("at most {} models", self.models), "one more")),
            false => Ok(()),
        }
    }
}

/// Lets the molecule hold the very columns of another one where they are equal.
fn share_columns(molecule: &mut Molecule, other: &Molecule) {
    fn share<T: PartialEq>(column: &mut Column<T>, other: &Column<T>)
    where
        Column<T>: Clone,
    {
        if column == other {
            *column = other.clone();
        }
    }
    macro_rules! share_all {
        ($part:ident: $($column:ident)*) => {
            $(share(&mut molecule.$part.$column, &other.$part.$column);)*
        };
    }
    share_all!(chains: index name residue_start);
    share_all!(residues: index name kind serial insertion_code secondary_structure ribboned ribbon_size ribbon_mode
        ribbon_color labeled label_text ignored_alt_locs atom_start);
    share_all!(atoms: index serial name symbol is_het occupancy bfactor formal_charge partial_charge alt_loc acceptor
        donor polar_hydrogen atom_type selected mode display_mode color scale labeled label_text surface_rendering
        surface_color surface_opacity het_surfaced);
}
