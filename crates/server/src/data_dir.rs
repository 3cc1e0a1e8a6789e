//! The data folder: where it is, that only its owner reads it, and that only one server uses it.

use std::env;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::Error;

/// The store's file.
const STORE: &str = "nts.sqlite";

/// The folder that a server keeps its things in.
#[derive(Clone, Debug)]
pub struct DataDir(PathBuf);

/// Held as long as a server runs on a data folder.
#[derive(Debug)]
pub(crate) struct ServerLock(#[allow(dead_code)] File);

impl DataDir {
    /// Opens this folder, or the user's own (`$XDG_STATE_HOME/nts`), making it where it is not there.
    pub fn open(path: Option<&Path>) -> Result<Self, Error> {
        let path = chosen(path)?;
        if !path.exists() {
            create_private(&path).map_err(Error::file(&path))?;
        }
        check_private(&path)?;
        Ok(Self(path))
    }

    /// Opens this folder, or the user's own, if a server or a command has kept something there.
    pub fn existing(path: Option<&Path>) -> Result<Self, Error> {
        let path = chosen(path)?;
        if !path.join(STORE).exists() {
            return Err(Error::NoData(path));
        }
        Self::open(Some(&path))
    }

    /// The file of its store.
    pub(crate) fn store(&self) -> PathBuf {
        self.join(STORE)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Keeps a second server away, until the lock is dropped. The operating system lets go of it if the process dies.
    pub(crate) fn lock(&self) -> Result<ServerLock, Error> {
        let path = self.join("server.lock");
        let file = private_file(OpenOptions::new().create(true).truncate(false), &path)?;
        match file.try_lock() {
            Ok(()) => Ok(ServerLock(file)),
            Err(TryLockError::WouldBlock) => Err(Error::InUse(self.0.clone())),
            Err(TryLockError::Error(source)) => Err(Error::File { path, source }),
        }
    }

    /// Writes a file that only its owner reads, whole or not at all.
    pub(crate) fn write(&self, name: &str, content: &str) -> Result<(), Error> {
        let (path, partial) = (self.join(name), self.join(&format!("{name}.new")));
        let mut file = private_file(OpenOptions::new().create(true).truncate(true), &partial)?;
        file.write_all(content.as_bytes()).and_then(|()| file.sync_all()).map_err(Error::file(&partial))?;
        fs::rename(&partial, &path).map_err(Error::file(&path))
    }
}

fn chosen(path: Option<&Path>) -> Result<PathBuf, Error> {
    path.map(Path::to_owned).or_else(default_path).ok_or(Error::NoHome)
}

fn default_path() -> Option<PathBuf> {
    let state = env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let state = state.or_else(|| Some(env::home_dir()?.join(".local/state")))?;
    Some(state.join("nts"))
}

#[cfg(unix)]
pub(crate) fn create_private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
pub(crate) fn create_private(path: &Path) -> std::io::Result<()> {
    fs::create_dir_all(path)
}

#[cfg(unix)]
fn check_private(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_err(Error::file(path))?.permissions().mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(Error::OpenToOthers { path: path.to_owned(), mode });
    }
    Ok(())
}

#[cfg(not(unix))]
fn check_private(_path: &Path) -> Result<(), Error> {
    Ok(())
}

pub(crate) fn private_file(options: &mut OpenOptions, path: &Path) -> Result<File, Error> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.read(true).write(true).open(path).map_err(Error::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_server_at_a_time() {
        let parent = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(&parent.path().join("a/nts"))).unwrap();
        let lock = data.lock().unwrap();
        assert!(data.lock().unwrap_err().to_string().contains("in use by another server"));
        drop(lock);
        data.lock().unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn others_may_not_read() {
        use std::os::unix::fs::PermissionsExt;
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("nts");
        let data = DataDir::open(Some(&path)).unwrap();
        data.write("secret", "x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&path.join("secret"))), (0o700, 0o600));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o750)).unwrap();
        assert!(DataDir::open(Some(&path)).unwrap_err().to_string().contains("chmod 700"));
    }
}
