//! What goes into a room and what comes out: the only way it touches the world.
//!
//! The server runs one task a room. It turns sockets, clocks and files into [`Input`]s, and carries out the
//! [`Effect`]s in their order.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use molecule::Complex;
use room_api::{
    ApiError, FileFormat, Hello, Intent, MemberId, OpenRoom, Plugin, PluginId, RequestId, SessionId, TransferId,
};

use crate::files::{Deed, Deeded, FilePath, FilesError, Wanting};
use crate::{Bulk, MacroDone, PasswordCheck, PasswordHash};

/// Milliseconds on the server's monotonic clock.
pub type Millis = u64;

/// A member's socket. A member may have several: each is told what happens, and answered what was asked on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(pub u64);

impl fmt::Display for ConnectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An image of a session's menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageId(pub u32);

/// Where a room gets what must be unique beyond itself.
pub trait Sources: Send {
    /// 16 random bytes that nobody can guess.
    fn secret(&mut self) -> [u8; 16];
    /// A session number that was never used before on this server.
    fn session(&mut self) -> SessionId;
}

/// Something that happened outside.
#[derive(Debug)]
pub enum Input {
    /// A connection wants in. The server has checked API version and invitation; the room checks links and tokens.
    /// The first of a new room is [`room_api::Enter::Create`].
    Enter {
        /// Its socket.
        connection: ConnectionId,
        /// As whom, and what for.
        hello: Hello,
    },
    /// A member asks something.
    Intent {
        /// Their socket.
        connection: ConnectionId,
        /// For the answer.
        request: RequestId,
        /// What they want.
        intent: Intent,
    },
    /// A socket is gone. A member whose last one it was is away, not out.
    Disconnected {
        /// Which.
        connection: ConnectionId,
    },
    /// A file that the room agreed to ([`Effect::ReadFile`]) was read, bonds and all; or why not.
    FileRead {
        /// Who sent it.
        connection: ConnectionId,
        /// Their request.
        request: RequestId,
        /// Its name.
        name: String,
        /// How many bytes the file had.
        size: usize,
        /// What it holds: not numbered yet.
        result: Result<Vec<Complex>, ApiError>,
    },
    /// The plugins that are connected to the server now.
    Plugins(Arc<[Plugin]>),
    /// A packet of type 4 from one of the room's sessions: its payload.
    FromPlugin {
        /// Which session.
        session: SessionId,
        /// The payload, unopened.
        payload: Bytes,
    },
    /// A session ended on the plugin's side.
    SessionEnded {
        /// Which.
        session: SessionId,
        /// Why.
        end: SessionEnd,
    },
    /// An [`Effect::Update`] is on its way, all of it.
    UpdateTaken {
        /// Whose.
        connection: ConnectionId,
    },
    /// What [`Effect::ReadStructures`] found, file by file: not numbered yet.
    StructuresRead {
        /// Whose files they were.
        session: SessionId,
        /// One each.
        results: Vec<Result<Vec<Complex>, ApiError>>,
    },
    /// What came of [`Effect::WriteStructures`].
    StructuresWritten {
        /// Who wants them.
        session: SessionId,
        /// One each; or why there is none, as a sentence.
        results: Vec<Result<String, String>>,
    },
    /// What came of [`Effect::Files`], deed by deed, or of [`Effect::KeepFile`].
    FilesDone {
        /// Who wanted it.
        wanting: Wanting,
        /// One each.
        results: Vec<Result<Deeded, FilesError>>,
    },
    /// A macro is over: what it did, or what went wrong as a sentence.
    MacroRan {
        /// Of which [`Effect::RunMacro`].
        run: u32,
        /// What came of it.
        result: Result<MacroDone, String>,
    },
    /// What came of [`Effect::HashPassword`].
    PasswordHashed {
        /// Who wants it to be the room's.
        connection: ConnectionId,
        /// Their request.
        request: RequestId,
        /// What is kept of it.
        hash: PasswordHash,
    },
    /// What came of [`Effect::CheckPassword`].
    PasswordChecked {
        /// Who said it.
        connection: ConnectionId,
        /// Whether it is the right one.
        check: PasswordCheck,
    },
    /// What came of [`Effect::WriteForCall`].
    CallFileWritten {
        /// Its number.
        call: u32,
        /// The file; or why there is none, as a sentence.
        result: Result<Bytes, String>,
    },
    /// Nothing but time passed (see [`Effect::WakeAt`]).
    Tick,
    /// The server is going down: tell everybody and end the sessions.
    Shutdown,
}

