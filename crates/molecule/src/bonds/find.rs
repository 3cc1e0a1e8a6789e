//! The bonds of one conformer.

use super::Found;
use super::grid::visit_pairs;
use super::templates::{Kind, Template};
use crate::Molecule;
use crate::element::Element;
use crate::geometry::distance_squared;

/// Atoms of one name in one residue beyond this many are none of its template's.
const MOST_NAMESAKES: usize = 16;
/// A bond of a template that is longer than this is broken.
const LONGEST_TEMPLATE_BOND: f32 = 3.0;
/// How much longer than the sum of the covalent radii a bond may be, inside a residue and between two.
const TOLERANCE: f32 = 0.4;
const TOLERANCE_BETWEEN: f32 = 0.2;
/// Atoms nearer than this are the same one twice.
const SHORTEST: f32 = 0.4;
/// No atom gets more bonds by distance than this.
const MOST_BONDS: u8 = 12;
/// A bond between residues: longest peptide bond, phosphodiester and disulfide.
const LINK: f32 = 2.0;
const DISULFIDE: f32 = 2.5;

/// What decides about the bonds of an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// In this conformer it is not.
    Absent,
    /// Its template names all of its bonds.
    Settled,
    /// Its template names its bonds but one, to another residue.
    Link(End),
    Hydrogen,
    /// Bonded by distance.
    Loose,
    /// By distance inside its residue.
    Metal,
    Water,
}

/// An end of a link between residues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Carbonyl,
    Amide,
    Hydroxyl,
    Phosphate,
    Thiol,
}

/// The bonds of a conformer, sorted, each once.
pub(super) fn bonds(molecule: &Molecule, conformer: usize) -> Vec<Found> {
    let Some(positions) = molecule.atoms.positions.get(conformer) else { return Vec::new() };
    let mut finder = Finder {
        molecule,
        positions,
        role: vec![Role::Loose; molecule.atoms.len()],
        residue_of: vec![0; molecule.atoms.len()],
        radius: molecule
            .atoms
            .symbol
            .iter()
            .map(|symbol| Element::of(symbol).map_or(0.8, |known| known.radius))
            .collect(),
        bonds: Vec::new(),
    };
    for residue in 0..molecule.residues.len() {
        finder.read_residue(residue, conformer);
    }
    finder.read_distances();
    finder.bonds.sort_unstable_by_key(|(first, second, order)| (*first, *second, std::cmp::Reverse(*order)));
    finder.bonds.dedup_by_key(|(first, second, _)| (*first, *second));
    finder.bonds
}

struct Finder<'a> {
    molecule: &'a Molecule,
    positions: &'a [[f32; 3]],
    role: Vec<Role>,
    residue_of: Vec<u32>,
    radius: Vec<f32>,
    bonds: Vec<Found>,
}

