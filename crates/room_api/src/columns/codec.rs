//! Tables to bytes and back; whatever the bytes are, reading allocates no more than a small multiple of them.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{ColumnsError, Data, Table, Tables};

/// Arrays begin at multiples of this.
const ALIGNMENT: usize = 8;

#[derive(Serialize, Deserialize)]
struct Header {
    tables: Vec<TableHeader>,
}

#[derive(Serialize, Deserialize)]
struct TableHeader {
    name: String,
    rows: u64,
    columns: Vec<ColumnHeader>,
}

#[derive(Serialize, Deserialize)]
struct ColumnHeader {
    name: String,
    r#type: String,
    offset: u64,
    length: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    values: Option<Vec<String>>,
}

impl Tables<'_> {
    /// The bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut arrays = 0;
        let tables = self.tables.iter().map(|table| TableHeader {
            name: table.name.clone(),
            rows: table.rows as u64,
            columns: table.columns.iter().map(|(name, data)| ColumnHeader::new(name, data, &mut arrays)).collect(),
        });
        let header = rmp_serde::to_vec_named(&Header { tables: tables.collect() })
            .expect("names and numbers always have a MessagePack form");

        let mut bytes = Vec::with_capacity(padded(4 + header.len()) + arrays);
        bytes.extend((header.len() as u32).to_le_bytes());
        bytes.extend(header);
        for (_, data) in self.tables.iter().flat_map(|table| &table.columns) {
            bytes.resize(padded(bytes.len()), 0);
            data.write(&mut bytes);
        }
        bytes
    }
}

impl<'a> Tables<'a> {
    /// Reads the bytes.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, ColumnsError> {
        let (length, rest) = bytes.split_first_chunk().ok_or_else(|| header_error("fewer than 4 bytes"))?;
        let length = u32::from_le_bytes(*length) as usize;
        let header = rest
            .get(..length)
            .ok_or_else(|| header_error(format!("it should be {length} bytes long, but only {} follow", rest.len())))?;
        let header: Header = rmp_serde::from_slice(header).map_err(header_error)?;
        let arrays = bytes.get(padded(4 + length)..).unwrap_or_default();

        let mut names = HashSet::new();
        let mut reader = Reader { arrays, end: 0 };
        let mut tables = Vec::new();
        for table in header.tables {
            if !names.insert(table.name.clone()) {
                return Err(header_error(format!("two tables are called {}", table.name)));
            }
            tables.push(reader.table(table)?);
        }
        Ok(Self { tables })
    }
}

impl ColumnHeader {
    /// The header of a column whose array follows those of `arrays` bytes in all.
    fn new(name: &str, data: &Data<'_>, arrays: &mut usize) -> Self {
        let offset = padded(*arrays);
        let length = data.len() * data.row_bytes();
        *arrays = offset + length;
        let values = match data {
            Data::Text { values, .. } => Some(values.clone()),
            _ => None,
        };
        Self {
            name: name.into(),
            r#type: data.type_name().into(),
            offset: offset as u64,
            length: length as u64,
            values,
        }
    }
}

impl Data<'_> {
    fn type_name(&self) -> &'static str {
        match self {
            Data::U8(_) => "u8",
            Data::I32(_) => "i32",
            Data::U32(_) => "u32",
            Data::F32(_) => "f32",
            Data::F32x3(_) => "f32x3",
            Data::F64(_) => "f64",
            Data::Text { .. } => "text",
        }
    }

    fn row_bytes(&self) -> usize {
        match self {
            Data::U8(_) => 1,
            Data::I32(_) | Data::U32(_) | Data::F32(_) | Data::Text { .. } => 4,
            Data::F64(_) => 8,
            Data::F32x3(_) => 12,
        }
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        match self {
            Data::U8(values) => bytes.extend_from_slice(values),
            Data::I32(values) => write(bytes, values, |value| value.to_le_bytes()),
            Data::U32(values) => write(bytes, values, |value| value.to_le_bytes()),
            Data::F32(values) => write(bytes, values, |value| value.to_le_bytes()),
            Data::F32x3(values) => write(bytes, values.as_flattened(), |value| value.to_le_bytes()),
            Data::F64(values) => write(bytes, values, |value| value.to_le_bytes()),
            Data::Text { codes, .. } => write(bytes, codes, |value| value.to_le_bytes()),
        }
    }
}

fn write<T: Copy, const N: usize>(bytes: &mut Vec<u8>, values: &[T], to_bytes: impl Fn(T) -> [u8; N]) {
    let start = bytes.len();
    bytes.resize(start + values.len() * N, 0);
    for (slot, value) in bytes[start..].as_chunks_mut().0.iter_mut().zip(values) {
        *slot = to_bytes(*value);
    }
}

/// Hands out the arrays in their order; each byte at most once, so that a small header cannot claim them again and again.
struct Reader<'a> {
    arrays: &'a [u8],
    end: usize,
}

