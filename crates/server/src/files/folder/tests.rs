//! A folder as plugins and people use it: what they put is there, what they may not is refused, and the counts are true.

use super::*;

struct House {
    folder: Folder,
    total: Arc<AtomicU64>,
    place: tempfile::TempDir,
}

const BOUNDS: Bounds = Bounds { file: 60, member: 100, entries: 6, total: 150, depth: 3 };

impl House {
    fn new() -> Self {
        let (place, total) = (tempfile::tempdir().unwrap(), Arc::default());
        let (root, beside) = (place.path().join("1"), place.path().join("1.new"));
        Self { folder: Folder::new(root, beside, BOUNDS, Arc::clone(&total)), total, place }
    }

    fn deed(&mut self, deed: Deed) -> Outcome {
        let result = self.folder.carry_out(deed, BOUNDS.file);
        assert!(!self.folder.beside.exists(), "nothing is left beside");
        let counted = if self.folder.root.exists() { measure(&self.folder.root).unwrap() } else { (0, 0) };
        assert_eq!((self.folder.bytes, self.folder.entries), counted, "what is counted is what is there");
        assert_eq!(self.total.load(Ordering::Relaxed), self.folder.bytes);
        result
    }

    fn write(&mut self, path: &str, bytes: usize) -> Outcome {
        self.deed(Deed::Write { path: at(path), content: vec![b'x'; bytes].into(), parents: false })
    }

    fn make(&mut self, path: &str) -> Outcome {
        self.deed(Deed::MakeFolder { path: at(path) })
    }

    fn rename(&mut self, from: &str, to: &str) -> Outcome {
        self.deed(Deed::Move { from: at(from), to: at(to) })
    }

    fn copy(&mut self, from: &str, to: &str) -> Outcome {
        self.deed(Deed::Copy { from: at(from), to: at(to) })
    }

    fn remove(&mut self, path: &str, what: Removal) -> Outcome {
        self.deed(Deed::Remove { path: at(path), what })
    }

    fn read(&mut self, path: &str) -> Outcome {
        self.deed(Deed::Read { path: at(path) })
    }

    /// `folder/ file:3`.
    fn list(&mut self, path: &str) -> String {
        match self.deed(Deed::List { path: at(path) }) {
            Ok(Deeded::Listing(folder)) => {
                let entry = |entry: &FileEntry| match entry.is_folder {
                    true => format!("{}/", entry.name),
                    false => format!("{}:{}", entry.name, entry.size),
                };
                folder.entries.iter().map(entry).collect::<Vec<_>>().join(" ")
            }
            other => panic!("{other:?}"),
        }
    }
}

fn at(path: &str) -> FilePath {
    FilePath::default().resolve(path, 100).unwrap()
}

#[test]
fn a_shell_would_do_the_same() {
    let mut house = House::new();
    assert_eq!(house.list("/"), "", "of a member who has nothing");
    house.make("/a/b").unwrap();
    house.make("/a/b").unwrap();
    house.write("/a/x", 3).unwrap();
    house.write("/a/x", 5).unwrap();
    assert_eq!((house.list("/"), house.list("/a")), ("a/".into(), "b/ x:5".into()));
    house.copy("/a/x", "/y").unwrap();
    house.copy("/a/x", "/a/b").unwrap();
    house.copy("/y", "/y").unwrap();
    house.rename("/y", "/a").unwrap();
    assert_eq!((house.list("/a"), house.list("/a/b")), ("b/ x:5 y:5".into(), "x:5".into()));
    house.rename("/a/y", "/a/x").unwrap();
    house.rename("/a/b", "/c").unwrap();
    assert_eq!((house.list("/"), house.list("/a"), house.list("/c")), ("a/ c/".into(), "x:5".into(), "x:5".into()));
    assert_eq!(house.read("/c/x"), Ok(Deeded::Content(Bytes::from_static(b"xxxxx"))));
    assert_eq!(house.deed(Deed::Enter { path: at("/c") }), Ok(Deeded::Done));
    house.remove("/a/x", Removal::File).unwrap();
    house.remove("/a", Removal::EmptyFolder).unwrap();
    house.remove("/c", Removal::Whole).unwrap();
    assert_eq!(house.list("/"), "");
}