impl Finder<'_> {
    /// Gives the atoms of a residue their roles, and finds the bonds that its template names.
    fn read_residue(&mut self, residue: usize, conformer: usize) {
        let molecule = self.molecule;
        let template = Template::of(&molecule.residues.name[residue]);
        let mut rows_at = vec![Vec::new(); template.map_or(0, |template| template.atoms.len())];
        for row in molecule.residues.atoms(residue) {
            self.residue_of[row] = residue as u32;
            self.role[row] = match Element::of(&molecule.atoms.symbol[row]) {
                _ if molecule.atoms.in_conformer.get(conformer).is_some_and(|present| !present[row]) => Role::Absent,
                Some(element) if element.is_hydrogen() => Role::Hydrogen,
                Some(element) if element.is_metal() => Role::Metal,
                _ => match template.and_then(|template| Some((template, template.place(&molecule.atoms.name[row])?))) {
                    Some((template, place)) if rows_at[place].len() < MOST_NAMESAKES => {
                        rows_at[place].push(row as u32);
                        role_in(template, place)
                    }
                    _ => Role::Loose,
                },
            };
        }
        for (first, second, order) in template.iter().flat_map(|template| &template.bonds) {
            for first in &rows_at[*first] {
                for second in &rows_at[*second] {
                    if self.share_location(*first, *second)
                        && self.distance_squared(*first, *second) < LONGEST_TEMPLATE_BOND.powi(2)
                    {
                        self.bonds.push((*first.min(second), *first.max(second), *order));
                    }
                }
            }
        }
    }

    /// Finds links, and the bonds of atoms that no template knows.
    fn read_distances(&mut self) {
        let is_open = |row: &u32| !matches!(self.role[*row as usize], Role::Absent);
        let rows = (0..self.role.len() as u32).filter(is_open);
        let largest = rows.clone().map(|row| self.radius[row as usize]).fold(0.0, f32::max);
        let size = (2.0 * largest + TOLERANCE).max(DISULFIDE);
        let mut found = Vec::new();
        let mut nearest: Vec<Option<(f32, u32)>> = vec![None; self.role.len()];
        let mut bond_count = vec![0_u8; self.role.len()];
        visit_pairs(rows.map(|row| (row, self.positions[row as usize])), size, |first, second| {
            if self.is_hydrogen_pair(first, second) {
                self.compare_hydrogen(first, second, &mut nearest);
            } else if self.is_bond(first, second) {
                let (first_count, second_count) = (bond_count[first as usize], bond_count[second as usize]);
                if first_count < MOST_BONDS && second_count < MOST_BONDS {
                    bond_count[first as usize] += 1;
                    bond_count[second as usize] += 1;
                    found.push((first.min(second), first.max(second), 1));
                }
            }
        });
        self.bonds.extend(found);
        for (row, heavy) in (0..).zip(nearest) {
            if let Some((_, heavy)) = heavy {
                self.bonds.push((heavy.min(row), heavy.max(row), 1));
            }
        }
    }

    fn is_hydrogen_pair(&self, first: u32, second: u32) -> bool {
        (self.role[first as usize] == Role::Hydrogen) != (self.role[second as usize] == Role::Hydrogen)
    }

    /// A hydrogen belongs to the nearest other atom of its residue.
    fn compare_hydrogen(&self, first: u32, second: u32, nearest: &mut [Option<(f32, u32)>]) {
        if self.residue_of[first as usize] != self.residue_of[second as usize] || !self.share_location(first, second) {
            return;
        }
        let is_first = self.role[first as usize] == Role::Hydrogen;
        let (hydrogen, heavy) = if is_first { (first, second) } else { (second, first) };
        let distance = self.distance_squared(hydrogen, heavy);
        let best = &mut nearest[hydrogen as usize];
        if self.is_near(hydrogen, heavy, TOLERANCE) && best.is_none_or(|(shortest, _)| distance < shortest) {
            *best = Some((distance, heavy));
        }
    }

    fn is_bond(&self, first: u32, second: u32) -> bool {
        let same_residue = self.residue_of[first as usize] == self.residue_of[second as usize];
        let near = match (self.role[first as usize], self.role[second as usize]) {
            (Role::Settled | Role::Water, _) | (_, Role::Settled | Role::Water) if !same_residue => {
                return self.is_attached(first, second);
            }
            (Role::Link(first_end), Role::Link(second_end)) => {
                let Some(longest) = longest_link(first_end, second_end).filter(|_| !same_residue) else { return false };
                self.distance_squared(first, second) < longest * longest
            }
            (Role::Metal, _) | (_, Role::Metal) => same_residue && self.is_near(first, second, TOLERANCE),
            (Role::Loose, _) | (_, Role::Loose) => {
                self.is_near(first, second, if same_residue { TOLERANCE } else { TOLERANCE_BETWEEN })
            }
            // Hydrogen molecules are all that is left of their residue.
            (Role::Hydrogen, Role::Hydrogen) => {
                same_residue && self.is_alone(first) && self.is_near(first, second, TOLERANCE)
            }
            _ => false,
        };
        near && self.share_location(first, second)
    }

    /// Something unknown on a settled atom of another residue, such as a sugar on a side chain; never on water.
    fn is_attached(&self, first: u32, second: u32) -> bool {
        let roles = [self.role[first as usize], self.role[second as usize]];
        roles.contains(&Role::Loose)
            && !roles.contains(&Role::Water)
            && self.is_near(first, second, TOLERANCE_BETWEEN)
            && self.share_location(first, second)
    }

    fn is_alone(&self, row: u32) -> bool {
        self.molecule.residues.atoms(self.residue_of[row as usize] as usize).len() == 2
    }

    fn is_near(&self, first: u32, second: u32, tolerance: f32) -> bool {
        let longest = self.radius[first as usize] + self.radius[second as usize] + tolerance;
        let distance = self.distance_squared(first, second);
        SHORTEST * SHORTEST < distance && distance < longest * longest
    }

    fn distance_squared(&self, first: u32, second: u32) -> f32 {
        distance_squared(self.positions[first as usize], self.positions[second as usize])
    }

    /// Whether both can be there at once: alternate locations A and B never are.
    fn share_location(&self, first: u32, second: u32) -> bool {
        let locations = &self.molecule.atoms.alt_loc;
        let (first, second) = (locations[first as usize], locations[second as usize]);
        first == second || first == b'.' || second == b'.'
    }
}

fn role_in(template: &Template, place: usize) -> Role {
    match (template.kind, template.atoms[place]) {
        (Kind::Water, _) => Role::Water,
        (Kind::AminoAcid, "C") => Role::Link(End::Carbonyl),
        (Kind::AminoAcid, "N") => Role::Link(End::Amide),
        (Kind::AminoAcid, "SG") => Role::Link(End::Thiol),
        (Kind::Nucleotide, "O3'") => Role::Link(End::Hydroxyl),
        (Kind::Nucleotide, "P") => Role::Link(End::Phosphate),
        _ => Role::Settled,
    }
}

fn longest_link(first: End, second: End) -> Option<f32> {
    match (first, second) {
        (End::Carbonyl, End::Amide) | (End::Amide, End::Carbonyl) => Some(LINK),
        (End::Hydroxyl, End::Phosphate) | (End::Phosphate, End::Hydroxyl) => Some(LINK),
        (End::Thiol, End::Thiol) => Some(DISULFIDE),
        _ => None,
    }
}
