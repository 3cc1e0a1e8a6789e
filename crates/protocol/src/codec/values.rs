//! The values that everything else is made of: numbers, texts, lists, pairs and options.

use bytes::Bytes;

use super::{Reader, Text, Wire, Writer};
use crate::error::{Cause, Error};
use crate::versions::{Agreed, Key};

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Wire for $number {
            const MIN_BYTES: usize = size_of::<$number>();
            #[inline]
            fn size(&self, _: &Agreed, _: u8) -> usize {
                Self::MIN_BYTES
            }
            #[inline]
            fn write<'a>(&self, out: Writer<'a>, _: u8) -> Writer<'a> {
                out.array(self.to_le_bytes())
            }
            #[inline]
            fn read(input: &mut Reader<'_>, _: u8) -> Result<Self, Error> {
                Ok(<$number>::from_le_bytes(input.array()?))
            }
        }
    )*};
}
numbers!(u8, i32, u32, i64, f32);

impl Wire for bool {
    const MIN_BYTES: usize = 1;
    #[inline]
    fn size(&self, _: &Agreed, _: u8) -> usize {
        1
    }
    #[inline]
    fn write<'a>(&self, out: Writer<'a>, _: u8) -> Writer<'a> {
        out.array([u8::from(*self)])
    }
    #[inline]
    fn read(input: &mut Reader<'_>, _: u8) -> Result<Self, Error> {
        let [byte] = input.array()?;
        Ok(byte != 0)
    }
}

impl Wire for Text {
    const MIN_BYTES: usize = 4;
    #[inline]
    fn size(&self, _: &Agreed, _: u8) -> usize {
        4 + self.len()
    }
    #[inline]
    fn write<'a>(&self, out: Writer<'a>, _: u8) -> Writer<'a> {
        let out = out.count(self.len());
        if self.is_empty() { out } else { out.bytes(self.as_bytes()) }
    }
    #[inline(always)]
    fn read(input: &mut Reader<'_>, _: u8) -> Result<Self, Error> {
        let count = u32::from_le_bytes(input.array()?);
        if count == 0 {
            return Ok(Text::default());
        }
        let bytes = input.take(count as usize)?;
        Text::from_utf8(bytes).map_err(|_| Cause::Utf8.into())
    }
}

impl Wire for Bytes {
    const MIN_BYTES: usize = 4;
    fn size(&self, _: &Agreed, _: u8) -> usize {
        4 + self.len()
    }
    fn write<'a>(&self, out: Writer<'a>, _: u8) -> Writer<'a> {
        out.count(self.len()).bytes(self)
    }
    fn read(input: &mut Reader<'_>, _: u8) -> Result<Self, Error> {
        let count = u32::from_le_bytes(input.array()?);
        Ok(Bytes::copy_from_slice(input.take(count as usize)?))
    }
}

impl<T: Wire> Wire for Vec<T> {
    const MIN_BYTES: usize = 4;
    #[inline]
    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        let version = agreed.version_of::<T>(version);
        4 + self.iter().map(|item| item.size(agreed, version)).sum::<usize>()
    }
    #[inline]
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        let version = out.agreed.version_of::<T>(version);
        self.iter().fold(out.count(self.len()), |out, item| item.write(out, version))
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        input.list(version)
    }
}

/// A flag, then the value if there is one.
impl<T: Wire> Wire for Option<T> {
    const MIN_BYTES: usize = 1;
    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        1 + self.as_ref().map_or(0, |value| agreed.size_of(value, version))
    }
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        let out = out.put(&self.is_some(), version);
        match self {
            Some(value) => out.put(value, version),
            None => out,
        }
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let present: bool = input.get(version)?;
        present.then(|| input.get(version)).transpose()
    }
}

/// An entry of a dictionary. An error within the value is named by the entry's place alone.
impl<K: Wire, V: Wire> Wire for (K, V) {
    const MIN_BYTES: usize = K::MIN_BYTES + V::MIN_BYTES;
    #[inline]
    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        agreed.size_of(&self.0, version) + agreed.size_of(&self.1, version)
    }
    #[inline]
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        out.put(&self.0, version).put(&self.1, version)
    }
    #[inline]
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let key = input.get(version).map_err(|error: Error| error.field("key"))?;
        Ok((key, input.get(version)?))
    }
}

impl<T: Wire + Copy + Default, const N: usize> Wire for [T; N] {
    const MIN_BYTES: usize = N * T::MIN_BYTES;
    #[inline]
    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        self.iter().map(|item| agreed.size_of(item, version)).sum()
    }
    #[inline]
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        self.iter().fold(out, |out, item| out.put(item, version))
    }
    #[inline]
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let mut items = [T::default(); N];
        for item in &mut items {
            *item = input.get(version)?;
        }
        Ok(items)
    }
}

impl<T: Wire> Wire for Box<T> {
    const KEY: Option<Key> = T::KEY;
    const MIN_BYTES: usize = T::MIN_BYTES;
    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        T::size(self, agreed, version)
    }
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        T::write(self, out, version)
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        T::read(input, version).map(Box::new)
    }
}
