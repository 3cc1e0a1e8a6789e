//! Values on grids: densities, potentials.

use client::View;
use room_api::volume::{Volume, VolumeKind};
use serde_json::json;

use super::report::{Report, count, line, table};
use super::who::Visit;

/// The volumes.
pub fn list(visit: &Visit) -> Report {
    let view = visit.view();
    let text = match lines(&view) {
        text if text.is_empty() => "There are no volumes.".into(),
        text => text,
    };
    Report::new(text, json!(view.room.volumes))
}

/// The volumes, one a line.
pub fn lines(view: &View) -> String {
    let rows: Vec<[String; 5]> = view.room.volumes.iter().map(|volume| row(view, volume)).collect();
    table(&rows)
}

fn row(view: &View, volume: &Volume) -> [String; 5] {
    let [width, height, depth] = volume.size;
    let complex = view.complex(volume.complex).map_or(String::new(), |complex| line(&complex.name));
    let kind = match volume.kind {
        VolumeKind::Default => "values",
        VolumeKind::Density => "density",
        VolumeKind::DensityDifference => "difference of densities",
        VolumeKind::CryoEm => "density by cryo-EM",
        VolumeKind::Electrostatic => "electrostatic potential",
    };
    let hidden = if volume.visible { "" } else { ", hidden" };
    let size = format!("{width} x {height} x {depth}, {}{hidden}", count(volume.layers.len(), "layer"));
    [format!("#{}", volume.id), line(&volume.name), kind.into(), size, format!("of {complex}#{}", volume.complex)]
}
