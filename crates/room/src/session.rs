//! One session: how it is, and what its plugin said of itself.

use std::collections::{BTreeMap, BTreeSet};

use molecule::Index;
use protocol::Agreed;
use protocol::control::{PluginListButton, SetPluginListButton};
use room_api::{Consent, Permission, Plugin, PluginButton, PluginId, SessionId, SessionPermission, SessionState};

use crate::Millis;
use crate::errands::Errands;
use crate::files::FilePath;
use crate::menus::Menus;
use crate::outbox::Outbox;
use crate::text::bounded;

/// The most characters of a button's text.
const MAX_BUTTON_TEXT: usize = 256;

/// One room's connection to one plugin.
#[derive(Debug)]
pub(crate) struct Session {
    pub id: SessionId,
    pub plugin: PluginId,
    pub name: String,
    pub phase: Phase,
    /// The plugin's link is down.
    pub lost: bool,
    run: PluginButton,
    advanced_settings: Option<PluginButton>,
    pub menus: Menus,
    pub outbox: Outbox,
    pub hooks: Hooks,
    /// What its plugin asks to be allowed, and what the presenter said.
    pub permissions: Vec<SessionPermission>,
    /// Where in the presenter's folder it stands.
    pub folder: FilePath,
    /// What it waits for.
    pub errands: Errands,
    /// What people were told once, and need not be told again.
    pub told: BTreeSet<String>,
    /// How often there was something to log of it, by what it was.
    pub complaints: BTreeMap<&'static str, u32>,
    /// When its last notifications came.
    pub notified: Vec<Millis>,
}

/// Where a session is on its way.
#[derive(Debug)]
pub(crate) enum Phase {
    /// Asked, and not answered yet.
    Connecting { until: Millis },
    /// Both sides know how to talk.
    Live { agreed: Box<Agreed>, owes: Owes },
    /// Over since then.
    Ended { at: Millis, reason: String, log: Vec<String> },
}

/// Whether the plugin let an event go unanswered. Any message from it is an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owes {
    Nothing,
    AnswerUntil(Millis),
    /// It did not answer in time.
    Overdue,
}

/// Which complexes the plugin watches.
#[derive(Debug, Default)]
pub(crate) struct Hooks {
    pub complexes: BTreeSet<Index>,
    pub selections: BTreeSet<Index>,
}

impl Session {
    /// One that is asked, and may take until then to answer.
    pub fn new(id: SessionId, plugin: &Plugin, until: Millis, image_bytes: usize) -> Self {
        let button = |text: &str| PluginButton { text: text.to_owned(), usable: true };
        Self {
            id,
            plugin: plugin.id,
            name: plugin.name.clone(),
            phase: Phase::Connecting { until },
            lost: false,
            run: button("Run"),
            advanced_settings: plugin.has_advanced.then(|| button("Advanced Settings")),
            menus: Menus::new(image_bytes),
            outbox: Outbox::default(),
            hooks: Hooks::default(),
            permissions: plugin.permissions.iter().map(|permission| unasked(*permission)).collect(),
            folder: FilePath::default(),
            errands: Errands::default(),
            told: BTreeSet::new(),
            complaints: BTreeMap::new(),
            notified: Vec::new(),
        }
    }

    /// As members see it.
    pub fn view(&self) -> room_api::Session {
        room_api::Session {
            id: self.id,
            plugin: self.plugin,
            name: self.name.clone(),
            state: self.state(),
            run: self.run.clone(),
            advanced_settings: self.advanced_settings.clone(),
            permissions: self.permissions.clone(),
        }
    }

    pub fn state(&self) -> SessionState {
        match &self.phase {
            Phase::Ended { reason, log, .. } => SessionState::Ended { reason: reason.clone(), log: log.clone() },
            _ if self.lost => SessionState::Lost,
            Phase::Connecting { .. } => SessionState::Connecting,
            Phase::Live { owes: Owes::Overdue, .. } => SessionState::NotAnswering,
            Phase::Live { .. } => SessionState::Running,
        }
    }

    pub fn is_live(&self) -> bool {
        matches!(self.phase, Phase::Live { .. })
    }

    pub fn has_ended(&self) -> bool {
        matches!(self.phase, Phase::Ended { .. })
    }

    /// When it ended, if it has.
    pub fn ended_at(&self) -> Option<Millis> {
        match self.phase {
            Phase::Ended { at, .. } => Some(at),
            _ => None,
        }
    }

    /// The versions agreed on, once it answered.
    pub fn agreed(&self) -> Option<&Agreed> {
        match &self.phase {
            Phase::Live { agreed, .. } => Some(agreed),
            _ => None,
        }
    }

    /// The versions to talk to it, where that is possible now.
    pub fn speaks(&self) -> Option<&Agreed> {
        match &self.phase {
            Phase::Live { agreed, .. } if !self.lost => Some(agreed),
            _ => None,
        }
    }

    pub fn run_button(&self) -> &PluginButton {
        &self.run
    }

    pub fn advanced_settings_button(&self) -> Option<&PluginButton> {
        self.advanced_settings.as_ref()
    }

    /// Takes in a button's new text; says whether that changes anything.
    pub fn set_button(&mut self, set: SetPluginListButton) -> bool {
        let button = match set.button {
            PluginListButton::RUN => Some(&mut self.run),
            PluginListButton::ADVANCED_SETTINGS => self.advanced_settings.as_mut(),
            _ => None,
        };
        let Some(button) = button else { return false };
        let new = PluginButton { text: bounded(&set.text, MAX_BUTTON_TEXT), usable: set.usable };
        let before = std::mem::replace(button, new.clone());
        before != new
    }

    /// The plugin was told of something that it should react to by then, if it does not owe an answer already.
    pub fn expect_answer(&mut self, until: Millis) {
        if let Phase::Live { owes, .. } = &mut self.phase
            && *owes == Owes::Nothing
        {
            *owes = Owes::AnswerUntil(until);
        }
    }

    /// The plugin said something; whether that changes how the session looks.
    pub fn was_heard(&mut self) -> bool {
        match &mut self.phase {
            Phase::Live { owes, .. } => std::mem::replace(owes, Owes::Nothing) == Owes::Overdue,
            _ => false,
        }
    }

    /// The plugin's link is lost or back; whether that changes how the session looks. What it owed is due anew.
    pub fn set_lost(&mut self, lost: bool, answer_until: Millis) -> bool {
        if self.has_ended() || self.lost == lost {
            return false;
        }
        self.lost = lost;
        if let Phase::Live { owes: Owes::AnswerUntil(until), .. } = &mut self.phase {
            *until = answer_until;
        }
        true
    }

    /// When something is due, if nothing happens before.
    pub fn deadline(&self) -> Option<Millis> {
        match self.phase {
            Phase::Connecting { until } => Some(until),
            Phase::Live { owes, .. } if !self.lost => {
                let answer = if let Owes::AnswerUntil(until) = owes { Some(until) } else { None };
                answer.into_iter().chain(self.outbox.due()).min()
            }
            _ => None,
        }
    }
}

fn unasked(permission: Permission) -> SessionPermission {
    SessionPermission { permission, consent: Consent::Unasked }
}
