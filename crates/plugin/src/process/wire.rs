//! Packets on the pipe between host and session process, read and written by threads.

use std::io::{self, BufReader, Read, Write};

use protocol::packet::{DEFAULT_LIMIT, HEADER_LEN};
use protocol::{Header, Packet, pool};

use crate::os::BlockingWire;

/// Payloads up to this go out in one piece with their header.
const SMALL: usize = 64 << 10;

/// Reads packets.
pub(crate) struct WireReader(BufReader<BlockingWire>);

impl WireReader {
    /// From this pipe.
    pub(crate) fn new(wire: BlockingWire) -> Self {
        Self(BufReader::with_capacity(SMALL, wire))
    }

    /// The next packet; none at the pipe's end. Its length comes from the host, and can be believed.
    pub(crate) fn next(&mut self) -> io::Result<Option<Packet>> {
        let mut header = [0; HEADER_LEN];
        match self.0.read_exact(&mut header) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        let header = Header::decode(&header, DEFAULT_LIMIT).map_err(io::Error::other)?;
        let mut payload = pool::buffer(header.length as usize);
        self.0.read_exact(&mut payload)?;
        let Header { session, kind, plugin, .. } = header;
        Ok(Some(Packet { session, kind, plugin, payload: pool::share(payload) }))
    }
}

/// Writes a packet.
pub(crate) fn write(wire: &mut BlockingWire, packet: &Packet) -> io::Result<()> {
    let header = packet.header().encode();
    if packet.payload.len() > SMALL {
        wire.write_all(&header)?;
        return wire.write_all(&packet.payload);
    }
    let mut whole = Vec::with_capacity(HEADER_LEN + packet.payload.len());
    whole.extend_from_slice(&header);
    whole.extend_from_slice(&packet.payload);
    wire.write_all(&whole)
}
