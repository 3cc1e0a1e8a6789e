//! What people do with complexes: load, remove, change.

use molecule::{Complex, Index, Molecule, Text};
use room_api::{ApiError, ComplexChange, ErrorCode};

use super::looks::first_look;
use super::{Change, Workspace};

/// What people may call a complex.
const MAX_NAME: usize = 200;

impl Workspace {
    /// Adds complexes from a file, with fresh indices and their first look; all or none.
    pub fn load(&mut self, mut complexes: Vec<Complex>) -> Result<Vec<Change>, ApiError> {
        for complex in &mut complexes {
            if complex.molecules.is_empty() {
                complex.molecules.push(Molecule::default());
            }
            complex.current_frame = complex.current_frame.min(complex.molecules.len() - 1);
            for molecule in &complex.molecules {
                let words = |invalid| format!("{} cannot be loaded: its {invalid}.", complex.name);
                molecule.validate().map_err(|invalid| ApiError::new(ErrorCode::BadFile, words(invalid)))?;
            }
            first_look(complex);
        }
        self.add(complexes)
    }

    /// Removes a complex.
    pub fn remove(&mut self, index: Index) -> Result<Vec<Change>, ApiError> {
        let place = self.known_place(index)?;
        Ok(vec![self.take_out(place)])
    }

    /// Puts a copy beside a complex, with indices of its own.
    pub fn duplicate(&mut self, index: Index) -> Result<Vec<Change>, ApiError> {
        let place = self.known_place(index)?;
        self.add(vec![self.complexes[place].clone()])
    }

    /// Renames, shows or hides, locks, boxes, pages or moves a complex.
    pub fn change(&mut self, index: Index, change: &ComplexChange) -> Result<Vec<Change>, ApiError> {
        let place = self.known_place(index)?;
        let mut complex = self.complexes[place].clone();
        let malformed = |words: String| Err(ApiError::new(ErrorCode::Malformed, words));
        if let Some(name) = &change.name {
            let name = room_api::text::name(name, usize::MAX).unwrap_or_default();
            if name.is_empty() || name.chars().count() > MAX_NAME {
                return malformed(format!("A complex's name has 1 to {MAX_NAME} letters."));
            }
            complex.name = Text::from(name);
        }
        if let Some(frame) = change.current_frame {
            let frames = complex.molecules.len();
            if frame as usize >= frames {
                let words = beyond_the_last(&complex.name, frames, "frame");
                return Err(ApiError::new(ErrorCode::NotFound, words));
            }
            complex.current_frame = frame as usize;
        }
        if let Some(conformer) = change.current_conformer {
            let name = complex.name.clone();
            let frame = complex.current_frame.min(complex.molecules.len().saturating_sub(1));
            let molecule = complex.molecules.get_mut(frame);
            let conformers = molecule.as_ref().map_or(0, |molecule| molecule.conformers.len());
            match molecule {
                Some(molecule) if (conformer as usize) < conformers => molecule.current_conformer = conformer as usize,
                _ => {
                    let words = beyond_the_last(&name, conformers, "conformer");
                    return Err(ApiError::new(ErrorCode::NotFound, words));
                }
            }
        }
        if let Some(position) = change.position {
            if !position.iter().all(|value| value.is_finite()) {
                return malformed("A position is three finite numbers.".into());
            }
            complex.position = position;
        }
        if let Some(rotation) = change.rotation {
            let length = rotation.iter().map(|value| value * value).sum::<f32>().sqrt();
            if !length.is_normal() {
                return malformed("A rotation is a quaternion x, y, z, w that is not zero.".into());
            }
            complex.rotation = rotation.map(|value| value / length);
        }
        complex.visible = change.visible.unwrap_or(complex.visible);
        complex.locked = change.locked.unwrap_or(complex.locked);
        complex.boxed = change.boxed.unwrap_or(complex.boxed);
        Ok(self.replace(place, complex)?.into_iter().collect())
    }

    pub(super) fn known_place(&self, index: Index) -> Result<usize, ApiError> {
        let words = || format!("There is no complex {index} in this room (any more).");
        self.place(index).ok_or_else(|| ApiError::new(ErrorCode::NotFound, words()))
    }
}

/// For people who count from 1 and for programs that count from 0.
fn beyond_the_last(name: &str, count: usize, what: &str) -> String {
    match count {
        1 => format!("{name} has one {what} only, and not the one that was asked for."),
        _ => format!("{name} has {count} {what}s, and not the one that was asked for."),
    }
}
