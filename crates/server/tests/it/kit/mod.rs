//! A server on port 0 in a folder of its own, a plugin of bare packets, and a person of bare frames.

mod house;
mod person;
mod plugin;

use std::time::Duration;

pub use house::{Doors, House, logged};
pub use person::{Heard, Person, pdb, status_of};
pub use plugin::{FakePlugin, bytes_of, introduction, narrow_socket, tls};

/// Waits for something that must come; a test that waits in vain fails.
pub async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(Duration::from_secs(20), future).await {
        Ok(value) => value,
        Err(_) => panic!("waited in vain for {what}"),
    }
}
