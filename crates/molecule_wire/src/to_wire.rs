//! From columns to the trees of the wire.

use std::collections::HashSet;
use std::ops::Range;

use molecule::{Complex, Molecule};
use protocol::structure::{
    self as wire, BondKind, Conformer, Conformers, DeepComplexes, PerConformer, Quaternion, Vec3,
};

use crate::Depth;
use crate::rows::Rows;

/// A complex as it travels, with its atoms.
///
/// An atom's key is its index. An atom without one, or with one that another atom has too, gets a negative key.
pub fn to_wire(complex: &Complex, depth: Depth) -> (wire::Atoms, wire::Complex) {
    let molecules = match depth {
        Depth::Deep => complex.molecules.as_slice(),
        Depth::Shallow => &[],
    };
    let mut dictionary = Dictionary::of(molecules.iter());
    let molecules = molecules.iter().map(|molecule| dictionary.molecule(molecule)).collect();
    (dictionary.atoms, complex_row(complex, molecules))
}

/// Complexes as they travel, with their atoms: one dictionary for all. A complex that is there twice has atoms of its
/// own each time, so that a plugin which moves one does not move the other.
pub fn complexes_to_wire<'a>(complexes: impl IntoIterator<Item = &'a Complex>) -> DeepComplexes {
    let complexes: Vec<_> = complexes.into_iter().collect();
    let mut dictionary = Dictionary::of(complexes.iter().flat_map(|complex| &complex.molecules));
    let tree = |complex: &&Complex| {
        let molecules = complex.molecules.iter().map(|molecule| dictionary.molecule(molecule)).collect();
        complex_row(complex, molecules)
    };
    let complexes = complexes.iter().map(tree).collect();
    DeepComplexes { atoms: dictionary.atoms, complexes }
}

/// A molecule as it travels, with its atoms.
pub fn molecule_to_wire(molecule: &Molecule) -> (wire::Atoms, wire::Molecule) {
    let mut dictionary = Dictionary::of([molecule].into_iter());
    let tree = dictionary.molecule(molecule);
    (dictionary.atoms, tree)
}

fn complex_row(complex: &Complex, molecules: Vec<wire::Molecule>) -> wire::Complex {
    let [x, y, z] = complex.position;
    let [qx, qy, qz, qw] = complex.rotation;
    wire::Complex {
        index: complex.index,
        molecules,
        boxed: complex.boxed,
        locked: complex.locked,
        visible: complex.visible,
        computing: complex.computing,
        current_frame: i32::try_from(complex.current_frame).unwrap_or(i32::MAX),
        name: complex.name.clone(),
        index_tag: complex.index_tag,
        split_tag: complex.split_tag.clone(),
        position: Vec3::new(x, y, z),
        rotation: Quaternion::new(qx, qy, qz, qw),
        remarks: complex.remarks.to_vec(),
        selected: complex.is_selected(),
        surface_dirty: false,
        surface_refresh_rate: complex.surface_refresh_rate,
        box_label: complex.box_label.clone(),
    }
}

/// The atoms of one message, each under a key of its own.
struct Dictionary {
    atoms: wire::Atoms,
    /// The keys in use; none where all indices are known to serve as keys.
    used: Option<HashSet<i64>>,
    last_made: i64,
}

