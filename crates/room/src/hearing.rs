//! What sessions say: read, carried out in order, and answered whenever an answer is due.

use std::fmt;

use bytes::Bytes;
use protocol::control::Connect;
use protocol::presenter::PresenterInfo;
use protocol::ui::Notification;
use protocol::{Agreed, Incoming, MessageKind, Refused, ToApp, ToPlugin};
use room_api::{NotificationKind, SessionId};

use crate::crowded;
use crate::errands::Asked;
use crate::room::Room;
use crate::session::{Owes, Phase, Session};

/// The most complexes that one session may watch, in each way.
const MAX_HOOKS: usize = 4096;
/// The most things that people are told once about a session.
const MAX_TOLD: usize = 64;
/// So many notifications of one session are passed on ...
const MAX_NOTIFICATIONS: usize = 20;
/// ... in this time, in milliseconds.
const NOTIFICATIONS_WITHIN: u64 = 10_000;
/// What is logged of a session that should have said first how it talks.
const EARLY: &str = "a message before connect, ignored";

impl Room {
    /// A payload came from a session.
    pub(crate) fn hear(&mut self, id: SessionId, payload: &Bytes) {
        let Some(session) = self.sessions.get_mut(&id) else {
            tracing::debug!(session = %id, "a message from a session that is not there, ignored");
            return;
        };
        let plugin = session.plugin;
        match &session.phase {
            Phase::Ended { .. } => {
                tracing::debug!(session = %id, %plugin, "a message from a session that is over, ignored");
                return;
            }
            Phase::Connecting { .. } => {
                match ToApp::decode(payload, &Agreed::default()) {
                    Ok(Incoming { message: ToApp::Connect(connect), .. }) => self.connected(id, &connect),
                    Ok(Incoming { message, .. }) => self.complain(id, EARLY, &message.kind().name()),
                    Err(refused) => self.complain(id, EARLY, &refused),
                }
                return;
            }
            Phase::Live { .. } => {}
        }
        if session.was_heard() {
            tracing::info!(session = %id, %plugin, "answers again");
            self.publish_session(id);
        }
        if !self.wait_in_line(id, payload) {
            self.hear_now(id, payload);
        }
    }

    /// Carries out what a session says, and answers it, or sends for the answer.
    pub(crate) fn hear_now(&mut self, id: SessionId, payload: &Bytes) {
        let Some(agreed) = self.sessions.get(&id).and_then(Session::agreed) else { return };
        match ToApp::decode(payload, agreed) {
            Ok(Incoming { request, expects_response, message }) => {
                let asked = Asked { kind: message.kind(), request, expects_response };
                if let Some(problem) = crowded::problem(&message) {
                    self.tell_problem(id, &problem);
                    return self.reply(id, asked, None);
                }
                if let Some(message) = self.obey_later(id, asked, message) {
                    let answer = self.obey(id, message);
                    self.reply(id, asked, answer);
                }
            }
            Err(refused) => self.refuse(id, &refused),
        }
    }

    fn connected(&mut self, id: SessionId, connect: &Connect) {
        let Some(session) = self.sessions.get_mut(&id) else { return };
        let agreed = Box::new(Agreed::with(&connect.versions));
        session.phase = Phase::Live { agreed, owes: Owes::Nothing };
        tracing::info!(session = %id, plugin = %session.plugin, "running");
        self.publish_session(id);
        self.call_what_waited(id);
    }

