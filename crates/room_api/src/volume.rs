//! Volumes: values on a grid, such as an electron density or an electrostatic potential, drawn as surfaces.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ComplexId, VolumeId};

/// Values on a grid. They belong to a complex, lie in its space, and go with it; they come as bulk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Volume {
    /// Its number.
    pub id: VolumeId,
    /// The complex that has it.
    pub complex: ComplexId,
    /// What people call it.
    pub name: String,
    /// What its values are.
    pub kind: VolumeKind,
    /// How many values it has along each axis of its cell: width, height, depth.
    pub size: [u32; 3],
    /// The mean of its values, as its plugin gives it.
    pub mean: f32,
    /// The root mean square deviation of its values, as its plugin gives it: the unit of its layers.
    pub rmsd: f32,
    /// Where the grid is.
    pub cell: Cell,
    /// Shown at all.
    pub visible: bool,
    /// Shown in a box.
    pub boxed: bool,
    /// Whether people may move a window over it instead of seeing it as a whole.
    pub map_mover: bool,
    /// How its surfaces are drawn.
    pub style: VolumeStyle,
    /// Its surfaces.
    pub layers: Vec<VolumeLayer>,
}

/// The cell that a grid fills, from its first to its last values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Cell {
    /// Its edges a, b and c: angstrom.
    pub edges: [f32; 3],
    /// The angles between b and c, c and a, a and b: degrees.
    pub angles: [f32; 3],
    /// Its corner, where the first value is: angstrom, in the space of the complex.
    pub origin: [f32; 3],
}

/// A surface through all places of one value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct VolumeLayer {
    /// Its colour: `0xRRGGBBAA`.
    pub color: u32,
    /// Its value: so many `rmsd` from the mean.
    pub rmsd: f32,
}

/// What the values of a volume are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum VolumeKind {
    Default,
    Density,
    DensityDifference,
    CryoEm,
    Electrostatic,
}

/// How the surfaces of a volume are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum VolumeStyle {
    Mesh,
    FlatSurface,
    SmoothSurface,
}
