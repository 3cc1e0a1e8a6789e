//! The receptor as Vina needs it: chosen atoms, one alternate location, hydrogens of pH 7.4.

use std::collections::BTreeSet;

use molecule::{Complex, Format, Frames, HeteroGroup, Molecule, WriteOptions, hetero_groups};

use super::error::PipelineError;
use super::site::SearchBox;

/// Atoms farther from the box than this are not felt by Vina (its own limit is 8 angstrom); with room for whole
/// residues and the hydrogens of chain ends.
const REACH: f32 = 14.0;

/// What a hetero group is to a docking run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKind {
    /// An amino acid or nucleotide of a chain in HETATM records, such as MSE.
    Modified,
    /// A single atom: a metal or another ion.
    Ion,
    /// A cofactor, ligand, sugar, buffer.
    Molecule,
    /// Water.
    Water,
}

/// Names one hetero group of a receptor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupId {
    chain: String,
    serial: i32,
    insertion_code: u8,
    name: String,
}

/// A hetero group that may be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Names it in [`Receptor::prepare`].
    pub id: GroupId,
    /// What it is.
    pub kind: GroupKind,
    /// How many atoms it has.
    pub atoms: usize,
}

impl Group {
    /// What people call it: `HEM A 401 (43 atoms)`.
    pub fn label(&self) -> String {
        match self.kind {
            GroupKind::Ion => self.id.to_string(),
            _ => format!("{} ({} atoms)", self.id, self.atoms),
        }
    }

    /// Whether it belongs to the receptor unless somebody says otherwise.
    pub fn is_kept_by_default(&self) -> bool {
        matches!(self.kind, GroupKind::Modified | GroupKind::Ion)
    }
}

impl std::fmt::Display for GroupId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.name, self.chain, self.serial)?;
        match self.insertion_code {
            code if code.is_ascii_alphanumeric() => write!(f, "{}", char::from(code)),
            _ => Ok(()),
        }
    }
}

/// The hetero groups of what is shown of a complex: modified residues first, then ions, molecules and waters.
pub fn groups(receptor: &Complex) -> Vec<Group> {
    let Some(molecule) = receptor.current() else { return Vec::new() };
    let mut found: Vec<Group> = hetero_groups(molecule).iter().map(|group| describe(molecule, group)).collect();
    found.sort_by_key(|group| group.kind);
    found
}

fn describe(molecule: &Molecule, group: &HeteroGroup) -> Group {
    let has = |name: &str| group.atoms.iter().any(|row| molecule.atoms.name[*row] == name);
    let kind = if group.is_water() {
        GroupKind::Water
    } else if group.atoms.len() == 1 {
        GroupKind::Ion
    } else if (has("N") && has("CA") && has("C")) || (has("P") && has("C1'") && has("O3'") && has("O5'")) {
        GroupKind::Modified
    } else {
        GroupKind::Molecule
    };
    Group { id: id_of(group), kind, atoms: group.atoms.len() }
}

fn id_of(group: &HeteroGroup) -> GroupId {
    let chain = match group.chain.strip_prefix('H') {
        Some(chain) if !chain.is_empty() => chain,
        _ => &group.chain,
    };
    GroupId {
        chain: chain.to_owned(),
        serial: group.serial,
        insertion_code: group.insertion_code,
        name: group.name.to_string(),
    }
}

/// What Open Babel and Vina get of a receptor.
#[derive(Clone, Debug, PartialEq)]
pub struct Receptor {
    /// A PDB file for Open Babel.
    pub pdb: String,
    /// Lines to add to its PDBQT: Open Babel would give ions hydrogens.
    pub ions: String,
}

