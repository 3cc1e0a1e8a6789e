//! Helices and strands of an mmCIF.

use super::table::{Row, Table};
use crate::read::secondary::{Range, SecondaryRanges};

/// What the tables `_struct_conf` and `_struct_sheet_range` say.
pub(super) fn ranges(conformations: Option<&Table<'_>>, strands: Option<&Table<'_>>) -> SecondaryRanges {
    let mut ranges = SecondaryRanges::default();
    for row in conformations.iter().flat_map(|table| table.rows()) {
        let kind = row.text("conf_type_id").unwrap_or_default();
        if kind.starts_with("HELX") {
            ranges.helices.extend(range(row));
        } else if kind.starts_with("STRN") {
            ranges.sheets.extend(range(row));
        }
    }
    ranges.sheets.extend(strands.iter().flat_map(|table| table.rows()).filter_map(range));
    ranges
}

fn range(row: Row<'_, '_>) -> Option<Range> {
    let code = |key| row.value(key).and_then(|value| value.bytes.first().copied()).unwrap_or(b' ');
    let serial = |author, label| row.int(author).or_else(|| row.int(label));
    Some(Range {
        chain: row.text("beg_auth_asym_id").or_else(|| row.text("beg_label_asym_id"))?,
        first: (serial("beg_auth_seq_id", "beg_label_seq_id")?, code("pdbx_beg_pdb_ins_code")),
        last: (serial("end_auth_seq_id", "end_label_seq_id")?, code("pdbx_end_pdb_ins_code")),
    })
}
