//! Sessions come and go: activated, answered or not, lost and back, ended, deactivated.

use std::sync::Arc;

use protocol::session_end::SessionEnd as SaidByPlugin;
use protocol::{Agreed, ToPlugin, Versions};
use room_api::{Answer, ApiError, Consent, ErrorCode, Event, Permission, Plugin, PluginId, SessionId};

use crate::room::Room;
use crate::session::{Owes, Phase, Session};
use crate::{Effect, Millis, SessionEnd};

/// The most sessions that are over and still shown.
const MAX_ENDED: usize = 32;
/// Why a session ended whose plugin does not say, as those of the library.
const WITHOUT_WORDS: &str = "The plugin ended it: it crashed or stopped. What it wrote where it was started says why.";

impl Room {
    /// Connects to a plugin: a fresh session.
    pub(crate) fn activate(&mut self, plugin: PluginId, allow: &[Permission]) -> Result<Answer, ApiError> {
        let plugin = self.plugins.iter().find(|known| known.id == plugin).cloned().ok_or_else(|| {
            let message = format!("No plugin has the number {plugin}. It may have stopped: look at the list again.");
            ApiError::new(ErrorCode::NotFound, message)
        })?;
        if !plugin.connected {
            let message = format!("The link to {} is lost just now. Try again when it is back.", plugin.name);
            return Err(ApiError::new(ErrorCode::Conflict, message));
        }
        let of_plugin = || self.sessions.values().filter(|session| session.plugin == plugin.id);
        if let Some(session) = of_plugin().find(|session| !session.has_ended()).map(|session| session.id) {
            let message = format!("{} is active already (session {session}). Reconnect it to begin anew.", plugin.name);
            return Err(ApiError::new(ErrorCode::Conflict, message));
        }
        self.check_another_fits(None)?;
        // A session of a namesake may have been reconnected: then several are over.
        let over: Vec<SessionId> = of_plugin().map(|session| session.id).collect();
        over.into_iter().for_each(|session| self.drop_session(session));
        let session = self.open(&plugin);
        for permission in allow.iter().filter(|permission| plugin.permissions.contains(permission)) {
            self.consent(session, *permission, Consent::Allowed)?;
        }
        Ok(Answer::Session { session })
    }

    /// Whether the room may have one more session, once this one is gone.
    fn check_another_fits(&self, gone: Option<SessionId>) -> Result<(), ApiError> {
        let stays = |session: &&Session| !session.has_ended() && Some(session.id) != gone;
        let (active, limit) = (self.sessions.values().filter(stays).count(), self.limits.sessions);
        if active < limit {
            return Ok(());
        }
        let message = format!("The room has {active} active plugins, and may have {limit}. Deactivate one first.");
        Err(ApiError::new(ErrorCode::Limit, message))
    }

    fn open(&mut self, plugin: &Plugin) -> SessionId {
        let id = self.sources.session();
        tracing::info!(session = %id, plugin = %plugin.id, name = plugin.name, "activated");
        let until = self.now.saturating_add(self.limits.connect_timeout);
        let session = Session::new(id, plugin, until, self.limits.image_bytes);
        let event = Event::Session { session: session.view() };
        self.sessions.insert(id, session);
        self.publish(event);
        self.effects.push(Effect::OpenSession { session: id, plugin: plugin.id });
        let payload = ToPlugin::Connect(Versions::offered()).encode(0, &Agreed::default());
        self.effects.push(Effect::ToPlugin { session: id, payload });
        id
    }

    /// Ends a session, or what is left of it.
    pub(crate) fn deactivate(&mut self, session: SessionId) -> Result<Answer, ApiError> {
        self.session(session)?;
        tracing::info!(%session, "deactivated");
        self.drop_session(session);
        Ok(Answer::Done)
    }

    /// Ends what is left of a session and activates its plugin again; under its name where its number is gone.
    pub(crate) fn reconnect(&mut self, session: SessionId) -> Result<Answer, ApiError> {
        let session = self.session(session)?;
        let (id, name) = (session.id, session.name.clone());
        let connected = || self.plugins.iter().filter(|plugin| plugin.connected);
        let same = connected().find(|plugin| plugin.id == session.plugin);
        let mut namesakes = connected().filter(|plugin| plugin.name == name);
        let plugin = match (same, namesakes.next(), namesakes.next()) {
            (Some(plugin), ..) | (None, Some(plugin), None) => plugin.clone(),
            (None, None, _) => {
                let message = format!("No plugin named {name} is connected. Start it, then reconnect.");
                return Err(ApiError::new(ErrorCode::NotFound, message));
            }
            (None, Some(_), Some(_)) => {
                let message = format!("Several plugins are named {name}. Activate the one that you mean.");
                return Err(ApiError::new(ErrorCode::Conflict, message));
            }
        };
        if self.sessions.values().any(|other| other.plugin == plugin.id && other.id != id && !other.has_ended()) {
            let message = format!("{name} is active again already, in another session.");
            return Err(ApiError::new(ErrorCode::Conflict, message));
        }
        self.check_another_fits(Some(id))?;
        self.drop_session(id);
        Ok(Answer::Session { session: self.open(&plugin) })
    }

