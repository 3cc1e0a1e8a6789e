//! Volumes: values on grids that plugins give to complexes, in whose space they lie and with which they go.

mod check;
mod describe;

use std::collections::BTreeMap;
use std::sync::Arc;

use molecule::{Complex, Index};
use molecule_wire::complexes_from_wire;
use protocol::ToPlugin;
use protocol::structure::DeepComplexes;
use protocol::volumes::{AddVolume, VolumeData, VolumeProperties};
use room_api::{Answer, ApiError, ErrorCode, Event, SessionId, VolumeId};

use crate::Bulk;
use crate::room::Room;
use crate::workspace::Change;

/// The most volumes in a room.
const MAX_VOLUMES: usize = 256;
/// The index of no complex.
const NOWHERE: Index = -1;

/// A volume in the room.
#[derive(Clone, Debug)]
pub(crate) struct Volume {
    complex: Index,
    /// All but the values.
    data: VolumeData,
    properties: VolumeProperties,
    values: Arc<Vec<f32>>,
}

impl Volume {
    fn bytes(&self) -> usize {
        size_of::<Self>()
            + self.data.name.len()
            + size_of_val(&self.properties.layers[..])
            + size_of_val(&self.values[..])
    }
}

/// The volumes of a room by number.
#[derive(Debug, Default)]
pub(crate) struct Volumes {
    all: BTreeMap<u32, Volume>,
    last: u32,
}

impl Volumes {
    /// The values of each, in the order of [`Room::volumes_view`].
    pub fn values(&self) -> impl Iterator<Item = Bulk> {
        self.all.values().map(|volume| Bulk::Volume(volume.values.clone()))
    }
}

impl Room {
    /// A session adds a volume: to its complex where that is in the workspace, else together with it. The answer says
    /// nothing: what went wrong people are told.
    pub(crate) fn add_volume(&mut self, session: SessionId, add: AddVolume) -> ToPlugin {
        if let Err(problem) = self.try_add_volume(session, add) {
            self.tell_problem(session, &format!("Its volume was refused: {problem}"));
        }
        ToPlugin::AddVolumeDone
    }

    fn try_add_volume(&mut self, session: SessionId, add: AddVolume) -> Result<(), String> {
        let AddVolume { complex, complex_to_align, mut data, properties } = add;
        check::check(&data, &properties)?;
        if self.volumes.all.len() >= MAX_VOLUMES {
            return Err(format!("a room may hold {MAX_VOLUMES} volumes."));
        }
        let values = Arc::new(std::mem::take(&mut data.data));
        let mut volume = Volume { complex: complex.complex.index, data, properties, values };
        let bytes = volume.bytes();
        self.workspace.hold_beside(bytes, 0).map_err(|error| error.message)?;
        if self.workspace.complex(volume.complex).is_none() {
            let deep = DeepComplexes { atoms: complex.atoms, complexes: vec![complex.complex] };
            match self.add_aligned(session, deep, complex_to_align) {
                Ok(index) => volume.complex = index,
                Err(problem) => {
                    self.workspace.let_go_beside(bytes);
                    return Err(problem);
                }
            }
        }
        self.volumes.last += 1;
        let id = self.volumes.last;
        let event = Event::VolumeAdded { volume: describe::describe(id, &volume).into() };
        let bulk = Bulk::Volume(volume.values.clone());
        self.volumes.all.insert(id, volume);
        self.publish_with(event, Some(bulk));
        Ok(())
    }

    /// Adds the complex of a volume, where the complex stands that it is to be aligned to; its index.
    fn add_aligned(&mut self, session: SessionId, deep: DeepComplexes, to: Index) -> Result<Index, String> {
        let mut complexes = complexes_from_wire(deep).map_err(|error| format!("{error}."))?;
        if to != NOWHERE {
            let to = self.workspace.complex(to).ok_or_else(|| format!("the complex {to} is not there."))?;
            let (position, rotation) = (to.position, to.rotation);
            let align = |complex: &mut Complex| (complex.position, complex.rotation) = (position, rotation);
            complexes.iter_mut().for_each(align);
        }
        let changes = self.workspace.load(complexes).map_err(|error| error.message)?;
        let added =
            changes.iter().find_map(|change| if let Change::Added(index) = change { Some(*index) } else { None });
        self.spread_step(session, changes);
        added.ok_or_else(|| "it has no complex.".into())
    }

    /// A member shows or hides a volume, or moves its surfaces.
    pub(crate) fn set_volume(
        &mut self,
        id: VolumeId,
        visible: Option<bool>,
        level: Option<f32>,
    ) -> Result<Answer, ApiError> {
        if level.is_some_and(|level| !level.is_normal() || level < 0.0) {
            let message = "A level is a number greater than 0: so many rmsd from the mean.";
            return Err(ApiError::new(ErrorCode::Malformed, message));
        }
        let volume = self.volumes.all.get_mut(&id.0).ok_or_else(|| unknown(id))?;
        let before = volume.properties.clone();
        volume.properties.visible = visible.unwrap_or(before.visible);
        if let Some(level) = level {
            volume.properties.layers.iter_mut().for_each(|layer| layer.rmsd = level.copysign(layer.rmsd));
        }
        if volume.properties != before {
            let event = Event::VolumeChanged { volume: describe::describe(id.0, volume).into() };
            self.publish(event);
        }
        Ok(Answer::Done)
    }

    /// A member removes a volume.
    pub(crate) fn remove_volume(&mut self, id: VolumeId) -> Result<Answer, ApiError> {
        if self.take_volume(id.0) { Ok(Answer::Done) } else { Err(unknown(id)) }
    }

    /// A complex is gone, and its volumes with it.
    pub(crate) fn remove_volumes_of(&mut self, complex: Index) {
        let of_complex = self.volumes.all.iter().filter(|(_, volume)| volume.complex == complex);
        let ids: Vec<u32> = of_complex.map(|(id, _)| *id).collect();
        for id in ids {
            self.take_volume(id);
        }
    }

    fn take_volume(&mut self, id: u32) -> bool {
        let Some(volume) = self.volumes.all.remove(&id) else { return false };
        self.workspace.let_go_beside(volume.bytes());
        self.publish(Event::VolumeRemoved { volume: VolumeId(id) });
        true
    }

    pub(crate) fn volumes_view(&self) -> Vec<room_api::volume::Volume> {
        self.volumes.all.iter().map(|(id, volume)| describe::describe(*id, volume)).collect()
    }
}

fn unknown(id: VolumeId) -> ApiError {
    ApiError::new(ErrorCode::NotFound, format!("There is no volume {id} (any more)."))
}
