//! What can go wrong between a plugin and its room.

/// Why a [`Session`](crate::Session) could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The room disconnected, the plugin is stopping, or the host is gone.
    #[error("the session is over")]
    Ended,
    /// More than one packet can carry.
    #[error("{name} would take {bytes} bytes, at most {limit} can travel: send less at once")]
    TooLarge {
        /// The message's name.
        name: &'static str,
        /// What it would take.
        bytes: usize,
        /// What can travel.
        limit: usize,
    },
    /// A message was sent as a request, but is none.
    #[error("{name} has no answer: send it with Session::send")]
    NoAnswer {
        /// The message's name.
        name: &'static str,
    },
    /// The app answered with something that could not be read.
    #[error("the app's answer to {name} could not be read: {reason}")]
    Answer {
        /// The name of what was asked.
        name: &'static str,
        /// What is wrong with the answer.
        reason: String,
    },
    /// The app answered with a structure that is none.
    #[error("the app sent a structure that cannot be: {0}")]
    Structure(#[from] molecule_wire::Error),
}
