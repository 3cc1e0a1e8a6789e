//! How sessions end, and that nothing is left of them.

use std::time::Duration;

use protocol::ToApp;
use protocol::session_end::Cause;

use crate::server::{Peer, Server};
use crate::trial::{self, Process, Trial};

/// A session's end is known within this time.
const SOON: Duration = Duration::from_secs(1);

async fn with_session() -> (Server, Trial, Peer) {
    let server = Server::start().await;
    let trial = Trial::start(&server);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    (server, trial, peer)
}

async fn end_soon(peer: &mut Peer, session: u32) -> (Cause, Vec<String>) {
    let end = tokio::time::timeout(SOON, peer.end(session)).await.expect("the end is not told in time");
    (end.cause, end.log)
}

#[tokio::test]
async fn a_killed_session_is_noticed_and_ends_alone() {
    let (_server, _trial, mut peer) = with_session().await;
    peer.open(8).await;
    let tool = Process::find(&peer.ask(7, "tool").await);
    assert_eq!(peer.ask(7, "print last words").await, "printed");

    Process::find(&peer.ask(7, "pid").await).kill();
    let (cause, log) = end_soon(&mut peer, 7).await;
    assert_eq!(cause, Cause::Signal { number: 9, name: "SIGKILL".into() });
    assert_eq!(log.last().map(String::as_str), Some("999 last words"));
    tool.is_gone_within(SOON).await;
    assert_eq!(peer.ask(8, "echo alive").await, "alive");
}

#[tokio::test]
async fn a_panic_ends_its_session_alone() {
    let (_server, _trial, mut peer) = with_session().await;
    peer.open(8).await;
    for (session, command) in [(7, "panic too hot"), (8, "panic-in-task too cold")] {
        peer.tell(session, command).await;
        let (cause, log) = end_soon(&mut peer, session).await;
        let Cause::Panicked { message } = &cause else { panic!("{cause:?}") };
        assert!(message.starts_with("too ") && message.contains("trial.rs:"), "{message}");
        assert!(log.iter().any(|line| line.contains("panicked at")), "{log:?}");
    }
    peer.open(9).await;
    assert_eq!(peer.ask(9, "echo next").await, "next");
}

#[tokio::test]
async fn an_exit_code_is_told() {
    let (_server, _trial, mut peer) = with_session().await;
    peer.tell(7, "exit 3").await;
    assert_eq!(end_soon(&mut peer, 7).await.0, Cause::Exited { code: 3 });
}

#[tokio::test]
async fn a_plugin_that_cannot_start_says_why() {
    let server = Server::start().await;
    let mut command = trial::at(&server);
    command.arg("--ca").arg(server.ca()).env("TRIAL_CANNOT_START", "vina is not installed");
    let _trial = Trial::run(command);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    let (cause, _) = end_soon(&mut peer, 7).await;
    assert_eq!(cause.to_string(), "The plugin could not start: vina is not installed");
}

#[tokio::test]
async fn a_room_disconnects_and_the_plugin_stops() {
    let server = Server::start().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("stopped");
    let mut command = trial::at(&server);
    command.arg("--ca").arg(server.ca()).env("TRIAL_STOP_FILE", &file);
    let mut trial = Trial::run(command);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    let (process, tool) = (peer.ask(7, "pid").await, peer.ask(7, "tool").await);
    let (process, tool) = (Process::find(&process), Process::find(&tool));
    // Even in the middle of a method.
    peer.tell(7, "await").await;
    assert!(matches!(peer.message(7).await.message, ToApp::ComplexListRequest));

    peer.close(7).await;
    process.is_gone_within(SOON * 2).await;
    tool.is_gone_within(SOON).await;
    assert_eq!(std::fs::read_to_string(file).unwrap(), "stopped");
    trial.logs("stopped session=7").await;
    // Nothing more is said of it: the next packet is another session's.
    peer.open(8).await;
}

#[tokio::test]
async fn a_plugin_that_does_not_stop_is_killed() {
    let (_server, _trial, mut peer) = with_session().await;
    let process = Process::find(&peer.ask(7, "pid").await);
    assert_eq!(peer.ask(7, "hang").await, "hanging");
    peer.close(7).await;
    process.is_gone_within(Duration::from_secs(8)).await;
}

#[tokio::test]
async fn a_killed_host_leaves_nothing_behind() {
    let (_server, trial, mut peer) = with_session().await;
    peer.open(8).await;
    let mut processes = Vec::new();
    for session in [7, 8] {
        processes.push(Process::find(&peer.ask(session, "pid").await));
        processes.push(Process::find(&peer.ask(session, "tool").await));
    }
    // One of them is busy, and does not even look.
    assert_eq!(peer.ask(8, "hang").await, "hanging");
    Process::find(&trial.pid().to_string()).kill();
    for process in processes {
        process.is_gone_within(Duration::from_secs(8)).await;
    }
    assert_eq!(peer.receive().await, None);
}

#[tokio::test]
async fn a_host_that_is_told_to_end_says_so() {
    let (_server, trial, mut peer) = with_session().await;
    let process = Process::find(&peer.ask(7, "pid").await);
    Process::find(&trial.pid().to_string()).terminate();
    let cause = peer.end(7).await.cause;
    assert_eq!(cause.to_string(), "The plugin was stopped where it runs.");
    assert_eq!(peer.receive().await, None);
    process.is_gone_within(SOON).await;
    assert!(trial.ends().await.0.success());
}
