//! Places, rotations and colours.

use crate::codec::{Reader, Wire, Writer};
use crate::error::Error;
use crate::open_enum;
use crate::versions::Agreed;

/// A place or a size. Atoms are in angstrom, local to their complex; complexes are in the space of the workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Vec3 {
    pub x: f32,
    pub y: f32,
    pub z: f32,
}

/// A rotation.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Quaternion {
    pub x: f32,
    pub y: f32,
    pub z: f32,
    pub w: f32,
}

/// A colour as `0xRRGGBBAA`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Color(pub u32);

impl Vec3 {
    /// A place by its coordinates.
    pub const fn new(x: f32, y: f32, z: f32) -> Self {
        Vec3 { x, y, z }
    }

    /// The same place in a space of the other handedness, which is how complexes travelled before their version 3.
    pub fn mirrored(self) -> Self {
        Vec3 { x: -self.x, ..self }
    }
}

impl Quaternion {
    /// No rotation.
    pub const IDENTITY: Quaternion = Quaternion { x: 0.0, y: 0.0, z: 0.0, w: 1.0 };

    /// A rotation by its components.
    pub const fn new(x: f32, y: f32, z: f32, w: f32) -> Self {
        Quaternion { x, y, z, w }
    }

    /// The same rotation in a space of the other handedness.
    pub fn mirrored(self) -> Self {
        Quaternion { y: -self.y, z: -self.z, ..self }
    }
}

impl Default for Quaternion {
    fn default() -> Self {
        Quaternion::IDENTITY
    }
}

#[allow(missing_docs)] // The names say it.
impl Color {
    pub const CLEAR: Color = Color(0);
    pub const BLACK: Color = Color(0x0000_00FF);
    pub const WHITE: Color = Color(0xFFFF_FFFF);
    pub const GREY: Color = Color(0x7F7F_7FFF);

    pub const fn rgba(red: u8, green: u8, blue: u8, alpha: u8) -> Self {
        Color(u32::from_be_bytes([red, green, blue, alpha]))
    }

    /// Red, green, blue, alpha.
    pub const fn channels(self) -> [u8; 4] {
        self.0.to_be_bytes()
    }
}

impl Wire for Vec3 {
    const MIN_BYTES: usize = 12;
    #[inline]
    fn size(&self, _: &Agreed, _: u8) -> usize {
        Self::MIN_BYTES
    }
    #[inline]
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        out.put(&[self.x, self.y, self.z], version)
    }
    #[inline]
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let [x, y, z] = input.get(version)?;
        Ok(Vec3 { x, y, z })
    }
}

impl Wire for Quaternion {
    const MIN_BYTES: usize = 16;
    #[inline]
    fn size(&self, _: &Agreed, _: u8) -> usize {
        Self::MIN_BYTES
    }
    #[inline]
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        out.put(&[self.x, self.y, self.z, self.w], version)
    }
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let [x, y, z, w] = input.get(version)?;
        Ok(Quaternion { x, y, z, w })
    }
}

impl Wire for Color {
    const MIN_BYTES: usize = 4;
    #[inline]
    fn size(&self, _: &Agreed, _: u8) -> usize {
        Self::MIN_BYTES
    }
    #[inline]
    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        out.put(&self.0, version)
    }
    #[inline]
    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        input.get(version).map(Color)
    }
}

open_enum! {
    /// By what the app colours structures. 0 does nothing.
    ColorScheme(i32) {
        RESIDUE = 1, OCCUPANCY = 2, B_FACTOR = 3, ELEMENT = 4, RAINBOW = 5, CHAIN = 6, DONOR_ACCEPTOR = 7,
        SECONDARY_STRUCTURE = 8, MONOCHROME = 9, YRB_HYDROPHOBICITY = 10, HYDROPHOBICITY = 11, IMGT = 12, KABAT = 13,
        CHOTHIA = 14, APF = 15, B_FACTOR_AF = 16,
    }
    /// Which representation is coloured.
    ColorSchemeTarget(i32) { ATOM_BOND = 0, RIBBON = 1, SURFACE = 2, ALL = 3 }
}
