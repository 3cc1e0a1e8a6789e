//! The images of sessions: on disk as long as their session lives, each session in a folder of its own.

use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use room::ImageId;
use room_api::{ApiError, ErrorCode, SessionId};
use tracing::warn;

use crate::data_dir::{create_private, private_file};
use crate::run::beside;
use crate::{DataDir, Error};

/// The images of all sessions.
#[derive(Debug)]
pub(crate) struct Gallery {
    folder: PathBuf,
}

/// The images of one session. Its folder goes with it, and with whoever still reads in it.
#[derive(Debug)]
pub(crate) struct Album {
    folder: PathBuf,
    images: Mutex<HashMap<ImageId, Place>>,
}

/// Where an image is.
#[derive(Clone, Debug)]
enum Place {
    /// On its way to the disk.
    Memory(Bytes),
    Disk,
    /// It could not be written.
    Nowhere,
}

impl Gallery {
    /// In the data folder; what another server left there is swept out.
    pub(crate) fn open(data: &DataDir) -> Result<Self, Error> {
        let gallery = Self { folder: data.join("images") };
        gallery.sweep().map_err(Error::file(&gallery.folder))?;
        Ok(gallery)
    }

    /// For the images of a new session. Its folder comes with the first.
    pub(crate) fn album(&self, session: SessionId) -> Arc<Album> {
        Arc::new(Album { folder: self.folder.join(session.to_string()), images: Mutex::default() })
    }

    /// Drops everything.
    pub(crate) fn sweep(&self) -> io::Result<()> {
        remove(&self.folder)
    }
}

impl Album {
    /// Keeps an image. It can be read from now on; it is written in its own time.
    pub(crate) fn keep(self: &Arc<Self>, image: ImageId, bytes: Bytes) {
        self.images().insert(image, Place::Memory(bytes.clone()));
        let album = self.clone();
        beside(move || {
            let place = match album.write(image, &bytes) {
                Ok(()) => Place::Disk,
                Err(error) => {
                    warn!(%error, "an image of a plugin cannot be kept");
                    Place::Nowhere
                }
            };
            album.images().insert(image, place);
        });
    }

    /// Reads an image. To be called where one may wait.
    pub(crate) fn read(&self, image: ImageId) -> Result<Vec<u8>, ApiError> {
        let place = self.images().get(&image).cloned();
        let failed =
            |why: &str| ApiError::new(ErrorCode::Internal, format!("The server could not keep this image: {why}."));
        match place {
            Some(Place::Memory(bytes)) => Ok(bytes.to_vec()),
            Some(Place::Disk) => fs::read(self.file(image)).map_err(|error| failed(&error.to_string())),
            Some(Place::Nowhere) => Err(failed("its disk may be full; its log says more")),
            None => Err(failed("it never came")),
        }
    }

    fn write(&self, image: ImageId, bytes: &[u8]) -> Result<(), Error> {
        match create_private(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(Error::file(&self.folder)(error)),
            _ => {}
        }
        let path = self.file(image);
        let mut file = private_file(OpenOptions::new().create_new(true), &path)?;
        file.write_all(bytes).map_err(Error::file(path))
    }

    /// Numbers alone name files: what a plugin calls its images does not matter here.
    fn file(&self, image: ImageId) -> PathBuf {
        self.folder.join(image.0.to_string())
    }

    fn images(&self) -> MutexGuard<'_, HashMap<ImageId, Place>> {
        self.images.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Album {
    fn drop(&mut self) {
        let folder = std::mem::take(&mut self.folder);
        let remove = move || {
            if let Err(error) = remove(&folder) {
                warn!(folder = %folder.display(), %error, "the images of a session cannot be removed");
            }
        };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(remove)),
            Err(_) => remove(),
        }
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gallery() -> (tempfile::TempDir, DataDir, Gallery) {
        let parent = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(&parent.path().join("nts"))).unwrap();
        let gallery = Gallery::open(&data).unwrap();
        (parent, data, gallery)
    }

    /// What is written is read, by its owner alone; then it is gone. The runtime ends last, with all that waits in it.
    #[test]
    fn images_live_as_long_as_their_session() {
        let (_parent, _data, gallery) = gallery();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
        let album = gallery.album(SessionId(7));
        runtime.block_on(async {
            let writing = album.clone();
            writing.keep(ImageId(1), Bytes::from_static(b"one"));
            assert_eq!(album.read(ImageId(1)).unwrap(), b"one", "at once");
        });
        drop(runtime);
        let folder = gallery.folder.join("7");
        assert!(matches!(album.images()[&ImageId(1)], Place::Disk));
        assert_eq!(album.read(ImageId(1)).unwrap(), b"one");
        assert!(album.read(ImageId(2)).is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&folder), mode(&folder.join("1"))), (0o700, 0o600));
        }
        drop(album);
        assert!(!folder.exists());
    }

    #[test]
    fn a_disk_that_takes_nothing_is_told_to_who_asks() {
        let (_parent, data, gallery) = gallery();
        fs::write(data.join("images"), "no folder").unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
        let album = gallery.album(SessionId(7));
        runtime.block_on(async { album.keep(ImageId(1), Bytes::from_static(b"one")) });
        drop(runtime);
        assert!(album.read(ImageId(1)).unwrap_err().message.contains("could not keep"));
    }

    #[test]
    fn what_another_server_left_is_swept_out() {
        let (_parent, data, gallery) = gallery();
        fs::create_dir_all(gallery.folder.join("7")).unwrap();
        Gallery::open(&data).unwrap();
        assert!(!gallery.folder.exists());
    }
}
