//! What is wrong with a file, where; and how much of one is accepted.

/// Why a structure file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: expected {expected}, found {found}")]
pub struct ReadError {
    /// The line, from 1.
    pub line: usize,
    /// The column in bytes, from 1.
    pub column: usize,
    /// What should be there: `a coordinate (8.3f)`.
    pub expected: String,
    /// What is there, shortened: `"abc"`.
    pub found: String,
}

impl ReadError {
    pub(crate) fn new(line: usize, column: usize, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self { line, column, expected: expected.into(), found: found.into() }
    }

    /// An error about a piece of text, which is quoted and shortened.
    pub(crate) fn at(line: usize, column: usize, expected: impl Into<String>, found: &str) -> Self {
        const SHOWN: usize = 40;
        let quoted = match found.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{:?}...", &found[..end]),
            None if found.trim().is_empty() => "nothing".to_owned(),
            None => format!("{found:?}"),
        };
        Self::new(line, column, expected, quoted)
    }
}

/// How much a file may hold; what is beyond is an error, before memory is taken for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of a line.
    pub line: usize,
    /// Atoms of all models together.
    pub atoms: usize,
    /// Models, or records of an SDF.
    pub models: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 256 << 20, line: 1 << 20, atoms: 2_000_000, models: 10_000 }
    }
}
