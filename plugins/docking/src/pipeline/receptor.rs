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
            GroupKind::Ion | GroupKind::Water => self.id.to_string(),
            GroupKind::Modified | GroupKind::Molecule => format!("{} ({} atoms)", self.id, self.atoms),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A residue at two locations, a modified one, a zinc, a cofactor, a water; and a glycine far away.
    const STRUCTURE: &str = "\
ATOM      1  N   SER A   1       0.000   0.000   0.000  1.00 10.00           N  
ATOM      2  CA BSER A   1       1.500   0.000   0.000  0.50 10.00           C  
ATOM      3  CA ASER A   1       1.400   0.100   0.000  0.50 10.00           C  
HETATM    4  N   MSE A   2       3.000   0.000   0.000  1.00 10.00           N  
HETATM    5  CA  MSE A   2       4.500   0.000   0.000  1.00 10.00           C  
HETATM    6  C   MSE A   2       5.000   1.400   0.000  1.00 10.00           C  
ATOM      7  CA  GLY A  90      90.000   0.000   0.000  1.00 10.00           C  
TER       8      GLY A  90
HETATM    9 ZN    ZN A 201       2.000   5.000   0.000  1.00 10.00          ZN  
HETATM   10  C1  LIG A 202       2.000   8.000   0.000  1.00 10.00           C  
HETATM   11  C2  LIG A 202       3.500   8.000   0.000  1.00 10.00           C  
HETATM   12  O   HOH A 301       7.000   7.000   0.000  1.00 10.00           O  
END
";

    fn structure() -> Complex {
        molecule::read(STRUCTURE.as_bytes(), Format::Pdb, "small").unwrap().remove(0)
    }

    fn site() -> SearchBox {
        SearchBox { center: [3.0, 3.0, 0.0], size: [12.0; 3] }
    }

    fn prepare(keep: impl Fn(&Group) -> bool) -> Receptor {
        let structure = structure();
        let keep = groups(&structure).into_iter().filter(keep).map(|group| group.id).collect();
        Receptor::prepare(&structure, &keep, &site()).unwrap()
    }

    /// Names and residues of the atoms of a PDB text.
    fn atoms(pdb: &str) -> Vec<String> {
        let lines = pdb.lines().filter(|line| line.starts_with("ATOM") || line.starts_with("HETATM"));
        lines.map(|line| line[12..21].split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn groups_are_named_and_sorted_by_use() {
        let found = groups(&structure());
        let labels: Vec<_> = found.iter().map(Group::label).collect();
        assert_eq!(labels, ["MSE A 2 (3 atoms)", "ZN A 201", "LIG A 202 (2 atoms)", "HOH A 301"]);
        let is_kept: Vec<_> = found.iter().map(Group::is_kept_by_default).collect();
        assert_eq!(is_kept, [true, true, false, false]);
    }

    #[test]
    fn without_hetero_groups_there_are_only_atom_records_near_the_site() {
        let receptor = prepare(|_| false);
        assert_eq!(atoms(&receptor.pdb), ["N SER", "CA SER"]);
        assert!(receptor.pdb.contains("1.400   0.100"), "location A is taken");
        assert_eq!(receptor.ions, "");
    }

    #[test]
    fn kept_groups_come_along_and_ions_by_themselves() {
        let receptor = prepare(|_| true);
        assert_eq!(atoms(&receptor.pdb), ["N SER", "CA SER", "N MSE", "CA MSE", "C MSE", "C1 LIG", "C2 LIG", "O HOH"]);
        assert_eq!(receptor.ions, "HETATM    1 Zn    ZN X 201       2.000   5.000   0.000  1.00  0.00     0.000 Zn\n");
    }

    #[test]
    fn what_cannot_be_a_receptor_is_told() {
        let nothing_there = SearchBox { center: [0.0, 500.0, 0.0], size: [10.0; 3] };
        let error = Receptor::prepare(&structure(), &BTreeSet::new(), &nothing_there).unwrap_err();
        assert!(matches!(error, PipelineError::NothingInBox));
        let mut only_hetero = structure();
        only_hetero.molecules[0].atoms.is_het.edit().fill(true);
        let error = Receptor::prepare(&only_hetero, &BTreeSet::new(), &site()).unwrap_err();
        assert!(matches!(error, PipelineError::NoReceptor));
        let mut xenon = structure();
        let zinc = xenon.molecules[0].atoms.symbol.iter().position(|symbol| symbol == "Zn").unwrap();
        xenon.molecules[0].atoms.symbol.edit()[zinc] = "Xe".into();
        let keep = groups(&xenon).into_iter().map(|group| group.id).collect();
        let error = Receptor::prepare(&xenon, &keep, &site()).unwrap_err();
        assert_eq!(error.to_string(), "Vina has no parameters for Xe (ZN A 201). Switch this group off and run again.");
    }
}
