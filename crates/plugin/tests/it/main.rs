//! A host and its session processes, as a server sees them: real processes, over TLS.
#![cfg(target_os = "linux")] // It looks at processes as Linux shows them.

mod ends;
mod link;
mod server;
mod sessions;
mod trial;
mod trust;
