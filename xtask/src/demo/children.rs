//! Programs that run beside the demo, and their end: with it, however it ends.

use std::io::{BufRead, BufReader, Lines};
use std::process::{self, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// How long a program may take to end after it was asked to.
const PATIENCE: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_millis(20);

static RUNNING: Mutex<Running> = Mutex::new(Running { ids: Vec::new(), is_over: false });

/// The programs that run.
struct Running {
    ids: Vec<u32>,
    /// Somebody asked for the end: nothing starts any more.
    is_over: bool,
}

/// A program that runs; dropping it ends it.
pub struct Child(process::Child);

impl Child {
    /// Starts it; what it says on stdout is not heard.
    pub fn start(command: &mut Command) -> Result<Self> {
        command.stdin(Stdio::null()).stdout(Stdio::null());
        Self::spawn(command)
    }

    /// Starts it, to hear its lines.
    pub fn start_to_hear(command: &mut Command) -> Result<(Self, Lines<BufReader<ChildStdout>>)> {
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = Self::spawn(command)?;
        let stdout = child.0.stdout.take().context("a pipe was asked for")?;
        Ok((child, BufReader::new(stdout).lines()))
    }

    fn spawn(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        // Locked while it starts: a signal finds it among the running ones or not at all.
        let mut running = running();
        ensure!(!running.is_over, "the demo was interrupted");
        let child = command.spawn().with_context(|| format!("cannot start {name}"))?;
        running.ids.push(child.id());
        Ok(Self(child))
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// How it ended, if it did; then its process is gone from the system's list.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().ok().flatten()
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        if !self.has_ended() {
            ask_to_end(self.0.id());
        }
        let begin = Instant::now();
        while !self.has_ended() {
            if begin.elapsed() > PATIENCE {
                let _ = self.0.kill();
                let _ = self.0.wait();
            }
            thread::sleep(LOOK);
        }
        running().ids.retain(|id| *id != self.0.id());
    }
}

/// Whether somebody asked for the end.
pub fn are_over() -> bool {
    running().is_over
}

fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// By SIGTERM, so that it can end what it started itself. By no program: `kill` is not on every machine.
#[cfg(unix)]
fn ask_to_end(id: u32) {
    use rustix::process::{Pid, Signal, kill_process};
    if let Some(process) = i32::try_from(id).ok().and_then(Pid::from_raw) {
        let _ = kill_process(process, Signal::TERM); // It may be gone already.
    }
}

/// There is no asking: it is ended when it was waited for in vain.
#[cfg(not(unix))]
fn ask_to_end(_: u32) {}

/// The end that somebody asks for by Ctrl-C or SIGTERM.
pub struct Ending(Receiver<()>);

impl Ending {
    /// From now on a signal ends what runs, and nothing starts any more: the demo fails where it stands, and tidies up.
    pub fn watch() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (tell, told) = channel();
        thread::spawn(move || {
            runtime.block_on(signal());
            let mut running = running();
            running.is_over = true;
            running.ids.iter().for_each(|id| ask_to_end(*id));
            drop(running);
            let _ = tell.send(());
            // Once more: at once.
            runtime.block_on(signal());
            process::exit(130);
        });
        Ok(Self(told))
    }

    /// Returns true as soon as somebody asked for the end, else false after this time.
    pub fn is_asked_within(&self, time: Duration) -> bool {
        !matches!(self.0.recv_timeout(time), Err(RecvTimeoutError::Timeout))
    }
}

#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminate = signal(SignalKind::terminate());
    match terminate {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        },
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

#[cfg(not(unix))]
async fn signal() {
    drop(tokio::signal::ctrl_c().await);
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    #[test]
    fn a_program_that_is_killed_is_known_to_be_and_no_zombie() {
        use rustix::process::{Pid, Signal, kill_process, test_kill_process};
        let mut child = Child::start(Command::new("sleep").arg("600")).unwrap();
        let process = i32::try_from(child.id()).ok().and_then(Pid::from_raw).unwrap();
        assert_eq!(child.ended(), None);
        assert!(running().ids.contains(&child.id()));
        kill_process(process, Signal::KILL).unwrap();
        let status = loop {
            match child.ended() {
                Some(status) => break status,
                None => thread::yield_now(),
            }
        };
        assert_eq!((status.signal(), status.to_string().as_str()), (Some(9), "signal: 9 (SIGKILL)"));
        assert!(test_kill_process(process).is_err(), "a zombie could be signalled");
        let id = child.id();
        drop(child);
        assert!(!running().ids.contains(&id), "its number may be somebody else's now");
    }
}
