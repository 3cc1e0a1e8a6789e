//! How values become bytes and come back: a writer, a bounded reader, and the trait of all that travels.

mod batch;
mod declare;
mod values;

use crate::error::{Cause, Error};
use crate::versions::{Agreed, Key};

pub use batch::Batch;

/// A text. Nearly all are short (atom names, labels), and a short one needs no allocation; clones of a long one share it.
pub type Text = lean_string::LeanString;

/// A dictionary of texts, in the order in which it travelled.
pub type Texts = Vec<(Text, Text)>;

/// Lists within lists: deeper than this is an attack, not a menu.
pub const MAX_NESTING: u8 = 64;

/// The items of all lists of a payload may take so many bytes of memory, and so many more for each of its bytes. An atom takes about
/// 1.4 for one; a list of nothing but empty files takes 6, and gets by on the first.
const MEMORY: usize = 16 << 20;
const MEMORY_FOR_EACH_BYTE: usize = 4;

/// Anything that can travel inside a payload.
pub trait Wire: Sized {
    /// Its place in the version table. A part without one shares the version of what it is a part of.
    const KEY: Option<Key> = None;
    /// The least number of bytes that it takes at any version, so that a list's count can be checked before allocating.
    const MIN_BYTES: usize;
    /// How many bytes it takes.
    fn size(&self, agreed: &Agreed, version: u8) -> usize;
    /// Writes the bytes, as many as [`Wire::size`] says.
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a>;
    /// Takes the bytes from the front of `input`.
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error>;
}

/// The bytes of a value that is a part of something at version `parent`. They are counted first, so there is one
/// allocation.
pub fn encode<T: Wire>(value: &T, parent: u8, agreed: &Agreed) -> Vec<u8> {
    let mut bytes = vec![0; agreed.size_of(value, parent)];
    Writer::new(&mut bytes, agreed).put(value, parent).finish();
    bytes
}

/// Room for bytes on their way out. It is passed by value so that the place to write to stays in registers.
pub struct Writer<'a> {
    room: &'a mut [u8],
    agreed: &'a Agreed,
}

impl<'a> Writer<'a> {
    /// Writes into `room`.
    pub fn new(room: &'a mut [u8], agreed: &'a Agreed) -> Self {
        Writer { room, agreed }
    }

    /// Writes a value that is a part of something at version `parent`.
    #[inline]
    pub fn put<T: Wire>(self, value: &T, parent: u8) -> Self {
        let version = self.agreed.version_of::<T>(parent);
        value.write(self, version)
    }

    /// Says that all is written. How many bytes were counted but not written: none, or a `size()` is wrong.
    pub fn finish(self) -> usize {
        debug_assert!(self.room.is_empty(), "{} bytes were counted but not written", self.room.len());
        self.room.len()
    }

    #[inline]
    fn array<const N: usize>(self, bytes: [u8; N]) -> Self {
        let (head, room) = self.room.split_first_chunk_mut().expect(COUNTED);
        *head = bytes;
        Writer { room, ..self }
    }

    #[inline]
    fn bytes(self, bytes: &[u8]) -> Self {
        let (head, room) = self.room.split_at_mut_checked(bytes.len()).expect(COUNTED);
        head.copy_from_slice(bytes);
        Writer { room, ..self }
    }

    #[inline]
    fn count(self, count: usize) -> Self {
        self.array((count as u32).to_le_bytes())
    }
}

const COUNTED: &str = "size() counts every byte that write() writes";

/// Bytes on their way in.
pub struct Reader<'a> {
    bytes: &'a [u8],
    agreed: &'a Agreed,
    nesting: u8,
    /// How many bytes of memory the items of further lists may take.
    memory: usize,
}

impl<'a> Reader<'a> {
    /// Reads from `bytes`.
    pub fn new(bytes: &'a [u8], agreed: &'a Agreed) -> Self {
        let memory = bytes.len().saturating_mul(MEMORY_FOR_EACH_BYTE).saturating_add(MEMORY);
        Reader { bytes, agreed, nesting: 0, memory }
    }

    /// Takes a value that is a part of something read at version `parent`.
    #[inline]
    pub fn get<T: Wire>(&mut self, parent: u8) -> Result<T, Error> {
        let version = self.agreed.version_of::<T>(parent);
        T::read(self, version)
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.len()
    }

    /// Says so if anything is left.
    pub fn finish(self) -> Result<(), Error> {
        match self.left() {
            0 => Ok(()),
            left => Err(Cause::Trailing(left).into()),
        }
    }

    #[inline]
    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        match self.bytes.split_first_chunk() {
            Some((head, rest)) => {
                self.bytes = rest;
                Ok(*head)
            }
            None => Err(self.short(N)),
        }
    }

    #[inline]
    fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
        match self.bytes.split_at_checked(count) {
            Some((head, rest)) => {
                self.bytes = rest;
                Ok(head)
            }
            None => Err(self.short(count)),
        }
    }

    #[cold]
    fn short(&self, need: usize) -> Error {
        Cause::Short { need, have: self.left() }.into()
    }

    /// Reads a list's count, and refuses one that the remaining bytes cannot hold.
    fn count(&mut self, min_bytes_each: usize) -> Result<usize, Error> {
        let count = u32::from_le_bytes(self.array()?);
        match (count as usize).checked_mul(min_bytes_each) {
            Some(bytes) if bytes <= self.left() => Ok(count as usize),
            _ => Err(Cause::Count { count, have: self.left() }.into()),
        }
    }

    fn list<T: Wire>(&mut self, version: u8) -> Result<Vec<T>, Error> {
        const { assert!(T::MIN_BYTES > 0, "a list of nothing could be endless") };
        let count = self.count(T::MIN_BYTES)?;
        if self.nesting == MAX_NESTING {
            return Err(Cause::Nesting(MAX_NESTING).into());
        }
        self.nesting += 1;
        let memory = count.saturating_mul(size_of::<T>());
        self.memory = self.memory.checked_sub(memory).ok_or(Cause::Memory { count, memory })?;
        let version = self.agreed.version_of::<T>(version);
        let mut items = Vec::with_capacity(count);
        for index in 0..count {
            match T::read(self, version) {
                Ok(item) => items.push(item),
                Err(error) => return Err(error.item(index)),
            }
        }
        self.nesting -= 1;
        Ok(items)
    }
}
