//! mmCIF files: the atoms, helices and strands, and the bonds that a reader would not know.

use std::borrow::Cow;
use std::fmt::Write;

use super::file_chain;
use super::named_bonds::bonds_to_name;
use super::runs::runs;
use crate::Molecule;

const ATOM_SITE: [&str; 21] = [
    "group_PDB",
    "id",
    "type_symbol",
    "label_atom_id",
    "label_alt_id",
    "label_comp_id",
    "label_asym_id",
    "label_entity_id",
    "label_seq_id",
    "pdbx_PDB_ins_code",
    "Cartn_x",
    "Cartn_y",
    "Cartn_z",
    "occupancy",
    "B_iso_or_equiv",
    "pdbx_formal_charge",
    "auth_seq_id",
    "auth_comp_id",
    "auth_asym_id",
    "auth_atom_id",
    "pdbx_PDB_model_num",
];

const STRUCT_CONF: [&str; 8] = [
    "conf_type_id",
    "id",
    "beg_auth_asym_id",
    "beg_auth_seq_id",
    "pdbx_beg_PDB_ins_code",
    "end_auth_asym_id",
    "end_auth_seq_id",
    "pdbx_end_PDB_ins_code",
];

/// As Mol* writes them: the atoms by their `_atom_site.id`.
const BOND_SITE: [&str; 4] = ["atom_id_1", "atom_id_2", "value_order", "type_id"];

pub(super) fn write(models: &[Molecule], name: &str) -> String {
    let mut text = String::new();
    let id: String = name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
    text.push_str(&format!("data_{}\n#\n", if id.is_empty() { "complex" } else { &id }));
    write_runs(&mut text, &models[0]);
    write_header(&mut text, "_atom_site", &ATOM_SITE);
    let mut serial = 0;
    let mut bonds = String::new();
    for (number, model) in (1..).zip(models) {
        let serials = write_atoms(&mut text, model, number, &mut serial);
        write_bonds(&mut bonds, model, &serials);
    }
    text.push_str("#\n");
    if !bonds.is_empty() {
        write_header(&mut text, "_molstar_bond_site", &BOND_SITE);
        text.push_str(&bonds);
        text.push_str("#\n");
    }
    text
}

fn write_header(text: &mut String, category: &str, keys: &[&str]) {
    text.push_str("loop_\n");
    for key in keys {
        text.push_str(&format!("{category}.{key}\n"));
    }
}

fn write_runs(text: &mut String, model: &Molecule) {
    let runs = runs(model);
    if runs.is_empty() {
        return;
    }
    write_header(text, "_struct_conf", &STRUCT_CONF);
    for (number, run) in (1..).zip(runs) {
        let kind = if run.kind == 3 { "HELX_P" } else { "STRN" };
        let chain = quoted(run.chain_name(model));
        let end = |residue: usize| {
            let code = code(model.residues.insertion_code[residue], b' ');
            format!("{chain} {} {code}", model.residues.serial[residue])
        };
        text.push_str(&format!("{kind} {kind}{number} {} {}\n", end(run.first), end(run.last)));
    }
    text.push_str("#\n");
}

/// Writes the atoms of a model; gives back their serial numbers.
fn write_atoms(text: &mut String, model: &Molecule, number: usize, serial: &mut usize) -> Vec<usize> {
    let mut serials = vec![0; model.atoms.len()];
    let (atoms, residues, positions) = (&model.atoms, &model.residues, model.positions());
    for chain in 0..model.chains.len() {
        for residue in model.chains.residues(chain) {
            let chain_name = quoted(file_chain(model, chain, residue));
            let residue_name = quoted(&residues.name[residue]);
            let residue_serial = residues.serial[residue];
            let insertion_code = code(residues.insertion_code[residue], b' ');
            for row in residues.atoms(residue) {
                *serial += 1;
                serials[row] = *serial;
                let group = if atoms.is_het[row] { "HETATM" } else { "ATOM" };
                let (symbol, name) = (quoted(&atoms.symbol[row]), quoted(&atoms.name[row]));
                let alt_loc = code(atoms.alt_loc[row], b'.');
                let [x, y, z] = positions[row];
                let (occupancy, bfactor, charge) = (atoms.occupancy[row], atoms.bfactor[row], atoms.formal_charge[row]);
                // Writing into a String cannot fail.
                let _ = writeln!(
                    text,
                    "{group} {serial} {symbol} {name} {alt_loc} {residue_name} {chain_name} . . {insertion_code} \
                     {x:.3} {y:.3} {z:.3} {occupancy:.2} {bfactor:.2} {charge} {residue_serial} {residue_name} \
                     {chain_name} {name} {number}"
                );
            }
        }
    }
    serials
}

fn write_bonds(text: &mut String, model: &Molecule, serials: &[usize]) {
    for (first, second, kind) in bonds_to_name(model, |kind| kind) {
        let (first, second) = (serials[first as usize], serials[second as usize]);
        let order = match kind {
            1 => "sing",
            2 => "doub",
            3 => "trip",
            4 => "arom",
            _ => "?",
        };
        text.push_str(&format!("{first} {second} {order} covale\n"));
    }
}

/// A code of one letter, `?` or `.` where there is none.
fn code(code: u8, none: u8) -> Cow<'static, str> {
    match code {
        _ if code == none => Cow::Borrowed(if none == b' ' { "?" } else { "." }),
        _ if code.is_ascii_alphanumeric() => Cow::Owned(char::from(code).to_string()),
        _ if code.is_ascii_graphic() && code != b'\'' => Cow::Owned(format!("'{}'", char::from(code))),
        _ => Cow::Borrowed("?"),
    }
}

/// A value, in quotes where it would mean something else without them.
fn quoted(value: &str) -> Cow<'_, str> {
    let is_plain =
        |letter: char| letter.is_ascii_graphic() && !matches!(letter, '\'' | '"' | ';' | '#' | '_' | '$' | '[' | ']');
    let is_keyword =
        ["data_", "loop_", "save_", "stop_", "global_"].iter().any(|word| value.to_ascii_lowercase().starts_with(word));
    if !value.is_empty() && !is_keyword && !matches!(value, "." | "?") && value.chars().all(is_plain) {
        return Cow::Borrowed(value);
    }
    // No name has both quotes, or control characters; if it does, they are replaced.
    let quote = if value.contains('\'') { '"' } else { '\'' };
    let clean = value.chars().map(|letter| if letter.is_control() || letter == quote { '_' } else { letter });
    Cow::Owned(format!("{quote}{}{quote}", clean.collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::{code, quoted};

    #[test]
    fn values_are_quoted_where_they_must_be() {
        for (value, written) in [
            ("CA", "CA"),
            ("O5'", "\"O5'\""),
            ("", "''"),
            (".", "'.'"),
            ("a b", "'a b'"),
            ("_x", "'_x'"),
            ("loop_", "'loop_'"),
            ("a\nb", "'a_b'"),
            ("'\"", "\"'_\""),
        ] {
            assert_eq!(quoted(value), written);
        }
        assert_eq!(
            (code(b' ', b' '), code(b'A', b' '), code(b'.', b'.'), code(b'\n', b'.')),
            ("?".into(), "A".into(), ".".into(), "?".into())
        );
    }
}
