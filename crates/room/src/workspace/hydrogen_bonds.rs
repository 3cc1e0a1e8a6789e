//! The hydrogen bonds of what is shown: in complexes and between them, as they stand in the workspace.

use molecule::Complex;
use molecule::hydrogen_bonds::{Placed, Site, find, mark};
use protocol::interactions::{Interaction, InteractionKind};

use super::surroundings::placed;
use super::{Change, Workspace};

/// The most atoms that hydrogen bonds are found for.
const MAX_ATOMS: usize = 500_000;

impl Workspace {
    /// Marks donors and acceptors in the frames that are shown, and finds the hydrogen bonds between them: the donor is the first
    /// atom of each.
    pub fn hydrogen_bonds(&mut self) -> Result<(Vec<Change>, Vec<Interaction>), String> {
        let shown: Vec<usize> = (0..self.complexes.len()).filter(|place| self.complexes[*place].visible).collect();
        let count = |place: &usize| self.complexes[*place].current().map_or(0, |molecule| molecule.atoms.len());
        if shown.iter().map(count).sum::<usize>() > MAX_ATOMS {
            return Err(format!(
                "hydrogen bonds are found among {MAX_ATOMS} atoms at most: hide or remove some complexes."
            ));
        }
        let mut changes = Vec::new();
        for place in &shown {
            let mut complex = self.complexes[*place].clone();
            let frame = complex.current_frame.min(complex.molecules.len().saturating_sub(1));
            complex.molecules.iter_mut().skip(frame).take(1).for_each(mark);
            changes.extend(self.replace(*place, complex).map_err(|error| error.message)?);
        }
        let complexes: Vec<&Complex> = shown.iter().map(|place| &self.complexes[*place]).collect();
        let bodies: Vec<Placed<'_>> = complexes.iter().filter_map(|complex| body(complex)).collect();
        let end = |(body, row): Site| {
            let molecule = bodies[body].molecule;
            let conformer = (molecule.conformers.len() > 1).then_some(molecule.current_conformer as i32);
            (vec![molecule.atoms.index[row]], conformer)
        };
        let interaction = |bond: molecule::hydrogen_bonds::HydrogenBond| {
            let ((atoms1, conformer1), (atoms2, conformer2)) = (end(bond.donor), end(bond.acceptor));
            let kind = InteractionKind::HYDROGEN_BOND;
            Interaction { kind, atoms1, atoms2, conformer1, conformer2, ..Interaction::default() }
        };
        Ok((changes, find(&bodies).into_iter().map(interaction).collect()))
    }
}

/// The frame that is shown, in the space of the workspace.
fn body(complex: &Complex) -> Option<Placed<'_>> {
    let molecule = complex.current()?;
    let positions = molecule.positions().iter().map(|position| placed(complex, *position)).collect();
    Some(Placed { molecule, positions })
}
