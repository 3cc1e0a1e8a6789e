//! Shallow updates: complexes, molecules, chains, residues, bonds and atoms, each by its index and without what is in it.

use std::collections::{BTreeMap, HashMap, HashSet};

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

        let mut molecules = Wanted::of(update.molecules, |molecule| molecule.index);
        let mut rows = Rows {
            chains: Wanted::of(update.chains, |chain| chain.index),
            residues: Wanted::of(update.residues, |residue| residue.index),
            bonds: Wanted::of(update.bonds, |bond| bond.index),
            atoms: Wanted::of(atoms(update.atoms, &update.atom_keys, &mut unknown), |atom| atom.index),
        };
        for place in 0..self.complexes.len() {
            for frame in 0..self.complexes[place].molecules.len() {
                let molecule = &self.complexes[place].molecules[frame];
                let (own, found) = (molecules.find(&[molecule.index]), rows.find(molecule));
                if own.is_empty() && found.is_empty() {
                    continue;
                }
                let molecule = &mut self.staged(&mut changed, place).molecules[frame];
                molecules.take(own).for_each(|(_, own)| set_molecule(molecule, own));
                rows.put(found, molecule);
            }
        }
        unknown += molecules.left() + rows.left();

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

/// The atoms that were changed by themselves, out of the dictionary.
fn atoms(dictionary: Vec<(i64, Atom)>, keys: &[i64], unknown: &mut usize) -> Vec<Atom> {
    let keys: HashSet<i64> = keys.iter().copied().collect();
    let atoms: Vec<Atom> = dictionary.into_iter().filter(|(key, _)| keys.contains(key)).map(|(_, atom)| atom).collect();
    *unknown += keys.len().saturating_sub(atoms.len());
    atoms
}

/// What is still to be found, by its index; where one came twice, the last one.
struct Wanted<T> {
    items: Vec<Option<T>>,
    slots: HashMap<Index, usize>,
}

/// Rows of a column, and the slots of what was wanted there.
type Found = Vec<(usize, usize)>;

impl<T> Wanted<T> {
    fn of(items: Vec<T>, index: fn(&T) -> Index) -> Self {
        let slots = items.iter().enumerate().map(|(slot, item)| (index(item), slot)).collect();
        Wanted { items: items.into_iter().map(Some).collect(), slots }
    }

    fn find(&mut self, column: &[Index]) -> Found {
        if self.slots.is_empty() {
            return Found::new();
        }
        column.iter().enumerate().filter_map(|(row, index)| Some((row, self.slots.remove(index)?))).collect()
    }

    fn take(&mut self, found: Found) -> impl Iterator<Item = (usize, T)> {
        found.into_iter().filter_map(|(row, slot)| Some((row, self.items[slot].take()?)))
    }

    fn left(&self) -> usize {
        self.slots.len()
    }
}

/// Rows of molecules that are still to be found.
struct Rows {
    chains: Wanted<Chain>,
    residues: Wanted<Residue>,
    bonds: Wanted<Bond>,
    atoms: Wanted<Atom>,
}

/// Rows of one molecule that were found.
struct FoundRows {
    chains: Found,
    residues: Found,
    bonds: Found,
    atoms: Found,
}

impl FoundRows {
    fn is_empty(&self) -> bool {
        [&self.chains, &self.residues, &self.bonds, &self.atoms].iter().all(|found| found.is_empty())
    }
}

impl Rows {
    fn find(&mut self, molecule: &Molecule) -> FoundRows {
        FoundRows {
            chains: self.chains.find(&molecule.chains.index),
            residues: self.residues.find(&molecule.residues.index),
            bonds: self.bonds.find(&molecule.bonds.index),
            atoms: self.atoms.find(&molecule.atoms.index),
        }
    }

    fn put(&mut self, found: FoundRows, molecule: &mut Molecule) {
        self.chains.take(found.chains).for_each(|(row, chain)| set_chain(molecule, row, chain));
        self.residues.take(found.residues).for_each(|(row, residue)| set_residue(molecule, row, residue));
        self.bonds.take(found.bonds).for_each(|(row, bond)| set_bond(molecule, row, bond));
        self.atoms.take(found.atoms).for_each(|(row, atom)| set_atom(molecule, row, atom));
    }

    fn left(&self) -> usize {
        self.chains.left() + self.residues.left() + self.bonds.left() + self.atoms.left()
    }
}
