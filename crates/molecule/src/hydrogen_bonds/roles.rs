//! Which atoms give hydrogen bonds and which take them, by element and bonds.
//!
//! Nitrogen and oxygen alone. In a residue whose hydrogens are known, who has one is a donor; elsewhere valence says who has. Oxygen
//! always takes; nitrogen where its lone pair is its own: not in amides, on rings, and on aliphatic amines, which are charged in water.

use crate::Molecule;
use crate::element::Element;

/// Bond orders, as the model has them.
const DOUBLE: u8 = 2;
const TRIPLE: u8 = 3;
const AROMATIC: u8 = 4;

/// What each atom of a molecule can do, in the conformer that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Roles {
    /// Gives hydrogen bonds.
    pub donor: Vec<bool>,
    /// Takes hydrogen bonds.
    pub acceptor: Vec<bool>,
    /// A hydrogen on a nitrogen or an oxygen.
    pub polar_hydrogen: Vec<bool>,
    neighbors: Neighbors,
}

impl Roles {
    /// The roles of the atoms of a molecule.
    pub fn of(molecule: &Molecule) -> Self {
        let neighbors = Neighbors::of(molecule);
        let count = molecule.atoms.len();
        let mut roles = Self {
            donor: vec![false; count],
            acceptor: vec![false; count],
            polar_hydrogen: vec![false; count],
            neighbors,
        };
        for residue in 0..molecule.residues.len() {
            let rows = molecule.residues.atoms(residue);
            let knows_hydrogens = rows.clone().any(|row| molecule.atoms.is_hydrogen(row));
            for row in rows {
                let atom = Atom { molecule, roles: &roles, residue, row, knows_hydrogens };
                (roles.donor[row], roles.acceptor[row]) = atom.gives_and_takes();
            }
        }
        for row in (0..count).filter(|row| roles.donor[*row]) {
            for hydrogen in roles.neighbors.hydrogens[row].iter() {
                roles.polar_hydrogen[*hydrogen as usize] = true;
            }
        }
        roles
    }

    /// The atoms bonded to one, hydrogens left out.
    pub(super) fn heavy_neighbors(&self, row: usize) -> &[u32] {
        &self.neighbors.heavy[row]
    }

    /// The hydrogens bonded to one.
    pub(super) fn hydrogens(&self, row: usize) -> &[u32] {
        &self.neighbors.hydrogens[row]
    }
}

/// What each nitrogen and oxygen, and each of their neighbours, is bonded to.
#[derive(Clone, Debug, PartialEq)]
struct Neighbors {
    heavy: Vec<Vec<u32>>,
    /// The order of the bond to each of `heavy`.
    orders: Vec<Vec<u8>>,
    hydrogens: Vec<Vec<u32>>,
}

impl Neighbors {
    fn of(molecule: &Molecule) -> Self {
        let (atoms, bonds) = (&molecule.atoms, &molecule.bonds);
        let nothing = || vec![Vec::new(); atoms.len()];
        let mut all = Self { heavy: nothing(), orders: vec![Vec::new(); atoms.len()], hydrogens: nothing() };
        let kinds = bonds.kinds.get(molecule.current_conformer).or_else(|| bonds.kinds.first());
        for bond in (0..bonds.len()).filter(|bond| molecule.has_bond(*bond)) {
            let ends = (bonds.atom1[bond], bonds.atom2[bond]);
            let order = kinds.and_then(|kinds| kinds.get(bond)).copied().unwrap_or(1);
            for (one, other) in [ends, (ends.1, ends.0)] {
                let (here, is_metal) = (one as usize, is_metal(&atoms.symbol[other as usize]));
                if atoms.is_hydrogen(other as usize) {
                    all.hydrogens[here].push(other);
                } else if !is_metal {
                    all.heavy[here].push(other);
                    all.orders[here].push(order);
                }
            }
        }
        all
    }
}

/// A bond to a metal takes no valence.
fn is_metal(symbol: &str) -> bool {
    Element::of(symbol).is_some_and(Element::is_metal)
}

