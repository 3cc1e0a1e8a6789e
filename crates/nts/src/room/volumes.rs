//! Values on grids: densities, potentials.

use client::View;
use room_api::Intent;
use room_api::volume::{Volume, VolumeKind};
use serde_json::json;

use super::Problem;
use super::arguments::leftovers::{Volumes, VolumesWord};
use super::names::{Named, resolve};
use super::report::{Report, count, line, table};
use super::who::Visit;

/// Lists the volumes, or does something with one.
pub async fn volumes(visit: &Visit, volumes: Volumes) -> Result<Report, Problem> {
    let Some(what) = volumes.what else { return Ok(list(visit)) };
    let (said, done) = match &what {
        VolumesWord::Show { volume } => (volume, "Showed"),
        VolumesWord::Hide { volume } => (volume, "Hid"),
        VolumesWord::Level { volume, .. } => (volume, "Moved the surfaces of"),
        VolumesWord::Remove { volume } => (volume, "Removed"),
    };
    let known: Vec<Named<_>> = visit.view().room.volumes.iter().map(named).collect();
    let volume = resolve("volume", said, &known)?;
    let (visible, level) = match what {
        VolumesWord::Show { .. } => (Some(true), None),
        VolumesWord::Hide { .. } => (Some(false), None),
        VolumesWord::Level { level, .. } => (None, Some(level)),
        VolumesWord::Remove { .. } => (None, None),
    };
    let intent = match what {
        VolumesWord::Remove { .. } => Intent::RemoveVolume { volume },
        _ => Intent::SetVolume { volume, visible, level },
    };
    visit.ask(intent).await?;
    let name = known.iter().find(|known| known.thing == volume).map_or("", |known| &known.name);
    let text = format!("{done} {}#{volume} (since event {}).", line(name), visit.seq);
    Ok(Report::new(text, json!({ "volume": volume, "seq": visit.seq })))
}

fn named(volume: &Volume) -> Named<room_api::VolumeId> {
    Named { thing: volume.id, name: volume.name.clone(), id: volume.id.0.into() }
}

/// The volumes.
fn list(visit: &Visit) -> Report {
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
