//! Calls: a member has a plugin do what it registered for. The plugin is activated where it must be, called, and its answer
//! is the member's; other things go on meanwhile.

mod answers;
mod asking;

use std::collections::BTreeMap;

use bytes::Bytes;
use protocol::ToPlugin;
use protocol::integrations::{CallKind, Integration, IntegrationCall};
use room_api::{Answer, ApiError, Call, ErrorCode, PluginId, RequestId, SessionId};

use crate::room::Room;
use crate::{ConnectionId, Effect, Millis};

/// The most calls of a room that wait for their answers.
const MAX_CALLS: usize = 64;

/// The calls of a room.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    last: u32,
    open: BTreeMap<CallNumber, Open>,
}

/// What an answer carries back. Never 0, and never used twice.
pub(crate) type CallNumber = u32;

/// A call that is not answered yet.
#[derive(Debug)]
struct Open {
    session: SessionId,
    call: Call,
    /// Who waits. Nobody: they went away, or know already that it has begun.
    asker: Option<(ConnectionId, RequestId)>,
    stage: Stage,
}

/// How far a call has come.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// The plugin is still connecting, which has a time-out of its own.
    Connecting,
    /// Its file is being written.
    Writing,
    /// The plugin has it.
    Called { until: Millis },
    /// The plugin is at it, and may say later how it went; or not.
    Begun,
}

impl Calls {
    /// When the next one has waited for too long.
    pub fn due(&self) -> Option<Millis> {
        let until = |open: &Open| if let Stage::Called { until } = open.stage { Some(until) } else { None };
        self.open.values().filter_map(until).min()
    }

    fn numbers(&self, is_meant: impl Fn(&Open) -> bool) -> Vec<CallNumber> {
        self.open.iter().filter(|(_, open)| is_meant(open)).map(|(number, _)| *number).collect()
    }
}

impl Room {
    /// Has a plugin do something; the answer follows. An error: nothing was begun.
    pub(crate) fn integrate(
        &mut self,
        connection: ConnectionId,
        request: RequestId,
        call: Call,
        plugin: Option<PluginId>,
    ) -> Result<(), ApiError> {
        self.check_call(&call)?;
        if self.calls.open.values().filter(|open| open.stage != Stage::Begun).count() >= MAX_CALLS {
            let message =
                format!("{MAX_CALLS} calls wait for their plugins already. Wait until one of them is answered.");
            return Err(ApiError::new(ErrorCode::Limit, message));
        }
        let plugin = self.called_plugin(&call, plugin)?;
        let session = self.called_session(&plugin)?;
        // Only the last of its kind is of interest, of those that are under way for who knows how long.
        let is_old =
            |open: &Open| open.session == session && open.stage == Stage::Begun && kind(&open.call) == kind(&call);
        for number in self.calls.numbers(is_old) {
            self.calls.open.remove(&number);
        }
        self.calls.last = self.calls.last.checked_add(1).unwrap_or(1);
        let number = self.calls.last;
        tracing::info!(%session, plugin = %plugin.id, call = kind(&call).name(), number, "called");
        let open = Open { session, call, asker: Some((connection, request)), stage: Stage::Connecting };
        self.calls.open.insert(number, open);
        if self.sessions.get(&session).is_some_and(|session| session.is_live()) {
            self.call(number);
        }
        Ok(())
    }

    /// A session runs now: it gets the calls that waited for it.
    pub(crate) fn call_what_waited(&mut self, session: SessionId) {
        let waiting = |open: &Open| open.session == session && open.stage == Stage::Connecting;
        for number in self.calls.numbers(waiting) {
            self.call(number);
        }
    }

    /// The file for a call was written, or cannot be.
    pub(crate) fn call_file_written(&mut self, number: CallNumber, result: Result<Bytes, String>) {
        match result {
            Ok(data) => self.send_call(number, Some(data)),
            Err(why) => self.finish_call(number, Err(ApiError::new(ErrorCode::Conflict, why))),
        }
    }

