//! A member of a room over the room API: connect, ask, and see the room as it is.
//!
//! ```no_run
//! # async fn example() -> Result<(), client::Error> {
//! use client::{Link, Member, Options, Trust};
//! use room_api::{Enter, Intent};
//!
//! let link = Link::parse("http://127.0.0.1:8443/#1.00112233445566778899aabbccddeeff")?;
//! let enter = Enter::Join { link: link.secret, member: "Bob".into(), password: None };
//! let (mut bob, _events) = Member::enter(&link.server, enter, Options::new(Trust::System)).await?;
//! bob.until(|view| view.room.complexes.first().map(|complex| complex.name.clone())).await?;
//! bob.ask(Intent::Leave).await?;
//! # Ok(())
//! # }
//! ```

mod address;
mod error;
mod exchange;
mod home;
mod life;
mod member;
mod order;
mod socket;
mod structure;
mod trust;
mod view;

pub use address::{Link, Server};
pub use error::Error;
pub use home::home;
pub use member::{Events, Happened, Member, Options};
pub use structure::{Frame, Structure};
pub use trust::Trust;
pub use view::View;
