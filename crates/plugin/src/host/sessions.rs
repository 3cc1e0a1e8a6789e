//! The sessions of a host: which there are, and how many there may be.

use std::collections::HashMap;
use std::path::PathBuf;

use bytes::Bytes;
use protocol::session_end::{Cause, SessionEnd};
use protocol::{CommandKind, Packet, PacketKind};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::session::{self, Session, Stop};
use crate::{log, os, process};

/// The sessions of a host.
pub(crate) struct Sessions {
    running: HashMap<u32, Session>,
    tasks: JoinSet<()>,
    max: usize,
    launcher: Launcher,
    outgoing: mpsc::Sender<Packet>,
}

impl Sessions {
    /// None yet, and at most so many. What they send goes out there.
    pub(crate) fn new(max: usize, launcher: Launcher, outgoing: mpsc::Sender<Packet>) -> Self {
        Self { running: HashMap::new(), tasks: JoinSet::new(), max, launcher, outgoing }
    }

    /// Hands a command to its session; the first one of a session starts its process. Gives back a packet if the session is
    /// refused.
    pub(crate) fn hear(&mut self, number: u32, payload: Bytes) -> Option<Packet> {
        if let Some(session) = self.running.get(&number) {
            session.hear(payload);
            return None;
        }
        if !is_connect(&payload) {
            tracing::debug!(session = number, "a command for a session that is over");
            return None;
        }
        self.running.retain(|_, session| !session.is_over());
        if self.running.len() >= self.max {
            tracing::warn!(session = number, "refused: {} sessions are running already", self.max);
            return Some(self.refusal(number));
        }
        tracing::info!(session = number, "begins");
        let (session, task) = session::open(number, payload, self.launcher.clone(), self.outgoing.clone());
        self.running.insert(number, session);
        while self.tasks.try_join_next().is_some() {} // Forget those that are over.
        self.tasks.spawn(task);
        None
    }

    /// Ends a session since its room wants it.
    pub(crate) fn stop(&mut self, number: u32) {
        if let Some(session) = self.running.remove(&number) {
            session.stop(Stop::ByRoom);
        }
    }

    /// Ends all sessions.
    pub(crate) fn stop_all(&mut self, why: Stop) {
        for (_, session) in self.running.drain() {
            session.stop(why);
        }
    }

    /// Returns when all processes are gone, which those that were not told to stop need not be soon.
    pub(crate) async fn all_ended(&mut self) {
        while self.tasks.join_next().await.is_some() {}
    }

    fn refusal(&self, number: u32) -> Packet {
        let message = format!(
            "The plugin runs {} sessions already, which is as many as it may: try again when somebody deactivated it.",
            self.max
        );
        end_packet(number, SessionEnd::new(Cause::Refused { message }))
    }
}

/// What a session's end looks like on the wire.
pub(crate) fn end_packet(number: u32, end: SessionEnd) -> Packet {
    Packet { session: number, kind: PacketKind::PLUGIN_DISCONNECTION, plugin: 0, payload: end.encode().into() }
}

/// The only look into a payload that the host takes: request id, then which command it is.
fn is_connect(payload: &[u8]) -> bool {
    payload.get(4..8).is_some_and(|hash| hash == CommandKind::Connect.hash().to_le_bytes())
}

/// Starts session processes.
#[derive(Clone)]
pub(crate) struct Launcher {
    program: PathBuf,
    is_verbose: bool,
}

impl Launcher {
    /// A session process is this very program once more.
    pub(crate) fn of_this_program(is_verbose: bool) -> Result<Self, String> {
        let program = std::env::current_exe().map_err(|error| format!("This program cannot find itself: {error}."))?;
        Ok(Self { program, is_verbose })
    }

    /// Starts the process of a session. Its number is there for whoever looks at the list of processes.
    pub(crate) async fn launch(&self, number: u32) -> std::io::Result<(Child, os::Wire)> {
        let mut command = Command::new(&self.program);
        command
            .args([process::ARGUMENT, &number.to_string()])
            .env(log::VERBOSE, self.is_verbose.to_string())
            .env_remove("NTS_KEY") // Not the plugin's business, nor that of the tools it runs.
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped());
        os::spawn(command).await
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;

    use protocol::{Agreed, ToPlugin, Versions};

    use super::*;

    /// A server that came back may have waited longer than the host: its room must not wait for ever.
    #[tokio::test(start_paused = true)]
    async fn a_session_that_ended_while_there_was_no_server_says_so_later() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("plugin");
        let mut script = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o700).open(&program).unwrap();
        script.write_all(b"#!/bin/sh\nsleep 600\n").unwrap();
        drop(script);
        let (outgoing, mut waiting) = mpsc::channel(1);
        let mut sessions = Sessions::new(8, Launcher { program, is_verbose: false }, outgoing);

        let connect = ToPlugin::Connect(Versions::offered()).encode(0, &Agreed::default());
        assert_eq!(sessions.hear(7, connect), None);
        sessions.stop_all(Stop::Unreachable);

        let packet = waiting.recv().await.unwrap();
        assert_eq!((packet.kind, packet.session), (PacketKind::PLUGIN_DISCONNECTION, 7));
        let end = SessionEnd::decode(&packet.payload).unwrap();
        assert!(end.cause.to_string().contains("could not reach the server"), "{}", end.cause);
    }
}
