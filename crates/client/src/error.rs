//! Everything that can go wrong for a member, as sentences for people.

use room_api::{ApiError, ErrorCode};

/// Why something did not work.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// An address or link that is none.
    #[error("{text:?} is no address of a room server: {problem}")]
    Address {
        /// What was given.
        text: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The certificates to trust cannot be had.
    #[error("{0}")]
    Trust(String),
    /// Nobody answers there.
    #[error("cannot reach the room server at {server}: {problem}")]
    Unreachable {
        /// Where.
        server: String,
        /// Why.
        problem: String,
    },
    /// The server does not let one in.
    #[error("{0}")]
    Refused(ApiError),
    /// The server refused or could not do what was asked; the room is as before.
    #[error("{0}")]
    Failed(ApiError),
    /// The server ended the connection.
    #[error("the server ended the connection: {0}")]
    Goodbye(ApiError),
    /// The connection was lost; whether what was asked has happened is not known.
    #[error("the connection to the room was lost: {0}")]
    Lost(String),
    /// The server said something that makes no sense.
    #[error("the server does not keep to the room API: {0}")]
    Protocol(String),
    /// The room's history does not reach back that far.
    #[error("the room no longer knows what came right after event {after}; it is at event {now}")]
    HistoryGone {
        /// From where it was asked for.
        after: room_api::Seq,
        /// The newest event.
        now: room_api::Seq,
    },
}

impl Error {
    /// Whether coming back as the same member can help.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Error::Lost(_) | Error::Unreachable { .. } => true,
            Error::Goodbye(error) => matches!(error.code, ErrorCode::TooSlow | ErrorCode::Internal),
            _ => false,
        }
    }
}
