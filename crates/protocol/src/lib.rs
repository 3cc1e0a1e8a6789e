//! The wire of Nanome plugins: packets, version table, every message and command; no sockets, no meaning.
//!
//! A packet ([`packet`]) carries a payload. A payload is an envelope around one message: [`ToApp`] from a plugin,
//! [`ToPlugin`] to it. How a message's body looks depends on the versions that both sides [`Agreed`] on when they
//! connected. `wire!` declares a body's layout at all versions, one line per field; `messages!` lists the messages.
//!
//! The oracle of every layout is the Python library `nanome` 0.42.1: see `tests/golden`. What is odd about it on purpose is
//! listed in `docs/wire.md`, with the test that holds each oddity.

pub mod answers;
pub mod api;
pub mod codec;
pub mod control;
pub mod envelope;
pub mod error;
pub mod files;
pub mod hash;
pub mod integrations;
pub mod interactions;
pub mod macros;
pub mod messages;
pub mod packet;
pub mod pool;
pub mod presenter;
pub mod registration;
pub mod session_end;
pub mod shapes;
pub mod streams;
pub mod structure;
pub mod ui;
pub mod versions;
pub mod volumes;

pub use codec::{Text, Texts};
pub use envelope::{Incoming, Refused};
pub use error::Error;
pub use messages::{CommandKind, MessageKind, ToApp, ToPlugin};
pub use packet::{Header, Packet, PacketKind};
pub use registration::Registration;
pub use session_end::SessionEnd;
pub use versions::{Agreed, Versions};
