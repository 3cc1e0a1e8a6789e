//! Hydrogen bonds, by where their atoms are.
//!
//! Where the hydrogen is known, or has only one place to be as in an amide, a bond has at most 2.5 angstrom between hydrogen and
//! acceptor, and an angle of at least 120 degrees at the hydrogen (Baker and Hubbard, Prog. Biophys. Mol. Biol. 44 (1984) 97).
//! Where it may be anywhere, as in water, there are at most 3.5 angstrom between donor and acceptor. Either way the angles at
//! the acceptor, and without hydrogens those at the donor, between the other atom and those that it is bonded to, are at least 90
//! degrees (McDonald and Thornton, J. Mol. Biol. 238 (1994) 777).

mod roles;

use crate::geometry::distance_squared;
use crate::{Column, Molecule};

pub use roles::Roles;

/// The largest distance between donor and acceptor, angstrom.
const REACH: f32 = 3.5;
/// The smallest: what is nearer is bonded, or an error of the model.
const NEAREST: f32 = 2.2;
/// The largest distance between hydrogen and acceptor, angstrom.
const HYDROGEN_REACH: f32 = 2.5;
/// From a nitrogen to its hydrogen, angstrom.
const NITROGEN_TO_HYDROGEN: f32 = 1.01;
/// Cosines of the smallest angles at a hydrogen (120 degrees) and at the other atoms (90 degrees, and a hair).
const COS_AT_HYDROGEN: f32 = -0.5;
const COS_AT_NEIGHBOR: f32 = 1e-3;

/// A molecule in the conformer that is shown, somewhere in a space that it shares with others.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// The molecule.
    pub molecule: &'a Molecule,
    /// Where its atoms are in the shared space, one an atom; angstrom.
    pub positions: Vec<[f32; 3]>,
}

/// An atom of several molecules: the place of its molecule, and its row.
pub type Site = (usize, usize);

/// A hydrogen bond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HydrogenBond {
    /// The nitrogen or oxygen that has the hydrogen.
    pub donor: Site,
    /// The one that has the lone pair.
    pub acceptor: Site,
}

/// The hydrogen bonds in and between these molecules, in the order of their atoms; between two atoms there is one at most.
pub fn find(molecules: &[Placed<'_>]) -> Vec<HydrogenBond> {
    let bodies: Vec<Body<'_>> = molecules.iter().map(Body::new).collect();
    let mut sites: Vec<Site> = Vec::new();
    for (place, body) in bodies.iter().enumerate() {
        let rows = 0..body.molecule.atoms.len();
        sites.extend(rows.filter(|row| body.takes_part(*row)).map(|row| (place, row)));
    }
    let points = sites.iter().map(|(place, row)| bodies[*place].positions[*row]);
    let mut found = Vec::new();
    crate::bonds::visit_pairs((0..).zip(points), REACH, |one, other| {
        let (one, other) = (sites[one as usize], sites[other as usize]);
        let (one, other) = (one.min(other), one.max(other));
        let between =
            |donor: Site, acceptor: Site| is_bond(&bodies, donor, acceptor).then_some(HydrogenBond { donor, acceptor });
        found.extend(between(one, other).or_else(|| between(other, one)));
    });
    found.sort_unstable();
    found
}

/// Fills in which atoms are donors and acceptors, and which hydrogens are on donors.
pub fn mark(molecule: &mut Molecule) {
    let roles = Roles::of(molecule);
    let atoms = &mut molecule.atoms;
    let columns = [
        (&mut atoms.donor, roles.donor),
        (&mut atoms.acceptor, roles.acceptor),
        (&mut atoms.polar_hydrogen, roles.polar_hydrogen),
    ];
    for (column, known) in columns {
        if column[..] != known[..] {
            *column = Column::new(known);
        }
    }
}

/// A molecule with all that is asked of it again and again.
struct Body<'a> {
    molecule: &'a Molecule,
    positions: &'a [[f32; 3]],
    roles: Roles,
}

impl<'a> Body<'a> {
    fn new(placed: &'a Placed<'a>) -> Self {
        Self { molecule: placed.molecule, positions: &placed.positions, roles: Roles::of(placed.molecule) }
    }

