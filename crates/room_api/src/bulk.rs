//! Bulk: binary frames that carry one piece of a transfer each, so that control goes between them.
//!
//! A chunk is a header of 16 bytes, little-endian (transfer u32, sequence u32 from 0, flags u32: bit 0 = the last chunk;
//! bit 1 = the transfer is given up, reserved u32 = 0), then at most [`MAX_CHUNK`] bytes.

use crate::TransferId;

/// The most bytes of content in one chunk.
pub const MAX_CHUNK: usize = 256 * 1024;

/// The bytes of a chunk's header.
pub const HEADER_LEN: usize = 16;

/// The last chunk of its transfer.
const LAST: u32 = 1;
/// The sender gave up: what came so far is to be dropped.
const ABORTED: u32 = 2;

/// One piece of a transfer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chunk<'a> {
    /// Which transfer.
    pub transfer: TransferId,
    /// Its place in the transfer, from 0.
    pub sequence: u32,
    /// Nothing follows.
    pub last: bool,
    /// The sender gave up; nothing follows.
    pub aborted: bool,
    /// The content.
    pub content: &'a [u8],
}

/// Why a binary frame is no chunk.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ChunkError {
    /// Shorter than a header.
    #[error("a binary frame of {0} bytes is shorter than a chunk's header of {HEADER_LEN}")]
    Short(usize),
    /// Longer than allowed.
    #[error("a chunk of {0} bytes is longer than the {MAX_CHUNK} allowed")]
    Long(usize),
    /// Bits that nobody knows.
    #[error("unknown chunk flags {0:#x}")]
    Flags(u32),
    /// Came out of order.
    #[error("transfer {transfer}: expected chunk {expected}, got {got}")]
    Order {
        /// Which transfer.
        transfer: TransferId,
        /// The sequence that was due.
        expected: u32,
        /// The sequence that came.
        got: u32,
    },
    /// More than was announced or is allowed.
    #[error("transfer {transfer} is longer than the {limit} bytes allowed")]
    TooLong {
        /// Which transfer.
        transfer: TransferId,
        /// The bound.
        limit: usize,
    },
}

impl<'a> Chunk<'a> {
    /// The binary frame.
    pub fn encode(&self) -> Vec<u8> {
        let flags = if self.last { LAST } else { 0 } | if self.aborted { ABORTED } else { 0 };
        let mut frame = Vec::with_capacity(HEADER_LEN + self.content.len());
        for word in [self.transfer.0, self.sequence, flags, 0] {
            frame.extend(word.to_le_bytes());
        }
        frame.extend(self.content);
        frame
    }

    /// Reads a binary frame.
    pub fn decode(frame: &'a [u8]) -> Result<Self, ChunkError> {
        let (header, content) = frame.split_at_checked(HEADER_LEN).ok_or(ChunkError::Short(frame.len()))?;
        if content.len() > MAX_CHUNK {
            return Err(ChunkError::Long(content.len()));
        }
        let word = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        let flags = word(8);
        if flags & !(LAST | ABORTED) != 0 {
            return Err(ChunkError::Flags(flags));
        }
        Ok(Self {
            transfer: TransferId(word(0)),
            sequence: word(4),
            last: flags & LAST != 0,
            aborted: flags & ABORTED != 0,
            content,
        })
    }

    /// Cuts content into the chunks of one transfer; empty content is one empty chunk.
    pub fn split(transfer: TransferId, content: &'a [u8]) -> impl Iterator<Item = Chunk<'a>> {
        let count = content.len().div_ceil(MAX_CHUNK).max(1);
        (0..count).map(move |sequence| Chunk {
            transfer,
            sequence: sequence as u32,
            last: sequence + 1 == count,
            aborted: false,
            content: &content[sequence * MAX_CHUNK..content.len().min((sequence + 1) * MAX_CHUNK)],
        })
    }
}

/// Puts the chunks of one transfer together, never holding more than its bound.
#[derive(Debug)]
pub struct Assembly {
    transfer: TransferId,
    limit: usize,
    next: u32,
    content: Vec<u8>,
}

impl Assembly {
    /// Expects this transfer, of at most `limit` bytes.
    pub fn new(transfer: TransferId, limit: usize) -> Self {
        Self { transfer, limit, next: 0, content: Vec::new() }
    }

    /// Takes the next chunk; the whole content once the last one is there.
    pub fn push(&mut self, chunk: &Chunk<'_>) -> Result<Option<Vec<u8>>, ChunkError> {
        if chunk.sequence != self.next {
            return Err(ChunkError::Order { transfer: self.transfer, expected: self.next, got: chunk.sequence });
        }
        if self.content.len() + chunk.content.len() > self.limit {
            return Err(ChunkError::TooLong { transfer: self.transfer, limit: self.limit });
        }
        self.next += 1;
        self.content.extend_from_slice(chunk.content);
        Ok(chunk.last.then(|| std::mem::take(&mut self.content)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_split_comes_together() {
        for len in [0, 1, MAX_CHUNK, MAX_CHUNK + 1, 3 * MAX_CHUNK] {
            let content: Vec<u8> = (0..len).map(|at| at as u8).collect();
            let mut assembly = Assembly::new(TransferId(4), len);
            let mut whole = None;
            for chunk in Chunk::split(TransferId(4), &content) {
                let frame = chunk.encode();
                let read = Chunk::decode(&frame).unwrap();
                assert_eq!(read, chunk);
                assert!(whole.is_none());
                whole = assembly.push(&read).unwrap();
            }
            assert_eq!(whole, Some(content));
        }
    }

    #[test]
    fn wrong_chunks_are_refused() {
        assert_eq!(Chunk::decode(&[0; 15]), Err(ChunkError::Short(15)));
        assert_eq!(Chunk::decode(&[9; 16]), Err(ChunkError::Flags(0x0909_0909)));
        let mut assembly = Assembly::new(TransferId(2), 1);
        let chunk = Chunk { transfer: TransferId(2), sequence: 0, last: true, aborted: false, content: b"ab" };
        assert!(matches!(assembly.push(&chunk), Err(ChunkError::TooLong { .. })));
        assert!(matches!(assembly.push(&Chunk { sequence: 1, ..chunk }), Err(ChunkError::Order { .. })));
    }
}
