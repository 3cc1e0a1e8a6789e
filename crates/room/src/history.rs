//! The last events of a room, for members who come back: bounded in number and in what they hold.

use std::collections::VecDeque;
use std::sync::Arc;

use room_api::{Conformer, Event, Frame, Seq, ToMember, TransferId};

use crate::shapes::mesh_bytes;
use crate::workspace::apart;
use crate::{Bulk, Columns};

/// The most events that are kept.
const MAX_EVENTS: usize = 1024;
/// The most bytes, about, that kept events hold.
const MAX_BYTES: usize = 32 << 20;

/// One event that happened.
#[derive(Clone, Debug)]
pub(crate) struct Past {
    told: Told,
    bytes: usize,
}

#[derive(Clone, Debug)]
enum Told {
    /// By a frame that is the same for everybody.
    Alike(Arc<str>),
    /// By a frame that names each receiver's own transfer.
    WithColumns(Seq, Box<(Event, Bulk)>),
}

impl Past {
    /// The frame that tells it, and what goes with it as bulk: for that `number` is asked, and may want none.
    pub fn frame(&self, number: impl FnOnce() -> Option<TransferId>) -> (Arc<str>, Option<(TransferId, Bulk)>) {
        match &self.told {
            Told::Alike(frame) => (frame.clone(), None),
            Told::WithColumns(seq, what) => {
                let ((event, columns), bulk) = (&**what, number());
                let told = ToMember::Event { seq: *seq, event: event.clone(), bulk };
                (frame(&told), bulk.map(|bulk| (bulk, columns.clone())))
            }
        }
    }
}

/// The last events, and the number of the newest.
#[derive(Debug, Default)]
pub(crate) struct History {
    last: Seq,
    kept: VecDeque<Past>,
    bytes: usize,
}

impl History {
    /// The newest event; 0 before the first.
    pub fn last(&self) -> Seq {
        self.last
    }

    /// Another event happened.
    pub fn push(&mut self, event: Event, columns: Option<Bulk>) -> &Past {
        self.last.0 += 1;
        let seq = self.last;
        let (told, bytes) = match columns {
            None => {
                let told = frame(&ToMember::Event { seq, event, bulk: None });
                let bytes = told.len();
                (Told::Alike(told), bytes)
            }
            Some(columns) => {
                let bytes = weight(&columns) + words(&event);
                (Told::WithColumns(seq, Box::new((event, columns))), bytes)
            }
        };
        self.bytes += bytes;
        self.kept.push_back(Past { told, bytes });
        while self.kept.len() > MAX_EVENTS || (self.bytes > MAX_BYTES && self.kept.len() > 1) {
            self.bytes -= self.kept.pop_front().map_or(0, |past| past.bytes);
        }
        &self.kept[self.kept.len() - 1]
    }

    /// What happened after this event; none where that is not known any more, or never was.
    pub fn after(&self, seq: Seq) -> Option<impl Iterator<Item = &Past>> {
        let missed = usize::try_from(self.last.0.checked_sub(seq.0)?).ok()?;
        let skipped = self.kept.len().checked_sub(missed)?;
        Some(self.kept.iter().skip(skipped))
    }
}

/// What is said to a member, as JSON.
pub(crate) fn frame(said: &impl serde::Serialize) -> Arc<str> {
    // These types hold nothing that JSON cannot: the error does not happen.
    serde_json::to_string(said).unwrap_or_default().into()
}

/// About how many bytes columns hold that nobody else does.
fn weight(bulk: &Bulk) -> usize {
    const EVENT: usize = 1000;
    const WHOLE_ATOM: usize = 200;
    const CHANGED_ATOM: usize = 24;
    let columns = match bulk {
        Bulk::Complex(columns) => columns,
        Bulk::Mesh(mesh) => return EVENT + mesh_bytes(mesh),
        Bulk::Volume(values) => return EVENT + size_of_val(&values[..]),
    };
    let Columns { complex, since } = &**columns;
    let atoms: usize = complex.molecules.iter().map(|molecule| molecule.atoms.len()).sum();
    EVENT
        + match since {
            Some(since) => atoms * CHANGED_ATOM + apart(complex, since) + apart(since, complex),
            None => atoms * WHOLE_ATOM + apart(complex, complex),
        }
}

