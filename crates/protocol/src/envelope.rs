//! The envelope around a message: request id, hash, sometimes whether a response is expected, body.

use bytes::Bytes;

use crate::codec::{Reader, Writer};
use crate::error::Error;
use crate::messages::{CommandKind, MessageKind, ToApp, ToPlugin};
use crate::pool;
use crate::versions::Agreed;

/// A message that arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming<M> {
    /// The sender's number for it; an answer carries it back.
    pub request: u32,
    /// Whether the sender wants an answer, where it says so.
    pub expects_response: Option<bool>,
    /// What it says.
    pub message: M,
}

/// A message that arrived but could not be understood. Whatever could be read of it is there, so that it can be answered.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refused<K> {
    /// The payload is too short to hold a request id and a hash.
    #[error("payload without request id and message kind: {0}")]
    NoEnvelope(Error),
    /// A message that no version of the library knows.
    #[error("unknown message with hash {hash:#010x} (request {request})")]
    Unknown {
        /// The sender's number for it.
        request: u32,
        /// What it named.
        hash: u32,
        /// Whether the sender wants an answer, where it says so.
        expects_response: Option<bool>,
    },
    /// A message whose body could not be read.
    #[error("{error} (request {request})")]
    Body {
        /// The sender's number for it.
        request: u32,
        /// Which message.
        kind: K,
        /// Whether the sender wants an answer, where it says so.
        expects_response: Option<bool>,
        /// What is wrong, and where.
        error: Error,
    },
}

impl<K: Copy> Refused<K> {
    /// The sender's number for the message, if it could be read: then the message must be answered.
    pub fn request(&self) -> Option<u32> {
        match *self {
            Refused::NoEnvelope(_) => None,
            Refused::Unknown { request, .. } | Refused::Body { request, .. } => Some(request),
        }
    }

    /// Which message it was, where its name is known.
    pub fn kind(&self) -> Option<K> {
        match *self {
            Refused::NoEnvelope(_) | Refused::Unknown { .. } => None,
            Refused::Body { kind, .. } => Some(kind),
        }
    }

    /// Whether the sender wants an answer, where it says so.
    pub fn expects_response(&self) -> Option<bool> {
        match *self {
            Refused::NoEnvelope(_) => None,
            Refused::Unknown { expects_response, .. } | Refused::Body { expects_response, .. } => expects_response,
        }
    }
}

/// The messages of one direction, as `messages!` lists them.
pub(crate) trait Body: Sized {
    /// Every kind of message of this direction.
    type Kind: Copy;
    /// The kind that travels as this number.
    fn kind_of_hash(hash: u32) -> Option<Self::Kind>;
    /// The number that it travels as.
    fn hash(&self) -> u32;
    /// The name of its variant, where the path to a field at fault begins.
    fn variant_of_kind(kind: Self::Kind) -> &'static str;
    /// How many bytes the body takes.
    fn body_size(&self, agreed: &Agreed) -> usize;
    /// Writes the body.
    fn write_body<'a>(&self, out: Writer<'a>) -> Writer<'a>;
    /// Reads the body.
    fn read_body(kind: Self::Kind, input: &mut Reader<'_>) -> Result<Self, Error>;
}

impl ToApp {
    /// Reads a payload from a plugin.
    pub fn decode(payload: &[u8], agreed: &Agreed) -> Result<Incoming<ToApp>, Refused<MessageKind>> {
        decode(payload, agreed, |hash| hash != MessageKind::Connect.hash() && agreed.says_if_it_expects_a_response())
    }

    /// Writes a payload to the app. `expects_response` travels only to an app that reads it.
    pub fn encode(&self, request: u32, expects_response: bool, agreed: &Agreed) -> Bytes {
        let flagged = self.kind() != MessageKind::Connect && agreed.says_if_it_expects_a_response();
        encode(self, request, flagged.then_some(expects_response), agreed)
    }
}

impl ToPlugin {
    /// Reads a payload from the app.
    pub fn decode(payload: &[u8], agreed: &Agreed) -> Result<Incoming<ToPlugin>, Refused<CommandKind>> {
        decode(payload, agreed, |_| false)
    }

    /// Writes a payload to a plugin. The answer to a message carries that message's request id.
    pub fn encode(&self, request: u32, agreed: &Agreed) -> Bytes {
        encode(self, request, None, agreed)
    }
}

fn encode<M: Body>(message: &M, request: u32, expects_response: Option<bool>, agreed: &Agreed) -> Bytes {
    let flag = expects_response.map(u8::from);
    let size = 8 + usize::from(flag.is_some()) + message.body_size(agreed);
    let mut bytes = pool::buffer(size);
    let out = Writer::new(&mut bytes, agreed).put(&request, 0).put(&message.hash(), 0);
    let out = flag.iter().fold(out, |out, flag| out.put(flag, 0));
    let unwritten = message.write_body(out).finish();
    // Not even a wrong count may send what stood in the buffer before.
    bytes.truncate(size - unwritten);
    pool::share(bytes)
}

fn decode<M: Body>(
    payload: &[u8],
    agreed: &Agreed,
    flagged: impl FnOnce(u32) -> bool,
) -> Result<Incoming<M>, Refused<M::Kind>> {
    let mut input = Reader::new(payload, agreed);
    let (request, hash) = input.get(0).map_err(Refused::NoEnvelope)?;
    let flag = flagged(hash).then(|| input.get(0).map_err(|error| error.field("expects_response"))).transpose();
    let expects_response = flag.clone().unwrap_or_default();
    let Some(kind) = M::kind_of_hash(hash) else {
        return Err(Refused::Unknown { request, hash, expects_response });
    };
    let message = M::read_body(kind, &mut input);
    match flag.and(message).and_then(|message| input.finish().map(|()| message)) {
        Ok(message) => Ok(Incoming { request, expects_response, message }),
        Err(error) => {
            let error = error.field(M::variant_of_kind(kind));
            Err(Refused::Body { request, kind, expects_response, error })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Notification;

    #[test]
    fn a_large_message_is_the_same_in_a_buffer_that_was_used_before() {
        let message =
            ToApp::NotificationSend(Notification { text: "a".repeat(pool::LARGE).into(), ..Default::default() });
        let first = message.encode(7, false, &Agreed::default());
        let copy = first.to_vec();
        drop(first);
        drop(pool::share(bytes::BytesMut::from(&vec![0xff; 2 * pool::LARGE][..])));
        assert!(message.encode(7, false, &Agreed::default()) == copy);
    }
}
