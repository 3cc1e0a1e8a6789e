//! A volume as members see it, but for its values.

use protocol::volumes as wire;
use room_api::volume::{Cell, Volume, VolumeKind, VolumeLayer, VolumeStyle};
use room_api::{ComplexId, VolumeId};

use crate::text::bounded;

/// The most characters of a name.
const MAX_NAME: usize = 200;

pub(super) fn describe(id: u32, volume: &super::Volume) -> Volume {
    let (data, properties) = (&volume.data, &volume.properties);
    let cell = &data.cell;
    Volume {
        id: VolumeId(id),
        complex: ComplexId(volume.complex),
        name: bounded(&data.name, MAX_NAME),
        kind: kind(data.kind),
        size: [data.width, data.height, data.depth].map(i32::unsigned_abs),
        mean: data.mean,
        rmsd: data.rmsd,
        cell: Cell {
            edges: [cell.a, cell.b, cell.c],
            angles: [cell.alpha, cell.beta, cell.gamma],
            origin: [cell.origin.x, cell.origin.y, cell.origin.z],
        },
        visible: properties.visible,
        boxed: properties.boxed,
        map_mover: properties.use_map_mover,
        style: style(properties.style),
        layers: properties.layers.iter().map(|layer| VolumeLayer { color: layer.color.0, rmsd: layer.rmsd }).collect(),
    }
}

/// What a newer plugin may call its values is nothing special here.
fn kind(kind: wire::VolumeKind) -> VolumeKind {
    match kind {
        wire::VolumeKind::DENSITY => VolumeKind::Density,
        wire::VolumeKind::DENSITY_DIFF => VolumeKind::DensityDifference,
        wire::VolumeKind::CRYO_EM => VolumeKind::CryoEm,
        wire::VolumeKind::ELECTROSTATIC => VolumeKind::Electrostatic,
        _ => VolumeKind::Default,
    }
}

fn style(style: wire::VolumeVisualStyle) -> VolumeStyle {
    match style {
        wire::VolumeVisualStyle::FLAT_SURFACE => VolumeStyle::FlatSurface,
        wire::VolumeVisualStyle::SMOOTH_SURFACE => VolumeStyle::SmoothSurface,
        _ => VolumeStyle::Mesh,
    }
}
