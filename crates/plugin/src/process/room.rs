//! The room as the session process knows it: what is said, asked, heard, and how it ends.

use std::any::Any;
use std::future::Future;
use std::sync::{Mutex, PoisonError};

use protocol::session_end::Cause;
use protocol::ui::{Notification, NotificationKind};
use protocol::versions::Key;
use protocol::{Agreed, CommandKind, ToApp, ToPlugin};
use tokio::sync::watch;

use super::events::{Event, Events};
use super::outbox::Outbox;
use super::panics;
use super::requests::{Requests, is_answer};
use crate::ui::SentImages;
use crate::{Error, Result as AnyResult};

/// From these versions on, an image that the app has travels as its key.
const IMAGES_WITH_KEYS: [(Key, u8); 2] = [(Key::of("Image", 2), 2), (Key::of("Button", 6), 6)];

/// How a session ends.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum End {
    /// The room disconnected, or the host stops.
    Stopped,
    /// The pipe to the host closed.
    HostGone,
    /// Something went wrong here.
    Failed(Cause),
}

/// One session's room.
pub(crate) struct Room {
    number: u32,
    agreed: Agreed,
    outbox: Outbox,
    requests: Requests,
    events: Events,
    images: Mutex<SentImages>,
    end: watch::Sender<Option<End>>,
}

impl Room {
    pub(crate) fn new(number: u32, agreed: Agreed, outbox: Outbox) -> Self {
        Self {
            number,
            agreed,
            outbox,
            requests: Requests::default(),
            events: Events::default(),
            images: Mutex::default(),
            end: watch::Sender::new(None),
        }
    }

    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    pub(crate) fn agreed(&self) -> &Agreed {
        &self.agreed
    }

    pub(super) fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Says something that has no answer.
    pub(crate) async fn send(&self, message: ToApp) -> Result<(), Error> {
        self.say(self.requests.fresh_id(), message, false).await
    }

    /// Says something, and awaits its answer.
    pub(crate) async fn request(&self, message: ToApp) -> Result<ToPlugin, Error> {
        let kind = message.kind();
        if kind.answer_kind().is_none() {
            return Err(Error::NoAnswer { name: kind.name() });
        }
        let mut request = self.requests.expect(kind)?;
        self.say(request.id, message, true).await?;
        request.answer().await
    }

    /// Says the first thing.
    pub(crate) fn say_now(&self, message: ToApp) {
        self.outbox.send_now(self.number, message.encode(0, false, &self.agreed));
    }

    /// Hands something of the plugin's own to the plugin.
    pub(crate) fn post(&self, message: Box<dyn Any + Send>) {
        self.push(Event::Posted(message), 0);
    }

    /// What happened next.
    pub(super) async fn next_event(&self) -> Event {
        self.events.next().await
    }

    /// Hears a command.
    pub(super) fn hear(&self, payload: &[u8]) {
        match ToPlugin::decode(payload, &self.agreed) {
            Ok(heard) if heard.message.kind() == CommandKind::Connect => tracing::warn!("connected twice: ignored"),
            Ok(heard) if is_answer(heard.message.kind()) => self.requests.answer(heard.request, heard.message),
            Ok(heard) => self.push(Event::Command(heard.message), payload.len()),
            Err(refused) => match (refused.request(), refused.kind()) {
                (Some(request), Some(kind)) if is_answer(kind) => self.requests.refuse(request, refused.to_string()),
                _ => tracing::warn!("a command is ignored: {refused}"),
            },
        }
    }

    /// Runs the plugin's code until it is done or the session is over.
    pub(crate) async fn watch(&self, work: impl Future<Output = AnyResult<()>>) {
        let done = tokio::select! {
            biased;
            () = self.ended() => return,
            done = panics::guard(work) => done,
        };
        match done {
            Ok(Ok(())) => {}
            Ok(Err(error)) => self.complain(&error).await,
            Err(message) => self.end(End::Failed(Cause::Panicked { message })),
        }
    }

    /// Ends the session. The first end counts.
    pub(crate) fn end(&self, end: End) {
        self.end.send_if_modified(|known| {
            let is_first = known.is_none();
            known.get_or_insert(end);
            is_first
        });
        self.outbox.close();
        self.requests.close();
    }

    /// Ends the session since nobody is there to hear how it ends.
    pub(super) fn host_gone(&self) {
        self.end.send_replace(Some(End::HostGone));
        self.outbox.close();
        self.requests.close();
    }

    /// Returns when the session is over.
    pub(crate) async fn ended(&self) {
        // Fails only if the sender is gone, which lives in `self`.
        let _ = self.end.subscribe().wait_for(Option::is_some).await;
    }

    pub(super) fn is_over(&self) -> bool {
        self.end.borrow().is_some()
    }

    pub(super) fn how_it_ended(&self) -> End {
        self.end.borrow().clone().unwrap_or(End::Stopped)
    }

    async fn say(&self, request: u32, mut message: ToApp, expects_response: bool) -> Result<(), Error> {
        let name = message.kind().name();
        self.strip_images(&mut message);
        let payload = message.encode(request, expects_response, &self.agreed);
        self.outbox.send(name, self.number, payload).await
    }

    fn strip_images(&self, message: &mut ToApp) {
        if IMAGES_WITH_KEYS.iter().any(|(key, since)| self.agreed.version(*key) < *since) {
            return;
        }
        let mut images = self.images.lock().unwrap_or_else(PoisonError::into_inner);
        match message {
            ToApp::MenuUpdate(update) => images.strip(&mut update.contents),
            ToApp::ContentUpdate(update) => images.strip(update.contents.iter_mut()),
            ToApp::NodeUpdate(update) => images.strip_nodes(&mut update.nodes),
            _ => {}
        }
    }

    fn push(&self, event: Event, bytes: usize) {
        if self.events.push(event, bytes).is_err() {
            let message = "The plugin left too many events waiting: one of its methods does not return.".into();
            self.end(End::Failed(Cause::Error { message }));
        }
    }

    async fn complain(&self, error: &anyhow::Error) {
        if self.is_over() {
            return;
        }
        tracing::error!("{error:#}");
        let text = format!("{error:#}").into();
        // If the session ended meanwhile, the log has the error.
        let _ = self.send(ToApp::NotificationSend(Notification { kind: NotificationKind::ERROR, text })).await;
    }
}
