//! Complexes as they were: what a step changed is put back, and what changed beside it stays.

use std::collections::HashSet;

use molecule::{Atoms, Bonds, Chains, Column, Complex, Index, Molecule, Residues};
use room_api::{ApiError, ErrorCode};

use super::deep::is_same_skeleton;
use super::numbers::sorted_indices;
use super::{Change, Workspace, size};

/// A complex before and after a step; none where it was not there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub before: Option<Complex>,
    pub after: Option<Complex>,
}

impl Part {
    /// Its index.
    pub fn index(&self) -> Option<Index> {
        self.before.as_ref().or(self.after.as_ref()).map(|complex| complex.index)
    }

    /// Whether it differs in more than in what is selected and in whether a plugin works on it.
    pub fn is_step(&self) -> bool {
        let (Some(before), Some(after)) = (&self.before, &self.after) else { return self.before != self.after };
        let mut quiet = after.clone();
        quiet.computing = before.computing;
        for (now, then) in quiet.molecules.iter_mut().zip(&before.molecules) {
            now.atoms.selected = then.atoms.selected.clone();
        }
        quiet != *before
    }

    /// About how many bytes it keeps from being forgotten.
    pub fn bytes(&self) -> usize {
        const CHANGED_ATOM: usize = 24;
        match (&self.before, &self.after) {
            (Some(before), Some(after)) if is_same_skeleton(before, after) => {
                let atoms: usize = before.molecules.iter().map(|molecule| molecule.atoms.len()).sum();
                CHANGED_ATOM * atoms + size::apart(before, after) + size::apart(after, before)
            }
            (before, after) => [before, after].into_iter().flatten().map(size::bytes).sum(),
        }
    }
}

impl Workspace {
    /// Puts each complex back from how it was after a step to how it was before it, all or none; what came of it, and the
    /// parts that lead back again.
    pub fn restore(&mut self, parts: &[Part]) -> Result<(Vec<Change>, Vec<Part>), ApiError> {
        let (mut leaving, mut coming, mut fresh) = (0, 0, Vec::new());
        let mut wanted = Vec::new();
        for part in parts {
            let place = part.index().and_then(|index| self.place(index));
            leaving += place.map_or(0, |place| self.bytes[place]);
            let restored = match (&part.before, &part.after, place) {
                (None, _, _) => None,
                (Some(before), None, None) => {
                    fresh.push(before.clone());
                    Some(before.clone())
                }
                (Some(before), Some(after), Some(place)) => Some(put_back(&self.complexes[place], after, before)),
                _ => {
                    let words =
                        "The complexes that this was done to are not as they were: it cannot be taken back any more.";
                    return Err(ApiError::new(ErrorCode::Conflict, words));
                }
            };
            coming += restored.as_ref().map_or(0, size::bytes);
            wanted.push((part.index(), restored));
        }
        self.check_numbers(&fresh)?;
        self.check_room_for(fresh.len(), coming, leaving)?;
        let (mut changes, mut back) = (Vec::new(), Vec::new());
        for (index, restored) in wanted {
            let place = index.and_then(|index| self.place(index));
            back.push(Part { before: place.map(|place| self.complexes[place].clone()), after: restored.clone() });
            match (place, restored) {
                (Some(place), Some(restored)) => {
                    let bytes = size::bytes(&restored);
                    changes.extend(self.put(place, restored, bytes));
                }
                (Some(place), None) => changes.push(self.take_out(place)),
                (None, Some(restored)) => {
                    changes.push(Change::Added(restored.index));
                    self.bytes.push(size::bytes(&restored));
                    self.complexes.push(restored);
                }
                (None, None) => {}
            }
        }
        Ok((changes, back))
    }

    /// What comes back keeps its indices, which nobody may have taken meanwhile.
    fn check_numbers(&self, coming: &[Complex]) -> Result<(), ApiError> {
        if coming.is_empty() {
            return Ok(());
        }
        let coming: HashSet<Index> = sorted_indices(coming.iter()).into_iter().collect();
        if sorted_indices(self.complexes.iter()).iter().any(|index| coming.contains(index)) {
            let words = "A plugin gave the numbers of what is gone to something else: it cannot come back any more.";
            return Err(ApiError::new(ErrorCode::Conflict, words));
        }
        Ok(())
    }
}

