//! Events in order: one whose columns are under way holds back those after it.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use room_api::{ComplexId, Event, Seq, ShapeId, TransferId, VolumeId};

use crate::{Error, Structure};

/// How many events may be held back.
const MAX_WAITING: usize = 10_000;

/// Something in the snapshot that has columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Thing {
    Complex(ComplexId),
    Mesh(ShapeId),
    Volume(VolumeId),
}

/// What is applied next.
#[derive(Debug, PartialEq)]
pub(crate) enum Step {
    /// Columns of something in the snapshot.
    Columns(Thing, Option<Structure>),
    /// An event, and the columns that came with it.
    Event(Seq, Arc<Event>, Option<Structure>),
    /// What a stream fed, and the columns that came with it.
    Fed(Box<Event>, Option<Structure>),
}

/// The queue of what is not applied yet.
#[derive(Debug)]
pub(crate) struct Order {
    heard: Seq,
    waiting: VecDeque<(Option<TransferId>, Step)>,
    /// What of the awaited transfers is complete; none = the server gave it up.
    arrived: HashMap<TransferId, Option<Structure>>,
}

impl Order {
    /// What follows the event `heard`.
    pub(crate) fn after(heard: Seq) -> Self {
        Self { heard, waiting: VecDeque::new(), arrived: HashMap::new() }
    }

    /// What follows a snapshot: first the columns of its complexes, meshes and volumes.
    pub(crate) fn after_snapshot(seq: Seq, columns: impl Iterator<Item = (TransferId, Thing)>) -> Self {
        let columns = columns.map(|(transfer, thing)| (Some(transfer), Step::Columns(thing, None)));
        Self { waiting: columns.collect(), ..Self::after(seq) }
    }

    /// Takes the next event.
    pub(crate) fn event(&mut self, seq: Seq, event: Event, bulk: Option<TransferId>) -> Result<(), Error> {
        if Some(seq.0) != self.heard.0.checked_add(1) {
            return Err(Error::Protocol(format!("event {seq} came right after event {}", self.heard)));
        }
        self.wait(bulk, Step::Event(seq, Arc::new(event), None))?;
        self.heard = seq;
        Ok(())
    }

    /// Takes what a stream fed.
    pub(crate) fn fed(&mut self, event: Event, bulk: Option<TransferId>) -> Result<(), Error> {
        self.wait(bulk, Step::Fed(Box::new(event), None))
    }

    fn wait(&mut self, bulk: Option<TransferId>, step: Step) -> Result<(), Error> {
        if self.waiting.len() >= MAX_WAITING {
            return Err(Error::Protocol(format!("{MAX_WAITING} events wait for columns that do not come")));
        }
        self.waiting.push_back((bulk, step));
        Ok(())
    }

    /// Takes the columns of a transfer; none where the server gave it up.
    pub(crate) fn columns(&mut self, transfer: TransferId, structure: Option<Structure>) {
        self.arrived.insert(transfer, structure);
    }

    /// What can be applied now.
    pub(crate) fn next(&mut self) -> Option<Step> {
        let (transfer, _) = self.waiting.front()?;
        let structure = match transfer {
            Some(transfer) => self.arrived.remove(transfer)?,
            None => None,
        };
        match self.waiting.pop_front()? {
            (_, Step::Columns(thing, _)) => Some(Step::Columns(thing, structure)),
            (_, Step::Event(seq, event, _)) => Some(Step::Event(seq, event, structure)),
            (_, Step::Fed(event, _)) => Some(Step::Fed(event, structure)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn removed(complex: i64) -> Event {
        Event::ComplexRemoved { complex: ComplexId(complex) }
    }

    fn all(order: &mut Order) -> Vec<String> {
        let steps = std::iter::from_fn(|| order.next());
        let names = steps.map(|step| match step {
            Step::Columns(thing, structure) => format!("columns of {thing:?}: {}", structure.is_some()),
            Step::Event(seq, _, structure) => format!("event {seq}: {}", structure.is_some()),
            Step::Fed(_, structure) => format!("fed: {}", structure.is_some()),
        });
        names.collect()
    }

    #[test]
    fn an_event_waits_for_its_columns_and_holds_back_those_after_it() {
        let mut order = Order::after(Seq(4));
        order.event(Seq(5), removed(1), None).unwrap();
        order.event(Seq(6), removed(2), Some(TransferId(2))).unwrap();
        order.event(Seq(7), removed(3), None).unwrap();
        order.fed(removed(4), Some(TransferId(4))).unwrap();
        order.event(Seq(8), removed(5), None).unwrap();
        assert_eq!(all(&mut order), ["event 5: false"]);
        order.columns(TransferId(4), Some(Structure::default()));
        assert_eq!(all(&mut order), [""; 0]);
        order.columns(TransferId(2), Some(Structure::default()));
        assert_eq!(all(&mut order), ["event 6: true", "event 7: false", "fed: true", "event 8: false"]);
    }

    #[test]
    fn events_wait_for_the_columns_of_the_snapshot() {
        let columns = [(TransferId(2), Thing::Complex(ComplexId(7))), (TransferId(4), Thing::Mesh(ShapeId(8)))];
        let mut order = Order::after_snapshot(Seq(4), columns.into_iter());
        order.event(Seq(5), removed(1), None).unwrap();
        order.columns(TransferId(2), Some(Structure::default()));
        assert_eq!(all(&mut order), ["columns of Complex(ComplexId(7)): true"]);
        order.columns(TransferId(4), None);
        assert_eq!(all(&mut order), ["columns of Mesh(ShapeId(8)): false", "event 5: false"]);
    }

    #[test]
    fn a_gap_or_a_repetition_is_an_error() {
        let mut order = Order::after(Seq(4));
        for seq in [3, 4, 6, u64::MAX] {
            assert!(matches!(order.event(Seq(seq), removed(1), None), Err(Error::Protocol(_))), "{seq}");
        }
        let mut last = Order::after(Seq(u64::MAX));
        assert!(last.event(Seq(0), removed(1), None).is_err());
    }
}
