//! Interactions between groups of atoms: what holds a ligand, and what clashes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::InteractionId;

/// An interaction between two groups of atoms. It belongs to the workspace, and stays when the session that made it ends; it
/// goes with any of its atoms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Interaction {
    /// Its number.
    pub id: InteractionId,
    /// What it is.
    pub kind: InteractionKind,
    /// The indices of the atoms at one end: one, or those of a ring.
    pub atoms1: Vec<i64>,
    /// The indices of the atoms at the other end. Of a hydrogen bond that the room found, this is the acceptor.
    pub atoms2: Vec<i64>,
    /// In which conformer alone the first atoms are meant, from 0; none: in each.
    pub conformer1: Option<i32>,
    /// In which conformer alone the other atoms are meant, from 0; none: in each.
    pub conformer2: Option<i32>,
    /// Whether it is shown.
    pub visible: bool,
}

/// A kind of interaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum InteractionKind {
    Covalent,
    HydrogenBond,
    Ionic,
    XBond,
    MetalComplex,
    Aromatic,
    Hydrophobic,
    VanDerWaals,
    VanDerWaalsClash,
    WeakHBond,
    Polar,
    WeakPolar,
    Clash,
    Carbonyl,
    CarbonPi,
    CationPi,
    DonorPi,
    HalogenPi,
    MetsulphurPi,
    Proximal,
}
