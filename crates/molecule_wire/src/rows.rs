//! Which column is which field of the wire: one table for each kind of row, read in all directions.

use std::mem::take;

use molecule::{Atoms, Column, Residues};
use protocol::structure::{Atom, AtomMode, Color, Residue, RibbonMode, SecondaryStructure};

/// A field of the wire that a column holds as `T`.
pub(crate) trait Field<T>: Sized {
    /// As the column holds it.
    fn held(self) -> T;
    /// As it travels.
    fn sent(value: T) -> Self;
}

impl<T> Field<T> for T {
    fn held(self) -> T {
        self
    }
    fn sent(value: T) -> Self {
        value
    }
}

macro_rules! newtypes {
    ($($field:ident($number:ty)),*) => {$(
        impl Field<$number> for $field {
            fn held(self) -> $number {
                self.0
            }
            fn sent(value: $number) -> Self {
                Self(value)
            }
        }
    )*};
}
newtypes!(AtomMode(i32), RibbonMode(i32), Color(u32));

/// A number that fits no byte is no secondary structure that anybody knows.
impl Field<u8> for SecondaryStructure {
    fn held(self) -> u8 {
        u8::try_from(self.0).unwrap_or(0)
    }
    fn sent(value: u8) -> Self {
        Self(i32::from(value))
    }
}

/// Columns whose rows travel as `Self::Row`.
pub(crate) trait Rows: Sized {
    /// A row on the wire.
    type Row;

    /// Columns of those items of `pool` that `order` names, which lose their texts.
    fn gather<Item>(pool: &mut [Item], order: &[u32], row: impl Fn(&mut Item) -> &mut Self::Row) -> Self;

    /// A row on the wire; a column that is too short counts as filled with the value in `default`.
    fn row(&self, row: usize, default: &Self::Row) -> Self::Row;

    /// Changes a row to what came, but for its index. Columns in which it is the same already stay shared.
    fn set_row(&mut self, row: usize, from: Self::Row);
}

/// So many rows are taken apart at a time: they stay in the processor's cache while one column after the other is filled from them.
const BLOCK: usize = 512;

/// Fills a column further, whose type says what its fields are held as.
fn append<T>(column: &mut Vec<T>, values: impl Iterator<Item = T>) {
    column.extend(values);
}

/// Changes a value, unless it is the same already.
pub(crate) fn set<T: Clone + PartialEq>(column: &mut Column<T>, row: usize, value: T) {
    if column.get(row).is_some_and(|old| *old != value) {
        column.edit()[row] = value;
    }
}

/// Implements [`Rows`] for columns by a table `column: field`, and the rest of the row's fields by hand elsewhere.
macro_rules! rows {
    ($columns:ident <-> $row:ident { $($column:ident: $field:ident),* $(,)? }) => {
        impl Rows for $columns {
            type Row = $row;

            fn gather<Item>(pool: &mut [Item], order: &[u32], row: impl Fn(&mut Item) -> &mut $row) -> Self {
                let mut columns = $columns::default();
                let index = columns.index.edit();
                index.reserve_exact(order.len());
                $(
                    let $column = columns.$column.edit();
                    $column.reserve_exact(order.len());
                )*
                for block in order.chunks(BLOCK) {
                    append(index, block.iter().map(|slot| row(&mut pool[*slot as usize]).index));
                    $(append($column, block.iter().map(|slot| take(&mut row(&mut pool[*slot as usize]).$field).held()));)*
                }
                columns
            }

            fn row(&self, row: usize, default: &$row) -> $row {
                $row {
                    index: self.index.get(row).copied().unwrap_or(default.index),
                    $($field: match self.$column.get(row) {
                        Some(value) => Field::sent(value.clone()),
                        None => default.$field.clone(),
                    },)*
                    ..$row::default()
                }
            }

            fn set_row(&mut self, row: usize, from: $row) {
                $(set(&mut self.$column, row, from.$field.held());)*
            }
        }
    };
}

rows! {
    Residues <-> Residue {
        name: name, kind: kind, serial: serial, secondary_structure: secondary_structure,
        ribboned: ribboned, ribbon_size: ribbon_size, ribbon_mode: ribbon_mode, ribbon_color: ribbon_color,
        labeled: labeled, label_text: label_text, ignored_alt_locs: ignored_alt_locs,
    }
}

rows! {
    Atoms <-> Atom {
        serial: serial, name: name, symbol: symbol, is_het: is_het, occupancy: occupancy, bfactor: bfactor,
        formal_charge: formal_charge, partial_charge: partial_charge, alt_loc: alt_loc, acceptor: acceptor,
        donor: donor, polar_hydrogen: polar_hydrogen, atom_type: atom_type, selected: selected, mode: atom_mode,
        display_mode: display_mode, color: atom_color, scale: atom_scale, labeled: labeled, label_text: label_text,
        surface_rendering: surface_rendering, surface_color: surface_color, surface_opacity: surface_opacity,
        het_surfaced: het_surfaced,
    }
}
