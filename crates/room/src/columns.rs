//! Columns of a complex, a mesh or a volume as bulk bytes for members.

mod mesh;
mod volume;

use std::borrow::Cow;

use molecule::{Atoms, Bonds, Chains, Column, Complex, Molecule, Pairs, Residues, Text};
use room_api::columns::{Data, Table, Tables};

use crate::{Bulk, Columns};

/// The columns of a mesh, a volume or a complex, or those of them that the receiver lacks, as [`room_api::columns`] describes.
pub fn encode(bulk: &Bulk) -> Vec<u8> {
    match bulk {
        Bulk::Complex(columns) => complex(columns),
        Bulk::Mesh(mesh) => mesh::tables(mesh).encode(),
        Bulk::Volume(values) => volume::tables(values).encode(),
    }
}

fn complex(columns: &Columns) -> Vec<u8> {
    let nothing = Complex::default();
    let before = columns.since.as_ref().unwrap_or(&nothing);
    let frames = columns.complex.molecules.iter().enumerate();
    let tables = frames.flat_map(|(frame, molecule)| frame_tables(frame, molecule, before.molecules.get(frame)));
    Tables { tables: tables.filter(|table| !table.columns.is_empty()).collect() }.encode()
}

fn frame_tables<'a>(frame: usize, now: &'a Molecule, before: Option<&Molecule>) -> [Table<'a>; 4] {
    let table = |name: &str, rows, columns| Table { name: format!("{frame}/{name}"), rows, columns };
    [
        table("chains", now.chains.len(), chains(&now.chains, before.map(|before| &before.chains))),
        table("residues", now.residues.len(), residues_of(now, before)),
        table("atoms", now.atoms.len(), atoms(&now.atoms, before.map(|before| &before.atoms))),
        table("bonds", now.bonds.len(), bonds(&now.bonds, before.map(|before| &before.bonds))),
    ]
}

type Out<'a> = Vec<(Cow<'a, str>, Data<'a>)>;

/// Adds those of the named columns that differ.
macro_rules! add {
    ($out:ident, $now:ident, $before:ident: $($column:ident)*) => {$(
        if differs(&$now.$column, $before.map(|before| &before.$column)) {
            $out.push((stringify!($column).into(), Value::data(&$now.$column)));
        }
    )*};
}

/// Adds those of the named columns that differ, each of which is a list of columns by conformer.
macro_rules! add_by_conformer {
    ($out:ident, $now:ident, $before:ident: $($column:ident)*) => {$(
        for (conformer, now) in $now.$column.iter().enumerate() {
            if differs(now, $before.and_then(|before| before.$column.get(conformer))) {
                $out.push((format!("{}/{conformer}", stringify!($column)).into(), Value::data(now)));
            }
        }
    )*};
}

fn chains<'a>(now: &'a Chains, before: Option<&Chains>) -> Out<'a> {
    let mut out = Out::new();
    add!(out, now, before: index name);
    if differs(&now.residue_start, before.map(|before| &before.residue_start)) {
        out.push(("residue_start".into(), first_rows(&now.residue_start)));
    }
    out
}

fn residues<'a>(now: &'a Residues, before: Option<&Residues>) -> Out<'a> {
    let mut out = Out::new();
    add!(out, now, before: index name kind serial insertion_code secondary_structure ribboned ribbon_size ribbon_mode
        ribbon_color labeled label_text ignored_alt_locs);
    if differs(&now.atom_start, before.map(|before| &before.atom_start)) {
        out.push(("atom_start".into(), first_rows(&now.atom_start)));
    }
    out
}

/// The residues' columns, and what each residue is; that follows from their names, atoms and bonds.
fn residues_of<'a>(now: &'a Molecule, before: Option<&Molecule>) -> Out<'a> {
    let mut out = residues(&now.residues, before.map(|before| &before.residues));
    let is_same = |before: &Molecule| {
        !differs(&now.residues.name, Some(&before.residues.name))
            && !differs(&now.residues.atom_start, Some(&before.residues.atom_start))
            && !differs(&now.atoms.name, Some(&before.atoms.name))
            && !differs(&now.atoms.is_het, Some(&before.atoms.is_het))
            && !differs(&now.bonds.atom1, Some(&before.bonds.atom1))
            && !differs(&now.bonds.atom2, Some(&before.bonds.atom2))
    };
    if !before.is_some_and(is_same) {
        let classes = now.residue_classes().into_iter().map(|class| class as u8);
        out.push(("class".into(), Data::U8(classes.collect())));
    }
    out
}

fn atoms<'a>(now: &'a Atoms, before: Option<&Atoms>) -> Out<'a> {
    let mut out = Out::new();
    add!(out, now, before: index serial name symbol);
    add_by_conformer!(out, now, before: positions in_conformer);
    add!(out, now, before: is_het occupancy bfactor formal_charge partial_charge alt_loc acceptor donor polar_hydrogen
        atom_type selected mode display_mode color scale labeled label_text surface_rendering surface_color
        surface_opacity het_surfaced);
    out
}

fn bonds<'a>(now: &'a Bonds, before: Option<&Bonds>) -> Out<'a> {
    let mut out = Out::new();
    add!(out, now, before: index atom1 atom2);
    add_by_conformer!(out, now, before: kinds in_conformer);
    out
}

fn differs<T: Clone + PartialEq>(now: &Column<T>, before: Option<&Column<T>>) -> bool {
    before.is_none_or(|before| !now.is_same(before) && now != before)
}

