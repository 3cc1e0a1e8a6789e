//! From the trees of the wire to columns.

use std::collections::HashMap;
use std::mem::take;

use molecule::{Atoms, Bonds, Chains, Column, Complex, Molecule, Residues};
use protocol::structure::{self as wire, DeepComplexes, PerConformer, Quaternion, Vec3};

use crate::rows::Rows;
use crate::{Error, Problem};

/// A complex with its atoms, as columns.
pub fn from_wire(atoms: wire::Atoms, complex: wire::Complex) -> Result<Complex, Error> {
    Dictionary::new(atoms)?.complex(complex, "")
}

/// Complexes with their atoms, as columns.
pub fn complexes_from_wire(deep: DeepComplexes) -> Result<Vec<Complex>, Error> {
    let mut dictionary = Dictionary::new(deep.atoms)?;
    let complexes = deep.complexes.into_iter().enumerate();
    complexes.map(|(at, complex)| dictionary.complex(complex, &format!("complexes[{at}], "))).collect()
}

/// The complex's own values, without molecules.
pub(crate) fn complex_row(complex: wire::Complex) -> Complex {
    Complex {
        index: complex.index,
        name: complex.name,
        index_tag: complex.index_tag,
        split_tag: complex.split_tag,
        boxed: complex.boxed,
        locked: complex.locked,
        visible: complex.visible,
        computing: complex.computing,
        box_label: complex.box_label,
        current_frame: usize::try_from(complex.current_frame).unwrap_or(0),
        surface_refresh_rate: if complex.surface_refresh_rate.is_finite() {
            complex.surface_refresh_rate
        } else {
            -1.0
        },
        position: place(complex.position),
        rotation: rotation(complex.rotation),
        remarks: complex.remarks.into(),
        molecules: Vec::new(),
    }
}

/// A place that is nowhere becomes the origin.
fn place(at: Vec3) -> [f32; 3] {
    let at = [at.x, at.y, at.z];
    if at.iter().all(|value| value.is_finite()) { at } else { [0.0; 3] }
}

/// A complex that its plugin never placed comes with a rotation of zeros: it is not rotated. Others come with a length that
/// is far from 1: plugins make rotations of matrices that scale, too.
fn rotation(by: Quaternion) -> [f32; 4] {
    let by = [by.x, by.y, by.z, by.w];
    let length = by.iter().map(|value| value * value).sum::<f32>().sqrt();
    match length {
        // What is a rotation but for rounding stays as it is, to the bit.
        0.999..=1.001 => by,
        _ if length.is_normal() => by.map(|value| value / length),
        _ => [0.0, 0.0, 0.0, 1.0],
    }
}

pub(crate) fn conformers(conformers: wire::Conformers) -> Vec<molecule::Conformer> {
    let each = conformers.each.into_iter();
    each.map(|conformer| molecule::Conformer { name: conformer.name, associated: conformer.associated }).collect()
}

/// The atoms of one message by their keys.
struct Dictionary {
    atoms: wire::Atoms,
    slots: Slots,
    /// For each atom, the molecule that took it, and its row there.
    taken: Vec<Option<(u32, u32)>>,
    molecules: u32,
}

/// Where the atom of a key stands in the dictionary.
enum Slots {
    /// Keys lie close together, as the library's do: an entry for each number from the lowest on.
    Dense {
        lowest: i64,
        slots: Vec<u32>,
    },
    Sparse(HashMap<i64, u32>),
}

const NO_SLOT: u32 = u32::MAX;

impl Slots {
    fn of(atoms: &wire::Atoms) -> Result<Self, i64> {
        let keys = || atoms.iter().map(|(key, _)| *key);
        let lowest = keys().min().unwrap_or(0);
        let span = keys().max().unwrap_or(0).checked_sub(lowest).and_then(|span| usize::try_from(span).ok());
        if let Some(span) = span.filter(|span| *span < 4 * atoms.len() + 1024) {
            let mut slots = vec![NO_SLOT; span + 1];
            for (slot, key) in keys().enumerate() {
                if std::mem::replace(&mut slots[(key - lowest) as usize], slot as u32) != NO_SLOT {
                    return Err(key);
                }
            }
            return Ok(Slots::Dense { lowest, slots });
        }
        let mut slots = HashMap::with_capacity(atoms.len());
        for (slot, key) in keys().enumerate() {
            if slots.insert(key, slot as u32).is_some() {
                return Err(key);
            }
        }
        Ok(Slots::Sparse(slots))
    }

