//! The workspace of a room: its complexes, what plugins ask and change of them, and what people do with them.

use molecule::{Complex, Index};
use protocol::{ToApp, ToPlugin};
use room_api::{ApiError, AtomSelection, ComplexChange};

use crate::Limits;

/// Something that happened to the workspace.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A complex came: it is the last of [`Workspace::complexes`], or followed by others that came with it.
    Added(Index),
    /// A complex changed.
    Changed {
        /// Which.
        index: Index,
        /// As it was.
        before: Complex,
        /// Whether atoms came, went or moved in order, so that columns cannot be compared one by one.
        whole: bool,
    },
    /// A complex is gone.
    Removed(Index),
}

/// What came of a plugin's message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Handled {
    /// What happened, in order.
    pub changes: Vec<Change>,
    /// The answer, where the message has one.
    pub answer: Option<ToPlugin>,
    /// What could not be done, as a sentence for the presenter and the log.
    pub problem: Option<String>,
}

/// The complexes of one room. Every complex, molecule, chain, residue, bond and atom has an index of its own: unique,
/// stable and never 0.
#[derive(Debug)]
pub struct Workspace {
    complexes: Vec<Complex>,
}

impl Workspace {
    /// An empty workspace that holds at most `limits.complexes` and about `limits.bytes`.
    pub fn new(_limits: &Limits) -> Self {
        Self { complexes: Vec::new() }
    }

    /// The complexes, oldest first.
    pub fn complexes(&self) -> &[Complex] {
        &self.complexes
    }

    /// The complex with this index.
    pub fn complex(&self, index: Index) -> Option<&Complex> {
        self.complexes.iter().find(|complex| complex.index == index)
    }

    /// Carries out a plugin's message about structures. Any other message is a problem.
    pub fn handle(&mut self, _message: ToApp) -> Handled {
        Handled::default()
    }

    /// Adds complexes from a file, with fresh indices; all or none.
    pub fn load(&mut self, _complexes: Vec<Complex>) -> Result<Vec<Change>, ApiError> {
        Ok(Vec::new())
    }

    /// Removes a complex.
    pub fn remove(&mut self, _index: Index) -> Result<Vec<Change>, ApiError> {
        Ok(Vec::new())
    }

    /// Renames, shows or hides, locks, boxes, pages or moves a complex.
    pub fn change(&mut self, _index: Index, _change: &ComplexChange) -> Result<Vec<Change>, ApiError> {
        Ok(Vec::new())
    }

    /// Selects atoms of a complex's current frame; its other atoms are unselected.
    pub fn select(&mut self, _index: Index, _atoms: &AtomSelection) -> Result<Vec<Change>, ApiError> {
        Ok(Vec::new())
    }

    /// Unselects everything.
    pub fn unselect(&mut self) -> Vec<Change> {
        Vec::new()
    }
}

/// A complex as members see it, but for its columns.
pub fn describe(complex: &Complex) -> room_api::Complex {
    room_api::Complex {
        id: room_api::ComplexId(complex.index),
        name: complex.name.to_string(),
        visible: complex.visible,
        locked: complex.locked,
        boxed: complex.boxed,
        box_label: complex.box_label.to_string(),
        computing: complex.computing,
        selected: complex.is_selected(),
        current_frame: complex.current_frame as u32,
        position: complex.position,
        rotation: complex.rotation,
        remarks: Vec::new(),
        frames: Vec::new(),
    }
}
