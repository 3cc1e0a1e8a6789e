//! Members' own folders on the disk: `files/<room>/<member>` in the data folder, each with a quota, and gone with its member or room.
//!
//! Rooms live in memory: what is there when the server starts belongs to nobody, and is removed. Everything in here may wait
//! for the disk.

mod folder;
mod moment;

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use room::files::{Deed, Deeded, FilePath, FilesError};
use room_api::{MemberId, RoomId};
use tracing::{error, warn};

use crate::{Config, DataDir, Error};
use folder::Folder;

/// All folders.
#[derive(Debug)]
pub(crate) struct Files {
    root: PathBuf,
    bounds: Bounds,
    /// Bytes in all of them.
    total: Arc<AtomicU64>,
    folders: Mutex<HashMap<(RoomId, MemberId), Shared>>,
}

/// A folder that one after the other uses.
type Shared = Arc<Mutex<Folder>>;

/// How much there may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Bytes of one file, and of the files of one answer.
    pub file: u64,
    /// Bytes of a member's files.
    pub member: u64,
    /// Files and folders of a member.
    pub entries: u64,
    /// Bytes of everybody's files.
    pub total: u64,
    /// How deep folders nest.
    pub depth: usize,
}

impl Files {
    /// The folders of a server that has just started: none.
    pub(crate) fn open(data: &DataDir, config: &Config) -> Result<Self, Error> {
        let root = data.join("files");
        match fs::remove_dir_all(&root) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Error::file(&root)(error)),
            _ => {}
        }
        folder::make_private(&root).map_err(Error::file(&root))?;
        let bytes = |size: crate::config::Size| u64::try_from(size.0).unwrap_or(u64::MAX);
        let bounds = Bounds {
            file: bytes(config.file_size),
            member: bytes(config.member_files_size),
            entries: config.member_files as u64,
            total: bytes(config.all_files_size),
            depth: config.files_depth,
        };
        Ok(Self { root, bounds, total: Arc::default(), folders: Mutex::default() })
    }

    /// A member's folder. The room's task takes it when the room says what to do, so that nothing is done in the folder of one
    /// who was gone by then.
    pub(crate) fn of(&self, room: RoomId, member: MemberId) -> MemberFiles {
        let mut folders = lock(&self.folders);
        let new = || {
            let place = self.root.join(room.to_string());
            let (root, beside) = (place.join(member.to_string()), place.join(format!("{member}.new")));
            Arc::new(Mutex::new(Folder::new(root, beside, self.bounds, self.total.clone())))
        };
        MemberFiles { folder: folders.entry((room, member)).or_insert_with(new).clone(), most_read: self.bounds.file }
    }

    /// Removes a member's folder; of a room with all of them.
    pub(crate) fn forget(&self, room: RoomId, of: Option<MemberId>) {
        let gone: Vec<Shared> = {
            let mut folders = lock(&self.folders);
            let is_gone = |(in_room, owner): &(RoomId, MemberId)| *in_room == room && of.is_none_or(|of| of == *owner);
            folders.extract_if(|key, _| is_gone(key)).map(|(_, folder)| folder).collect()
        };
        for folder in gone {
            if let Err(error) = lock(&folder).close() {
                error!(%error, "a folder of somebody who is gone could not be removed");
            }
        }
        if of.is_none() {
            // Nobody has one there any more; without one there is no room's folder either.
            let _ = fs::remove_dir(self.root.join(room.to_string()));
        }
    }
}

/// One member's folder.
#[derive(Clone, Debug)]
pub(crate) struct MemberFiles {
    folder: Shared,
    /// Bytes that may be read at once.
    most_read: u64,
}

impl MemberFiles {
    /// Does one thing after the other.
    pub(crate) fn carry_out(&self, deeds: Vec<Deed>) -> Vec<Result<Deeded, FilesError>> {
        let mut folder = lock(&self.folder);
        let mut left = self.most_read;
        let deed = |deed| {
            let result = folder.carry_out(deed, left);
            if let Ok(Deeded::Content(content)) = &result {
                left = left.saturating_sub(content.len() as u64);
            }
            if let Err(FilesError::Disk(why)) = &result {
                warn!(why, "a file of a member's could not be used");
            }
            result
        };
        deeds.into_iter().map(deed).collect()
    }

    /// Reads a file.
    pub(crate) fn read(&self, path: FilePath) -> Result<Vec<u8>, FilesError> {
        match self.carry_out(vec![Deed::Read { path }]).pop() {
            Some(Ok(Deeded::Content(content))) => Ok(content.into()),
            Some(Err(error)) => Err(error),
            _ => Err(FilesError::Disk("nothing was read".into())),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes so many bytes of what all members may have.
pub(super) fn take(total: &AtomicU64, bytes: u64, limit: u64) -> bool {
    let fits = |taken: u64| taken.checked_add(bytes).filter(|taken| *taken <= limit);
    total.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fits).is_ok()
}
