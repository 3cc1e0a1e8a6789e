//! Undo and redo, the room's own: a line of named steps. What people and plugins do to complexes is a step each; streams, menus
//! and selections are none.
//!
//! A step keeps old columns, which costs no copy. Undoing one puts back what it changed, as events like all others.

use std::collections::VecDeque;

use molecule::Index;
use room_api::{Answer, ApiError, ErrorCode, Event, MemberId};

use crate::room::Room;
use crate::workspace::{Change, Part};

/// The most steps that can be undone.
const MAX_STEPS: usize = 50;

/// What is done to complexes, for the one who reads it later.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Deed {
    /// `Alice removed 1OF6`.
    pub name: String,
    /// Deeds with the same that follow each other are one step: dragging, paging.
    pub stroke: Option<Stroke>,
}

/// A deed that is done in many small ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stroke {
    /// Somebody drags a complex.
    Move(MemberId, Index),
    /// Somebody pages through a complex.
    Page(MemberId, Index),
}

#[derive(Debug)]
struct Step {
    deed: Deed,
    parts: Vec<Part>,
    bytes: usize,
}

impl Step {
    fn new(deed: Deed, parts: Vec<Part>) -> Self {
        let bytes = parts.iter().map(Part::bytes).sum();
        Self { deed, parts, bytes }
    }
}

/// The steps of a room, the newest last.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    undo: VecDeque<Step>,
    redo: Vec<Step>,
}

impl Steps {
    /// Their names, the next one to be undone or redone first.
    pub fn names(&self) -> room_api::Steps {
        let name = |step: &Step| step.deed.name.clone();
        room_api::Steps {
            undo: self.undo.iter().rev().map(name).collect(),
            redo: self.redo.iter().rev().map(name).collect(),
        }
    }

    /// Another step was done. Whether their names changed.
    fn push(&mut self, step: Step, most_bytes: usize) -> bool {
        let had_redo = !self.redo.is_empty();
        self.redo.clear();
        if let Some(last) = self.undo.back_mut()
            && !had_redo
            && step.deed.stroke.is_some()
            && last.deed == step.deed
            && let ([last], [part]) = (&mut last.parts[..], &step.parts[..])
        {
            last.after = part.after.clone();
            return false;
        }
        self.undo.push_back(step);
        let mut bytes: usize = self.undo.iter().map(|step| step.bytes).sum();
        while self.undo.len() > MAX_STEPS || (bytes > most_bytes && self.undo.len() > 1) {
            bytes -= self.undo.pop_front().map_or(0, |step| step.bytes);
        }
        true
    }
}

impl Room {
    /// Keeps a step to be undone. It is called after the changes, before people are told of them.
    pub(crate) fn keep_step(&mut self, deed: Deed, changes: &[Change]) -> bool {
        let mut parts: Vec<Part> = Vec::new();
        for change in changes {
            let index = change.index();
            let known = parts.iter().any(|part| part.index() == Some(index));
            let before = match change {
                _ if known => continue,
                Change::Added(_) => None,
                Change::Changed { before, .. } => Some(before.clone()),
                Change::Removed(complex) => Some((**complex).clone()),
            };
            parts.push(Part { before, after: self.workspace.complex(index).cloned() });
        }
        parts.retain(Part::is_step);
        !parts.is_empty() && self.steps.push(Step::new(deed, parts), self.limits.bytes / 2)
    }

    /// Takes the last step back.
    pub(crate) fn undo(&mut self) -> Result<Answer, ApiError> {
        let step = self.steps.undo.pop_back();
        let step = step.ok_or_else(|| ApiError::new(ErrorCode::Conflict, "There is nothing to undo."))?;
        let undone = self.turn_back(&step)?;
        self.steps.redo.push(Step::new(step.deed, undone));
        self.publish_steps();
        Ok(Answer::Done)
    }

    /// Does again what was undone last.
    pub(crate) fn redo(&mut self) -> Result<Answer, ApiError> {
        let step = self.steps.redo.pop();
        let step = step.ok_or_else(|| ApiError::new(ErrorCode::Conflict, "There is nothing to redo."))?;
        let redone = self.turn_back(&step)?;
        self.steps.undo.push_back(Step::new(step.deed, redone));
        self.publish_steps();
        Ok(Answer::Done)
    }

    /// Puts back what a step changed; the parts that lead back again. A step that cannot be taken back is off the line.
    fn turn_back(&mut self, step: &Step) -> Result<Vec<Part>, ApiError> {
        match self.workspace.restore(&step.parts) {
            Ok((changes, back)) => {
                self.spread(changes, None);
                Ok(back)
            }
            Err(error) => {
                self.publish_steps();
                Err(ApiError::new(error.code, format!("\"{}\": {}", step.deed.name, error.message)))
            }
        }
    }

    /// Tells everybody which steps there are now.
    pub(crate) fn publish_steps(&mut self) {
        self.publish(Event::Steps { steps: self.steps.names() });
    }
}
