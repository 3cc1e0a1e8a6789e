//! Streams: one property of many atoms, complexes or shapes, over and over. A session writes it, or reads it (`reading`).
//!
//! A feed changes the room at once. [`crate::updates`] says when people learn of it.

mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use molecule::{Complex, Index, Text};
use protocol::ToPlugin;
use protocol::shapes::Form;
use protocol::streams::{
    CreateStream, StreamCreated, StreamCreationError, StreamData, StreamDataKind, StreamDirection, StreamFeed,
    StreamId, StreamInterrupt, StreamInterruptReason, StreamKind,
};
use protocol::structure::{Color, Vec3};
use room_api::SessionId;

use crate::Millis;
use crate::room::Room;
use crate::shapes::Look;

/// When nothing was fed for so long, what was fed becomes events.
const REST: Millis = 1000;
/// The most streams in a room.
const MAX_STREAMS: usize = 256;
/// The most targets of all streams in a room.
const MAX_TARGETS: usize = 4_000_000;
/// The most bytes of a label.
const MAX_LABEL: usize = 1000;

#[derive(Debug)]
struct Stream {
    session: SessionId,
    kind: StreamKind,
    targets: Vec<i64>,
    /// Where the atoms are, if they are atoms.
    spots: Vec<(usize, usize, usize)>,
    /// None where it writes.
    reading: Option<reading::Reading>,
}

/// The streams of a room, and what they changed that is no event yet.
#[derive(Debug, Default)]
pub(crate) struct Streams {
    all: BTreeMap<u32, Stream>,
    last: u32,
    /// By complex: how it was at its last event.
    complexes: BTreeMap<Index, Arc<Complex>>,
    shapes: BTreeSet<i32>,
    /// When something was fed last.
    fed: Millis,
}

impl Streams {
    /// When what was fed is to become events, if something was.
    pub fn due(&self) -> Option<Millis> {
        let is_anything = !self.complexes.is_empty() || !self.shapes.is_empty();
        is_anything.then_some(self.fed + REST)
    }

    /// A complex was fed; how it was before.
    pub fn fed_complex(&mut self, complex: Index, before: Arc<Complex>, now: Millis) {
        self.complexes.entry(complex).or_insert(before);
        self.fed = now;
    }

    /// A shape was fed.
    pub fn fed_shape(&mut self, shape: i32, now: Millis) {
        self.shapes.insert(shape);
        self.fed = now;
    }

    /// How a complex was at its last event, where a stream changed it since: there is another event now.
    pub fn unsettled(&mut self, complex: Index) -> Option<Arc<Complex>> {
        self.complexes.remove(&complex)
    }

    /// All that becomes events now: the complexes as they were at their last ones, and the shapes.
    pub fn settle(&mut self) -> (BTreeMap<Index, Arc<Complex>>, BTreeSet<i32>) {
        (std::mem::take(&mut self.complexes), std::mem::take(&mut self.shapes))
    }
}

impl Room {
    /// A session wants a stream.
    pub(crate) fn create_stream(&mut self, session: SessionId, wanted: CreateStream) -> ToPlugin {
        let (kind, direction) = (wanted.kind, wanted.direction);
        let created = self.try_create_stream(session, wanted);
        ToPlugin::StreamCreateDone(match created {
            Ok(id) => StreamCreated { error: StreamCreationError::NO_ERROR, id, data_kind: data_kind(kind), direction },
            Err((error, problem)) => {
                self.tell_problem(session, &format!("There is no stream for it: {problem}"));
                StreamCreated { error, direction, ..StreamCreated::default() }
            }
        })
    }

