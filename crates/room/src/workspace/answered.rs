//! Complexes that come back from a plugin that was called with them.

use molecule::Index;
use molecule_wire::complexes_from_wire;
use protocol::structure::DeepComplexes;

use super::{Handled, Workspace};

impl Workspace {
    /// Puts what a plugin made of these complexes in their place; all or none. Plugins that read them from a file of
    /// their own lose the indices: then they are told apart by their order. What is gone meanwhile stays gone.
    pub fn replace_with_answer(&mut self, asked: &[Index], deep: DeepComplexes) -> Result<Handled, String> {
        let mut given = complexes_from_wire(deep).map_err(|error| format!("{error}."))?;
        let is_asked = |index| asked.contains(&index);
        let is_known = |index| is_asked(index) || self.complex(index).is_some();
        if given.len() == asked.len() && !given.iter().any(|complex| is_known(complex.index)) {
            given.iter_mut().zip(asked).for_each(|(complex, index)| complex.index = *index);
        }
        if let Some(other) = given.iter().find(|complex| !is_asked(complex.index)) {
            let (count, index) = (asked.len(), other.index);
            return Err(format!("one with the index {index} is none of the {count} that it was called with."));
        }
        given.retain(|complex| self.complex(complex.index).is_some());
        self.update_complexes(given)
    }
}
