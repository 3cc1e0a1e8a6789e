//! What a macro works on: copies of the complexes, whose columns are shared with the room until they are changed.

use std::collections::HashSet;

use molecule::{Complex, Index, Molecule};

use crate::{Done, Painter};

/// The most notices of one macro, and the most letters of each.
const MAX_NOTICES: usize = 20;
const MAX_NOTICE: usize = 1000;

/// The working copy.
pub(crate) struct Stage {
    before: Vec<Complex>,
    pub complexes: Vec<Complex>,
    pub painter: Painter,
    pub notices: Vec<String>,
    pub look: Option<Vec<Index>>,
}

/// Something that a macro can hold: where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Thing {
    Complex(usize),
    Molecule(usize, usize),
    Chain(usize, usize, usize),
    Residue(usize, usize, usize),
    Atom(usize, usize, usize),
}

/// An atom: its complex, its frame, its row.
pub(crate) type Spot = (usize, usize, usize);

impl Stage {
    pub fn new(complexes: Vec<Complex>, painter: Painter) -> Self {
        Self { before: complexes.clone(), complexes, painter, notices: Vec::new(), look: None }
    }

    pub fn done(self, said: Option<String>) -> Done {
        let pairs = self.before.into_iter().zip(self.complexes);
        let changed = pairs.filter(|(before, after)| before != after).collect();
        Done { changed, notices: self.notices, look: self.look, said }
    }

    pub fn notify(&mut self, text: &str) {
        if self.notices.len() < MAX_NOTICES {
            self.notices.push(text.chars().take(MAX_NOTICE).collect());
        }
    }

    pub fn molecule(&self, place: usize, frame: usize) -> &Molecule {
        &self.complexes[place].molecules[frame]
    }

    /// The frame that a complex shows.
    pub fn current(&self, place: usize) -> Option<usize> {
        let complex = &self.complexes[place];
        complex.molecules.len().checked_sub(1).map(|last| complex.current_frame.min(last))
    }

    /// The atoms of a thing; of a complex those of the frame that is shown.
    pub fn atoms(&self, thing: Thing) -> Vec<Spot> {
        let rows = |place, frame, rows: std::ops::Range<usize>| rows.map(move |row| (place, frame, row)).collect();
        match thing {
            Thing::Complex(place) => match self.current(place) {
                Some(frame) => self.atoms(Thing::Molecule(place, frame)),
                None => Vec::new(),
            },
            Thing::Molecule(place, frame) => rows(place, frame, 0..self.molecule(place, frame).atoms.len()),
            Thing::Chain(place, frame, chain) => {
                let molecule = self.molecule(place, frame);
                let residues = molecule.chains.residues(chain);
                residues.flat_map(|residue| self.atoms(Thing::Residue(place, frame, residue))).collect()
            }
            Thing::Residue(place, frame, residue) => {
                rows(place, frame, self.molecule(place, frame).residues.atoms(residue))
            }
            Thing::Atom(place, frame, row) => vec![(place, frame, row)],
        }
    }

    /// What is selected in the frames that are shown.
    pub fn selected(&self) -> Vec<Spot> {
        let all = (0..self.complexes.len()).flat_map(|place| self.atoms(Thing::Complex(place)));
        all.filter(|&(place, frame, row)| self.molecule(place, frame).atoms.selected[row]).collect()
    }

    /// Selects these in the frames that are shown, and nothing else.
    pub fn select(&mut self, spots: &[Spot]) {
        let wanted: HashSet<Spot> = spots.iter().copied().collect();
        for place in 0..self.complexes.len() {
            let Some(frame) = self.current(place) else { continue };
            let is_wanted = |row: usize| wanted.contains(&(place, frame, row));
            let selected = &mut self.complexes[place].molecules[frame].atoms.selected;
            if selected.iter().enumerate().any(|(row, old)| *old != is_wanted(row)) {
                selected.edit().iter_mut().enumerate().for_each(|(row, old)| *old = is_wanted(row));
            }
        }
    }

    /// Does something with each of these atoms.
    pub fn each(&mut self, spots: &[Spot], mut act: impl FnMut(&mut Molecule, usize)) {
        for &(place, frame, row) in spots {
            act(&mut self.complexes[place].molecules[frame], row);
        }
    }

    /// The residues of these atoms, each once, in order.
    pub fn residues_of(&self, spots: &[Spot]) -> Vec<(usize, usize, usize)> {
        let mut residues: Vec<_> = spots
            .iter()
            .map(|&(place, frame, row)| {
                let starts = &self.molecule(place, frame).residues.atom_start;
                (place, frame, starts.partition_point(|start| *start as usize <= row).saturating_sub(1))
            })
            .collect();
        residues.dedup();
        let mut seen = HashSet::new();
        residues.retain(|residue| seen.insert(*residue));
        residues
    }

    /// Where an atom is: its place in its own complex, moved and turned as the complex is.
    pub fn position(&self, (place, frame, row): Spot) -> [f32; 3] {
        let complex = &self.complexes[place];
        let molecule = &complex.molecules[frame];
        let at = molecule.atoms.positions.get(molecule.current_conformer).or(molecule.atoms.positions.first());
        let [x, y, z] = at.map_or([0.0; 3], |positions| positions[row]);
        let [i, j, k, w] = complex.rotation;
        let (tx, ty, tz) = (2.0 * (j * z - k * y), 2.0 * (k * x - i * z), 2.0 * (i * y - j * x));
        let [px, py, pz] = complex.position;
        [x + w * tx + (j * tz - k * ty) + px, y + w * ty + (k * tx - i * tz) + py, z + w * tz + (i * ty - j * tx) + pz]
    }

    pub fn index(&self, (place, frame, row): Spot) -> Index {
        self.molecule(place, frame).atoms.index[row]
    }
}
