//! Which residues of other molecules one touches: what holds is told by elements and distances alone, as a first look.

use std::collections::BTreeMap;

use crate::geometry::distance_squared;
use crate::hydrogen_bonds::Placed;
use crate::{Bounds, bonds};

/// The longest distance of two heavy atoms in a hydrogen bond, angstrom.
const POLAR: f32 = 3.5;

/// What holds; the later holds more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactKind {
    /// Anything else.
    Near,
    /// Two carbons.
    Apolar,
    /// Two of nitrogen and oxygen, near enough for a hydrogen bond.
    Polar,
}

/// A residue that is touched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contact {
    /// The place of its molecule among those that were given.
    pub molecule: usize,
    /// Its row.
    pub residue: usize,
    /// Between the nearest two heavy atoms, angstrom.
    pub distance: f32,
    /// What holds most of all pairs in reach.
    pub kind: ContactKind,
}

/// The residues of `others` with a heavy atom within `reach` (angstrom) of one of the molecule's, the nearest first. Without a sensible
/// reach there is none.
pub fn find(molecule: &Placed<'_>, others: &[Placed<'_>], reach: f32) -> Vec<Contact> {
    if !reach.is_normal() || reach < 0.0 {
        return Vec::new();
    }
    let mut sites: Vec<Site> = sites(molecule, None, |_| true).collect();
    let own = sites.len();
    let Some(bounds) = Bounds::around(sites.iter().map(|site| site.point)) else { return Vec::new() };
    let bounds = bounds.grown(reach);
    for (place, other) in others.iter().enumerate() {
        sites.extend(self::sites(other, Some(place), |point| bounds.contains(point)));
    }
    let mut found: BTreeMap<(usize, usize), Contact> = BTreeMap::new();
    bonds::visit_pairs((0..).zip(sites.iter().map(|site| site.point)), reach, |one, other| {
        let (one, other) = (one.min(other) as usize, one.max(other) as usize);
        let (mine, theirs) = (&sites[one], &sites[other]);
        let Some(molecule) = theirs.molecule.filter(|_| one < own) else { return };
        let distance = distance_squared(mine.point, theirs.point).sqrt();
        if distance > reach {
            return;
        }
        let kind = kind(mine.element, theirs.element, distance);
        let fresh = Contact { molecule, residue: theirs.residue, distance, kind };
        let contact = found.entry((molecule, theirs.residue)).or_insert(fresh);
        contact.distance = contact.distance.min(distance);
        contact.kind = contact.kind.max(kind);
    });
    let mut contacts: Vec<Contact> = found.into_values().collect();
    contacts.sort_by(|one, other| one.distance.total_cmp(&other.distance));
    contacts
}

/// A heavy atom somewhere.
struct Site<'a> {
    point: [f32; 3],
    element: &'a str,
    /// None for those of the molecule that is asked about.
    molecule: Option<usize>,
    residue: usize,
}

fn sites<'a>(
    placed: &'a Placed<'a>,
    place: Option<usize>,
    wanted: impl Fn([f32; 3]) -> bool,
) -> impl Iterator<Item = Site<'a>> {
    let molecule = placed.molecule;
    let rows = (0..molecule.residues.len())
        .flat_map(|residue| molecule.residues.atoms(residue).map(move |row| (residue, row)));
    rows.filter_map(move |(residue, row)| {
        let point = *placed.positions.get(row)?;
        let counts = !molecule.atoms.is_hydrogen(row) && molecule.has_atom(row);
        let is_somewhere = point.iter().all(|value| value.is_finite());
        (counts && is_somewhere && wanted(point)).then(|| Site {
            point,
            element: &molecule.atoms.symbol[row],
            molecule: place,
            residue,
        })
    })
}

fn kind(one: &str, other: &str, distance: f32) -> ContactKind {
    let is_polar = |element| matches!(element, "N" | "O");
    match (one, other) {
        ("C", "C") => ContactKind::Apolar,
        _ if is_polar(one) && is_polar(other) && distance <= POLAR => ContactKind::Polar,
        _ => ContactKind::Near,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Atoms, Column, Molecule, Residues, Text};

    /// Residues of one atom each.
    fn molecule(atoms: &[(&str, [f32; 3])]) -> Molecule {
        let mut molecule = Molecule {
            atoms: Atoms::with_len(atoms.len()),
            residues: Residues::with_len(atoms.len()),
            ..Molecule::default()
        };
        molecule.atoms.symbol = Column::new(atoms.iter().map(|(symbol, _)| Text::from(*symbol)).collect());
        molecule.atoms.positions = vec![Column::new(atoms.iter().map(|(_, point)| *point).collect())];
        molecule.residues.atom_start = Column::new((0..=atoms.len() as u32).collect());
        molecule
    }

    fn placed(molecule: &Molecule) -> Placed<'_> {
        Placed { molecule, positions: molecule.positions().to_vec() }
    }

    #[test]
    fn what_is_in_reach_is_touched_the_nearest_first() {
        let pose = molecule(&[("O", [0.0; 3]), ("C", [1.4, 0.0, 0.0]), ("H", [0.0, 9.0, 0.0])]);
        let one = molecule(&[
            ("N", [-3.0, 0.0, 0.0]),
            ("N", [-3.7, 0.0, 0.0]),
            ("C", [5.2, 0.0, 0.0]),
            ("C", [0.0, 9.0, 0.0]),
        ]);
        let other = molecule(&[("S", [0.0, 0.0, 2.5]), ("O", [f32::NAN, 0.0, 0.0]), ("H", [0.0, 1.0, 0.0])]);
        let found = find(&placed(&pose), &[placed(&one), placed(&other)], 4.0);
        let words: Vec<_> = found.iter().map(|contact| (contact.molecule, contact.residue, contact.kind)).collect();
        assert_eq!(
            words,
            [
                (1, 0, ContactKind::Near),
                (0, 0, ContactKind::Polar),
                (0, 1, ContactKind::Near),
                (0, 2, ContactKind::Apolar)
            ]
        );
        let distances: Vec<_> = found.iter().map(|contact| (contact.distance * 10.0).round() as i32).collect();
        assert_eq!(distances, [25, 30, 37, 38]);
    }

    #[test]
    fn without_reach_or_atoms_nothing_is_touched() {
        let pose = molecule(&[("O", [0.0; 3])]);
        for reach in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            assert_eq!(find(&placed(&pose), &[placed(&pose)], reach), []);
        }
        assert_eq!(find(&placed(&Molecule::default()), &[placed(&pose)], 4.0), []);
    }
}