impl<'a> Reader<'a> {
    fn table(&mut self, header: TableHeader) -> Result<Table<'a>, ColumnsError> {
        let rows = usize::try_from(header.rows).map_err(header_error)?;
        let mut names = HashSet::new();
        let mut columns = Vec::new();
        for column in header.columns {
            let name = column.name.clone();
            let error =
                |problem: String| ColumnsError::Column { table: header.name.clone(), column: name.clone(), problem };
            if !names.insert(column.name.clone()) {
                return Err(error("it is there twice".into()));
            }
            let data = self.column(rows, column).map_err(error)?;
            columns.push((Cow::Owned(name), data));
        }
        Ok(Table { name: header.name, rows, columns })
    }

    fn column(&mut self, rows: usize, header: ColumnHeader) -> Result<Data<'a>, String> {
        let array = self.array(header.offset, header.length)?;
        let data = match header.r#type.as_str() {
            "u8" => Data::U8(Cow::Borrowed(array)),
            "i32" => Data::I32(Cow::Owned(read(array, i32::from_le_bytes)?)),
            "u32" => Data::U32(Cow::Owned(read(array, u32::from_le_bytes)?)),
            "f32" => Data::F32(Cow::Owned(read(array, f32::from_le_bytes)?)),
            "f64" => Data::F64(Cow::Owned(read(array, f64::from_le_bytes)?)),
            "f32x3" => Data::F32x3(Cow::Owned(read(array, |row: [u8; 12]| {
                let [x, y, z] = [0, 4, 8].map(|at| [row[at], row[at + 1], row[at + 2], row[at + 3]]);
                [x, y, z].map(f32::from_le_bytes)
            })?)),
            "text" => text(header.values.unwrap_or_default(), read(array, u32::from_le_bytes)?)?,
            other => return Err(format!("nobody knows the type {other:?}")),
        };
        if data.len() != rows {
            return Err(format!("it has {} rows, its table {rows}", data.len()));
        }
        Ok(data)
    }

    fn array(&mut self, offset: u64, length: u64) -> Result<&'a [u8], String> {
        let outside = || format!("bytes {offset} + {length} are not within the {} there are", self.arrays.len());
        let start = usize::try_from(offset).map_err(|_| outside())?;
        let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length)).ok_or_else(outside)?;
        let array = self.arrays.get(start..end).ok_or_else(outside)?;
        if start < self.end || !start.is_multiple_of(ALIGNMENT) {
            return Err(format!("an array cannot begin at byte {offset}: the one before it ends at {}", self.end));
        }
        self.end = end;
        Ok(array)
    }
}

fn read<T, const N: usize>(array: &[u8], from_bytes: impl Fn([u8; N]) -> T) -> Result<Vec<T>, String> {
    let (rows, []) = array.as_chunks::<N>() else {
        return Err(format!("{} bytes are no whole number of rows of {N}", array.len()));
    };
    Ok(rows.iter().map(|row| from_bytes(*row)).collect())
}

fn text(values: Vec<String>, codes: Vec<u32>) -> Result<Data<'static>, String> {
    match codes.iter().find(|code| **code as usize >= values.len()) {
        Some(code) => Err(format!("a row has text {code} of {}", values.len())),
        None => Ok(Data::Text { values, codes }),
    }
}

fn header_error(problem: impl std::fmt::Display) -> ColumnsError {
    ColumnsError::Header(problem.to_string())
}

