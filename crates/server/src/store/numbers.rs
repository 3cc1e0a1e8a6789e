//! Numbers that are never used twice, across restarts too: reserved in the store in blocks, handed out from memory.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    counter: Counter,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    store: Arc<Store>,
    blocks: Mutex<Blocks>,
}

#[derive(Debug)]
struct Blocks {
    current: Range<u32>,
    /// What follows, reserved before the current one is used up.
    spare: Option<Range<u32>>,
    is_reserving: bool,
}

impl Numbers {
    pub(crate) fn new(store: Arc<Store>, counter: Counter) -> Result<Self, Error> {
        let current = store.reserve(counter, BLOCK)?;
        let blocks = Mutex::new(Blocks { current, spare: None, is_reserving: false });
        Ok(Self { counter, shared: Arc::new(Shared { store, blocks }) })
    }

    /// The next number. Waits for the disk only if a whole block is used up before the next one could be reserved.
    pub(crate) fn next(&self) -> Result<u32, Error> {
        let mut blocks = self.shared.lock();
        if blocks.current.is_empty() {
            blocks.current = match blocks.spare.take() {
                Some(spare) => spare,
                None => self.shared.store.reserve(self.counter, BLOCK)?,
            };
        }
        let used_up =
            || Error::Config(format!("the numbers of {} are used up: begin a new --data", self.counter.name()));
        let number = blocks.current.next().ok_or_else(used_up)?;
        if blocks.spare.is_none() && !blocks.is_reserving && blocks.current.len() < BLOCK as usize / 2 {
            blocks.is_reserving = true;
            let (shared, counter) = (self.shared.clone(), self.counter);
            std::thread::spawn(move || shared.reserve_spare(counter));
        }
        Ok(number)
    }
}

impl Shared {
    /// An error is met again, and told, when the number is needed.
    fn reserve_spare(&self, counter: Counter) {
        let reserved = self.store.reserve(counter, BLOCK);
        let mut blocks = self.lock();
        blocks.is_reserving = false;
        blocks.spare = reserved.ok().filter(|block| !block.is_empty());
    }

    fn lock(&self) -> MutexGuard<'_, Blocks> {
        self.blocks.lock().unwrap_or_else(PoisonError::into_inner)
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
            seen.extend((0..3 * BLOCK + 10).map(|_| numbers.next().unwrap()));
        }
        assert_eq!(seen[0], 1);
        let distinct: std::collections::BTreeSet<u32> = seen.iter().copied().collect();
        assert_eq!(distinct.len(), seen.len());
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
