//! The limits and times of a room.

use crate::Millis;

/// The limits and times of a room; the server's configuration fills them.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// Members, away ones included.
    pub members: usize,
    /// Complexes in the workspace.
    pub complexes: usize,
    /// Bytes of structures in the workspace, about.
    pub bytes: usize,
    /// Sessions, ended ones not counted.
    pub sessions: usize,
    /// Bytes of one uploaded file.
    pub file_bytes: usize,
    /// Bytes of the images of one session.
    pub image_bytes: usize,
    /// How deep folders may nest in a member's folder.
    pub files_depth: usize,
    /// An activation that is unanswered for so long ends.
    pub connect_timeout: Millis,
    /// An event that is unanswered for so long shows the session as not answering.
    pub answer_timeout: Millis,
    /// A plugin that is called and says nothing for so long has failed.
    pub call_timeout: Millis,
    /// A presenter who is away for so long loses the role, where somebody may take it.
    pub presenter_grace: Millis,
    /// A room without anybody closes after so long.
    pub empty_timeout: Millis,
}

impl Default for Limits {
    fn default() -> Self {
        const SECOND: Millis = 1000;
        Self {
            members: 64,
            complexes: 500,
            bytes: 2 << 30,
            sessions: 32,
            file_bytes: 200 << 20,
            image_bytes: 256 << 20,
            files_depth: 16,
            connect_timeout: 60 * SECOND,
            answer_timeout: 30 * SECOND,
            call_timeout: 5 * 60 * SECOND,
            presenter_grace: 60 * SECOND,
            empty_timeout: 24 * 60 * 60 * SECOND,
        }
    }
}