/// Why a session ended on the plugin's side.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionEnd {
    /// A packet of type 5: its payload (empty from the library; `protocol::session_end` from our SDK).
    Plugin(Bytes),
    /// The plugin's link was lost, and its grace period is over.
    LinkLost,
    /// The plugin stopped: its host closed the link for good.
    PluginStopped,
    /// The plugin's link was lost, and another process of it registered since: this session's is gone.
    PluginRestarted,
    /// The server ended it; why.
    Server(String),
}

/// What is to be done outside, in this order.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Send a text frame.
    Text {
        /// To whom.
        to: ConnectionId,
        /// The JSON.
        text: Arc<str>,
    },
    /// Send a bulk transfer after the text that named it.
    Bulk {
        /// To whom.
        to: ConnectionId,
        /// Its number.
        transfer: TransferId,
        /// What; encoded by [`crate::columns::encode`] outside of the room's task.
        columns: Bulk,
    },
    /// Send the latest of what streams feed, as [`Effect::Text`] and [`Effect::Bulk`], and say when the connection took it
    /// ([`Input::UpdateTaken`]): before that it gets no other.
    Update {
        /// To whom.
        to: ConnectionId,
        /// The JSON.
        text: Arc<str>,
        /// The transfer that it names, if it does.
        bulk: Option<(TransferId, Bulk)>,
    },
    /// Know that a connection is let in, as whom. What it is told follows.
    Admitted {
        /// Which.
        connection: ConnectionId,
        /// As whom.
        member: MemberId,
    },
    /// Answer an [`Input::Enter`] with `Greeting::Refused`, and end the connection.
    Refuse {
        /// Which.
        connection: ConnectionId,
        /// Why, and what to do.
        error: ApiError,
    },
    /// End a connection, after what was sent to it.
    Disconnect {
        /// Which.
        connection: ConnectionId,
        /// The `Goodbye`.
        error: ApiError,
    },
    /// Expect an upload of at most `size` bytes on this transfer, read it by its name's ending, and say what came of it
    /// ([`Input::FileRead`]).
    ReadFile {
        /// From whom.
        connection: ConnectionId,
        /// Their request.
        request: RequestId,
        /// The transfer's number.
        transfer: TransferId,
        /// The file's name.
        name: String,
        /// Its announced size in bytes.
        size: usize,
    },
    /// What the list of rooms says of this one from now on; none: nothing.
    List(Option<OpenRoom>),
    /// Fetch an entry of the Protein Data Bank, read it, and say what came of it ([`Input::FileRead`]).
    FetchEntry {
        /// For whom.
        connection: ConnectionId,
        /// Their request.
        request: RequestId,
        /// Its id: `1of6`, or `pdb_00001of6`.
        entry: String,
    },
    /// Write a file, answer the request with `Answer::Download` and send it on this transfer (or fail the request).
    WriteFile {
        /// To whom.
        connection: ConnectionId,
        /// Their request.
        request: RequestId,
        /// The transfer's number.
        transfer: TransferId,
        /// What.
        complex: Complex,
        /// In which format.
        format: FileFormat,
        /// The file's name.
        name: String,
    },
    /// Read these structure files by their names' endings, and say what they hold ([`Input::StructuresRead`]). A session has at
    /// most one of these at a time.
    ReadStructures {
        /// Who sent them.
        session: SessionId,
        /// Names and contents.
        files: Vec<(String, Bytes)>,
    },
    /// Write a file of each of these complexes, as far as they are there, and give them back
    /// ([`Input::StructuresWritten`]). A session has at most one of these at a time.
    WriteStructures {
        /// Who wants them.
        session: SessionId,
        /// Of what.
        complexes: Vec<Option<Complex>>,
        /// In which format.
        format: FileFormat,
    },
    /// Do this in a member's folder, one after the other and each whatever came of those before, and say what came of it
    /// ([`Input::FilesDone`]). A session has at most one of these at a time.
    Files {
        /// Whose folder it is.
        of: MemberId,
        /// Who wants it.
        wanting: Wanting,
        /// What to do.
        deeds: Vec<Deed>,
    },
    /// Read a file from a member's folder, answer the request with `Answer::Download` and send it on this transfer (or fail the
    /// request).
    SendFile {
        /// To whom.
        connection: ConnectionId,
        /// Their request.
        request: RequestId,
        /// The transfer's number.
        transfer: TransferId,
        /// Whose folder it is.
        of: MemberId,
        /// Which file.
        path: FilePath,
    },
    /// Expect an upload of at most `size` bytes on this transfer, write it into a member's folder, and say what came of it
    /// ([`Input::FilesDone`]).
    KeepFile {
        /// From whom.
        connection: ConnectionId,
        /// Their request.
        request: RequestId,
        /// The transfer's number.
        transfer: TransferId,
        /// Whose folder it is.
        of: MemberId,
        /// Where to.
        path: FilePath,
        /// Its announced size in bytes.
        size: usize,
    },
    /// Remove a member's folder: they left for good.
    ForgetFiles {
        /// Whose.
        of: MemberId,
    },
    /// Answer the request with `Answer::Download` and send these bytes on this transfer.
    SendContent {
        /// To whom.
        connection: ConnectionId,
        /// Their request.
        request: RequestId,
        /// The transfer's number.
        transfer: TransferId,
        /// The file's name.
        name: String,
        /// What.
        content: Bytes,
    },
    /// Run a macro over these complexes, within bounds, and say what it did ([`Input::MacroRan`]). There is at most one at a
    /// time.
    RunMacro {
        /// The run's number.
        run: u32,
        /// The program, in Lua.
        logic: String,
        /// The workspace.
        complexes: Vec<Complex>,
    },
    /// Stop the macro that runs.
    StopMacro,
    /// Salt and hash this password, outside of the room's task, and say what is to be kept of it ([`Input::PasswordHashed`]).
    HashPassword {
        /// Who wants it to be the room's.
        connection: ConnectionId,
        /// Their request.
        request: RequestId,
        /// The password.
        password: String,
    },
    /// Compare what somebody says with the room's password in constant time, unless too many wrong ones were said in this room or
    /// from their address lately ([`Input::PasswordChecked`]). A connection has at most one of these at a time.
    CheckPassword {
        /// Who says it.
        connection: ConnectionId,
        /// What they say.
        password: String,
        /// What is kept of the room's.
        hash: PasswordHash,
    },
    /// Write a file for a plugin that is called, and say what came of it ([`Input::CallFileWritten`]).
    WriteForCall {
        /// The call's number.
        call: u32,
        /// What.
        complex: Complex,
        /// In which format.
        format: FileFormat,
    },
    /// Let this session belong to this room and this plugin's link.
    OpenSession {
        /// Its number.
        session: SessionId,
        /// Its plugin.
        plugin: PluginId,
    },
    /// Keep an image of a session's menus, until [`Effect::ForgetImages`] or the end of the room.
    KeepImage {
        /// Whose.
        session: SessionId,
        /// Which: a number that the session never used before.
        image: ImageId,
        /// The file.
        bytes: Bytes,
    },
    /// Answer the request with `Answer::Download` and send this image on this transfer (or fail the request).
    SendImage {
        /// To whom.
        connection: ConnectionId,
        /// Their request.
        request: RequestId,
        /// The transfer's number.
        transfer: TransferId,
        /// Whose.
        session: SessionId,
        /// Which.
        image: ImageId,
        /// A name for the file.
        name: String,
    },
    /// The session is over: drop its images.
    ForgetImages {
        /// Whose.
        session: SessionId,
    },
    /// Send a packet of type 3.
    ToPlugin {
        /// To which session.
        session: SessionId,
        /// The payload.
        payload: Bytes,
    },
    /// Send a packet of type 6 and forget the session.
    CloseSession {
        /// Which.
        session: SessionId,
    },
    /// Call again with [`Input::Tick`] at this time, if nothing comes before. The newest one counts.
    WakeAt(Millis),
    /// The room is over: no input is wanted any more.
    Closed,
}
