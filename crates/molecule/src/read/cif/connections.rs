//! Bonds that an mmCIF names: between residues (`_struct_conn`), within the residues of a name (`_chem_comp_bond`), and
//! by the numbers of their atoms, as Mol* writes them and we do (`_molstar_bond_site`).

use std::collections::HashMap;

use super::table::{Row, Table};
use crate::bonds::has_template;
use crate::geometry::distance_squared;
use crate::read::connections::{Address, Connection, MOST_LOOKUPS, add_bonds};
use crate::{Molecule, Text};

/// Atoms of one name in one residue beyond this many are not bonded by their name.
const MOST_NAMESAKES: usize = 16;
/// A bond that a component names and that is longer than this, in angstrom, is broken.
const LONGEST: f32 = 3.0;

/// The rows of `_struct_conn` that are bonds within the file.
pub(super) fn between_residues<'t>(table: &'t Table<'_>) -> impl Iterator<Item = Connection> + 't {
    table.rows().filter_map(connection)
}

fn connection(row: Row<'_, '_>) -> Option<Connection> {
    let kind = row.text("conn_type_id")?;
    if !(kind.starts_with("covale") || kind == "disulf" || kind == "metalc") {
        return None;
    }
    // A bond to a copy of the molecule elsewhere in the crystal is none in the file.
    if row.text("ptnr1_symmetry") != row.text("ptnr2_symmetry") {
        return None;
    }
    Some((address(row, 1)?, address(row, 2)?, order(row, "pdbx_value_order").unwrap_or(1)))
}

fn address(row: Row<'_, '_>, partner: u8) -> Option<Address> {
    let text = |name: &str| row.text(&format!("ptnr{partner}_{name}"));
    let code =
        |name: String, default| row.value(&name).and_then(|value| value.bytes.first().copied()).unwrap_or(default);
    Some((
        text("auth_asym_id").or_else(|| text("label_asym_id"))?,
        text("auth_seq_id").or_else(|| text("label_seq_id"))?.parse().ok()?,
        code(format!("pdbx_ptnr{partner}_pdb_ins_code"), b' '),
        text("auth_comp_id").or_else(|| text("label_comp_id"))?,
        text("label_atom_id")?,
        code(format!("pdbx_ptnr{partner}_label_alt_id"), b'.'),
    ))
}

/// The order of a bond, if the row has one that we know.
fn order(row: Row<'_, '_>, key: &str) -> Option<u8> {
    match row.text(key)?.to_ascii_lowercase().as_str() {
        "sing" => Some(1),
        "doub" => Some(2),
        "trip" => Some(3),
        "arom" => Some(4),
        _ => None,
    }
}

/// Adds the bonds of `_chem_comp_bond` to each residue of that name; those that have a template need none.
pub(super) fn connect_components(molecules: &mut [Molecule], table: &Table<'_>) {
    let mut bonds_of: HashMap<Text, Vec<(Text, Text, u8)>> = HashMap::new();
    for row in table.rows() {
        let ends = row.text("comp_id").zip(row.text("atom_id_1")).zip(row.text("atom_id_2"));
        let Some(((component, first), second)) = ends else { continue };
        if !has_template(&component) {
            let order = order(row, "value_order").unwrap_or(1);
            bonds_of.entry(component).or_default().push((first, second, order));
        }
    }
    let mut lookups_left = MOST_LOOKUPS;
    for molecule in molecules {
        let mut found = Vec::new();
        for residue in 0..molecule.residues.len() {
            let Some(bonds) = bonds_of.get(&molecule.residues.name[residue]) else { continue };
            lookups_left = lookups_left.saturating_sub(bonds.len());
            if lookups_left == 0 {
                break;
            }
            connect_residue(molecule, residue, bonds, &mut found);
        }
        add_bonds(molecule, found);
    }
}

fn connect_residue(molecule: &Molecule, residue: usize, bonds: &[(Text, Text, u8)], found: &mut Vec<(u32, u32, u8)>) {
    let mut rows_of: HashMap<&str, Vec<usize>> = HashMap::new();
    for row in molecule.residues.atoms(residue) {
        let rows = rows_of.entry(molecule.atoms.name[row].as_str()).or_default();
        if rows.len() < MOST_NAMESAKES {
            rows.push(row);
        }
    }
    let (locations, positions) = (&molecule.atoms.alt_loc, molecule.positions());
    let may_bond = |first: usize, second: usize| {
        let share_location =
            locations[first] == locations[second] || locations[first] == b'.' || locations[second] == b'.';
        share_location && distance_squared(positions[first], positions[second]) < LONGEST * LONGEST
    };
    for (first, second, order) in bonds {
        let (Some(firsts), Some(seconds)) = (rows_of.get(first.as_str()), rows_of.get(second.as_str())) else {
            continue;
        };
        for first in firsts {
            let bonded = seconds.iter().filter(|second| may_bond(*first, **second));
            found.extend(bonded.map(|second| (*first as u32, *second as u32, *order)));
        }
    }
}

/// Adds the bonds of `_molstar_bond_site`: between atoms by their `_atom_site.id`.
pub(super) fn connect_atoms(molecules: &mut [Molecule], table: &Table<'_>) {
    let named: Vec<(i32, i32, u8)> = table
        .rows()
        .take(MOST_LOOKUPS / molecules.len().max(1))
        .filter(|row| row.text("type_id").is_none_or(|kind| kind != "hydrog"))
        .filter_map(|row| Some((row.int("atom_id_1")?, row.int("atom_id_2")?, order(row, "value_order").unwrap_or(0))))
        .collect();
    for molecule in molecules {
        let mut row_of: HashMap<i32, u32> = HashMap::with_capacity(molecule.atoms.len());
        for (row, serial) in (0..).zip(molecule.atoms.serial.iter()) {
            row_of.entry(*serial).or_insert(row);
        }
        let rows = |(first, second, order): &(i32, i32, u8)| Some((*row_of.get(first)?, *row_of.get(second)?, *order));
        let found = named.iter().filter_map(rows).collect();
        add_bonds(molecule, found);
    }
}
