//! CIF as a row of tokens: tags, keywords and values, each with its place.

use super::super::{Limits, ReadError};

/// A value as it stands in the file, without quotes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Value<'a> {
    pub bytes: &'a [u8],
    /// Quoted values are never `.` or `?`.
    pub quoted: bool,
    pub line: u32,
    pub column: u32,
}

impl Value<'_> {
    /// Whether the file says that there is no value (`.`) or none known (`?`).
    pub fn is_missing(&self) -> bool {
        !self.quoted && matches!(self.bytes, b"." | b"?")
    }

    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.bytes)
    }

    /// An error about this value.
    pub fn expected(&self, what: &str) -> ReadError {
        ReadError::at(self.line as usize, self.column as usize, what, &self.text())
    }
}

/// A piece of a CIF.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// `_category.key`, in the case of the file.
    Tag(&'a [u8]),
    /// `loop_`
    Loop,
    /// `data_...`: another block begins.
    Block,
    /// `save_...`, `global_`, `stop_`
    Other,
    Value(Value<'a>),
}

/// Reads tokens one by one.
#[derive(Clone, Debug)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    line_start: usize,
    longest_line: usize,
}

impl<'a> Lexer<'a> {
    pub fn new(bytes: &'a [u8], limits: &Limits) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        Self { bytes, at: 0, line: 1, line_start: 0, longest_line: limits.line }
    }

    /// The line and column of what comes next, from 1.
    pub fn place(&self) -> (usize, usize) {
        (self.line, self.at - self.line_start + 1)
    }

    pub fn next(&mut self) -> Result<Option<Token<'a>>, ReadError> {
        self.skip_blanks()?;
        let Some(first) = self.bytes.get(self.at) else { return Ok(None) };
        let (line, column) = self.place();
        let value = |bytes, quoted| Token::Value(Value { bytes, quoted, line: line as u32, column: column as u32 });
        match first {
            b';' if column == 1 => Ok(Some(value(self.text_field(line)?, true))),
            quote @ (b'\'' | b'"') => Ok(Some(value(self.quoted(*quote), true))),
            _ => {
                let word = self.word();
                self.check_line()?;
                Ok(Some(match word {
                    [b'_', ..] => Token::Tag(word),
                    _ if word.eq_ignore_ascii_case(b"loop_") => Token::Loop,
                    _ if has_prefix(word, b"data_") => Token::Block,
                    _ if has_prefix(word, b"save_") || has_prefix(word, b"global_") || has_prefix(word, b"stop_") => {
                        Token::Other
                    }
                    _ => value(word, false),
                }))
            }
        }
    }

    fn skip_blanks(&mut self) -> Result<(), ReadError> {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' => self.new_line(),
                byte if byte.is_ascii_whitespace() => self.at += 1,
                b'#' => self.at = self.line_end(),
                _ => break,
            }
        }
        self.check_line()
    }

    fn new_line(&mut self) {
        self.at += 1;
        self.line += 1;
        self.line_start = self.at;
    }

    fn check_line(&self) -> Result<(), ReadError> {
        let length = self.at - self.line_start;
        if length <= self.longest_line {
            return Ok(());
        }
        let expected = format!("a line of at most {} bytes", self.longest_line);
        Err(ReadError::new(self.line, self.longest_line + 1, expected, format!("{length} bytes and more")))
    }

    fn line_end(&self) -> usize {
        let rest = &self.bytes[self.at..];
        self.at + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
    }

    fn word(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// A quote ends where a blank follows it. One that does not end takes the rest of its line.
    fn quoted(&mut self, quote: u8) -> &'a [u8] {
        let end_of_line = self.line_end();
        let content = &self.bytes[self.at + 1..end_of_line.max(self.at + 1)];
        let closes =
            |place: &usize| content[*place] == quote && content.get(place + 1).is_none_or(u8::is_ascii_whitespace);
        match (0..content.len()).find(closes) {
            Some(length) => {
                self.at += length + 2;
                &content[..length]
            }
            None => {
                self.at = end_of_line;
                content.trim_ascii_end()
            }
        }
    }

    /// Text between lines that begin with a semicolon.
    fn text_field(&mut self, first_line: usize) -> Result<&'a [u8], ReadError> {
        let start = self.at + 1;
        loop {
            self.at = self.line_end();
            let end = self.at;
            if end == self.bytes.len() {
                return Err(ReadError::new(first_line, 1, "a text that ends with a line \";\"", "the end of the file"));
            }
            self.new_line();
            if self.bytes.get(self.at) == Some(&b';') {
                self.at += 1;
                return Ok(self.bytes[start..end].trim_ascii());
            }
        }
    }
}

fn has_prefix(word: &[u8], prefix: &[u8]) -> bool {
    word.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::{Lexer, Limits, Token};

    fn tokens(text: &str) -> Vec<String> {
        let mut lexer = Lexer::new(text.as_bytes(), &Limits::default());
        let mut tokens = Vec::new();
        while let Some(token) = lexer.next().unwrap() {
            tokens.push(match token {
                Token::Tag(tag) => String::from_utf8(tag.to_vec()).unwrap(),
                Token::Value(value) => format!("{}@{}:{}", value.text(), value.line, value.column),
                other => format!("{other:?}"),
            });
        }
        tokens
    }

    #[test]
    fn values_of_every_kind() {
        let text = "data_x # no value\n_a.b 'it''s ' \"O5'\"\nloop_\n_c\n;one\n two\n;\n'open\n. 1.5\n";
        let expected =
            ["Block", "_a.b", "it''s @2:6", "O5'@2:15", "Loop", "_c", "one\n two@5:1", "open@8:1", ".@9:1", "1.5@9:3"];
        assert_eq!(tokens(text), expected);
    }

    #[test]
    fn a_text_without_end_is_an_error() {
        let error = Lexer::new(b"\n;text\nmore", &Limits::default()).next().unwrap_err();
        assert_eq!(error.line, 2);
    }
}
