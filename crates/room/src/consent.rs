//! What plugins may do only after the presenter allowed it: one member's word, for one session, as long as they present.

use room_api::{Answer, ApiError, Consent, ErrorCode, Permission, SessionId};

use crate::files::FilePath;
use crate::room::Room;

impl Room {
    /// Whether a session may do this now. The presenter is asked where they were not, and people are told of a plugin that
    /// never said that it would.
    pub(crate) fn is_allowed(&mut self, id: SessionId, permission: Permission) -> bool {
        let Some(session) = self.sessions.get_mut(&id) else { return false };
        let Some(known) = session.permissions.iter_mut().find(|known| known.permission == permission) else {
            let (name, deed) = (session.name.clone(), deed(permission));
            let text = format!("{name} wants to {deed}, but did not ask for it when it registered: it may not.");
            self.tell_once(id, deed, &text);
            return false;
        };
        match known.consent {
            Consent::Allowed => true,
            Consent::Asked | Consent::Denied => false,
            Consent::Unasked => {
                known.consent = Consent::Asked;
                tracing::info!(session = %id, ?permission, "asks");
                self.publish_session(id);
                false
            }
        }
    }

    /// The presenter says yes or no.
    pub(crate) fn consent(
        &mut self,
        id: SessionId,
        permission: Permission,
        consent: Consent,
    ) -> Result<Answer, ApiError> {
        let name = &self.session(id)?.name;
        let no_wish = format!("{name} did not ask to {} when it registered.", deed(permission));
        let over = format!("This session of {name} is over. Reconnect it.");
        let Some(session) = self.sessions.get_mut(&id).filter(|session| !session.has_ended()) else {
            return Err(ApiError::new(ErrorCode::Conflict, over));
        };
        let Some(known) = session.permissions.iter_mut().find(|known| known.permission == permission) else {
            return Err(ApiError::new(ErrorCode::NotFound, no_wish));
        };
        if std::mem::replace(&mut known.consent, consent) != consent {
            tracing::info!(session = %id, ?permission, ?consent, "the presenter decided");
            self.publish_session(id);
        }
        Ok(Answer::Done)
    }

    /// The presenter changed: what one allowed or denied is not what the next one said.
    pub(crate) fn end_consents(&mut self) {
        let mut changed = Vec::new();
        for session in self.sessions.values_mut().filter(|session| !session.has_ended()) {
            session.folder = FilePath::default();
            let before = session.permissions.clone();
            session.permissions.iter_mut().for_each(|known| known.consent = Consent::Unasked);
            if session.permissions != before {
                changed.push(session.id);
            }
        }
        for session in changed {
            self.publish_session(session);
        }
    }
}

/// How a permission reads after "may".
fn deed(permission: Permission) -> &'static str {
    match permission {
        Permission::LocalFilesAccess => "use the presenter's files",
    }
}
