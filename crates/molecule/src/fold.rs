//! Frames folded into conformers of one molecule, where they are alike enough: by the library's rules.

use std::collections::HashMap;

use crate::gather::{self, Source};
use crate::grouping::{offsets, order_by, rank};
use crate::{Atoms, Bonds, Column, Complex, Molecule, NO_INDEX, Text};

/// Positions take a place per atom and conformer. Frames that share fewer than one in so many are not folded, however
/// few they are: what a small file could make of memory is bounded.
const LARGEST_SPREAD: usize = 16;

impl Complex {
    /// Makes the frames conformers of one molecule, if there are several and they are alike enough. Atoms are the same
    /// if chain, residue, name, element, charge and place among their namesakes are.
    pub fn fold(&mut self) {
        if let Some(molecule) = folded(&self.molecules) {
            self.molecules = vec![molecule];
            self.current_frame = 0;
        }
    }
}

fn folded(frames: &[Molecule]) -> Option<Molecule> {
    if frames.len() < 2 || frames.iter().any(|frame| frame.conformers.len() != 1) {
        return None;
    }
    let atom_count: usize = frames.iter().map(|frame| frame.atoms.len()).sum();
    let mut union = Union::default();
    for (number, frame) in frames.iter().enumerate() {
        let same_as_before = number.checked_sub(1).filter(|before| is_same_tree(&frames[*before], frame));
        match same_as_before {
            Some(before) => union.repeat(before),
            None => union.add(number as u32, frame),
        }
        let places = union.atoms.len().saturating_mul(frames.len());
        if places / LARGEST_SPREAD > atom_count.max(10_000) {
            return None;
        }
    }
    let bonds = union.bonds(frames);
    let sum = |count: fn(&Molecule) -> usize| frames.iter().map(count).sum::<usize>();
    let is_suited = alike(sum(|frame| frame.chains.len()), union.chains.len(), frames.len(), 1)
        && alike(sum(|frame| frame.residues.len()), union.residues.len(), frames.len(), 10)
        && alike(atom_count, union.atoms.len(), frames.len(), 10_000)
        && alike(sum(|frame| frame.bonds.len()), bonds.len(), frames.len(), 20_000);
    is_suited.then(|| union.finish(frames, bonds))
}

/// The library's measure: with few items everything is alike; else each frame must have 85 % of them on the average.
fn alike(total: usize, distinct: usize, frames: usize, few: usize) -> bool {
    total <= few || total as f64 / frames as f64 / distinct.max(1) as f64 > 0.85
}

/// Whether two frames have the same chains, residues and atoms in the same order, as the frames of a trajectory have.
fn is_same_tree(a: &Molecule, b: &Molecule) -> bool {
    fn same<T: PartialEq>(a: &Column<T>, b: &Column<T>) -> bool {
        a.as_ptr() == b.as_ptr() && a.len() == b.len() || a == b
    }
    same(&a.atoms.name, &b.atoms.name)
        && same(&a.atoms.symbol, &b.atoms.symbol)
        && same(&a.atoms.is_het, &b.atoms.is_het)
        && same(&a.atoms.formal_charge, &b.atoms.formal_charge)
        && same(&a.residues.serial, &b.residues.serial)
        && same(&a.residues.insertion_code, &b.residues.insertion_code)
        && same(&a.residues.name, &b.residues.name)
        && same(&a.residues.atom_start, &b.residues.atom_start)
        && same(&a.chains.name, &b.chains.name)
        && same(&a.chains.residue_start, &b.chains.residue_start)
}

type ResidueKey = (u32, i32, u8, Text, u32);
type AtomKey = (u32, Text, Text, bool, i32, u32);

/// Everything that is in any frame, in the order in which it was first met.
#[derive(Default)]
struct Union {
    chains: Vec<Source>,
    chain_by_name: HashMap<Text, u32>,
    /// Each with the chain that it belongs to.
    residues: Vec<(u32, Source)>,
    residue_by_key: HashMap<ResidueKey, u32>,
    /// Each with the residue that it belongs to.
    atoms: Vec<(u32, Source)>,
    atom_by_key: HashMap<AtomKey, u32>,
    /// Per frame, which atom of the union each of its atoms is.
    atom_of: Vec<std::rc::Rc<[u32]>>,
}

