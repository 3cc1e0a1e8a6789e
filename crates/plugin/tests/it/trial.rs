//! The trial plugin as a process.

use std::os::fd::OwnedFd;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;

use crate::server::{PATIENCE, Server};

/// A trial plugin, without any settings.
pub fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trial-plugin"));
    for setting in ["NTS_HOST", "NTS_PORT", "NTS_KEY", "NTS_CA", "NTS_FINGERPRINT", "PLUGIN_SESSIONS", "PLUGIN_NAME"] {
        command.env_remove(setting);
    }
    command.env("XDG_STATE_HOME", "/nonexistent").env_remove("RUST_LOG").env_remove("RUST_BACKTRACE");
    command.stderr(Stdio::piped()).kill_on_drop(true);
    command
}

/// A trial plugin that knows where the server is, but not how to know it.
pub fn at(server: &Server) -> Command {
    let mut command = bare();
    command.args(["-a", "localhost", "-p", &server.address().port().to_string()]);
    command
}

/// A trial plugin that runs.
pub struct Trial {
    child: Child,
    log: mpsc::UnboundedReceiver<String>,
}

impl Trial {
    /// Starts one that trusts the server.
    pub fn start(server: &Server) -> Self {
        let mut command = at(server);
        command.arg("--ca").arg(server.ca());
        Self::run(command)
    }

    pub fn run(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, log) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                if sender.send(line).is_err() {
                    continue; // The test does not care, but the plugin must not wait.
                }
            }
        });
        Self { child, log }
    }

    pub fn pid(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Reads the log up to a line with this text, and gives it back.
    pub async fn logs(&mut self, text: &str) -> String {
        let reading = async {
            loop {
                let line = self.log.recv().await.unwrap_or_else(|| panic!("it never logs {text:?}"));
                if line.contains(text) {
                    return line;
                }
            }
        };
        tokio::time::timeout(PATIENCE, reading).await.expect("it logs something else")
    }

    /// Awaits its end, and gives back the rest of its log.
    pub async fn ends(mut self) -> (ExitStatus, String) {
        let ending = async {
            let mut log = String::new();
            while let Some(line) = self.log.recv().await {
                log += &line;
                log += "\n";
            }
            (self.child.wait().await.unwrap(), log)
        };
        tokio::time::timeout(PATIENCE, ending).await.expect("it does not end")
    }
}

/// Any process, so that its end can be awaited.
pub struct Process {
    pid: Pid,
    handle: Arc<OwnedFd>,
}

impl Process {
    /// The process with this number, which must be running.
    pub fn find(pid: &str) -> Self {
        let pid = Pid::from_raw(pid.parse().unwrap()).unwrap();
        Self { pid, handle: Arc::new(pidfd_open(pid, PidfdFlags::empty()).expect("it runs")) }
    }

    pub fn kill(&self) {
        kill_process(self.pid, Signal::KILL).unwrap();
    }

    pub fn terminate(&self) {
        kill_process(self.pid, Signal::TERM).unwrap();
    }

    /// Awaits its end.
    pub async fn is_gone_within(&self, patience: Duration) {
        let handle = self.handle.clone();
        let waiting = move || {
            let mut ends = [PollFd::new(&handle, PollFlags::IN)];
            poll(&mut ends, Some(&patience.try_into().unwrap())).unwrap()
        };
        assert_eq!(tokio::task::spawn_blocking(waiting).await.unwrap(), 1, "it goes on");
    }
}
