//! An ATOM or HETATM line of a PDB file.

use super::fields::{charge, column, field, number, text};
use crate::Text;
use crate::bonds::is_polymer_unit;
use crate::element::Element;
use crate::hybrid36::Serials;
use crate::read::ReadError;
use crate::read::assemble::{AtomRecord, chain_of};

/// Reads atom lines in order: some of what they leave out follows from the lines before.
#[derive(Debug)]
pub(super) struct AtomReader {
    serials: Serials,
    residue_serials: Serials,
    last_serial: i32,
    last_residue_serial: i32,
    /// Chains without an identifier are numbered, as in the library.
    unnamed_chain: u32,
    unnamed_residue_serial: i32,
}

impl Default for AtomReader {
    fn default() -> Self {
        Self {
            serials: Serials::new(5),
            residue_serials: Serials::new(4),
            last_serial: 0,
            last_residue_serial: 0,
            unnamed_chain: 0,
            unnamed_residue_serial: 0,
        }
    }
}

impl AtomReader {
    /// After a TER record.
    pub fn end_chain(&mut self) {
        self.unnamed_chain = self.unnamed_chain.saturating_add(1);
        self.unnamed_residue_serial = 0;
        self.residue_serials.restart();
    }

    /// After a model.
    pub fn end_model(&mut self) {
        let mut serials = self.serials.clone();
        serials.restart();
        *self = Self { serials, ..Self::default() };
    }

    /// A serial number in another record.
    pub fn serial_of(&self, field: &[u8]) -> Option<i32> {
        self.serials.peek(field)
    }

    pub fn read(&mut self, line: &[u8], line_number: usize, is_het: bool) -> Result<AtomRecord, ReadError> {
        let coordinate = |first: usize| {
            let field = field(line, first, first + 7);
            number(field).ok_or_else(|| {
                ReadError::at(line_number, first, "a coordinate (8.3f)", &String::from_utf8_lossy(field))
            })
        };
        let position = [coordinate(31)?, coordinate(39)?, coordinate(47)?];
        let (serial, name) = self.serial_and_name(line);
        let (residue_serial, insertion_code) = self.residue_number(line);
        let (residue_name, chain) = self.residue_name_and_chain(line, residue_serial);
        let symbol = symbol(line, &name, &residue_name);
        Ok(AtomRecord {
            chain: chain_of(&chain, is_het),
            residue_name,
            residue_serial,
            insertion_code,
            serial,
            name,
            symbol,
            position,
            is_het,
            occupancy: optional(line, line_number, 55, "an occupancy (6.2f)", 1.0)?,
            bfactor: optional(line, line_number, 61, "a temperature factor (6.2f)", 0.0)?,
            formal_charge: charge(field(line, 79, 80)),
            alt_loc: Some(column(line, 17)).filter(u8::is_ascii_graphic).unwrap_or(b'.'),
        })
    }

    fn serial_and_name(&mut self, line: &[u8]) -> (i32, Text) {
        // Serial numbers of six digits begin in column 6 (ATOM) or end in column 12 (HETATM).
        let starts_early = column(line, 6).is_ascii_digit();
        let ends_late = column(line, 12).is_ascii_digit() && column(line, 7).is_ascii_digit();
        let serial = match (starts_early, ends_late) {
            (true, _) => crate::hybrid36::decimal(field(line, 6, 11)),
            (_, true) => crate::hybrid36::decimal(field(line, 7, 12)),
            _ => self.serials.read(field(line, 7, 11)),
        };
        self.last_serial = serial.unwrap_or(self.last_serial.saturating_add(1));
        // Some programs begin names of four letters in column 12.
        let name = field(line, if ends_late { 13 } else { 12 }, 16);
        (self.last_serial, text(name))
    }

    fn residue_number(&mut self, line: &[u8]) -> (i32, u8) {
        let code = column(line, 27);
        // Five digits run into the insertion code.
        let five_digits = code.is_ascii_digit() && (23..27).all(|place| column(line, place).is_ascii_digit());
        let serial = if five_digits {
            crate::hybrid36::decimal(field(line, 23, 27))
        } else {
            self.residue_serials.read(field(line, 23, 26))
        };
        self.last_residue_serial = serial.unwrap_or(self.last_residue_serial);
        let insertion_code = if five_digits || !code.is_ascii_graphic() { b' ' } else { code };
        (self.last_residue_serial, insertion_code)
    }

    fn residue_name_and_chain(&mut self, line: &[u8], residue_serial: i32) -> (Text, Text) {
        // Column 21 is blank by the format. Programs put there the fourth letter of a residue's name,
        // or the first one of a chain's.
        let short_name = text(field(line, 18, 20));
        let long_chain = column(line, 22) != b' ' && is_polymer_unit(&short_name);
        let (name, chain) = match long_chain {
            true => (short_name, text(field(line, 21, 22))),
            false => (text(field(line, 18, 21)), text(field(line, 22, 22))),
        };
        let name = if name.is_empty() { Text::from_static_str("LIG") } else { name };
        if !chain.is_empty() {
            return (name, chain);
        }
        if residue_serial < self.unnamed_residue_serial {
            self.unnamed_chain = self.unnamed_chain.saturating_add(1);
            self.unnamed_residue_serial = 0;
        } else {
            self.unnamed_residue_serial = residue_serial;
        }
        (name, self.unnamed_chain.to_string().into())
    }
}

