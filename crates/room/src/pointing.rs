//! At which atoms people point. It is no event of the room's history: it passes, and who comes finds it as it is.

use std::collections::BTreeMap;

use molecule::Index;
use room_api::{Answer, ApiError, AtomRef, ErrorCode, MemberId, Pointer};

use crate::room::Room;

/// One pointer a member at most.
#[derive(Debug, Default)]
pub(crate) struct Pointers {
    by_member: BTreeMap<MemberId, AtomRef>,
}

impl Pointers {
    /// At what a member points.
    pub fn of(&self, member: MemberId) -> Option<AtomRef> {
        self.by_member.get(&member).copied()
    }

    /// As everybody sees them.
    pub fn view(&self) -> Vec<Pointer> {
        self.by_member.iter().map(|(member, at)| Pointer { member: *member, at: *at }).collect()
    }

    /// A member is away: their pointer goes, as everybody takes for granted.
    pub fn forget(&mut self, member: MemberId) {
        self.by_member.remove(&member);
    }

    /// A complex is gone, likewise.
    pub fn forget_complex(&mut self, complex: Index) {
        self.by_member.retain(|_, at| at.complex.0 != complex);
    }
}

impl Room {
    /// Somebody points at an atom, or at none any more.
    pub(crate) fn point(&mut self, by: MemberId, at: Option<AtomRef>) -> Result<Answer, ApiError> {
        if let Some(AtomRef { complex, atom }) = at {
            let frame = self.workspace.complex(complex.0).and_then(|complex| complex.current());
            if !frame.is_some_and(|molecule| molecule.atoms.index.contains(&atom)) {
                let message = format!("There is no atom {atom} in what is shown of complex {complex}.");
                return Err(ApiError::new(ErrorCode::NotFound, message));
            }
        }
        if self.pointers.of(by) == at {
            return Ok(Answer::Done);
        }
        match at {
            Some(at) => self.pointers.by_member.insert(by, at),
            None => self.pointers.by_member.remove(&by),
        };
        self.members.connections().for_each(|connection| connection.updates.tell_pointer(by));
        Ok(Answer::Done)
    }
}