/// Offsets without the last one, which is the length of the children's table.
fn first_rows(offsets: &[u32]) -> Data<'_> {
    Data::U32(Cow::Borrowed(&offsets[..offsets.len().saturating_sub(1)]))
}

/// A value that stands in columns.
trait Value: Sized {
    /// A column of these.
    fn data(values: &[Self]) -> Data<'_>;
}

macro_rules! borrowed {
    ($($value:ty => $data:ident),*) => {$(
        impl Value for $value {
            fn data(values: &[Self]) -> Data<'_> {
                Data::$data(Cow::Borrowed(values))
            }
        }
    )*};
}
borrowed!(u8 => U8, i32 => I32, u32 => U32, f32 => F32, [f32; 3] => F32x3);

impl Value for bool {
    fn data(values: &[Self]) -> Data<'_> {
        Data::U8(values.iter().map(|value| u8::from(*value)).collect())
    }
}

impl Value for i64 {
    fn data(values: &[Self]) -> Data<'_> {
        Data::F64(values.iter().map(|value| *value as f64).collect())
    }
}

impl Value for Text {
    fn data(values: &[Self]) -> Data<'_> {
        Data::texts(values.iter().map(Text::as_str))
    }
}

/// `IDATM=C3 SYBYL=C.3`.
impl Value for Pairs {
    fn data(values: &[Self]) -> Data<'_> {
        let pair = |(name, value): &(Text, Text)| format!("{name}={value}");
        texts(values, |pairs| pairs.iter().map(pair).collect::<Vec<_>>().join(" "))
    }
}

/// The letters, one after the other.
impl Value for Vec<u8> {
    fn data(values: &[Self]) -> Data<'_> {
        texts(values, |letters| letters.iter().map(|letter| char::from(*letter)).collect())
    }
}

/// Nearly all rows are alike, so that each is spelled out once.
fn texts<T: PartialEq>(values: &[T], text: impl Fn(&T) -> String) -> Data<'static> {
    let mut rows: Vec<(usize, String)> = Vec::new();
    for (row, value) in values.iter().enumerate() {
        if row == 0 || values[row - 1] != *value {
            rows.push((row, text(value)));
        }
    }
    let ends = rows.iter().skip(1).map(|(row, _)| *row).chain([values.len()]);
    let runs = rows.iter().zip(ends).flat_map(|((start, text), end)| (*start..end).map(move |_| text.as_str()));
    Data::texts(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn water() -> Complex {
        let line = b"HETATM    1  O   HOH A   1      11.000  12.000  13.000  1.00 20.00           O  \n";
        let mut complex = molecule::read(line, molecule::Format::Pdb, "water").unwrap().remove(0);
        complex.molecules[0].atoms.atom_type =
            vec![vec![("IDATM".into(), "O3".into()), ("X".into(), "Y".into())]].into();
        complex.molecules[0].residues.ignored_alt_locs = vec![vec![b'A', b'C']].into();
        complex
    }

    fn names(bytes: &[u8]) -> Vec<(String, usize, Vec<String>)> {
        let tables = Tables::decode(bytes).unwrap().tables.into_iter();
        let names = |table: &Table<'_>| table.columns.iter().map(|(name, _)| name.to_string()).collect();
        tables.map(|table| (table.name.clone(), table.rows, names(&table))).collect()
    }

    #[test]
    fn all_columns_are_there_under_their_names() {
        let bytes = encode(&Bulk::complex(water(), None));
        let tables = Tables::decode(&bytes).unwrap();
        let column = |table: &str, column: &str| tables.table(table).unwrap().column(column).unwrap().clone();
        assert_eq!(
            names(&bytes).iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(),
            ["0/chains", "0/residues", "0/atoms", "0/bonds"]
        );
        assert_eq!(column("0/atoms", "positions/0"), Data::F32x3(vec![[11.0, 12.0, 13.0]].into()));
        assert_eq!(column("0/atoms", "is_het"), Data::U8(vec![1].into()));
        assert_eq!(column("0/atoms", "index"), Data::F64(vec![-1.0].into()));
        assert_eq!(column("0/atoms", "atom_type").text(0), Some("IDATM=O3 X=Y"));
        assert_eq!(column("0/residues", "ignored_alt_locs").text(0), Some("AC"));
        assert_eq!(column("0/residues", "name").text(0), Some("HOH"));
        assert_eq!(column("0/residues", "class"), Data::U8(vec![3].into()));
        assert_eq!(column("0/chains", "residue_start"), Data::U32(vec![0].into()));
    }

    #[test]
    fn only_what_differs_is_sent() {
        let since = water();
        let mut complex = since.clone();
        let sent = |complex: &Complex| names(&encode(&Bulk::complex(complex.clone(), Some(since.clone()))));
        assert_eq!(sent(&complex), []);
        complex.molecules[0].atoms.selected = vec![false].into();
        assert_eq!(sent(&complex), [], "other memory, same values");
        complex.molecules[0].atoms.selected.edit()[0] = true;
        complex.molecules[0].atoms.positions[0].edit()[0] = [0.0; 3];
        assert_eq!(sent(&complex), [("0/atoms".into(), 1, vec!["positions/0".into(), "selected".into()])]);
        complex.molecules.push(complex.molecules[0].clone());
        assert_eq!(sent(&complex).len(), 1 + 4, "a new frame comes whole");
    }
}
