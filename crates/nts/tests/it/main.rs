//! The binary against a real server.

mod room;
mod serving;
