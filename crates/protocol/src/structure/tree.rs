//! The tree above the atoms: bonds, residues, chains, molecules, complexes, the workspace.

use crate::codec::{Text, Texts};
use crate::structure::{Color, Conformers, Kinds, Quaternion, Vec3};
use crate::{open_enum, wire};

open_enum! {
    /// How a ribbon is drawn.
    RibbonMode(i32) { SECONDARY_STRUCTURE = 0, ADAPTIVE_TUBE = 1, COIL = 2 }
    /// A residue's secondary structure.
    SecondaryStructure(i32) { UNKNOWN = 0, COIL = 1, SHEET = 2, HELIX = 3 }
    /// A part of a molecule.
    SubstructureKind(u8) { UNKNOWN = 0, PROTEIN = 1, LIGAND = 2, SOLVENT = 3 }
}

wire! {
    /// A bond. It names its atoms by their keys in the dictionary before the tree.
    struct Bond("Bond", 1) {
        index: i64 = -1,
        kinds: Kinds,
        atom1: i64,
        atom2: i64,
    }

    /// A residue. It names its atoms by their keys in the dictionary before the tree.
    struct Residue("Residue", 2) {
        index: i64 = -1,
        atoms: Vec<i64>,
        bonds: Vec<Bond>,
        ribboned: bool = true,
        ribbon_size: f32 = 1.0,
        ribbon_mode: RibbonMode,
        ribbon_color: Color,
        labeled: bool [1..],
        label_text: Text [1..],
        /// `type` in the library.
        kind: Text = Text::from_static_str("ARG"),
        serial: i32 = 1,
        name: Text = Text::from_static_str("res"),
        secondary_structure: SecondaryStructure,
        ignored_alt_locs: Vec<u8> [2..],
    }

    /// A chain.
    struct Chain("Chain", 0) {
        index: i64 = -1,
        residues: Vec<Residue>,
        name: Text = Text::from_static_str("chain"),
    }

    /// A molecule: one of a complex's frames.
    struct Molecule("Molecule", 1) {
        index: i64 = -1,
        chains: Vec<Chain>,
        conformers: Conformers,
    }

    /// A complex: what a structure file becomes. Before version 3 it travelled in a space of the other handedness.
    ///
    /// A complex that a plugin never placed comes with the rotation 0, 0, 0, 0.
    struct Complex("Complex", 3) {
        index: i64 = -1,
        molecules: Vec<Molecule>,
        boxed: bool,
        locked: bool,
        visible: bool = true,
        computing: bool,
        /// Index of the molecule that is shown.
        current_frame: i32,
        name: Text = Text::from_static_str("complex"),
        index_tag: i32 [2..],
        split_tag: Text [2..],
        position: Vec3 [3..],
        rotation: Quaternion [3..],
        (mirrored_position, set_mirrored_position): Vec3 [..=2],
        (mirrored_rotation, set_mirrored_rotation): Quaternion [..=2],
        remarks: Texts,
        /// To a plugin: whether any atom of the shown molecule is selected. From a plugin: junk.
        selected: bool,
        surface_dirty: bool,
        surface_refresh_rate: f32 = -1.0,
        box_label: Text [1..],
    }

    /// Everything in a room, and where it is.
    struct Workspace("Workspace", 0) {
        complexes: Vec<Complex>,
        position: Vec3,
        rotation: Quaternion,
        scale: Vec3 = Vec3::new(0.02, 0.02, 0.02),
    }

    /// A part of a molecule: a protein, a ligand, solvent.
    struct Substructure("Substructure", 0) {
        name: Text,
        /// Indices of residues of the molecule that travels with it.
        residues: Vec<i64>,
        /// `structure_type` in the library.
        kind: SubstructureKind,
    }
}

impl Complex {
    fn mirrored_position(&self) -> Vec3 {
        self.position.mirrored()
    }

    fn set_mirrored_position(&mut self, position: Vec3) {
        self.position = position.mirrored();
    }

    fn mirrored_rotation(&self) -> Quaternion {
        self.rotation.mirrored()
    }

    fn set_mirrored_rotation(&mut self, rotation: Quaternion) {
        self.rotation = rotation.mirrored();
    }
}
