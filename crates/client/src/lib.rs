//! A member of a room over the room API.
