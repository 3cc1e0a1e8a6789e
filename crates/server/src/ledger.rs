//! The server-wide budget of bytes that wait: packets half received, or for a slow plugin, or for a busy room, or for an answer
//! to one before them; files on their way in.
//!
//! Nobody waits for the budget. Whoever takes more than there is makes the one that holds most be cut off.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::SetOnce;

/// What a message costs beside its bytes, wherever it waits.
const MESSAGE_COST: usize = 256;

/// The whole server's.
#[derive(Debug)]
pub(crate) struct Ledger {
    limit: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    next: u64,
    /// Bytes of all accounts that are not being cut off.
    total: usize,
    accounts: HashMap<u64, Held>,
}

#[derive(Debug)]
struct Held {
    bytes: usize,
    cut_off: Arc<SetOnce<()>>,
}

/// What one plugin, or one connection, holds.
#[derive(Debug)]
pub(crate) struct Account {
    ledger: Arc<Ledger>,
    number: u64,
    cut_off: Arc<SetOnce<()>>,
}

/// Bytes that are held as long as this lives.
#[derive(Debug)]
pub(crate) struct Charge {
    account: Arc<Account>,
    bytes: usize,
}

/// A message with what is charged for it.
struct Counted {
    message: Bytes,
    _charge: Charge,
}

impl AsRef<[u8]> for Counted {
    fn as_ref(&self) -> &[u8] {
        &self.message
    }
}

impl Ledger {
    pub(crate) fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self { limit, state: Mutex::default() })
    }

    pub(crate) fn open(self: &Arc<Self>) -> Arc<Account> {
        let mut state = self.lock();
        let number = state.next;
        state.next += 1;
        let cut_off = Arc::new(SetOnce::new());
        state.accounts.insert(number, Held { bytes: 0, cut_off: cut_off.clone() });
        drop(state);
        Arc::new(Account { ledger: self.clone(), number, cut_off })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    /// Takes so many bytes, whatever is there.
    pub(crate) fn charge(self: &Arc<Self>, bytes: usize) -> Charge {
        let mut charge = Charge { account: self.clone(), bytes: 0 };
        charge.resize(bytes);
        charge
    }

    /// A message that came, counted as long as anybody has any of it.
    pub(crate) fn count(self: &Arc<Self>, message: Bytes) -> Bytes {
        let _charge = self.charge(message.len() + MESSAGE_COST);
        Bytes::from_owner(Counted { message, _charge })
    }

    /// Waits until this account held most when there was no more.
    pub(crate) async fn cut_off(&self) {
        self.cut_off.wait().await;
    }

    fn change(&self, before: usize, after: usize) {
        let mut state = self.ledger.lock();
        let Some(held) = state.accounts.get_mut(&self.number) else { return };
        held.bytes = held.bytes - before + after;
        if held.cut_off.initialized() {
            return; // Its bytes count no more: they are on their way out.
        }
        state.total = state.total - before + after;
        if after > before && state.total > self.ledger.limit {
            state.cut_off_heaviest();
        }
    }
}

impl State {
    fn cut_off_heaviest(&mut self) {
        let staying = self.accounts.values().filter(|held| !held.cut_off.initialized());
        let Some(heaviest) = staying.max_by_key(|held| held.bytes) else { return };
        self.total -= heaviest.bytes;
        let _ = heaviest.cut_off.set(());
    }
}

impl Charge {
    /// Holds so many bytes more.
    pub(crate) fn grow(&mut self, by: usize) {
        self.resize(self.bytes + by);
    }

    /// Holds so many bytes instead.
    pub(crate) fn resize(&mut self, bytes: usize) {
        if bytes != self.bytes {
            self.account.change(self.bytes, bytes);
            self.bytes = bytes;
        }
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        self.resize(0);
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        self.ledger.lock().accounts.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_cut_off(account: &Account) -> bool {
        account.cut_off.initialized()
    }

    #[test]
    fn who_holds_most_is_cut_off() {
        let ledger = Ledger::new(100);
        let (greedy, modest) = (ledger.open(), ledger.open());
        let held = greedy.charge(70);
        let mut little = modest.charge(30);
        assert!(!is_cut_off(&greedy) && !is_cut_off(&modest));
        little.resize(31);
        assert!(is_cut_off(&greedy) && !is_cut_off(&modest));
        assert_eq!(ledger.lock().total, 31, "what is on its way out counts no more");
        little.resize(99);
        drop(held);
        assert_eq!(ledger.lock().total, 99);
        drop(little);
        drop((greedy, modest));
        let state = ledger.lock();
        assert_eq!((state.total, state.accounts.len()), (0, 0));
    }

    #[test]
    fn a_message_counts_until_nobody_has_it() {
        let ledger = Ledger::new(usize::MAX);
        let account = ledger.open();
        let message = account.count(Bytes::from_static(b"a message"));
        let kept = message.slice(2..);
        drop(message);
        assert_eq!(&kept[..], b"message");
        assert_eq!(ledger.lock().total, 9 + MESSAGE_COST);
        drop(kept);
        assert_eq!(ledger.lock().total, 0);
    }
}