    fn try_create_stream(
        &mut self,
        session: SessionId,
        wanted: CreateStream,
    ) -> Result<StreamId, (StreamCreationError, String)> {
        let CreateStream { kind, direction, targets } = wanted;
        let unsupported = |why: &str| (StreamCreationError::UNSUPPORTED_STREAM, why.to_owned());
        if !matches!(direction, StreamDirection::WRITING | StreamDirection::READING) {
            return Err(unsupported(&format!("the direction {} is unknown.", direction.0)));
        }
        let count: usize = self.streams.all.values().map(|stream| stream.targets.len()).sum();
        if self.streams.all.len() >= MAX_STREAMS || count + targets.len() > MAX_TARGETS {
            return Err(unsupported(&format!(
                "a room may have {MAX_STREAMS} streams, and {MAX_TARGETS} targets of streams."
            )));
        }
        let missing = || (StreamCreationError::ATOM_NOT_FOUND, "one of its targets is not there.".to_owned());
        let mut spots = Vec::new();
        match kind {
            StreamKind::POSITION | StreamKind::COLOR | StreamKind::SCALE | StreamKind::LABEL => {
                spots = self.workspace.find_atoms(&targets).ok_or_else(missing)?;
            }
            StreamKind::COMPLEX_POSITION_ROTATION => {
                let is_there = |index: &i64| self.workspace.complex(*index).is_some();
                targets.iter().all(is_there).then_some(()).ok_or_else(missing)?;
            }
            StreamKind::SHAPE_POSITION | StreamKind::SHAPE_COLOR | StreamKind::SPHERE_SHAPE_RADIUS => {
                let mut is_there = |id: &i64| self.shapes.of_mut(session, *id as i32).is_some();
                targets.iter().all(&mut is_there).then_some(()).ok_or_else(missing)?;
            }
            StreamKind(unknown) => return Err(unsupported(&format!("the kind {unknown} is unknown."))),
        }
        self.streams.last += 1;
        let mut stream = Stream { session, kind, targets, spots, reading: None };
        if direction == StreamDirection::READING {
            stream.begin_reading();
        }
        self.streams.all.insert(self.streams.last, stream);
        Ok(StreamId(self.streams.last))
    }

    /// A session feeds a stream. A bad feed changes nothing and ends the stream.
    pub(crate) fn feed_stream(&mut self, session: SessionId, feed: StreamFeed) -> ToPlugin {
        let StreamFeed { id, data } = feed;
        let stream = self.streams.all.remove(&id.0);
        let reason = match stream {
            Some(mut stream) if stream.session == session => match self.feed(&mut stream, &data) {
                Ok(()) => {
                    self.streams.all.insert(id.0, stream);
                    None
                }
                Err(problem) => {
                    self.tell_problem(session, &format!("The stream {} was ended: {problem}", id.0));
                    Some(StreamInterruptReason::CRASHED)
                }
            },
            other => {
                self.streams.all.extend(other.map(|stream| (id.0, stream)));
                Some(StreamInterruptReason::STREAM_NOT_FOUND)
            }
        };
        if let Some(reason) = reason {
            self.send(session, 0, &ToPlugin::StreamInterrupt(StreamInterrupt { reason, id }));
        }
        ToPlugin::StreamFeedDone
    }

    fn feed(&mut self, stream: &mut Stream, data: &StreamData) -> Result<(), String> {
        let count = stream.targets.len();
        if stream.reading.is_some() {
            return Err("it reads, and cannot be fed.".into());
        }
        let missing = || "one of its atoms is not there (any more).".to_owned();
        self.workspace.refresh(&stream.targets, &mut stream.spots).ok_or_else(missing)?;
        let spots = &stream.spots;
        let changes = match (stream.kind, data) {
            (StreamKind::POSITION, StreamData::Floats(floats)) => {
                let places: &[[f32; 3]] = rows(floats, count)?;
                self.workspace.feed_atoms(spots, |molecule, row, at| {
                    let shown = molecule.current_conformer;
                    if let Some(positions) = molecule.atoms.positions.get_mut(shown) {
                        positions.edit()[row] = places[at];
                    }
                })?
            }
            (StreamKind::SCALE, StreamData::Floats(floats)) => {
                let scales: &[[f32; 1]] = rows(floats, count)?;
                self.workspace
                    .feed_atoms(spots, |molecule, row, at| molecule.atoms.scale.edit()[row] = scales[at][0])?
            }
            (StreamKind::COLOR, StreamData::Bytes(bytes)) => {
                let colors = atom_colors(bytes, count)?;
                self.workspace.feed_atoms(spots, |molecule, row, at| molecule.atoms.color.edit()[row] = colors[at])?
            }
            (StreamKind::LABEL, StreamData::Texts(texts)) => {
                let texts: &[[Text; 1]] = exactly(texts, count)?;
                if texts.iter().any(|[text]| text.len() > MAX_LABEL) {
                    return Err(format!("a label has at most {MAX_LABEL} bytes."));
                }
                self.workspace.feed_atoms(spots, |molecule, row, at| {
                    molecule.atoms.labeled.edit()[row] = !texts[at][0].is_empty();
                    molecule.atoms.label_text.edit()[row] = texts[at][0].clone();
                })?
            }
            (StreamKind::COMPLEX_POSITION_ROTATION, StreamData::Floats(floats)) => {
                self.workspace.feed_complexes(&stream.targets, rows(floats, count)?)?
            }
            (StreamKind::SHAPE_POSITION, StreamData::Floats(floats)) => {
                let places: &[[f32; 3]] = rows(floats, count)?;
                return self.feed_shapes(stream, |at, drawn| {
                    let [x, y, z] = places[at];
                    drawn.anchors.iter_mut().take(1).for_each(|anchor| anchor.local_offset = Vec3::new(x, y, z));
                });
            }
            (StreamKind::SHAPE_COLOR, StreamData::Bytes(bytes)) => {
                let colors: &[[u8; 4]] = exactly(bytes, count)?;
                return self.feed_shapes(stream, |at, drawn| drawn.color = Color(u32::from_be_bytes(colors[at])));
            }
            (StreamKind::SPHERE_SHAPE_RADIUS, StreamData::Floats(floats)) => {
                let radii: &[[f32; 1]] = rows(floats, count)?;
                return self.feed_shapes(stream, |at, drawn| {
                    if let Look::Simple(Form::Sphere(sphere)) = &mut drawn.look {
                        sphere.radius = radii[at][0];
                    }
                });
            }
            _ => return Err("a feed came with values of another type.".into()),
        };
        self.complexes_fed(changes, stream.session);
        Ok(())
    }

