//! PDB files: read by their columns, tolerant of what real programs write into them.

mod atom;
mod conect;
mod fields;
mod header;
mod links;

use super::assemble::Assembler;
use super::connections::{Connection, connect};
use super::lines::Lines;
use super::{Limits, Models, ReadError};
use atom::AtomReader;
use conect::Connections;
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
    conect: Connections,
    links: Vec<Connection>,
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
            conect: Connections::default(),
            links: Vec::new(),
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
            b"CONECT" => self.conect.line(line, &self.atoms),
            b"LINK" | b"LINKR" => self.links.extend(links::link(line)),
            b"SSBOND" => self.links.extend(links::disulfide(line)),
            b"HELIX" => self.secondary_structure.helix(line),
            b"SHEET" => self.secondary_structure.sheet(line),
            b"HEADER" | b"TITLE" | b"REMARK" => self.remarks.line(line),
            // A six-digit serial number runs into the record's name.
            record if record.starts_with(b"ATOM") && record[4..].trim_ascii().iter().all(u8::is_ascii_digit) => {
                self.atom(line, number, false)?;
            }
            record if record.starts_with(b"CONECT") => self.conect.line(line, &self.atoms),
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
        let name = self.models.len().to_string().into();
        self.models.push(model.finish(name), self.limits, number)
    }

    fn finish(mut self, number: usize) -> Result<Models, ReadError> {
        self.end_model(number)?;
        if self.models.is_empty() {
            return Err(ReadError::new(number.max(1), 1, "an ATOM or HETATM record", "the end of the file"));
        }
        self.secondary_structure.apply(&mut self.models.molecules);
        self.conect.apply(&mut self.models.molecules);
        connect(&mut self.models.molecules, self.links.into_iter());
        self.models.remarks = self.remarks.finish();
        Ok(self.models)
    }
}
