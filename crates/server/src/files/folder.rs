//! One member's folder: what is done in it, and what is counted of it.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use room::files::{Deed, Deeded, FilePath, FilesError, Removal};
use room_api::FileEntry;

use super::{Bounds, moment, take};

type Outcome = Result<Deeded, FilesError>;

/// A member's folder. It is made when something is put into it.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    /// Where a file is while it is written.
    beside: PathBuf,
    bounds: Bounds,
    /// Bytes of everybody's files.
    total: Arc<AtomicU64>,
    /// Of this member's.
    bytes: u64,
    /// Files and folders in it.
    entries: u64,
    is_closed: bool,
}

impl Folder {
    pub(super) fn new(root: PathBuf, beside: PathBuf, bounds: Bounds, total: Arc<AtomicU64>) -> Self {
        Self { root, beside, bounds, total, bytes: 0, entries: 0, is_closed: false }
    }

    /// Does something. What is read may have `most` bytes.
    pub(super) fn carry_out(&mut self, deed: Deed, most: u64) -> Outcome {
        if self.is_closed {
            return Err(FilesError::Disk("its member is gone".into()));
        }
        match deed {
            Deed::Enter { path } => self.folder(&path).map(|_| Deeded::Done),
            Deed::List { path } => self.list(&path),
            Deed::Read { path } => self.read(&path, most).map(Deeded::Content),
            Deed::Write { path, content, parents } => {
                if parents && let Some(parent) = path.parent() {
                    self.make_folder(&parent)?;
                }
                self.write(&path, &content)
            }
            Deed::Remove { path, what } => self.remove(&path, what),
            Deed::MakeFolder { path } => self.make_folder(&path),
            Deed::Move { from, to } => self.rename(&from, to),
            Deed::Copy { from, to } => {
                let content = self.read(&from, self.bounds.file)?;
                let to = self.target(&from, to)?;
                if to == from { Ok(Deeded::Done) } else { self.write(&to, &content) }
            }
        }
    }

