//! The seats that were taken in rooms from this computer, so that the next command comes back as the same person.
//!
//! One file a room, readable by its owner alone: it holds links and tokens. Commands that write do so one after the other.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use client::Link;
use serde::{Deserialize, Serialize};

use super::Problem;

/// Somebody's seat in a room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seat {
    /// Under which name it was asked for.
    pub name: String,
    /// The secret of the link by which they came.
    pub link: String,
    /// With which they come back.
    pub token: String,
}

/// The seats in one room.
#[derive(Clone, Debug)]
pub struct Book {
    path: PathBuf,
}

/// What one writes in a book with: one command at a time has it.
#[derive(Debug)]
pub struct Pen<'a> {
    book: &'a Book,
    _lock: File,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Written {
    seats: Vec<Seat>,
}

impl Book {
    /// The book of a link's room.
    pub fn of(link: &Link) -> Result<Self, Problem> {
        Self::inside(&folder()?, link)
    }

    fn inside(folder: &Path, link: &Link) -> Result<Self, Problem> {
        let room = link.room();
        if room.is_empty() || !room.chars().all(|char| char.is_ascii_digit()) {
            let sentence = "this link is not whole: after the # come the room's number, a dot and 32 digits or letters";
            return Err(Problem::Usage(sentence.into()));
        }
        let server = link.server.authority().replace(['[', ']'], "").replace(':', "_");
        Ok(Self { path: folder.join(format!("{server}-{room}.json")) })
    }

    /// The seats that were taken by this link.
    pub fn seats(&self, link: &str) -> Result<Vec<Seat>, Problem> {
        Ok(self.read()?.seats.into_iter().filter(|seat| seat.link == link).collect())
    }

    /// Waits until no other command writes.
    pub async fn pen(&self) -> Result<Pen<'_>, Problem> {
        let path = self.path.with_extension("lock");
        let lock = move || {
            path.parent().map_or(Ok(()), private_folder)?;
            let file = private_file(&path)?;
            file.lock().map(|()| file)
        };
        let locked = tokio::task::spawn_blocking(lock).await.unwrap_or_else(|panic| Err(std::io::Error::other(panic)));
        Ok(Pen { book: self, _lock: locked.map_err(|error| self.problem("lock", &error))? })
    }

    fn read(&self) -> Result<Written, Problem> {
        match fs::read(&self.path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                let path = self.path.display();
                Problem::Failed(format!("{path} cannot be read ({error}). Remove it: you then join by the link again"))
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Written::default()),
            Err(error) => Err(self.problem("read", &error)),
        }
    }

    fn problem(&self, what: &str, error: &std::io::Error) -> Problem {
        let path = self.path.display();
        Problem::Failed(format!("cannot {what} {path}, where your seats in this room are kept: {error}"))
    }
}

impl Pen<'_> {
    /// Keeps a seat, in place of the one of the same link and name.
    pub fn keep(&mut self, seat: Seat) -> Result<(), Problem> {
        self.change(|seats| {
            seats.retain(|old| (&old.link, &old.name) != (&seat.link, &seat.name));
            seats.push(seat);
        })
    }

    /// Forgets a seat.
    pub fn forget(&mut self, token: &str) -> Result<(), Problem> {
        self.change(|seats| seats.retain(|seat| seat.token != token))
    }

    /// Forgets the room.
    pub fn forget_all(&mut self) -> Result<(), Problem> {
        self.change(Vec::clear)
    }

    fn change(&mut self, change: impl FnOnce(&mut Vec<Seat>)) -> Result<(), Problem> {
        let mut written = self.book.read()?;
        change(&mut written.seats);
        let path = &self.book.path;
        let done = match written.seats.is_empty() {
            true => fs::remove_file(path).or_else(|error| match error.kind() {
                ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            }),
            false => replace(path, serde_json::json!(written).to_string().as_bytes()),
        };
        done.map_err(|error| self.book.problem("write", &error))
    }
}

/// Where the books are.
fn folder() -> Result<PathBuf, Problem> {
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let state = state.or_else(|| std::env::home_dir().map(|home| home.join(".local/state")));
    let none =
        || Problem::Failed("you have no home folder to keep your seat in: set XDG_STATE_HOME, or use --token".into());
    Ok(state.ok_or_else(none)?.join("nts/rooms"))
}

/// Replaces a file as a whole: nobody ever reads half of it.
fn replace(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let new = path.with_extension("new");
    let mut file = private_file(&new)?;
    file.set_len(0)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(new, path)
}

fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut folder = fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path)
}

fn private_file(path: &Path) -> std::io::Result<File> {
    let mut file = File::options();
    file.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    file.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(room: u32) -> (tempfile::TempDir, Book) {
        let folder = tempfile::tempdir().unwrap();
        let link = Link::parse(&format!("http://[::1]:8443/#{room}.00ff")).unwrap();
        let book = Book::inside(&folder.path().join("nts/rooms"), &link).unwrap();
        (folder, book)
    }

    fn seat(name: &str, link: &str, token: &str) -> Seat {
        Seat { name: name.into(), link: link.into(), token: token.into() }
    }

    #[tokio::test]
    async fn seats_are_kept_by_link_and_name() {
        let (_folder, book) = book(7);
        assert_eq!(book.seats("7.aa").unwrap(), []);
        let mut pen = book.pen().await.unwrap();
        for seat in [seat("Alice", "7.aa", "1"), seat("Bob", "7.bb", "2"), seat("Alice", "7.aa", "3")] {
            pen.keep(seat).unwrap();
        }
        assert_eq!(book.seats("7.aa").unwrap(), [seat("Alice", "7.aa", "3")]);
        pen.forget("3").unwrap();
        assert_eq!((book.seats("7.aa").unwrap().len(), book.seats("7.bb").unwrap().len()), (0, 1));
        pen.forget_all().unwrap();
        pen.forget_all().unwrap();
        assert!(!book.path.exists());
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn nobody_else_reads_them() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, book) = book(7);
        book.pen().await.unwrap().keep(seat("Alice", "7.aa", "1")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&book.path), mode(book.path.parent().unwrap())), (0o600, 0o700));
        assert_eq!(book.path.file_name().unwrap(), "__1_8443-7.json");
    }

    #[test]
    fn a_link_that_is_not_whole_names_no_file() {
        for secret in ["../../etc.00ff", "x", ".ff"] {
            let link = Link::parse(&format!("http://127.0.0.1:8443/#{secret}")).unwrap();
            assert!(matches!(Book::inside(Path::new("."), &link), Err(Problem::Usage(_))), "{secret}");
        }
    }

    #[tokio::test]
    async fn one_writes_after_the_other() {
        let (_folder, book) = book(7);
        let mut first = book.pen().await.unwrap();
        let writes_after = async {
            book.pen().await.unwrap().keep(seat("Alice", "7.aa", "2")).unwrap();
        };
        let (_, ()) = tokio::join!(writes_after, async {
            first.keep(seat("Alice", "7.aa", "1")).unwrap();
            drop(first);
        });
        assert_eq!(book.seats("7.aa").unwrap(), [seat("Alice", "7.aa", "2")]);
    }
}
