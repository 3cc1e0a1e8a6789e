//! One room as a state machine without IO: `apply(input) -> effects`.
//!
//! [`Room`] holds it all, and each file is one part of it: people (`entering`, `links`, `password`, `asking`, `chat`, `intents`, `rights`,
//! `presenter`, `transfers`), sessions (`activation`, `consent`, `hearing`, `crowded`, `errands`, `answering`, `speaking`, `calls`,
//! `outbox`), what they work on (`workspace`, `structures`, `exchange`, `files`, `shapes`, `interactions`, `volumes`, `streams`, `looking`,
//! `pointing`, `opening`, `menus`, `macros`), and what everybody learns of it (`telling`, `updates`, `history`). Nothing in here has a clock, a file or a
//! socket.

mod activation;
mod answering;
mod asking;
mod bounds;
mod bulk;
mod calls;
mod chat;
pub mod columns;
mod consent;
mod crowded;
mod editing;
mod entering;
mod errands;
mod exchange;
pub mod files;
mod hearing;
mod history;
mod intents;
mod interactions;
mod io;
mod links;
mod listing;
mod looking;
mod macros;
mod members;
mod menus;
mod opening;
mod outbox;
mod password;
mod pointing;
mod presenter;
mod rights;
mod room;
mod secret;
mod session;
mod shapes;
mod speaking;
mod steps;
mod streams;
mod structures;
mod telling;
mod text;
mod transfers;
mod updates;
mod volumes;
mod workspace;

pub use bounds::Limits;
pub use bulk::{Bulk, Columns};
pub use io::*;
pub use macros::MacroDone;
pub use password::{PasswordCheck, PasswordHash};
pub use room::Room;
pub use shapes::mesh_bytes;
pub use workspace::scheme_colors;
