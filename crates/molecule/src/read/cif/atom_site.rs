//! The atoms of a CIF: names and numbers of the authors first, as in the library, else those of the dictionary.

use std::collections::HashMap;

use super::lexer::Value;
use super::table::{Header, Row, number};
use crate::Text;
use crate::element::Element;
use crate::read::assemble::{Assembler, AtomRecord, chain_of};
use crate::read::{LARGEST, Limits, Models, ReadError};

/// Whether a table has coordinates of atoms.
pub(super) fn has_positions(header: &Header) -> bool {
    let all = |keys: [&str; 3]| keys.iter().all(|key| header.column(key).is_some());
    all(CARTESIAN) || all(FRACTIONAL)
}

const CARTESIAN: [&str; 3] = ["cartn_x", "cartn_y", "cartn_z"];
const FRACTIONAL: [&str; 3] = ["fract_x", "fract_y", "fract_z"];

/// Where the table has what, found once a table. Of two columns the second is used where the first has no value.
#[derive(Debug, Default)]
pub(super) struct Columns {
    is_fractional: bool,
    position: [Option<usize>; 3],
    group: Option<usize>,
    id: Option<usize>,
    symbol: Option<usize>,
    name: [Option<usize>; 3],
    alt_loc: Option<usize>,
    residue_name: [Option<usize>; 2],
    residue_serial: [Option<usize>; 2],
    chain: [Option<usize>; 2],
    insertion_code: Option<usize>,
    occupancy: Option<usize>,
    bfactor: Option<usize>,
    charge: Option<usize>,
    model: Option<usize>,
}

impl Columns {
    pub fn new(header: &Header) -> Self {
        let column = |key| header.column(key);
        let is_fractional = CARTESIAN.iter().any(|key| column(key).is_none());
        Self {
            is_fractional,
            position: if is_fractional { FRACTIONAL.map(column) } else { CARTESIAN.map(column) },
            group: column("group_pdb"),
            id: column("id"),
            symbol: column("type_symbol"),
            name: ["auth_atom_id", "label_atom_id", "label"].map(column),
            alt_loc: column("label_alt_id"),
            residue_name: ["auth_comp_id", "label_comp_id"].map(column),
            residue_serial: ["auth_seq_id", "label_seq_id"].map(column),
            chain: ["auth_asym_id", "label_asym_id"].map(column),
            insertion_code: column("pdbx_pdb_ins_code"),
            occupancy: column("occupancy"),
            bfactor: column("b_iso_or_equiv"),
            charge: column("pdbx_formal_charge"),
            model: column("pdbx_pdb_model_num"),
        }
    }
}

/// The atoms by model.
#[derive(Debug, Default)]
pub(super) struct AtomSite {
    models: Vec<(Text, Assembler)>,
    model_by_name: HashMap<Text, usize>,
    atom_count: usize,
    is_fractional: bool,
}

impl AtomSite {
    pub fn is_empty(&self) -> bool {
        self.models.is_empty()
    }

    pub fn is_fractional(&self) -> bool {
        self.is_fractional
    }

    pub fn add(&mut self, columns: &Columns, row: Row<'_, '_>, limits: &Limits) -> Result<(), ReadError> {
        // Small-molecule files list atoms whose place is not known.
        if columns.is_fractional && columns.position.iter().any(|column| row.at(*column).is_none()) {
            return Ok(());
        }
        let line = row.values.first().map_or(1, |value| value.line as usize);
        self.atom_count += 1;
        limits.check_atoms(self.atom_count, line)?;
        self.is_fractional = columns.is_fractional;
        let atom = atom(columns, row, self.atom_count)?;
        let model = row.at(columns.model).map_or(Text::from_static_str("1"), text);
        self.model(model, limits, line)?.push(atom);
        Ok(())
    }

    fn model(&mut self, name: Text, limits: &Limits, line: usize) -> Result<&mut Assembler, ReadError> {
        let is_last = self.models.last().is_some_and(|(last, _)| *last == name);
        let place = match self.model_by_name.get(&name) {
            _ if is_last => self.models.len() - 1,
            Some(place) => *place,
            None => {
                limits.check_models(self.models.len() + 1, line)?;
                self.model_by_name.insert(name.clone(), self.models.len());
                self.models.push((name, Assembler::default()));
                self.models.len() - 1
            }
        };
        Ok(&mut self.models[place].1)
    }

