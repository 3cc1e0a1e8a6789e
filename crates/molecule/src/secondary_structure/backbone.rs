//! The backbone of a protein as one row of links, and which of them hold each other by hydrogen bonds.

use std::collections::HashMap;

use crate::geometry::distance_squared;
use crate::{Molecule, bonds};

/// The longest peptide bond, angstrom: beyond, the backbone is cut.
const PEPTIDE_BOND: f32 = 2.5;
/// The largest distance between the alpha carbons of links that hold each other, angstrom.
const REACH: f32 = 9.0;
/// A hydrogen bond has less than this, kcal/mol.
const BOND_ENERGY: f64 = -0.5;
/// No hydrogen bond has less than this.
const LEAST_ENERGY: f64 = -9.9;
/// Atoms nearer than this lie in each other, angstrom.
const NEAREST: f64 = 0.5;
/// Partial charges of C=O and N-H (0.42 and 0.20 elementary charges) times 332 angstrom kcal/mol.
const COUPLING: f64 = -27.888;

/// A residue with a whole backbone.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// Its row.
    pub residue: usize,
    /// Links of one stretch are bound to each other, one after the other.
    stretch: u32,
    nitrogen: [f32; 3],
    alpha: [f32; 3],
    carbon: [f32; 3],
    oxygen: [f32; 3],
    /// Where the hydrogen of its nitrogen is; none where there is none, or where it could be anywhere.
    hydrogen: Option<[f32; 3]>,
}

/// The links of a molecule in order, and their hydrogen bonds.
#[derive(Debug)]
pub(super) struct Backbone {
    pub links: Vec<Link>,
    /// For each link, the two whose oxygens attract its hydrogen most, and how much.
    accepted: Vec<[Option<(usize, f64)>; 2]>,
}

impl Backbone {
    pub fn of(molecule: &Molecule) -> Self {
        let links = links_of(molecule);
        let mut accepted = vec![[None; 2]; links.len()];
        let mut try_bond = |donor: usize, acceptor: usize| {
            if let Some(energy) = energy(&links[donor], &links[acceptor]) {
                insert(&mut accepted[donor], acceptor, energy);
            }
        };
        let mut pairs = Vec::new();
        bonds::visit_pairs((0..).zip(links.iter().map(|link| link.alpha)), REACH, |one, other| {
            let (one, other) = (one.min(other) as usize, one.max(other) as usize);
            if distance_squared(links[one].alpha, links[other].alpha) < REACH * REACH {
                pairs.push((one, other));
            }
        });
        // In the order of the links, for of equal energies the first counts.
        pairs.sort_unstable();
        for (one, other) in pairs {
            try_bond(one, other);
            // A nitrogen and the oxygen before it are of one peptide.
            if other != one + 1 {
                try_bond(other, one);
            }
        }
        Self { links, accepted }
    }

    /// Whether the nitrogen of the one gives its hydrogen to the oxygen of the other.
    pub fn is_bond(&self, donor: usize, acceptor: usize) -> bool {
        self.acceptors(donor).any(|known| known == acceptor)
    }

    /// The links to whose oxygens a link gives its hydrogen: two at most.
    pub fn acceptors(&self, donor: usize) -> impl Iterator<Item = usize> {
        let known = self.accepted[donor].into_iter().flatten();
        known.filter(|(_, energy)| *energy < BOND_ENERGY).map(|(acceptor, _)| acceptor)
    }

    /// Whether the backbone goes from the one to the other without a cut.
    pub fn is_whole(&self, first: usize, last: usize) -> bool {
        last < self.links.len() && self.links[first].stretch == self.links[last].stretch
    }
}

/// Keeps the two lowest energies.
fn insert(kept: &mut [Option<(usize, f64)>; 2], acceptor: usize, energy: f64) {
    let is_lower = |than: Option<(usize, f64)>| energy < than.map_or(0.0, |(_, energy)| energy);
    if is_lower(kept[0]) {
        *kept = [Some((acceptor, energy)), kept[0]];
    } else if is_lower(kept[1]) {
        kept[1] = Some((acceptor, energy));
    }
}

