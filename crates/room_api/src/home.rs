//! What the home page shows: `GET /api/home`, as JSON.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Plugin, RoomId};

/// What is open here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Home {
    /// The server's own version, for people.
    pub server: String,
    /// Whether creating a room needs an invitation, from where one asks.
    pub needs_invitation: bool,
    /// The rooms that are listed, by number.
    pub rooms: Vec<OpenRoom>,
    /// The plugins that are connected.
    pub plugins: Vec<Plugin>,
}

/// A room that its presenter listed: whoever reaches the server may look on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OpenRoom {
    /// Its number, for [`crate::Enter::Visit`].
    pub id: RoomId,
    /// Its name.
    pub name: String,
    /// Who presents; none where nobody does.
    pub presenter: Option<String>,
    /// How many people are here.
    pub people: u32,
    /// Whether visitors are asked for a password.
    #[serde(default)]
    pub has_password: bool,
}