    /// Does what a message says; the answer, where it has one of its own.
    fn obey(&mut self, id: SessionId, message: ToApp) -> Option<ToPlugin> {
        self.call_may_have_begun(id, &message);
        match message {
            ToApp::Connect(_) => {
                self.complain(id, "a message was ignored", &"it had connected already");
                None
            }
            ToApp::PluginListButtonSet(button) => {
                if self.sessions.get_mut(&id)?.set_button(button) {
                    self.publish_session(id);
                }
                None
            }
            ToApp::NotificationSend(notification) => {
                self.pass_on(id, &notification);
                None
            }
            ToApp::OpenUrl(link) => {
                self.ask_to_open(id, &link);
                None
            }
            ToApp::MenuUpdate(_)
            | ToApp::ContentUpdate(_)
            | ToApp::NodeUpdate(_)
            | ToApp::HookUiCallback(_)
            | ToApp::MenuTransformSet(_) => {
                let changes = self.sessions.get_mut(&id)?.menus.handle(message);
                self.publish_menus(id, changes);
                None
            }
            ToApp::HookComplexUpdated(index) => {
                self.hook(id, index, |session| &mut session.hooks.complexes);
                None
            }
            ToApp::HookSelectionChanged(index) => {
                self.hook(id, index, |session| &mut session.hooks.selections);
                None
            }
            ToApp::PresenterInfoRequest => Some(ToPlugin::PresenterInfoResponse(self.presenter_info())),
            ToApp::MenuTransformRequest(index) => {
                Some(ToPlugin::MenuTransformResponse(self.sessions.get(&id)?.menus.transform(index)))
            }
            ToApp::ControllerTransformsRequest => Some(ToPlugin::ControllerTransformsResponse(self.controllers())),
            ToApp::SetSkybox(skybox) => {
                self.set_skybox(id, skybox);
                None
            }
            ToApp::StructuresDeepUpdate(_)
            | ToApp::StructuresShallowUpdate(_)
            | ToApp::WorkspaceUpdate(_)
            | ToApp::WorkspaceRequest
            | ToApp::AddToWorkspace(_)
            | ToApp::ComplexesRequest(_)
            | ToApp::ComplexListRequest
            | ToApp::SubstructureRequest(_)
            | ToApp::BondsAdd(_)
            | ToApp::DsspAdd(_)
            | ToApp::ApplyColorScheme(_) => self.obey_about_structures(id, message),
            ToApp::StreamCreate(wanted) => Some(self.create_stream(id, wanted)),
            ToApp::StreamFeed(feed) => Some(self.feed_stream(id, feed)),
            ToApp::StreamDestroy(stream) => {
                self.destroy_stream(id, stream);
                None
            }
            ToApp::SetShape(set) => Some(self.set_shapes(id, set.shapes.0)),
            ToApp::DeleteShape(delete) => Some(self.delete_shapes(id, &delete.indices)),
            ToApp::CreateInteractions(given) => Some(self.create_interactions(id, given)),
            ToApp::GetInteractions(wanted) => Some(self.interactions_of(&wanted)),
            ToApp::DeleteInteractions(indices) => {
                self.delete_interactions(&indices);
                None
            }
            ToApp::InteractionsCalcDone => {
                self.interactions_done(id);
                None
            }
            ToApp::AddVolume(add) => Some(self.add_volume(id, *add)),
            ToApp::StructuresZoom(atoms) => Some(self.look_at(id, atoms, true)),
            ToApp::StructuresCenter(atoms) => Some(self.look_at(id, atoms, false)),
            ToApp::ComputeHbonds => Some(self.compute_hydrogen_bonds(id)),
            ToApp::SaveMacro(owned) => {
                self.save_macro(id, &owned);
                None
            }
            ToApp::DeleteMacro(owned) => {
                self.delete_macro(id, &owned);
                None
            }
            ToApp::StopMacro => {
                self.stop_macro();
                None
            }
            ToApp::GetMacros(identifier) => Some(self.macros_of(&identifier)),
            ToApp::Integration(answer) => {
                self.call_answered(id, answer);
                None
            }
            // These never come here: their answers come later.
            ToApp::RunMacro(_)
            | ToApp::DirectoryRequest(_)
            | ToApp::FileRequest(_)
            | ToApp::FileSave(_)
            | ToApp::PrintWorkingDirectory
            | ToApp::Cd(_)
            | ToApp::Ls(_)
            | ToApp::Mv(_)
            | ToApp::Get(_)
            | ToApp::Put(_)
            | ToApp::Rm(_)
            | ToApp::Rmdir(_)
            | ToApp::Mkdir(_)
            | ToApp::Cp(_)
            | ToApp::LoadFile(_)
            | ToApp::ExportFiles(_) => None,
        }
    }

    /// Answers a message if an answer is due; with an empty one where nothing better is known.
    pub(crate) fn reply(&mut self, id: SessionId, asked: Asked, answer: Option<ToPlugin>) {
        if asked.expects_response == Some(false) {
            return;
        }
        if let Some(answer) = answer.or_else(|| self.empty_answer(asked.kind)) {
            self.send(id, asked.request, &answer);
        }
    }

