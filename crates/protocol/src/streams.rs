//! Streams: a property of many structures or shapes, sent over and over, either way.

use bytes::Bytes;

use crate::codec::{Reader, Text, Wire, Writer};
use crate::error::{Cause, Error};
use crate::versions::{Agreed, Key};
use crate::{open_enum, wire, wire_id};

wire_id! {
    /// The app's number for a stream.
    StreamId(u32)
}

open_enum! {
    /// Which property a stream carries.
    StreamKind(u8) {
        POSITION = 0, COLOR = 1, SCALE = 2, LABEL = 3, COMPLEX_POSITION_ROTATION = 4, SHAPE_POSITION = 5,
        SHAPE_COLOR = 6, SPHERE_SHAPE_RADIUS = 7,
    }
    /// Which way a stream runs: a plugin writes, or it reads.
    StreamDirection(u8) { WRITING = 0, READING = 1 }
    /// What a stream's values are.
    StreamDataKind(u8) { FLOAT = 0, BYTE = 1, STRING = 2 }
    /// Why a stream was not created.
    StreamCreationError(u8) { NO_ERROR = 0, ATOM_NOT_FOUND = 1, UNSUPPORTED_STREAM = 2 }
    /// Why a stream ended.
    StreamInterruptReason(u8) { STREAM_NOT_FOUND = 0, CRASHED = 1 }
}

impl StreamKind {
    /// Whether its targets are shapes.
    pub const fn is_of_shapes(self) -> bool {
        matches!(self, Self::SHAPE_POSITION | Self::SHAPE_COLOR | Self::SPHERE_SHAPE_RADIUS)
    }
}

/// Asks for a stream. Version 0 knows positions alone, and until version 1 plugins only write.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateStream {
    /// Which property.
    pub kind: StreamKind,
    /// Which way.
    pub direction: StreamDirection,
    /// Indices of atoms, of complexes, or of shapes: these travel as four bytes.
    pub targets: Vec<i64>,
}

impl CreateStream {
    fn has_short_targets(&self, version: u8) -> bool {
        version >= 1 && self.kind.is_of_shapes()
    }
}

impl Wire for CreateStream {
    const KEY: Option<Key> = Some(Key::of("StreamCreation", 2));
    const MIN_BYTES: usize = 4;

    fn size(&self, _: &Agreed, version: u8) -> usize {
        let each = if self.has_short_targets(version) { i32::MIN_BYTES } else { i64::MIN_BYTES };
        usize::from(version.min(2)) + 4 + each * self.targets.len()
    }

    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        let out = if version >= 1 { out.put(&self.kind, version) } else { out };
        let out = if version >= 2 { out.put(&self.direction, version) } else { out };
        if !self.has_short_targets(version) {
            return out.put(&self.targets, version);
        }
        let out = out.put(&(self.targets.len() as u32), version);
        self.targets.iter().fold(out, |out, target| out.put(&(*target as i32), version))
    }

    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let mut stream = CreateStream::default();
        if version >= 1 {
            stream.kind = input.get(version).map_err(|error| error.field("kind"))?;
        }
        if version >= 2 {
            stream.direction = input.get(version).map_err(|error| error.field("direction"))?;
        }
        let targets = if stream.has_short_targets(version) {
            input.get(version).map(|short: Vec<i32>| short.into_iter().map(i64::from).collect())
        } else {
            input.get(version)
        };
        stream.targets = targets.map_err(|error| error.field("targets"))?;
        Ok(stream)
    }
}

wire! {
    /// Whether there is a stream now, and which.
    struct StreamCreated("StreamCreationResult", 2) {
        error: StreamCreationError,
        id: StreamId,
        data_kind: StreamDataKind [1..],
        direction: StreamDirection [2..],
    }

    /// A stream's next values, for all of its targets in their order.
    struct StreamFeed("StreamFeed", 2) {
        id: StreamId,
        data: StreamData,
    }

    /// A stream ended otherwise than by its plugin's wish.
    struct StreamInterrupt("StreamInterrupt", 0) {
        reason: StreamInterruptReason,
        id: StreamId,
    }
}

/// A stream's values. Version 0 has floats alone: in their place, other values are none.
#[derive(Clone, Debug, PartialEq)]
pub enum StreamData {
    /// Three per position, one per scale or radius, seven per place of a complex.
    Floats(Vec<f32>),
    /// Four per colour.
    Bytes(Bytes),
    /// One per label.
    Texts(Vec<Text>),
}

impl StreamData {
    /// What the values are.
    pub const fn kind(&self) -> StreamDataKind {
        match self {
            StreamData::Floats(_) => StreamDataKind::FLOAT,
            StreamData::Bytes(_) => StreamDataKind::BYTE,
            StreamData::Texts(_) => StreamDataKind::STRING,
        }
    }
}

impl Default for StreamData {
    fn default() -> Self {
        StreamData::Floats(Vec::new())
    }
}

impl Wire for StreamData {
    const MIN_BYTES: usize = 4;

    fn size(&self, agreed: &Agreed, version: u8) -> usize {
        usize::from(version >= 1)
            + match self {
                StreamData::Floats(floats) => agreed.size_of(floats, version),
                _ if version == 0 => 4,
                StreamData::Bytes(bytes) => agreed.size_of(bytes, version),
                StreamData::Texts(texts) => agreed.size_of(texts, version),
            }
    }

    fn write<'a>(&self, out: Writer<'a>, version: u8) -> Writer<'a> {
        let out = if version >= 1 { out.put(&self.kind(), version) } else { out };
        match self {
            StreamData::Floats(floats) => out.put(floats, version),
            _ if version == 0 => out.put(&0u32, version),
            StreamData::Bytes(bytes) => out.put(bytes, version),
            StreamData::Texts(texts) => out.put(texts, version),
        }
    }

    fn read(input: &mut Reader<'_>, version: u8) -> Result<Self, Error> {
        let kind = if version >= 1 { input.get(version)? } else { StreamDataKind::FLOAT };
        match kind {
            StreamDataKind::FLOAT => input.get(version).map(StreamData::Floats),
            StreamDataKind::BYTE => input.get(version).map(StreamData::Bytes),
            StreamDataKind::STRING => input.get(version).map(StreamData::Texts),
            StreamDataKind(unknown) => Err(Cause::UnknownKind(unknown.into()).into()),
        }
    }
}
