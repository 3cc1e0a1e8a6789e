//! What stands around the atoms of a PDB file: remarks, helices and sheets.

use std::collections::HashMap;

use super::fields::{column, field, text};
use crate::hybrid36::decimal;
use crate::read::secondary::{Range, SecondaryRanges};
use crate::{Molecule, Pairs, Text};

/// REMARK records by their number, as in the library, and HEADER and TITLE by their name.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    pairs: Vec<(Text, String)>,
    place_of: HashMap<Text, usize>,
}

impl Remarks {
    pub fn line(&mut self, line: &[u8]) {
        let key = match field(line, 1, 6) {
            b"REMARK" => text(field(line, 7, 10)),
            record => text(record),
        };
        let value = text(field(line, 11, 80));
        match self.place_of.get(&key) {
            Some(place) => {
                let (_, known) = &mut self.pairs[*place];
                known.push('\n');
                known.push_str(&value);
            }
            None => {
                self.place_of.insert(key.clone(), self.pairs.len());
                self.pairs.push((key, value.to_string()));
            }
        }
    }

    pub fn finish(self) -> Pairs {
        self.pairs.into_iter().map(|(key, value)| (key, value.into())).collect()
    }
}

/// HELIX and SHEET records.
#[derive(Debug, Default)]
pub(super) struct SecondaryStructure(SecondaryRanges);

impl SecondaryStructure {
    pub fn helix(&mut self, line: &[u8]) {
        self.0.helices.extend(range(line, 20, 22, 34));
    }

    pub fn sheet(&mut self, line: &[u8]) {
        self.0.sheets.extend(range(line, 22, 23, 34));
    }

    pub fn apply(&self, molecules: &mut [Molecule]) {
        self.0.apply(molecules);
    }
}

/// A stretch of a chain; one that cannot be read is left out.
fn range(line: &[u8], chain: usize, first: usize, last: usize) -> Option<Range> {
    Some(Range {
        chain: text(field(line, chain, chain)),
        first: (decimal(field(line, first, first + 3))?, column(line, first + 4)),
        last: (decimal(field(line, last, last + 3))?, column(line, last + 4)),
    })
}
