//! PDB files: read by their columns, tolerant of what real programs write into them.

mod atom;
mod fields;
mod header;

use std::collections::HashMap;

use super::assemble::Assembler;
use super::lines::Lines;
use super::{Limits, Models, ReadError};
use crate::Bonds;
use atom::AtomReader;
use fields::field;
use header::{Remarks, SecondaryStructure};

/// Reads the models of a PDB file.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Models, ReadError> {
    let mut lines = Lines::new(bytes, limits);
    let mut file = PdbFile::new(limits);
    while let Some(line) = lines.next()? {
        file.line(line, lines.number())?;
    }
    file.finish(lines.number())
}

struct PdbFile<'a> {
    limits: &'a Limits,
    models: Models,
    model: Assembler,
    atoms: AtomReader,
    /// Bonded serial numbers, and how often one record names the second: the bond order.
    conect: HashMap<(i32, i32), u8>,
    /// Per model, which row the atom of a serial number has; only needed with CONECT, so kept small.
    serials: Vec<Vec<(i32, u32)>>,
    in_models: bool,
    remarks: Remarks,
    secondary_structure: SecondaryStructure,
}

impl<'a> PdbFile<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            models: Models::default(),
            model: Assembler::default(),
            atoms: AtomReader::default(),
            conect: HashMap::new(),
            serials: Vec::new(),
            in_models: false,
            remarks: Remarks::default(),
            secondary_structure: SecondaryStructure::default(),
        }
    }

    fn line(&mut self, line: &[u8], number: usize) -> Result<(), ReadError> {
        match field(line, 1, 6) {
            b"ATOM" => self.atom(line, number, false)?,
            b"HETATM" => self.atom(line, number, true)?,
            b"TER" => self.atoms.end_chain(),
            // Atoms before the first MODEL are of it, as in the library.
            b"MODEL" if !self.in_models => self.in_models = true,
            b"MODEL" | b"ENDMDL" => self.end_model(number)?,
            b"CONECT" => self.conect(line),
            b"HELIX" => self.secondary_structure.helix(line),
            b"SHEET" => self.secondary_structure.sheet(line),
            b"HEADER" | b"TITLE" | b"REMARK" => self.remarks.line(line),
            // A six-digit serial number runs into the record's name.
            record if record.starts_with(b"ATOM") && record[4..].trim_ascii().iter().all(u8::is_ascii_digit) => {
                self.atom(line, number, false)?;
            }
            record if record.starts_with(b"CONECT") => self.conect(line),
            _ => {}
        }
        Ok(())
    }

    fn atom(&mut self, line: &[u8], number: usize, is_het: bool) -> Result<(), ReadError> {
        let atom = self.atoms.read(line, number, is_het)?;
        self.limits.check_atoms(self.models.atom_count() + self.model.len() + 1, number)?;
        self.model.push(atom);
        Ok(())
    }

    fn end_model(&mut self, number: usize) -> Result<(), ReadError> {
        self.atoms.end_model();
        if self.model.is_empty() {
            return Ok(());
        }
        let model = std::mem::take(&mut self.model);
        // Models count from 0 in their names, as in the library.
        let name = compact_str::format_compact!("{}", self.models.len());
        let mut molecule = model.finish(name);
        self.secondary_structure.apply(&mut molecule);
        let mut serials: Vec<(i32, u32)> =
            (0..).zip(molecule.atoms.serial.iter()).map(|(row, serial)| (*serial, row)).collect();
        serials.sort_unstable();
        self.serials.push(serials);
        self.models.push(molecule, self.limits, number)
    }

    fn conect(&mut self, line: &[u8]) {
        let Some(from) = self.atoms.serial_of(field(line, 7, 11)) else { return };
        let mut named: [(i32, u8); 4] = [(from, 0); 4];
        for (slot, first) in [12, 17, 22, 27].into_iter().enumerate() {
            // What cannot be read as a serial number binds nothing.
            let Some(to) = self.atoms.serial_of(field(line, first, first + 4)) else { continue };
            let known = named[..slot].iter_mut().find(|(serial, count)| *serial == to && *count > 0);
            match known {
                Some((_, count)) => *count += 1,
                None => named[slot] = (to, 1),
            }
        }
        for (to, count) in named.into_iter().filter(|(to, count)| *count > 0 && *to != from) {
            let order = self.conect.entry((from.min(to), from.max(to))).or_default();
            *order = (*order).max(count.min(3));
        }
    }

    fn finish(mut self, number: usize) -> Result<Models, ReadError> {
        self.end_model(number)?;
        if self.models.is_empty() {
            return Err(ReadError::new(number.max(1), 1, "an ATOM or HETATM record", "the end of the file"));
        }
        let mut conect: Vec<((i32, i32), u8)> = self.conect.into_iter().collect();
        conect.sort_unstable();
        for (molecule, serials) in self.models.molecules.iter_mut().zip(&self.serials) {
            let row_of = |serial| {
                let place = serials.partition_point(|(other, _)| *other < serial);
                serials.get(place).filter(|(other, _)| *other == serial).map(|(_, row)| *row)
            };
            molecule.bonds = Bonds::between(
                conect.iter().filter_map(|((from, to), order)| Some((row_of(*from)?, row_of(*to)?, *order))),
            );
        }
        self.models.remarks = self.remarks.finish();
        Ok(self.models)
    }
}
