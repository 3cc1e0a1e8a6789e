//! Atoms as a reader meets them, put together into chains and residues that are contiguous.

use std::collections::HashMap;

use crate::grouping::{offsets, order_by, rank};
use crate::{Atoms, Chains, Column, Conformer, Molecule, Residues, Text};

/// One atom of a file.
#[derive(Clone, Debug)]
pub(super) struct AtomRecord {
    /// The chain that it stands in, hetero groups apart (see [`chain_of`]).
    pub chain: Text,
    pub residue_name: Text,
    pub residue_serial: i32,
    pub insertion_code: u8,
    pub serial: i32,
    pub name: Text,
    pub symbol: Text,
    pub position: [f32; 3],
    pub is_het: bool,
    pub occupancy: f32,
    pub bfactor: f32,
    pub formal_charge: i32,
    pub alt_loc: u8,
}

/// The chain's name in the model: hetero groups of chain `A` stand in a chain `HA`, as in the library.
pub(super) fn chain_of(name: &str, is_het: bool) -> Text {
    if !is_het {
        return Text::from(name);
    }
    let mut chain = Text::from_static_str("H");
    chain.push_str(name);
    chain
}

/// Collects the atoms of one model.
#[derive(Debug, Default)]
pub(super) struct Assembler {
    atoms: Vec<AtomRecord>,
    residue_of: Vec<u32>,
    /// Per residue: its chain and its first atom.
    residues: Vec<(u32, u32)>,
    residue_by_key: HashMap<(u32, i32, u8, Text), u32>,
    chains: Vec<Text>,
    chain_by_name: HashMap<Text, u32>,
}

impl Assembler {
    pub fn len(&self) -> usize {
        self.atoms.len()
    }

    pub fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

    /// Adds an atom, to the residue that it names.
    pub fn push(&mut self, atom: AtomRecord) {
        let residue = match self.atoms.last() {
            Some(last) if same_residue(last, &atom) => self.residue_of[self.atoms.len() - 1],
            _ => self.residue(&atom),
        };
        self.residue_of.push(residue);
        self.atoms.push(atom);
    }

    fn residue(&mut self, atom: &AtomRecord) -> u32 {
        let chain = match self.chain_by_name.get(&atom.chain) {
            Some(chain) => *chain,
            None => {
                let chain = self.chains.len() as u32;
                self.chains.push(atom.chain.clone());
                self.chain_by_name.insert(atom.chain.clone(), chain);
                chain
            }
        };
        let key = (chain, atom.residue_serial, atom.insertion_code, atom.residue_name.clone());
        if let Some(residue) = self.residue_by_key.get(&key) {
            // Files that run out of sequence numbers begin again: the first atom once more is another residue.
            let first = &self.atoms[self.residues[*residue as usize].1 as usize];
            if first.name != atom.name || first.alt_loc != atom.alt_loc {
                return *residue;
            }
        }
        let residue = self.residues.len() as u32;
        self.residues.push((chain, self.atoms.len() as u32));
        self.residue_by_key.insert(key, residue);
        residue
    }

    /// The molecule, in one conformer of this name.
    pub fn finish(self, name: Text) -> Molecule {
        let residue_order = order_by(self.residues.iter().map(|(chain, _)| *chain), self.chains.len());
        let residue_rank = rank(&residue_order);
        let rank_of_atom = || self.residue_of.iter().map(|residue| residue_rank[*residue as usize]);
        let atom_order = order_by(rank_of_atom(), residue_order.len());

        let chain_of_residue = residue_order.iter().map(|residue| self.residues[*residue as usize].0);
        let first_atoms = residue_order.iter().map(|residue| &self.atoms[self.residues[*residue as usize].1 as usize]);
        Molecule {
            conformers: vec![Conformer { name, associated: Vec::new() }],
            residues: Residues {
                atom_start: Column::new(offsets(rank_of_atom(), residue_order.len())),
                ..residue_columns(first_atoms, residue_order.len())
            },
            chains: Chains {
                residue_start: Column::new(offsets(chain_of_residue, self.chains.len())),
                ..Chains::with_names(self.chains)
            },
            atoms: atom_columns(&self.atoms, &atom_order),
            ..Molecule::default()
        }
    }
}

fn same_residue(a: &AtomRecord, b: &AtomRecord) -> bool {
    a.residue_serial == b.residue_serial
        && a.insertion_code == b.insertion_code
        && a.residue_name == b.residue_name
        && a.chain == b.chain
}

fn residue_columns<'a>(first_atoms: impl Iterator<Item = &'a AtomRecord> + Clone, len: usize) -> Residues {
    let name: Column<Text> = Column::new(first_atoms.clone().map(|atom| atom.residue_name.clone()).collect());
    Residues {
        kind: name.clone(),
        name,
        serial: Column::new(first_atoms.clone().map(|atom| atom.residue_serial).collect()),
        insertion_code: Column::new(first_atoms.map(|atom| atom.insertion_code).collect()),
        ..Residues::with_len(len)
    }
}

fn atom_columns(atoms: &[AtomRecord], order: &[u32]) -> Atoms {
    fn column<T>(atoms: &[AtomRecord], order: &[u32], value: impl Fn(&AtomRecord) -> T) -> Column<T> {
        Column::new(order.iter().map(|atom| value(&atoms[*atom as usize])).collect())
    }
    Atoms {
        serial: column(atoms, order, |atom| atom.serial),
        name: column(atoms, order, |atom| atom.name.clone()),
        symbol: column(atoms, order, |atom| atom.symbol.clone()),
        positions: vec![column(atoms, order, |atom| atom.position)],
        is_het: column(atoms, order, |atom| atom.is_het),
        occupancy: column(atoms, order, |atom| atom.occupancy),
        bfactor: column(atoms, order, |atom| atom.bfactor),
        formal_charge: column(atoms, order, |atom| atom.formal_charge),
        alt_loc: column(atoms, order, |atom| atom.alt_loc),
        ..Atoms::with_len(order.len())
    }
}
