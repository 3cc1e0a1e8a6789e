//! The temporary folder of one docking run: removed with it, or by the next start if its process was killed.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const PREFIX: &str = "nts-docking-";
const LOCK: &str = "in-use";

/// A folder that is gone when this is dropped.
#[derive(Debug)]
pub struct WorkFolder {
    folder: tempfile::TempDir,
    /// Held as long as this process lives: who can take it may remove the folder.
    _lock: File,
}

impl WorkFolder {
    /// A fresh folder, which only this user can read.
    pub fn new() -> std::io::Result<Self> {
        Self::inside(&std::env::temp_dir())
    }

    fn inside(parent: &Path) -> std::io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
        let lock = File::create(folder.path().join(LOCK))?;
        lock.lock()?;
        Ok(Self { folder, _lock: lock })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Removes the folders of processes that are no more; says how many.
pub fn sweep() -> usize {
    sweep_inside(&std::env::temp_dir(), Duration::from_secs(3600))
}

/// Without its lock file a folder may be just about to get it: such a one must be older than `age`.
fn sweep_inside(parent: &Path, age: Duration) -> usize {
    let Ok(entries) = parent.read_dir() else { return 0 };
    let left = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX));
    left.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter(|entry| is_left_behind(&entry.path(), age))
        .filter(|entry| std::fs::remove_dir_all(entry.path()).is_ok())
        .count()
}

fn is_left_behind(folder: &Path, age: Duration) -> bool {
    if let Ok(lock) = File::open(folder.join(LOCK)) {
        return lock.try_lock().is_ok();
    }
    let changed = folder.metadata().and_then(|metadata| metadata.modified());
    changed.is_ok_and(|time| SystemTime::now().duration_since(time).is_ok_and(|passed| passed >= age))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_goes_with_its_run() {
        let parent = tempfile::tempdir().unwrap();
        let folder = WorkFolder::inside(parent.path()).unwrap();
        std::fs::write(folder.file("receptor.pdb"), "ATOM").unwrap();
        drop(folder);
        assert_eq!(parent.path().read_dir().unwrap().count(), 0);
    }

    #[test]
    fn only_what_nobody_uses_is_swept() {
        let parent = tempfile::tempdir().unwrap();
        let used = WorkFolder::inside(parent.path()).unwrap();
        let dead = parent.path().join("nts-docking-dead");
        std::fs::create_dir(&dead).unwrap();
        std::fs::write(dead.join(LOCK), "").unwrap();
        let fresh = parent.path().join("nts-docking-fresh");
        std::fs::create_dir(&fresh).unwrap();
        std::fs::create_dir(parent.path().join("other")).unwrap();
        assert_eq!(sweep_inside(parent.path(), Duration::from_secs(3600)), 1);
        assert!(!dead.exists() && used.path().exists() && fresh.exists());
        assert_eq!(sweep_inside(parent.path(), Duration::ZERO), 1);
        assert!(!fresh.exists() && parent.path().join("other").exists());
    }
}