    /// Gives a call to its plugin, with complexes as they are now.
    fn call(&mut self, number: CallNumber) {
        let Some(open) = self.calls.open.get_mut(&number) else { return };
        let Call::ExportFile { complex, format, .. } = &open.call else { return self.send_call(number, None) };
        let (id, format) = (*complex, *format);
        match self.workspace.complex(id.0).cloned() {
            Some(complex) => {
                open.stage = Stage::Writing;
                self.effects.push(Effect::WriteForCall { call: number, complex, format });
            }
            None => self.finish_call(number, Err(asking::gone(id))),
        }
    }

    fn send_call(&mut self, number: CallNumber, data: Option<Bytes>) {
        let until = self.now.saturating_add(self.limits.call_timeout);
        let Some(open) = self.calls.open.get_mut(&number) else { return };
        open.stage = Stage::Called { until };
        let session = open.session;
        match asking::to_wire(&open.call, data, &self.workspace) {
            Ok(call) => self.send_event(session, command(number, call), false),
            Err(error) => self.finish_call(number, Err(error)),
        }
    }

    /// What came of a call: whoever asked is told; without them people are, where it went wrong.
    fn finish_call(&mut self, number: CallNumber, result: Result<Answer, ApiError>) {
        let Some(open) = self.calls.open.remove(&number) else { return };
        tracing::info!(session = %open.session, number, is_done = result.is_ok(), "the call is over");
        match (open.asker, result) {
            (Some((connection, request)), result) => self.answer(connection, request, result),
            (None, Err(error)) => self.tell_problem(open.session, &error.message),
            (None, Ok(_)) => {}
        }
    }

    /// Calls that nobody answered in time end.
    pub(crate) fn calls_catch_up(&mut self) {
        let now = self.now;
        let late = |open: &Open| matches!(open.stage, Stage::Called { until } if until <= now);
        for number in self.calls.numbers(late) {
            let Some(open) = self.calls.open.get(&number) else { continue };
            let (name, seconds) = (self.name_of(open.session), self.limits.call_timeout as f64 / 1000.0);
            let message = format!(
                "{name} did not answer within {seconds} s. It may still be at it: look at its menu and its log, or reconnect it."
            );
            self.finish_call(number, Err(ApiError::new(ErrorCode::Plugin, message)));
        }
    }

    /// A session is over, and with it what it was called for.
    pub(crate) fn fail_calls_of(&mut self, session: SessionId, name: &str, why: &str) {
        for number in self.calls.numbers(|open| open.session == session) {
            if self.calls.open.get(&number).is_some_and(|open| open.stage == Stage::Begun) {
                self.calls.open.remove(&number);
                continue;
            }
            let message = format!("{name} ended before it had answered: {why}");
            self.finish_call(number, Err(ApiError::new(ErrorCode::Plugin, message)));
        }
    }

    /// A connection is gone; what was asked on it is carried out all the same.
    pub(crate) fn forget_asker(&mut self, connection: ConnectionId) {
        for open in self.calls.open.values_mut() {
            if open.asker.is_some_and(|(asker, _)| asker == connection) {
                open.asker = None;
            }
        }
    }

    fn name_of(&self, session: SessionId) -> String {
        self.sessions.get(&session).map_or_else(|| "The plugin".to_owned(), |session| session.name.clone())
    }
}

fn command(number: CallNumber, call: IntegrationCall) -> ToPlugin {
    ToPlugin::Integration(Integration { request: number, call })
}

/// The kind of call that it is on the wire.
fn kind(call: &Call) -> CallKind {
    match call {
        Call::HydrogenAdd { .. } => CallKind::HydrogenAdd,
        Call::HydrogenRemove { .. } => CallKind::HydrogenRemove,
        Call::StructurePrep { .. } => CallKind::StructurePrep,
        Call::CalculateEsp { .. } => CallKind::CalculateEsp,
        Call::MinimizationStart { .. } => CallKind::MinimizationStart,
        Call::MinimizationStop => CallKind::MinimizationStop,
        Call::ExportLocations => CallKind::ExportLocations,
        Call::ExportFile { .. } => CallKind::ExportFile,
        Call::ImportFile => CallKind::ImportFile,
        Call::ExportSmiles { .. } => CallKind::ExportSmiles,
        Call::ImportSmiles { .. } => CallKind::ImportSmiles,
        Call::GenerateMoleculeImage { .. } => CallKind::GenerateMoleculeImage,
        Call::RunInteractions => CallKind::RunInteractions,
    }
}