    /// A message that could not be read: logged, told, and answered all the same.
    fn refuse(&mut self, id: SessionId, refused: &Refused<MessageKind>) {
        let Some(session) = self.sessions.get(&id) else { return };
        let name = session.name.clone();
        self.complain(id, "a message was not understood", refused);
        match refused {
            Refused::NoEnvelope(_) => {}
            Refused::Unknown { hash, .. } => self.tell_unsupported(id, &format!("the unknown message {hash:#010x}")),
            Refused::Body { kind, error, .. } => {
                let about = format!("a broken {}", kind.name());
                let text = format!("{name} sent {about}, which was ignored: {error}.");
                self.tell_once(id, &about, &text);
            }
        }
        if let (Some(kind), Some(request)) = (refused.kind(), refused.request()) {
            self.reply(id, Asked { kind, request, expects_response: refused.expects_response() }, None);
        }
    }

    fn tell_unsupported(&mut self, id: SessionId, what: &str) {
        let Some(session) = self.sessions.get(&id) else { return };
        let text = format!("{} uses {what}, which this server does not support yet.", session.name);
        self.tell_once(id, what, &text);
    }

    /// Tells people what is wrong with a session, the first time that it is.
    pub(crate) fn tell_once(&mut self, id: SessionId, about: &str, text: &str) {
        let Some(session) = self.sessions.get_mut(&id) else { return };
        if session.told.len() < MAX_TOLD && session.told.insert(about.to_owned()) {
            self.notify(None, NotificationKind::Warning, text);
        }
    }

    /// Logs what is wrong with a session: of each sort the first, second, fourth, eighth, ... time that it is.
    fn complain(&mut self, id: SessionId, what: &'static str, why: &dyn fmt::Display) {
        let Some(session) = self.sessions.get_mut(&id) else { return };
        let times = session.complaints.entry(what).or_default();
        *times = times.saturating_add(1);
        if times.is_power_of_two() {
            tracing::warn!(session = %id, plugin = %session.plugin, %why, times, "{what}");
        }
    }

    /// Something that a session wanted could not be done: people are told, unless it happens all the time.
    pub(crate) fn tell_problem(&mut self, id: SessionId, problem: &str) {
        let Some(session) = self.sessions.get(&id) else { return };
        let text = format!("{}: {problem}", session.name);
        self.complain(id, "something was not done", &problem);
        if self.may_notify(id) {
            self.notify(None, NotificationKind::Warning, &text);
        }
    }

    /// Passes a plugin's notification on to everybody, unless there are too many.
    pub(crate) fn pass_on(&mut self, id: SessionId, notification: &Notification) {
        if !self.may_notify(id) {
            return;
        }
        let kind = match notification.kind {
            protocol::ui::NotificationKind::SUCCESS => NotificationKind::Success,
            protocol::ui::NotificationKind::WARNING => NotificationKind::Warning,
            protocol::ui::NotificationKind::ERROR => NotificationKind::Error,
            _ => NotificationKind::Message,
        };
        self.notify(Some(id), kind, &notification.text);
    }

    /// Whether people may be bothered once more on behalf of a session.
    pub(crate) fn may_notify(&mut self, id: SessionId) -> bool {
        let now = self.now;
        let Some(session) = self.sessions.get_mut(&id) else { return false };
        session.notified.retain(|at| at + NOTIFICATIONS_WITHIN > now);
        if session.notified.len() >= MAX_NOTIFICATIONS {
            let text = format!("{} sends too many notifications; some are left out.", session.name);
            self.tell_once(id, "too many notifications", &text);
            return false;
        }
        session.notified.push(now);
        true
    }

    fn hook(&mut self, id: SessionId, index: i64, of: fn(&mut Session) -> &mut std::collections::BTreeSet<i64>) {
        let Some(session) = self.sessions.get_mut(&id) else { return };
        let hooks = of(session);
        if hooks.len() < MAX_HOOKS {
            hooks.insert(index);
        } else {
            self.complain(id, "a complex is not watched", &format!("it watches {MAX_HOOKS} already"));
        }
    }

    pub(crate) fn presenter_info(&self) -> PresenterInfo {
        let name = self.members.find(self.presenter).map_or("", |member| &member.name);
        PresenterInfo {
            account_id: format!("{}.{}", self.id, self.presenter).into(),
            account_name: name.into(),
            ..PresenterInfo::default()
        }
    }
}
