//! Which atoms: by what they are, or by what they are near.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ComplexId;

/// Which atoms of a complex.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AtomSelection {
    /// All of the current frame.
    All,
    /// None.
    None,
    /// Those with these indices.
    Indices(#[ts(type = "number[]")] Vec<i64>),
    /// Those of the current frame that fit.
    Matching(Matching),
}

/// What atoms are and where they belong. What is left out says nothing; all that is said has to hold, and of each list one of its
/// items.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Matching {
    /// Names of chains: `A`, with its hetero groups, which stand in a chain `HA`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>")]
    pub chains: Vec<String>,
    /// Numbers of residues.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ResidueRange>>")]
    pub residues: Vec<ResidueRange>,
    /// Names of residues: `ASP`, in small letters or capitals.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>")]
    pub residue_names: Vec<String>,
    /// What residues are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ResidueKind>>")]
    pub kinds: Vec<ResidueKind>,
    /// Names of atoms: `CA`, in small letters or capitals.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>")]
    pub atom_names: Vec<String>,
    /// Elements: `Zn`, in small letters or capitals.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>")]
    pub elements: Vec<String>,
}

/// Residues from one number to another; both are in it, and so are those with insertion codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ResidueRange {
    /// The first number.
    pub first: i32,
    /// The last number.
    pub last: i32,
}

/// What a residue is to a chemist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ResidueKind {
    /// A part of a protein or a nucleic acid.
    Polymer,
    /// Ligands, cofactors, sugars; additives of crystals only where there is nothing else.
    Ligand,
    /// A single atom.
    Ion,
    /// Water.
    Water,
}

/// To what a selection is widened.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Widening {
    /// Whole residues.
    Residues,
    /// Whole chains.
    Chains,
    /// The residues of all complexes that are shown which have an atom within so many angstrom (up to 12) of a selected one.
    Within(f32),
}

/// A residue that another complex touches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Contact {
    /// The residue's complex.
    pub complex: ComplexId,
    /// The name of its chain.
    pub chain: String,
    /// Its name: `ASP`.
    pub residue: String,
    /// Its number, with the insertion code where it has one: `86`, `86A`.
    pub number: String,
    /// The indices of its atoms in the room.
    #[ts(type = "number[]")]
    pub atoms: Vec<i64>,
    /// Between the nearest two heavy atoms, angstrom.
    pub distance: f32,
    /// Of the pairs of heavy atoms in reach, the one that holds most.
    pub kind: ContactKind,
}

/// What holds, told by elements and distances alone, as a first look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// Two of nitrogen and oxygen, near enough for a hydrogen bond (3.5 angstrom).
    Polar,
    /// Two carbons.
    Apolar,
    /// Anything else.
    Near,
}