#[test]
fn what_makes_no_sense_changes_nothing() {
    let mut house = House::new();
    house.make("/a/b").unwrap();
    house.write("/a/x", 5).unwrap();
    let (a, x) = (|| at("/a"), || at("/a/x"));
    let nothing = || at("/n");
    for (result, error) in [
        (house.read("/a"), FilesError::NotAFile(a())),
        (house.read("/"), FilesError::NotAFile(at("/"))),
        (house.read("/n"), FilesError::NotThere(nothing())),
        (house.read("/a/x/y"), FilesError::NotThere(at("/a/x/y"))),
        (house.write("/a", 1), FilesError::NotAFile(a())),
        (house.write("/", 1), FilesError::Root),
        (house.write("/n/x", 1), FilesError::NotThere(nothing())),
        (house.write("/a/x/y", 1), FilesError::NotAFolder(x())),
        (house.make("/a/x"), FilesError::NotAFolder(x())),
        (house.make("/a/x/y"), FilesError::NotAFolder(x())),
        (house.deed(Deed::Enter { path: x() }), FilesError::NotAFolder(x())),
        (house.deed(Deed::List { path: x() }), FilesError::NotAFolder(x())),
        (house.deed(Deed::List { path: nothing() }), FilesError::NotThere(nothing())),
        (house.remove("/", Removal::Whole), FilesError::Root),
        (house.remove("/", Removal::File), FilesError::Root),
        (house.remove("/a", Removal::File), FilesError::NotAFile(a())),
        (house.remove("/a", Removal::EmptyFolder), FilesError::NotEmpty(a())),
        (house.remove("/a", Removal::FileOrEmptyFolder), FilesError::NotEmpty(a())),
        (house.remove("/a/x", Removal::EmptyFolder), FilesError::NotAFolder(x())),
        (house.remove("/n", Removal::Whole), FilesError::NotThere(nothing())),
        (house.rename("/", "/a"), FilesError::Root),
        (house.rename("/a", "/a/b"), FilesError::IntoItself),
        (house.rename("/n", "/a"), FilesError::NotThere(nothing())),
        (house.rename("/a/x", "/n/x"), FilesError::NotThere(nothing())),
        (house.rename("/a", "/a/x"), FilesError::IntoItself),
        (house.rename("/a/b", "/a/x"), FilesError::Taken(x())),
        (house.copy("/a", "/c"), FilesError::NotAFile(a())),
        (house.copy("/a/x", "/n/x"), FilesError::NotThere(nothing())),
    ] {
        assert_eq!(result, Err(error));
        assert_eq!((house.list("/"), house.list("/a")), ("a/".into(), "b/ x:5".into()));
    }
}

#[test]
fn a_folder_is_bounded_in_bytes_entries_and_depth() {
    let mut house = House::new();
    let is_full = |result: Outcome, why: &str| {
        assert!(matches!(&result, Err(FilesError::Full(words)) if words.contains(why)), "{result:?}");
    };
    is_full(house.write("/a", 61), "61 bytes");
    house.write("/a", 60).unwrap();
    is_full(house.write("/b", 41), "101 bytes");
    is_full(house.copy("/a", "/b"), "120 bytes");
    house.write("/b", 40).unwrap();
    house.write("/a", 50).unwrap();
    house.write("/a", 60).unwrap();
    assert_eq!(house.list("/"), "a:60 b:40");

    house.make("/c/d/e").unwrap();
    house.write("/c/f", 0).unwrap();
    is_full(house.write("/c/g", 0), "6 files and folders");
    is_full(house.make("/h"), "6 files and folders");
    house.remove("/a", Removal::File).unwrap();
    house.remove("/b", Removal::File).unwrap();
    house.make("/h").unwrap();
    is_full(house.rename("/c", "/h"), "3 times");
    assert_eq!(house.list("/"), "c/ h/");

    let read = house.folder.carry_out(Deed::Read { path: at("/c/f") }, 0);
    assert_eq!(read, Ok(Deeded::Content(Bytes::new())));
    house.write("/c/f", 9).unwrap();
    is_full(house.folder.carry_out(Deed::Read { path: at("/c/f") }, 8), "9 bytes");

    house.total.store(150, Ordering::Relaxed);
    let all =
        house.folder.carry_out(Deed::Write { path: at("/c/i"), content: Bytes::from_static(b"x"), parents: false }, 0);
    is_full(all, "the server has no room left");
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_and_others_may_not_read() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let mut house = House::new();
    house.write("/a", 1).unwrap();
    let outside = house.place.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("secret"), "secret").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&house.folder.root), mode(&house.folder.root.join("a"))), (0o700, 0o600));

    symlink(&outside, house.folder.root.join("out")).unwrap();
    symlink(outside.join("secret"), house.folder.root.join("secret")).unwrap();
    let mut deed = |deed| house.folder.carry_out(deed, BOUNDS.file);
    let content = Bytes::from_static(b"x");
    for path in ["/out/secret", "/secret", "/out"] {
        let path = at(path);
        let not_there = Err(FilesError::NotThere(path.clone()));
        assert_eq!(deed(Deed::Read { path: path.clone() }), not_there);
        assert_eq!(deed(Deed::List { path: path.clone() }), not_there);
        assert_eq!(deed(Deed::Remove { path: path.clone(), what: Removal::Whole }), not_there);
        assert_eq!(deed(Deed::Copy { from: path.clone(), to: at("/b") }), not_there);
        assert_eq!(deed(Deed::Move { from: path.clone(), to: at("/b") }), not_there);
    }
    assert!(deed(Deed::Write { path: at("/out/new"), content: content.clone(), parents: true }).is_err());
    let Ok(Deeded::Listing(listed)) = deed(Deed::List { path: at("/") }) else { panic!() };
    assert_eq!(listed.entries.len(), 1, "links are not shown");
    assert_eq!(deed(Deed::Write { path: at("/secret"), content, parents: false }), Ok(Deeded::Done));
    assert_eq!(fs::read_to_string(outside.join("secret")).unwrap(), "secret", "the link itself was replaced");
}

#[test]
fn a_closed_folder_is_gone() {
    let mut house = House::new();
    house.write("/a", 1).unwrap();
    house.folder.close().unwrap();
    assert!(!house.folder.root.exists());
    assert_eq!(house.total.load(Ordering::Relaxed), 0);
    assert!(house.folder.carry_out(Deed::MakeFolder { path: at("/a") }, 0).is_err());
    assert!(!house.folder.root.exists());
}
