//! A member against a server that a test plays.

mod coming_back;
mod nonsense;
mod peer;
mod talking;
mod trusting;