/// A number of six columns that may be left out.
fn optional(line: &[u8], line_number: usize, first: usize, what: &str, default: f32) -> Result<f32, ReadError> {
    let field = field(line, first, first + 5);
    if field.is_empty() {
        return Ok(default);
    }
    number(field).ok_or_else(|| ReadError::at(line_number, first, what, &String::from_utf8_lossy(field)))
}

/// The element: from its columns, or from the name, whose first two columns are the element's; not in residues of
/// polymers, where a name that stands wrong by a column is likelier than a calcium.
fn symbol(line: &[u8], name: &str, residue_name: &str) -> Text {
    let given = field(line, 77, 78);
    if let Some(element) = std::str::from_utf8(given).ok().and_then(Element::of) {
        return Text::from_static_str(element.symbol);
    }
    let two = &line.get(12..14).unwrap_or_default();
    // Hydrogen names of four letters begin in column 13: `HG11` is no mercury.
    let four_letters = column(line, 16) != b' ';
    let is_element = |two: &&str| match two.as_bytes()[0] {
        b'H' | b'D' if four_letters => false,
        _ => *two == "SE" || !is_polymer_unit(residue_name),
    };
    let long = std::str::from_utf8(two).ok().filter(|two| !two.is_empty()).filter(is_element);
    let letters = name.trim_start_matches(|letter: char| !letter.is_ascii_alphabetic());
    let short = letters.get(..1);
    let element = long.and_then(Element::of).or_else(|| short.and_then(Element::of));
    element.map_or_else(
        || Text::from(if name.is_empty() { "X" } else { name }),
        |element| Text::from_static_str(element.symbol),
    )
}

#[cfg(test)]
mod tests {
    use super::AtomReader;

    fn read(line: &str) -> super::AtomRecord {
        AtomReader::default().read(line.as_bytes(), 1, line.starts_with("HETATM")).unwrap()
    }

    #[test]
    fn a_full_line() {
        let atom = read("HETATM 2071 ZN  AHEM A 501A      6.142  80.064  30.986  0.50130.83          ZN2+");
        assert_eq!((atom.serial, atom.name.as_str(), atom.alt_loc), (2071, "ZN", b'A'));
        assert_eq!((atom.residue_name.as_str(), atom.chain.as_str()), ("HEM", "HA"));
        assert_eq!((atom.residue_serial, atom.insertion_code), (501, b'A'));
        assert_eq!((atom.position, atom.occupancy, atom.bfactor), ([6.142, 80.064, 30.986], 0.5, 130.83));
        assert_eq!((atom.symbol.as_str(), atom.formal_charge), ("Zn", 2));
    }

    #[test]
    fn a_line_that_ends_after_its_coordinates() {
        let atom = read("ATOM      1  CA  GLY A   1       1.000   2.000   3.000");
        assert_eq!((atom.symbol.as_str(), atom.occupancy, atom.bfactor), ("C", 1.0, 0.0));
    }

    #[test]
    fn elements_follow_from_names() {
        for (name, symbol) in [
            (" CA ", "C"),
            ("CA  ", "Ca"),
            ("HG11", "H"),
            ("HG  ", "Hg"),
            ("1HB ", "H"),
            ("FE  ", "Fe"),
            (" N1 ", "N"),
            ("CL1 ", "Cl"),
            (" OXT", "O"),
            ("ZN  ", "Zn"),
            (" X  ", "X"),
        ] {
            let atom = read(&format!("ATOM      1 {name} LIG A   1       1.000   2.000   3.000"));
            assert_eq!(atom.symbol, symbol, "{name}");
        }
    }

    #[test]
    fn residues_of_polymers_have_no_calcium() {
        for (columns, symbol) in
            [("CA   ALA", "C"), ("CD1  ILE", "C"), ("SE   MSE", "Se"), ("HG   SER", "H"), ("CA    CA", "Ca")]
        {
            let atom = read(&format!("ATOM      1 {columns} A   1       1.000   2.000   3.000"));
            assert_eq!(atom.symbol, symbol, "{columns}");
        }
    }

    #[test]
    fn column_21_belongs_to_the_name_or_to_the_chain() {
        for (columns, name, chain) in [
            ("TIP3W", "TIP3", "W"),
            ("ALAAB", "ALA", "AB"),
            ("ALA B", "ALA", "B"),
            ("POPC ", "POPC", "0"),
            ("  G A", "G", "A"),
        ] {
            let atom = read(&format!("ATOM      1  C1  {columns}   1       1.000   2.000   3.000"));
            assert_eq!((atom.residue_name.as_str(), atom.chain.as_str()), (name, chain), "{columns}");
        }
    }

    #[test]
    fn wide_numbers() {
        let atom = read("ATOM 100001  CA  GLY A10001      1.000   2.000   3.000");
        assert_eq!((atom.serial, atom.residue_serial, atom.insertion_code), (100_001, 10_001, b' '));
        let atom = read("HETATM100001 O   HOH A   1       1.000   2.000   3.000");
        assert_eq!(atom.serial, 100_001);
    }

    #[test]
    fn an_error_names_the_column() {
        let line = b"ATOM      1  CA  GLY A   1       1.000     abc   3.000";
        let error = AtomReader::default().read(line, 12, false).unwrap_err();
        assert_eq!(error.to_string(), "line 12, column 39: expected a coordinate (8.3f), found \"abc\"");
        let error = AtomReader::default().read(b"ATOM", 3, false).unwrap_err();
        assert_eq!(error.to_string(), "line 3, column 31: expected a coordinate (8.3f), found nothing");
    }
}
