//! What goes to members as columns, beside the texts.

use std::sync::Arc;

use molecule::Complex;
use protocol::shapes::Mesh;

/// What is sent as columns.
#[derive(Clone, Debug)]
pub enum Bulk {
    /// A complex.
    Complex(Arc<Columns>),
    /// A mesh.
    Mesh(Arc<Mesh>),
    /// The values of a volume.
    Volume(Arc<Vec<f32>>),
}

impl Bulk {
    /// Whether both are the very same memory.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Bulk::Complex(one), Bulk::Complex(other)) => Arc::ptr_eq(one, other),
            (Bulk::Mesh(one), Bulk::Mesh(other)) => Arc::ptr_eq(one, other),
            (Bulk::Volume(one), Bulk::Volume(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// A complex as it is; those of its columns that differ from what the receiver has, where that is known.
    pub fn complex(complex: Complex, since: Option<Complex>) -> Self {
        Bulk::Complex(Arc::new(Columns { complex, since }))
    }
}

/// Columns of a complex to send.
#[derive(Clone, Debug)]
pub struct Columns {
    /// As it is.
    pub complex: Complex,
    /// What the receiver has: only columns that differ are sent. None: all.
    pub since: Option<Complex>,
}