/// About how many bytes an event takes that tells of a complex: its remarks, and what is known of each of its conformers.
fn words(event: &Event) -> usize {
    let (Event::ComplexAdded { complex } | Event::ComplexChanged { complex, .. }) = event else { return 0 };
    let pairs = |pairs: &[(String, String)]| -> usize {
        pairs.iter().map(|pair| size_of_val(pair) + pair.0.len() + pair.1.len()).sum()
    };
    let conformer =
        |conformer: &Conformer| size_of_val(conformer) + conformer.name.len() + pairs(&conformer.associated);
    let frame = |frame: &Frame| size_of_val(frame) + frame.conformers.iter().map(conformer).sum::<usize>();
    pairs(&complex.remarks) + complex.frames.iter().map(frame).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use room_api::MemberId;

    fn with_events(count: u64) -> History {
        let mut history = History::default();
        for _ in 0..count {
            history.push(Event::MemberLeft { member: MemberId(1) }, None);
        }
        history
    }

    fn numbers_after(history: &History, seq: u64) -> Option<Vec<u64>> {
        let number = |past: &Past| {
            let (text, _) = past.frame(|| None);
            match serde_json::from_str(&text).unwrap() {
                ToMember::Event { seq, .. } => seq.0,
                other => panic!("{other:?}"),
            }
        };
        Some(history.after(Seq(seq))?.map(number).collect())
    }

    #[test]
    fn what_followed_is_known_as_far_as_it_is_kept() {
        let history = with_events(3);
        assert_eq!(history.last(), Seq(3));
        assert_eq!(numbers_after(&history, 0), Some(vec![1, 2, 3]));
        assert_eq!(numbers_after(&history, 2), Some(vec![3]));
        assert_eq!(numbers_after(&history, 3), Some(vec![]));
        assert_eq!(numbers_after(&history, 4), None, "from another time");
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let history = with_events(MAX_EVENTS as u64 + 10);
        assert_eq!(numbers_after(&history, 9), None);
        assert_eq!(numbers_after(&history, 10).map(|kept| kept.len()), Some(MAX_EVENTS));

        let mut history = with_events(5);
        let text = "x".repeat(MAX_BYTES);
        history.push(Event::Closed { reason: text }, None);
        assert_eq!(numbers_after(&history, 5), Some(vec![6]), "the newest stays");
        assert_eq!(numbers_after(&history, 4), None);
    }

    #[test]
    fn what_is_said_of_a_complex_counts() {
        let text = "x".repeat(1 << 20);
        let associated = vec![("data".into(), text.as_str().into())];
        let conformer = molecule::Conformer { associated, ..Default::default() };
        let molecule = molecule::Molecule { conformers: vec![conformer], ..Default::default() };
        let remarks = vec![("REMARK".into(), text.as_str().into())].into();
        let complex = molecule::Complex { molecules: vec![molecule], remarks, ..Default::default() };
        let mut history = History::default();
        for _ in 0..40 {
            let event = Event::ComplexChanged { complex: crate::workspace::describe(&complex), whole: false };
            history.push(event, Some(Bulk::complex(complex.clone(), Some(complex.clone()))));
        }
        // Two MiB of words each, and what the complexes know of their conformer; they share their remarks.
        assert!(history.kept.len() * 4 <= MAX_BYTES >> 20, "{} are kept", history.kept.len());

        let molecules = vec![molecule::Molecule::default(); 10_000];
        let complex = molecule::Complex { molecules, ..Default::default() };
        let mut history = History::default();
        for _ in 0..40 {
            let event = Event::ComplexChanged { complex: crate::workspace::describe(&complex), whole: false };
            history.push(event, Some(Bulk::complex(complex.clone(), Some(complex.clone()))));
        }
        assert!(history.kept.len() < 10, "{} of ten thousand frames are kept", history.kept.len());
    }
}