fn padded(len: usize) -> usize {
    len.next_multiple_of(ALIGNMENT)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn two_atoms() -> Tables<'static> {
        let columns = vec![
            ("name".into(), Data::texts(["CA", "CB"])),
            ("is_het".into(), Data::U8(vec![0, 1].into())),
            ("positions/0".into(), Data::F32x3(vec![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]].into())),
            ("index".into(), Data::F64(vec![7.0, 8.0].into())),
        ];
        Tables { tables: vec![Table { name: "0/atoms".into(), rows: 2, columns }] }
    }

    /// The bytes of a header that says `problem`, and one array of 16 bytes.
    fn bytes_of(table: TableHeader) -> Vec<u8> {
        let header = rmp_serde::to_vec_named(&Header { tables: vec![table] }).unwrap();
        let mut bytes = (header.len() as u32).to_le_bytes().to_vec();
        bytes.extend(header);
        bytes.resize(padded(bytes.len()) + 16, 0);
        bytes
    }

    fn column(r#type: &str, offset: u64, length: u64) -> ColumnHeader {
        ColumnHeader { name: format!("{type}@{offset}"), r#type: r#type.into(), offset, length, values: None }
    }

    #[test]
    fn a_reader_finds_arrays_where_the_header_says() {
        let bytes = two_atoms().encode();
        let header = u32::from_le_bytes(bytes[..4].try_into().unwrap()) as usize;
        let arrays = &bytes[(4 + header).next_multiple_of(8)..];
        assert_eq!(arrays[..8], [0, 0, 0, 0, 1, 0, 0, 0], "codes of the names");
        assert_eq!(arrays[8..16], [0, 1, 0, 0, 0, 0, 0, 0], "is_het, padded");
        assert_eq!(arrays[16..20], 1f32.to_le_bytes(), "x of the first atom");
        assert_eq!(arrays[40..48], 7f64.to_le_bytes(), "index of the first atom");
        assert_eq!(arrays.len(), 56);
    }

    #[test]
    fn columns_are_found_by_name() {
        let tables = two_atoms();
        let atoms = tables.table("0/atoms").unwrap();
        assert_eq!(atoms.column("name").and_then(|name| name.text(1)), Some("CB"));
        assert_eq!(atoms.column("name").and_then(|name| name.text(2)), None);
        assert!(atoms.column("serial").is_none() && tables.table("1/atoms").is_none());
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            (vec![column("u8", 0, 3)], "column t.u8@0: it has 3 rows, its table 2"),
            (vec![column("i32", 0, 6)], "column t.i32@0: 6 bytes are no whole number of rows of 4"),
            (vec![column("u8", 16, 2)], "column t.u8@16: bytes 16 + 2 are not within the 16 there are"),
            (
                vec![column("u8", u64::MAX, 2)],
                "column t.u8@18446744073709551615: bytes 18446744073709551615 + 2 are not within the 16 there are",
            ),
            (vec![column("u8", 2, 2)], "column t.u8@2: an array cannot begin at byte 2: the one before it ends at 0"),
            (
                vec![column("i32", 0, 8), column("u8", 0, 2)],
                "column t.u8@0: an array cannot begin at byte 0: the one before it ends at 8",
            ),
            (vec![column("u8", 0, 2), column("u8", 0, 2)], "column t.u8@0: it is there twice"),
            (vec![column("u128", 0, 16)], "column t.u128@0: nobody knows the type \"u128\""),
            (vec![column("text", 0, 8)], "column t.text@0: a row has text 0 of 0"),
        ];
        for (columns, problem) in cases {
            let bytes = bytes_of(TableHeader { name: "t".into(), rows: 2, columns });
            assert_eq!(Tables::decode(&bytes).unwrap_err().to_string(), problem);
        }
        assert!(matches!(Tables::decode(&[9, 0, 0, 0, 1]), Err(ColumnsError::Header(_))));
        assert!(matches!(Tables::decode(&[1]), Err(ColumnsError::Header(_))));
    }

    fn data(rows: usize) -> impl Strategy<Value = Data<'static>> {
        use proptest::collection::vec;
        use proptest::num::{f32, f64};
        prop_oneof![
            vec(any::<u8>(), rows).prop_map(|values| Data::U8(values.into())),
            vec(any::<i32>(), rows).prop_map(|values| Data::I32(values.into())),
            vec(any::<u32>(), rows).prop_map(|values| Data::U32(values.into())),
            vec(f32::NORMAL, rows).prop_map(|values| Data::F32(values.into())),
            vec(proptest::array::uniform3(f32::NORMAL), rows).prop_map(|values| Data::F32x3(values.into())),
            vec(f64::NORMAL, rows).prop_map(|values| Data::F64(values.into())),
            vec("[A-Z]{0,2}", rows).prop_map(|rows| Data::texts(rows.iter().map(String::as_str))),
        ]
    }

    fn tables() -> impl Strategy<Value = Tables<'static>> {
        let columns = (0usize..20).prop_flat_map(|rows| (Just(rows), proptest::collection::vec(data(rows), 0..6)));
        proptest::collection::vec(columns, 0..4).prop_map(|tables| {
            let tables = tables.into_iter().enumerate().map(|(at, (rows, columns))| {
                let columns = columns.into_iter().enumerate();
                let columns = columns.map(|(at, data)| (format!("column {at}").into(), data)).collect();
                Table { name: format!("{at}/atoms"), rows, columns }
            });
            Tables { tables: tables.collect() }
        })
    }

    proptest! {
        #[test]
        fn what_is_encoded_comes_back(tables in tables()) {
            let bytes = tables.encode();
            prop_assert_eq!(Tables::decode(&bytes).unwrap().into_owned(), tables);
        }

        #[test]
        fn changed_bytes_never_panic(tables in tables(), changes in proptest::collection::vec(any::<(u16, u8)>(), 1..8),
                                     cut in any::<u16>()) {
            let mut bytes = tables.encode();
            for (at, value) in changes {
                let at = at as usize % bytes.len();
                bytes[at] = value;
            }
            let _ = Tables::decode(&bytes);
            bytes.truncate(cut as usize % (bytes.len() + 1));
            let _ = Tables::decode(&bytes);
        }
    }
}
