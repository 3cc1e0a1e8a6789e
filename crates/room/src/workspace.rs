//! The workspace of a room: its complexes, what plugins ask and change of them, and what people do with them.

mod answered;
mod colors;
mod deep;
mod describe;
mod dressing;
mod feeding;
mod hydrogen_bonds;
mod looks;
mod numbers;
mod parts;
mod people;
mod plugins;
mod restoring;
mod selecting;
mod shallow;
mod size;
mod substructures;
mod surroundings;
mod untravelled;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use molecule::{Complex, Index};
use protocol::ToPlugin;
use protocol::structure::{Quaternion, Vec3};
use room_api::{ApiError, ErrorCode};

use crate::Limits;
use numbers::Numbers;

pub(crate) use colors::Brush;
pub use colors::scheme_colors;
pub(crate) use describe::describe;
pub(crate) use restoring::Part;
pub(crate) use size::apart;

/// Something that happened to the workspace.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// A complex came; it stands after those that were there.
    Added(Index),
    /// A complex changed.
    Changed {
        /// Which.
        index: Index,
        /// As it was.
        before: Complex,
        /// Whether chains, residues, atoms, bonds or conformers came, went or moved, so that columns cannot be compared
        /// one by one.
        whole: bool,
    },
    /// A complex is gone: as it was.
    Removed(Box<Complex>),
}

/// What came of a plugin's message.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Handled {
    /// What happened, in order.
    pub changes: Vec<Change>,
    /// The answer, where the message has one.
    pub answer: Option<ToPlugin>,
    /// What could not be done, as a sentence for the presenter and the log.
    pub problem: Option<String>,
}

/// The complexes of one room. Every complex, molecule, chain, residue, bond and atom has an index of its own: unique,
/// stable and never 0.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// Oldest first.
    complexes: Vec<Complex>,
    /// About how much memory each complex takes.
    bytes: Vec<usize>,
    numbers: Numbers,
    /// What is held beside the complexes, and counts with them.
    beside: usize,
    max_complexes: usize,
    max_bytes: usize,
    position: Vec3,
    rotation: Quaternion,
    scale: Vec3,
}

impl Workspace {
    /// An empty workspace that holds at most `limits.complexes` and about `limits.bytes`.
    pub fn new(limits: &Limits) -> Self {
        let protocol::structure::Workspace { position, rotation, scale, .. } = Default::default();
        Self {
            complexes: Vec::new(),
            bytes: Vec::new(),
            numbers: Numbers::default(),
            beside: 0,
            max_complexes: limits.complexes,
            max_bytes: limits.bytes,
            position,
            rotation,
            scale,
        }
    }

    /// The complexes, oldest first.
    pub fn complexes(&self) -> &[Complex] {
        &self.complexes
    }

    /// The complex with this index.
    pub fn complex(&self, index: Index) -> Option<&Complex> {
        self.place(index).map(|place| &self.complexes[place])
    }

    /// Those of these atoms that are there.
    pub fn atoms_among(&self, wanted: &HashSet<Index>) -> HashSet<Index> {
        if wanted.is_empty() {
            return HashSet::new();
        }
        let molecules = self.complexes.iter().flat_map(|complex| &complex.molecules);
        let atoms = molecules.flat_map(|molecule| molecule.atoms.index.iter().copied());
        atoms.filter(|atom| wanted.contains(atom)).collect()
    }

    /// The atoms of these complexes, molecules, chains and residues.
    pub fn atoms_in(&self, [complexes, molecules, chains, residues]: &[&[Index]; 4]) -> HashSet<Index> {
        let [complexes, molecules, chains, residues] =
            [complexes, molecules, chains, residues].map(|named| named.iter().copied().collect::<HashSet<Index>>());
        let mut atoms = HashSet::new();
        for complex in &self.complexes {
            let of_complex = complexes.contains(&complex.index);
            for molecule in &complex.molecules {
                let of_molecule = of_complex || molecules.contains(&molecule.index);
                for chain in 0..molecule.chains.len() {
                    let of_chain = of_molecule || chains.contains(&molecule.chains.index[chain]);
                    let rows = molecule.chains.residues(chain);
                    let named = rows.filter(|row| of_chain || residues.contains(&molecule.residues.index[*row]));
                    atoms.extend(named.flat_map(|row| &molecule.atoms.index[molecule.residues.atoms(row)]));
                }
            }
        }
        atoms
    }