impl Union {
    /// A frame of the very same atoms as an earlier one.
    fn repeat(&mut self, earlier: usize) {
        self.atom_of.push(self.atom_of[earlier].clone());
    }

    fn add(&mut self, number: u32, frame: &Molecule) {
        let mut atom_of = Vec::with_capacity(frame.atoms.len());
        let mut residues_so_far: HashMap<(u32, i32, u8, Text), u32> = HashMap::new();
        for chain_row in 0..frame.chains.len() {
            let name = &frame.chains.name[chain_row];
            let chain = *self.chain_by_name.entry(name.clone()).or_insert_with(|| {
                self.chains.push((number, chain_row as u32));
                self.chains.len() as u32 - 1
            });
            for residue_row in frame.chains.residues(chain_row) {
                let residues = &frame.residues;
                let name = residues.name[residue_row].clone();
                let key = (chain, residues.serial[residue_row], residues.insertion_code[residue_row], name);
                // Residues that cannot be told apart inside one frame stay apart by their order.
                let occurrence = residues_so_far.entry(key.clone()).and_modify(|count| *count += 1).or_insert(0);
                let key = (key.0, key.1, key.2, key.3, *occurrence);
                let residue = *self.residue_by_key.entry(key).or_insert_with(|| {
                    self.residues.push((chain, (number, residue_row as u32)));
                    self.residues.len() as u32 - 1
                });
                self.add_atoms(number, frame, residue_row, residue, &mut atom_of);
            }
        }
        self.atom_of.push(atom_of.into());
    }

    fn add_atoms(&mut self, number: u32, frame: &Molecule, row: usize, residue: u32, atom_of: &mut Vec<u32>) {
        let mut namesakes: HashMap<&str, u32> = HashMap::new();
        for row in frame.residues.atoms(row) {
            let atoms = &frame.atoms;
            let occurrence = namesakes.entry(&atoms.name[row]).and_modify(|count| *count += 1).or_insert(0);
            let (symbol, name) = (atoms.symbol[row].clone(), atoms.name[row].clone());
            let key = (residue, symbol, name, atoms.is_het[row], atoms.formal_charge[row], *occurrence);
            atom_of.push(*self.atom_by_key.entry(key).or_insert_with(|| {
                self.atoms.push((residue, (number, row as u32)));
                self.atoms.len() as u32 - 1
            }));
        }
    }

    /// The bonds of all frames between atoms of the union.
    fn bonds(&self, frames: &[Molecule]) -> UnionBonds {
        let mut bonds = UnionBonds::default();
        for (frame, atom_of) in frames.iter().zip(&self.atom_of) {
            let kinds = frame.bonds.kinds.first();
            let ends = frame.bonds.atom1.iter().zip(frame.bonds.atom2.iter());
            let bonds_of_frame = ends.enumerate().map(|(row, (atom1, atom2))| {
                let kind = kinds.and_then(|kinds| kinds.get(row)).copied().unwrap_or(1);
                let place = bonds.place(atom_of[*atom1 as usize], atom_of[*atom2 as usize]);
                (place, kind)
            });
            let bonds_of_frame = bonds_of_frame.collect();
            bonds.of_frame.push(bonds_of_frame);
        }
        bonds
    }