    fn takes_part(&self, row: usize) -> bool {
        let is_anything = self.roles.donor[row] || self.roles.acceptor[row];
        let point = self.positions.get(row);
        is_anything
            && self.molecule.has_atom(row)
            && point.is_some_and(|point| point.iter().all(|value| value.is_finite()))
    }

    /// Where the hydrogens of a donor are: those that are known, else the one between two neighbours that leave it one place, as in
    /// an amide; none where it could be anywhere.
    fn hydrogens(&self, row: usize) -> Vec<[f32; 3]> {
        let known = self.roles.hydrogens(row);
        if !known.is_empty() {
            return known.iter().map(|row| self.positions[*row as usize]).collect();
        }
        let here = self.positions[row];
        match self.roles.heavy_neighbors(row) {
            [one, other] => {
                let [one, other] = [one, other].map(|row| direction(here, self.positions[*row as usize]));
                let away = direction(std::array::from_fn(|axis| one[axis] + other[axis]), [0.0; 3]);
                vec![std::array::from_fn(|axis| here[axis] + NITROGEN_TO_HYDROGEN * away[axis])]
            }
            _ => Vec::new(),
        }
    }
}

fn is_bond(bodies: &[Body<'_>], donor: Site, acceptor: Site) -> bool {
    let (from, to) = (&bodies[donor.0], &bodies[acceptor.0]);
    if !from.roles.donor[donor.1] || !to.roles.acceptor[acceptor.1] || are_kin(bodies, donor, acceptor) {
        return false;
    }
    let (d, a) = (from.positions[donor.1], to.positions[acceptor.1]);
    if !(NEAREST * NEAREST..=REACH * REACH).contains(&distance_squared(d, a)) {
        return false;
    }
    let is_open = |body: &Body<'_>, row: usize, here: [f32; 3], there: [f32; 3]| {
        let mut heavy = body.roles.heavy_neighbors(row).iter();
        heavy.all(|neighbor| cosine(body.positions[*neighbor as usize], here, there) <= COS_AT_NEIGHBOR)
    };
    if !is_open(to, acceptor.1, a, d) {
        return false;
    }
    let mut hydrogens = from.hydrogens(donor.1);
    if hydrogens.is_empty() {
        return is_open(from, donor.1, d, a);
    }
    hydrogens.retain(|hydrogen| {
        distance_squared(*hydrogen, a) <= HYDROGEN_REACH * HYDROGEN_REACH && cosine(d, *hydrogen, a) <= COS_AT_HYDROGEN
    });
    !hydrogens.is_empty()
}

/// Whether two atoms are bonded, or to the same atom, or at two alternate locations.
fn are_kin(bodies: &[Body<'_>], one: Site, other: Site) -> bool {
    if one.0 != other.0 {
        return false;
    }
    let (body, (one, other)) = (&bodies[one.0], (one.1, other.1));
    let alt_loc =
        |row: usize| body.molecule.atoms.alt_loc.get(row).copied().filter(|letter| !matches!(letter, b'.' | b' '));
    if let (Some(one), Some(other)) = (alt_loc(one), alt_loc(other))
        && one != other
    {
        return true;
    }
    let (of_one, of_other) = (body.roles.heavy_neighbors(one), body.roles.heavy_neighbors(other));
    of_one.contains(&(other as u32)) || of_one.iter().any(|neighbor| of_other.contains(neighbor))
}

/// From one point to another, of length 1.
fn direction(from: [f32; 3], to: [f32; 3]) -> [f32; 3] {
    let length = distance_squared(from, to).sqrt().max(f32::MIN_POSITIVE);
    std::array::from_fn(|axis| (to[axis] - from[axis]) / length)
}

/// The cosine of the angle between two points, seen from `here`.
fn cosine(one: [f32; 3], here: [f32; 3], other: [f32; 3]) -> f32 {
    let (one, other) = (direction(here, one), direction(here, other));
    (0..3).map(|axis| one[axis] * other[axis]).sum()
}