    /// Removes the folder for good.
    pub(super) fn close(&mut self) -> io::Result<()> {
        self.is_closed = true;
        self.total.fetch_sub(self.bytes, Ordering::Relaxed);
        (self.bytes, self.entries) = (0, 0);
        for gone in [fs::remove_file(&self.beside), fs::remove_dir_all(&self.root)] {
            match gone {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn list(&self, path: &FilePath) -> Outcome {
        let (_, place) = self.folder(path)?;
        let mut entries = Vec::new();
        let found = match fs::read_dir(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && path.name().is_none() => None,
            found => Some(found.map_err(disk)?),
        };
        for found in found.into_iter().flatten() {
            let found = found.map_err(disk)?;
            let about = found.metadata().map_err(disk)?; // Of a link itself.
            let Ok(name) = found.file_name().into_string() else { continue };
            if !about.is_dir() && !about.is_file() {
                continue;
            }
            let size = if about.is_dir() { 0 } else { about.len() };
            let modified = moment::text(about.modified().map_err(disk)?);
            entries.push(FileEntry { name, is_folder: about.is_dir(), size, modified });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Deeded::Listing(room_api::Folder { entries, used: self.bytes, limit: self.bounds.member }))
    }

    fn read(&self, path: &FilePath, most: u64) -> Result<Bytes, FilesError> {
        let (about, place) = self.known(path)?;
        if !about.is_file() {
            return Err(FilesError::NotAFile(path.clone()));
        }
        if about.len() > most {
            return Err(FilesError::Full(format!("{path} has {} bytes, and {most} can be read", about.len())));
        }
        let mut content = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
        let file = File::open(place).map_err(disk)?;
        file.take(most).read_to_end(&mut content).map_err(disk)?;
        Ok(content.into())
    }

    fn write(&mut self, path: &FilePath, content: &[u8]) -> Outcome {
        let parent = path.parent().ok_or(FilesError::Root)?;
        self.folder(&parent)?;
        let before = match self.known(path) {
            Ok((about, _)) if about.is_file() => Some(about.len()),
            Ok(_) => return Err(FilesError::NotAFile(path.clone())),
            Err(FilesError::NotThere(_)) => None,
            Err(error) => return Err(error),
        };
        let size = content.len() as u64;
        if size > self.bounds.file {
            return Err(FilesError::Full(format!("{path} has {size} bytes, and a file may have {}", self.bounds.file)));
        }
        self.check_room_for(u64::from(before.is_none()), size, before.unwrap_or(0))?;
        let written = self.replace(path, content);
        match written {
            Ok(()) => {
                self.give_back(before.unwrap_or(0));
                self.entries += u64::from(before.is_none());
                self.bytes += size;
                Ok(Deeded::Done)
            }
            Err(error) => {
                self.total.fetch_sub(size, Ordering::Relaxed);
                let _ = fs::remove_file(&self.beside);
                Err(disk(error))
            }
        }
    }

    /// Writes beside the folder first, so that a file is there whole or not at all.
    fn replace(&self, path: &FilePath, content: &[u8]) -> io::Result<()> {
        make_private(&self.root)?;
        let mut options = OpenOptions::new();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.write(true).create(true).truncate(true).open(&self.beside)?;
        file.write_all(content)?;
        fs::rename(&self.beside, self.place(path))
    }

    fn make_folder(&mut self, path: &FilePath) -> Outcome {
        let mut missing = Vec::new();
        let mut at = Some(path.clone());
        while let Some(folder) = at {
            match self.folder(&folder) {
                Ok(_) => break,
                Err(FilesError::NotThere(_)) => missing.push(self.place(&folder)),
                Err(error) => return Err(error),
            }
            at = folder.parent();
        }
        self.check_room_for(missing.len() as u64, 0, 0)?;
        for place in missing.iter().rev() {
            make_private(place).map_err(disk)?;
            self.entries += 1; // Those that were made stay when a later one fails.
        }
        Ok(Deeded::Done)
    }

    fn remove(&mut self, path: &FilePath, what: Removal) -> Outcome {
        if path.name().is_none() {
            return Err(FilesError::Root);
        }
        let (about, place) = self.known(path)?;
        if about.is_file() {
            if what == Removal::EmptyFolder {
                return Err(FilesError::NotAFolder(path.clone()));
            }
            fs::remove_file(place).map_err(disk)?;
            self.give_back(about.len());
            self.entries = self.entries.saturating_sub(1);
            return Ok(Deeded::Done);
        }
        match what {
            Removal::File => return Err(FilesError::NotAFile(path.clone())),
            Removal::EmptyFolder | Removal::FileOrEmptyFolder => {
                fs::remove_dir(place).map_err(|error| match error.kind() {
                    io::ErrorKind::DirectoryNotEmpty => FilesError::NotEmpty(path.clone()),
                    _ => disk(error),
                })?;
                self.entries = self.entries.saturating_sub(1);
            }
            Removal::Whole => {
                let removed = fs::remove_dir_all(place);
                let (bytes, entries) = measure(&self.root).map_err(disk)?;
                self.give_back(self.bytes.saturating_sub(bytes));
                self.entries = entries;
                removed.map_err(disk)?;
            }
        }
        Ok(Deeded::Done)
    }

    fn rename(&mut self, from: &FilePath, to: FilePath) -> Outcome {
        if from.name().is_none() {
            return Err(FilesError::Root);
        }
        let (about, place) = self.known(from)?;
        let to = self.target(from, to)?;
        if to == *from {
            return Ok(Deeded::Done);
        }
        if to.is_in(from) {
            return Err(FilesError::IntoItself);
        }
        let parent = to.parent().ok_or(FilesError::Root)?;
        self.folder(&parent)?;
        let replaced = match self.known(&to) {
            Ok((there, _)) if there.is_file() && about.is_file() => Some(there.len()),
            Ok(_) => return Err(FilesError::Taken(to)),
            Err(FilesError::NotThere(_)) => None,
            Err(error) => return Err(error),
        };
        if about.is_dir() && to.names().len() + height(&place).map_err(disk)? > self.bounds.depth {
            let depth = self.bounds.depth;
            return Err(FilesError::Full(format!("{to} would hold folders that nest more than {depth} times")));
        }
        fs::rename(place, self.place(&to)).map_err(disk)?;
        if let Some(bytes) = replaced {
            self.give_back(bytes);
            self.entries = self.entries.saturating_sub(1);
        }
        Ok(Deeded::Done)
    }

    /// Where something goes that is moved or copied: into a folder that is there.
    fn target(&self, from: &FilePath, to: FilePath) -> Result<FilePath, FilesError> {
        let to = match self.folder(&to) {
            Ok(_) => from.moved_into(&to),
            Err(_) => to,
        };
        if to.names().len() > self.bounds.depth {
            return Err(FilesError::Full(format!(
                "{to} is too deep: folders nest {} times at most",
                self.bounds.depth
            )));
        }
        Ok(to)
    }

    /// A folder, and where it is on the disk.
    fn folder(&self, path: &FilePath) -> Result<(Option<Metadata>, PathBuf), FilesError> {
        if path.name().is_none() {
            return Ok((None, self.root.clone()));
        }
        let (about, place) = self.known(path)?;
        if about.is_dir() { Ok((Some(about), place)) } else { Err(FilesError::NotAFolder(path.clone())) }
    }

    /// What is there. On the way to it are folders only: a link, should one have come here, leads nowhere.
    fn known(&self, path: &FilePath) -> Result<(Metadata, PathBuf), FilesError> {
        let not_there = || FilesError::NotThere(path.clone());
        let mut place = self.root.clone();
        let mut about = None;
        for name in path.names() {
            if about.as_ref().is_some_and(|about: &Metadata| !about.is_dir()) {
                return Err(not_there());
            }
            place.push(name);
            let found = fs::symlink_metadata(&place).map_err(|error| match error.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => not_there(),
                _ => disk(error),
            })?;
            about = Some(found).filter(|about| about.is_dir() || about.is_file());
            if about.is_none() {
                return Err(not_there());
            }
        }
        Ok((about.ok_or_else(|| FilesError::NotAFile(path.clone()))?, place))
    }

    fn place(&self, path: &FilePath) -> PathBuf {
        path.names().iter().fold(self.root.clone(), |place, name| place.join(name))
    }

    /// Whether so many entries and bytes may come, and so many bytes go after them. The bytes are taken of what all may have.
    fn check_room_for(&self, entries: u64, bytes: u64, leaving: u64) -> Result<(), FilesError> {
        let Bounds { member, entries: most, total, .. } = self.bounds;
        if self.entries + entries > most {
            return Err(FilesError::Full(format!("a member may have {most} files and folders: remove some first")));
        }
        let used = self.bytes.saturating_sub(leaving) + bytes;
        if used > member {
            let words = format!("the member's files would have {used} bytes, and may have {member}: remove some first");
            return Err(FilesError::Full(words));
        }
        if !take(&self.total, bytes, total) {
            return Err(FilesError::Full("the server has no room left for files".into()));
        }
        Ok(())
    }

    fn give_back(&mut self, bytes: u64) {
        let bytes = bytes.min(self.bytes);
        self.bytes -= bytes;
        self.total.fetch_sub(bytes, Ordering::Relaxed);
    }
}

/// Makes a folder that only the server reads, and those on the way to it.
pub(super) fn make_private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}

/// Bytes of files, and how many files and folders there are.
fn measure(place: &Path) -> io::Result<(u64, u64)> {
    let (mut bytes, mut entries) = (0, 0);
    for found in fs::read_dir(place)? {
        let found = found?;
        let about = found.metadata()?;
        entries += 1;
        if about.is_dir() {
            let (more_bytes, more_entries) = measure(&found.path())?;
            (bytes, entries) = (bytes + more_bytes, entries + more_entries);
        } else {
            bytes += about.len();
        }
    }
    Ok((bytes, entries))
}

/// How deep what is in a folder nests.
fn height(place: &Path) -> io::Result<usize> {
    let mut most = 0;
    for found in fs::read_dir(place)? {
        let found = found?;
        let below = if found.metadata()?.is_dir() { height(&found.path())? } else { 0 };
        most = most.max(1 + below);
    }
    Ok(most)
}

/// In words that do not tell where the server keeps its things.
fn disk(error: io::Error) -> FilesError {
    FilesError::Disk(error.kind().to_string())
}

#[cfg(test)]
mod tests;
