//! SDF and molfiles: `sdfrust` reads the table of atoms and bonds; records, data and the place of an error are ours.

use std::io::{self, BufRead, Cursor, Read};

use sdfrust::{SdfError, SdfParser, SdfV3000Parser};

use super::assemble::{Assembler, AtomRecord};
use super::lines::Lines;
use super::{LARGEST, Limits, Models, ReadError};
use crate::element::Element;
use crate::{Bonds, Molecule, Pairs, Text, wedges};

/// Reads the records of an SDF; those without atoms are left out, as in the library.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Models, ReadError> {
    let mut lines = Lines::new(bytes, limits);
    let mut models = Models::default();
    let mut record = Record::default();
    while let Some(line) = lines.next()? {
        if line.starts_with(b"$$$$") {
            std::mem::take(&mut record).read_into(&mut models, limits)?;
            record.first_line = lines.number() + 1;
        } else {
            record.add(line);
        }
    }
    record.read_into(&mut models, limits)?;
    if models.is_empty() {
        return Err(ReadError::new(lines.number().max(1), 1, "a record with atoms", "the end of the file"));
    }
    Ok(models)
}

/// One record: the molfile, and the data after it.
struct Record {
    first_line: usize,
    molfile: Vec<u8>,
    /// Lines of the molfile.
    line_count: usize,
    counts_line: Vec<u8>,
    data: Data,
    is_in_data: bool,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            first_line: 1,
            molfile: Vec::new(),
            line_count: 0,
            counts_line: Vec::new(),
            data: Data::default(),
            is_in_data: false,
        }
    }
}

impl Record {
    fn add(&mut self, line: &[u8]) {
        if self.is_in_data {
            return self.data.add(line);
        }
        // Data begin after "M  END", or without it at the first line that says so.
        if self.line_count > 3 && line.starts_with(b">") {
            self.is_in_data = true;
            return self.data.add(line);
        }
        if self.line_count == 3 {
            self.counts_line = line.to_vec();
        }
        self.is_in_data = line.starts_with(b"M  END");
        self.line_count += 1;
        self.molfile.extend_from_slice(line);
        self.molfile.push(b'\n');
    }

    fn read_into(self, models: &mut Models, limits: &Limits) -> Result<(), ReadError> {
        if self.molfile.trim_ascii().is_empty() {
            return Ok(());
        }
        if self.is_v3000() {
            self.check_v3000_counts()?;
        }
        let mut reader = Reader { molfile: Cursor::new(&self.molfile), is_at_end: false };
        let parsed =
            if self.is_v3000() { parse_v3000(&mut reader) } else { SdfParser::new(&mut reader).parse_molecule() };
        let molecule = match parsed {
            Ok(Some(molecule)) => molecule,
            Ok(None) => return Ok(()),
            Err(error) => return Err(self.error(&error, &reader)),
        };
        if molecule.atoms.is_empty() {
            return Ok(());
        }
        limits.check_atoms(models.atom_count() + molecule.atoms.len(), self.first_line)?;
        let last_line = self.first_line + self.line_count;
        models.push(self.molecule(molecule)?, limits, last_line)
    }

    fn is_v3000(&self) -> bool {
        self.counts_line.windows(5).any(|word| word == b"V3000")
    }

    /// The lines of the molfile with their numbers.
    fn numbered_lines(&self) -> impl Iterator<Item = (usize, String)> {
        let lines = self.molfile.split(|byte| *byte == b'\n').take(self.line_count);
        (self.first_line..).zip(lines.map(|line| String::from_utf8_lossy(line).into_owned()))
    }

    /// Counts that the record has not the lines for: `sdfrust` takes memory for as many bonds as are announced.
    fn check_v3000_counts(&self) -> Result<(), ReadError> {
        for (number, line) in self.numbered_lines() {
            let Some(counts) = line.strip_prefix("M  V30 COUNTS") else { continue };
            for word in counts.split_whitespace().take(2) {
                if !word.parse().is_ok_and(|count: usize| count <= self.line_count) {
                    let column = line.find(word).unwrap_or_default() + 1;
                    let expected = format!("a count of at most {}, the lines of the record", self.line_count);
                    return Err(ReadError::at(number, column, expected, word));
                }
            }
        }
        Ok(())
    }

