//! What differs between operating systems: the pipe to a session process, and ending it with all that it started.
//!
//! On Unix the pipe is a socket pair, one end of which the session process inherits as its stdin; it puts it
//! elsewhere at once, so that neither the plugin nor a tool that it starts can touch it. Each session process leads a process
//! group.
//!
//! Elsewhere (by design; not tested) the pipe is a connection over the loopback address, which the session process opens
//! by showing a token from its environment, and `taskkill` ends a tree of processes.

pub(crate) use system::*;

#[cfg(unix)]
mod system {
    use std::fs::File;
    use std::io;
    use std::os::fd::{AsFd, OwnedFd};
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    use rustix::process::{Pid, Signal, getpgrp, getpid, kill_process_group};
    use tokio::process::{Child, Command};
    use tokio::signal::unix::{SignalKind, signal};

    /// The host's end of the pipe.
    pub(crate) type Wire = tokio::net::UnixStream;
    /// The session process's end of the pipe.
    pub(crate) type BlockingWire = std::os::unix::net::UnixStream;

    /// Starts a session process, and gives the host's end of the pipe to it.
    pub(crate) async fn spawn(mut command: Command) -> io::Result<(Child, Wire)> {
        let (ours, theirs) = BlockingWire::pair()?;
        ours.set_nonblocking(true)?;
        let child = command.stdin(OwnedFd::from(theirs)).process_group(0).spawn()?;
        Ok((child, Wire::from_std(ours)?))
    }

    /// Takes the pipe that the host gave to this process.
    pub(crate) fn own_wire() -> io::Result<BlockingWire> {
        let stdin = io::stdin();
        let wire = BlockingWire::from(stdin.as_fd().try_clone_to_owned()?);
        wire.peer_addr()?; // Fails where stdin is no socket: somebody tried the private argument by hand.
        rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
        Ok(wire)
    }

    /// Nobody reads what this process prints any more: let that be no error.
    pub(crate) fn silence() {
        if let Ok(nothing) = File::options().write(true).open("/dev/null") {
            let _ = rustix::stdio::dup2_stdout(&nothing);
            let _ = rustix::stdio::dup2_stderr(&nothing);
        }
    }

    /// Kills a session process and all that it started. Call it before its exit status is awaited: until then the number
    /// cannot belong to another process.
    pub(crate) fn kill_group(child: &Child) {
        let group = child.id().and_then(|id| Pid::from_raw(id as i32));
        if let Some(group) = group {
            let _ = kill_process_group(group, Signal::KILL); // It may be gone already.
        }
    }

    /// Kills this session process and all that it started.
    pub(crate) fn end_own_group() -> ! {
        if getpgrp() == getpid() {
            let _ = kill_process_group(getpid(), Signal::KILL);
        }
        std::process::exit(1);
    }

    /// The signal that ended a process, and its name where it is a usual one.
    pub(crate) fn signal_of(status: ExitStatus) -> Option<(i32, &'static str)> {
        let number = status.signal()?;
        let names = [
            (Signal::HUP, "SIGHUP"),
            (Signal::INT, "SIGINT"),
            (Signal::QUIT, "SIGQUIT"),
            (Signal::ILL, "SIGILL"),
            (Signal::TRAP, "SIGTRAP"),
            (Signal::ABORT, "SIGABRT"),
            (Signal::BUS, "SIGBUS"),
            (Signal::FPE, "SIGFPE"),
            (Signal::KILL, "SIGKILL"),
            (Signal::SEGV, "SIGSEGV"),
            (Signal::PIPE, "SIGPIPE"),
            (Signal::ALARM, "SIGALRM"),
            (Signal::TERM, "SIGTERM"),
            (Signal::XCPU, "SIGXCPU"),
        ];
        let name = names.iter().find(|(signal, _)| signal.as_raw() == number);
        Some((number, name.map_or("", |(_, name)| *name)))
    }

    /// Returns when somebody asks this process to end.
    pub(crate) async fn asked_to_end() -> io::Result<()> {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        Ok(())
    }
}

#[cfg(not(unix))]
mod system {
    use std::io::{self, Write};
    use std::net::Ipv4Addr;
    use std::process::{ExitStatus, Stdio};
    use std::time::Duration;

    use tokio::io::AsyncReadExt;
    use tokio::net::TcpListener;
    use tokio::process::{Child, Command};

    /// The host's end of the pipe.
    pub(crate) type Wire = tokio::net::TcpStream;
    /// The session process's end of the pipe.
    pub(crate) type BlockingWire = std::net::TcpStream;

    /// Where the pipe is, and the token that opens it: `address/hex`.
    const WIRE: &str = "NTS_SESSION_WIRE";
    const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
    type Token = [u8; 32];

    /// Starts a session process, and gives the host's end of the pipe to it.
    pub(crate) async fn spawn(mut command: Command) -> io::Result<(Child, Wire)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let mut token = Token::default();
        getrandom::fill(&mut token).map_err(io::Error::other)?;
        let wire = format!("{}/{}", listener.local_addr()?, hex::encode(token));
        let child = command.env(WIRE, wire).stdin(Stdio::null()).kill_on_drop(true).spawn()?;
        let wire = tokio::time::timeout(CONNECT_TIMEOUT, accept(&listener, &token)).await??;
        wire.set_nodelay(true)?;
        Ok((child, wire))
    }

    async fn accept(listener: &TcpListener, token: &Token) -> io::Result<Wire> {
        loop {
            let (mut wire, _) = listener.accept().await?;
            let mut shown = Token::default();
            let has_shown = wire.read_exact(&mut shown).await.is_ok();
            let differences = shown.iter().zip(token).fold(0, |sum, (shown, token)| sum | (shown ^ token));
            if has_shown && differences == 0 {
                return Ok(wire);
            }
        }
    }

    /// Takes the pipe that the host gave to this process.
    pub(crate) fn own_wire() -> io::Result<BlockingWire> {
        let wire = std::env::var(WIRE).map_err(io::Error::other)?;
        let (address, token) = wire.split_once('/').ok_or_else(|| io::Error::other("no pipe"))?;
        let mut wire = BlockingWire::connect(address)?;
        wire.write_all(&hex::decode(token).map_err(io::Error::other)?)?;
        wire.set_nodelay(true)?;
        Ok(wire)
    }

    /// Nobody reads what this process prints any more. It does not live much longer here.
    pub(crate) fn silence() {}

    /// Kills a session process and all that it started.
    pub(crate) fn kill_group(child: &Child) {
        if let Some(id) = child.id() {
            kill_tree(id);
        }
    }

    /// Kills this session process and all that it started.
    pub(crate) fn end_own_group() -> ! {
        kill_tree(std::process::id());
        std::process::exit(1);
    }

    fn kill_tree(id: u32) {
        let mut kill = std::process::Command::new("taskkill");
        let _ = kill.args(["/T", "/F", "/PID", &id.to_string()]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    }

    /// There are no signals here.
    pub(crate) fn signal_of(_: ExitStatus) -> Option<(i32, &'static str)> {
        None
    }

    /// Returns when somebody asks this process to end.
    pub(crate) async fn asked_to_end() -> io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}
