//! What waits for one member: texts, then bulk, then the end.

use std::collections::VecDeque;
use std::sync::Arc;

use room_api::ApiError;

use super::{Bulk, too_slow};

/// What a text or a transfer costs beside its bytes.
const ENTRY_COST: usize = 128;

/// The queue.
#[derive(Debug)]
pub(super) struct Outbox {
    limit: usize,
    waiting: usize,
    /// Each with whether the room hears when it was sent.
    texts: VecDeque<(Arc<str>, bool)>,
    bulk: VecDeque<(Bulk, usize)>,
    end: Option<Next>,
    /// The end comes before anything else.
    is_cut_off: bool,
}

/// What to send next.
#[derive(Debug)]
pub(crate) enum Next {
    /// A text frame.
    Text(Arc<str>),
    /// A text frame that is an update: the room hears when it was sent.
    Update(Arc<str>),
    /// A transfer, to be made and cut into chunks.
    Bulk(Bulk),
    /// The refusal, and close.
    Refuse(ApiError),
    /// The good-bye, and close.
    Goodbye(ApiError),
}

impl Outbox {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, waiting: 0, texts: VecDeque::new(), bulk: VecDeque::new(), end: None, is_cut_off: false }
    }

    pub(super) fn push_text(&mut self, text: Arc<str>) {
        if self.fits(text.len()) {
            self.texts.push_back((text, false));
        }
    }

    pub(super) fn push_update(&mut self, text: Arc<str>) {
        if self.fits(text.len()) {
            self.texts.push_back((text, true));
        }
    }

    pub(super) fn push_bulk(&mut self, bulk: Bulk, cost: usize) {
        if self.fits(cost) {
            self.bulk.push_back((bulk, cost));
        }
    }

    /// Ends the connection after what waits. Nothing is queued any more.
    pub(super) fn end(&mut self, how: Next) {
        self.end.get_or_insert(how);
    }

    pub(super) fn cut_off(&mut self, error: ApiError) {
        let limit = self.limit;
        *self = Self { end: Some(Next::Goodbye(error)), is_cut_off: true, ..Self::new(limit) };
    }

    pub(super) fn next(&mut self, may_be_bulk: bool) -> Option<Next> {
        if let Some((text, is_update)) = self.texts.pop_front() {
            self.waiting -= text.len() + ENTRY_COST;
            return Some(if is_update { Next::Update(text) } else { Next::Text(text) });
        }
        if !may_be_bulk && !self.is_cut_off {
            return None;
        }
        if let Some((bulk, cost)) = self.bulk.pop_front() {
            self.waiting -= cost + ENTRY_COST;
            return Some(Next::Bulk(bulk));
        }
        // It stays there, so that nothing is queued after it.
        match self.end.as_ref()? {
            Next::Refuse(error) => Some(Next::Refuse(error.clone())),
            Next::Goodbye(error) => Some(Next::Goodbye(error.clone())),
            Next::Text(_) | Next::Update(_) | Next::Bulk(_) => None,
        }
    }

    /// Counts something to queue. False: it is not to be, since the end is near.
    fn fits(&mut self, cost: usize) -> bool {
        if self.end.is_some() {
            return false;
        }
        // The next transfer does not count: the largest complex must get through however low the bound.
        let next = self.bulk.front().map_or(0, |(_, cost)| *cost);
        if self.waiting - next >= self.limit {
            self.cut_off(too_slow());
            return false;
        }
        self.waiting += cost + ENTRY_COST;
        true
    }
}

#[cfg(test)]
mod tests {
    use room_api::{ErrorCode, TransferId};

    use super::*;
    use crate::member::Sharing;

    fn columns() -> Bulk {
        let complex = molecule::Complex::default();
        Bulk::Columns(TransferId(2), Sharing::default().columns(room::Bulk::complex(complex, None)))
    }

    #[test]
    fn texts_go_before_bulk_and_the_end_comes_last() {
        let mut outbox = Outbox::new(1 << 20);
        outbox.push_bulk(columns(), 10);
        outbox.push_text("a".into());
        outbox.end(Next::Goodbye(too_slow()));
        outbox.push_text("too late".into());
        assert!(matches!(outbox.next(true), Some(Next::Text(text)) if &*text == "a"));
        assert!(outbox.next(false).is_none());
        assert!(matches!(outbox.next(true), Some(Next::Bulk(_))));
        assert!(matches!(outbox.next(true), Some(Next::Goodbye(_))));
        assert_eq!(outbox.waiting, 0);
    }

    #[test]
    fn a_full_queue_is_emptied_for_a_last_word() {
        let mut outbox = Outbox::new(1000);
        outbox.push_bulk(columns(), 5000);
        outbox.push_bulk(columns(), 5000);
        assert!(outbox.end.is_none(), "the next one does not count");
        outbox.push_text("x".into());
        assert!(matches!(outbox.next(false), Some(Next::Goodbye(error)) if error.code == ErrorCode::TooSlow));
    }
}
