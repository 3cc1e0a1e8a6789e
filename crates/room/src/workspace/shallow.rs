//! Shallow updates: complexes, molecules, chains, residues, bonds and atoms, each by its index and without what is in it.

use std::collections::{BTreeMap, HashMap};

use molecule::{Complex, Index, Molecule};
use molecule_wire::{set_atom, set_bond, set_chain, set_complex, set_molecule, set_residue};
use protocol::structure::{Atom, Bond, Chain, Residue, UpdateStructures};

use super::deep::unknown_words;
use super::{Handled, Workspace};

impl Workspace {
    /// Changes what is there; what is not is ignored.
    pub(super) fn shallow_update(&mut self, update: UpdateStructures) -> Handled {
        let mut changed = BTreeMap::new();
        let mut unknown = 0;
        for complex in update.complexes {
            match self.place(complex.index) {
                Some(place) => set_complex(self.staged(&mut changed, place), complex),
                None => unknown += 1,
            }
        }

        let mut atoms: HashMap<i64, Atom> = update.atoms.into_iter().collect();
        let keys = update.atom_keys.len();
        let atoms: Vec<Atom> = update.atom_keys.iter().filter_map(|key| atoms.remove(key)).collect();
        unknown += keys - atoms.len();
        let mut molecules = Wanted::of(update.molecules, |molecule| molecule.index);
        let mut rows = Rows {
            chains: Wanted::of(update.chains, |chain| chain.index),
            residues: Wanted::of(update.residues, |residue| residue.index),
            bonds: Wanted::of(update.bonds, |bond| bond.index),
            atoms: Wanted::of(atoms, |atom| atom.index),
        };
        for place in 0..self.complexes.len() {
            for frame in 0..self.complexes[place].molecules.len() {
                let molecule = &self.complexes[place].molecules[frame];
                let (own, found) = (molecules.take(molecule.index), rows.take(molecule));
                if own.is_none() && found.is_empty() {
                    continue;
                }
                let molecule = &mut self.staged(&mut changed, place).molecules[frame];
                own.into_iter().for_each(|own| set_molecule(molecule, own));
                found.put(molecule);
            }
        }
        unknown += molecules.0.len() + rows.left();

        let mut handled = Handled::default();
        for (place, complex) in changed {
            match self.replace(place, complex) {
                Ok(change) => handled.changes.extend(change),
                Err(error) => handled.append(Handled::problem(error.message)),
            }
        }
        if unknown > 0 {
            handled.append(Handled::problem(unknown_words(unknown, "structures")));
        }
        handled
    }

    /// The complex as it is going to be.
    fn staged<'c>(&self, changed: &'c mut BTreeMap<usize, Complex>, place: usize) -> &'c mut Complex {
        changed.entry(place).or_insert_with(|| self.complexes[place].clone())
    }
}

/// What is still to be found, by its index; where one came twice, the last one.
struct Wanted<T>(HashMap<Index, T>);

impl<T> Wanted<T> {
    fn of(items: Vec<T>, index: fn(&T) -> Index) -> Self {
        Wanted(items.into_iter().map(|item| (index(&item), item)).collect())
    }

    fn take(&mut self, index: Index) -> Option<T> {
        if self.0.is_empty() { None } else { self.0.remove(&index) }
    }

    fn take_rows(&mut self, column: &[Index]) -> Vec<(usize, T)> {
        if self.0.is_empty() {
            return Vec::new();
        }
        column.iter().enumerate().filter_map(|(row, index)| Some((row, self.0.remove(index)?))).collect()
    }
}

/// Rows of molecules that are still to be found.
struct Rows {
    chains: Wanted<Chain>,
    residues: Wanted<Residue>,
    bonds: Wanted<Bond>,
    atoms: Wanted<Atom>,
}

impl Rows {
    fn take(&mut self, molecule: &Molecule) -> Found {
        Found {
            chains: self.chains.take_rows(&molecule.chains.index),
            residues: self.residues.take_rows(&molecule.residues.index),
            bonds: self.bonds.take_rows(&molecule.bonds.index),
            atoms: self.atoms.take_rows(&molecule.atoms.index),
        }
    }

    fn left(&self) -> usize {
        self.chains.0.len() + self.residues.0.len() + self.bonds.0.len() + self.atoms.0.len()
    }
}

/// Rows of one molecule that were found.
struct Found {
    chains: Vec<(usize, Chain)>,
    residues: Vec<(usize, Residue)>,
    bonds: Vec<(usize, Bond)>,
    atoms: Vec<(usize, Atom)>,
}

impl Found {
    fn is_empty(&self) -> bool {
        self.chains.is_empty() && self.residues.is_empty() && self.bonds.is_empty() && self.atoms.is_empty()
    }

    fn put(self, molecule: &mut Molecule) {
        self.chains.into_iter().for_each(|(row, chain)| set_chain(molecule, row, chain));
        self.residues.into_iter().for_each(|(row, residue)| set_residue(molecule, row, residue));
        self.bonds.into_iter().for_each(|(row, bond)| set_bond(molecule, row, bond));
        self.atoms.into_iter().for_each(|(row, atom)| set_atom(molecule, row, atom));
    }
}