    pub fn finish(self, limits: &Limits, line: usize) -> Result<Models, ReadError> {
        let mut models = Models::default();
        for (name, model) in self.models {
            models.push(model.finish(name), limits, line)?;
        }
        Ok(models)
    }
}

fn atom(columns: &Columns, row: Row<'_, '_>, number_in_file: usize) -> Result<AtomRecord, ReadError> {
    let first_of = |columns: &[Option<usize>]| columns.iter().find_map(|column| row.at(*column));
    let is_het = row.at(columns.group).is_some_and(|value| value.bytes == b"HETATM");
    let mut position = [0.0; 3];
    for (value, column) in position.iter_mut().zip(columns.position) {
        *value = required(row, column, "a coordinate")?;
    }
    let name = first_of(&columns.name).map_or(Text::default(), text);
    let symbol = row.at(columns.symbol).map(text);
    let symbol = symbol_of(symbol.as_deref().unwrap_or(&name), symbol.is_some());
    let chain = first_of(&columns.chain).map_or(Text::from_static_str("A"), text);
    let insertion_code = row.at(columns.insertion_code).and_then(|value| value.bytes.first().copied());
    let alt_loc = row.at(columns.alt_loc).and_then(|value| value.bytes.first().copied());
    Ok(AtomRecord {
        chain: chain_of(&chain, is_het),
        residue_name: first_of(&columns.residue_name).map_or(Text::from_static_str("UNK"), text),
        residue_serial: first_of(&columns.residue_serial).map_or(Ok(1), |value| int(value, "a sequence number"))?,
        insertion_code: insertion_code.unwrap_or(b' '),
        serial: row.at(columns.id).and_then(|value| int(value, "").ok()).unwrap_or(number_in_file as i32),
        name: if name.is_empty() { symbol.clone() } else { name },
        symbol,
        position,
        is_het,
        occupancy: optional(row, columns.occupancy, "an occupancy", 1.0)?,
        bfactor: optional(row, columns.bfactor, "a temperature factor", 0.0)?,
        formal_charge: row.at(columns.charge).and_then(|value| int(value, "").ok()).unwrap_or(0),
        alt_loc: alt_loc.unwrap_or(b'.'),
    })
}

fn text(value: Value<'_>) -> Text {
    Text::from_utf8_lossy(value.bytes)
}

fn int(value: Value<'_>, what: &str) -> Result<i32, ReadError> {
    let number = std::str::from_utf8(value.bytes).ok().and_then(|text| text.parse().ok());
    number.ok_or_else(|| value.expected(what))
}

fn float(value: Value<'_>, what: &str) -> Result<f32, ReadError> {
    let number = number(value).map(|number| number as f32).filter(|number| number.abs() <= LARGEST);
    number.ok_or_else(|| value.expected(what))
}

fn required(row: Row<'_, '_>, column: Option<usize>, what: &str) -> Result<f32, ReadError> {
    let value = column.and_then(|column| row.values.get(column).copied());
    value.map_or_else(|| Err(ReadError::new(1, 1, what, "no such column")), |value| float(value, what))
}

fn optional(row: Row<'_, '_>, column: Option<usize>, what: &str, default: f32) -> Result<f32, ReadError> {
    row.at(column).map_or(Ok(default), |value| float(value, what))
}

/// The element of a symbol such as `CA`, `Ca2+`, or of a label such as `Ca1`: there only a small second letter counts.
fn symbol_of(text: &str, is_symbol: bool) -> Text {
    let letters = text.find(|letter: char| !letter.is_ascii_alphabetic()).map_or(text, |end| &text[..end]);
    let two = letters.get(..2).filter(|two| is_symbol || two.ends_with(|letter: char| letter.is_ascii_lowercase()));
    let element = two.and_then(Element::of).or_else(|| letters.get(..1).and_then(Element::of));
    element.map_or_else(
        || Text::from(if text.is_empty() { "X" } else { text }),
        |element| Text::from_static_str(element.symbol),
    )
}

#[cfg(test)]
mod tests {
    use super::symbol_of;

    #[test]
    fn elements_of_symbols_and_labels() {
        for (text, is_symbol, symbol) in [
            ("CA", true, "Ca"),
            ("Ca2+", true, "Ca"),
            ("O2-", true, "O"),
            ("C", true, "C"),
            ("Ca1", false, "Ca"),
            ("CA1", false, "C"),
            ("C10", false, "C"),
            ("", false, "X"),
            ("?", true, "?"),
        ] {
            assert_eq!(symbol_of(text, is_symbol), symbol, "{text}");
        }
    }
}