/// An atom whose roles are asked for.
struct Atom<'a> {
    molecule: &'a Molecule,
    roles: &'a Roles,
    residue: usize,
    row: usize,
    knows_hydrogens: bool,
}

impl Atom<'_> {
    fn gives_and_takes(&self) -> (bool, bool) {
        match self.symbol(self.row) {
            "O" => (self.oxygen_gives(), true),
            "N" => (self.nitrogen_gives(), self.nitrogen_takes()),
            _ => (false, false),
        }
    }

    /// Hydroxyl and water do, acids as they are in water do not.
    fn oxygen_gives(&self) -> bool {
        if self.knows_hydrogens {
            return self.has_hydrogen();
        }
        match (self.heavy(), self.orders()) {
            ([], _) => crate::is_water(&self.molecule.residues.name[self.residue]),
            ([carbon], [0 | 1]) => self.symbol(*carbon as usize) == "C" && !self.is_acid(*carbon as usize),
            _ => false,
        }
    }

    fn nitrogen_gives(&self) -> bool {
        if self.knows_hydrogens {
            return self.has_hydrogen();
        }
        self.is_of_histidine() || (!self.heavy().is_empty() && self.free_valence() >= 1)
    }

    fn nitrogen_takes(&self) -> bool {
        let is_charged = self.molecule.atoms.formal_charge[self.row] > 0;
        if is_charged || self.heavy().is_empty() {
            return false;
        }
        if self.knows_hydrogens {
            let degree = self.heavy().len() + self.roles.neighbors.hydrogens[self.row].len();
            let is_aliphatic = degree == 3 && self.heavy().iter().all(|neighbor| self.is_saturated(*neighbor as usize));
            let is_bare = !self.has_hydrogen() && (self.has_multiple_bond() || self.is_of_histidine());
            return (is_bare && degree <= 2) || is_aliphatic;
        }
        self.is_of_histidine() || (self.has_multiple_bond() && self.heavy().len() <= 2 && self.free_valence() < 1)
    }

    /// Both nitrogens of a histidine without hydrogens may have one.
    fn is_of_histidine(&self) -> bool {
        let residue = self.molecule.residues.name[self.residue].as_str();
        let is_histidine = matches!(residue, "HIS" | "HID" | "HIE" | "HIP" | "HSD" | "HSE" | "HSP");
        is_histidine && matches!(self.molecule.atoms.name[self.row].as_str(), "ND1" | "NE2")
    }

    /// A carbon with a double bond to oxygen: its other oxygen has lost its hydrogen.
    fn is_acid(&self, carbon: usize) -> bool {
        let neighbors = &self.roles.neighbors;
        let mut bonds = neighbors.heavy[carbon].iter().zip(&neighbors.orders[carbon]);
        bonds.any(|(other, order)| {
            *order == DOUBLE && self.symbol(*other as usize) == "O" && *other as usize != self.row
        })
    }

    fn is_saturated(&self, row: usize) -> bool {
        self.symbol(row) == "C" && self.roles.neighbors.orders[row].iter().all(|order| *order <= 1)
    }

    /// How many hydrogens valence has room for.
    fn free_valence(&self) -> i32 {
        let halves =
            self.orders().iter().map(|order| if *order == AROMATIC { 3 } else { 2 * i32::from((*order).max(1)) });
        (2 * (3 + self.molecule.atoms.formal_charge[self.row].clamp(-3, 3)) - halves.sum::<i32>()) / 2
    }

    fn has_multiple_bond(&self) -> bool {
        self.orders().iter().any(|order| matches!(*order, DOUBLE | TRIPLE | AROMATIC))
    }

    fn has_hydrogen(&self) -> bool {
        !self.roles.neighbors.hydrogens[self.row].is_empty()
    }

    fn heavy(&self) -> &[u32] {
        &self.roles.neighbors.heavy[self.row]
    }

    fn orders(&self) -> &[u8] {
        &self.roles.neighbors.orders[self.row]
    }

    fn symbol(&self, row: usize) -> &str {
        &self.molecule.atoms.symbol[row]
    }
}
