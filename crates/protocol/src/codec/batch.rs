//! Messages that once held one thing, and now hold a list.

use std::ops::{Deref, DerefMut};

use super::{Reader, Wire, Writer};
use crate::error::Error;
use crate::versions::Agreed;

/// A list since a version of what holds it. Before, its first item alone travels, and an empty one cannot.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch<T, const SINCE: u8 = 1>(pub Vec<T>);

impl<T, const SINCE: u8> Default for Batch<T, SINCE> {
    fn default() -> Self {
        Batch(Vec::new())
    }
}

impl<T, const SINCE: u8> Deref for Batch<T, SINCE> {
    type Target = Vec<T>;
    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T, const SINCE: u8> DerefMut for Batch<T, SINCE> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T: Wire, const SINCE: u8> Wire for Batch<T, SINCE> {
    const MIN_BYTES: usize = if T::MIN_BYTES < 4 { T::MIN_BYTES } else { 4 };
    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        match self.0.first() {
            _ if version >= SINCE => agreed.size_of(&self.0, version),
            Some(first) => agreed.size_of(first, version),
            None => 0,
        }
    }
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        match self.0.first() {
            _ if version >= SINCE => out.put(&self.0, version),
            Some(first) => out.put(first, version),
            None => out,
        }
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        if version >= SINCE { input.get(version).map(Batch) } else { Ok(Batch(vec![input.get(version)?])) }
    }
}
