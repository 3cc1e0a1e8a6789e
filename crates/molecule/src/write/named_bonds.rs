//! Which bonds a PDB or mmCIF file has to name.

use std::collections::HashSet;

use crate::{Bonds, Molecule, bonds};

/// A bond by its rows, the smaller first, and its order.
pub(super) type Named = (u32, u32, u8);

/// The bonds of hetero atoms, and those that a reader would not perceive by itself, or not with this order: sorted, each
/// once. `order` is what the format can say of a kind.
pub(super) fn bonds_to_name(model: &Molecule, order: impl Fn(u8) -> u8) -> Vec<Named> {
    let mut bare = Molecule { bonds: Bonds::default(), ..model.clone() };
    bonds::perceive(&mut bare);
    let perceived: HashSet<Named> = all(&bare, &order).collect();
    let is_het = |row: u32| model.atoms.is_het[row as usize];
    let mut named: Vec<Named> =
        all(model, &order).filter(|bond| is_het(bond.0) || is_het(bond.1) || !perceived.contains(bond)).collect();
    named.sort_unstable();
    named.dedup();
    named
}

fn all(model: &Molecule, order: impl Fn(u8) -> u8) -> impl Iterator<Item = Named> {
    let kinds = model.bonds.kinds.first();
    (0..model.bonds.len()).map(move |bond| {
        let (first, second) = (model.bonds.atom1[bond], model.bonds.atom2[bond]);
        (first.min(second), first.max(second), order(kinds.map_or(1, |kinds| kinds[bond])))
    })
}
