//! Deep updates: complexes, or parts of them, with all that is in them.

use std::collections::HashSet;
use std::mem::take;

use molecule::{Complex, Molecule};
use molecule_wire::complexes_from_wire;
use protocol::structure::{DeepComplexes, UpdateStructures};

use super::numbers::{Keep, sorted_indices};
use super::untravelled::keep_what_does_not_travel;
use super::{Handled, Workspace, know_secondary_structure, parts, size};

impl Workspace {
    /// Puts complexes in the place of those with the same indices; an empty one removes its complex. What is in a
    /// complex keeps its index where the complex had it before, and is numbered anew otherwise. A complex with the index
    /// of one that was in no workspace yet is added: plugins put copies of complexes beside them in this way.
    pub(super) fn deep_update(&mut self, mut update: UpdateStructures) -> Handled {
        let refused = |why| Handled::problem(format!("The plugin's update was refused: {why}"));
        let has_more = parts::has_parts(&update) || !update.bonds.is_empty() || !update.atom_keys.is_empty();
        let complexes = take(&mut update.complexes);
        let atoms = if has_more { update.atoms.clone() } else { take(&mut update.atoms) };
        let given = complexes_from_wire(DeepComplexes { atoms, complexes }).map_err(|error| format!("{error}."));
        let mut handled = given.and_then(|given| self.update_or_add(given)).unwrap_or_else(refused);
        if parts::has_parts(&update) {
            handled.append(self.update_parts(&mut update).unwrap_or_else(refused));
        }
        if has_more {
            handled.append(self.shallow_update(update));
        }
        handled
    }

    /// Updates those that are there, all or none, and adds those that are new, all or none.
    fn update_or_add(&mut self, given: Vec<Complex>) -> Result<Handled, String> {
        let (new, known) = given.into_iter().partition(|complex| complex.index < 0 && !is_empty(complex));
        let mut handled = self.update_complexes(known)?;
        match self.add(new) {
            Ok(added) => handled.changes.extend(added),
            Err(error) => {
                handled.problem = Some(format!("The plugin's new complexes were not added: {}", error.message));
            }
        }
        Ok(handled)
    }

    /// Puts these in the place of the complexes that they were; all or none.
    pub(super) fn update_complexes(&mut self, given: Vec<Complex>) -> Result<Handled, String> {
        let (mut seen, mut known, mut unknown) = (HashSet::new(), Vec::new(), 0);
        // Where a complex comes twice, the last one counts.
        for complex in given.into_iter().rev() {
            match self.place(complex.index) {
                None => unknown += 1,
                Some(_) if seen.insert(complex.index) => known.push(complex),
                Some(_) => {}
            }
        }
        known.reverse();
        let (removed, mut changed): (Vec<_>, Vec<_>) = known.into_iter().partition(is_empty);

        let places = changed.iter().filter_map(|complex| self.place(complex.index));
        let (before, leaving): (Vec<_>, Vec<_>) =
            places.map(|place| (&self.complexes[place], self.bytes[place])).unzip();
        let coming = changed.iter().map(size::bytes).sum();
        self.check_room_for(0, coming, leaving.iter().sum()).map_err(|error| error.message)?;
        let before = sorted_indices(before.into_iter());
        self.numbers.number_rest(&mut changed, Keep::Among(&before));

        let mut handled = Handled::default();
        for mut complex in changed {
            let Some(place) = self.place(complex.index) else { continue };
            keep_what_does_not_travel(&self.complexes[place], &mut complex);
            know_secondary_structure(&mut complex);
            let bytes = size::bytes(&complex);
            handled.changes.extend(self.put(place, complex, bytes));
        }
        for complex in removed {
            handled.changes.extend(self.place(complex.index).map(|place| self.take_out(place)));
        }
        if unknown > 0 {
            handled.problem = Some(unknown_words(unknown, "complexes"));
        }
        Ok(handled)
    }
}

fn is_empty(complex: &Complex) -> bool {
    complex.molecules.iter().all(|molecule| molecule.atoms.is_empty())
}

/// Says that a plugin updated what is not there.
pub(super) fn unknown_words(count: usize, what: &str) -> String {
    format!("Of the {what} that the plugin updated, the room does not have {count} (any more), which was ignored.")
}

/// Whether two states of a complex have the same chains, residues, atoms, bonds and conformers in the same order.
pub(super) fn is_same_skeleton(before: &Complex, after: &Complex) -> bool {
    let same = |(before, after): (&Molecule, &Molecule)| {
        before.index == after.index
            && before.conformers.len() == after.conformers.len()
            && before.chains.index == after.chains.index
            && before.chains.residue_start == after.chains.residue_start
            && before.residues.index == after.residues.index
            && before.residues.atom_start == after.residues.atom_start
            && before.atoms.index == after.atoms.index
            && before.atoms.in_conformer.len() == after.atoms.in_conformer.len()
            && before.bonds.index == after.bonds.index
            && before.bonds.kinds.len() == after.bonds.kinds.len()
            && before.bonds.in_conformer.len() == after.bonds.in_conformer.len()
    };
    before.molecules.len() == after.molecules.len() && before.molecules.iter().zip(&after.molecules).all(same)
}
