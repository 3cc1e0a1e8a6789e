//! Bonds that a file names by the addresses of their atoms: links between residues, disulfides, metals.

use std::collections::HashMap;

use crate::{Bonds, Molecule, Text};

/// An atom by its names: chain, sequence number, insertion code, residue, atom, alternate location.
pub(super) type Address = (Text, i32, u8, Text, Text, u8);

/// A bond between two atoms, and its order.
pub(super) type Connection = (Address, Address, u8);

/// More than so many are not looked up, over all models: no file of real molecules comes near.
pub(super) const MOST_LOOKUPS: usize = 10_000_000;

/// Adds these bonds to the molecules, as far as both atoms are there.
pub(super) fn connect(molecules: &mut [Molecule], connections: impl Iterator<Item = Connection>) {
    let connections: Vec<Connection> = connections.take(MOST_LOOKUPS / molecules.len().max(1)).collect();
    if connections.is_empty() {
        return;
    }
    for molecule in molecules {
        let row_of = rows_by_address(molecule);
        let found = connections
            .iter()
            .filter_map(|(first, second, order)| Some((*row_of.get(first)?, *row_of.get(second)?, *order)))
            .collect();
        add_bonds(molecule, found);
    }
}

/// Adds bonds to those that are there; of two between the same atoms the one of higher order stays.
pub(super) fn add_bonds(molecule: &mut Molecule, mut named: Vec<(u32, u32, u8)>) {
    let known = &molecule.bonds;
    let kind = |bond: usize| known.kinds.first().map_or(1, |kinds| kinds[bond]);
    named.extend((0..known.len()).map(|bond| (known.atom1[bond], known.atom2[bond], kind(bond))));
    named.retain(|(first, second, _)| first != second);
    for (first, second, _) in &mut named {
        (*first, *second) = (*first.min(second), *first.max(second));
    }
    named.sort_unstable_by_key(|(first, second, order)| (*first, *second, std::cmp::Reverse(*order)));
    named.dedup_by_key(|(first, second, _)| (*first, *second));
    molecule.bonds = Bonds::between(named);
}

fn rows_by_address(molecule: &Molecule) -> HashMap<Address, u32> {
    let mut row_of = HashMap::with_capacity(molecule.atoms.len());
    for chain in 0..molecule.chains.len() {
        let chain_name = &molecule.chains.name[chain];
        for residue in molecule.chains.residues(chain) {
            for row in molecule.residues.atoms(residue) {
                let hetero_chain = molecule.atoms.is_het[row].then(|| chain_name.strip_prefix('H')).flatten();
                let address = (
                    hetero_chain.map_or_else(|| chain_name.clone(), Text::from),
                    molecule.residues.serial[residue],
                    molecule.residues.insertion_code[residue],
                    molecule.residues.name[residue].clone(),
                    molecule.atoms.name[row].clone(),
                    molecule.atoms.alt_loc[row],
                );
                row_of.entry(address).or_insert(row as u32);
            }
        }
    }
    row_of
}