/// A field as it is now, unless it differs between `from` and `to`: then as it is there. What is named nowhere in here does
/// not compile.
macro_rules! fields {
    ($type:ident, $now:ident, $from:ident, $to:ident; { $($special:ident: $value:expr),* } $($field:ident)*) => {
        $type { $($special: $value,)* $($field: pick(&$now.$field, &$from.$field, &$to.$field),)* }
    };
}

/// A complex with what changed on the way from one state to another; all of its structure where that changed.
fn put_back(now: &Complex, from: &Complex, to: &Complex) -> Complex {
    let same = is_same_skeleton(from, to) && is_same_skeleton(now, from);
    let each = now.molecules.iter().zip(&from.molecules).zip(&to.molecules);
    let molecules = match same {
        true => each.map(|((now, from), to)| molecule(now, from, to)).collect(),
        false => to.molecules.clone(),
    };
    let mut complex = fields!(Complex, now, from, to; { molecules: molecules } index name index_tag split_tag boxed locked visible
        computing box_label current_frame surface_refresh_rate position rotation remarks);
    complex.current_frame = complex.current_frame.min(complex.molecules.len().saturating_sub(1));
    complex
}

fn molecule(now: &Molecule, from: &Molecule, to: &Molecule) -> Molecule {
    fields!(Molecule, now, from, to; {
        chains: chains(&now.chains, &from.chains, &to.chains),
        residues: residues(&now.residues, &from.residues, &to.residues),
        atoms: atoms(&now.atoms, &from.atoms, &to.atoms),
        bonds: bonds(&now.bonds, &from.bonds, &to.bonds)
    } index conformers current_conformer)
}

fn chains(now: &Chains, from: &Chains, to: &Chains) -> Chains {
    fields!(Chains, now, from, to; {} index name residue_start)
}

fn residues(now: &Residues, from: &Residues, to: &Residues) -> Residues {
    fields!(Residues, now, from, to; {} index name kind serial insertion_code secondary_structure ribboned ribbon_size
        ribbon_mode ribbon_color labeled label_text ignored_alt_locs atom_start)
}

fn atoms(now: &Atoms, from: &Atoms, to: &Atoms) -> Atoms {
    // What is selected is no part of a step.
    fields!(Atoms, now, from, to; { selected: now.selected.clone() }
        index serial name symbol positions in_conformer is_het occupancy bfactor formal_charge partial_charge alt_loc acceptor
        donor polar_hydrogen atom_type mode display_mode color scale labeled label_text surface_rendering surface_color
        surface_opacity het_surfaced)
}

fn bonds(now: &Bonds, from: &Bonds, to: &Bonds) -> Bonds {
    fields!(Bonds, now, from, to; {} index atom1 atom2 kinds in_conformer)
}

fn pick<T: Alike + Clone>(now: &T, from: &T, to: &T) -> T {
    if from.is_alike(to) { now.clone() } else { to.clone() }
}

/// Whether two values are the same; for columns mostly a look at where they are.
trait Alike {
    fn is_alike(&self, other: &Self) -> bool;
}

impl<T: Clone + PartialEq> Alike for Column<T> {
    fn is_alike(&self, other: &Self) -> bool {
        self.is_same(other) || self == other
    }
}

impl<T: Clone + PartialEq> Alike for Vec<Column<T>> {
    fn is_alike(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(one, other)| one.is_alike(other))
    }
}

macro_rules! alike {
    ($($type:ty),*) => {$(
        impl Alike for $type {
            fn is_alike(&self, other: &Self) -> bool {
                self == other
            }
        }
    )*};
}
alike!(Index, i32, f32, bool, usize, molecule::Text, [f32; 3], [f32; 4], Vec<molecule::Conformer>);
