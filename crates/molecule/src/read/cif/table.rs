//! Categories of a CIF as tables: from loops, and from single tags as tables of one row.

use std::collections::HashMap;

use super::lexer::Value;
use crate::Text;

/// A tag taken apart: `_atom_site.Cartn_x`, or `_atom_site_fract_x` as small-molecule files write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub category: Text,
    pub key: Text,
}

impl Tag {
    pub fn new(tag: &[u8]) -> Self {
        let tag = Text::from_utf8_lossy(tag).to_ascii_lowercase();
        if let Some((category, key)) = tag.split_once('.') {
            return Self { category: category.into(), key: key.into() };
        }
        for category in ["_atom_site", "_cell"] {
            if let Some(key) = tag.strip_prefix(category).and_then(|rest| rest.strip_prefix('_')) {
                return Self { category: category.into(), key: key.into() };
            }
        }
        Self { category: tag, key: Text::default() }
    }
}

/// Which column has which key.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    column_of: HashMap<Text, usize>,
    width: usize,
}

impl Header {
    /// Adds a column. Of two with the same key the first one counts.
    pub fn add(&mut self, key: Text) -> bool {
        let column = self.width;
        let fresh = !self.column_of.contains_key(&key);
        self.column_of.entry(key).or_insert(column);
        self.width += 1;
        fresh
    }

    pub fn column(&self, key: &str) -> Option<usize> {
        self.column_of.get(key).copied()
    }

    pub fn width(&self) -> usize {
        self.width
    }

    /// The keys, in the order of their columns.
    pub fn keys(&self) -> Vec<&Text> {
        let mut keys: Vec<(&usize, &Text)> = self.column_of.iter().map(|(key, column)| (column, key)).collect();
        keys.sort_unstable();
        keys.into_iter().map(|(_, key)| key).collect()
    }
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'t, 'a> {
    pub header: &'t Header,
    pub values: &'t [Value<'a>],
}

impl<'a> Row<'_, 'a> {
    /// The value in a column, unless the file says that there is none.
    pub fn at(&self, column: Option<usize>) -> Option<Value<'a>> {
        self.values.get(column?).copied().filter(|value| !value.is_missing())
    }

    pub fn value(&self, key: &str) -> Option<Value<'a>> {
        self.at(self.header.column(key))
    }

    pub fn text(&self, key: &str) -> Option<Text> {
        self.value(key).map(|value| Text::from_utf8_lossy(value.bytes))
    }

    pub fn int(&self, key: &str) -> Option<i32> {
        std::str::from_utf8(self.value(key)?.bytes).ok()?.parse().ok()
    }

    /// A number, without the uncertainty that may follow it: `0.0889(2)`.
    pub fn number(&self, key: &str) -> Option<f64> {
        number(self.value(key)?)
    }
}

/// A finite number, without the uncertainty that may follow it.
pub(super) fn number(value: Value<'_>) -> Option<f64> {
    let text = std::str::from_utf8(value.bytes).ok()?;
    let text = text.split_once('(').map_or(text, |(number, _)| number);
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// All rows of a category.
#[derive(Clone, Debug, Default)]
pub(super) struct Table<'a> {
    pub header: Header,
    pub values: Vec<Value<'a>>,
}

impl<'a> Table<'a> {
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 'a>> {
        let width = self.header.width().max(1);
        self.values.chunks_exact(width).map(|values| Row { header: &self.header, values })
    }
}
