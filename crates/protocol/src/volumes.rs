//! Volumes: values on a grid, such as an electron density, drawn in layers.

use crate::codec::Text;
use crate::structure::{Color, DeepComplex, Vec3};
use crate::{open_enum, wire};

open_enum! {
    /// What a volume's values are.
    VolumeKind(i32) { DEFAULT = 0, DENSITY = 1, DENSITY_DIFF = 2, CRYO_EM = 3, ELECTROSTATIC = 4 }
    /// How a volume is drawn.
    VolumeVisualStyle(i32) { MESH = 0, FLAT_SURFACE = 1, SMOOTH_SURFACE = 2 }
}

wire! {
    /// Adds a volume.
    struct AddVolume("AddVolume", 0) {
        complex: DeepComplex,
        /// Index of the complex to align it to; -1 for none.
        complex_to_align: i64 = -1,
        data: VolumeData,
        properties: VolumeProperties,
    }

    /// Values on a grid.
    struct VolumeData("VolumeData", 0) {
        width: i32,
        height: i32,
        depth: i32,
        mean: f32,
        rmsd: f32,
        kind: VolumeKind,
        name: Text,
        cell: UnitCell,
        /// As many as width, height and depth have it.
        data: Vec<f32>,
    }

    /// A crystal's cell: edges in angstrom, angles in degrees.
    struct UnitCell("UnitCell", 0) {
        a: f32,
        b: f32,
        c: f32,
        alpha: f32,
        beta: f32,
        gamma: f32,
        origin: Vec3,
    }

    /// How a volume looks.
    struct VolumeProperties("VolumeProperties", 0) {
        visible: bool = true,
        boxed: bool = true,
        use_map_mover: bool = true,
        style: VolumeVisualStyle,
        layers: Vec<VolumeLayer>,
    }

    /// A surface where the values are so many root mean square deviations from the mean.
    struct VolumeLayer("VolumeLayer", 0) {
        color: Color,
        rmsd: f32,
    }
}
