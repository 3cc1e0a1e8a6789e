//! The lines of a file, numbered, each of bounded length.

use super::{Limits, ReadError};

/// The lines without their ends (`\n`, `\r\n`, or `\r` alone in very old files).
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    rest: &'a [u8],
    number: usize,
    longest: usize,
}

impl<'a> Lines<'a> {
    pub fn new(bytes: &'a [u8], limits: &Limits) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        Self { rest: bytes, number: 0, longest: limits.line }
    }

    /// The number of the line that was given last, from 1.
    pub fn number(&self) -> usize {
        self.number
    }

    /// The next line, or `None` at the end.
    pub fn next(&mut self) -> Result<Option<&'a [u8]>, ReadError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let end = self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(self.rest.len());
        if end > self.longest {
            let expected = format!("a line of at most {} bytes", self.longest);
            return Err(ReadError::new(self.number, self.longest + 1, expected, format!("{end} bytes")));
        }
        let (line, rest) = self.rest.split_at(end);
        self.rest = match rest {
            [b'\r', b'\n', rest @ ..] | [_, rest @ ..] => rest,
            [] => rest,
        };
        Ok(Some(line))
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Lines};

    #[test]
    fn every_kind_of_line_end_is_understood() {
        let mut lines = Lines::new(b"\xEF\xBB\xBFa\r\nb\n\nc\rd", &Limits::default());
        for (number, expected) in ["a", "b", "", "c", "d"].iter().enumerate() {
            assert_eq!(lines.next().unwrap(), Some(expected.as_bytes()));
            assert_eq!(lines.number(), number + 1);
        }
        assert_eq!(lines.next().unwrap(), None);
    }

    #[test]
    fn a_long_line_is_an_error_with_its_place() {
        let mut lines = Lines::new(b"ab\nabcde\n", &Limits { line: 4, ..Limits::default() });
        assert!(lines.next().unwrap().is_some());
        let error = lines.next().unwrap_err();
        assert_eq!(error.to_string(), "line 2, column 5: expected a line of at most 4 bytes, found 5 bytes");
    }
}