    fn find(&self, key: i64) -> Option<usize> {
        let slot = match self {
            Slots::Dense { lowest, slots } => *slots.get(usize::try_from(key.checked_sub(*lowest)?).ok()?)?,
            Slots::Sparse(slots) => *slots.get(&key)?,
        };
        (slot != NO_SLOT).then_some(slot as usize)
    }
}

impl Dictionary {
    fn new(atoms: wire::Atoms) -> Result<Self, Error> {
        let error = |problem| Error { place: "atoms".into(), problem };
        if atoms.len() >= NO_SLOT as usize {
            return Err(error(Problem::TooMany(atoms.len())));
        }
        let slots = Slots::of(&atoms).map_err(|key| error(Problem::DuplicateKey(key)))?;
        Ok(Self { taken: vec![None; atoms.len()], atoms, slots, molecules: 0 })
    }

    fn complex(&mut self, mut complex: wire::Complex, prefix: &str) -> Result<Complex, Error> {
        let molecules = take(&mut complex.molecules);
        let mut complex = complex_row(complex);
        for (frame, molecule) in molecules.into_iter().enumerate() {
            let place = |inner: String| format!("{prefix}complex {:?}, molecule {frame}{inner}", complex.name);
            let molecule =
                self.molecule(molecule).map_err(|(inner, problem)| Error { place: place(inner), problem })?;
            complex.molecules.push(molecule);
        }
        if !complex.molecules.is_empty() {
            complex.current_frame = complex.current_frame.min(complex.molecules.len() - 1);
        }
        Ok(complex)
    }

    fn molecule(&mut self, tree: wire::Molecule) -> Result<Molecule, (String, Problem)> {
        self.molecules += 1;
        let mut chains = Chains::default();
        let mut residue_start = vec![0];
        let mut residues = Vec::with_capacity(tree.chains.iter().map(|chain| chain.residues.len()).sum());
        let mut order = Vec::new();
        let mut atom_start = vec![0];
        for chain in tree.chains {
            for residue in &chain.residues {
                let place = || format!(", chain {:?}, residue {} {}", chain.name, residue.name, residue.serial);
                self.take(&residue.atoms, &mut order).map_err(|problem| (place(), problem))?;
                atom_start.push(order.len() as u32);
            }
            residues.extend(chain.residues);
            residue_start.push(residues.len() as u32);
            chains.index.edit().push(chain.index);
            chains.name.edit().push(chain.name);
        }
        if !chains.is_empty() {
            chains.residue_start = residue_start.into();
        }
        let mut bonds = Vec::with_capacity(residues.iter().map(|residue| residue.bonds.len()).sum());
        for residue in &mut residues {
            for bond in take(&mut residue.bonds) {
                let place = || format!(", residue {} {}", residue.name, residue.serial);
                bonds.extend(self.bond(bond).map_err(|problem| (place(), problem))?);
            }
        }
        let in_order: Vec<u32> = (0..residues.len() as u32).collect();
        let mut residues = Residues::gather(&mut residues, &in_order, |residue| residue);
        residues.insertion_code = Column::filled(b' ', residues.len());
        if !residues.is_empty() {
            residues.atom_start = atom_start.into();
        }

        let current = usize::try_from(tree.conformers.current).unwrap_or(0);
        let mut each = conformers(tree.conformers);
        if each.is_empty() {
            each.push(molecule::Conformer::default());
        }
        self.check_conformers(each.len(), &order, &bonds).map_err(|problem| (String::new(), problem))?;
        let places: Vec<_> = order.iter().map(|slot| &self.atoms[*slot as usize].1.positions).collect();
        let (positions, in_conformer) = columns(&places, each.len(), |at| [at.x, at.y, at.z]);
        let atoms = Atoms::gather(&mut self.atoms, &order, |(_, atom)| atom);
        Ok(Molecule {
            index: tree.index,
            current_conformer: current.min(each.len() - 1),
            chains,
            residues,
            atoms: Atoms { positions, in_conformer, ..atoms },
            bonds: bond_columns(&bonds, each.len()),
            conformers: each,
        })
    }

