//! What happens to the link to the server.

use protocol::{Packet, PacketKind};

use crate::server::Server;
use crate::trial::{Process, Trial};

#[tokio::test]
async fn a_lost_link_comes_back_and_the_session_goes_on() {
    let server = Server::start().await;
    let _trial = Trial::start(&server);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    let pid = peer.ask(7, "pid").await;
    peer.tell(7, "count").await;
    let asked = peer.message(7).await;
    peer.hang_up().await;

    let (mut peer, old_id) = server.register(5).await;
    assert_eq!(old_id, 5);
    let answer = protocol::ToPlugin::ComplexListResponse(Vec::new());
    peer.answer(7, asked.request, answer).await;
    assert_eq!(peer.notification(7).await, "");
    assert_eq!(peer.ask(7, "pid").await, pid);
}

#[tokio::test]
async fn a_server_that_forgot_the_plugin_ends_its_sessions() {
    let server = Server::start().await;
    let _trial = Trial::start(&server);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    let process = Process::find(&peer.ask(7, "pid").await);
    peer.hang_up().await;

    let (mut peer, old_id) = server.register(6).await;
    assert_eq!(old_id, 5);
    process.is_gone_within(crate::server::PATIENCE).await;
    peer.open(8).await;
    peer.tell(8, "echo new").await;
    assert_eq!(peer.receive_of(8).await.plugin, 6);
}

#[tokio::test]
async fn a_connection_that_the_server_ends_begins_anew() {
    let server = Server::start().await;
    let mut trial = Trial::start(&server);
    let (mut peer, _) = server.register(5).await;
    peer.open(7).await;
    let process = Process::find(&peer.ask(7, "pid").await);
    peer.send(Packet::empty(PacketKind::PLUGIN_DISCONNECTION, 0, 0)).await;
    trial.logs("The server ended the connection").await;
    process.is_gone_within(crate::server::PATIENCE).await;
    let (_peer, old_id) = server.register(6).await;
    assert_eq!(old_id, 0);
}

#[tokio::test]
async fn a_command_for_an_unknown_session_starts_nothing() {
    let server = Server::start().await;
    let _trial = Trial::start(&server);
    let (mut peer, _) = server.register(5).await;
    peer.tell(9, "echo who?").await;
    peer.close(9).await;
    peer.open(7).await;
    assert_eq!(peer.ask(7, "echo first").await, "first");
}
