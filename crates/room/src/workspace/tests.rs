//! What plugins rely on in a workspace.

mod colors;
mod deep;
mod hostile;
mod indices;
mod limits;
mod looks;
mod people;
mod requests;
mod restoring;
mod selecting;
mod shallow;

use std::collections::HashSet;

use molecule::{Complex, Index};
use molecule_wire::{Depth, complexes_from_wire, complexes_to_wire, to_wire};
use protocol::structure::{DeepComplexes, UpdateStructures};
use protocol::{ToApp, ToPlugin};

use super::numbers::sorted_indices;
use super::{Change, Handled, Workspace};
use crate::Limits;

/// Alanine and a ligand of two bonded residues in one chain each, a water with an insertion code.
const STRUCTURE: &str = "\
ATOM      1  N   ALA A   1       1.000   0.000   0.000  1.00 20.00           N
ATOM      2  CA  ALA A   1       2.000   0.000   0.000  1.00 20.00           C
ATOM      3  C   ALA A   1       3.000   0.000   0.000  1.00 20.00           C
HETATM    4  C1  LIG B   2      10.000   0.000   0.000  1.00 20.00           C
HETATM    5  C2  LIG B   3      11.400   0.000   0.000  1.00 20.00           C
HETATM    6  O   HOH B   9A     30.000   0.000   0.000  1.00 20.00           O
CONECT    4    5
END
";

fn structure(name: &str) -> Complex {
    let mut complex = molecule::read(STRUCTURE.as_bytes(), molecule::Format::Pdb, name).unwrap().remove(0);
    complex.name = name.into();
    complex.molecules.iter_mut().for_each(molecule::bonds::perceive);
    complex
}

/// As a plugin adds them: without a look.
fn workspace(names: &[&str]) -> Workspace {
    let mut workspace = Workspace::new(&Limits::default());
    workspace.add(names.iter().map(|name| structure(name)).collect()).unwrap();
    workspace
}

/// Two frames.
fn frames(name: &str) -> Complex {
    let mut complex = structure(name);
    complex.molecules.push(complex.molecules[0].clone());
    complex
}

fn names(workspace: &Workspace) -> Vec<&str> {
    workspace.complexes().iter().map(|complex| complex.name.as_str()).collect()
}

fn indices(workspace: &Workspace) -> Vec<Index> {
    workspace.complexes().iter().map(|complex| complex.index).collect()
}

/// Every index of the workspace is there once, and makes sense. Sizes are known, and members can read it.
fn check(workspace: &Workspace) {
    let all = sorted_indices(workspace.complexes().iter());
    assert!(all[0] > 0 && all.windows(2).all(|pair| pair[0] < pair[1]), "{all:?}");
    let bytes: Vec<usize> = workspace.complexes().iter().map(super::size::bytes).collect();
    assert_eq!(bytes, workspace.bytes);
    for complex in workspace.complexes() {
        complex.molecules.iter().for_each(|molecule| molecule.validate().unwrap());
        let described = super::describe(complex);
        let json = serde_json::to_string(&described).unwrap();
        assert_eq!(serde_json::from_str::<room_api::Complex>(&json).unwrap(), described);
    }
}

/// Handles a message that nothing is wrong with.
fn handle(workspace: &mut Workspace, message: ToApp) -> Handled {
    let handled = workspace.handle(message);
    assert_eq!(handled.problem, None);
    handled
}

fn deep(complexes: &[Complex]) -> ToApp {
    let DeepComplexes { atoms, complexes } = complexes_to_wire(complexes);
    ToApp::StructuresDeepUpdate(UpdateStructures { atoms, complexes, ..UpdateStructures::default() })
}

fn asked(workspace: &mut Workspace, indices: &[Index]) -> Vec<Complex> {
    match handle(workspace, ToApp::ComplexesRequest(indices.to_vec())).answer {
        Some(ToPlugin::ComplexesResponse(deep)) => complexes_from_wire(deep).unwrap(),
        other => panic!("{other:?}"),
    }
}

fn only_change(handled: &Handled) -> (Index, &Complex, bool) {
    match handled.changes.as_slice() {
        [Change::Changed { index, before, whole }] => (*index, before, *whole),
        other => panic!("{other:?}"),
    }
}

/// A shallow update of nothing but the complex itself.
fn shallow(complex: &Complex) -> ToApp {
    let complexes = vec![to_wire(complex, Depth::Shallow).1];
    ToApp::StructuresShallowUpdate(UpdateStructures { complexes, ..UpdateStructures::default() })
}

fn all_different(indices: &[Index]) -> bool {
    indices.iter().collect::<HashSet<_>>().len() == indices.len()
}