impl Dictionary {
    fn of<'a>(molecules: impl Iterator<Item = &'a Molecule> + Clone) -> Self {
        let count = molecules.clone().map(|molecule| molecule.atoms.len()).sum();
        let mut indices = Vec::with_capacity(count);
        molecules.clone().for_each(|molecule| indices.extend_from_slice(&molecule.atoms.index));
        indices.sort_unstable();
        let complete = indices.len() == count && indices.first().is_none_or(|first| *first > 0);
        let unique = complete && indices.windows(2).all(|pair| pair[0] != pair[1]);
        // Below -1, which a plugin may take for "none".
        Self { atoms: Vec::with_capacity(count), used: (!unique).then(HashSet::new), last_made: -1 }
    }

    fn key(&mut self, index: i64) -> i64 {
        let free = self.used.as_mut().is_none_or(|used| index > 0 && used.insert(index));
        if free {
            return index;
        }
        self.last_made -= 1;
        self.last_made
    }

    fn molecule(&mut self, molecule: &Molecule) -> wire::Molecule {
        let first = self.atoms.len();
        let residue_rows = molecule.residues.len();
        let mut residue_of_atom = Vec::with_capacity(molecule.atoms.len());
        let atom_default = wire::Atom::default();
        let mut residues: Vec<wire::Residue> = Vec::with_capacity(residue_rows);
        let residue_default = wire::Residue::default();
        for residue in 0..residue_rows {
            let mut row = molecule.residues.row(residue, &residue_default);
            // Rows are numbered as they come: what offsets leave out or name twice is nobody's fault but the columns'.
            let start = residue_of_atom.len();
            let atoms = children(&molecule.residues.atom_start, residue, start, molecule.atoms.len());
            row.atoms.reserve_exact(atoms.len());
            for atom in atoms {
                let mut value = molecule.atoms.row(atom, &atom_default);
                value.positions = positions(molecule, atom);
                let key = self.key(value.index);
                row.atoms.push(key);
                self.atoms.push((key, value));
                residue_of_atom.push(residue as u32);
            }
            residues.push(row);
        }
        for (residue, bond) in bonds_by_residue(molecule, &residue_of_atom) {
            let [atom1, atom2] = [molecule.bonds.atom1[bond], molecule.bonds.atom2[bond]];
            residues[residue].bonds.push(wire::Bond {
                index: molecule.bonds.index.get(bond).copied().unwrap_or(molecule::NO_INDEX),
                kinds: kinds(molecule, bond),
                atom1: self.atoms[first + atom1 as usize].0,
                atom2: self.atoms[first + atom2 as usize].0,
            });
        }
        let mut residues = residues.into_iter();
        let mut done = 0;
        let chains = (0..molecule.chains.len()).map(|chain| {
            let rows = children(&molecule.chains.residue_start, chain, done, residue_rows);
            done = rows.end;
            wire::Chain {
                index: molecule.chains.index.get(chain).copied().unwrap_or(molecule::NO_INDEX),
                residues: residues.by_ref().take(rows.len()).collect(),
                name: molecule.chains.name[chain].clone(),
            }
        });
        wire::Molecule { index: molecule.index, chains: chains.collect(), conformers: conformers(molecule) }
    }
}

/// The rows of a parent's children, as its offsets say, but never before `start` nor beyond `count`.
fn children(offsets: &[u32], parent: usize, start: usize, count: usize) -> Range<usize> {
    let end = offsets.get(parent + 1).map_or(start, |end| *end as usize);
    start..end.min(count).max(start)
}

/// The bonds by the residues of their second atoms, which is where a real app sends them; those without two atoms are
/// left out.
fn bonds_by_residue(molecule: &Molecule, residue_of_atom: &[u32]) -> Vec<(usize, usize)> {
    let ends = molecule.bonds.atom1.iter().zip(molecule.bonds.atom2.iter());
    let residue = |(bond, (atom1, atom2)): (usize, (&u32, &u32))| {
        residue_of_atom.get(*atom1 as usize)?;
        Some((*residue_of_atom.get(*atom2 as usize)? as usize, bond))
    };
    let mut bonds: Vec<_> = ends.enumerate().filter_map(residue).collect();
    bonds.sort_by_key(|(residue, _)| *residue);
    bonds
}

fn conformers(molecule: &Molecule) -> Conformers {
    let each = molecule
        .conformers
        .iter()
        .map(|conformer| Conformer { name: conformer.name.clone(), associated: conformer.associated.clone() });
    Conformers { current: i32::try_from(molecule.current_conformer).unwrap_or(0), each: each.collect() }
}

fn positions(molecule: &Molecule, atom: usize) -> wire::Positions {
    let atoms = &molecule.atoms;
    let place = |conformer: usize| {
        let column = atoms.positions.get(conformer).or(atoms.positions.last());
        let [x, y, z] = column.and_then(|column| column.get(atom)).copied().unwrap_or_default();
        Vec3::new(x, y, z)
    };
    per_conformer(molecule, place, |conformer| is_in(&atoms.in_conformer, conformer, atom))
}

fn kinds(molecule: &Molecule, bond: usize) -> wire::Kinds {
    let bonds = &molecule.bonds;
    let kind = |conformer: usize| {
        let column = bonds.kinds.get(conformer).or(bonds.kinds.last());
        BondKind(column.and_then(|column| column.get(bond)).copied().unwrap_or(BondKind::SINGLE.0))
    };
    if bonds.kinds.len() <= 1 && bonds.in_conformer.is_empty() {
        return PerConformer::One(kind(0));
    }
    per_conformer(molecule, kind, |conformer| is_in(&bonds.in_conformer, conformer, bond))
}

fn is_in(columns: &[molecule::Column<bool>], conformer: usize, row: usize) -> bool {
    columns.get(conformer).and_then(|column| column.get(row)).copied().unwrap_or(true)
}

/// One value where the molecule has one conformer and the row is in it, else a value for each.
fn per_conformer<T: Copy>(
    molecule: &Molecule,
    value: impl Fn(usize) -> T,
    present: impl Fn(usize) -> bool,
) -> PerConformer<T> {
    let count = molecule.conformers.len().max(1);
    if count == 1 && present(0) {
        return PerConformer::One(value(0));
    }
    let many = PerConformer::many((0..count).map(&value).collect(), (0..count).map(present).collect());
    many.unwrap_or_else(|| PerConformer::One(value(0)))
}
