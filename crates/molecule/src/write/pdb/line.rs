//! A line of a PDB file, each value in its columns or an error that names it.

use std::fmt::Write;

use crate::element::Element;
use crate::hybrid36;
use crate::write::WriteError;
use crate::{Molecule, Text};

/// An atom, ready to be written.
pub(super) struct AtomLine<'a> {
    pub model: &'a Molecule,
    pub residue: usize,
    pub row: usize,
    pub letter: char,
    pub serial: i32,
}

impl AtomLine<'_> {
    pub fn write(&self, text: &mut String) -> Result<(), WriteError> {
        let (atoms, residues) = (&self.model.atoms, &self.model.residues);
        let row = self.row;
        let record = if atoms.is_het[row] { "HETATM" } else { "ATOM  " };
        let serial = serial(self.serial)?;
        let name = self.name()?;
        let alt_loc = if atoms.alt_loc[row] == b'.' { ' ' } else { printable(atoms.alt_loc[row]) };
        let residue = residue(self.model, self.residue, self.letter)?;
        let coordinate = |axis: usize| fixed(self.model.positions()[row][axis], 8, 3, "a coordinate");
        let (x, y, z) = (coordinate(0)?, coordinate(1)?, coordinate(2)?);
        let occupancy = fixed(atoms.occupancy[row], 6, 2, "an occupancy")?;
        let bfactor = fixed(atoms.bfactor[row], 6, 2, "a temperature factor")?;
        let symbol = self.symbol();
        let charge = charge(atoms.formal_charge[row]);
        let insertion_code = printable(residues.insertion_code[self.residue]);
        // Writing into a String cannot fail.
        let _ = writeln!(
            text,
            "{record}{serial} {name}{alt_loc}{residue}{insertion_code}   {x}{y}{z}{occupancy}{bfactor}          \
             {symbol:>2}{charge}"
        );
        Ok(())
    }

    /// Elements of one letter stand in column 14, unless the name needs all four.
    fn name(&self) -> Result<String, WriteError> {
        let name = clean(&self.model.atoms.name[self.row]);
        match name.len() {
            0..=3 if self.symbol().len() == 1 => Ok(format!(" {name:<3}")),
            0..=4 => Ok(format!("{name:<4}")),
            _ => Err(too_wide("the name of an atom", &name)),
        }
    }

    fn symbol(&self) -> String {
        let symbol = self.model.atoms.symbol[self.row].as_str();
        Element::of(symbol).map_or_else(String::new, |element| element.symbol.to_ascii_uppercase())
    }
}

pub(super) fn write_ter(
    text: &mut String,
    model: &Molecule,
    last: usize,
    letter: char,
    number: i32,
) -> Result<(), WriteError> {
    let insertion_code = printable(model.residues.insertion_code[last]);
    let line = format!("TER   {}      {}{insertion_code}", serial(number)?, residue(model, last, letter)?);
    text.push_str(line.trim_end());
    text.push('\n');
    Ok(())
}

/// Name, chain and number of a residue: columns 18 to 26.
pub(super) fn residue(model: &Molecule, row: usize, letter: char) -> Result<String, WriteError> {
    let name = clean(&model.residues.name[row]);
    let number = model.residues.serial[row];
    let serial = hybrid36::encode(number, 4).ok_or_else(|| too_wide("the number of a residue", &number.to_string()))?;
    match name.len() {
        // A fourth letter may stand in column 21.
        0..=3 => Ok(format!("{name:>3} {letter}{serial}")),
        4 => Ok(format!("{name}{letter}{serial}")),
        _ => Err(too_wide("the name of a residue", &name)),
    }
}

/// A serial number in five columns, past 99,999 in hybrid-36.
pub(super) fn serial(number: i32) -> Result<String, WriteError> {
    hybrid36::encode(number, 5).ok_or_else(|| too_wide("the number of an atom", &number.to_string()))
}

/// A code of one letter, a blank if it cannot be printed.
pub(super) fn printable(code: u8) -> char {
    if code.is_ascii_graphic() { char::from(code) } else { ' ' }
}

/// The number with these decimals, or with fewer where the columns are too few for large ones.
fn fixed(value: f32, width: usize, decimals: usize, what: &str) -> Result<String, WriteError> {
    // Coordinates keep their decimals: a reader counts on them.
    let least = if decimals == 3 { 3 } else { 0 };
    (least..=decimals)
        .rev()
        .map(|decimals| format!("{value:>width$.decimals$}"))
        .find(|text| text.len() == width && value.is_finite())
        .ok_or_else(|| too_wide(what, &value.to_string()))
}

fn charge(charge: i32) -> String {
    match charge {
        1..=9 => format!("{charge}+"),
        -9..=-1 => format!("{}-", -charge),
        _ => "  ".to_owned(),
    }
}

/// A name without blanks and what is no ASCII.
fn clean(name: &Text) -> String {
    name.chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| if letter.is_ascii_graphic() { letter } else { '?' })
        .collect()
}

fn too_wide(what: &str, value: &str) -> WriteError {
    WriteError::TooWide { what: format!("{what}, {value},") }
}

#[cfg(test)]
mod tests {
    use super::{charge, fixed};

    #[test]
    fn numbers_keep_to_their_columns() {
        assert_eq!(fixed(-12.3456, 8, 3, "").unwrap(), " -12.346");
        assert_eq!(fixed(1234.567, 6, 2, "").unwrap(), "1234.6");
        assert_eq!(fixed(123_456.0, 6, 2, "").unwrap(), "123456");
        assert!(fixed(1_234_567.0, 6, 2, "").is_err());
        assert!(fixed(-1000.0, 8, 3, "").is_err());
        assert!(fixed(f32::NAN, 8, 3, "").is_err());
        assert_eq!(
            (charge(2), charge(-1), charge(0), charge(12)),
            ("2+".into(), "1-".into(), "  ".into(), "  ".into())
        );
    }
}
