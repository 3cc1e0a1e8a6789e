//! Which version of each type travels: the table that a side offers, and what two sides agree on.

mod table;

use std::collections::BTreeMap;

use crate::codec::{Reader, Text, Wire, Writer};
use crate::error::Error;
pub use table::OFFERED;

/// A version table as it travels in `connect`: for every type that a side knows, the newest version it knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions(pub BTreeMap<Text, u8>);

impl Versions {
    /// The table that we offer, to plugins and to apps alike.
    pub fn offered() -> Self {
        Versions(OFFERED.iter().map(|(name, version)| (Text::from_static_str(name), *version)).collect())
    }
}

impl Wire for Versions {
    const MIN_BYTES: usize = 4;
    fn size(&self, _: &Agreed, _: u8) -> usize {
        4 + self.0.keys().map(|name| 4 + name.len() + 1).sum::<usize>()
    }
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        let out = out.put(&(self.0.len() as u32), version);
        self.0.iter().fold(out, |out, (name, newest)| out.put(name, version).put(newest, version))
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let rows: Vec<(Text, u8)> = input.get(version)?;
        Ok(Versions(rows.into_iter().collect()))
    }
}

/// The version of every type on one connection. A name that the peer lacks is at version 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed([u8; OFFERED.len()]);

/// Before the tables are exchanged: everything at version 0.
impl Default for Agreed {
    fn default() -> Self {
        Agreed([0; OFFERED.len()])
    }
}

impl Agreed {
    /// What we and the peer with this table both understand: the lower version of every name that both know.
    pub fn with(theirs: &Versions) -> Self {
        let mut agreed = Agreed::default();
        for (agreed, (name, ours)) in agreed.0.iter_mut().zip(OFFERED) {
            *agreed = theirs.0.get(*name).map_or(0, |theirs| *theirs.min(ours));
        }
        agreed
    }

    /// Everything at our newest version, as between two sides of this very crate.
    pub fn newest() -> Self {
        Agreed::with(&Versions::offered())
    }

    /// Whether a message says if it expects a response. Libraries up to 0.38 do.
    pub fn says_if_it_expects_a_response(&self) -> bool {
        const KEY: Key = Key::of("ToClientProtocol", 1);
        self.version(KEY) >= 1
    }

    /// The version of a name in the table.
    #[inline]
    pub fn version(&self, key: Key) -> u8 {
        self.0[key.0]
    }

    #[inline]
    pub(crate) fn size_of<T: Wire>(&self, value: &T, parent: u8) -> usize {
        value.size(self, self.version_of::<T>(parent))
    }

    #[inline]
    pub(crate) fn version_of<T: Wire>(&self, parent: u8) -> u8 {
        match T::KEY {
            Some(key) => self.version(key),
            None => parent,
        }
    }
}

/// The place of a name in the table that we offer, found when the crate is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(usize);

impl Key {
    /// Finds a name, and stops the compiler if the table lacks it or offers another version of it.
    pub const fn of(name: &str, newest: u8) -> Self {
        let mut row = 0;
        while row < OFFERED.len() {
            if same(OFFERED[row].0, name) {
                assert!(OFFERED[row].1 == newest, "the table offers another version of this type");
                return Key(row);
            }
            row += 1;
        }
        panic!("the table of versions lacks this name");
    }
}

const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_offered_is_not_agreed_on() {
        let theirs = [("Atom", 200), ("Button", 2), ("Unheard", 9)];
        let theirs = Versions(theirs.map(|(name, version)| (Text::from_static_str(name), version)).into());
        let agreed = Agreed::with(&theirs);
        assert_eq!(agreed.version(Key::of("Atom", 8)), 8, "a newer one of theirs: ours");
        assert_eq!(agreed.version(Key::of("Button", 6)), 2, "an older one: theirs");
        assert_eq!(agreed.version(Key::of("Molecule", 1)), 0, "one that they lack");
    }
}