    /// Where `sdfrust` stopped, what it missed there.
    fn error(&self, error: &SdfError, reader: &Reader) -> ReadError {
        let (line_number, line) = reader.line();
        let line_number = self.first_line - 1 + line_number;
        let (expected, found) = match error {
            SdfError::InvalidCoordinate(text) => ("a coordinate (10.4f)".to_owned(), text.trim().to_owned()),
            SdfError::InvalidCountsLine(_) => ("the numbers of atoms and bonds (aaabbb)".to_owned(), line.clone()),
            SdfError::AtomCountMismatch { expected, .. } => (format!("{expected} atoms"), line.clone()),
            SdfError::BondCountMismatch { expected, .. } => (format!("{expected} bonds"), line.clone()),
            SdfError::InvalidAtomIndex { index, atom_count } => {
                (format!("an atom from 1 to {atom_count}"), index.to_string())
            }
            SdfError::AtomIdNotFound { id } => ("an atom of the record".to_owned(), id.to_string()),
            SdfError::InvalidBondOrder(order) => ("a bond order from 1 to 10".to_owned(), order.to_string()),
            SdfError::MissingSection(section) => (format!("the {section}"), String::new()),
            SdfError::InvalidV3000AtomLine { .. } => ("an atom: number, symbol, x, y, z, 0".to_owned(), line.clone()),
            SdfError::InvalidV3000BondLine { .. } => {
                ("a bond: number, order, and the numbers of two atoms".to_owned(), line.clone())
            }
            SdfError::Parse { .. } => (self.row_at(line_number).to_owned(), line.clone()),
            SdfError::InvalidV3000Block(_) => ("the next part of a V3000 molfile".to_owned(), line.clone()),
            other => (format!("a molfile ({other})"), line.clone()),
        };
        if reader.is_at_end {
            return ReadError::new(line_number + 1, 1, expected, "the end of the record");
        }
        // An empty field begins nowhere in particular.
        let column = if found.is_empty() { 0 } else { line.find(&found).unwrap_or_default() };
        ReadError::at(line_number, column + 1, expected, &found)
    }

    /// What a V2000 molfile has in this line of the file.
    fn row_at(&self, line_number: usize) -> &'static str {
        let line = self.numbered_lines().find(|(number, _)| *number == line_number).map(|(_, line)| line);
        let atoms = self.counts_line.get(..3).and_then(|count| std::str::from_utf8(count).ok()?.trim().parse().ok());
        match line {
            Some(line) if line.starts_with("M  ") => "a property: how many, then an atom and a value for each",
            _ if line_number < self.first_line + 4 + atoms.unwrap_or(0) => {
                "an atom: its place in columns 1 to 30, its symbol from column 32"
            }
            _ => "a bond: two atoms and an order, three columns each",
        }
    }

    /// Line, column and text of a coordinate that was read.
    fn coordinate(&self, atom: usize, axis: usize) -> (usize, usize, String) {
        if !self.is_v3000() {
            let (number, line) = self.numbered_lines().nth(4 + atom).unwrap_or_default();
            let field = line.get(10 * axis..10 * (axis + 1)).unwrap_or_default();
            let blanks = field.len() - field.trim_start().len();
            return (number, 10 * axis + blanks + 1, field.trim().to_owned());
        }
        let mut lines = self.numbered_lines().skip_while(|(_, line)| !line.starts_with("M  V30 BEGIN ATOM")).skip(1);
        // A line that ends with `-` goes on in the next one.
        for _ in 0..atom {
            while lines.next().is_some_and(|(_, line)| line.ends_with('-')) {}
        }
        let mut before = 2 + axis; // The atom's number and its type.
        for (number, line) in lines {
            let words: Vec<&str> = line.trim_end_matches('-').split_whitespace().skip(2).collect();
            if let Some(word) = words.get(before) {
                let column = word.as_ptr().addr() - line.as_ptr().addr() + 1;
                return (number, column, (*word).to_owned());
            }
            before = before.saturating_sub(words.len());
        }
        (self.first_line, 1, String::new())
    }

    fn molecule(self, parsed: sdfrust::Molecule) -> Result<Molecule, ReadError> {
        let wedges = wedges::of_drawing(&parsed);
        let mut atoms = Assembler::default();
        for (number, atom) in (1..).zip(parsed.atoms) {
            let position = [atom.x, atom.y, atom.z];
            if let Some(axis) = position.iter().position(|value| value.abs() > f64::from(LARGEST) || value.is_nan()) {
                let (line, column, word) = self.coordinate(atom.index, axis);
                return Err(ReadError::at(line, column, format!("a coordinate from -{LARGEST} to {LARGEST}"), &word));
            }
            let symbol = symbol(&atom);
            atoms.push(AtomRecord {
                chain: Text::from_static_str("S"),
                residue_name: Text::from_static_str("SDF"),
                residue_serial: 1,
                insertion_code: b' ',
                serial: atom.v3000_id.and_then(|id| i32::try_from(id).ok()).unwrap_or(number),
                name: symbol.clone(),
                symbol,
                position: position.map(|value| value as f32),
                is_het: true,
                occupancy: 1.0,
                bfactor: 0.0,
                formal_charge: i32::from(atom.formal_charge),
                alt_loc: b'.',
            });
        }
        let mut molecule = atoms.finish(parsed.name.into());
        molecule.bonds = Bonds::between(parsed.bonds.iter().filter(|bond| bond.atom1 != bond.atom2).map(|bond| {
            // Query bonds (single or double, ...) are of no known kind.
            let kind = Some(bond.order.to_sdf()).filter(|order| *order <= 4).unwrap_or(0);
            (bond.atom1 as u32, bond.atom2 as u32, kind)
        }));
        let mut data = self.data.finish();
        data.extend(wedges.map(|list| (Text::from_static_str(wedges::WEDGES), list.into())));
        molecule.conformers[0].associated = data;
        Ok(molecule)
    }
}

