//! What a plugin may only do after the presenter allowed it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something that a plugin asks for when it registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// To list, read, write and remove what is in the presenter's folder on the server.
    LocalFilesAccess,
}

/// A permission that a session's plugin asked for, and what the presenter said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SessionPermission {
    /// For what.
    pub permission: Permission,
    /// What was said.
    pub consent: Consent,
}

/// What the presenter said to a plugin's wish. It holds for one session, and as long as this member presents: with the next
/// presenter it begins anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Nothing, and the plugin has not needed it so far.
    Unasked,
    /// Nothing, and the plugin has tried it: the presenter is to be asked.
    Asked,
    /// Yes.
    Allowed,
    /// No. The presenter is not asked again, and may allow it all the same.
    Denied,
}
