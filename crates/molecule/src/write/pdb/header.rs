//! What stands before the atoms of a PDB file: title, remarks, helices and sheets.

use super::chains::Letters;
use super::line::{printable, residue};
use crate::write::WriteError;
use crate::write::runs::runs;
use crate::{Molecule, Text};

/// HEADER and TITLE, and remarks that have a number; others are not of this format.
pub(super) fn remarks(remarks: &[(Text, Text)]) -> String {
    let mut text = String::new();
    for record in ["HEADER", "TITLE", "REMARK"] {
        for (key, value) in remarks {
            let is_wanted = match record {
                "REMARK" => key.len() <= 3 && key.bytes().all(|byte| byte.is_ascii_digit()),
                _ => key == record,
            };
            if is_wanted {
                write_record(&mut text, record, key, value);
            }
        }
    }
    text
}

fn write_record(text: &mut String, record: &str, key: &str, value: &str) {
    for (number, line) in (1..).zip(value.lines()) {
        let label = match record {
            "REMARK" => format!("REMARK {key:>3} "),
            _ if number > 1 && number < 100 => format!("{record:<8}{number:>2} "),
            _ => format!("{record:<10}"),
        };
        let clean = line.chars().map(|letter| if letter == ' ' || letter.is_ascii_graphic() { letter } else { '?' });
        let clean: String = clean.take(80 - label.len()).collect();
        text.push_str(format!("{label}{clean}").trim_end());
        text.push('\n');
    }
}

/// HELIX and SHEET records; every strand is a sheet of its own, for which strands belong together is not known.
pub(super) fn secondary_structure(model: &Molecule, letters: &Letters) -> Result<String, WriteError> {
    let (mut helices, mut sheets) = (String::new(), String::new());
    let (mut helix_count, mut sheet_count) = (0, 0);
    for run in runs(model) {
        let code = |row: usize| printable(model.residues.insertion_code[row]);
        let letter = letters.of_residue(model, run.chain, run.first);
        let (first, last) = (residue(model, run.first, letter)?, residue(model, run.last, letter)?);
        let (first_code, last_code) = (code(run.first), code(run.last));
        if run.kind == 3 {
            helix_count = helix_count % 999 + 1;
            // Columns 21 and 22 part chain and number here, and only here.
            let spaced = |residue: &str| format!("{} {}", &residue[..5], &residue[5..]);
            let length = run.last - run.first + 1;
            helices.push_str(&format!(
                "HELIX  {helix_count:>3} {helix_count:>3} {}{first_code} {}{last_code} 1{:30} {length:>5}\n",
                spaced(&first),
                spaced(&last),
                ""
            ));
        } else {
            sheet_count = sheet_count % 999 + 1;
            sheets.push_str(&format!("SHEET    1 {sheet_count:>3} 1 {first}{first_code} {last}{last_code} 0\n"));
        }
    }
    Ok(helices + &sheets)
}
