//! The columns of a volume.

use std::borrow::Cow;

use room_api::columns::{Data, Table, Tables};

pub(super) fn tables(values: &[f32]) -> Tables<'_> {
    let columns = vec![("value".into(), Data::F32(Cow::Borrowed(values)))];
    Tables { tables: vec![Table { name: "values".into(), rows: values.len(), columns }] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_volume_is_one_column() {
        let encoded = tables(&[0.5, -1.0]).encode();
        let tables = Tables::decode(&encoded).unwrap();
        let values = tables.table("values").unwrap();
        assert_eq!((values.rows, values.column("value")), (2, Some(&Data::F32(vec![0.5, -1.0].into()))));
    }
}
