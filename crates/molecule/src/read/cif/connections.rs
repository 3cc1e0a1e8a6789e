//! Bonds that an mmCIF names (`_struct_conn`): links between residues, disulfides, metals.

use std::collections::HashMap;

use super::table::{Row, Table};
use crate::{Bonds, Molecule, Text};

/// An atom by its names: chain, sequence number, insertion code, residue, atom, alternate location.
type Address = (Text, i32, u8, Text, Text, u8);

/// More than so many are not looked up, over all models: no file of real molecules comes near.
const MOST_LOOKUPS: usize = 10_000_000;

/// Adds the bonds of the table to the molecules, as far as both atoms are there.
pub(super) fn connect(molecules: &mut [Molecule], table: &Table<'_>) {
    let most = MOST_LOOKUPS / molecules.len().max(1);
    let connections: Vec<(Address, Address, u8)> = table.rows().take(most).filter_map(connection).collect();
    if connections.is_empty() {
        return;
    }
    for molecule in molecules {
        let row_of = rows_by_address(molecule);
        let mut bonds: Vec<(u32, u32, u8)> = connections
            .iter()
            .filter_map(|(first, second, kind)| {
                let (first, second) = (*row_of.get(first)?, *row_of.get(second)?);
                (first != second).then_some((first.min(second), first.max(second), *kind))
            })
            .collect();
        bonds.sort_unstable();
        bonds.dedup_by_key(|(first, second, _)| (*first, *second));
        molecule.bonds = Bonds::between(bonds);
    }
}

fn connection(row: Row<'_, '_>) -> Option<(Address, Address, u8)> {
    let kind = row.text("conn_type_id")?;
    if !(kind.starts_with("covale") || kind == "disulf" || kind == "metalc") {
        return None;
    }
    // A bond to a copy of the molecule elsewhere in the crystal is none in the file.
    if row.text("ptnr1_symmetry") != row.text("ptnr2_symmetry") {
        return None;
    }
    let order = match row.text("pdbx_value_order").unwrap_or_default().to_ascii_lowercase().as_str() {
        "doub" => 2,
        "trip" => 3,
        "arom" => 4,
        _ => 1,
    };
    Some((address(row, 1)?, address(row, 2)?, order))
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

fn rows_by_address(molecule: &Molecule) -> HashMap<Address, u32> {
    let mut row_of = HashMap::with_capacity(molecule.atoms.len());
    for chain in 0..molecule.chains.len() {
        let chain_name = &molecule.chains.name[chain];
        for residue in molecule.chains.residues(chain) {
            for row in molecule.residues.atoms(residue) {
                let hetero_chain = molecule.atoms.is_het[row].then(|| chain_name.strip_prefix('H')).flatten();
                let address = (
                    hetero_chain.map_or_else(|| chain_name.clone(), Text::new),
                    molecule.residues.serial[residue],
                    molecule.residues.insertion_code[residue],
                    molecule.residues.name[residue].clone(),
                    molecule.atoms.name[row].clone(),
                    molecule.atoms.alt_loc[row],
                );
                row_of.entry(address).or_insert(row as u32);
            }
        }
    }
    row_of
}