    /// Takes the atoms of a residue out of the dictionary.
    fn take(&mut self, keys: &[i64], order: &mut Vec<u32>) -> Result<(), Problem> {
        for key in keys {
            let slot = self.slots.find(*key).ok_or(Problem::UnknownAtom(*key))?;
            if self.taken[slot].is_some() {
                return Err(Problem::AtomTwice(*key));
            }
            self.taken[slot] = Some((self.molecules, order.len() as u32));
            order.push(slot as u32);
        }
        Ok(())
    }

    /// A bond with the rows of its atoms; none where one of them is not in the molecule any more: the library leaves
    /// the bonds of an atom where they are when it is removed from its residue.
    fn bond(&self, bond: wire::Bond) -> Result<Option<(wire::Bond, [u32; 2])>, Problem> {
        let row = |key| {
            let slot = self.slots.find(key).ok_or(Problem::UnknownBondEnd(key))?;
            Ok(self.taken[slot].and_then(|(molecule, row)| (molecule == self.molecules).then_some(row)))
        };
        Ok(match (row(bond.atom1)?, row(bond.atom2)?) {
            (Some(atom1), Some(atom2)) => Some((bond, [atom1, atom2])),
            _ => None,
        })
    }

    /// An atom without a value for each conformer gets its last one for the rest, as the library does when the number
    /// of conformers changes; but a few bytes must not become gigabytes.
    fn check_conformers(&self, count: usize, order: &[u32], bonds: &[(wire::Bond, [u32; 2])]) -> Result<(), Problem> {
        const ALWAYS_FINE: usize = 1 << 20;
        let places = order.iter().map(|slot| self.atoms[*slot as usize].1.positions.values().len());
        let kinds = bonds.iter().map(|(bond, _)| bond.kinds.values().len());
        let (items, values) = (order.len() + bonds.len(), places.chain(kinds).sum::<usize>());
        if count.saturating_mul(items) > values.saturating_mul(16).max(ALWAYS_FINE) {
            return Err(Problem::Conformers { conformers: count, items, values });
        }
        Ok(())
    }
}

fn bond_columns(bonds: &[(wire::Bond, [u32; 2])], conformers: usize) -> Bonds {
    let kinds: Vec<_> = bonds.iter().map(|(bond, _)| &bond.kinds).collect();
    let same = kinds.iter().all(|kinds| matches!(kinds, PerConformer::One(_)));
    let (kinds, in_conformer) = columns(&kinds, if same { 1 } else { conformers }, |kind| kind.0);
    Bonds {
        index: bonds.iter().map(|(bond, _)| bond.index).collect::<Vec<_>>().into(),
        atom1: bonds.iter().map(|(_, [atom1, _])| *atom1).collect::<Vec<_>>().into(),
        atom2: bonds.iter().map(|(_, [_, atom2])| *atom2).collect::<Vec<_>>().into(),
        kinds,
        in_conformer,
    }
}

/// A column of values a conformer, and which rows each conformer has: none where it has them all.
fn columns<T: Copy, U>(
    rows: &[&PerConformer<T>],
    conformers: usize,
    value: fn(T) -> U,
) -> (Vec<Column<U>>, Vec<Column<bool>>) {
    let nth = |values: &[T], conformer: usize| values.get(conformer).or(values.last()).copied();
    let column = |conformer| rows.iter().filter_map(|row| nth(row.values(), conformer)).map(value).collect::<Vec<_>>();
    let values = (0..conformers).map(|conformer| column(conformer).into()).collect();
    // A single value says nothing of the other conformers; a list that is too short goes on as it ends.
    let is_in = |row: &PerConformer<T>, conformer: usize| {
        let flags = row.in_conformer();
        flags.get(conformer).or(flags.last()).copied().unwrap_or(true)
    };
    if rows.iter().all(|row| (0..conformers).all(|conformer| is_in(row, conformer))) {
        return (values, Vec::new());
    }
    let column = |conformer| rows.iter().map(|row| is_in(row, conformer)).collect::<Vec<_>>();
    (values, (0..conformers).map(|conformer| column(conformer).into()).collect())
}