    fn finish(self, frames: &[Molecule], bonds: UnionBonds) -> Molecule {
        let chain_of = self.residues.iter().map(|(chain, _)| *chain);
        let residue_order = order_by(chain_of.clone(), self.chains.len());
        let residue_rank = rank(&residue_order);
        let residue_of = self.atoms.iter().map(|(residue, _)| residue_rank[*residue as usize]);
        let atom_order = order_by(residue_of.clone(), self.residues.len());
        let atom_rank = rank(&atom_order);

        let residues: Vec<Source> = residue_order.iter().map(|residue| self.residues[*residue as usize].1).collect();
        let atoms: Vec<Source> = atom_order.iter().map(|atom| self.atoms[*atom as usize].1).collect();
        let first = &frames[0];
        Molecule {
            index: first.index,
            conformers: frames.iter().flat_map(|frame| frame.conformers.iter().cloned()).collect(),
            current_conformer: 0,
            chains: gather::chains(frames, &self.chains, offsets(chain_of, self.chains.len())),
            residues: gather::residues(frames, &residues, offsets(residue_of, residues.len())),
            atoms: self.atom_columns(frames, &atoms, &atom_order, &atom_rank),
            bonds: bonds.finish(&atom_rank),
        }
    }

    fn atom_columns(&self, frames: &[Molecule], sources: &[Source], order: &[u32], rank: &[u32]) -> Atoms {
        let mut positions = Vec::with_capacity(frames.len());
        let mut in_conformer = Vec::with_capacity(frames.len());
        for (frame, atom_of) in frames.iter().zip(&self.atom_of) {
            let is_unchanged =
                atom_of.len() == rank.len() && (0..).zip(atom_of.iter()).all(|(row, atom)| rank[*atom as usize] == row);
            match frame.atoms.positions.first() {
                Some(column) if is_unchanged => {
                    positions.push(column.clone());
                    in_conformer.push(Column::filled(true, rank.len()));
                }
                column => {
                    let mut placed = vec![[0.0; 3]; rank.len()];
                    let mut present = vec![false; rank.len()];
                    for (position, atom) in column.iter().flat_map(|column| column.iter()).zip(atom_of.iter()) {
                        let row = rank[*atom as usize] as usize;
                        placed[row] = *position;
                        present[row] = true;
                    }
                    positions.push(Column::new(placed));
                    in_conformer.push(Column::new(present));
                }
            }
        }
        if in_conformer.iter().all(|column| column.iter().all(|present| *present)) {
            in_conformer.clear();
        }
        Atoms {
            // Numbered anew in the order in which they were met, as in the library.
            serial: Column::new(order.iter().map(|atom| *atom as i32 + 1).collect()),
            positions,
            in_conformer,
            ..gather::atoms(frames, sources)
        }
    }
}

/// The bonds of all frames, by the atoms of the union.
#[derive(Default)]
struct UnionBonds {
    ends: Vec<(u32, u32)>,
    place_by_ends: HashMap<(u32, u32), u32>,
    /// Per frame, its bonds: place and kind.
    of_frame: Vec<Vec<(u32, u8)>>,
}

impl UnionBonds {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn place(&mut self, atom1: u32, atom2: u32) -> u32 {
        *self.place_by_ends.entry((atom1.min(atom2), atom1.max(atom2))).or_insert_with(|| {
            self.ends.push((atom1, atom2));
            self.ends.len() as u32 - 1
        })
    }

    fn finish(self, atom_rank: &[u32]) -> Bonds {
        let row_of = |atom: u32| atom_rank[atom as usize];
        let mut kinds = Vec::with_capacity(self.of_frame.len());
        let mut in_conformer = Vec::with_capacity(self.of_frame.len());
        for bonds in &self.of_frame {
            let mut kind_of = vec![1; self.len()];
            let mut present = vec![false; self.len()];
            for (place, kind) in bonds {
                kind_of[*place as usize] = *kind;
                present[*place as usize] = true;
            }
            kinds.push(Column::new(kind_of));
            in_conformer.push(Column::new(present));
        }
        if in_conformer.iter().all(|column| column.iter().all(|present| *present)) {
            in_conformer.clear();
            if kinds.windows(2).all(|pair| pair[0] == pair[1]) {
                kinds.truncate(1);
            }
        }
        Bonds {
            index: Column::filled(NO_INDEX, self.len()),
            atom1: Column::new(self.ends.iter().map(|(atom1, _)| row_of(*atom1)).collect()),
            atom2: Column::new(self.ends.iter().map(|(_, atom2)| row_of(*atom2)).collect()),
            kinds,
            in_conformer,
        }
    }
}
