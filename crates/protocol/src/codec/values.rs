//! The values that everything else is made of: numbers, texts, lists, pairs and options.

use bytes::Bytes;

use super::{Reader, Text, Wire, Writer};
use crate::error::{Cause, Error};

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Wire for $number {
            const MIN_BYTES: usize = size_of::<$number>();
            #[inline]
            fn write(&self, out: &mut Writer<'_>, _: u8) {
                out.bytes.extend_from_slice(&self.to_le_bytes());
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
    fn write(&self, out: &mut Writer<'_>, _: u8) {
        out.bytes.push(u8::from(*self));
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
    fn write(&self, out: &mut Writer<'_>, _: u8) {
        write_count(out, self.len());
        out.bytes.extend_from_slice(self.as_bytes());
    }
    #[inline]
    fn read(input: &mut Reader<'_>, _: u8) -> Result<Self, Error> {
        let count = u32::from_le_bytes(input.array()?);
        let bytes = input.take(count as usize)?;
        Text::from_utf8(bytes).map_err(|_| Cause::Utf8.into())
    }
}

impl Wire for Bytes {
    const MIN_BYTES: usize = 4;
    fn write(&self, out: &mut Writer<'_>, _: u8) {
        write_count(out, self.len());
        out.bytes.extend_from_slice(self);
    }
    fn read(input: &mut Reader<'_>, _: u8) -> Result<Self, Error> {
        let count = u32::from_le_bytes(input.array()?);
        Ok(Bytes::copy_from_slice(input.take(count as usize)?))
    }
}

impl<T: Wire> Wire for Vec<T> {
    const MIN_BYTES: usize = 4;
    fn write(&self, out: &mut Writer<'_>, version: u8) {
        write_count(out, self.len());
        for item in self {
            out.put(item, version);
        }
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        input.list(version)
    }
}

fn write_count(out: &mut Writer<'_>, count: usize) {
    out.bytes.extend_from_slice(&(count as u32).to_le_bytes());
}

/// A flag, then the value if there is one.
impl<T: Wire> Wire for Option<T> {
    const MIN_BYTES: usize = 1;
    fn write(&self, out: &mut Writer<'_>, version: u8) {
        out.put(&self.is_some(), version);
        if let Some(value) = self {
            out.put(value, version);
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
    fn write(&self, out: &mut Writer<'_>, version: u8) {
        out.put(&self.0, version);
        out.put(&self.1, version);
    }
    #[inline]
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let key = input.get(version).map_err(|error: Error| error.field("key"))?;
        Ok((key, input.get(version)?))
    }
}

impl<T: Wire + Copy + Default, const N: usize> Wire for [T; N] {
    const MIN_BYTES: usize = N * T::MIN_BYTES;
    fn write(&self, out: &mut Writer<'_>, version: u8) {
        for item in self {
            out.put(item, version);
        }
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let mut items = [T::default(); N];
        for item in &mut items {
            *item = input.get(version)?;
        }
        Ok(items)
    }
}

impl<T: Wire> Wire for Box<T> {
    const KEY: Option<crate::versions::Key> = T::KEY;
    const MIN_BYTES: usize = T::MIN_BYTES;
    fn write(&self, out: &mut Writer<'_>, version: u8) {
        T::write(self, out, version);
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        T::read(input, version).map(Box::new)
    }
}
