//! The fields of a PDB line, by the columns of the format description.

use crate::Text;
use crate::read::LARGEST;

/// Columns `first` to `last`, counted from 1, without surrounding blanks; shorter where the line ends.
pub(super) fn field(line: &[u8], first: usize, last: usize) -> &[u8] {
    let end = last.min(line.len());
    line.get(first - 1..end).unwrap_or_default().trim_ascii()
}

/// One column, a blank past the end of the line.
pub(super) fn column(line: &[u8], column: usize) -> u8 {
    line.get(column - 1).copied().unwrap_or(b' ')
}

/// A field as text; bytes that are no UTF-8 become replacement characters.
pub(super) fn text(field: &[u8]) -> Text {
    Text::from_utf8_lossy(field)
}

/// A field as a finite number.
pub(super) fn number(field: &[u8]) -> Option<f32> {
    let value: f32 = std::str::from_utf8(field).ok()?.parse().ok()?;
    (value.abs() <= LARGEST).then_some(value)
}

/// A formal charge: `2-` as the format says, also `-2` and `2`; anything else is 0.
pub(super) fn charge(field: &[u8]) -> i32 {
    let (digit, sign) = match field {
        [digit @ b'0'..=b'9'] | [digit @ b'0'..=b'9', b'+'] | [b'+', digit @ b'0'..=b'9'] => (digit, 1),
        [digit @ b'0'..=b'9', b'-'] | [b'-', digit @ b'0'..=b'9'] => (digit, -1),
        _ => return 0,
    };
    sign * i32::from(digit - b'0')
}

#[cfg(test)]
mod tests {
    use super::{charge, field, number};

    #[test]
    fn fields_end_with_the_line() {
        assert_eq!(field(b"ATOM      1", 1, 6), b"ATOM");
        assert_eq!(field(b"ATOM      1", 7, 11), b"1");
        assert_eq!(field(b"ATOM      1", 7, 9), b"");
        assert_eq!(field(b"ATOM", 7, 11), b"");
        assert_eq!(field(b"ATOM  ", 7, 11), b"");
    }

    #[test]
    fn charges_and_numbers() {
        for (text, value) in [("2-", -2), ("-2", -2), ("1+", 1), ("+1", 1), ("3", 3), ("", 0), ("--", 0), ("12", 0)] {
            assert_eq!(charge(text.as_bytes()), value, "{text}");
        }
        assert_eq!(number(b"-1.5"), Some(-1.5));
        assert_eq!(number(b"nan"), None);
        assert_eq!(number(b"1e99"), None);
    }
}
