//! Conformers taken apart into frames.

use crate::{Column, Complex, Molecule, NO_INDEX};

impl Molecule {
    /// One conformer as a molecule of its own: its atoms and bonds, its name and data. Indices stay.
    pub fn conformer(&self, conformer: usize) -> Self {
        let present = self.atoms.in_conformer.get(conformer);
        let mut single = match present {
            Some(column) if column.contains(&false) => self.subset(column),
            _ => self.clone(),
        };
        let bonds = &mut single.bonds;
        if let Some(column) = bonds.in_conformer.get(conformer).cloned().filter(|column| column.contains(&false)) {
            retain(&mut bonds.index, &column);
            retain(&mut bonds.atom1, &column);
            retain(&mut bonds.atom2, &column);
            bonds.kinds.iter_mut().for_each(|kinds| retain(kinds, &column));
        }
        bonds.in_conformer = Vec::new();
        bonds.kinds = pick(&bonds.kinds, conformer);
        single.atoms.in_conformer = Vec::new();
        single.atoms.positions = pick(&single.atoms.positions, conformer);
        single.conformers = vec![single.conformers.get(conformer).cloned().unwrap_or_default()];
        single.current_conformer = 0;
        single
    }

    /// Forgets every index, as for a copy.
    pub fn clear_indices(&mut self) {
        self.index = NO_INDEX;
        let columns = [&mut self.chains.index, &mut self.residues.index, &mut self.atoms.index, &mut self.bonds.index];
        for column in columns {
            *column = Column::filled(NO_INDEX, column.len());
        }
    }
}

/// The column of a conformer, or the one that all share.
fn pick<T: Clone>(columns: &[Column<T>], conformer: usize) -> Vec<Column<T>> {
    columns.get(conformer).or_else(|| columns.first()).cloned().into_iter().collect()
}

fn retain<T: Clone>(column: &mut Column<T>, keep: &[bool]) {
    let kept = column.iter().zip(keep).filter(|(_, keep)| **keep).map(|(value, _)| value.clone());
    *column = Column::new(kept.collect());
}

impl Complex {
    /// A frame for every conformer of every molecule. What comes out of a molecule of several conformers has no
    /// indices yet, as in the library.
    pub fn to_frames(&self) -> Self {
        let mut molecules = Vec::new();
        for molecule in &self.molecules {
            if molecule.conformers.len() <= 1 {
                molecules.push(molecule.clone());
                continue;
            }
            for conformer in 0..molecule.conformers.len() {
                let mut frame = molecule.conformer(conformer);
                frame.clear_indices();
                molecules.push(frame);
            }
        }
        let before = self.molecules.iter().take(self.current_frame).map(|molecule| molecule.conformers.len().max(1));
        let inside = self.molecules.get(self.current_frame).map_or(0, |molecule| molecule.current_conformer);
        let current_frame = before.sum::<usize>() + inside;
        Self { molecules, current_frame, remarks: self.remarks.clone(), ..self.clone() }
    }
}
