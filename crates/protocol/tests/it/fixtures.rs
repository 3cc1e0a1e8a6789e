//! The values that the golden bytes carry. `conformance/golden/values.py` names the same fields in the same order.

mod messages;
mod structure;
mod ui;

pub use messages::{TO_APP, TO_PLUGIN, to_app, to_plugin};
pub use structure::*;
pub use ui::*;

use protocol::structure::{Color, Quaternion, Vec3};
use protocol::{Text, Texts};

/// What a fixture's values are made of.
pub struct Numbers {
    source: Source,
    /// Whether fields have values that the newest versions no longer carry.
    with_old_fields: bool,
}

enum Source {
    /// One after the other, as in Python. In a round, a bool is that bit of its number.
    Counting { round: u8, last: i32 },
    /// From bytes, for property tests. When they run out, all is zero.
    Drawn(std::vec::IntoIter<u8>),
}

impl Numbers {
    pub fn counting(round: u8) -> Self {
        Numbers { source: Source::Counting { round, last: 0 }, with_old_fields: true }
    }

    pub fn drawn(bytes: Vec<u8>) -> Self {
        Numbers { source: Source::Drawn(bytes.into_iter()), with_old_fields: true }
    }

    pub fn without_old_fields(self) -> Self {
        Numbers { with_old_fields: false, ..self }
    }

    /// Whether values are those of the golden bytes.
    pub fn are_golden(&self) -> bool {
        matches!(self.source, Source::Counting { .. })
    }

    fn draw<const N: usize>(&mut self) -> Option<[u8; N]> {
        match &mut self.source {
            Source::Counting { .. } => None,
            Source::Drawn(bytes) => Some(std::array::from_fn(|_| bytes.next().unwrap_or(0))),
        }
    }

    fn next(&mut self) -> i32 {
        let Source::Counting { last, .. } = &mut self.source else { return 0 };
        *last += 1;
        *last
    }

    pub fn i(&mut self) -> i32 {
        self.draw().map_or_else(|| self.next(), i32::from_le_bytes)
    }

    pub fn u(&mut self) -> u32 {
        self.i() as u32
    }

    pub fn l(&mut self) -> i64 {
        self.draw().map_or_else(|| self.next().into(), i64::from_le_bytes)
    }

    pub fn byte(&mut self) -> u8 {
        self.draw().map_or_else(|| self.next() as u8, u8::from_le_bytes)
    }

    pub fn b(&mut self) -> bool {
        if let Some([byte]) = self.draw() {
            return byte & 1 == 1;
        }
        let next = self.next();
        let Source::Counting { round, .. } = self.source else { return false };
        next >> round & 1 == 1
    }

    /// A bool that the newest version lacks; without it, it is true.
    pub fn old_b(&mut self) -> bool {
        self.b() || !self.with_old_fields
    }

    pub fn f(&mut self) -> f32 {
        let Some(bytes) = self.draw() else { return self.next() as f32 + 0.25 };
        let drawn = f32::from_le_bytes(bytes);
        if drawn.is_nan() { 0.5 } else { drawn }
    }

    pub fn t(&mut self) -> Text {
        let Some([length]) = self.draw() else { return format!("t{}é", self.next()).into() };
        (0..length % 40).map(|_| char::from(self.byte())).collect()
    }

    pub fn c(&mut self) -> Color {
        Color(self.draw().map_or_else(|| 0x0102_0300 + self.next() as u32, u32::from_le_bytes))
    }

    /// A number of an enum with so many names; drawn, any number.
    pub fn e(&mut self, count: i32) -> i32 {
        self.draw().map_or_else(|| self.next() % count, i32::from_le_bytes)
    }

    /// A letter.
    pub fn letter(&mut self) -> u8 {
        self.draw().map_or_else(|| 65 + (self.next() % 26) as u8, u8::from_le_bytes)
    }

    pub fn v(&mut self) -> Vec3 {
        Vec3::new(self.f(), self.f(), self.f())
    }

    pub fn q(&mut self) -> Quaternion {
        Quaternion::new(self.f(), self.f(), self.f(), self.f())
    }

    pub fn d(&mut self) -> Texts {
        self.some(2, |n| (n.t(), n.t()))
    }

    /// As many as the golden bytes have; drawn, a few.
    pub fn some<T>(&mut self, golden: usize, make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.draw().map_or(golden, |[drawn]| usize::from(drawn % 3));
        self.exactly(count, make)
    }

    pub fn exactly<T>(&mut self, count: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..count).map(|_| make(self)).collect()
    }
}
