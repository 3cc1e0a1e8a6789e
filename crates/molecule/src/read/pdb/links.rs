//! LINK and SSBOND records: bonds between residues, by the names of their atoms.

use super::fields::{column, field, text};
use crate::Text;
use crate::hybrid36::decimal;
use crate::read::connections::{Address, Connection};

/// A LINK record: any two atoms. None where it cannot be read, or leads out of the file.
pub(super) fn link(line: &[u8]) -> Option<Connection> {
    let end = |first: usize| -> Option<Address> {
        let alt_loc = Some(column(line, first + 4)).filter(u8::is_ascii_graphic).unwrap_or(b'.');
        Some((
            text(field(line, first + 9, first + 9)),
            decimal(field(line, first + 10, first + 13))?,
            column(line, first + 14),
            text(field(line, first + 5, first + 7)),
            text(field(line, first, first + 3)),
            alt_loc,
        ))
    };
    within_file(line, end(13)?, end(43)?)
}

/// An SSBOND record: two sulfurs. None where it cannot be read, or leads out of the file.
pub(super) fn disulfide(line: &[u8]) -> Option<Connection> {
    let end = |residue: usize| -> Option<Address> {
        Some((
            text(field(line, residue + 4, residue + 4)),
            decimal(field(line, residue + 6, residue + 9))?,
            column(line, residue + 10),
            text(field(line, residue, residue + 2)),
            Text::from_static_str("SG"),
            b'.',
        ))
    };
    within_file(line, end(12)?, end(26)?)
}

/// A bond to a copy of the molecule elsewhere in the crystal is none in the file.
fn within_file(line: &[u8], first: Address, second: Address) -> Option<Connection> {
    let is_here = field(line, 60, 65) == field(line, 67, 72);
    is_here.then_some((first, second, 1))
}

#[cfg(test)]
mod tests {
    use super::{disulfide, link};

    #[test]
    fn records_name_both_ends() {
        let line = b"LINK         NZ  LYS A  12                 CG AASP B  34A    1555   1555  1.33  ";
        let (first, second, order) = link(line).unwrap();
        assert_eq!(first, ("A".into(), 12, b' ', "LYS".into(), "NZ".into(), b'.'));
        assert_eq!((second, order), (("B".into(), 34, b'A', "ASP".into(), "CG".into(), b'A'), 1));
        let line = b"SSBOND   1 CYS A  198    CYS A  218                          1555   1555  2.04  ";
        let (first, second, _) = disulfide(line).unwrap();
        assert_eq!((first.1, second.1, first.4.as_str()), (198, 218, "SG"));
        // Older files end after the residues.
        assert!(disulfide(&line[..35]).is_some());
    }

    #[test]
    fn a_bond_to_a_copy_in_the_crystal_is_none() {
        let line = b"LINK        ZN    ZN A 201                 O   HOH A 301     1555   3655  2.10  ";
        assert_eq!(link(line), None);
        assert_eq!(link(b"LINK"), None);
        assert_eq!(disulfide(b"SSBOND   1 CYS A  x98    CYS A  218"), None);
    }
}
