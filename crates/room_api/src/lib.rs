//! What members of a room say and hear: intents, events, bulk columns; no logic but what of their words is fit to be shown.
//!
//! A member connects by a WebSocket (`/api`), or by several at once. Text frames are JSON: the member's first is a
//! [`Hello`], the server's first a [`Welcome`] or a [`Refusal`]; then [`Request`]s one way and [`ToMember`] the other.
//! Binary frames are [`bulk::Chunk`]s, both ways; their content is a file, or columns ([`columns`]).
//!
//! Every number stays under 2^53, so that JavaScript keeps it whole.

pub mod bulk;
pub mod columns;
mod event;
mod files;
mod frame;
mod home;
mod ids;
mod integration;
mod intent;
pub mod interaction;
mod look;
mod macros;
pub mod menu;
mod permission;
mod selection;
pub mod shape;
mod state;
pub mod text;
pub mod volume;

pub use event::*;
pub use files::*;
pub use frame::*;
pub use home::*;
pub use ids::*;
pub use integration::*;
pub use intent::*;
pub use look::*;
pub use macros::*;
pub use permission::*;
pub use selection::*;
pub use state::*;

/// The versions of this API that this build speaks, newest first. A [`Hello`] names the member's.
pub const API_VERSIONS: &[u32] = &[1];
