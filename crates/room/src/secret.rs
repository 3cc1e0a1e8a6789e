//! Secrets that open a room: links and tokens, written `<room>.<32 hex>`, compared in constant time, never printed.

use std::fmt;
use std::hint::black_box;

use room_api::RoomId;

/// What one must know to come in.
#[derive(Clone, Copy)]
pub(crate) struct Secret(u128);

impl Secret {
    /// Out of bytes that nobody can guess.
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }

    /// As people and programs carry it.
    pub fn write(self, room: RoomId) -> String {
        format!("{room}.{:032x}", self.0)
    }

    /// Reads what somebody brings; none where it is no secret of this room's form.
    pub fn read(room: RoomId, text: &str) -> Option<Self> {
        let (of, hex) = text.split_once('.')?;
        let is_hex = hex.len() == 32 && hex.bytes().all(|digit| digit.is_ascii_hexdigit());
        if of.parse() != Ok(room.0) || !is_hex {
            return None;
        }
        u128::from_str_radix(hex, 16).ok().map(Self)
    }

    /// Whether both are the same; how long it takes tells nothing.
    pub fn matches(self, other: Self) -> bool {
        black_box(self.0 ^ other.0) == 0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_its_own_room_only() {
        let secret = Secret::new(*b"0123456789abcdef");
        let text = secret.write(RoomId(7));
        assert_eq!(text, "7.30313233343536373839616263646566");
        assert!(Secret::read(RoomId(7), &text).unwrap().matches(secret));
        assert!(Secret::read(RoomId(8), &text).is_none());
        assert!(!Secret::read(RoomId(7), &text.replace("66", "67")).unwrap().matches(secret));
        assert!(!format!("{secret:?}").contains("30"));
    }

    #[test]
    fn nonsense_is_no_secret() {
        for text in
            ["", ".", "7", "7.", "7.+0313233343536373839616263646566", "7.3031", "x.30313233343536373839616263646566"]
        {
            assert!(Secret::read(RoomId(7), text).is_none(), "{text}");
        }
    }
}
