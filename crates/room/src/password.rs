//! The room's password: asked of visitors and of those who come by the guest link. What is kept of it is salted and hashed, which
//! takes its time and so happens outside; meanwhile who said it waits at the door.

use std::fmt;

use room_api::{Answer, ApiError, ErrorCode, Event, RequestId, Role};

use crate::members::Connection;
use crate::room::Room;
use crate::{ConnectionId, Effect};

/// The longest password, in letters.
const MAX_PASSWORD: usize = 128;

/// What is kept of a password.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PasswordHash {
    /// What makes it differ from that of the same password elsewhere.
    pub salt: [u8; 16],
    /// Of salt and password.
    pub hash: [u8; 32],
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(***)")
    }
}

/// Whether what somebody said is the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordCheck {
    /// It is.
    Right,
    /// It is not.
    Wrong,
    /// Nobody looked: too many wrong ones were said lately.
    TooMany,
}

/// The password, and who waits since they said one.
#[derive(Debug, Default)]
pub(crate) struct Password {
    kept: Option<PasswordHash>,
    /// One is being hashed: it takes a processor its time, so that they come one after the other.
    is_being_hashed: bool,
    at_the_door: Vec<Caller>,
}

#[derive(Debug)]
struct Caller {
    connection: Connection,
    name: String,
    /// With what theirs is compared.
    hash: PasswordHash,
}

impl Password {
    /// Whether there is one.
    pub fn is_set(&self) -> bool {
        self.kept.is_some()
    }

    /// Whether this connection waits already.
    pub fn is_asked_of(&self, connection: ConnectionId) -> bool {
        self.at_the_door.iter().any(|caller| caller.connection.id == connection)
    }

    /// Somebody went away.
    pub fn forget(&mut self, connection: ConnectionId) {
        self.at_the_door.retain(|caller| caller.connection.id != connection);
    }

    fn take(&mut self, connection: ConnectionId) -> Option<Caller> {
        let at = self.at_the_door.iter().position(|caller| caller.connection.id == connection)?;
        Some(self.at_the_door.remove(at))
    }
}

impl Room {
    /// The presenter gives the room a password, or takes it away. None: the answer follows.
    pub(crate) fn set_password(
        &mut self,
        connection: ConnectionId,
        request: RequestId,
        password: Option<String>,
    ) -> Result<Option<Answer>, ApiError> {
        if self.password.is_being_hashed {
            let message = "The room is being given a password just now. Try again in a moment.";
            return Err(ApiError::new(ErrorCode::Conflict, message));
        }
        let Some(password) = password else {
            self.keep_password(None);
            return Ok(Some(Answer::Done));
        };
        if password.is_empty() || password.chars().count() > MAX_PASSWORD {
            let message = format!("A password has 1 to {MAX_PASSWORD} letters. Say another one.");
            return Err(ApiError::new(ErrorCode::Malformed, message));
        }
        self.password.is_being_hashed = true;
        self.effects.push(Effect::HashPassword { connection, request, password });
        Ok(None)
    }

    /// The password that somebody wants to be the room's was hashed. They may present no longer.
    pub(crate) fn password_hashed(&mut self, connection: ConnectionId, request: RequestId, hash: PasswordHash) {
        self.password.is_being_hashed = false;
        let Some(member) = self.members.at(connection).map(|member| member.id) else { return };
        let allowed = self.check_password_right(member);
        if allowed.is_ok() {
            self.keep_password(Some(hash));
        }
        self.answer(connection, request, allowed.map(|()| Answer::Done));
    }

    fn keep_password(&mut self, kept: Option<PasswordHash>) {
        let was_set = self.password.is_set();
        self.password.kept = kept;
        if self.password.is_set() != was_set {
            self.publish(Event::HasPassword { on: self.password.is_set() });
        }
    }

    /// A guest is let in, or asked for the password, or waits until theirs is compared.
    pub(crate) fn admit_guest(
        &mut self,
        connection: Connection,
        name: &str,
        password: Option<&str>,
    ) -> Result<(), ApiError> {
        let Some(hash) = self.password.kept else { return self.admit(connection, name, Role::Guest) };
        let Some(password) = password else {
            let message = "This room has a password. Say it, or ask somebody in the room for it.";
            return Err(ApiError::new(ErrorCode::PasswordNeeded, message));
        };
        if password.chars().count() > MAX_PASSWORD {
            return Err(wrong());
        }
        let (to, name) = (connection.id, name.to_owned());
        self.password.at_the_door.push(Caller { connection, name, hash });
        self.effects.push(Effect::CheckPassword { connection: to, password: password.to_owned(), hash });
        Ok(())
    }

    /// What a guest said was compared with what was the password then.
    pub(crate) fn password_checked(&mut self, connection: ConnectionId, check: PasswordCheck) {
        let Some(Caller { connection: comes_by, name, hash }) = self.password.take(connection) else { return };
        self.settle_fed();
        let entered = match check {
            PasswordCheck::Right if self.password.kept.is_none_or(|kept| kept == hash) => {
                self.admit(comes_by, &name, Role::Guest)
            }
            PasswordCheck::Right | PasswordCheck::Wrong => Err(wrong()),
            PasswordCheck::TooMany => {
                let message = "Too many wrong passwords were said lately. Wait a minute, and try again.";
                Err(ApiError::new(ErrorCode::Limit, message))
            }
        };
        if let Err(error) = entered {
            self.refuse_entry(connection, error);
        }
    }

    /// Nobody is let in any more.
    pub(crate) fn refuse_callers(&mut self, error: &ApiError) {
        for caller in std::mem::take(&mut self.password.at_the_door) {
            self.refuse_entry(caller.connection.id, error.clone());
        }
    }
}

fn wrong() -> ApiError {
    ApiError::new(ErrorCode::WrongPassword, "This is not the room's password. Ask somebody in the room for it.")
}