/// How the dipoles of N-H and C=O attract each other, kcal/mol.
fn energy(donor: &Link, acceptor: &Link) -> Option<f64> {
    let hydrogen = donor.hydrogen?;
    let distance = |one, other| f64::from(distance_squared(one, other)).sqrt();
    let (oh, ch) = (distance(acceptor.oxygen, hydrogen), distance(acceptor.carbon, hydrogen));
    let (cn, on) = (distance(acceptor.carbon, donor.nitrogen), distance(acceptor.oxygen, donor.nitrogen));
    if [oh, ch, cn, on].into_iter().any(|distance| distance < NEAREST) {
        return Some(LEAST_ENERGY);
    }
    let energy = COUPLING * (1.0 / oh - 1.0 / ch + 1.0 / cn - 1.0 / on);
    // Rounded as `mkdssp` does, so that the same bonds are just strong enough.
    Some(((energy * 1000.0).round() / 1000.0).max(LEAST_ENERGY))
}

fn links_of(molecule: &Molecule) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut stretch = 0;
    for strand in strands(molecule) {
        stretch += 1;
        for (place, residue) in strand.into_iter().enumerate() {
            let Some([nitrogen, alpha, carbon, oxygen]) = atoms(molecule, residue) else { continue };
            let before = if place > 0 { links.last() } else { None };
            let is_bound =
                before.is_none_or(|link| distance_squared(link.carbon, nitrogen) <= PEPTIDE_BOND * PEPTIDE_BOND);
            if !is_bound {
                stretch += 1;
            }
            let is_imine = matches!(molecule.residues.name[residue].as_str(), "PRO" | "HYP");
            let hydrogen = before.filter(|_| is_bound && !is_imine).map(|link| {
                let length = distance_squared(link.carbon, link.oxygen).sqrt().max(f32::MIN_POSITIVE);
                std::array::from_fn(|axis| nitrogen[axis] + (link.carbon[axis] - link.oxygen[axis]) / length)
            });
            links.push(Link { residue, stretch, nitrogen, alpha, carbon, oxygen, hydrogen });
        }
    }
    links
}

/// The residues with whole backbones, chain by chain. Modified ones, such as selenomethionine, come from HETATM records and so may
/// stand in a chain of their own (`HA`): they go where their numbers belong in chain A, for they are links of its backbone.
fn strands(molecule: &Molecule) -> Vec<Vec<usize>> {
    let chains = &molecule.chains;
    let whole = |chain| chains.residues(chain).filter(|residue| atoms(molecule, *residue).is_some()).collect();
    let mut strands: Vec<Vec<usize>> = (0..chains.len()).map(whole).collect();
    let by_name: HashMap<&str, usize> =
        (0..chains.len()).rev().map(|chain| (chains.name[chain].as_str(), chain)).collect();
    for chain in 0..chains.len() {
        let home = chains.name[chain].strip_prefix('H').and_then(|name| by_name.get(name));
        let Some(home) = home.copied().filter(|home| !strands[*home].is_empty()) else { continue };
        let all = std::mem::take(&mut strands[chain]);
        let (modified, own) = all.into_iter().partition(|residue| is_het(molecule, *residue));
        strands[chain] = own;
        let links = std::mem::take(&mut strands[home]);
        strands[home] = merge(molecule, links, modified);
    }
    strands
}

fn is_het(molecule: &Molecule, residue: usize) -> bool {
    molecule.residues.atoms(residue).next().is_some_and(|row| molecule.atoms.is_het[row])
}

/// One row of two, by residue number; each keeps its own order.
fn merge(molecule: &Molecule, links: Vec<usize>, modified: Vec<usize>) -> Vec<usize> {
    let number = |residue: &usize| (molecule.residues.serial[*residue], molecule.residues.insertion_code[*residue]);
    let mut merged = Vec::with_capacity(links.len() + modified.len());
    let mut modified = modified.into_iter().peekable();
    for link in links {
        while let Some(before) = modified.next_if(|residue| number(residue) < number(&link)) {
            merged.push(before);
        }
        merged.push(link);
    }
    merged.extend(modified);
    merged
}

