//! What a session is told at its own pace: the latest word about each thing, at most 20 a second, in order.
//!
//! The Python library takes some 50 commands a second off a queue without bound: what is sent faster is seen later and
//! later. So a slider's move waits until the last one is 50 ms old, and a newer move takes its place meanwhile.

use std::collections::BTreeMap;

use molecule::Index;
use protocol::ToPlugin;

use crate::Millis;

/// The least time between two words about one thing.
const PACE: Millis = 50;

/// What a word is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    Slider(i32),
    Text(i32),
    Hover(i32),
    Presenter,
    ComplexesAdded,
    ComplexesRemoved,
    Complex(Index),
    Selection(Index),
}

/// A word to a session.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Word {
    /// This one.
    Ready(Box<ToPlugin>),
    /// How the subject is when the word is sent.
    Latest,
}

/// The words that wait.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    waiting: Vec<(Subject, Word)>,
    sent: BTreeMap<Subject, Millis>,
}

impl Outbox {
    /// Another word; an older one about the same is forgotten.
    pub fn put(&mut self, subject: Subject, word: Word) {
        self.waiting.retain(|(waiting, _)| *waiting != subject);
        self.waiting.push((subject, word));
    }

    /// The next word whose time has come. None passes another.
    pub fn next(&mut self, now: Millis) -> Option<(Subject, Word)> {
        if self.due()? > now {
            return None;
        }
        let (subject, word) = self.waiting.remove(0);
        self.sent.retain(|_, sent| *sent + PACE > now);
        self.sent.insert(subject, now);
        Some((subject, word))
    }

    /// All that waits, for something that must not pass it.
    pub fn hurry(&mut self, now: Millis) -> Vec<(Subject, Word)> {
        let words = std::mem::take(&mut self.waiting);
        self.sent.extend(words.iter().map(|(subject, _)| (*subject, now)));
        words
    }

    /// When the next word may go.
    pub fn due(&self) -> Option<Millis> {
        let (subject, _) = self.waiting.first()?;
        Some(self.sent.get(subject).map_or(0, |sent| sent + PACE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(outbox: &mut Outbox, now: Millis) -> Vec<Subject> {
        std::iter::from_fn(|| outbox.next(now)).map(|(subject, _)| subject).collect()
    }

    #[test]
    fn the_latest_of_each_twenty_times_a_second_in_order() {
        use Subject::{Slider, Text};
        let mut outbox = Outbox::default();
        outbox.put(Slider(1), Word::Latest);
        assert_eq!(sent(&mut outbox, 1000), [Slider(1)], "the first goes at once");
        outbox.put(Slider(1), Word::Latest);
        outbox.put(Text(2), Word::Latest);
        assert_eq!(sent(&mut outbox, 1010), [], "no word passes another");
        outbox.put(Slider(1), Word::Ready(Box::new(ToPlugin::Run)));
        assert_eq!(outbox.due(), Some(0));
        assert_eq!(sent(&mut outbox, 1020), [Text(2)]);
        assert_eq!(outbox.due(), Some(1050));
        assert_eq!(outbox.next(1050), Some((Slider(1), Word::Ready(Box::new(ToPlugin::Run)))));
        assert_eq!(outbox.due(), None);
    }

    #[test]
    fn what_must_not_be_passed_hurries() {
        let mut outbox = Outbox::default();
        outbox.put(Subject::Text(1), Word::Latest);
        outbox.put(Subject::Slider(1), Word::Latest);
        assert_eq!(outbox.hurry(5).len(), 2);
        outbox.put(Subject::Text(1), Word::Latest);
        assert_eq!(outbox.due(), Some(55));
    }
}
