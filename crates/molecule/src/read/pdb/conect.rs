//! CONECT records: bonds by the serial numbers of their atoms.

use std::collections::HashMap;

use super::atom::AtomReader;
use super::fields::field;
use crate::Molecule;
use crate::read::connections::add_bonds;

/// No atom has more bonds than this; what a file claims beyond is left out, so that its cost is bounded.
const MOST_PARTNERS: usize = 24;

/// What the CONECT records of a file say.
#[derive(Debug, Default)]
pub(super) struct Connections {
    /// By the smaller serial number: the larger one, and the bond order.
    partners_of: HashMap<i32, Vec<(i32, u8)>>,
}

impl Connections {
    /// A record: an atom, and up to four others. One that is named twice has a double bond.
    pub fn line(&mut self, line: &[u8], atoms: &AtomReader) {
        let Some(from) = atoms.serial_of(field(line, 7, 11)) else { return };
        // What cannot be read as a serial number binds nothing.
        let named = [12, 17, 22, 27].map(|first| atoms.serial_of(field(line, first, first + 4)));
        for to in named.into_iter().flatten().filter(|to| *to != from) {
            let order = named.iter().filter(|other| **other == Some(to)).count().min(3) as u8;
            let partners = self.partners_of.entry(from.min(to)).or_default();
            let known = partners.iter().position(|(partner, _)| *partner == from.max(to));
            match known {
                Some(place) => partners[place].1 = partners[place].1.max(order),
                None if partners.len() < MOST_PARTNERS => partners.push((from.max(to), order)),
                None => {}
            }
        }
    }

    /// Gives each molecule the bonds whose atoms it has; of atoms with one serial number the first counts.
    pub fn apply(&self, molecules: &mut [Molecule]) {
        if self.partners_of.is_empty() {
            return;
        }
        for molecule in molecules {
            let mut row_of: HashMap<i32, u32> = HashMap::with_capacity(molecule.atoms.len());
            for (row, serial) in (0..).zip(molecule.atoms.serial.iter()) {
                row_of.entry(*serial).or_insert(row);
            }
            let mut bonds = Vec::new();
            for (serial, row) in &row_of {
                for (partner, order) in self.partners_of.get(serial).into_iter().flatten() {
                    bonds.extend(row_of.get(partner).map(|other| (*row.min(other), *row.max(other), *order)));
                }
            }
            add_bonds(molecule, bonds);
        }
    }
}