    /// Counts bytes that are held beside the complexes in the place of others, if there is room for them.
    pub fn hold_beside(&mut self, bytes: usize, leaving: usize) -> Result<(), ApiError> {
        self.check_room_for(0, bytes, leaving)?;
        self.beside = self.beside + bytes - leaving;
        Ok(())
    }

    /// Bytes are no longer held beside the complexes.
    pub fn let_go_beside(&mut self, bytes: usize) {
        self.beside -= bytes;
    }

    /// About how many bytes are held, beside the complexes too.
    pub fn held(&self) -> usize {
        self.beside + self.bytes.iter().sum::<usize>()
    }

    fn place(&self, index: Index) -> Option<usize> {
        self.complexes.iter().position(|complex| complex.index == index)
    }

    /// Adds complexes, which are numbered anew and told apart by tag where they share a name; all or none.
    fn add(&mut self, complexes: Vec<Complex>) -> Result<Vec<Change>, ApiError> {
        let bytes: Vec<usize> = complexes.iter().map(size::bytes).collect();
        self.check_room_for(complexes.len(), bytes.iter().sum(), 0)?;
        let add = |(mut complex, bytes): (Complex, usize)| {
            self.numbers.number(&mut complex);
            self.tell_apart(&mut complex);
            know_secondary_structure(&mut complex);
            let added = Change::Added(complex.index);
            self.complexes.push(complex);
            self.bytes.push(bytes);
            added
        };
        Ok(complexes.into_iter().zip(bytes).map(add).collect())
    }

    /// Gives a complex whose name and tags another one bears the next free tag.
    fn tell_apart(&self, complex: &mut Complex) {
        let same_name = |other: &&Complex| other.name == complex.name && other.split_tag == complex.split_tag;
        let tags = || self.complexes.iter().filter(same_name).map(|other| other.index_tag);
        if tags().any(|tag| tag == complex.index_tag) {
            complex.index_tag = tags().max().unwrap_or(0).saturating_add(1);
        }
    }

    /// Puts a complex in the place of an older state of it, if there is room for it.
    fn replace(&mut self, place: usize, complex: Complex) -> Result<Option<Change>, ApiError> {
        let bytes = size::bytes(&complex);
        self.check_room_for(0, bytes, self.bytes[place])?;
        Ok(self.put(place, complex, bytes))
    }

    /// Puts a complex in the place of an older state of it. Nothing happens where both are the same.
    fn put(&mut self, place: usize, complex: Complex, bytes: usize) -> Option<Change> {
        if self.complexes[place] == complex {
            return None;
        }
        let (index, whole) = (complex.index, !deep::is_same_skeleton(&self.complexes[place], &complex));
        self.bytes[place] = bytes;
        let before = std::mem::replace(&mut self.complexes[place], complex);
        Some(Change::Changed { index, before, whole })
    }

    fn take_out(&mut self, place: usize) -> Change {
        self.bytes.remove(place);
        Change::Removed(Box::new(self.complexes.remove(place)))
    }

    /// Whether so many complexes and bytes may come when so many bytes go.
    fn check_room_for(&self, complexes: usize, bytes: usize, leaving: usize) -> Result<(), ApiError> {
        let limit = |words: String| Err(ApiError::new(ErrorCode::Limit, words));
        let count = self.complexes.len() + complexes;
        if count > self.max_complexes {
            let max = self.max_complexes;
            return limit(format!(
                "The room may hold {max} complexes, and this would make {count}: remove some first."
            ));
        }
        let total = self.held() - leaving + bytes;
        // What only shrinks is fine, whatever is there.
        if bytes > leaving && total > self.max_bytes {
            let [total, max] = [total, self.max_bytes].map(|bytes| bytes.div_ceil(1 << 20));
            return limit(format!(
                "The room may hold {max} MiB of structures, and this would make {total}: remove some first."
            ));
        }
        Ok(())
    }
}

/// What is drawn as a ribbon has helices and sheets, also where neither a file nor a plugin said which.
fn know_secondary_structure(complex: &mut Complex) {
    complex.molecules.iter_mut().for_each(molecule::secondary_structure::assign_if_unknown);
}
