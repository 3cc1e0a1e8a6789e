//! The parts of a molecule: its proteins (and nucleic acids) by chain, its ligands one by one, its solvent.

use std::collections::HashSet;
use std::ops::Range;

use molecule::{Index, Molecule, Text};
use molecule_wire::molecule_to_wire;
use protocol::ToPlugin;
use protocol::structure::{Substructure, SubstructureKind, Substructures, SubstructuresRequest};

use super::{Handled, Workspace};

impl Workspace {
    /// The parts of a molecule of the kind asked. The molecule sent with them holds their residues and no others, and
    /// these have the indices that they have in the workspace.
    pub(super) fn substructures(&self, request: SubstructuresRequest) -> Handled {
        let mut molecules = self.complexes.iter().flat_map(|complex| &complex.molecules);
        let Some(molecule) = molecules.find(|molecule| molecule.index == request.index) else {
            let problem = format!("The plugin asked for the parts of molecule {}, which is not there.", request.index);
            let answer = ToPlugin::SubstructureResponse(Substructures::default());
            return Handled { problem: Some(problem), ..Handled::answer(answer) };
        };
        let mut substructures = parts(molecule);
        if matches!(request.kind, SubstructureKind::PROTEIN | SubstructureKind::LIGAND | SubstructureKind::SOLVENT) {
            substructures.retain(|part| part.kind == request.kind);
        }
        let (atoms, tree) = molecule_to_wire(&only(molecule, &substructures));
        Handled::answer(ToPlugin::SubstructureResponse(Substructures { atoms, molecule: tree, substructures }))
    }
}

/// The molecule with only the residues of these parts.
fn only(molecule: &Molecule, parts: &[Substructure]) -> Molecule {
    let wanted: HashSet<Index> = parts.iter().flat_map(|part| part.residues.iter().copied()).collect();
    let mut keep = vec![false; molecule.atoms.len()];
    for residue in 0..molecule.residues.len() {
        keep[molecule.residues.atoms(residue)].fill(wanted.contains(&molecule.residues.index[residue]));
    }
    molecule.subset(&keep)
}

fn parts(molecule: &Molecule) -> Vec<Substructure> {
    let kinds: Vec<SubstructureKind> = (0..molecule.residues.len()).map(|residue| kind(molecule, residue)).collect();
    let index = |residue: usize| molecule.residues.index[residue];
    let of_kind = |rows: Range<usize>, kind: SubstructureKind| -> Vec<Index> {
        rows.filter(|residue| kinds[*residue] == kind).map(index).collect()
    };
    let part = |name: &Text, residues: Vec<Index>, kind: SubstructureKind| {
        (!residues.is_empty()).then(|| Substructure { name: name.clone(), residues, kind })
    };
    let chains = 0..molecule.chains.len();
    let mut parts: Vec<Substructure> = chains
        .filter_map(|chain| {
            let residues = of_kind(molecule.chains.residues(chain), SubstructureKind::PROTEIN);
            part(&molecule.chains.name[chain], residues, SubstructureKind::PROTEIN)
        })
        .collect();
    let ligands = ligands(molecule, &kinds).into_iter();
    parts.extend(ligands.filter_map(|rows| {
        let name = &molecule.residues.name[*rows.first()?];
        part(name, rows.into_iter().map(index).collect(), SubstructureKind::LIGAND)
    }));
    let solvent = of_kind(0..kinds.len(), SubstructureKind::SOLVENT);
    parts.extend(part(&Text::from_static_str("Solvent"), solvent, SubstructureKind::SOLVENT));
    parts
}

/// What has a backbone is a protein (or nucleic acid), and so is what is left of an amino acid or nucleotide where not all of
/// its atoms were seen; water is solvent, all else are ligands. A residue without atoms is no part of anything.
fn kind(molecule: &Molecule, residue: usize) -> SubstructureKind {
    let rows = molecule.residues.atoms(residue);
    let name = &molecule.residues.name[residue];
    let has = |names: [&str; 3]| names.iter().all(|name| rows.clone().any(|atom| molecule.atoms.name[atom] == *name));
    let is_rest_of_unit = || molecule::is_polymer_unit(name) && !rows.clone().any(|atom| molecule.atoms.is_het[atom]);
    if rows.is_empty() {
        SubstructureKind::UNKNOWN
    } else if molecule::is_water(name) {
        SubstructureKind::SOLVENT
    } else if has(["N", "CA", "C"]) || has(["C1'", "C3'", "O3'"]) || is_rest_of_unit() {
        SubstructureKind::PROTEIN
    } else {
        SubstructureKind::LIGAND
    }
}

/// The rows of each ligand's residues: those that bonds hold together are one.
fn ligands(molecule: &Molecule, kinds: &[SubstructureKind]) -> Vec<Vec<usize>> {
    let mut residue_of = vec![0; molecule.atoms.len()];
    for residue in 0..kinds.len() {
        residue_of[molecule.residues.atoms(residue)].fill(residue);
    }
    let mut group: Vec<usize> = (0..kinds.len()).collect();
    for (atom1, atom2) in molecule.bonds.atom1.iter().zip(molecule.bonds.atom2.iter()) {
        let [one, other] = [atom1, atom2].map(|atom| residue_of[*atom as usize]);
        if one != other && [one, other].iter().all(|residue| kinds[*residue] == SubstructureKind::LIGAND) {
            let [one, other] = [one, other].map(|residue| root(&mut group, residue));
            group[one.max(other)] = one.min(other);
        }
    }
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); kinds.len()];
    for residue in (0..kinds.len()).filter(|residue| kinds[*residue] == SubstructureKind::LIGAND) {
        members[root(&mut group, residue)].push(residue);
    }
    members.retain(|residues| !residues.is_empty());
    members
}

/// The first residue of a residue's group; the way there is halved for the next time.
fn root(group: &mut [usize], mut residue: usize) -> usize {
    while group[residue] != residue {
        group[residue] = group[group[residue]];
        residue = group[residue];
    }
    residue
}
