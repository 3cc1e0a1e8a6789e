//! Why a structure from the wire is none.

/// What is wrong with a structure from the wire, and where.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct Error {
    /// Where: complex, frame, chain, residue.
    pub place: String,
    /// What.
    pub problem: Problem,
}

/// What may be wrong with a structure from the wire.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Problem {
    /// Two atoms under one key.
    #[error("two atoms have the key {0}")]
    DuplicateKey(i64),
    /// A residue names an atom that did not come along.
    #[error("the atom with the key {0} is not among the atoms")]
    UnknownAtom(i64),
    /// Two residues, or one twice, name the same atom.
    #[error("the atom with the key {0} is in a residue already")]
    AtomTwice(i64),
    /// A bond's end did not come along.
    #[error("a bond ends at the atom with the key {0}, which is not among the atoms")]
    UnknownBondEnd(i64),
    /// Filling in what atoms and bonds lack of their conformers would take too much memory.
    #[error("{conformers} conformers of {items} atoms and bonds, but only {values} places and kinds came")]
    Conformers {
        /// How many conformers the molecule has.
        conformers: usize,
        /// How many atoms and bonds it has.
        items: usize,
        /// How many places and kinds came with these.
        values: usize,
    },
    /// More atoms than rows can be numbered.
    #[error("{0} atoms are more than a molecule can hold")]
    TooMany(usize),
}
