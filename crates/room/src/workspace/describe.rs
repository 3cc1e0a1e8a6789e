//! A complex as members see it, but for its columns.

use molecule::{Complex, Molecule, Text};
use room_api::{ComplexId, Conformer, Frame};

/// A complex as members see it, but for its columns.
pub(crate) fn describe(complex: &Complex) -> room_api::Complex {
    room_api::Complex {
        id: ComplexId(complex.index),
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
        remarks: strings(&complex.remarks),
        frames: complex.molecules.iter().map(frame).collect(),
    }
}

fn frame(molecule: &Molecule) -> Frame {
    let conformer = |conformer: &molecule::Conformer| Conformer {
        name: conformer.name.to_string(),
        associated: strings(&conformer.associated),
    };
    Frame {
        index: molecule.index,
        atoms: molecule.atoms.len() as u32,
        bonds: molecule.bonds.len() as u32,
        residues: molecule.residues.len() as u32,
        chains: molecule.chains.len() as u32,
        current_conformer: molecule.current_conformer as u32,
        conformers: molecule.conformers.iter().map(conformer).collect(),
    }
}

fn strings(pairs: &[(Text, Text)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
}
