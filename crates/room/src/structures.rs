//! The workspace and everybody who sees it: what a plugin changes, and how the others learn of any change.

use std::sync::Arc;

use molecule::{Complex, Index};
use protocol::{ToApp, ToPlugin};
use room_api::{ComplexId, Event, SessionId};

use crate::Bulk;
use crate::outbox::{Subject, Word};
use crate::room::Room;
use crate::steps::Deed;
use crate::text::bounded;
use crate::workspace::{Change, describe};

/// The most characters of a complex's name in the name of a step.
const MAX_NAME: usize = 60;

impl Change {
    /// Of which complex.
    pub(crate) fn index(&self) -> Index {
        match *self {
            Change::Added(index) | Change::Changed { index, .. } => index,
            Change::Removed(ref complex) => complex.index,
        }
    }
}

impl Room {
    /// A plugin asks about the workspace or changes it.
    pub(crate) fn obey_about_structures(&mut self, id: SessionId, message: ToApp) -> Option<ToPlugin> {
        let handled = self.workspace.handle(message);
        self.spread_step(id, handled.changes);
        if let Some(problem) = handled.problem {
            self.tell_problem(id, &problem);
        }
        handled.answer
    }

    /// Keeps what a session changed as a step, and tells everybody else of it.
    pub(crate) fn spread_step(&mut self, id: SessionId, changes: Vec<Change>) {
        let is_new = self.deed_of(id, &changes).is_some_and(|deed| self.keep_step(deed, &changes));
        self.spread(changes, Some(id));
        if is_new {
            self.publish_steps();
        }
    }

    /// What a plugin's changes are called: `Docking added 9 poses (ligand)`.
    fn deed_of(&self, id: SessionId, changes: &[Change]) -> Option<Deed> {
        let called = |index| self.workspace.complex(index).map(|complex| bounded(&complex.name, MAX_NAME));
        let words = match changes {
            [] => return None,
            [Change::Added(index)] => {
                let poses = self.workspace.complex(*index).map_or(0, |complex| match &complex.molecules[..] {
                    [one] => one.conformers.len(),
                    frames => frames.len(),
                });
                let called = called(*index)?;
                if poses > 1 { format!("added {poses} poses ({called})") } else { format!("added {called}") }
            }
            [Change::Removed(complex)] => format!("removed {}", bounded(&complex.name, MAX_NAME)),
            [Change::Changed { index, .. }] => format!("changed {}", called(*index)?),
            several if several.iter().all(|change| matches!(change, Change::Added(_))) => {
                format!("added {} complexes", several.len())
            }
            several if several.iter().all(|change| matches!(change, Change::Removed(_))) => {
                format!("removed {} complexes", several.len())
            }
            several => format!("changed {} complexes", several.len()),
        };
        let plugin = self.sessions.get(&id)?.name.clone();
        Some(Deed { name: format!("{plugin} {words}"), stroke: None })
    }

    /// Tells people, and all sessions but the one that made them, of changes.
    pub(crate) fn spread(&mut self, changes: Vec<Change>, by: Option<SessionId>) {
        let changes = once_each(changes);
        let may_lack_atoms =
            changes.iter().any(|change| matches!(change, Change::Changed { whole: true, .. } | Change::Removed(_)));
        for change in changes {
            self.streams.touch(change.index());
            match change {
                Change::Added(index) => {
                    let Some(complex) = self.workspace.complex(index).cloned() else { continue };
                    let event = Event::ComplexAdded { complex: describe(&complex) };
                    self.publish_with(event, Some(Bulk::complex(complex, None)));
                    self.put_to_others(by, Subject::ComplexesAdded);
                }
                Change::Changed { index, before, whole } => {
                    let Some(complex) = self.workspace.complex(index).cloned() else { continue };
                    let selection_changed = !whole && has_other_selection(&before, &complex);
                    let before = self.streams.unsettled(index).unwrap_or_else(|| Arc::new(before));
                    self.publish_change(complex, before, whole);
                    self.put_to_watchers(by, index, selection_changed);
                }
                Change::Removed(complex) => {
                    let index = complex.index;
                    self.streams.unsettled(index);
                    self.members.connections().for_each(|connection| connection.updates.forget(index));
                    self.publish(Event::ComplexRemoved { complex: ComplexId(index) });
                    for session in self.sessions.values_mut() {
                        session.hooks.complexes.remove(&index);
                        session.hooks.selections.remove(&index);
                    }
                    self.remove_volumes_of(index);
                    self.pointers.forget_complex(index);
                    self.put_to_others(by, Subject::ComplexesRemoved);
                }
            }
        }
        if may_lack_atoms {
            self.drop_loose_interactions();
        }
    }

    /// Tells people how a complex is, and how it was at its last event.
    pub(crate) fn publish_change(&mut self, complex: Complex, before: Arc<Complex>, whole: bool) {
        if whole {
            self.members.connections().for_each(|connection| connection.updates.forget(complex.index));
        }
        let event = Event::ComplexChanged { complex: describe(&complex), whole };
        let columns = whole || before.molecules != complex.molecules;
        let since = (!whole).then(|| Arc::unwrap_or_clone(before));
        self.publish_with(event, columns.then(|| Bulk::complex(complex, since)));
    }

    fn put_to_others(&mut self, by: Option<SessionId>, subject: Subject) {
        let others = self.sessions.values_mut().filter(|session| session.is_live() && Some(session.id) != by);
        for session in others {
            session.outbox.put(subject, Word::Latest);
        }
    }

    pub(crate) fn put_to_watchers(&mut self, by: Option<SessionId>, index: Index, selection_changed: bool) {
        let others = self.sessions.values_mut().filter(|session| session.is_live() && Some(session.id) != by);
        for session in others {
            if session.hooks.complexes.contains(&index) {
                session.outbox.put(Subject::Complex(index), Word::Latest);
            }
            if selection_changed && session.hooks.selections.contains(&index) {
                session.outbox.put(Subject::Selection(index), Word::Latest);
            }
        }
    }
}

/// What changed several times at once changed once: people are told how it is now, compared to what they have.
fn once_each(changes: Vec<Change>) -> Vec<Change> {
    let mut once: Vec<Change> = Vec::new();
    for change in changes {
        if let Change::Changed { index, whole, .. } = change {
            match once.iter_mut().rev().find(|earlier| earlier.index() == index) {
                Some(Change::Added(_)) => continue,
                Some(Change::Changed { whole: earlier, .. }) => {
                    *earlier |= whole;
                    continue;
                }
                Some(Change::Removed(_)) | None => {}
            }
        }
        once.push(change);
    }
    once
}

/// Whether other atoms are selected than before.
fn has_other_selection(before: &Complex, after: &Complex) -> bool {
    let selected = |complex: &Complex| complex.current().map(|molecule| molecule.atoms.selected.clone());
    match (selected(before), selected(after)) {
        (Some(before), Some(after)) => !before.is_same(&after) && before != after,
        (before, after) => before != after,
    }
}
