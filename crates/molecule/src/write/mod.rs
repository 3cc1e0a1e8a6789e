//! Structure files out: one entrance for every format.

mod mmcif;
mod named_bonds;
mod pdb;
mod runs;
mod sdf;

use crate::{Complex, Format, Molecule, Text};

/// Which frames and conformers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frames {
    /// All of them: models of a PDB or mmCIF, records of an SDF.
    #[default]
    All,
    /// Only what is shown.
    Current,
}

/// What is written. Any other choice of atoms is a [`Molecule::subset`].
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
    #[error("there is no atom to write: load a structure, or widen the selection")]
    Empty,
    /// A position that is no number.
    #[error("atom {name} has no position: remove it first")]
    NoPosition {
        /// Its name.
        name: Text,
    },
    /// A value that a PDB has no columns for.
    #[error("{what} does not fit into the columns of a PDB file: write mmCIF instead")]
    TooWide {
        /// The value and whose it is.
        what: String,
    },
    /// What the writer of molfiles refuses.
    #[error("no molfile can hold this molecule: {reason}")]
    Molfile {
        /// Why.
        reason: String,
    },
}

/// Writes all of a complex. See [`write_with`].
pub fn write(complex: &Complex, format: Format) -> Result<String, WriteError> {
    write_with(complex, format, &WriteOptions::default())
}

/// Writes a complex: each conformer of each frame is a model (PDB, mmCIF) or a record (SDF). A molfile holds one
/// only: what is shown.
///
/// PDB and mmCIF name the bonds of hetero atoms, and others that a reader would not perceive by itself: by CONECT, where
/// aromatic ones become single, and in mmCIF by `_molstar_bond_site`, the only category that tells atoms of one name
/// apart. SDF keeps bonds, charges and data, and loses chains, residues and names of atoms. Of isotopes,
/// deuterium alone is known: it is the element D.
pub fn write_with(complex: &Complex, format: Format, options: &WriteOptions) -> Result<String, WriteError> {
    let frames = if format == Format::Mol { Frames::Current } else { options.frames };
    let models = models(complex, frames, options);
    if models.is_empty() {
        return Err(WriteError::Empty);
    }
    for molecule in &models {
        let unplaced = molecule.positions().iter().position(|position| position.iter().any(|value| !value.is_finite()));
        if let Some(row) = unplaced {
            return Err(WriteError::NoPosition { name: molecule.atoms.name[row].clone() });
        }
    }
    match format {
        Format::Pdb => pdb::write(&models, &complex.remarks),
        Format::Mmcif => Ok(mmcif::write(&models, &complex.name)),
        Format::Sdf => models.iter().map(sdf::record).collect(),
        Format::Mol => sdf::molfile(&models[0]),
    }
}

/// What is to be written: molecules of one conformer, of wanted atoms; none without atoms.
fn models(complex: &Complex, frames: Frames, options: &WriteOptions) -> Vec<Molecule> {
    let wanted = |molecule: Molecule| {
        let keep: Vec<bool> = (0..molecule.atoms.len())
            .map(|row| {
                (options.hydrogens || !molecule.atoms.is_hydrogen(row))
                    && (!options.selected_only || molecule.atoms.selected[row])
            })
            .collect();
        if keep.contains(&false) { molecule.subset(&keep) } else { molecule }
    };
    let conformers: Vec<Molecule> = match frames {
        Frames::All => complex
            .molecules
            .iter()
            .flat_map(|molecule| (0..molecule.conformers.len()).map(|conformer| wanted(molecule.conformer(conformer))))
            .collect(),
        Frames::Current => complex
            .current()
            .map(|molecule| wanted(molecule.conformer(molecule.current_conformer)))
            .into_iter()
            .collect(),
    };
    conformers.into_iter().filter(|molecule| !molecule.atoms.is_empty()).collect()
}

/// The chain's name in a file: without the letter that sets hetero groups apart.
fn file_chain(molecule: &Molecule, chain: usize, residue: usize) -> &str {
    let name = molecule.chains.name[chain].as_str();
    let is_het = molecule.residues.atoms(residue).next().is_some_and(|row| molecule.atoms.is_het[row]);
    match name.strip_prefix('H') {
        Some(rest) if is_het && !rest.is_empty() => rest,
        _ => name,
    }
}
