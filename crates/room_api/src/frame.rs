//! The JSON text frames: hello and welcome, requests, and what the server says.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Answer, Event, Intent, MemberId, RequestId, RoomId, Seq, Snapshot, TransferId};

/// The first frame of a member's connection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Hello {
    /// The API versions that the member speaks.
    pub api: Vec<u32>,
    /// What they want.
    pub enter: Enter,
    /// Whether they want the columns of complexes; yes, where nothing is said. Without them snapshots and events name no
    /// bulk transfers; files come all the same.
    #[serde(default = "wanted")]
    #[ts(as = "Option<bool>", optional)]
    pub columns: bool,
}

fn wanted() -> bool {
    true
}

/// How a connection enters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Enter {
    /// Open a new room and be its presenter.
    Create {
        /// The room's name.
        room: String,
        /// The creator's name.
        member: String,
        /// Needed off loopback, unless the server has open rooms.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        invitation: Option<String>,
    },
    /// Join a room by one of its links.
    Join {
        /// The secret of the link: what follows `#` in its URL.
        link: String,
        /// The member's name.
        member: String,
        /// The room's password, which it may want from those who come by the guest link.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        password: Option<String>,
    },
    /// Look on in a room that is listed, without a link.
    Visit {
        /// Its number.
        room: RoomId,
        /// The visitor's name.
        member: String,
        /// The room's password, where it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        password: Option<String>,
    },
    /// Come back as the member that one was.
    Resume {
        /// The token of the [`Welcome`].
        token: String,
        /// The last event that was applied: what follows is sent; a snapshot where that is too long ago.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        after: Option<Seq>,
    },
}

/// The server's answer to a [`Hello`] that it accepts; the state of the room follows as [`ToMember`] frames.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Welcome {
    /// The API version that is spoken from here on.
    pub api: u32,
    /// The server's own version, for people.
    pub server: String,
    /// The room.
    pub room: RoomId,
    /// Who one is there.
    pub member: MemberId,
    /// For [`Enter::Resume`]. A secret.
    pub token: String,
}

/// The server's answer to a [`Hello`] that it does not accept; it then closes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Refusal {
    /// Why, and what to do.
    pub error: ApiError,
}

/// The server's first frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Greeting {
    /// Come in.
    Welcome(Welcome),
    /// Not so.
    Refused(Refusal),
}

/// What a member asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Request {
    /// The answer carries it.
    pub id: RequestId,
    /// What the member wants.
    pub intent: Intent,
}

/// What the server says after the welcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ToMember {
    /// The room as it is after the event `seq`: it replaces all that the member knew.
    Snapshot {
        /// The last event that is in it.
        seq: Seq,
        /// The room.
        room: Box<Snapshot>,
        /// One bulk transfer a complex, in the order of `room.complexes`, then one a mesh, in the order of `room.shapes`,
        /// then one a volume, in the order of `room.volumes`, each a full set of columns; none where the member wants no
        /// columns.
        bulk: Vec<TransferId>,
    },
    /// Something happened. Where `bulk` is set the event is applied when that transfer is complete, and later events after it.
    Event {
        /// One more than that of the event before.
        seq: Seq,
        /// What happened.
        event: Event,
        /// Columns that belong to it, where the member wants columns.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        bulk: Option<TransferId>,
    },
    /// A plugin's stream moved, coloured or labelled something: how it is now, said by [`Event::ComplexChanged`] or [`Event::Shape`]; or the
    /// presenter looks from somewhere else ([`Event::Camera`]), or somebody points at another atom ([`Event::Pointer`]). It is no event of the room's history: it has no number, and what came since the update before is never told. It is applied in order with
    /// the events, when its `bulk` is complete where it is set.
    Fed {
        /// What changed.
        event: Event,
        /// Its columns that differ from what the member was told, where the member wants columns.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        bulk: Option<TransferId>,
    },
    /// A request was carried out.
    Done {
        /// Which.
        id: RequestId,
        /// What came of it.
        answer: Answer,
    },
    /// A request was refused or failed; the room is as before.
    Failed {
        /// Which; 0 where the frame had none that could be read.
        id: RequestId,
        /// Why, and what to do.
        error: ApiError,
    },
    /// The server ends the connection; the reason says whether coming back helps.
    Goodbye {
        /// Why.
        error: ApiError,
    },
}

/// What went wrong, for programs (`code`) and for people (`message`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    /// One of a short list.
    pub code: ErrorCode,
    /// A sentence or two: what happened, and what to do.
    pub message: String,
}

impl ApiError {
    /// An error of this kind with these words.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// The kinds of errors that a program may want to tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The frame or its content makes no sense.
    Malformed,
    /// No API version in common: the message says who must upgrade.
    ApiVersion,
    /// The link, token or invitation is wrong, expired or revoked.
    Denied,
    /// The room has a password, and none was said: ask for it, and come again with it.
    PasswordNeeded,
    /// This is not the room's password.
    WrongPassword,
    /// The member may not do this: the message says who may.
    NotAllowed,
    /// No such room, member, plugin, session, complex, menu or content.
    NotFound,
    /// A limit of the server's; the message names it.
    Limit,
    /// The thing is in a state in which this cannot be done.
    Conflict,
    /// A plugin did not do what it was called for: it said no, failed, ended, or did not answer in time.
    Plugin,
    /// A file could not be read: line, column, what was expected.
    BadFile,
    /// The room is closed.
    Closed,
    /// The presenter put the member out; their token is dead, and so are the links that they know.
    Kicked,
    /// The member was too slow for its queue; coming back gives a snapshot.
    TooSlow,
    /// A fault of the server's own.
    Internal,
}
