//! mmCIF and small-molecule CIF files: whatever dictionary they follow, as far as atoms are concerned.

mod atom_site;
mod cell;
mod connections;
mod lexer;
mod secondary;
mod table;

use std::collections::BTreeMap;

use super::connections::connect;
use super::{Limits, Models, ReadError};
use crate::{Molecule, Pairs, Text};
use atom_site::AtomSite;
use lexer::{Lexer, Token, Value};
use table::{Header, Row, Table, Tag};

/// Categories with more values than this are no remarks, as in the library.
const REMARK_VALUES: usize = 40;
/// Tables that are kept whole.
const KEPT: [&str; 5] =
    ["_struct_conf", "_struct_sheet_range", "_struct_conn", "_chem_comp_bond", "_molstar_bond_site"];

/// Reads the models of the first data block that has atoms.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Models, ReadError> {
    let mut lexer = Lexer::new(bytes, limits);
    let mut block = Block::new(limits);
    let mut token = lexer.next()?;
    while let Some(current) = token {
        token = match current {
            Token::Block if block.has_atoms() => break,
            Token::Block => {
                block = Block::new(limits);
                lexer.next()?
            }
            Token::Loop => block.read_loop(&mut lexer)?,
            Token::Tag(tag) => block.read_pair(Tag::new(tag), &mut lexer)?,
            // Values that no tag announced, such as the title line of some programs.
            Token::Value(_) | Token::Other => lexer.next()?,
        };
    }
    block.finish(lexer.place())
}

struct Block<'a> {
    limits: Limits,
    atoms: AtomSite,
    /// Ordered, so that remarks come in the same order every time.
    tables: BTreeMap<Text, Table<'a>>,
}

impl<'a> Block<'a> {
    fn new(limits: &Limits) -> Self {
        Self { limits: *limits, atoms: AtomSite::default(), tables: BTreeMap::new() }
    }

    fn has_atoms(&self) -> bool {
        !self.atoms.is_empty() || self.tables.get("_atom_site").is_some_and(is_atoms)
    }

    /// A tag and its value; gives back the token after them.
    fn read_pair(&mut self, tag: Tag, lexer: &mut Lexer<'a>) -> Result<Option<Token<'a>>, ReadError> {
        match lexer.next()? {
            Some(Token::Value(value)) => {
                let table = self.tables.entry(tag.category).or_default();
                if table.values.len() == table.header.width() && table.header.column(&tag.key).is_none() {
                    table.header.add(tag.key);
                    table.values.push(value);
                }
                lexer.next()
            }
            // A tag without a value says nothing.
            other => Ok(other),
        }
    }

    /// The tags and values after `loop_`; gives back the token after them.
    fn read_loop(&mut self, lexer: &mut Lexer<'a>) -> Result<Option<Token<'a>>, ReadError> {
        let mut header = Header::default();
        let mut category = Text::default();
        let mut token = lexer.next()?;
        while let Some(Token::Tag(tag)) = token {
            let tag = Tag::new(tag);
            header.add(tag.key);
            if header.width() == 1 {
                category = tag.category;
            }
            token = lexer.next()?;
        }
        if header.width() == 0 {
            return Ok(token);
        }
        let is_atoms = category == "_atom_site" && atom_site::has_positions(&header);
        let is_kept = KEPT.contains(&category.as_str());
        let mut table = Table { header, values: Vec::new() };
        let mut row: Vec<Value<'a>> = Vec::new();
        let mut is_small = true;
        let columns = atom_site::Columns::new(&table.header);
        while let Some(Token::Value(value)) = token {
            row.push(value);
            if row.len() == table.header.width() {
                if is_atoms {
                    self.atoms.add(&columns, Row { header: &table.header, values: &row }, &self.limits)?;
                } else {
                    is_small &= table.values.len() + row.len() <= REMARK_VALUES;
                    if is_kept || is_small {
                        table.values.extend_from_slice(&row);
                    }
                }
                row.clear();
            }
            token = lexer.next()?;
        }
        if !row.is_empty() {
            let (line, column) = lexer.place();
            let expected = format!("{} values in each row of the loop {category}", table.header.width());
            return Err(ReadError::new(line, column, expected, format!("{} in the last row", row.len())));
        }
        if !is_atoms && (is_kept || is_small) {
            self.tables.entry(category).or_insert(table);
        }
        Ok(token)
    }

    fn finish(mut self, (line, column): (usize, usize)) -> Result<Models, ReadError> {
        if self.atoms.is_empty()
            && let Some(table) = self.tables.remove("_atom_site").filter(is_atoms)
        {
            let columns = atom_site::Columns::new(&table.header);
            for row in table.rows() {
                self.atoms.add(&columns, row, &self.limits)?;
            }
        }
        if self.atoms.is_empty() {
            return Err(ReadError::new(line, column, "a loop of atoms (_atom_site)", "the end of the file"));
        }
        let cell = self.tables.get("_cell").and_then(|table| table.rows().next()).and_then(cell::Cell::of);
        let is_fractional = self.atoms.is_fractional();
        let mut models = std::mem::take(&mut self.atoms).finish(&self.limits, line)?;
        if is_fractional {
            let cell = cell.ok_or_else(|| {
                ReadError::new(line, column, "a unit cell (_cell_length_a, ...) for fractional coordinates", "none")
            })?;
            models.molecules.iter_mut().for_each(|molecule| cell.place(molecule));
        }
        let ranges = secondary::ranges(self.tables.get("_struct_conf"), self.tables.get("_struct_sheet_range"));
        ranges.apply(&mut models.molecules);
        self.connect(&mut models.molecules);
        models.remarks = self.remarks();
        Ok(models)
    }

    /// Adds the bonds that the file names.
    fn connect(&self, molecules: &mut [Molecule]) {
        if let Some(table) = self.tables.get("_struct_conn") {
            connect(molecules, connections::between_residues(table));
        }
        if let Some(table) = self.tables.get("_chem_comp_bond") {
            connections::connect_components(molecules, table);
        }
        if let Some(table) = self.tables.get("_molstar_bond_site") {
            connections::connect_atoms(molecules, table);
        }
    }

    /// The small categories, a remark for each row.
    fn remarks(&self) -> Pairs {
        let mut remarks = Pairs::new();
        for (category, table) in &self.tables {
            if table.values.len() > REMARK_VALUES {
                continue;
            }
            for (number, row) in (1..).zip(table.rows()) {
                let mut text = Text::default();
                for (key, value) in table.header.keys().iter().zip(row.values) {
                    if !key.is_empty() {
                        text.push_str(key);
                        text.push_str(": ");
                    }
                    text.push_str(&value.text());
                    text.push('\n');
                }
                remarks.push((format!("{category} {number}").into(), text));
            }
        }
        remarks
    }
}

fn is_atoms(table: &Table<'_>) -> bool {
    atom_site::has_positions(&table.header)
}
