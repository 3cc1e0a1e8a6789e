//! Reading streams: a session is told one property of many atoms, complexes or shapes, once at the start and whenever it changed,
//! whoever changed it.
//!
//! The latest values at most 20 times a second, for all streams of a session together: the library takes little more.

use std::collections::BTreeSet;

use molecule::Index;
use protocol::ToPlugin;
use protocol::shapes::Form;
use protocol::streams::{StreamData, StreamFeed, StreamId, StreamInterrupt, StreamInterruptReason, StreamKind};
use room_api::SessionId;

use super::{Stream, Streams};
use crate::Millis;
use crate::room::Room;
use crate::session::Session;
use crate::shapes::{Drawn, Look};

/// The least time between two tellings of a session's only stream.
const PACE: Millis = 50;

/// What a reading stream told, and whether there may be more to tell.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The complexes that it reads of, or that its atoms are in.
    complexes: BTreeSet<Index>,
    /// The shapes that it reads of.
    shapes: BTreeSet<i64>,
    /// Something that it reads of was told; before the first time, nothing.
    told: Option<(Millis, StreamData)>,
    /// What it reads of may have changed since.
    touched: bool,
}

impl Stream {
    /// From now on it reads.
    pub(super) fn begin_reading(&mut self) {
        let shapes = if self.kind.is_of_shapes() { self.targets.iter().copied().collect() } else { BTreeSet::new() };
        self.reading = Some(Reading { touched: true, shapes, ..Reading::default() });
    }

    fn reads_of(&self, complex: Index) -> bool {
        self.reading.as_ref().is_some_and(|reading| reading.complexes.contains(&complex))
    }

    /// When it may tell what it has to tell, at this pace.
    fn due(&self, pace: Millis) -> Option<Millis> {
        let reading = self.reading.as_ref().filter(|reading| reading.touched)?;
        Some(reading.told.as_ref().map_or(0, |(told, _)| told + pace))
    }
}

impl Streams {
    /// A complex changed, or is gone.
    pub fn touch(&mut self, complex: Index) {
        for stream in self.all.values_mut().filter(|stream| stream.reads_of(complex)) {
            stream.reading.iter_mut().for_each(|reading| reading.touched = true);
        }
    }

    /// A shape changed, or is gone.
    pub fn touch_shape(&mut self, shape: i32) {
        for reading in self.all.values_mut().filter_map(|stream| stream.reading.as_mut()) {
            reading.touched |= reading.shapes.contains(&i64::from(shape));
        }
    }

    /// When each of those that have something to tell may do so.
    fn dues(&self) -> impl Iterator<Item = (Millis, u32, SessionId)> {
        self.all.iter().filter_map(|(id, stream)| {
            let reads = |other: &&Stream| other.session == stream.session && other.reading.is_some();
            let pace = PACE * self.all.values().filter(reads).count() as Millis;
            Some((stream.due(pace)?, *id, stream.session))
        })
    }
}

impl Room {
    /// When a session is to be told next what it reads.
    pub(crate) fn reading_due(&self) -> Option<Millis> {
        let heard = self.streams.dues().filter(|(_, _, session)| self.can_hear(*session));
        heard.map(|(due, ..)| due).min()
    }

    /// Tells sessions what they read, as far as it changed and its time has come.
    pub(crate) fn tell_readers(&mut self) {
        let due = self.streams.dues().filter(|(due, _, session)| *due <= self.now && self.can_hear(*session));
        let due: Vec<u32> = due.map(|(_, id, _)| id).collect();
        for id in due {
            let Some(mut stream) = self.streams.all.remove(&id) else { continue };
            let session = stream.session;
            let Some(values) = self.read(&mut stream) else {
                let reason = StreamInterruptReason::CRASHED;
                let interrupt = StreamInterrupt { reason, id: StreamId(id) };
                self.send(session, 0, &ToPlugin::StreamInterrupt(interrupt));
                continue;
            };
            let Some(reading) = &mut stream.reading else { continue };
            reading.touched = false;
            if reading.told.as_ref().is_none_or(|(_, told)| *told != values) {
                let feed = ToPlugin::StreamFeed(StreamFeed { id: StreamId(id), data: values.clone() });
                reading.told = Some((self.now, values));
                self.send(session, 0, &feed);
            }
            self.streams.all.insert(id, stream);
        }
    }

