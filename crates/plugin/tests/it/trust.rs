//! Whom a plugin trusts, and what it says when it does not.

use protocol::{Packet, PacketKind};

use crate::server::Server;
use crate::trial::{self, Trial};

/// Runs a trial plugin that the server's certificate does not please, and gives back what it says.
async fn distrusts(server: &Server, arguments: &[&str]) -> String {
    let mut command = trial::at(server);
    command.args(arguments);
    let trial = Trial::run(command);
    let (accepted, (status, log)) = tokio::join!(server.accept(), trial.ends());
    assert!(accepted.is_err(), "it shook hands");
    assert_eq!(status.code(), Some(1), "{log}");
    log
}

#[tokio::test]
async fn a_certificate_of_another_authority_is_refused() {
    let (server, other) = (Server::start().await, Server::start().await);
    let log = distrusts(&server, &["--ca", other.ca().to_str().unwrap()]).await;
    assert!(log.contains("is not trusted: its certificate does not come from an authority in the CA file"), "{log}");
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let server = Server::start().await;
    let ca = server.ca();
    let log = distrusts(&server, &["--ca", ca.to_str().unwrap(), "-a", "127.0.0.1"]).await;
    assert!(log.contains("its certificate is for another name"), "{log}");
}

#[tokio::test]
async fn another_fingerprint_is_refused() {
    let (server, other) = (Server::start().await, Server::start().await);
    let log = distrusts(&server, &["--fingerprint", &other.fingerprint]).await;
    assert!(log.contains(&server.fingerprint) && log.contains(&other.fingerprint), "{log}");
}

#[tokio::test]
async fn the_right_fingerprint_is_enough_and_so_is_no_care() {
    let server = Server::start().await;
    for arguments in [vec!["--fingerprint", &server.fingerprint], vec!["--insecure"]] {
        let mut command = trial::at(&server);
        command.args(arguments);
        let _trial = Trial::run(command);
        let (mut peer, _) = server.register(5).await;
        peer.open(7).await;
        assert_eq!(peer.ask(7, "echo hello").await, "hello");
    }
}

#[tokio::test]
async fn a_refused_key_ends_the_host_with_a_sentence() {
    let server = Server::start().await;
    for (key, sentence) in [(None, "it wants a key"), (Some("00FF"), "it does not know this key")] {
        let mut command = trial::at(&server);
        command.arg("--insecure").args(key.map(|key| ["-k", key]).into_iter().flatten());
        let trial = Trial::run(command);
        let mut peer = server.accept().await.unwrap();
        peer.registration().await;
        peer.send(Packet::empty(PacketKind::PLUGIN_DISCONNECTION, 0, 0)).await;
        let (status, log) = trial.ends().await;
        assert_eq!(status.code(), Some(1));
        assert!(log.contains(sentence) && !log.contains("00FF"), "{log}");
    }
}

#[tokio::test]
async fn a_plugin_run_by_hand_explains_itself() {
    let (status, text) = Trial::run(trial::bare()).ends().await;
    assert_eq!(status.code(), Some(2));
    assert!(text.contains("No server is given") && text.contains("-a localhost"), "{text}");

    let mut command = trial::bare();
    command.args(["-a", "localhost"]);
    let (status, text) = Trial::run(command).ends().await;
    assert_eq!(status.code(), Some(2));
    assert!(["--ca", "--fingerprint", "--insecure"].iter().all(|option| text.contains(option)), "{text}");

    let mut command = trial::bare();
    command.arg("--session-process").stdin(std::process::Stdio::null());
    let (status, text) = Trial::run(command).ends().await;
    assert_eq!(status.code(), Some(2));
    assert!(text.contains("how a plugin's host starts its session processes"), "{text}");
}
