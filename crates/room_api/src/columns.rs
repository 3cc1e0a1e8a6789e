//! Columns of a complex as bulk: a small MessagePack header, then little-endian typed arrays, each padded to 8 bytes, so
//! that a browser or a notebook looks at them as arrays without parsing.
//!
//! `u32 header length | header | padding to 8 | array | padding to 8 | array ...`. The header names each table, its columns,
//! their types and where (offset from the first array, length in bytes) each array stands.
//!
//! A complex has, for each frame `f` (its place in `frames`), the tables `f/chains`, `f/residues`, `f/atoms`, `f/bonds`.
//! Columns are named as in the structure model (`index`, `name`, `serial`, `positions`, `residue_start`, ...); what differs by
//! conformer `c` is `positions/c`, `in_conformer/c`, `kinds/c`. Texts are dictionary-coded: `values` in the header, a code a row.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

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

#[derive(Serialize, Deserialize)]
struct Header {
    tables: Vec<TableHeader>,
}

#[derive(Serialize, Deserialize)]
struct TableHeader {
    name: String,
    rows: u32,
    columns: Vec<ColumnHeader>,
}

#[derive(Serialize, Deserialize)]
struct ColumnHeader {
    name: String,
    r#type: String,
    offset: u32,
    length: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    values: Option<Vec<String>>,
}
