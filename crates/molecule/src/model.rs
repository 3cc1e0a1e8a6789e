//! The structure model: a complex holds molecules (frames); a molecule is columns, each behind its own `Arc`.
//!
//! Cloning is cheap: a snapshot, an undo step or a slow reader shares every column, and a change copies
//! only the column that it touches ([`Column::edit`]).
//!
//! Atoms of a residue, and residues of a chain, are contiguous: a parent holds the ranges of its children as
//! `n + 1` offsets. Positions are in angstrom, local to the complex; the complex's own position and rotation are in
//! workspace space.

use std::ops::{Deref, Range};
use std::sync::Arc;

/// A text, inline up to 16 bytes; a longer one is shared by its clones.
pub type Text = lean_string::LeanString;

/// Identifies a complex, molecule, chain, residue, bond or atom inside one room. Never 0; [`NO_INDEX`] = none given yet.
pub type Index = i64;

/// The index of something that the room has not numbered yet.
pub const NO_INDEX: Index = -1;

/// One property of all atoms (or residues, ...), shared until it is changed.
#[derive(Clone, Debug)]
pub struct Column<T>(Arc<Vec<T>>);

impl<T> Column<T> {
    /// A column of these values.
    pub fn new(values: Vec<T>) -> Self {
        Self(Arc::new(values))
    }

    /// Whether both are the very same memory: nothing was changed between them.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: Clone> Column<T> {
    /// `len` times the same value.
    pub fn filled(value: T, len: usize) -> Self {
        Self::new(vec![value; len])
    }

    /// The values to change; copies them first if anybody else still holds them.
    pub fn edit(&mut self) -> &mut Vec<T> {
        Arc::make_mut(&mut self.0)
    }
}

/// The very same memory is equal without a look at it, so that comparing a structure with a changed copy of it costs what was changed.
impl<T: PartialEq> PartialEq for Column<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || self.0 == other.0
    }
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T> Deref for Column<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> From<Vec<T>> for Column<T> {
    fn from(values: Vec<T>) -> Self {
        Self::new(values)
    }
}

/// Text pairs in the order given, as the library's dictionaries.
pub type Pairs = Vec<(Text, Text)>;

/// A named structure in the workspace: one molecule, or several as frames.
#[derive(Clone, Debug, PartialEq)]
pub struct Complex {
    /// Its index in the room.
    pub index: Index,
    /// What people call it.
    pub name: Text,
    /// Tells complexes of one name apart.
    pub index_tag: i32,
    /// Names the part after a split.
    pub split_tag: Text,
    /// Shown in a box.
    pub boxed: bool,
    /// Cannot be moved.
    pub locked: bool,
    /// Shown at all.
    pub visible: bool,
    /// A plugin is working on it.
    pub computing: bool,
    /// The caption of its box.
    pub box_label: Text,
    /// Which molecule is shown.
    pub current_frame: usize,
    /// Seconds between surface updates; negative = never.
    pub surface_refresh_rate: f32,
    /// Its place in the workspace, angstrom.
    pub position: [f32; 3],
    /// Its rotation in the workspace: x, y, z, w.
    pub rotation: [f32; 4],
    /// Remarks of the file it came from.
    pub remarks: Column<(Text, Text)>,
    /// Its frames.
    pub molecules: Vec<Molecule>,
}

impl Default for Complex {
    fn default() -> Self {
        Self {
            index: NO_INDEX,
            name: "complex".into(),
            index_tag: 0,
            split_tag: Text::default(),
            boxed: false,
            locked: false,
            visible: true,
            computing: false,
            box_label: Text::default(),
            current_frame: 0,
            surface_refresh_rate: -1.0,
            position: [0.0; 3],
            rotation: [0.0, 0.0, 0.0, 1.0],
            remarks: Column::default(),
            molecules: Vec::new(),
        }
    }
}

impl Complex {
    /// The molecule that is shown, if there is any.
    pub fn current(&self) -> Option<&Molecule> {
        self.molecules.get(self.current_frame).or_else(|| self.molecules.last())
    }

    /// Whether at least one atom of the current molecule is selected.
    pub fn is_selected(&self) -> bool {
        self.current().is_some_and(|molecule| molecule.atoms.selected.iter().any(|selected| *selected))
    }
}

/// One frame of a complex: chains, residues, atoms and bonds, in one or several conformers.
#[derive(Clone, Debug, PartialEq)]
pub struct Molecule {
    /// Its index in the room.
    pub index: Index,
    /// Name and associated data, one per conformer; never empty.
    pub conformers: Vec<Conformer>,
    /// Which conformer is shown.
    pub current_conformer: usize,
    /// Chains, in file order.
    pub chains: Chains,
    /// Residues, in file order.
    pub residues: Residues,
    /// Atoms, in file order.
    pub atoms: Atoms,
    /// Bonds.
    pub bonds: Bonds,
}

impl Default for Molecule {
    fn default() -> Self {
        Self {
            index: NO_INDEX,
            conformers: vec![Conformer::default()],
            current_conformer: 0,
            chains: Chains::default(),
            residues: Residues::default(),
            atoms: Atoms::default(),
            bonds: Bonds::default(),
        }
    }
}

/// What one conformer of a molecule is called, and what is known about it (scores, properties of an SDF).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conformer {
    /// Its name.
    pub name: Text,
    /// Its data, such as the tags of an SDF.
    pub associated: Pairs,
}

