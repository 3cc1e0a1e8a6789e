//! Deep updates of parts: a molecule, chain or residue takes the place of the one with its index in the tree of its
//! complex, which is then updated as a whole.

use std::collections::{HashMap, HashSet};
use std::mem::take;
use std::slice;

use molecule::{Complex, Index};
use molecule_wire::{Depth, from_wire, to_wire};
use protocol::structure::{self as wire, Atom, Bond, Residue, UpdateStructures};

use super::deep::unknown_words;
use super::{Handled, Workspace};

/// Whether an update has molecules, chains or residues of their own.
pub(super) fn has_parts(update: &UpdateStructures) -> bool {
    !(update.molecules.is_empty() && update.chains.is_empty() && update.residues.is_empty())
}

/// The parts of one complex that came.
#[derive(Default)]
struct Parts {
    molecules: HashMap<Index, wire::Molecule>,
    chains: HashMap<Index, wire::Chain>,
    residues: HashMap<Index, Residue>,
}

impl Workspace {
    /// Puts molecules, chains and residues in the place of those with the same indices, and takes them out of the update.
    pub(super) fn update_parts(&mut self, update: &mut UpdateStructures) -> Result<Handled, String> {
        let mut unknown = 0;
        let mut parts: HashMap<Index, Parts> = HashMap::new();
        let owners = Owners::of(update, &self.complexes);
        for molecule in take(&mut update.molecules) {
            let Some(owner) = owners.molecules.get(&molecule.index).copied().flatten() else {
                unknown += 1;
                continue;
            };
            parts.entry(owner).or_default().molecules.insert(molecule.index, molecule);
        }
        for chain in take(&mut update.chains) {
            let Some(owner) = owners.chains.get(&chain.index).copied().flatten() else {
                unknown += 1;
                continue;
            };
            parts.entry(owner).or_default().chains.insert(chain.index, chain);
        }
        for residue in take(&mut update.residues) {
            let Some(owner) = owners.residues.get(&residue.index).copied().flatten() else {
                unknown += 1;
                continue;
            };
            parts.entry(owner).or_default().residues.insert(residue.index, residue);
        }
        let dictionary = update.atoms.iter().map(|(key, atom)| (*key, atom)).collect();
        let told = update.atoms.iter().map(|(_, atom)| atom.index).collect();
        let grafted = self.complexes.iter().filter_map(|complex| {
            let parts = parts.remove(&complex.index)?;
            Some(Graft::new(&dictionary, &told, complex).graft(parts))
        });
        let grafted = grafted.collect::<Result<Vec<Complex>, String>>()?;
        let mut handled = self.update_complexes(grafted)?;
        if unknown > 0 {
            handled.problem = Some(unknown_words(unknown, "molecules, chains or residues"));
        }
        Ok(handled)
    }
}

/// The complexes that parts are in, as far as they are anywhere; found in one pass, however many parts there are.
struct Owners {
    molecules: HashMap<Index, Option<Index>>,
    chains: HashMap<Index, Option<Index>>,
    residues: HashMap<Index, Option<Index>>,
}

impl Owners {
    fn of(update: &UpdateStructures, complexes: &[Complex]) -> Self {
        let mut owners = Self {
            molecules: update.molecules.iter().map(|molecule| (molecule.index, None)).collect(),
            chains: update.chains.iter().map(|chain| (chain.index, None)).collect(),
            residues: update.residues.iter().map(|residue| (residue.index, None)).collect(),
        };
        for complex in complexes {
            for molecule in &complex.molecules {
                note(&mut owners.molecules, slice::from_ref(&molecule.index), complex.index);
                note(&mut owners.chains, &molecule.chains.index, complex.index);
                note(&mut owners.residues, &molecule.residues.index, complex.index);
            }
        }
        owners
    }
}

/// Notes whose these are, where somebody asked.
fn note(owners: &mut HashMap<Index, Option<Index>>, indices: &[Index], owner: Index) {
    if !owners.is_empty() {
        for index in indices {
            if let Some(known) = owners.get_mut(index) {
                known.get_or_insert(owner);
            }
        }
    }
}

