//! Splits a stream of bytes into packets, without knowing where the bytes come from.

use std::mem::take;

use bytes::buf::Limit;
use bytes::{Buf, BufMut, Bytes, BytesMut};

use super::{HEADER_LEN, Header, HeaderError, Packet, PacketKind};
use crate::pool::{self, LARGE};

/// How much room there is to read into when nothing waits ...
const LEAST_ROOM: usize = 4 << 10;
/// ... and when much does.
const MOST_ROOM: usize = 1 << 20;

/// Splits a stream of bytes into packets.
///
/// Its buffer grows as bytes arrive, never from a length that a header claims; but a large buffer that is there already is used.
#[derive(Debug, Default)]
pub struct Decoder {
    buffer: BytesMut,
    header: Option<Header>,
    /// Bytes that are still to come of a packet that was cut, and are dropped.
    dropping: usize,
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

    /// Room for bytes that arrive, to read into it without a copy: a few kilobytes, and more the more of a packet is there.
    pub fn room(&mut self) -> Limit<&mut BytesMut> {
        if self.buffer.is_empty() && self.buffer.capacity() > MOST_ROOM {
            self.buffer = BytesMut::new(); // What a large packet needed is not kept for small ones.
        }
        let missing = self.header.and_then(|header| (header.length as usize).checked_sub(self.buffer.len()));
        let missing = missing.filter(|missing| *missing > 0).unwrap_or(usize::MAX);
        self.buffer.reserve(self.buffer.len().clamp(LEAST_ROOM, MOST_ROOM).min(missing));
        // What comes after a large packet goes into another buffer.
        let most = if self.is_amid_large() { missing } else { usize::MAX };
        (&mut self.buffer).limit(most)
    }

    fn is_amid_large(&self) -> bool {
        self.header.is_some_and(|header| header.length as usize >= LARGE)
    }

    /// The bytes that wait for the rest of their packet.
    pub fn buffered(&self) -> &[u8] {
        &self.buffer
    }

    /// Whether the stream could end here without cutting a packet short.
    pub fn is_between_packets(&self) -> bool {
        self.header.is_none() && self.buffer.is_empty() && self.dropping == 0
    }

    /// Cuts a message that [`Decoder::next_packet`] refused for its length: only its beginning comes, in which its number is, so that
    /// it can be answered; the rest is dropped as it arrives. The message's claimed length; none where the next packet is no
    /// such message, or claims more than `most`: nobody means that, and dropping it would take for ever.
    pub fn cut(&mut self, most: usize) -> Option<u32> {
        const BEGINNING: u32 = 64;
        let bytes = self.buffer.first_chunk::<HEADER_LEN>()?;
        let header = Header::decode(bytes, most).ok()?;
        if self.header.is_some() || self.dropping > 0 || header.kind != PacketKind::MESSAGE_TO_CLIENT {
            return None;
        }
        self.buffer.advance(HEADER_LEN);
        let length = header.length.min(BEGINNING);
        self.dropping = (header.length - length) as usize;
        self.header = Some(Header { length, ..header });
        Some(header.length)
    }

    /// Takes the next packet, if all of it is there. `limit` bounds its payload.
    pub fn next_packet(&mut self, limit: usize) -> Result<Option<Packet>, HeaderError> {
        let header = match self.header {
            Some(header) => header,
            None => {
                let dropped = self.dropping.min(self.buffer.len());
                self.buffer.advance(dropped);
                self.dropping -= dropped;
                let Some(bytes) = self.buffer.first_chunk::<HEADER_LEN>() else { return Ok(None) };
                let header = Header::decode(bytes, limit)?;
                self.buffer.advance(HEADER_LEN);
                self.use_kept_buffer(header.length as usize);
                *self.header.insert(header)
            }
        };
        let length = header.length as usize;
        if self.buffer.len() < length {
            return Ok(None);
        }
        let payload = match length {
            0 => Bytes::new(),
            _ if self.is_amid_large() && self.buffer.len() == length => pool::share(take(&mut self.buffer)),
            _ => self.buffer.split_to(length).freeze(),
        };
        self.header = None;
        Ok(Some(Packet { session: header.session, kind: header.kind, plugin: header.plugin, payload }))
    }

