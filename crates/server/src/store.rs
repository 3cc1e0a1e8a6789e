//! What outlives a restart, in one SQLite file: keys, invitations, and the counters of numbers that are never used twice.
//!
//! The commands (`nts key ...`) and a running server open the same file: the server looks every second whether
//! somebody else changed it ([`Store::version`]).

mod invitations;
mod keys;
mod numbers;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OpenFlags};

use crate::{DataDir, Error};

pub use invitations::Invitation;
pub use keys::Key;
pub(crate) use keys::KeyId;
pub(crate) use numbers::{Counter, Numbers};

/// The schema that this version writes. A change adds a step to [`migrate`].
const SCHEMA: u32 = 1;

/// The store of a data folder.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
}

impl Store {
    /// Opens the store of a data folder, making or upgrading it where needed.
    pub fn open(data: &DataDir) -> Result<Self, Error> {
        Self::open_file(&data.store())
    }

    fn open_file(path: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // A number that was handed out must not come back after a power cut.
        connection.pragma_update(None, "synchronous", "FULL")?;
        migrate(&mut connection)?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// A number that changes when another process (or connection) changed the store.
    pub(crate) fn version(&self) -> Result<i64, Error> {
        Ok(self.lock().query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        // A panic between two statements leaves SQLite itself in order.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match found {
        0 => transaction.execute_batch(
            "CREATE TABLE keys (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL,
                hash BLOB NOT NULL UNIQUE,
                created INTEGER NOT NULL,
                revoked INTEGER
            ) STRICT;
            CREATE UNIQUE INDEX live_key_names ON keys (name) WHERE revoked IS NULL;
            CREATE TABLE invitations (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                hash BLOB NOT NULL UNIQUE,
                created INTEGER NOT NULL,
                expires INTEGER,
                uses_left INTEGER NOT NULL,
                revoked INTEGER
            ) STRICT;
            CREATE TABLE counters (name TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT;",
        )?,
        SCHEMA => {}
        newer => return Err(Error::NewerSchema { found: newer, known: SCHEMA }),
    }
    transaction.pragma_update(None, "user_version", SCHEMA)?;
    Ok(transaction.commit()?)
}

/// Seconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_schema_is_refused_with_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nts.sqlite");
        Store::open_file(&path).unwrap();
        Store::open_file(&path).unwrap().lock().pragma_update(None, "user_version", 7).unwrap();
        let error = Store::open_file(&path).unwrap_err().to_string();
        assert!(error.contains("schema 7") && error.contains("newer nts"), "{error}");
    }

    #[test]
    fn a_change_by_another_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nts.sqlite");
        let (ours, theirs) = (Store::open_file(&path).unwrap(), Store::open_file(&path).unwrap());
        let before = ours.version().unwrap();
        assert_eq!(ours.version().unwrap(), before);
        theirs.new_key("dock").unwrap();
        assert_ne!(ours.version().unwrap(), before);
    }
}
