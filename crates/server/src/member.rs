//! A member's connection as its room sees it: what waits to be sent, and which files are expected.
//!
//! The room's task fills the queue and never waits; the connection's task ([`crate::web`]) empties it. Texts are sent
//! before bulk, so control goes between the chunks. A queue that grows past its bound is emptied, and the member cut off.

mod columns;
mod outbox;
mod uploads;

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use room::files::FilePath;
use room::{ConnectionId, ImageId};
use room_api::{ApiError, ErrorCode, FileFormat, MemberId, RequestId, RoomId, TransferId};
use tokio::sync::{Notify, SetOnce};
use tracing::Span;

use crate::files::MemberFiles;
use crate::images::Album;
use crate::ledger::{Account, Charge};

pub(crate) use columns::{Columns, Encoded, Sharing};
pub(crate) use outbox::Next;
use outbox::Outbox;
use uploads::Uploads;
pub(crate) use uploads::{Purpose, Received, Upload};

/// One connection.
#[derive(Debug)]
pub(crate) struct Member {
    id: ConnectionId,
    address: IpAddr,
    outbox: Mutex<Outbox>,
    filled: Notify,
    uploads: Mutex<Uploads>,
    account: Arc<Account>,
    gone: SetOnce<()>,
    /// What its connection's lines in the log begin with.
    span: Span,
}

/// Bulk to be made when its turn comes, outside of the room's task.
#[derive(Debug)]
pub(crate) enum Bulk {
    /// Columns of a complex or a mesh.
    Columns(TransferId, Arc<Columns>),
    /// Columns of an update: the room hears when they were sent.
    Update(TransferId, Arc<Columns>),
    /// A file, and the answer that announces it.
    File(Box<Download>),
    /// An image, and the answer that announces it.
    Image(Picture),
    /// A file of the member's own, and the answer that announces it.
    Kept(Box<Kept>),
    /// A file that is there already, and the answer that announces it.
    Ready(ReadyFile),
}

/// A file for a member.
#[derive(Debug)]
pub(crate) struct ReadyFile {
    pub request: RequestId,
    pub transfer: TransferId,
    pub name: String,
    pub content: Bytes,
}

/// A file to be written for a member.
#[derive(Debug)]
pub(crate) struct Download {
    pub request: RequestId,
    pub transfer: TransferId,
    pub complex: molecule::Complex,
    pub format: FileFormat,
    pub name: String,
}

/// An image of a plugin's menu to be read for a member.
#[derive(Debug)]
pub(crate) struct Picture {
    pub request: RequestId,
    pub transfer: TransferId,
    pub album: Arc<Album>,
    pub image: ImageId,
    pub name: String,
}

/// A file to be read from the member's own folder.
#[derive(Debug)]
pub(crate) struct Kept {
    pub request: RequestId,
    pub transfer: TransferId,
    pub files: MemberFiles,
    pub path: FilePath,
}

impl Member {
    pub(crate) fn new(id: ConnectionId, address: IpAddr, queue_limit: usize, account: Arc<Account>) -> Self {
        let (outbox, uploads) = (Mutex::new(Outbox::new(queue_limit)), Mutex::default());
        let span = Span::current();
        span.record("connection", id.0);
        Self { id, address, outbox, filled: Notify::new(), uploads, account, gone: SetOnce::new(), span }
    }

    /// It asks to be let into a room: from now on its lines say so.
    pub(crate) fn asks_for(&self, room: RoomId) {
        self.span.record("room", room.0);
    }

    /// The room let it in, as whom.
    pub(crate) fn admitted(&self, member: MemberId) {
        self.span.record("member", member.0);
    }

    pub(crate) fn id(&self) -> ConnectionId {
        self.id
    }

    /// From where they come.
    pub(crate) fn address(&self) -> IpAddr {
        self.address
    }

    /// A text frame to send.
    pub(crate) fn text(&self, text: Arc<str>) {
        self.change(|outbox| outbox.push_text(text));
    }

    /// Columns to send. `is_shared`: the room itself holds the very same.
    pub(crate) fn columns(&self, transfer: TransferId, columns: Arc<Columns>, is_shared: bool) {
        let cost = if is_shared { 0 } else { weight(columns.bulk()) };
        self.change(|outbox| outbox.push_bulk(Bulk::Columns(transfer, columns), cost));
    }

    /// What streams fed: a text, and the columns that it names.
    pub(crate) fn update(&self, text: Arc<str>, columns: Option<(TransferId, Arc<Columns>)>) {
        self.change(|outbox| match columns {
            None => outbox.push_update(text),
            Some((transfer, columns)) => {
                outbox.push_text(text);
                let cost = weight(columns.bulk());
                outbox.push_bulk(Bulk::Update(transfer, columns), cost);
            }
        });
    }

