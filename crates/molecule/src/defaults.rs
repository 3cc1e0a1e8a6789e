//! Columns as the library fills them for something that was just made.

use crate::{Atoms, Bonds, Chains, Column, NO_INDEX, Residues, Text};

impl Atoms {
    /// `len` atoms as the library makes them, carbon at the origin, in one conformer.
    pub fn with_len(len: usize) -> Self {
        Self {
            index: Column::filled(NO_INDEX, len),
            serial: Column::filled(1, len),
            name: Column::filled("C".into(), len),
            symbol: Column::filled("C".into(), len),
            positions: vec![Column::filled([0.0; 3], len)],
            in_conformer: Vec::new(),
            is_het: Column::filled(false, len),
            occupancy: Column::filled(1.0, len),
            bfactor: Column::filled(0.0, len),
            formal_charge: Column::filled(0, len),
            partial_charge: Column::filled(0.0, len),
            alt_loc: Column::filled(b'.', len),
            acceptor: Column::filled(false, len),
            donor: Column::filled(false, len),
            polar_hydrogen: Column::filled(false, len),
            atom_type: Column::filled(Vec::new(), len),
            selected: Column::filled(false, len),
            mode: Column::filled(0, len),
            display_mode: Column::filled(u32::MAX, len),
            color: Column::filled(0, len),
            scale: Column::filled(0.5, len),
            labeled: Column::filled(false, len),
            label_text: Column::filled(Text::default(), len),
            surface_rendering: Column::filled(false, len),
            surface_color: Column::filled(0, len),
            surface_opacity: Column::filled(1.0, len),
            het_surfaced: Column::filled(true, len),
        }
    }
}

impl Residues {
    /// `len` residues as the library makes them, without atoms.
    pub fn with_len(len: usize) -> Self {
        Self {
            index: Column::filled(NO_INDEX, len),
            name: Column::filled("UNK".into(), len),
            kind: Column::filled("UNK".into(), len),
            serial: Column::filled(1, len),
            insertion_code: Column::filled(b' ', len),
            secondary_structure: Column::filled(0, len),
            ribboned: Column::filled(true, len),
            ribbon_size: Column::filled(1.0, len),
            ribbon_mode: Column::filled(0, len),
            ribbon_color: Column::filled(0, len),
            labeled: Column::filled(false, len),
            label_text: Column::filled(Text::default(), len),
            ignored_alt_locs: Column::filled(Vec::new(), len),
            atom_start: Column::filled(0, len + 1),
        }
    }
}

impl Chains {
    /// Chains of these names, without residues.
    pub fn with_names(names: Vec<Text>) -> Self {
        let len = names.len();
        Self {
            index: Column::filled(NO_INDEX, len),
            name: Column::new(names),
            residue_start: Column::filled(0, len + 1),
        }
    }
}

impl Bonds {
    /// Bonds between rows of atoms, the same in every conformer: first atom, second atom, kind.
    pub fn between(bonds: impl IntoIterator<Item = (u32, u32, u8)>) -> Self {
        let mut atom1 = Vec::new();
        let mut atom2 = Vec::new();
        let mut kinds = Vec::new();
        for (first, second, kind) in bonds {
            atom1.push(first);
            atom2.push(second);
            kinds.push(kind);
        }
        Self {
            index: Column::filled(NO_INDEX, atom1.len()),
            atom1: Column::new(atom1),
            atom2: Column::new(atom2),
            kinds: vec![Column::new(kinds)],
            in_conformer: Vec::new(),
        }
    }
}
