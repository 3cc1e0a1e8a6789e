//! The values that the golden bytes carry. `conformance/golden/values.py` names the same fields in the same order.

mod files;
mod integrations;
mod interactions;
mod macros;
mod messages;
mod shapes;
mod streams;
mod structure;
mod ui;
mod volumes;

use std::sync::LazyLock;

use bytes::Bytes;
pub use interactions::interaction;
pub use macros::a_macro;
pub use shapes::anchor;
pub use structure::*;
pub use ui::*;

use protocol::structure::{Color, Quaternion, Vec3};
use protocol::{Text, Texts, ToApp, ToPlugin};

/// The cases of messages to the app.
pub static TO_APP: LazyLock<Vec<&str>> = LazyLock::new(|| {
    [
        messages::TO_APP,
        streams::TO_APP,
        files::TO_APP,
        macros::TO_APP,
        shapes::TO_APP,
        interactions::TO_APP,
        volumes::TO_APP,
        integrations::ALL,
    ]
    .concat()
});

/// The message of a case.
pub fn to_app(case: &str, n: &mut Numbers) -> ToApp {
    messages::to_app(case, n)
        .or_else(|| streams::to_app(case, n))
        .or_else(|| files::to_app(case, n))
        .or_else(|| macros::to_app(case, n))
        .or_else(|| shapes::to_app(case, n))
        .or_else(|| interactions::to_app(case, n))
        .or_else(|| volumes::to_app(case, n))
        .or_else(|| integrations::to_app(case, n))
        .unwrap_or_else(|| panic!("no fixture for the message {case}"))
}

/// The cases of commands to a plugin.
pub static TO_PLUGIN: LazyLock<Vec<&str>> = LazyLock::new(|| {
    [
        messages::TO_PLUGIN,
        streams::TO_PLUGIN,
        files::TO_PLUGIN,
        macros::TO_PLUGIN,
        shapes::TO_PLUGIN,
        interactions::TO_PLUGIN,
        volumes::TO_PLUGIN,
        integrations::ALL,
    ]
    .concat()
});

/// The command of a case.
pub fn to_plugin(case: &str, n: &mut Numbers) -> ToPlugin {
    messages::to_plugin(case, n)
        .or_else(|| streams::to_plugin(case, n))
        .or_else(|| files::to_plugin(case, n))
        .or_else(|| macros::to_plugin(case, n))
        .or_else(|| shapes::to_plugin(case, n))
        .or_else(|| interactions::to_plugin(case, n))
        .or_else(|| volumes::to_plugin(case, n))
        .or_else(|| integrations::to_plugin(case, n))
        .unwrap_or_else(|| panic!("no fixture for the command {case}"))
}

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

    /// The golden bytes' data; drawn, a few bytes.
    pub fn data(&mut self, golden: &'static [u8]) -> Bytes {
        if self.are_golden() { Bytes::from_static(golden) } else { self.some(0, Self::byte).into() }
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
