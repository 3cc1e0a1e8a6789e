//! What the room API looks like from outside: its TypeScript types and its JSON are files in this crate, so that a change
//! of either is seen in the review. `UPDATE_FILES=1 cargo test -p room_api` writes them anew.

mod json;
mod samples;
mod typescript;

/// Fails when a file of this crate does not hold `expected`; writes it where `UPDATE_FILES` is set.
fn check_file(path: &str, expected: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_FILES").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    if found != expected {
        let differs = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
        panic!("{} is stale, first at {differs:#?}: run UPDATE_FILES=1 cargo test -p room_api", path.display());
    }
}