    /// Goes on in a buffer that takes the whole payload, if one is there.
    fn use_kept_buffer(&mut self, length: usize) {
        if self.buffer.len() < length
            && let Some(mut kept) = pool::kept(length)
        {
            kept.clear();
            kept.extend_from_slice(&self.buffer);
            self.buffer = kept;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(session: u32, payload: &'static [u8]) -> Packet {
        Packet { session, kind: PacketKind::MESSAGE_TO_PLUGIN, plugin: 5, payload: Bytes::from_static(payload) }
    }

    fn bytes(packets: &[Packet]) -> Vec<u8> {
        packets.iter().flat_map(|packet| [&packet.header().encode(), &packet.payload[..]].concat()).collect()
    }

    #[test]
    fn packets_come_out_however_the_bytes_come_in() {
        let packets = [packet(1, b"one"), packet(2, b""), packet(3, b"three")];
        let stream = bytes(&packets);
        for chunk in 1..=stream.len() {
            let mut decoder = Decoder::new();
            let mut found = Vec::new();
            for bytes in stream.chunks(chunk) {
                decoder.push(bytes);
                while let Some(packet) = decoder.next_packet(5).unwrap() {
                    found.push(packet);
                }
            }
            assert_eq!(found, packets, "in chunks of {chunk}");
            assert!(decoder.is_between_packets());
        }
    }

    #[test]
    fn large_packets_come_out_whole_of_buffers_that_were_used_before() {
        let large = |session, byte, length| Packet { payload: vec![byte; length].into(), ..packet(session, b"") };
        let packets = [
            large(1, 1, 3 * LARGE),
            packet(2, b"two"),
            large(3, 3, LARGE + 1),
            large(4, 4, 2 * LARGE),
            packet(5, b"five"),
        ];
        let stream = bytes(&packets);
        for chunk in [1000, LARGE / 3, LARGE, 2 * MOST_ROOM] {
            let (mut decoder, mut found, mut rest) = (Decoder::new(), Vec::new(), &stream[..]);
            while !rest.is_empty() {
                let mut room = decoder.room();
                let count = room.remaining_mut().min(chunk).min(rest.len());
                room.put_slice(&rest[..count]);
                rest = &rest[count..];
                while let Some(packet) = decoder.next_packet(4 * LARGE).unwrap() {
                    found.push(packet);
                }
            }
            assert!(found == packets, "in chunks of {chunk}");
            assert!(decoder.is_between_packets());
        }
    }

    #[test]
    fn nothing_is_allocated_for_a_length_that_is_only_claimed() {
        let mut decoder = Decoder::new();
        let claim = Header { length: 200 << 20, ..Header::default() };
        decoder.push(&claim.encode());
        decoder.push(b"a few bytes");
        assert_eq!(decoder.next_packet(256 << 20), Ok(None));
        assert!(decoder.buffer.capacity() < 1024);
        assert_eq!(decoder.buffered(), b"a few bytes");
        assert!(!decoder.is_between_packets());
    }

    #[test]
    fn a_message_that_is_too_long_can_be_cut_and_what_follows_comes() {
        let long = Bytes::from(vec![7; 1000]);
        let long = Packet { session: 9, kind: PacketKind::MESSAGE_TO_CLIENT, plugin: 5, payload: long };
        let stream = bytes(&[packet(1, b"one"), long.clone(), packet(2, b"two")]);
        for chunk in 1..=stream.len() {
            let (mut decoder, mut found, mut cut) = (Decoder::new(), Vec::new(), Vec::new());
            for bytes in stream.chunks(chunk) {
                decoder.push(bytes);
                loop {
                    match decoder.next_packet(100) {
                        Ok(Some(packet)) => found.push(packet),
                        Ok(None) => break,
                        Err(_) => cut.extend(decoder.cut(1000)),
                    }
                    assert!(decoder.buffered().len() <= stream.len());
                }
            }
            assert_eq!(found[1].payload, long.payload[..64], "in chunks of {chunk}");
            assert_eq!((found[1].session, cut), (9, vec![1000]));
            assert_eq!([found[0].clone(), found[2].clone()], [packet(1, b"one"), packet(2, b"two")]);
            assert!(decoder.is_between_packets());
        }
        let mut decoder = Decoder::new();
        decoder.push(&bytes(&[packet(1, b"too long")]));
        assert!(decoder.next_packet(7).is_err());
        assert_eq!(decoder.cut(1000), None, "only messages");
        decoder = Decoder::new();
        decoder.push(&bytes(&[long]));
        assert!(decoder.next_packet(7).is_err());
        assert_eq!(decoder.cut(999), None, "there is an end to what is dropped");
    }

    #[test]
    fn a_header_beyond_the_limit_is_an_error_and_stays_one() {
        let mut decoder = Decoder::new();
        decoder.push(&bytes(&[packet(1, b"too long")]));
        for _ in 0..2 {
            assert_eq!(decoder.next_packet(7), Err(HeaderError::TooLong { length: 8, limit: 7 }));
        }
    }
}