/// Where N, CA, C and O are, where all are somewhere.
fn atoms(molecule: &Molecule, residue: usize) -> Option<[[f32; 3]; 4]> {
    let positions = molecule.positions();
    let place = |name: &str| {
        let row = molecule.residues.atoms(residue).find(|row| {
            molecule.atoms.name[*row] == name
                && molecule.has_atom(*row)
                && positions.get(*row).is_some_and(is_somewhere)
        })?;
        Some(positions[row])
    };
    Some([place("N")?, place("CA")?, place("C")?, place("O")?])
}

fn is_somewhere(point: &[f32; 3]) -> bool {
    point.iter().all(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: &str = "\
ATOM      1  N   GLY A   1       0.000   0.000   0.000  1.00  0.00           N
ATOM      2  CA  GLY A   1       1.000   0.000   0.000  1.00  0.00           C
ATOM      3  C   GLY A   1       2.000   0.000   0.000  1.00  0.00           C
ATOM      4  O   GLY A   1       2.000   1.000   0.000  1.00  0.00           O
HETATM    5  N   MSE A   2       3.000   0.000   0.000  1.00  0.00           N
HETATM    6  CA  MSE A   2       4.000   0.000   0.000  1.00  0.00           C
HETATM    7  C   MSE A   2       5.000   0.000   0.000  1.00  0.00           C
HETATM    8  O   MSE A   2       5.000   1.000   0.000  1.00  0.00           O
ATOM      9  N   PRO A   3       6.000   0.000   0.000  1.00  0.00           N
ATOM     10  CA  PRO A   3       7.000   0.000   0.000  1.00  0.00           C
ATOM     11  C   PRO A   3       8.000   0.000   0.000  1.00  0.00           C
ATOM     12  O   PRO A   3       8.000   1.000   0.000  1.00  0.00           O
HETATM   13  O   HOH A   4       9.000   9.000   0.000  1.00  0.00           O
ATOM     14  N   GLY A   5      13.000   0.000   0.000  1.00  0.00           N
ATOM     15  CA  GLY A   5      14.000   0.000   0.000  1.00  0.00           C
ATOM     16  C   GLY A   5      15.000   0.000   0.000  1.00  0.00           C
ATOM     17  O   GLY A   5      15.000   1.000   0.000  1.00  0.00           O
HETATM   18  N   MSE B   1       0.000   5.000   0.000  1.00  0.00           N
HETATM   19  CA  MSE B   1       1.000   5.000   0.000  1.00  0.00           C
HETATM   20  C   MSE B   1       2.000   5.000   0.000  1.00  0.00           C
HETATM   21  O   MSE B   1       2.000   6.000   0.000  1.00  0.00           O
END
";

    #[test]
    fn modified_residues_are_links_of_their_chain_and_gaps_cut_it() {
        let complexes = crate::read(SHORT.as_bytes(), crate::Format::Pdb, "short").unwrap();
        let molecule = &complexes[0].molecules[0];
        let links = links_of(molecule);
        let name =
            |link: &Link| (molecule.residues.name[link.residue].to_string(), molecule.residues.serial[link.residue]);
        let found: Vec<_> = links.iter().map(|link| (name(link), link.stretch, link.hydrogen)).collect();
        let expected = [
            (("GLY".to_owned(), 1), 1, None),
            (("MSE".to_owned(), 2), 1, Some([3.0, -1.0, 0.0])),
            (("PRO".to_owned(), 3), 1, None),
            (("GLY".to_owned(), 5), 2, None),
        ];
        assert_eq!(found[..4], expected);
        let last = &found[4];
        assert!(last.0 == ("MSE".to_owned(), 1) && last.1 > 2 && last.2.is_none(), "{last:?}");
    }
}