/// The tree of a complex on its way to become another.
struct Graft<'a> {
    /// The plugin's atoms by its keys.
    dictionary: &'a HashMap<i64, &'a Atom>,
    /// The indices of the plugin's atoms.
    told: &'a HashSet<Index>,
    /// The complex's atoms; those that were there have their indices as keys.
    atoms: wire::Atoms,
    slots: HashMap<i64, usize>,
    tree: wire::Complex,
    /// What the plugin's keys of atoms without indices became: negative, for indices are not.
    made: HashMap<i64, i64>,
}

impl<'a> Graft<'a> {
    fn new(dictionary: &'a HashMap<i64, &'a Atom>, told: &'a HashSet<Index>, complex: &Complex) -> Self {
        let (atoms, tree) = to_wire(complex, Depth::Deep);
        let slots = atoms.iter().enumerate().map(|(slot, (key, _))| (*key, slot)).collect();
        Self { dictionary, told, atoms, slots, tree, made: HashMap::new() }
    }

    fn graft(mut self, mut parts: Parts) -> Result<Complex, String> {
        let mut tree = take(&mut self.tree);
        for molecule in &mut tree.molecules {
            if let Some(mut new) = parts.molecules.remove(&molecule.index) {
                self.adopt(new.chains.iter_mut().flat_map(|chain| &mut chain.residues))?;
                *molecule = new;
            }
            for chain in &mut molecule.chains {
                if let Some(mut new) = parts.chains.remove(&chain.index) {
                    self.adopt(new.residues.iter_mut())?;
                    if let Some(first) = new.residues.first_mut() {
                        first.bonds.extend(self.untold(&chain.residues));
                    }
                    *chain = new;
                }
                for residue in &mut chain.residues {
                    if let Some(mut new) = parts.residues.remove(&residue.index) {
                        self.adopt(std::iter::once(&mut new))?;
                        new.bonds.extend(self.untold(slice::from_ref(residue)));
                        *residue = new;
                    }
                }
            }
        }
        from_wire(self.atoms, tree).map_err(|error| format!("{error}."))
    }

    /// The bonds from residues that are replaced to atoms elsewhere that the plugin said nothing about: it need not
    /// have heard of them, for the answer about substructures holds no bonds to other parts. So they stay.
    fn untold(&self, replaced: &[Residue]) -> Vec<Bond> {
        let inside: HashSet<i64> = replaced.iter().flat_map(|residue| residue.atoms.iter().copied()).collect();
        let is_untold = |key: i64| !inside.contains(&key) && !self.told.contains(&key);
        let bonds = replaced.iter().flat_map(|residue| &residue.bonds);
        bonds.filter(|bond| is_untold(bond.atom1) || is_untold(bond.atom2)).cloned().collect()
    }

    /// Gives the atoms of new residues keys that fit in here, and takes them in. Bonds to atoms that are nowhere are
    /// dropped: the library keeps the bonds of an atom that was removed.
    fn adopt<'r>(&mut self, residues: impl Iterator<Item = &'r mut Residue>) -> Result<(), String> {
        let mut residues: Vec<_> = residues.collect();
        for key in residues.iter_mut().flat_map(|residue| &mut residue.atoms) {
            let (new, atom) = self.key(*key)?;
            *key = new;
            match self.slots.get(&new) {
                Some(slot) => self.atoms[*slot].1 = atom.clone(),
                None => {
                    self.slots.insert(new, self.atoms.len());
                    self.atoms.push((new, atom.clone()));
                }
            }
        }
        for residue in residues {
            for bond in &mut residue.bonds {
                bond.atom1 = self.key(bond.atom1)?.0;
                bond.atom2 = self.key(bond.atom2)?.0;
            }
            residue.bonds.retain(|bond| self.slots.contains_key(&bond.atom1) && self.slots.contains_key(&bond.atom2));
        }
        Ok(())
    }

    fn key(&mut self, key: i64) -> Result<(i64, &'a Atom), String> {
        let atom = self.dictionary.get(&key).copied();
        let atom = atom.ok_or_else(|| format!("the atom with the key {key} is not among the atoms."))?;
        if self.slots.contains_key(&atom.index) && atom.index > 0 {
            return Ok((atom.index, atom));
        }
        let next = -2 - self.made.len() as i64;
        Ok((*self.made.entry(key).or_insert(next), atom))
    }
}
