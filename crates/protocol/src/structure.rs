//! Structures as they travel: a tree whose residues name their atoms by key, and the atoms in a dictionary before it.

mod atom;
mod conformers;
mod deep;
mod geometry;
mod tree;

pub use atom::{Atom, AtomMode};
pub use conformers::{BondKind, Conformer, Conformers, Kinds, Many, PerConformer, Positions};
pub use deep::{
    Atoms, ComplexChanged, DeepComplex, DeepComplexes, DeepWorkspace, Substructures, SubstructuresRequest,
    UpdateStructures,
};
pub use geometry::{Color, ColorScheme, ColorSchemeTarget, Quaternion, Vec3};
pub use tree::{
    Bond, Chain, Complex, Molecule, Residue, RibbonMode, SecondaryStructure, Substructure, SubstructureKind, Workspace,
};
