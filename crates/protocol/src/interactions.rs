//! Interactions between groups of atoms: what holds a ligand, and what clashes.

use crate::{open_enum, wire};

open_enum! {
    /// A kind of interaction. As a filter, 0 lets all through.
    InteractionKind(u8) {
        ALL = 0, COVALENT = 1, HYDROGEN_BOND = 2, IONIC = 3, X_BOND = 4, METAL_COMPLEX = 5, AROMATIC = 6,
        HYDROPHOBIC = 7, VAN_DER_WAALS = 8, VAN_DER_WAALS_CLASH = 9, WEAK_H_BOND = 10, POLAR = 11, WEAK_POLAR = 12,
        CLASH = 13, CARBONYL = 14, CARBON_PI = 15, CATION_PI = 16, DONOR_PI = 17, HALOGEN_PI = 18,
        METSULPHUR_PI = 19, PROXIMAL = 20,
    }
}

wire! {
    /// An interaction between two groups of atoms. Both versions look alike.
    struct Interaction("Interaction", 1) {
        /// The app's number for it; -1 until it has one.
        index: i64 = -1,
        kind: InteractionKind,
        /// Indices of atoms, as for the other group.
        atoms1: Vec<i64>,
        atoms2: Vec<i64>,
        /// In which conformer alone, as for the other group.
        conformer1: Option<i32>,
        conformer2: Option<i32>,
        visible: bool = true,
    }

    /// Asks for the interactions of any of these, by their indices; without any, for those of the whole workspace.
    struct GetInteractions("GetInteractions", 1) {
        complexes: Vec<i64>,
        molecules: Vec<i64>,
        chains: Vec<i64>,
        residues: Vec<i64>,
        atoms: Vec<i64>,
        kind: InteractionKind,
    }
}
