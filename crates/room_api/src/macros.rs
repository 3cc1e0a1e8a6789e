//! Macros: small Lua programs that a room keeps and runs.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::MacroId;

/// A macro that the room keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Macro {
    /// Its number.
    pub id: MacroId,
    /// What people call it.
    pub title: String,
    /// The program, in Lua.
    pub logic: String,
}

/// What to do with macros.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case")]
#[allow(missing_docs)] // fields: the variant says what they are
pub enum MacroDeed {
    /// Keep one; another that people saved under this title is replaced.
    Save { title: String, logic: String },
    /// Forget one.
    Delete { id: MacroId },
    /// Run one; the answer follows when it is over. A room runs one at a time.
    Run { id: MacroId },
    /// Stop the one that runs.
    Stop,
}