/// Deuterium has a symbol of its own; of other isotopes the model knows the element.
fn symbol(atom: &sdfrust::Atom) -> Text {
    let is_heavy = atom.isotope.map_or(atom.mass_difference == 1, |mass| mass == 2);
    let known = Element::of(&atom.element).map_or(atom.element.as_str(), |known| known.symbol);
    Text::from(match known {
        "" => "X",
        "H" if is_heavy => "D",
        known => known,
    })
}

/// A molfile that is being read, line by line.
struct Reader<'a> {
    molfile: Cursor<&'a [u8]>,
    /// Whether one more line was wanted than there is.
    is_at_end: bool,
}

impl Reader<'_> {
    /// The line that was read last, and its number from 1.
    fn line(&self) -> (usize, String) {
        let bytes = *self.molfile.get_ref();
        let read = &bytes[..bytes.len().min(self.molfile.position() as usize)];
        let read = read.strip_suffix(b"\n").unwrap_or(read);
        let line = read.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let number = 1 + read.iter().filter(|byte| **byte == b'\n').count();
        (number, String::from_utf8_lossy(line).into_owned())
    }
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.molfile.read(buffer)
    }
}

impl BufRead for Reader<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let rest = self.molfile.fill_buf()?;
        self.is_at_end = rest.is_empty();
        Ok(rest)
    }

    fn consume(&mut self, count: usize) {
        self.molfile.consume(count);
    }
}

/// The V3000 parser of `sdfrust` begins after the header.
fn parse_v3000(reader: &mut Reader) -> sdfrust::Result<Option<sdfrust::Molecule>> {
    let mut header = Vec::new();
    for _ in 0..4 {
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line)?;
        header.push(String::from_utf8_lossy(line.trim_ascii()).into_owned());
    }
    SdfV3000Parser::new(reader).parse_molecule_body(header.swap_remove(0), None, None).map(Some)
}

/// Data items (`> <name>` and lines of values), in the order of the file.
#[derive(Default)]
struct Data {
    items: Vec<(Text, String)>,
    is_open: bool,
}

impl Data {
    fn add(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        if line.starts_with('>') {
            let name = line.split_once('<').and_then(|(_, rest)| rest.rsplit_once('>')).map_or("", |(name, _)| name);
            self.items.push((Text::from(if name.is_empty() { "misc" } else { name }), String::new()));
            self.is_open = true;
        } else if line.trim().is_empty() {
            self.is_open = false;
        } else if let Some((_, value)) = self.items.last_mut().filter(|_| self.is_open) {
            if !value.is_empty() {
                value.push('\n');
            }
            value.push_str(&line);
        }
    }

    fn finish(self) -> Pairs {
        self.items.into_iter().map(|(name, value)| (name, value.into())).collect()
    }
}
