//! Macros: kept by the room for people and plugins, and run one at a time, outside of the room's task, over a snapshot.

use molecule::{Complex, Index};
use protocol::ToPlugin;
use protocol::macros::{Macro as Wire, MacroResult, OwnedMacro};
use room_api::{
    Answer, ApiError, ErrorCode, Event, Macro, MacroDeed, MacroId, MemberId, NotificationKind, RequestId, SessionId,
    View,
};

use crate::errands::Asked;
use crate::room::Room;
use crate::steps::Deed;
use crate::text::bounded;
use crate::{ConnectionId, Effect};

/// The most macros of a room, and the most bytes of them all.
const MAX_MACROS: usize = 100;
const MAX_BYTES: usize = 1 << 20;
/// The most letters of a title.
const MAX_TITLE: usize = 200;
/// The most letters of a title in the name of a step.
const MAX_NAME: usize = 60;

/// The macros of a room.
#[derive(Debug, Default)]
pub(crate) struct Macros {
    last: u32,
    kept: Vec<Kept>,
    runs: u32,
    running: Option<Running>,
}

#[derive(Debug)]
struct Kept {
    seen: Macro,
    /// By which plugins tell theirs apart; empty for those of people.
    identifier: String,
    /// Whose alone it is, where a plugin did not save it for all.
    of: Option<MemberId>,
}

#[derive(Debug)]
struct Running {
    run: u32,
    title: String,
    by: By,
    /// What its changes are called: `Alice ran the macro focus`.
    deed: String,
}

/// Who waits for a macro.
#[derive(Clone, Copy, Debug)]
enum By {
    Member(ConnectionId, RequestId),
    Session(SessionId, Asked),
}

/// What a macro did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MacroDone {
    /// The complexes that it changed: as they were, and as it wants them.
    pub changed: Vec<(Complex, Complex)>,
    /// What it wants people to read.
    pub notices: Vec<String>,
    /// The atoms that everybody is to look at.
    pub look: Option<Vec<Index>>,
    /// What it returned, if that was a text.
    pub said: Option<String>,
}

impl Macros {
    /// As members see them.
    pub fn view(&self) -> Vec<Macro> {
        self.kept.iter().map(|kept| kept.seen.clone()).collect()
    }

    /// The title of the one that runs.
    pub fn running(&self) -> Option<String> {
        self.running.as_ref().map(|running| running.title.clone())
    }

    /// Keeps one in the place of the one with its title; or says why not.
    fn keep(&mut self, title: &str, logic: &str, identifier: &str, of: Option<MemberId>) -> Result<(), String> {
        let title = title.trim();
        if title.is_empty() || title.chars().count() > MAX_TITLE || identifier.len() > MAX_TITLE {
            return Err(format!("A macro's title has 1 to {MAX_TITLE} letters."));
        }
        let is_same = |kept: &Kept| kept.seen.title == title && kept.identifier == identifier && kept.of == of;
        let others = self.kept.iter().filter(|kept| !is_same(kept));
        let (count, bytes) =
            others.fold((1, logic.len()), |(count, bytes), kept| (count + 1, bytes + kept.seen.logic.len()));
        if count > MAX_MACROS || bytes > MAX_BYTES {
            return Err(format!("A room keeps {MAX_MACROS} macros of {MAX_BYTES} bytes in all. Delete some first."));
        }
        match self.kept.iter_mut().find(|kept| is_same(kept)) {
            Some(kept) => kept.seen.logic = logic.to_owned(),
            None => {
                self.last += 1;
                let seen = Macro { id: MacroId(self.last), title: title.to_owned(), logic: logic.to_owned() };
                self.kept.push(Kept { seen, identifier: identifier.to_owned(), of });
            }
        }
        Ok(())
    }
}

impl Room {
    /// A member saves, deletes, runs or stops a macro. None: the answer follows.
    pub(crate) fn do_macro(
        &mut self,
        connection: ConnectionId,
        request: RequestId,
        deed: MacroDeed,
    ) -> Result<Option<Answer>, ApiError> {
        match deed {
            MacroDeed::Save { title, logic } => {
                let kept = self.macros.keep(&title, &logic, "", None);
                kept.map_err(|why| ApiError::new(ErrorCode::Limit, why))?;
                self.publish_macros();
            }
            MacroDeed::Delete { id } => {
                self.macro_of(id)?;
                self.macros.kept.retain(|kept| kept.seen.id != id);
                self.publish_macros();
            }
            MacroDeed::Run { id } => {
                let Macro { title, logic, .. } = self.macro_of(id)?.clone();
                let begun = self.begin_macro(title, logic, By::Member(connection, request));
                return begun.map(|()| None).map_err(|why| ApiError::new(ErrorCode::Conflict, why));
            }
            MacroDeed::Stop => {
                if !self.stop_macro() {
                    return Err(ApiError::new(ErrorCode::Conflict, "No macro runs."));
                }
            }
        }
        Ok(Some(Answer::Done))
    }

    fn macro_of(&self, id: MacroId) -> Result<&Macro, ApiError> {
        let found = self.macros.kept.iter().find(|kept| kept.seen.id == id).map(|kept| &kept.seen);
        found.ok_or_else(|| ApiError::new(ErrorCode::NotFound, format!("No macro of the room has the number {id}.")))
    }