    /// A file to write and send.
    pub(crate) fn file(&self, download: Download) {
        let cost = weight_of(&download.complex);
        self.change(|outbox| outbox.push_bulk(Bulk::File(Box::new(download)), cost));
    }

    /// An image to read and send. Until its turn comes it is on the disk.
    pub(crate) fn image(&self, picture: Picture) {
        self.change(|outbox| outbox.push_bulk(Bulk::Image(picture), 0));
    }

    /// A file of the member's own to send. It is read when its turn comes.
    pub(crate) fn kept(&self, kept: Kept) {
        self.change(|outbox| outbox.push_bulk(Bulk::Kept(Box::new(kept)), 0));
    }

    /// A file to send.
    pub(crate) fn ready_file(&self, file: ReadyFile) {
        let cost = file.content.len();
        self.change(|outbox| outbox.push_bulk(Bulk::Ready(file), cost));
    }

    /// Says instead of a welcome why not, and closes.
    pub(crate) fn refuse(&self, error: ApiError) {
        self.change(|outbox| outbox.end(Next::Refuse(error)));
    }

    /// Says good-bye after what is queued, and closes.
    pub(crate) fn goodbye(&self, error: ApiError) {
        self.change(|outbox| outbox.end(Next::Goodbye(error)));
    }

    /// Drops what is queued, says good-bye, and closes.
    pub(crate) fn cut_off(&self, error: ApiError) {
        self.change(|outbox| outbox.cut_off(error));
    }

    /// Expects a file's bytes on this transfer.
    pub(crate) fn expect_file(
        &self,
        request: RequestId,
        transfer: TransferId,
        name: String,
        size: usize,
        purpose: Purpose,
    ) {
        self.uploads().expect(Upload::new(request, transfer, name, size, purpose, self.holds()));
    }

    /// What it holds of the server's memory with something that is on its way: nothing yet.
    pub(crate) fn holds(&self) -> Charge {
        self.account.charge(0)
    }

    /// It is in its room no more.
    pub(crate) fn leave(&self) {
        let _ = self.gone.set(());
    }

    /// Waits until it is: then nothing more need be fetched for it.
    pub(crate) async fn gone(&self) -> ApiError {
        self.gone.wait().await;
        ApiError::new(ErrorCode::Closed, "The connection that wanted it is gone.")
    }

    /// Waits until the server had no memory left, and this connection's files held most of it.
    pub(crate) async fn holds_too_much(&self) -> ApiError {
        self.account.cut_off().await;
        ApiError::new(ErrorCode::Limit, "The server has no memory left for what is on its way. Try again later.")
    }

    /// Takes a binary frame of an upload.
    pub(crate) fn receive(&self, frame: &[u8]) -> Received {
        self.uploads().receive(frame)
    }

    /// What to send next, if anything: texts first.
    pub(crate) fn next(&self, may_be_bulk: bool) -> Option<Next> {
        self.outbox().next(may_be_bulk)
    }

    /// Waits until there may be something to send.
    pub(crate) async fn filled(&self) {
        self.filled.notified().await;
    }

    /// Whoever has something to say to it waits until this is dropped.
    #[cfg(test)]
    pub(crate) fn hold(&self) -> MutexGuard<'_, impl Sized> {
        self.outbox()
    }

    fn change(&self, change: impl FnOnce(&mut Outbox)) {
        change(&mut self.outbox());
        self.filled.notify_one();
    }

    fn outbox(&self) -> MutexGuard<'_, Outbox> {
        self.outbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn uploads(&self) -> MutexGuard<'_, Uploads> {
        self.uploads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a member that reads too slowly is told.
pub(crate) fn too_slow() -> ApiError {
    let message = "You read more slowly than the room changes. Come back: you will get it as it is then.";
    ApiError::new(ErrorCode::TooSlow, message)
}

/// About how many bytes columns keep in memory that the room may have let go of.
fn weight(bulk: &room::Bulk) -> usize {
    let columns = match bulk {
        room::Bulk::Complex(columns) => columns,
        room::Bulk::Mesh(mesh) => return room::mesh_bytes(mesh),
        room::Bulk::Volume(values) => return size_of_val(&values[..]),
    };
    match columns.since {
        None => weight_of(&columns.complex),
        // Mostly one column that changed: positions, a selection.
        Some(_) => weight_of(&columns.complex) / 8,
    }
}

/// About how many bytes a complex takes.
pub(crate) fn weight_of(complex: &molecule::Complex) -> usize {
    const ATOM: usize = 200;
    const POSITION: usize = 12;
    let of = |molecule: &molecule::Molecule| molecule.atoms.len() * (ATOM + POSITION * molecule.conformers.len());
    complex.molecules.iter().map(of).sum()
}