impl Receptor {
    /// The atoms of the shown molecule that dock: ATOM records and the groups to keep, one alternate location of
    /// each residue, near the box.
    pub fn prepare(receptor: &Complex, keep: &BTreeSet<GroupId>, site: &SearchBox) -> Result<Self, PipelineError> {
        let molecule = receptor.current().ok_or(PipelineError::NoReceptor)?;
        let mut chosen = single_location(molecule);
        if !(0..chosen.len()).any(|row| chosen[row] && !molecule.atoms.is_het[row]) {
            return Err(PipelineError::NoReceptor);
        }
        let mut ions = String::new();
        let near = near_residues(molecule, site);
        for group in hetero_groups(molecule) {
            let is_kept = keep.contains(&id_of(&group));
            let is_ion = group.atoms.len() == 1 && !group.is_water();
            if is_kept && !is_ion {
                continue;
            }
            if is_kept && chosen[group.atoms[0]] && near[group.atoms[0]] {
                ions += &ion_line(molecule, &group)?;
            }
            for row in group.atoms {
                chosen[row] = false;
            }
        }
        for (row, is_chosen) in chosen.iter_mut().enumerate() {
            *is_chosen &= near[row];
        }
        if !chosen.contains(&true) {
            return Err(PipelineError::NothingInBox);
        }
        let pdb = write(receptor, molecule, chosen)
            .map_err(|error| PipelineError::Unwritable { what: "the receptor", error })?;
        Ok(Self { pdb, ions })
    }
}

/// Only these rows, as PDB.
fn write(receptor: &Complex, molecule: &Molecule, chosen: Vec<bool>) -> Result<String, molecule::WriteError> {
    let mut molecule = molecule.clone();
    molecule.atoms.alt_loc.edit().fill(b'.');
    molecule.atoms.selected = chosen.into();
    let chosen = Complex { molecules: vec![molecule], current_frame: 0, ..receptor.clone() };
    let options = WriteOptions { selected_only: true, frames: Frames::Current, ..WriteOptions::default() };
    molecule::write_with(&chosen, Format::Pdb, &options)
}

/// Which atoms are shown and without alternate location, or at the first one that their residue has.
pub(super) fn single_location(molecule: &Molecule) -> Vec<bool> {
    let mut chosen: Vec<bool> = (0..molecule.atoms.len()).map(|row| molecule.has_atom(row)).collect();
    for residue in 0..molecule.residues.len() {
        let rows = molecule.residues.atoms(residue);
        let locations = rows.clone().filter(|row| chosen[*row]).map(|row| molecule.atoms.alt_loc[row]);
        let Some(first) = locations.filter(|location| !is_none(*location)).min() else { continue };
        for row in rows {
            let location = molecule.atoms.alt_loc[row];
            chosen[row] &= is_none(location) || location == first;
        }
    }
    chosen
}

fn is_none(alt_loc: u8) -> bool {
    matches!(alt_loc, b'.' | b' ' | 0)
}

/// The atoms of every residue that has one within reach of the box.
fn near_residues(molecule: &Molecule, site: &SearchBox) -> Vec<bool> {
    let felt = site.bounds().grown(REACH);
    let mut near = vec![false; molecule.atoms.len()];
    let positions = molecule.positions();
    for residue in 0..molecule.residues.len() {
        let rows = molecule.residues.atoms(residue);
        if rows.clone().any(|row| felt.contains(positions[row])) {
            near[rows].fill(true);
        }
    }
    near
}

/// Single atoms that Vina has parameters for, as it spells them.
const IONS: [&str; 17] =
    ["Mg", "Mn", "Zn", "Ca", "Fe", "Cu", "Na", "K", "Hg", "Co", "U", "Cd", "Ni", "F", "Cl", "Br", "I"];

fn ion_line(molecule: &Molecule, group: &HeteroGroup) -> Result<String, PipelineError> {
    let row = group.atoms[0];
    let symbol = molecule.atoms.symbol[row].as_str();
    let Some(known) = IONS.iter().find(|known| known.eq_ignore_ascii_case(symbol)) else {
        return Err(PipelineError::UnknownIon { symbol: symbol.to_owned(), group: id_of(group).to_string() });
    };
    let [x, y, z] = molecule.positions()[row];
    let name: String = group.name.chars().take(3).collect();
    let serial = group.serial.rem_euclid(10_000);
    Ok(format!(
        "HETATM{:5} {:<4} {name:>3} X{serial:4}    {x:8.3}{y:8.3}{z:8.3}{:6.2}{:6.2}    {:6.3} {known:<2}\n",
        1, known, 1.0, 0.0, 0.0
    ))
}
