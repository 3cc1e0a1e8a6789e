//! What was asked of the app and is not answered yet.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use protocol::{CommandKind, MessageKind, ToPlugin};
use tokio::sync::oneshot;

use crate::Error;

type Answer = Result<ToPlugin, Error>;

/// The requests that await answers, by their ids.
#[derive(Default)]
pub(crate) struct Requests(Mutex<State>);

#[derive(Default)]
struct State {
    waiting: HashMap<u32, Waiting>,
    last_id: u32,
    is_over: bool,
}

struct Waiting {
    asked: MessageKind,
    answer: oneshot::Sender<Answer>,
}

/// A request that awaits its answer; dropped, it is forgotten.
pub(crate) struct Request<'a> {
    /// Its id, which the answer carries.
    pub(crate) id: u32,
    requests: &'a Requests,
    answer: oneshot::Receiver<Answer>,
}

impl Requests {
    /// An id that no request has that still waits.
    pub(crate) fn fresh_id(&self) -> u32 {
        self.lock().fresh_id()
    }

    /// Expects an answer.
    pub(crate) fn expect(&self, asked: MessageKind) -> Result<Request<'_>, Error> {
        let (sender, answer) = oneshot::channel();
        let mut state = self.lock();
        if state.is_over {
            return Err(Error::Ended);
        }
        let id = state.fresh_id();
        state.waiting.insert(id, Waiting { asked, answer: sender });
        Ok(Request { id, requests: self, answer })
    }

    /// Gives an answer to whoever waits for it.
    pub(crate) fn answer(&self, id: u32, command: ToPlugin) {
        let Some(Waiting { asked, answer }) = self.lock().waiting.remove(&id) else {
            tracing::debug!("{} answers request {id}, which nobody waits for", command.kind().name());
            return;
        };
        let result = match asked.answer_kind() == Some(command.kind()) {
            true => Ok(command),
            false => Err(Error::Answer { name: asked.name(), reason: format!("it is a {}", command.kind().name()) }),
        };
        let _ = answer.send(result); // Whoever asked may have been dropped in this moment.
    }

    /// Says that an answer came but could not be read.
    pub(crate) fn refuse(&self, id: u32, reason: String) {
        if let Some(Waiting { asked, answer }) = self.lock().waiting.remove(&id) {
            let _ = answer.send(Err(Error::Answer { name: asked.name(), reason }));
        }
    }

    /// No answer comes any more.
    pub(crate) fn close(&self) {
        let mut state = self.lock();
        state.is_over = true;
        state.waiting.clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn fresh_id(&mut self) -> u32 {
        loop {
            self.last_id = self.last_id.wrapping_add(1);
            if !self.waiting.contains_key(&self.last_id) {
                return self.last_id;
            }
        }
    }
}

impl Request<'_> {
    /// Waits for the answer.
    pub(crate) async fn answer(&mut self) -> Answer {
        (&mut self.answer).await.unwrap_or(Err(Error::Ended))
    }
}

impl Drop for Request<'_> {
    fn drop(&mut self) {
        self.requests.lock().waiting.remove(&self.id);
    }
}

/// Whether a command is the answer to a message, rather than an event.
pub(crate) fn is_answer(command: CommandKind) -> bool {
    MessageKind::ALL.iter().any(|message| message.answer_kind() == Some(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_finds_its_request() {
        let requests = Requests::default();
        let mut first = requests.expect(MessageKind::WorkspaceUpdate).unwrap();
        let mut second = requests.expect(MessageKind::StructuresDeepUpdate).unwrap();
        requests.answer(second.id, ToPlugin::StructuresDeepUpdateDone);
        requests.answer(first.id, ToPlugin::WorkspaceUpdated);
        assert!(matches!(first.answer().await, Ok(ToPlugin::WorkspaceUpdated)));
        assert!(matches!(second.answer().await, Ok(ToPlugin::StructuresDeepUpdateDone)));
    }

    #[tokio::test]
    async fn a_wrong_answer_is_an_error_that_names_what_was_asked() {
        let requests = Requests::default();
        let mut request = requests.expect(MessageKind::ComplexListRequest).unwrap();
        requests.answer(request.id, ToPlugin::WorkspaceUpdated);
        let error = request.answer().await.unwrap_err().to_string();
        assert_eq!(error, "the app's answer to complex_list_request could not be read: it is a workspace_updated");
    }

    #[tokio::test]
    async fn the_end_answers_all() {
        let requests = Requests::default();
        let mut request = requests.expect(MessageKind::WorkspaceRequest).unwrap();
        requests.close();
        assert!(matches!(request.answer().await, Err(Error::Ended)));
        assert!(matches!(requests.expect(MessageKind::WorkspaceRequest), Err(Error::Ended)));
    }

    #[test]
    fn a_dropped_request_is_forgotten() {
        let requests = Requests::default();
        drop(requests.expect(MessageKind::WorkspaceRequest));
        assert!(requests.lock().waiting.is_empty());
    }

    #[test]
    fn events_are_no_answers() {
        assert!(is_answer(CommandKind::ComplexesResponse));
        assert!(is_answer(CommandKind::PositionStructuresDone));
        for event in [CommandKind::Run, CommandKind::ComplexUpdated, CommandKind::ButtonPress, CommandKind::Connect] {
            assert!(!is_answer(event), "{}", event.name());
        }
    }
}
