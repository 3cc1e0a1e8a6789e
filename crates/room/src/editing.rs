//! What people do with complexes: each deed has a name, under which it can be undone.

use molecule::Complex;
use room_api::{Answer, ApiError, AtomSelection, ComplexChange, ComplexId, Hydrogens, Look, MemberId, Paint, Widening};

use crate::room::Room;
use crate::steps::{Deed, Stroke};
use crate::text::bounded;
use crate::workspace::{Brush, Change};

/// The most characters of a complex's name in the name of a step.
const MAX_NAME: usize = 60;

impl Room {
    /// Adds what a file of a member's held.
    pub(crate) fn load(&mut self, by: MemberId, complexes: Vec<Complex>) -> Result<Answer, ApiError> {
        self.load_as(self.member_name(by).to_owned(), complexes)
    }

    /// Adds what a file of somebody's held: a member's or a plugin's.
    pub(crate) fn load_as(&mut self, who: String, complexes: Vec<Complex>) -> Result<Answer, ApiError> {
        let what = match &complexes[..] {
            [one] => bounded(&one.name, MAX_NAME),
            several => format!("{} complexes", several.len()),
        };
        let changes = self.workspace.load(complexes)?;
        Ok(self.added(Deed { name: format!("{who} loaded {what}"), stroke: None }, changes))
    }

    /// Puts a copy beside a complex.
    pub(crate) fn duplicate(&mut self, by: MemberId, complex: ComplexId) -> Result<Answer, ApiError> {
        let deed = self.deed(by, &format!("duplicated {}", self.called(complex)));
        let changes = self.workspace.duplicate(complex.0)?;
        Ok(self.added(deed, changes))
    }

    pub(crate) fn remove_complex(&mut self, by: MemberId, complex: ComplexId) -> Result<Answer, ApiError> {
        let deed = self.deed(by, &format!("removed {}", self.called(complex)));
        let changes = self.workspace.remove(complex.0)?;
        Ok(self.done(deed, changes))
    }

    pub(crate) fn change_complex(
        &mut self,
        by: MemberId,
        complex: ComplexId,
        change: &ComplexChange,
    ) -> Result<Answer, ApiError> {
        let (words, stroke) = self.words_for(by, complex, change);
        let deed = Deed { stroke, ..self.deed(by, &words) };
        let changes = self.workspace.change(complex.0, change)?;
        Ok(self.done(deed, changes))
    }

    pub(crate) fn look(&mut self, by: MemberId, complex: ComplexId, look: Look) -> Result<Answer, ApiError> {
        let called = self.called(complex);
        let words = match look {
            Look::Overview => format!("showed an overview of {called}"),
            Look::Pocket => format!("showed the pocket of {called}"),
            Look::Surface => format!("showed the surface of {called}"),
            Look::AllAtoms => format!("showed all atoms of {called}"),
        };
        let changes = self.workspace.look(complex.0, look)?;
        Ok(self.done(self.deed(by, &words), changes))
    }

    pub(crate) fn show_waters(&mut self, by: MemberId, complex: ComplexId, shown: bool) -> Result<Answer, ApiError> {
        let words = format!("{} the waters of {}", if shown { "showed" } else { "hid" }, self.called(complex));
        let changes = self.workspace.show_waters(complex.0, shown)?;
        Ok(self.done(self.deed(by, &words), changes))
    }

    pub(crate) fn show_hydrogens(
        &mut self,
        by: MemberId,
        complex: ComplexId,
        shown: Hydrogens,
    ) -> Result<Answer, ApiError> {
        let called = self.called(complex);
        let words = match shown {
            Hydrogens::All => format!("showed the hydrogens of {called}"),
            Hydrogens::Polar => format!("showed the polar hydrogens of {called}"),
            Hydrogens::None => format!("hid the hydrogens of {called}"),
        };
        let changes = self.workspace.show_hydrogens(complex.0, shown)?;
        Ok(self.done(self.deed(by, &words), changes))
    }

    pub(crate) fn color(
        &mut self,
        by: MemberId,
        complex: ComplexId,
        paint: Paint,
        brush: Brush,
    ) -> Result<Answer, ApiError> {
        let deed = self.deed(by, &format!("coloured {}", self.called(complex)));
        let changes = self.workspace.color(complex.0, paint, brush)?;
        Ok(self.done(deed, changes))
    }

    pub(crate) fn select(&mut self, complex: ComplexId, atoms: &AtomSelection) -> Result<Answer, ApiError> {
        let changes = self.workspace.select(complex.0, atoms)?;
        self.spread(changes, None);
        Ok(Answer::Done)
    }

    pub(crate) fn widen(&mut self, to: Widening) -> Result<Answer, ApiError> {
        let changes = self.workspace.widen(to)?;
        self.spread(changes, None);
        Ok(Answer::Done)
    }

    pub(crate) fn unselect(&mut self) -> Result<Answer, ApiError> {
        let changes = self.workspace.unselect();
        self.spread(changes, None);
        Ok(Answer::Done)
    }

    fn deed(&self, by: MemberId, words: &str) -> Deed {
        Deed { name: format!("{} {words}", self.member_name(by)), stroke: None }
    }

    fn member_name(&self, member: MemberId) -> &str {
        self.members.find(member).map_or("Somebody", |member| &member.name)
    }

    fn called(&self, complex: ComplexId) -> String {
        self.workspace.complex(complex.0).map_or_else(String::new, |complex| bounded(&complex.name, MAX_NAME))
    }

    /// What a change is called, and whether it is one of many small ones.
    fn words_for(&self, by: MemberId, complex: ComplexId, change: &ComplexChange) -> (String, Option<Stroke>) {
        let called = self.called(complex);
        let only = |wanted: ComplexChange| wanted == *change;
        let none = ComplexChange::default;
        let said = |words: &str| (format!("{words} {called}"), None);
        if only(ComplexChange { position: change.position, rotation: change.rotation, ..none() }) {
            return (format!("moved {called}"), Some(Stroke::Move(by, complex.0)));
        }
        let paged = ComplexChange {
            current_frame: change.current_frame,
            current_conformer: change.current_conformer,
            ..none()
        };
        if only(paged) {
            return (format!("paged through {called}"), Some(Stroke::Page(by, complex.0)));
        }
        if let Some(name) = change.name.as_ref().filter(|_| only(ComplexChange { name: change.name.clone(), ..none() }))
        {
            return (format!("renamed {called} to {}", bounded(name, MAX_NAME)), None);
        }
        match (change.visible, change.locked) {
            (Some(visible), _) if only(ComplexChange { visible: Some(visible), ..none() }) => {
                said(if visible { "showed" } else { "hid" })
            }
            (_, Some(locked)) if only(ComplexChange { locked: Some(locked), ..none() }) => {
                said(if locked { "locked" } else { "unlocked" })
            }
            _ => said("changed"),
        }
    }

    fn added(&mut self, deed: Deed, changes: Vec<Change>) -> Answer {
        let added = changes.iter().filter_map(|change| match change {
            Change::Added(index) => Some(ComplexId(*index)),
            _ => None,
        });
        let answer = Answer::Loaded { complexes: added.collect() };
        self.done(deed, changes);
        answer
    }

    /// Keeps the step, and tells everybody of it.
    pub(crate) fn done(&mut self, deed: Deed, changes: Vec<Change>) -> Answer {
        let is_new = self.keep_step(deed, &changes);
        self.spread(changes, None);
        if is_new {
            self.publish_steps();
        }
        Answer::Done
    }
}
