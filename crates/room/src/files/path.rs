//! Paths in a folder, as plugins and people write them: made into names, none of which leads out of it.

use std::fmt;

use room_api::text::is_unseen;

/// The longest name, in bytes: what file systems bear.
const MAX_NAME: usize = 255;
/// The longest path, in bytes.
const MAX_PATH: usize = 1024;

/// A place in a member's folder; the folder itself by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Vec<String>);

/// Why a text is no path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// Nothing.
    #[error("an empty path")]
    Empty,
    /// More `..` than there are folders.
    #[error("the path leads out of the folder")]
    Leaves,
    /// A name that not every system can have.
    #[error("{0:?} cannot be the name of a file")]
    Name(String),
    /// A name or all of it.
    #[error("the path is too long: a name may have {MAX_NAME} bytes, and a path {MAX_PATH}")]
    TooLong,
    /// Folders in folders.
    #[error("the path is too deep: folders nest {0} times at most")]
    TooDeep(usize),
}

impl FilePath {
    /// What a text means to one who stands here. Folders are set apart by `/` or `\`; what begins with one of them begins at
    /// the member's folder.
    pub fn resolve(&self, text: &str, max_depth: usize) -> Result<Self, PathError> {
        if text.is_empty() {
            return Err(PathError::Empty);
        }
        if text.len() > MAX_PATH {
            return Err(PathError::TooLong);
        }
        let is_separator = |letter: char| matches!(letter, '/' | '\\');
        let rest = text.strip_prefix(is_separator);
        if rest.is_some_and(|rest| rest.starts_with(is_separator)) {
            return Err(PathError::Name(text.to_owned())); // `//server/share` is on another machine.
        }
        let mut path = if rest.is_some() { Self::default() } else { self.clone() };
        for name in text.split(is_separator) {
            match name {
                "" | "." => {}
                ".." => drop(path.0.pop().ok_or(PathError::Leaves)?),
                name => path.0.push(fit(name)?),
            }
        }
        if path.0.len() > max_depth {
            return Err(PathError::TooDeep(max_depth));
        }
        let bytes: usize = path.0.iter().map(|name| name.len() + 1).sum();
        if bytes > MAX_PATH { Err(PathError::TooLong) } else { Ok(path) }
    }

    /// The names of the folders on the way, and its own: none is empty, `.` or `..`, or has a separator in it.
    pub fn names(&self) -> &[String] {
        &self.0
    }

    /// Its own name; none of the folder itself.
    pub fn name(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    /// The folder that it is in; none of the folder itself.
    pub fn parent(&self) -> Option<Self> {
        let (_, parents) = self.0.split_last()?;
        Some(Self(parents.to_vec()))
    }

    /// What has this path's name in another folder.
    pub fn moved_into(&self, folder: &Self) -> Self {
        Self(folder.0.iter().cloned().chain(self.0.last().cloned()).collect())
    }

    /// Whether it is this folder, or somewhere in it.
    pub fn is_in(&self, folder: &Self) -> bool {
        self.0.starts_with(&folder.0)
    }
}

/// Absolute, with `/`.
impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("/");
        }
        self.0.iter().try_for_each(|name| write!(f, "/{name}"))
    }
}

/// A name that every system can have, and that means a file on each.
fn fit(name: &str) -> Result<String, PathError> {
    if name.len() > MAX_NAME {
        return Err(PathError::TooLong);
    }
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let unfit = |letter: char| letter.is_control() || is_unseen(letter) || r#"<>:"|?*"#.contains(letter);
    if name.contains(unfit) || name.ends_with([' ', '.']) || is_device(stem) {
        return Err(PathError::Name(name.to_owned()));
    }
    Ok(name.to_owned())
}

/// Whether Windows takes a name for a device, whatever its ending.
fn is_device(stem: &str) -> bool {
    let stem = stem.to_uppercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device).map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(number.as_deref(), Some(['1'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}']))
    };
    matches!(&stem[..], "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(here: &str, text: &str) -> Result<String, PathError> {
        let here = if here == "/" { FilePath::default() } else { FilePath::default().resolve(here, 8)? };
        here.resolve(text, 8).map(|path| path.to_string())
    }

    #[test]
    fn a_path_is_read_from_where_one_stands() {
        for (here, text, path) in [
            ("/", ".", "/"),
            ("/", "/", "/"),
            ("/", "a.sdf", "/a.sdf"),
            ("/a", "b/c", "/a/b/c"),
            ("/a", "./b//c/", "/a/b/c"),
            ("/a", "/b", "/b"),
            ("/a/b", "..", "/a"),
            ("/a/b", "../../c", "/c"),
            ("/a", r"b\c.pdb", "/a/b/c.pdb"),
            ("/a", r"\b", "/b"),
            ("/a", "b/../..", "/"),
            ("/", "Übung 1/.hidden", "/Übung 1/.hidden"),
            ("/", "a..b", "/a..b"),
            ("/", "console/com0/nulls", "/console/com0/nulls"),
        ] {
            assert_eq!(from(here, text).as_deref(), Ok(path), "{here} {text}");
        }
    }

    #[test]
    fn no_path_leads_out() {
        for (here, text) in [
            ("/", ".."),
            ("/", "/.."),
            ("/a", "../.."),
            ("/a", "../../etc/passwd"),
            ("/", r"..\..\x"),
            ("/", "a/../../b"),
            ("/", "/../etc"),
            ("/a", "b/./../../.."),
        ] {
            assert_eq!(from(here, text), Err(PathError::Leaves), "{here} {text}");
        }
    }

    #[test]
    fn what_is_no_name_everywhere_is_none_here() {
        for name in [
            "a\0b",
            "a\nb",
            "\u{85}",
            "a\u{202e}bdp.exe",
            "a\u{200b}.pdb",
            "C:",
            r"C:\Windows",
            "c:x",
            "file:stream",
            "*.pdb",
            "a?",
            "<a>",
            "a|b",
            "\"a\"",
            "...",
            "a.",
            "a ",
            ". .",
            "con",
            "NUL.txt",
            "nul .txt",
            "Com1",
            "lpt9.a.b",
            "COM\u{b2}",
            "conin$",
            "//server/share",
            r"\\server\share",
            r"\/x",
            r"\\?\C:\x",
        ] {
            assert!(matches!(from("/", name), Err(PathError::Name(_))), "{name:?}: {:?}", from("/", name));
        }
        assert_eq!(from("/", ""), Err(PathError::Empty));
    }

    #[test]
    fn paths_are_neither_long_nor_deep() {
        let long = "x".repeat(256);
        assert_eq!(from("/", &long), Err(PathError::TooLong));
        assert!(from("/", &long[..255]).is_ok());
        let half = format!("{}/{}", &long[..200], &long[..200]);
        assert_eq!(from(&half, &format!("{half}/{half}")), Err(PathError::TooLong));
        assert_eq!(from("/", &"a/".repeat(2000)), Err(PathError::TooLong));
        assert_eq!(from("/", &"a/".repeat(9)), Err(PathError::TooDeep(8)));
        assert!(from("/", &"a/".repeat(8)).is_ok());
        assert!(from("/", &format!("{}x", "a/../".repeat(20))).is_ok(), "what counts is where it leads");
    }
}
