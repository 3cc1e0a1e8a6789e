//! The packet: a header of 15 bytes, and a payload that only its receiver opens.

mod decoder;

use bytes::Bytes;

pub use decoder::Decoder;

/// Bytes of a header.
pub const HEADER_LEN: usize = 15;

/// The longest payload before a plugin is registered.
pub const UNREGISTERED_LIMIT: usize = 64 * 1024;

/// The longest payload after that, if nothing else is configured: meshes of 13 MB and more occur.
pub const DEFAULT_LIMIT: usize = 256 * 1024 * 1024;

/// What a packet is for. Unknown numbers survive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PacketKind(pub u8);

impl PacketKind {
    /// To the app; unused.
    pub const PLUGIN_LIST: Self = Self(0);
    /// A plugin registers, and the server answers with its id in the plugin field.
    pub const PLUGIN_CONNECTION: Self = Self(1);
    /// From the app; unused.
    pub const CLIENT_CONNECTION: Self = Self(2);
    /// A command, from the app to a plugin's session.
    pub const MESSAGE_TO_PLUGIN: Self = Self(3);
    /// A message, from a plugin's session to the app.
    pub const MESSAGE_TO_CLIENT: Self = Self(4);
    /// From a plugin: a session ended. To a plugin: its key is refused, or its connection ends.
    pub const PLUGIN_DISCONNECTION: Self = Self(5);
    /// To a plugin: a session is over, end its process.
    pub const CLIENT_DISCONNECTION: Self = Self(6);
    /// From the app; unused.
    pub const MASTER_CHANGE: Self = Self(7);
    /// Both ways: still there.
    pub const KEEP_ALIVE: Self = Self(8);
    /// To a plugin: asks for its logs.
    pub const LOGS_REQUEST: Self = Self(9);
    /// From a plugin: lines of its log.
    pub const LIVE_LOGS: Self = Self(10);

    /// The library's name for it, where it has one.
    pub const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::PLUGIN_LIST => "plugin_list",
            Self::PLUGIN_CONNECTION => "plugin_connection",
            Self::CLIENT_CONNECTION => "client_connection",
            Self::MESSAGE_TO_PLUGIN => "message_to_plugin",
            Self::MESSAGE_TO_CLIENT => "message_to_client",
            Self::PLUGIN_DISCONNECTION => "plugin_disconnection",
            Self::CLIENT_DISCONNECTION => "client_disconnection",
            Self::MASTER_CHANGE => "master_change",
            Self::KEEP_ALIVE => "keep_alive",
            Self::LOGS_REQUEST => "logs_request",
            Self::LIVE_LOGS => "live_logs",
            _ => return None,
        })
    }
}

/// A packet's header: `<HIBIi` in the words of Python's `struct`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Always 0.
    pub version: u16,
    /// The session, where the kind has one.
    pub session: u32,
    /// What the packet is for.
    pub kind: PacketKind,
    /// The plugin's id. What a session sends here may be an old one.
    pub plugin: u32,
    /// Bytes of the payload.
    pub length: u32,
}

/// A header that ends the connection, since nothing after it can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// The length is below zero.
    #[error("packet claims the negative length {0}: the peer does not speak this protocol")]
    Negative(i32),
    /// The length is above what is allowed at this point.
    #[error("packet of {length} bytes, at most {limit} are allowed here")]
    TooLong {
        /// Length claimed.
        length: u32,
        /// Length allowed.
        limit: usize,
    },
}

impl Header {
    /// The header's bytes.
    pub fn encode(&self) -> [u8; HEADER_LEN] {
        let mut bytes = [0; HEADER_LEN];
        bytes[0..2].copy_from_slice(&self.version.to_le_bytes());
        bytes[2..6].copy_from_slice(&self.session.to_le_bytes());
        bytes[6] = self.kind.0;
        bytes[7..11].copy_from_slice(&self.plugin.to_le_bytes());
        bytes[11..15].copy_from_slice(&self.length.to_le_bytes());
        bytes
    }

    /// Reads a header whose payload may have `limit` bytes.
    pub fn decode(bytes: &[u8; HEADER_LEN], limit: usize) -> Result<Self, HeaderError> {
        let [v0, v1, s0, s1, s2, s3, kind, p0, p1, p2, p3, length @ ..] = *bytes;
        let signed = i32::from_le_bytes(length);
        let length = u32::try_from(signed).map_err(|_| HeaderError::Negative(signed))?;
        if length as usize > limit {
            return Err(HeaderError::TooLong { length, limit });
        }
        Ok(Header {
            version: u16::from_le_bytes([v0, v1]),
            session: u32::from_le_bytes([s0, s1, s2, s3]),
            kind: PacketKind(kind),
            plugin: u32::from_le_bytes([p0, p1, p2, p3]),
            length,
        })
    }
}

/// A whole packet. Cloning it does not copy the payload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packet {
    /// The session, where the kind has one.
    pub session: u32,
    /// What the packet is for.
    pub kind: PacketKind,
    /// The plugin's id.
    pub plugin: u32,
    /// What it carries.
    pub payload: Bytes,
}

impl Packet {
    /// A packet without a payload.
    pub fn empty(kind: PacketKind, session: u32, plugin: u32) -> Self {
        Packet { session, kind, plugin, payload: Bytes::new() }
    }

    /// The header that goes before the payload.
    ///
    /// A payload is bounded far below 2 GiB wherever one is read or made; a longer one has no header.
    pub fn header(&self) -> Header {
        debug_assert!(i32::try_from(self.payload.len()).is_ok(), "a payload of 2 GiB cannot travel");
        let length = self.payload.len() as u32;
        Header { version: 0, session: self.session, kind: self.kind, plugin: self.plugin, length }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the library's own packet looks like, made by `conformance/golden`.
    const GOLDEN: &str = include_str!("../tests/golden/packets.txt");

    #[test]
    fn a_packet_is_what_python_packs() {
        let packet = Packet {
            session: 0x0102_0304,
            kind: PacketKind::MESSAGE_TO_CLIENT,
            plugin: 0x0506_0708,
            payload: Bytes::from_static(b"payload"),
        };
        let bytes = [&packet.header().encode(), &packet.payload[..]].concat();
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, GOLDEN.trim());
        let header: &[u8; HEADER_LEN] = bytes.first_chunk().unwrap();
        assert_eq!(Header::decode(header, 7), Ok(packet.header()));
    }

    #[test]
    fn lengths_are_neither_negative_nor_beyond_the_limit() {
        let header = |length: i32| Header { length: length as u32, ..Header::default() }.encode();
        assert_eq!(Header::decode(&header(-1), DEFAULT_LIMIT), Err(HeaderError::Negative(-1)));
        assert_eq!(Header::decode(&header(i32::MIN), usize::MAX), Err(HeaderError::Negative(i32::MIN)));
        assert_eq!(Header::decode(&header(11), 10), Err(HeaderError::TooLong { length: 11, limit: 10 }));
        assert!(Header::decode(&header(10), 10).is_ok());
        assert!(Header::decode(b"GET / HTTP/1.1\r", UNREGISTERED_LIMIT).is_err());
    }

    #[test]
    fn kinds_have_names_and_unknown_ones_survive() {
        assert_eq!(PacketKind::KEEP_ALIVE.name(), Some("keep_alive"));
        let header = Header { kind: PacketKind(200), ..Header::default() };
        let read = Header::decode(&header.encode(), 0).unwrap();
        assert_eq!((read.kind, read.kind.name()), (PacketKind(200), None));
    }
}
