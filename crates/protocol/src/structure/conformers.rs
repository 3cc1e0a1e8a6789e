//! What differs between the conformers of a molecule: one value, or one for each of them.

use crate::codec::{Reader, Text, Texts, Wire, Writer};
use crate::error::{Cause, Error};
use crate::structure::Vec3;
use crate::versions::Agreed;
use crate::{open_enum, wire};

/// An atom's places.
pub type Positions = PerConformer<Vec3>;

/// A bond's kinds.
pub type Kinds = PerConformer<BondKind>;

open_enum! {
    /// A bond's kind.
    BondKind(u8) { UNKNOWN = 0, SINGLE = 1, DOUBLE = 2, TRIPLE = 3, AROMATIC = 4 }
}

/// One value for a molecule without conformers, or one per conformer. Its version is that of the atom or bond.
#[derive(Clone, Debug, PartialEq)]
pub enum PerConformer<T> {
    /// The value in the only conformer.
    One(T),
    /// The value in each conformer.
    Many(Box<Many<T>>),
}

/// At least one value, and for each whether the atom or bond is there in that conformer.
#[derive(Clone, Debug, PartialEq)]
pub struct Many<T> {
    values: Vec<T>,
    in_conformer: Vec<bool>,
}

impl<T: Copy> PerConformer<T> {
    /// One value per conformer; `None` if there are none, or if the lengths differ.
    pub fn many(values: Vec<T>, in_conformer: Vec<bool>) -> Option<Self> {
        let valid = !values.is_empty() && values.len() == in_conformer.len();
        valid.then(|| PerConformer::Many(Box::new(Many { values, in_conformer })))
    }

    /// The value in the first conformer.
    pub fn first(&self) -> T {
        self.values()[0]
    }

    /// The values, at least one.
    pub fn values(&self) -> &[T] {
        match self {
            PerConformer::One(value) => std::slice::from_ref(value),
            PerConformer::Many(many) => &many.values,
        }
    }

    /// In which conformers the atom or bond is there; as long as the values.
    pub fn in_conformer(&self) -> &[bool] {
        match self {
            PerConformer::One(_) => &[true],
            PerConformer::Many(many) => &many.in_conformer,
        }
    }
}

impl<T: Default> Default for PerConformer<T> {
    fn default() -> Self {
        PerConformer::One(T::default())
    }
}

impl<T> From<T> for PerConformer<T> {
    fn from(value: T) -> Self {
        PerConformer::One(value)
    }
}

impl<T: Wire + Copy> PerConformer<T> {
    fn flagged_size(&self) -> usize {
        match self {
            PerConformer::One(_) => 1 + T::MIN_BYTES,
            PerConformer::Many(many) => 1 + 4 + many.values.len() * T::MIN_BYTES + 4 + many.in_conformer.len(),
        }
    }

    #[inline]
    fn write_flagged<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        match self {
            PerConformer::One(value) => out.put(&false, version).put(value, version),
            PerConformer::Many(many) => {
                out.put(&true, version).put(&many.values, version).put(&many.in_conformer, version)
            }
        }
    }

    #[inline]
    fn read_flagged(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let many: bool = input.get(version)?;
        if many { Self::read_many(input, version) } else { input.get(version).map(PerConformer::One) }
    }

    #[inline(never)] // Few atoms have many: keep it out of the way of those that have one.
    fn read_many(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let values: Vec<T> = input.get(version)?;
        let in_conformer: Vec<bool> = input.get(version)?;
        let (expected, found) = (values.len(), in_conformer.len());
        match PerConformer::many(values, in_conformer) {
            Some(many) => Ok(many),
            None if expected == 0 => Err(Cause::NoConformers.into()),
            None => Err(Cause::Conformers { expected, found }.into()),
        }
    }
}

/// Before version 3 of the atom only the first place travels.
impl Wire for Positions {
    const MIN_BYTES: usize = 9; // Two lists, if empty, with the flag.
    #[inline]
    fn size(&self, _: &Agreed, version: u8) -> usize {
        if version >= 3 { self.flagged_size() } else { Vec3::MIN_BYTES }
    }
    #[inline]
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        if version >= 3 { self.write_flagged(out, version) } else { out.put(&self.first(), version) }
    }
    #[inline]
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        if version >= 3 { Self::read_flagged(input, version) } else { input.get(version).map(PerConformer::One) }
    }
}

/// Version 0 of the bond has only the first kind, as four bytes. What does not fit into a byte is no kind at all.
impl Wire for Kinds {
    const MIN_BYTES: usize = 2;
    #[inline]
    fn size(&self, _: &Agreed, version: u8) -> usize {
        if version >= 1 { self.flagged_size() } else { i32::MIN_BYTES }
    }
    #[inline]
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        if version >= 1 { self.write_flagged(out, version) } else { out.put(&i32::from(self.first().0), version) }
    }
    #[inline]
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        if version >= 1 {
            return Self::read_flagged(input, version);
        }
        let kind: i32 = input.get(version)?;
        Ok(PerConformer::One(u8::try_from(kind).map_or(BondKind::UNKNOWN, BondKind)))
    }
}

wire! {
    /// What a molecule says of one of its conformers.
    struct Conformer {
        name: Text,
        associated: Texts,
    }
}

/// What a molecule says of its conformers. Fewer than two travel as one, none as an unnamed one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conformers {
    /// Index of the conformer that is shown.
    pub current: i32,
    /// Each conformer.
    pub each: Vec<Conformer>,
}

impl Wire for Conformers {
    const MIN_BYTES: usize = 8;

    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        let flag = usize::from(version >= 1);
        match self.each.as_slice() {
            [] => flag + agreed.size_of(&Conformer::default(), version),
            [first, ..] if version == 0 => agreed.size_of(first, version),
            [only] => flag + agreed.size_of(only, version),
            each => {
                let counts = 4 * size_of::<u32>(); // The current one, how many, and both lists' own.
                flag + counts + each.iter().map(|conformer| agreed.size_of(conformer, version)).sum::<usize>()
            }
        }
    }

    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        let many = self.each.len() > 1;
        let out = if version >= 1 { out.put(&many, version) } else { out };
        if version == 0 || !many {
            return match self.each.first() {
                Some(only) => out.put(only, version),
                None => out.put(&Conformer::default(), version),
            };
        }
        let count = self.each.len() as u32;
        let out = out.put(&self.current, version).put(&count, version).put(&count, version);
        let out = self.each.iter().fold(out, |out, conformer| out.put(&conformer.name, version)).put(&count, version);
        self.each.iter().fold(out, |out, conformer| out.put(&conformer.associated, version))
    }

    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        if version == 0 || !input.get(version)? {
            return Ok(Conformers { current: 0, each: vec![input.get(version)?] });
        }
        let current = input.get(version)?;
        let count: i32 = input.get(version)?;
        let names: Vec<Text> = input.get(version).map_err(|error: Error| error.field("names"))?;
        let associateds: Vec<Texts> = input.get(version).map_err(|error: Error| error.field("associateds"))?;
        let expected = usize::try_from(count).unwrap_or(0);
        for found in [names.len(), associateds.len()] {
            if found != expected {
                return Err(Cause::Conformers { expected, found }.into());
            }
        }
        if expected == 0 {
            return Err(Cause::NoConformers.into());
        }
        let each = names.into_iter().zip(associateds).map(|(name, associated)| Conformer { name, associated });
        Ok(Conformers { current, each: each.collect() })
    }
}
