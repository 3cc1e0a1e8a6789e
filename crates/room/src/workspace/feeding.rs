//! What writing streams change: one property of many atoms or complexes at once.

use std::collections::{BTreeMap, HashMap};

use molecule::{Complex, Index, Molecule};

use super::{Change, Workspace};

/// Where an atom is: the place of its complex, its frame and its row.
type Spot = (usize, usize, usize);

impl Workspace {
    /// Where these atoms are; none where one is missing.
    pub fn find_atoms(&self, atoms: &[Index]) -> Option<Vec<Spot>> {
        let mut spots: HashMap<Index, Option<Spot>> = atoms.iter().map(|atom| (*atom, None)).collect();
        for (place, complex) in self.complexes.iter().enumerate() {
            for (frame, molecule) in complex.molecules.iter().enumerate() {
                for (row, atom) in molecule.atoms.index.iter().enumerate() {
                    if let Some(spot) = spots.get_mut(atom) {
                        *spot = Some((place, frame, row));
                    }
                }
            }
        }
        atoms.iter().map(|atom| spots[atom]).collect()
    }

    /// Finds these atoms anew where they are not any more where they were, if they were anywhere; none where one is missing.
    pub fn refresh(&self, atoms: &[Index], spots: &mut Vec<Spot>) -> Option<()> {
        if !self.are_at(atoms, spots) {
            *spots = self.find_atoms(atoms)?;
        }
        Some(())
    }

    /// Whether these atoms are still there.
    fn are_at(&self, atoms: &[Index], spots: &[Spot]) -> bool {
        let atom = |&(place, frame, row): &Spot| {
            self.complexes.get(place)?.molecules.get(frame)?.atoms.index.get(row).copied()
        };
        atoms.iter().zip(spots).all(|(index, spot)| atom(spot) == Some(*index))
    }

    /// Sets something of each of these atoms, by its row and its place in the list; all or none.
    pub fn feed_atoms(
        &mut self,
        spots: &[Spot],
        set: impl Fn(&mut Molecule, usize, usize),
    ) -> Result<Vec<Change>, String> {
        let mut changed: BTreeMap<usize, Complex> = BTreeMap::new();
        for (at, (place, frame, row)) in spots.iter().enumerate() {
            let complex = changed.entry(*place).or_insert_with(|| self.complexes[*place].clone());
            set(&mut complex.molecules[*frame], *row, at);
        }
        self.put_all(changed)
    }

    /// Places each of these complexes, in their order; all or none.
    pub fn feed_complexes(&mut self, complexes: &[Index], places: &[[f32; 7]]) -> Result<Vec<Change>, String> {
        let mut changed = BTreeMap::new();
        for (index, [x, y, z, turned @ ..]) in complexes.iter().zip(places) {
            let length = turned.iter().map(|value| value * value).sum::<f32>().sqrt();
            let place = self.place(*index).ok_or_else(|| format!("the complex {index} is not there (any more)."))?;
            let complex: &mut Complex = changed.entry(place).or_insert_with(|| self.complexes[place].clone());
            complex.position = [*x, *y, *z];
            // As everywhere on the wire: a rotation of zeros does not rotate.
            complex.rotation =
                if length.is_normal() { turned.map(|value| value / length) } else { [0.0, 0.0, 0.0, 1.0] };
        }
        self.put_all(changed)
    }

    fn put_all(&mut self, changed: BTreeMap<usize, Complex>) -> Result<Vec<Change>, String> {
        let sizes: Vec<usize> = changed.values().map(super::size::bytes).collect();
        let leaving = changed.keys().map(|place| self.bytes[*place]).sum();
        self.check_room_for(0, sizes.iter().sum(), leaving).map_err(|error| error.message)?;
        let all = changed.into_iter().zip(sizes);
        Ok(all.filter_map(|((place, complex), bytes)| self.put(place, complex, bytes)).collect())
    }
}
