//! What a plugin in a session does and hears.

use protocol::packet::HEADER_LEN;
use protocol::structure::{Complex, DeepComplexes, DeepWorkspace, Workspace};
use protocol::{Packet, PacketKind, ToApp, ToPlugin};

use crate::server::Server;
use crate::trial::{self, Trial};

#[tokio::test]
async fn a_plugin_registers_and_runs_in_a_process_of_its_own() {
    let server = Server::start().await;
    let mut command = trial::at(&server);
    command.arg("--ca").arg(server.ca()).args(["-k", "00FF", "-n", "My Trial"]);
    let trial = Trial::run(command);

    let mut peer = server.accept().await.unwrap();
    let (registration, id) = peer.registration().await;
    assert_eq!(id, 0);
    assert_eq!((registration.name.as_str(), registration.category.as_str()), ("My Trial", "Test"));
    assert_eq!((registration.tags.len(), registration.has_advanced), (2, false));
    assert_eq!(registration.auth.as_deref(), Some("00FF"));
    peer.send(Packet::empty(PacketKind::PLUGIN_CONNECTION, 0, 5)).await;

    peer.open(7).await;
    peer.command(7, ToPlugin::Run).await;
    let packet = peer.receive_of(7).await;
    assert_eq!((packet.plugin, packet.kind), (5, PacketKind::MESSAGE_TO_CLIENT));
    assert!(String::from_utf8_lossy(&packet.payload).ends_with("run"));
    assert_ne!(peer.ask(7, "pid").await, trial.pid().to_string());
}

#[tokio::test]
async fn a_session_does_not_see_the_key() {
    let server = Server::start().await;
    let mut command = trial::at(&server);
    command.arg("--ca").arg(server.ca()).env("NTS_KEY", "00FF");
    let _trial = Trial::run(command);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    assert_eq!(peer.ask(7, "key").await, "None");
}

#[tokio::test]
async fn two_sessions_run_side_by_side() {
    let server = Server::start().await;
    let _trial = Trial::start(&server);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    peer.open(8).await;
    assert_ne!(peer.ask(7, "pid").await, peer.ask(8, "pid").await);
    // One that waits for an answer keeps nobody else waiting.
    peer.tell(7, "await").await;
    assert!(matches!(peer.message(7).await.message, ToApp::ComplexListRequest));
    assert_eq!(peer.ask(8, "echo still there").await, "still there");
}

#[tokio::test]
async fn one_session_too_many_is_refused_until_another_ends() {
    let server = Server::start().await;
    let mut command = trial::at(&server);
    command.arg("--ca").arg(server.ca()).args(["--sessions", "2"]);
    let mut trial = Trial::run(command);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    peer.open(8).await;

    let connect = ToPlugin::Connect(protocol::Versions::offered());
    peer.command(9, connect).await;
    let end = peer.end(9).await;
    assert!(end.cause.to_string().contains("2 sessions already"), "{}", end.cause);

    peer.close(7).await;
    trial.logs("ended").await;
    peer.open(10).await;
    assert_eq!(peer.ask(8, "echo untouched").await, "untouched");
}

#[tokio::test]
async fn what_a_plugin_prints_is_its_log_and_not_the_wire() {
    let server = Server::start().await;
    let mut trial = Trial::start(&server);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    // Something that would be a packet, if it got onto the wire.
    let forged = Packet::empty(PacketKind::PLUGIN_DISCONNECTION, 7, 5).header().encode();
    assert_eq!(forged.len(), HEADER_LEN);
    let forged: String = forged.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(peer.ask(7, &format!("print {forged}")).await, "printed");
    assert_eq!(peer.ask(7, "stdin").await, "0 bytes");
    assert_eq!(peer.ask(7, "echo fine").await, "fine");
    let line = trial.logs(&format!("999 {forged}")).await;
    assert!(line.contains("session=7"), "{line}");
}

#[tokio::test]
async fn a_method_can_await_answers_and_their_end() {
    let server = Server::start().await;
    let _trial = Trial::start(&server);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    peer.tell(7, "count").await;
    let asked = peer.message(7).await;
    assert!(matches!(asked.message, ToApp::ComplexListRequest));
    assert_eq!(asked.expects_response, Some(true));
    let named = |name: &str| Complex { name: name.into(), index: 3, ..Complex::default() };
    let answer = ToPlugin::ComplexListResponse(vec![named("1OF6"), named("ligand")]);
    peer.answer(7, asked.request, answer).await;
    assert_eq!(peer.notification(7).await, "1OF6 ligand");
}

#[tokio::test]
async fn events_come_in_order_after_the_method_that_runs() {
    let server = Server::start().await;
    let _trial = Trial::start(&server);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    peer.tell(7, "count").await;
    let asked = peer.message(7).await;
    peer.tell(7, "echo one").await;
    peer.tell(7, "echo two").await;
    peer.answer(7, asked.request, ToPlugin::ComplexListResponse(Vec::new())).await;
    let said = [peer.notification(7).await, peer.notification(7).await, peer.notification(7).await];
    assert_eq!(said, ["", "one", "two"]);
}

#[tokio::test]
async fn long_work_runs_beside_and_can_be_cancelled() {
    let server = Server::start().await;
    let _trial = Trial::start(&server);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    assert_eq!(peer.ask(7, "work").await, "working");
    assert_eq!(peer.ask(7, "echo meanwhile").await, "meanwhile");
    assert_eq!(peer.ask(7, "cancel").await, "cancelled");
    assert_eq!(peer.ask(7, "post result").await, "posted result");
}

#[tokio::test]
async fn an_error_is_shown_and_the_session_goes_on() {
    let server = Server::start().await;
    let mut trial = Trial::start(&server);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    peer.tell(7, "fail").await;
    let ToApp::NotificationSend(shown) = peer.message(7).await.message else { panic!("nothing is shown") };
    assert_eq!((shown.kind.name(), shown.text.as_str()), (Some("ERROR"), "it failed: no luck"));
    let line = trial.logs("it failed: no luck").await;
    assert!(line.contains("ERROR") && line.contains("session=7"), "{line}");
    assert_eq!(peer.ask(7, "echo and on").await, "and on");

    // An answer that cannot be read is such an error.
    peer.tell(7, "await").await;
    let asked = peer.message(7).await;
    peer.answer(7, asked.request, ToPlugin::WorkspaceUpdated).await;
    assert!(peer.notification(7).await.contains("complex_list_request could not be read"));
}

#[tokio::test]
async fn structures_travel_both_ways() {
    let server = Server::start().await;
    let _trial = Trial::start(&server);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    peer.command(7, ToPlugin::ComplexAdd).await;
    let asked = peer.message(7).await;
    assert!(matches!(asked.message, ToApp::WorkspaceRequest));
    let complexes = vec![Complex { index: 4, name: "empty".into(), ..Complex::default() }];
    let workspace = Workspace { complexes: complexes.clone(), ..Workspace::default() };
    let workspace = DeepWorkspace { atoms: Vec::new(), workspace };
    peer.answer(7, asked.request, ToPlugin::WorkspaceResponse(workspace)).await;
    let asked = peer.message(7).await;
    assert_eq!(asked.message, ToApp::AddToWorkspace(DeepComplexes { atoms: Vec::new(), complexes }));
    peer.answer(7, asked.request, ToPlugin::AddToWorkspaceDone(DeepComplexes::default())).await;
    assert_eq!(peer.ask(7, "echo done").await, "done");
}