    fn can_hear(&self, session: SessionId) -> bool {
        self.sessions.get(&session).and_then(Session::speaks).is_some()
    }

    /// The values of a stream as they are now; none where one of its targets is gone.
    fn read(&self, stream: &mut Stream) -> Option<StreamData> {
        if stream.kind.is_of_shapes() {
            return self.read_shapes(stream);
        }
        if stream.kind == StreamKind::COMPLEX_POSITION_ROTATION {
            let complexes = stream.targets.iter().map(|index| self.workspace.complex(*index));
            let places = complexes.map(|complex| complex.map(|complex| (complex.position, complex.rotation)));
            let places: Vec<([f32; 3], [f32; 4])> = places.collect::<Option<_>>()?;
            stream.reading.as_mut()?.complexes = stream.targets.iter().copied().collect();
            return Some(StreamData::Floats(
                places.into_iter().flat_map(|(at, turned)| at.into_iter().chain(turned)).collect(),
            ));
        }
        self.workspace.refresh(&stream.targets, &mut stream.spots)?;
        let complexes = self.workspace.complexes();
        let places: BTreeSet<usize> = stream.spots.iter().map(|(place, ..)| *place).collect();
        stream.reading.as_mut()?.complexes = places.into_iter().map(|place| complexes[place].index).collect();
        let atoms = stream.spots.iter().map(|(place, frame, row)| (&complexes[*place].molecules[*frame], *row));
        Some(match stream.kind {
            StreamKind::POSITION => {
                let places = atoms.map(|(molecule, row)| molecule.positions().get(row).copied().unwrap_or_default());
                StreamData::Floats(places.flatten().collect())
            }
            StreamKind::SCALE => StreamData::Floats(atoms.map(|(molecule, row)| molecule.atoms.scale[row]).collect()),
            StreamKind::COLOR => {
                let colors = atoms.flat_map(|(molecule, row)| molecule.atoms.color[row].to_be_bytes());
                StreamData::Bytes(colors.collect::<Vec<u8>>().into())
            }
            _ => {
                let labels = atoms.map(|(molecule, row)| {
                    let is_labeled = molecule.atoms.labeled[row];
                    if is_labeled { molecule.atoms.label_text[row].clone() } else { Default::default() }
                });
                StreamData::Texts(labels.collect())
            }
        })
    }

    fn read_shapes(&self, stream: &Stream) -> Option<StreamData> {
        let drawn = |id: &i64| self.shapes.of(stream.session, i32::try_from(*id).ok()?);
        let shapes: Vec<&Drawn> = stream.targets.iter().map(drawn).collect::<Option<_>>()?;
        Some(match stream.kind {
            StreamKind::SHAPE_POSITION => {
                let places = shapes.iter().map(|drawn| drawn.anchors.first().map(|anchor| anchor.local_offset));
                StreamData::Floats(places.flat_map(|at| at.map_or([0.0; 3], |at| [at.x, at.y, at.z])).collect())
            }
            StreamKind::SHAPE_COLOR => {
                let colors = shapes.iter().flat_map(|drawn| drawn.color.0.to_be_bytes());
                StreamData::Bytes(colors.collect::<Vec<u8>>().into())
            }
            _ => StreamData::Floats(shapes.iter().map(|drawn| radius(drawn)).collect()),
        })
    }
}

/// What is no sphere has none.
fn radius(drawn: &Drawn) -> f32 {
    match &drawn.look {
        Look::Simple(Form::Sphere(sphere)) => sphere.radius,
        _ => 0.0,
    }
}
