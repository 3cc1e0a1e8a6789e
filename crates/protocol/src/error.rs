//! What is wrong with a body, and at which field: `AddToWorkspace.atoms[3].name: needs 8 bytes, 3 left`.

use std::fmt;

/// Why bytes could not be decoded. Boxed, since almost every read succeeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Detail>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Detail {
    /// Innermost first: each reader adds its own step while the error passes through.
    path: Vec<Step>,
    cause: Cause,
}

/// One step of the way from a message to the field at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Field(&'static str),
    Item(usize),
}

/// What is wrong with the field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// The bytes end before the value does.
    #[error("needs {need} bytes, {have} left")]
    Short {
        /// Bytes that the value takes.
        need: usize,
        /// Bytes that are there.
        have: usize,
    },
    /// A list claims more items than the remaining bytes could hold.
    #[error("claims {count} items, but only {have} bytes are left")]
    Count {
        /// Items claimed.
        count: u32,
        /// Bytes that are there.
        have: usize,
    },
    /// The items of a list take more memory than a payload of this length may.
    #[error("has {count} items, which would take {memory} bytes of memory: more than a payload of this length may")]
    Memory {
        /// Items claimed.
        count: usize,
        /// Bytes that they would take, without what is inside of them.
        memory: usize,
    },
    /// A text is not UTF-8.
    #[error("text is not UTF-8")]
    Utf8,
    /// Lists within lists within lists.
    #[error("lists are nested deeper than {0}")]
    Nesting(u8),
    /// A body is followed by bytes that belong to nothing.
    #[error("{0} bytes are left over")]
    Trailing(usize),
    /// Per-conformer lists that should be of one length.
    #[error("has {found} entries, but there are {expected} conformers")]
    Conformers {
        /// Conformers announced.
        expected: usize,
        /// Entries found.
        found: usize,
    },
    /// A list of conformers without any.
    #[error("has no conformers")]
    NoConformers,
    /// A kind of content, shape, stream or call that this side does not know; its length is unknown, too.
    #[error("is of the unknown kind {0}")]
    UnknownKind(u32),
}

impl Error {
    /// What is wrong.
    pub fn cause(&self) -> &Cause {
        &self.0.cause
    }

    /// Adds the field through which the error is passing.
    #[cold]
    pub fn field(mut self, name: &'static str) -> Self {
        self.0.path.push(Step::Field(name));
        self
    }

    /// Adds the list item through which the error is passing.
    #[cold]
    pub fn item(mut self, index: usize) -> Self {
        self.0.path.push(Step::Item(index));
        self
    }
}

impl From<Cause> for Error {
    #[cold]
    fn from(cause: Cause) -> Self {
        Error(Box::new(Detail { path: Vec::new(), cause }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, step) in self.0.path.iter().rev().enumerate() {
            match step {
                Step::Field(name) if depth == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
            }
        }
        if !self.0.path.is_empty() {
            f.write_str(": ")?;
        }
        self.0.cause.fmt(f)
    }
}

impl std::error::Error for Error {}