/// The chains of a molecule; every column has one value a chain.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chains {
    /// Index in the room.
    pub index: Column<Index>,
    /// `A`; hetero groups of chain A stand in a chain of their own as in the library, where it does so.
    pub name: Column<Text>,
    /// Offsets of their residues: `n + 1` values, or none without chains.
    pub residue_start: Column<u32>,
}

/// The residues of a molecule; every column has one value a residue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Residues {
    /// Index in the room.
    pub index: Column<Index>,
    /// The three letters of the file: `ALA`.
    pub name: Column<Text>,
    /// The residue's kind as the library writes it (`type`); mostly the same as its name.
    pub kind: Column<Text>,
    /// Its sequence number.
    pub serial: Column<i32>,
    /// Insertion code, or a space.
    pub insertion_code: Column<u8>,
    /// 0 unknown, 1 coil, 2 sheet, 3 helix.
    pub secondary_structure: Column<u8>,
    /// Drawn as ribbon.
    pub ribboned: Column<bool>,
    /// Width of the ribbon.
    pub ribbon_size: Column<f32>,
    /// 0 secondary structure, 1 adaptive tube, 2 coil.
    pub ribbon_mode: Column<i32>,
    /// RGBA as the wire has it; 0 = the scheme's colour.
    pub ribbon_color: Column<u32>,
    /// Labelled.
    pub labeled: Column<bool>,
    /// The label, empty = the default one.
    pub label_text: Column<Text>,
    /// Alternate locations that are not shown.
    pub ignored_alt_locs: Column<Vec<u8>>,
    /// Offsets of their atoms: `n + 1` values, or none without residues.
    pub atom_start: Column<u32>,
}

/// The atoms of a molecule; every column has one value an atom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Atoms {
    /// Index in the room.
    pub index: Column<Index>,
    /// Serial number of the file.
    pub serial: Column<i32>,
    /// `CA`, without blanks.
    pub name: Column<Text>,
    /// Element: `C`, `Cl`.
    pub symbol: Column<Text>,
    /// A column a conformer (at least one): angstrom, local to the complex.
    pub positions: Vec<Column<[f32; 3]>>,
    /// Per conformer, which atoms it has; no columns at all = every atom is in every conformer.
    pub in_conformer: Vec<Column<bool>>,
    /// From a HETATM record.
    pub is_het: Column<bool>,
    /// 0 to 1.
    pub occupancy: Column<f32>,
    /// Temperature factor, angstrom².
    pub bfactor: Column<f32>,
    /// Elementary charges.
    pub formal_charge: Column<i32>,
    /// Elementary charges.
    pub partial_charge: Column<f32>,
    /// Alternate location, `.` = none.
    pub alt_loc: Column<u8>,
    /// Hydrogen-bond acceptor.
    pub acceptor: Column<bool>,
    /// Hydrogen-bond donor.
    pub donor: Column<bool>,
    /// A hydrogen on a polar atom.
    pub polar_hydrogen: Column<bool>,
    /// Atom types by scheme (`IDATM`, ...).
    pub atom_type: Column<Pairs>,
    /// Selected by people.
    pub selected: Column<bool>,
    /// 0 ball and stick, 1 stick, 2 wire, 3 van der Waals, 4 point, 5 B-factor, 6 adaptive.
    pub mode: Column<i32>,
    /// Bit 0: drawn; the others as the app gave them.
    pub display_mode: Column<u32>,
    /// RGBA as the wire has it; 0 = the scheme's colour.
    pub color: Column<u32>,
    /// Size of the ball.
    pub scale: Column<f32>,
    /// Labelled.
    pub labeled: Column<bool>,
    /// The label, empty = the default one.
    pub label_text: Column<Text>,
    /// Part of a drawn surface.
    pub surface_rendering: Column<bool>,
    /// RGBA as the wire has it.
    pub surface_color: Column<u32>,
    /// 0 to 1.
    pub surface_opacity: Column<f32>,
    /// Whether a surface covers hetero atoms.
    pub het_surfaced: Column<bool>,
}

/// The bonds of a molecule; every column has one value a bond.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bonds {
    /// Index in the room.
    pub index: Column<Index>,
    /// First atom: its row in [`Atoms`].
    pub atom1: Column<u32>,
    /// Second atom: its row in [`Atoms`].
    pub atom2: Column<u32>,
    /// A column a conformer (one, or as many as positions): 0 unknown, 1 single, 2 double, 3 triple, 4 aromatic.
    pub kinds: Vec<Column<u8>>,
    /// Per conformer, which bonds it has; no columns at all = all of them.
    pub in_conformer: Vec<Column<bool>>,
}

impl Chains {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.name.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
    }

    /// The rows of a chain's residues.
    pub fn residues(&self, chain: usize) -> Range<usize> {
        self.residue_start[chain] as usize..self.residue_start[chain + 1] as usize
    }
}

impl Residues {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.name.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
    }

    /// The rows of a residue's atoms.
    pub fn atoms(&self, residue: usize) -> Range<usize> {
        self.atom_start[residue] as usize..self.atom_start[residue + 1] as usize
    }
}

impl Atoms {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.name.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
    }
}

impl Bonds {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.atom1.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.atom1.is_empty()
    }
}
