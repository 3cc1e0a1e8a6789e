//! Columns of a complex, a mesh or a volume as bulk: a small MessagePack header, then little-endian typed arrays, each
//! padded to 8 bytes, so that a browser or a notebook looks at them as arrays without parsing.
//!
//! `u32 header length | header | padding to 8 | array | padding to 8 | array ...`. The header names each table, its columns,
//! their types and where (offset from the first array, length in bytes) each array stands; arrays stand in the header's
//! order and do not overlap.
//!
//! A complex has, for each frame `f` (its place in `frames`), the tables `f/chains`, `f/residues`, `f/atoms`, `f/bonds`.
//! Columns are named as in the structure model (`index`, `name`, `serial`, `positions`, `residue_start`, ...); what differs by
//! conformer `c` is `positions/c`, `in_conformer/c`, `kinds/c`. Texts are dictionary-coded: `values` in the header, a code a row.
//! One column is in no model: the residues' `class`, 0 polymer, 1 ligand, 2 ion, 3 water.
//!
//! A mesh has the tables `vertices` (`position`; where it has them `normal`, `red`, `green`, `blue` and `alpha` from 0 to 1, the
//! texture's `u` and `v`), `triangles` (`a`, `b`, `c`: rows of vertices) and, where it has one, `texture` (`bytes`: a PNG or
//! JPEG file).
//!
//! A volume has the table `values` (`value`: width x height x depth of them, along the width first, then the height, then the
//! depth).
//!
//! Every column has one value a row. So `residue_start` and `atom_start` hold the first row of each parent's children; the
//! last parent's children go to the end of their table. Yes and no are `u8`, 1 and 0; an index is `f64`. What is no single
//! value in the model (`atom_type`, `ignored_alt_locs`) is a text.

mod codec;

use std::borrow::Cow;

/// Tables of columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables<'a> {
    /// The tables, in order.
    pub tables: Vec<Table<'a>>,
}

/// A table: columns of one length.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<'a> {
    /// `0/atoms`.
    pub name: String,
    /// How many rows.
    pub rows: usize,
    /// Its columns; in a partial set only those that changed.
    pub columns: Vec<(Cow<'a, str>, Data<'a>)>,
}

/// A column's values.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Data<'a> {
    U8(Cow<'a, [u8]>),
    I32(Cow<'a, [i32]>),
    U32(Cow<'a, [u32]>),
    F32(Cow<'a, [f32]>),
    /// Three a row: x, y, z.
    F32x3(Cow<'a, [[f32; 3]]>),
    /// Whole numbers up to 2^53: indices.
    F64(Cow<'a, [f64]>),
    /// A code a row into the distinct values.
    Text {
        values: Vec<String>,
        codes: Vec<u32>,
    },
}

/// Why bytes are no tables.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ColumnsError {
    /// The header does not parse.
    #[error("the header of the columns cannot be read: {0}")]
    Header(String),
    /// A column does not lie inside the bytes, or has the wrong length.
    #[error("column {table}.{column}: {problem}")]
    Column {
        /// Its table.
        table: String,
        /// Its name.
        column: String,
        /// What is wrong.
        problem: String,
    },
}

impl Tables<'_> {
    /// The table of this name.
    pub fn table(&self, name: &str) -> Option<&Table<'_>> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// A copy that borrows from nowhere.
    pub fn into_owned(self) -> Tables<'static> {
        Tables { tables: self.tables.into_iter().map(Table::into_owned).collect() }
    }
}

impl Table<'_> {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Data<'_>> {
        self.columns.iter().find(|(column, _)| column == name).map(|(_, data)| data)
    }

    /// A copy that borrows from nowhere.
    pub fn into_owned(self) -> Table<'static> {
        let columns = self.columns.into_iter();
        Table {
            name: self.name,
            rows: self.rows,
            columns: columns.map(|(name, data)| (Cow::Owned(name.into_owned()), data.into_owned())).collect(),
        }
    }
}

impl<'a> Data<'a> {
    /// A text column: each distinct value once, in the order of their first rows.
    pub fn texts<'t>(rows: impl IntoIterator<Item = &'t str>) -> Self {
        let mut seen = std::collections::HashMap::new();
        let mut values = Vec::new();
        let codes = rows.into_iter().map(|text| {
            *seen.entry(text).or_insert_with(|| {
                values.push(text.to_owned());
                values.len() as u32 - 1
            })
        });
        let codes = codes.collect();
        Data::Text { values, codes }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        match self {
            Data::U8(values) => values.len(),
            Data::I32(values) => values.len(),
            Data::U32(values) => values.len(),
            Data::F32(values) => values.len(),
            Data::F32x3(values) => values.len(),
            Data::F64(values) => values.len(),
            Data::Text { codes, .. } => codes.len(),
        }
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a row, if this is a column of texts that has this row.
    pub fn text(&self, row: usize) -> Option<&str> {
        let Data::Text { values, codes } = self else { return None };
        values.get(*codes.get(row)? as usize).map(String::as_str)
    }

    /// A copy that borrows from nowhere.
    pub fn into_owned(self) -> Data<'static> {
        match self {
            Data::U8(values) => Data::U8(Cow::Owned(values.into_owned())),
            Data::I32(values) => Data::I32(Cow::Owned(values.into_owned())),
            Data::U32(values) => Data::U32(Cow::Owned(values.into_owned())),
            Data::F32(values) => Data::F32(Cow::Owned(values.into_owned())),
            Data::F32x3(values) => Data::F32x3(Cow::Owned(values.into_owned())),
            Data::F64(values) => Data::F64(Cow::Owned(values.into_owned())),
            Data::Text { values, codes } => Data::Text { values, codes },
        }
    }
}
