//! Columns on their way to one member or to many: encoded when the first of them is ready for them, and once while others need them too.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use bytes::Bytes;
use tokio::sync::{OnceCell, Semaphore};
use tokio::task::{JoinError, spawn_blocking};

/// Columns to send.
#[derive(Debug)]
pub(crate) struct Columns {
    bulk: room::Bulk,
    /// Gone when nobody is sending it: a queue that is slow does not hold the bytes as well.
    encoded: Mutex<Weak<OnceCell<Bytes>>>,
}

/// The bytes, for as long as somebody sends them.
#[derive(Debug)]
pub(crate) struct Encoded(Arc<OnceCell<Bytes>>);

impl Columns {
    pub(crate) fn bulk(&self) -> &room::Bulk {
        &self.bulk
    }

    /// Encodes them, outside of the tasks that must stay quick, or takes what another member's sending made or is making.
    pub(crate) async fn encode(&self, workers: &Semaphore) -> Result<Encoded, JoinError> {
        let cell = {
            let mut encoded = self.encoded.lock().unwrap_or_else(PoisonError::into_inner);
            encoded.upgrade().unwrap_or_else(|| {
                let cell = Arc::default();
                *encoded = Arc::downgrade(&cell);
                cell
            })
        };
        let make = async || {
            let _worker = workers.acquire().await;
            let bulk = self.bulk.clone();
            spawn_blocking(move || Bytes::from(room::columns::encode(&bulk))).await
        };
        cell.get_or_try_init(make).await?;
        Ok(Encoded(cell))
    }
}

impl Encoded {
    pub(crate) fn bytes(&self) -> Bytes {
        self.0.get().cloned().unwrap_or_default() // It is made before there is one of these.
    }
}

/// The columns that were handed out at one turn of the room's: the same to all who get the same.
#[derive(Debug, Default)]
pub(crate) struct Sharing(Vec<Arc<Columns>>);

impl Sharing {
    pub(crate) fn columns(&mut self, bulk: room::Bulk) -> Arc<Columns> {
        if let Some(known) = self.0.iter().rev().find(|known| known.bulk.is_same(&bulk)) {
            return known.clone();
        }
        let columns = Arc::new(Columns { bulk, encoded: Mutex::default() });
        self.0.push(columns.clone());
        columns
    }
}