    /// A plugin has the room keep a macro.
    pub(crate) fn save_macro(&mut self, id: SessionId, owned: &OwnedMacro) {
        let of = (!owned.all_users).then_some(self.presenter);
        let Wire { title, logic } = &owned.content;
        match self.macros.keep(title, logic, &owned.plugin_identifier, of) {
            Ok(()) => self.publish_macros(),
            Err(why) => self.tell_problem(id, &why),
        }
    }

    /// A plugin has the room forget a macro of its own.
    pub(crate) fn delete_macro(&mut self, id: SessionId, owned: &OwnedMacro) {
        let of = (!owned.all_users).then_some(self.presenter);
        let (title, identifier): (&str, &str) = (owned.content.title.trim(), &owned.plugin_identifier);
        let before = self.macros.kept.len();
        let is_it = |kept: &Kept| kept.seen.title == title && kept.identifier == identifier && kept.of == of;
        self.macros.kept.retain(|kept| !is_it(kept));
        match self.macros.kept.len() < before {
            true => self.publish_macros(),
            false => self.tell_problem(id, &format!("It deletes the macro {title}, and it has none of that title.")),
        }
    }

    /// The macros that a plugin saved, for all or for who presents.
    pub(crate) fn macros_of(&self, identifier: &str) -> ToPlugin {
        let theirs = |kept: &&Kept| kept.identifier == identifier && kept.of.is_none_or(|of| of == self.presenter);
        let wire =
            |kept: &Kept| Wire { title: kept.seen.title.as_str().into(), logic: kept.seen.logic.as_str().into() };
        ToPlugin::GetMacrosResponse(self.macros.kept.iter().filter(theirs).map(wire).collect())
    }

    /// A plugin runs a macro, which it need not have saved. It is answered when that is over.
    pub(crate) fn run_macro_of(&mut self, id: SessionId, asked: Asked, wire: &Wire) {
        let (title, logic) = (wire.title.chars().take(MAX_TITLE).collect(), wire.logic.to_string());
        if let Err(why) = self.begin_macro(title, logic, By::Session(id, asked)) {
            self.tell_problem(id, &why);
            self.reply(id, asked, Some(ToPlugin::RunMacroResult(MacroResult { success: false })));
        }
    }

    fn begin_macro(&mut self, title: String, logic: String, by: By) -> Result<(), String> {
        if let Some(running) = &self.macros.running {
            return Err(format!("The macro {} runs already: wait for it, or stop it.", running.title));
        }
        self.macros.runs += 1;
        let run = self.macros.runs;
        tracing::info!(title, run, "a macro begins");
        let complexes = self.workspace.complexes().to_vec();
        self.effects.push(Effect::RunMacro { run, logic, complexes });
        let who = match by {
            By::Member(connection, _) => self.members.at(connection).map(|member| member.name.as_str()),
            By::Session(id, _) => self.sessions.get(&id).map(|session| session.name.as_str()),
        };
        let deed = format!("{} ran the macro {}", who.unwrap_or("Somebody"), bounded(&title, MAX_NAME));
        self.macros.running = Some(Running { run, title, by, deed });
        self.publish(Event::MacroRunning { title: self.macros.running() });
        Ok(())
    }

    /// Stops the macro that runs, if one does; it ends with an error.
    pub(crate) fn stop_macro(&mut self) -> bool {
        if self.macros.running.is_some() {
            self.effects.push(Effect::StopMacro);
        }
        self.macros.running.is_some()
    }

    /// A macro is over: what it did happens now, all at once.
    pub(crate) fn macro_ran(&mut self, run: u32, result: Result<MacroDone, String>) {
        if self.macros.running.as_ref().is_none_or(|running| running.run != run) {
            return;
        }
        let Some(Running { title, by, deed, .. }) = self.macros.running.take() else { return };
        tracing::info!(title, run, is_done = result.is_ok(), "the macro is over");
        self.publish(Event::MacroRunning { title: None });
        let result = result.and_then(|done| self.take_macro(&title, deed, done));
        if let (Err(why), By::Session(..)) = (&result, by) {
            self.notify(None, NotificationKind::Error, &format!("{title}: {why}"));
        }
        match by {
            By::Member(connection, request) => {
                let answer = result.map(|()| Answer::Done);
                self.answer(connection, request, answer.map_err(|why| ApiError::new(ErrorCode::Conflict, why)));
            }
            By::Session(id, asked) => {
                let success = result.is_ok();
                self.reply(id, asked, Some(ToPlugin::RunMacroResult(MacroResult { success })));
            }
        }
    }

    fn take_macro(&mut self, title: &str, deed: String, done: MacroDone) -> Result<(), String> {
        let changes = self.workspace.dress(done.changed)?;
        self.done(Deed { name: deed, stroke: None }, changes);
        for text in done.notices.into_iter().chain(done.said) {
            self.notify(None, NotificationKind::Message, &format!("{title}: {text}"));
        }
        if let Some((center, radius)) = done.look.and_then(|atoms| self.workspace.sphere_around(atoms)) {
            let view = View { center, radius, zoom: true };
            self.view = Some(view);
            self.publish(Event::View { view });
        }
        Ok(())
    }

    fn publish_macros(&mut self) {
        self.publish(Event::Macros { macros: self.macros.view() });
    }
}
