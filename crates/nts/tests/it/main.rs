//! The binary against a real server.

mod room;
