//! Structures as a plugin sees them, to and from what travels.

use molecule::{Complex, Index, Molecule};
use molecule_wire::{Depth, complexes_from_wire, complexes_to_wire, from_wire, to_wire};
use protocol::structure::{self as wire, DeepWorkspace, Quaternion, SubstructureKind, UpdateStructures, Vec3};

use crate::Error;

/// Everything in a room, and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Workspace {
    /// What is in it, oldest first.
    pub complexes: Vec<Complex>,
    /// Its place in the room, metres.
    pub position: [f32; 3],
    /// Its rotation: x, y, z, w.
    pub rotation: [f32; 4],
    /// Its scale, metres per angstrom.
    pub scale: [f32; 3],
}

/// A molecule and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Substructures {
    /// The molecule.
    pub molecule: Molecule,
    /// Its proteins, ligands, solvents, as asked for.
    pub parts: Vec<Substructure>,
}

/// A part of a molecule: a protein, a ligand, solvent.
#[derive(Clone, Debug, PartialEq)]
pub struct Substructure {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: SubstructureKind,
    /// Its residues: indices that the molecule's residues have.
    pub residues: Vec<Index>,
}

impl Workspace {
    pub(crate) fn from_wire(workspace: DeepWorkspace) -> Result<Self, Error> {
        let DeepWorkspace { atoms, workspace } = workspace;
        let wire::Workspace { complexes, position, rotation, scale } = workspace;
        Ok(Self {
            complexes: complexes_from_wire(wire::DeepComplexes { atoms, complexes })?,
            position: [position.x, position.y, position.z],
            rotation: [rotation.x, rotation.y, rotation.z, rotation.w],
            scale: [scale.x, scale.y, scale.z],
        })
    }

    pub(crate) fn to_wire(&self) -> DeepWorkspace {
        let wire::DeepComplexes { atoms, complexes } = complexes_to_wire(&self.complexes);
        let ([px, py, pz], [x, y, z, w], [sx, sy, sz]) = (self.position, self.rotation, self.scale);
        let workspace = wire::Workspace {
            complexes,
            position: Vec3::new(px, py, pz),
            rotation: Quaternion::new(x, y, z, w),
            scale: Vec3::new(sx, sy, sz),
        };
        DeepWorkspace { atoms, workspace }
    }
}

impl Substructures {
    pub(crate) fn from_wire(found: wire::Substructures) -> Result<Self, Error> {
        let alone = wire::Complex { molecules: vec![found.molecule], ..Default::default() };
        let mut complex = from_wire(found.atoms, alone)?;
        let part = |part: wire::Substructure| Substructure {
            name: part.name.into(),
            kind: part.kind,
            residues: part.residues,
        };
        Ok(Self {
            molecule: complex.molecules.pop().unwrap_or_default(),
            parts: found.substructures.into_iter().map(part).collect(),
        })
    }
}

/// Complexes that come without their atoms.
pub(crate) fn shallow_from_wire(complexes: Vec<wire::Complex>) -> Result<Vec<Complex>, Error> {
    complexes.into_iter().map(|complex| Ok(from_wire(Vec::new(), complex)?)).collect()
}

/// A complex that changed, or none where it is gone.
pub(crate) fn changed_from_wire(change: wire::ComplexChanged) -> Result<(Index, Option<Complex>), Error> {
    let complex = change.complex.map(|deep| from_wire(deep.atoms, deep.complex)).transpose()?;
    Ok((change.index, complex))
}

/// The whole of complexes, as an update.
pub(crate) fn deep_update(complexes: &[Complex]) -> UpdateStructures {
    let wire::DeepComplexes { atoms, complexes } = complexes_to_wire(complexes);
    UpdateStructures { atoms, complexes, ..Default::default() }
}

/// The complexes' own values, as an update.
pub(crate) fn shallow_update(complexes: &[Complex]) -> UpdateStructures {
    let complexes = complexes.iter().map(|complex| to_wire(complex, Depth::Shallow).1).collect();
    UpdateStructures { complexes, ..Default::default() }
}

/// What removes complexes: a deep update that leaves them empty.
pub(crate) fn removal(indices: &[Index]) -> UpdateStructures {
    let empty = |index: &Index| wire::Complex { index: *index, ..Default::default() };
    UpdateStructures { complexes: indices.iter().map(empty).collect(), ..Default::default() }
}
