//! Splits a stream of bytes into packets, without knowing where the bytes come from.

use bytes::{Buf, Bytes, BytesMut};

use super::{HEADER_LEN, Header, HeaderError, Packet};

/// Splits a stream of bytes into packets.
///
/// Its buffer grows as bytes arrive, never from a length that a header claims.
#[derive(Debug, Default)]
pub struct Decoder {
    buffer: BytesMut,
    header: Option<Header>,
}

impl Decoder {
    /// Starts at the beginning of a stream.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds bytes that arrived.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// The buffer itself, for reading into it without a copy. Only ever append to it.
    pub fn buffer_mut(&mut self) -> &mut BytesMut {
        &mut self.buffer
    }

    /// How many bytes wait for the rest of their packet.
    pub fn buffered(&self) -> usize {
        self.buffer.len()
    }

    /// Whether the stream could end here without cutting a packet short.
    pub fn is_between_packets(&self) -> bool {
        self.header.is_none() && self.buffer.is_empty()
    }

    /// Takes the next packet, if all of it is there. `limit` bounds its payload.
    pub fn next_packet(&mut self, limit: usize) -> Result<Option<Packet>, HeaderError> {
        let header = match self.header {
            Some(header) => header,
            None => {
                let Some(bytes) = self.buffer.first_chunk::<HEADER_LEN>() else { return Ok(None) };
                let header = Header::decode(bytes, limit)?;
                self.buffer.advance(HEADER_LEN);
                *self.header.insert(header)
            }
        };
        let length = header.length as usize;
        if self.buffer.len() < length {
            return Ok(None);
        }
        self.header = None;
        let payload = if length == 0 { Bytes::new() } else { self.buffer.split_to(length).freeze() };
        Ok(Some(Packet { session: header.session, kind: header.kind, plugin: header.plugin, payload }))
    }
}
