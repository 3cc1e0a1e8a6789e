//! Numbers that are never used twice, across restarts too: reserved in the store in blocks, handed out from memory.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{OptionalExtension, params};

use super::Store;
use crate::Error;

/// How many numbers are reserved at once. A restart loses the rest of a block.
const BLOCK: u32 = 64;

/// What is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counter {
    /// Plugin ids. 0 means "no id yet" on the wire.
    Plugins,
    /// Session numbers.
    Sessions,
    /// Rooms, so that a link of before a restart cannot mean another room.
    Rooms,
}

impl Counter {
    fn name(self) -> &'static str {
        match self {
            Self::Plugins => "plugins",
            Self::Sessions => "sessions",
            Self::Rooms => "rooms",
        }
    }
}

/// The numbers of one counter, from 1 on.
#[derive(Debug)]
pub(crate) struct Numbers {
    store: Arc<Store>,
    counter: Counter,
    reserved: Mutex<Range<u32>>,
}

impl Numbers {
    pub(crate) fn new(store: Arc<Store>, counter: Counter) -> Result<Self, Error> {
        let reserved = Mutex::new(store.reserve(counter, BLOCK)?);
        Ok(Self { store, counter, reserved })
    }

    /// The next number. Waits for the disk once in a block, for some milliseconds.
    pub(crate) fn next(&self) -> Result<u32, Error> {
        let mut reserved = self.reserved.lock().unwrap_or_else(PoisonError::into_inner);
        if reserved.is_empty() {
            *reserved = self.store.reserve(self.counter, BLOCK)?;
        }
        let used_up =
            || Error::Config(format!("the numbers of {} are used up: begin a new --data", self.counter.name()));
        reserved.next().ok_or_else(used_up)
    }
}

impl Store {
    /// Reserves up to so many numbers; fewer or none where they are nearly used up.
    fn reserve(&self, counter: Counter, count: u32) -> Result<Range<u32>, Error> {
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let query = "SELECT next FROM counters WHERE name = ?";
        let first: Option<u32> = transaction.query_row(query, [counter.name()], |row| row.get(0)).optional()?;
        let first = first.unwrap_or(1);
        let next = first.saturating_add(count);
        let replace = "INSERT OR REPLACE INTO counters (name, next) VALUES (?, ?)";
        transaction.execute(replace, params![counter.name(), next])?;
        transaction.commit()?;
        Ok(first..next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(folder: &tempfile::TempDir) -> Arc<Store> {
        Arc::new(Store::open_file(&folder.path().join("nts.sqlite")).unwrap())
    }

    #[test]
    fn no_number_comes_twice() {
        let folder = tempfile::tempdir().unwrap();
        let mut seen = Vec::new();
        for _restart in 0..3 {
            let numbers = Numbers::new(store(&folder), Counter::Sessions).unwrap();
            seen.extend((0..BLOCK + 10).map(|_| numbers.next().unwrap()));
        }
        assert_eq!(seen[0], 1);
        assert!(seen.windows(2).all(|pair| pair[0] < pair[1]));
        let others = Numbers::new(store(&folder), Counter::Plugins).unwrap();
        assert_eq!(others.next().unwrap(), 1);
    }

    #[test]
    fn the_last_number_is_the_last() {
        let folder = tempfile::tempdir().unwrap();
        store(&folder).lock().execute("INSERT INTO counters VALUES ('rooms', ?)", [u32::MAX - 1]).unwrap();
        let numbers = Numbers::new(store(&folder), Counter::Rooms).unwrap();
        assert_eq!(numbers.next().unwrap(), u32::MAX - 1);
        assert!(numbers.next().unwrap_err().to_string().contains("used up"));
    }
}
