//! Messages whose answer comes from outside: until it is there the session's next ones wait, for they are carried out in order.

use std::collections::VecDeque;

use bytes::Bytes;
use protocol::{Incoming, MessageKind, ToApp};
use room_api::SessionId;

use crate::files::PluginFiles;
use crate::room::Room;
use crate::session::Session;

/// The most bytes that a session may say meanwhile.
const MAX_HELD: usize = 256 << 20;
/// What a message costs beside its bytes.
const MESSAGE_COST: usize = 256;

/// A message that is to be answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Asked {
    pub kind: MessageKind,
    pub request: u32,
    pub expects_response: Option<bool>,
}

/// What is fetched from outside, and what is needed to make an answer of it.
#[derive(Debug)]
pub(crate) enum Errand {
    /// Structures of files that the plugin sent.
    Load,
    /// Files of structures.
    Export,
    /// Something with the presenter's files.
    Files(Box<PluginFiles>),
}

/// What a session waits for, and what it said meanwhile.
#[derive(Debug, Default)]
pub(crate) struct Errands {
    out: Option<(Asked, Errand)>,
    held: VecDeque<Bytes>,
    held_bytes: usize,
}

impl Errands {
    /// Keeps what the session says for later; whether there was room for it.
    fn hold(&mut self, payload: &Bytes) -> bool {
        let bytes = payload.len() + MESSAGE_COST;
        let fits = self.held_bytes + bytes <= MAX_HELD;
        if fits {
            self.held_bytes += bytes;
            self.held.push_back(payload.clone());
        }
        fits
    }

    /// What was said first, once nothing is waited for.
    fn next(&mut self) -> Option<Bytes> {
        if self.out.is_some() {
            return None;
        }
        let payload = self.held.pop_front()?;
        self.held_bytes -= payload.len() + MESSAGE_COST;
        Some(payload)
    }
}

impl Room {
    /// Whether a session has to wait: then this message of it is kept for later.
    pub(crate) fn wait_in_line(&mut self, id: SessionId, payload: &Bytes) -> bool {
        let Some(session) = self.sessions.get_mut(&id) else { return false };
        if session.errands.out.is_none() {
            return false;
        }
        if !session.errands.hold(payload) {
            self.turn_away(id, payload);
        }
        true
    }

    /// The answer to this message comes later.
    pub(crate) fn send_for(&mut self, id: SessionId, asked: Asked, errand: Errand) {
        if let Some(session) = self.sessions.get_mut(&id) {
            session.errands.out = Some((asked, errand));
        }
    }

    /// What was sent for is there: the message that it answers.
    pub(crate) fn errand(&mut self, id: SessionId) -> Option<(Asked, Errand)> {
        self.sessions.get_mut(&id)?.errands.out.take()
    }

    /// Carries out the messages whose answer comes from outside. Any other comes back.
    pub(crate) fn obey_later(&mut self, id: SessionId, asked: Asked, message: ToApp) -> Option<ToApp> {
        match message {
            ToApp::RunMacro(wire) => self.run_macro_of(id, asked, &wire),
            ToApp::DirectoryRequest(_)
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
            | ToApp::Cp(_) => self.obey_about_files(id, asked, message),
            ToApp::LoadFile(load) => self.load_files(id, asked, load),
            ToApp::ExportFiles(export) => self.export_files(id, asked, export),
            message => return Some(message),
        }
        None
    }

    /// Goes on with what a session said while it waited.
    pub(crate) fn hear_held(&mut self, id: SessionId) {
        while let Some(payload) = self.sessions.get_mut(&id).and_then(|session| session.errands.next()) {
            self.hear_now(id, &payload);
        }
    }

    /// There is no room for a message: it is not carried out, and answered as one that cannot be.
    fn turn_away(&mut self, id: SessionId, payload: &Bytes) {
        self.tell_problem(id, "It said too much while it waited for an answer: something was not done.");
        let Some(agreed) = self.sessions.get(&id).and_then(Session::agreed) else { return };
        let asked = match ToApp::decode(payload, agreed) {
            Ok(Incoming { request, expects_response, message }) => {
                Some(Asked { kind: message.kind(), request, expects_response })
            }
            Err(refused) => refused.request().zip(refused.kind()).map(|(request, kind)| Asked {
                kind,
                request,
                expects_response: refused.expects_response(),
            }),
        };
        if let Some(asked) = asked {
            self.reply(id, asked, None);
        }
    }
}
