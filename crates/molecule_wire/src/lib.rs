//! Between the wire's structure trees and the molecule crate's columns.
//!
//! Both directions keep everything that both sides can hold. The wire alone has a complex's `selected` (computed here)
//! and `surface_dirty` and what an atom showed before version 7 of it; the columns alone have insertion codes. A bond
//! travels within the residue of its second atom, as in a real app.
//!
//! What comes from the wire was made by anybody's plugin. [`from_wire`] repairs what the library itself produces (a
//! bond to an atom that was removed, an atom without a place in each conformer, a frame that is not there) and refuses
//! the rest with the place where it stands.

mod error;
mod from_wire;
mod rows;
mod to_wire;
mod update;

pub use error::{Error, Problem};
pub use from_wire::{complexes_from_wire, from_wire};
pub use to_wire::{complexes_to_wire, molecule_to_wire, to_wire};
pub use update::{set_atom, set_bond, set_chain, set_complex, set_molecule, set_residue};

/// How much of a complex travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// All of it.
    Deep,
    /// The complex alone, without molecules.
    Shallow,
}