    fn feed_shapes(&mut self, stream: &Stream, set: impl Fn(usize, &mut crate::shapes::Drawn)) -> Result<(), String> {
        let ids = || stream.targets.iter().map(|id| *id as i32);
        if let Some(gone) = ids().find(|id| self.shapes.of_mut(stream.session, *id).is_none()) {
            return Err(format!("the shape {gone} is not there (any more)."));
        }
        for (at, id) in ids().enumerate() {
            self.shapes.of_mut(stream.session, id).into_iter().for_each(|drawn| set(at, drawn));
        }
        // A shape may be fed several times at once, of which the last counts.
        let fed: BTreeSet<i32> = ids().collect();
        fed.into_iter().for_each(|id| self.shape_fed(id));
        Ok(())
    }

    /// A session needs a stream no longer.
    pub(crate) fn destroy_stream(&mut self, session: SessionId, id: StreamId) {
        if self.streams.all.get(&id.0).is_some_and(|stream| stream.session == session) {
            self.streams.all.remove(&id.0);
        }
    }

    /// A session is over, and its streams with it.
    pub(crate) fn destroy_streams_of(&mut self, session: SessionId) {
        self.streams.all.retain(|_, stream| stream.session != session);
    }
}

const fn data_kind(kind: StreamKind) -> StreamDataKind {
    match kind {
        StreamKind::COLOR | StreamKind::SHAPE_COLOR => StreamDataKind::BYTE,
        StreamKind::LABEL => StreamDataKind::STRING,
        _ => StreamDataKind::FLOAT,
    }
}

/// A colour an atom: plugins feed red, green and blue, or opacity too.
fn atom_colors(bytes: &[u8], count: usize) -> Result<Vec<u32>, String> {
    if let Ok(colors) = exactly(bytes, count) {
        return Ok(colors.iter().map(|[red, green, blue]| u32::from_be_bytes([*red, *green, *blue, 0xFF])).collect());
    }
    let colors: &[[u8; 4]] = exactly(bytes, count)?;
    Ok(colors.iter().copied().map(u32::from_be_bytes).collect())
}

/// Finite numbers, so many in each row.
fn rows<const N: usize>(floats: &[f32], count: usize) -> Result<&[[f32; N]], String> {
    if !floats.iter().all(|float| float.is_finite()) {
        return Err("a feed came with a number that is not finite.".into());
    }
    exactly(floats, count)
}

/// As many rows as there are targets.
fn exactly<T, const N: usize>(values: &[T], count: usize) -> Result<&[[T; N]], String> {
    match values.as_chunks() {
        (rows, []) if rows.len() == count => Ok(rows),
        _ => Err(format!("a feed came with {} values; {} were due.", values.len(), N * count)),
    }
}
