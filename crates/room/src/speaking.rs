//! What sessions are told: what people do with their buttons and menus, and what happens in the room.

use molecule::Index;
use molecule_wire::{Depth, to_wire};
use protocol::ToPlugin;
use protocol::structure::{ComplexChanged, DeepComplex};
use room_api::{Answer, ApiError, ErrorCode, Event, Intent, SessionId, SessionState};

use crate::Effect;
use crate::menus::{FreshImage, MenuChanges};
use crate::outbox::{Subject, Word};
use crate::room::Room;
use crate::session::Session;

impl Room {
    /// Somebody pressed Run.
    pub(crate) fn press_run(&mut self, id: SessionId) -> Result<Answer, ApiError> {
        let session = self.running(id)?;
        if !session.run_button().usable {
            let message =
                format!("{} cannot be run just now: it says \"{}\".", session.name, session.run_button().text);
            return Err(ApiError::new(ErrorCode::Conflict, message));
        }
        self.send_event(id, ToPlugin::Run, true);
        Ok(Answer::Done)
    }

    /// Somebody pressed Advanced Settings.
    pub(crate) fn press_advanced_settings(&mut self, id: SessionId) -> Result<Answer, ApiError> {
        let session = self.running(id)?;
        match session.advanced_settings_button() {
            Some(button) if button.usable => {}
            Some(button) => {
                let message = format!("The settings of {} cannot be opened now: \"{}\".", session.name, button.text);
                return Err(ApiError::new(ErrorCode::Conflict, message));
            }
            None => {
                let message = format!("{} has no advanced settings.", session.name);
                return Err(ApiError::new(ErrorCode::NotFound, message));
            }
        }
        self.send_event(id, ToPlugin::AdvancedSettings, true);
        Ok(Answer::Done)
    }

    /// Somebody touched a menu.
    pub(crate) fn operate_menu(&mut self, id: SessionId, intent: &Intent) -> Result<Answer, ApiError> {
        self.running(id)?;
        let Some(session) = self.sessions.get_mut(&id) else { return Ok(Answer::Done) };
        let (command, changes) = session.menus.intent(intent)?;
        self.publish_menus(id, changes);
        let subject = match *intent {
            Intent::Slide { content, released: false, .. } => Some(Subject::Slider(content)),
            Intent::Type { content, submit: false, .. } => Some(Subject::Text(content)),
            Intent::Hover { content, .. } => Some(Subject::Hover(content)),
            _ => None,
        };
        match (subject, self.sessions.get_mut(&id)) {
            (Some(subject), Some(session)) => session.outbox.put(subject, Word::Ready(Box::new(command))),
            _ => self.send_event(id, command, matches!(intent, Intent::Press { .. })),
        }
        Ok(Answer::Done)
    }

    /// What changed of a session's menus.
    pub(crate) fn publish_menus(&mut self, session: SessionId, changes: MenuChanges) {
        for FreshImage { image, bytes } in changes.images {
            self.effects.push(Effect::KeepImage { session, image, bytes });
        }
        for menu in changes.menus {
            self.publish(Event::Menu { session, menu });
        }
        for content in changes.contents {
            self.publish(Event::Content { session, content });
        }
        if let Some(problem) = changes.problem {
            self.tell_problem(session, &problem);
        }
    }

    /// The session, if its plugin can be told something now; else why not.
    fn running(&self, id: SessionId) -> Result<&Session, ApiError> {
        let session = self.session(id)?;
        let name = &session.name;
        let message = match session.state() {
            SessionState::Running | SessionState::NotAnswering => return Ok(session),
            SessionState::Connecting => format!("{name} is still connecting. Wait until it runs."),
            SessionState::Lost => format!("The link to {name} is lost. Wait until it is back, or reconnect."),
            SessionState::Ended { .. } => format!("This session of {name} is over. Reconnect it."),
        };
        Err(ApiError::new(ErrorCode::Conflict, message))
    }

    /// Tells a session what somebody did, after all that they did before. A plugin should react to some of it: to Run,
    /// Advanced Settings and a button. What a slider, a text or a dropdown says it may just remember.
    pub(crate) fn send_event(&mut self, id: SessionId, event: ToPlugin, expects_reaction: bool) {
        let now = self.now;
        let Some(session) = self.sessions.get_mut(&id) else { return };
        if expects_reaction {
            session.expect_answer(now.saturating_add(self.limits.answer_timeout));
        }
        for (subject, word) in session.outbox.hurry(now) {
            self.send_word(id, subject, word);
        }
        self.send(id, 0, &event);
    }

    /// Sends what waits for a session, as far as its time has come.
    pub(crate) fn send_what_waits(&mut self, id: SessionId) {
        while let Some(session) = self.sessions.get_mut(&id)
            && session.speaks().is_some()
            && let Some((subject, word)) = session.outbox.next(self.now)
        {
            self.send_word(id, subject, word);
        }
    }

    fn send_word(&mut self, id: SessionId, subject: Subject, word: Word) {
        let command = match (word, subject) {
            (Word::Ready(command), _) => Some(*command),
            (Word::Latest, Subject::Presenter) => Some(ToPlugin::PresenterChange),
            (Word::Latest, Subject::ComplexesAdded) => Some(ToPlugin::ComplexAdd),
            (Word::Latest, Subject::ComplexesRemoved) => Some(ToPlugin::ComplexRemove),
            (Word::Latest, Subject::Complex(index)) => self.complex_changed(index).map(ToPlugin::ComplexUpdated),
            (Word::Latest, Subject::Selection(index)) => self.complex_changed(index).map(ToPlugin::SelectionChanged),
            (Word::Latest, Subject::Slider(_) | Subject::Text(_) | Subject::Hover(_)) => None,
        };
        if let Some(command) = command {
            self.send(id, 0, &command);
        }
    }

    /// A complex as it is now. Of one that is gone plugins learn by `complex_remove`: the library would hand their
    /// callbacks a `None` that few expect.
    fn complex_changed(&self, index: Index) -> Option<ComplexChanged> {
        let (atoms, complex) = to_wire(self.workspace.complex(index)?, Depth::Deep);
        Some(ComplexChanged { index, complex: Some(DeepComplex { atoms, complex }) })
    }

    /// Sends a command to a session that can be spoken to.
    pub(crate) fn send(&mut self, id: SessionId, request: u32, command: &ToPlugin) {
        let Some(agreed) = self.sessions.get(&id).and_then(Session::agreed) else { return };
        let payload = command.encode(request, agreed);
        self.effects.push(Effect::ToPlugin { session: id, payload });
    }
}