    /// The plugins of the server changed: some links may be lost or back.
    pub(crate) fn plugins_changed(&mut self, plugins: Arc<[Plugin]>) {
        if self.plugins == plugins {
            return;
        }
        self.plugins = plugins;
        self.publish(Event::Plugins { plugins: self.plugins.to_vec() });
        let answer_until = self.now.saturating_add(self.limits.answer_timeout);
        let mut changed = Vec::new();
        for session in self.sessions.values_mut() {
            let plugin = self.plugins.iter().find(|plugin| plugin.id == session.plugin);
            if session.set_lost(!plugin.is_some_and(|plugin| plugin.connected), answer_until) {
                changed.push(session.id);
            }
        }
        for session in changed {
            self.publish_session(session);
        }
    }

    /// A session ended on the plugin's side.
    pub(crate) fn session_ended(&mut self, session: SessionId, end: &SessionEnd) {
        let shown = |said: &str| room_api::text::line(said).collect::<String>();
        let (reason, log) = match end {
            SessionEnd::Plugin(payload) => match SaidByPlugin::decode(payload) {
                Some(said) => (shown(&said.cause.to_string()), said.log.iter().map(|line| shown(line)).collect()),
                None => (WITHOUT_WORDS.to_owned(), Vec::new()),
            },
            SessionEnd::LinkLost => ("The link to the plugin was lost and did not come back.".to_owned(), Vec::new()),
            SessionEnd::PluginStopped => ("The plugin stopped.".to_owned(), Vec::new()),
            SessionEnd::PluginRestarted => ("The plugin was lost, and was started again since.".to_owned(), Vec::new()),
            SessionEnd::Server(reason) => (reason.clone(), Vec::new()),
        };
        self.end(session, reason, log);
    }

    /// A session is over, and stays to be seen.
    fn end(&mut self, id: SessionId, reason: String, log: Vec<String>) {
        let Some(session) = self.sessions.get_mut(&id).filter(|session| !session.has_ended()) else { return };
        tracing::info!(session = %id, plugin = %session.plugin, reason, "session ended");
        let (name, why) = (session.name.clone(), reason.clone());
        session.phase = Phase::Ended { at: self.now, reason, log };
        session.outbox = Default::default();
        session.hooks = Default::default();
        session.errands = Default::default();
        let closed = session.menus.close();
        self.publish_session(id);
        self.publish_menus(id, closed);
        self.effects.push(Effect::ForgetImages { session: id });
        self.destroy_streams_of(id);
        self.delete_shapes_of(id);
        self.fail_calls_of(id, &name, &why);
        // This one was not read yet, whichever else ended in this moment.
        let before = self.sessions.values().filter(|other| other.id != id);
        let before: Vec<_> = before.filter_map(|other| Some((other.ended_at()?, other.id))).collect();
        if before.len() >= MAX_ENDED
            && let Some((_, oldest)) = before.into_iter().min()
        {
            self.drop_session(oldest);
        }
    }

    /// A session is gone; its plugin is told where it does not know.
    fn drop_session(&mut self, id: SessionId) {
        let Some(session) = self.sessions.remove(&id) else { return };
        if !session.has_ended() {
            self.effects.push(Effect::CloseSession { session: id });
            self.effects.push(Effect::ForgetImages { session: id });
        }
        self.destroy_streams_of(id);
        self.delete_shapes_of(id);
        self.wanted_urls.forget(id);
        self.fail_calls_of(id, &session.name, "it was deactivated.");
        self.publish(Event::SessionGone { session: id });
    }

    /// Ends what did not connect in time, marks what did not answer in time, sends what may be sent now.
    pub(crate) fn sessions_catch_up(&mut self) {
        let due = |session: &&Session| session.deadline().is_some_and(|due| due <= self.now);
        let due: Vec<SessionId> = self.sessions.values().filter(due).map(|session| session.id).collect();
        for id in due {
            let now = self.now;
            let Some(session) = self.sessions.get_mut(&id) else { continue };
            match &mut session.phase {
                Phase::Connecting { until } if *until <= now => {
                    let reason = format!("The plugin did not answer within {}.", seconds(self.limits.connect_timeout));
                    self.effects.push(Effect::CloseSession { session: id });
                    self.end(id, reason, Vec::new());
                }
                Phase::Live { owes, .. } if matches!(*owes, Owes::AnswerUntil(until) if until <= now) => {
                    *owes = Owes::Overdue;
                    tracing::info!(session = %id, plugin = %session.plugin, "does not answer");
                    self.publish_session(id);
                }
                _ => {}
            }
            self.send_what_waits(id);
        }
    }

    /// The session with this number, or why there is none.
    pub(crate) fn session(&self, id: SessionId) -> Result<&Session, ApiError> {
        self.sessions.get(&id).ok_or_else(|| {
            let message = format!("No session of the room has the number {id}. It may have been reconnected.");
            ApiError::new(ErrorCode::NotFound, message)
        })
    }

    pub(crate) fn publish_session(&mut self, id: SessionId) {
        if let Some(session) = self.sessions.get(&id) {
            self.publish(Event::Session { session: session.view() });
        }
    }
}

fn seconds(millis: Millis) -> String {
    format!("{} s", millis as f64 / 1000.0)
}
