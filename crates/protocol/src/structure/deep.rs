//! Whole structures: first the atoms by key, then what names them.

use crate::structure::{Atom, Bond, Chain, Complex, Molecule, Residue, Substructure, SubstructureKind, Workspace};
use crate::wire;

/// Atoms by the key that residues and bonds name them by: to the app it is the plugin's own number, to the plugin it is
/// the atom's index.
pub type Atoms = Vec<(i64, Atom)>;

wire! {
    /// Complexes with their atoms.
    struct DeepComplexes {
        atoms: Atoms,
        complexes: Vec<Complex>,
    }

    /// One complex with its atoms.
    struct DeepComplex {
        atoms: Atoms,
        complex: Complex,
    }

    /// A workspace with its atoms.
    struct DeepWorkspace {
        atoms: Atoms,
        workspace: Workspace,
    }

    /// Structures that a plugin changed, of any level. In a shallow update they come without their children, but atoms
    /// and the ends of bonds are in the dictionary all the same.
    struct UpdateStructures("UpdateStructures", 0) {
        atoms: Atoms,
        complexes: Vec<Complex>,
        molecules: Vec<Molecule>,
        chains: Vec<Chain>,
        residues: Vec<Residue>,
        bonds: Vec<Bond>,
        /// Keys of the atoms that were changed by themselves.
        atom_keys: Vec<i64>,
    }

    /// A complex that changed, if it is still there.
    struct ComplexChanged {
        index: i64,
        complex: Option<DeepComplex>,
    }

    /// Asks for the parts of a molecule.
    struct SubstructuresRequest("RequestSubstructure", 0) {
        /// Index of the molecule.
        index: i64,
        /// Which parts; unknown means all.
        kind: SubstructureKind,
    }

    /// A molecule and its parts.
    struct Substructures("RequestSubstructure", 0) {
        atoms: Atoms,
        molecule: Molecule,
        substructures: Vec<Substructure>,
    }
}
