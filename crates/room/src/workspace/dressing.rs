//! How complexes look after a macro: what it changed is carried over, atom by atom where others changed something meanwhile.

use molecule::{Column, Complex, Molecule};

use super::{Change, Workspace};

impl Workspace {
    /// Changes the looks of complexes from the one to the other of each pair; all or none. What became of other atoms, or
    /// is gone meanwhile, is left as it is.
    pub fn dress(&mut self, pairs: Vec<(Complex, Complex)>) -> Result<Vec<Change>, String> {
        let mut dressed = Vec::new();
        for (before, after) in pairs {
            let Some(place) = self.place(before.index) else { continue };
            let mut complex = self.complexes[place].clone();
            merge(&before.name, after.name, &mut complex.name);
            merge(&before.visible, after.visible, &mut complex.visible);
            merge(&before.locked, after.locked, &mut complex.locked);
            merge(&before.boxed, after.boxed, &mut complex.boxed);
            for (before, after) in before.molecules.iter().zip(&after.molecules) {
                let now = complex.molecules.iter_mut().find(|now| now.index == before.index);
                if let Some(now) = now
                    .filter(|now| now.atoms.index == before.atoms.index && now.residues.index == before.residues.index)
                {
                    dress(before, after, now);
                }
            }
            dressed.push((place, complex));
        }
        let sizes: Vec<usize> = dressed.iter().map(|(_, complex)| super::size::bytes(complex)).collect();
        let leaving = dressed.iter().map(|(place, _)| self.bytes[*place]).sum();
        self.check_room_for(0, sizes.iter().sum(), leaving).map_err(|error| error.message)?;
        let all = dressed.into_iter().zip(sizes);
        Ok(all.filter_map(|((place, complex), bytes)| self.put(place, complex, bytes)).collect())
    }
}

fn dress(before: &Molecule, after: &Molecule, now: &mut Molecule) {
    let (old, new, atoms) = (&before.atoms, &after.atoms, &mut now.atoms);
    column(&old.selected, &new.selected, &mut atoms.selected);
    column(&old.mode, &new.mode, &mut atoms.mode);
    column(&old.display_mode, &new.display_mode, &mut atoms.display_mode);
    column(&old.color, &new.color, &mut atoms.color);
    column(&old.labeled, &new.labeled, &mut atoms.labeled);
    column(&old.surface_rendering, &new.surface_rendering, &mut atoms.surface_rendering);
    column(&old.surface_color, &new.surface_color, &mut atoms.surface_color);
    column(&old.surface_opacity, &new.surface_opacity, &mut atoms.surface_opacity);
    let (old, new, residues) = (&before.residues, &after.residues, &mut now.residues);
    column(&old.ribboned, &new.ribboned, &mut residues.ribboned);
    column(&old.ribbon_mode, &new.ribbon_mode, &mut residues.ribbon_mode);
    column(&old.ribbon_color, &new.ribbon_color, &mut residues.ribbon_color);
    column(&old.labeled, &new.labeled, &mut residues.labeled);
}

fn merge<T: PartialEq>(before: &T, after: T, now: &mut T) {
    if *before != after {
        *now = after;
    }
}

fn column<T: Clone + PartialEq>(before: &Column<T>, after: &Column<T>, now: &mut Column<T>) {
    if before.is_same(after) {
        return;
    }
    if now.is_same(before) {
        *now = after.clone();
        return;
    }
    let each = now.edit().iter_mut().zip(before.iter().zip(after.iter()));
    each.filter(|(_, (before, after))| before != after).for_each(|(now, (_, after))| *now = after.clone());
}
