//! The server as an operator uses it: what it prints, its keys and invitations, its settings, and how it stops.

use std::process::{Output, Stdio};

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// `nts`, with a data folder of its own.
fn nts(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nts"));
    command.args(arguments).env_clear().env("NTS_DATA", folder.path().join("nts"));
    command.stdin(Stdio::null()).kill_on_drop(true);
    command
}

async fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    nts(folder, arguments).output().await.unwrap()
}

/// What a command prints that succeeds.
async fn printed(folder: &TempDir, arguments: &[&str]) -> String {
    let output = run(folder, arguments).await;
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// What a command says that fails.
async fn complaint(folder: &TempDir, arguments: &[&str]) -> String {
    let output = run(folder, arguments).await;
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

const SERVE: &[&str] = &["serve", "--plugins", "127.0.0.1:0", "--rooms", "127.0.0.1:0"];

/// A running server and the lines that it printed.
async fn serve(folder: &TempDir, arguments: &[&str]) -> (Child, Vec<String>) {
    let mut child = nts(folder, arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut printed = Vec::new();
    while printed.len() < 3 {
        printed.push(lines.next_line().await.unwrap().expect("three lines"));
    }
    (child, printed)
}

#[tokio::test]
async fn the_server_says_where_it_is_and_stops_when_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (mut server, lines) = serve(&folder, SERVE).await;
    assert!(lines[0].starts_with("plugins: 127.0.0.1:") && lines[0].ends_with(" (TLS)"), "{}", lines[0]);
    assert!(lines[1].starts_with("rooms: http://127.0.0.1:"), "{}", lines[1]);
    let ca = folder.path().join("nts/ca.pem");
    let (fingerprint, file) = lines[2].strip_prefix("certificate: sha256 ").unwrap().split_once("  ").unwrap();
    assert_eq!((fingerprint.len(), file), (64, format!("(CA file: {})", ca.display()).as_str()));
    assert!(ca.exists());

    assert!(complaint(&folder, SERVE).await.contains("in use by another server"));

    let pid = server.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().await.unwrap().success());
    assert_eq!(server.wait().await.unwrap().code(), Some(0));
}

#[tokio::test]
async fn a_server_on_all_addresses_says_by_which_name_it_is_reached() {
    let folder = tempfile::tempdir().unwrap();
    let all = ["serve", "--plugins", "0.0.0.0:0", "--rooms", "0.0.0.0:0", "--names", "*.example.org,nts.example.org"];
    let (mut server, lines) = serve(&folder, &all).await;
    assert!(lines[0].starts_with("plugins: nts.example.org:"), "{}", lines[0]);
    assert!(lines[1].starts_with("rooms: https://nts.example.org:"), "{}", lines[1]);
    server.kill().await.unwrap();
}

#[tokio::test]
async fn keys_are_shown_once_listed_and_revoked() {
    let folder = tempfile::tempdir().unwrap();
    let key = printed(&folder, &["key", "new", "dock"]).await;
    assert!(key.len() == 64 && key.bytes().all(|byte| b"0123456789ABCDEF".contains(&byte)), "{key}");
    let list = printed(&folder, &["key", "list"]).await;
    assert!(list.starts_with("dock  made ") && !list.contains(&key) && !list.contains("revoked"), "{list}");
    assert!(complaint(&folder, &["key", "new", "dock"]).await.contains("revoke it first"));
    for nameless in ["", " ", "\u{200b}", "do\u{200b}ck"] {
        assert_eq!(run(&folder, &["key", "new", nameless]).await.status.code(), Some(2), "{nameless:?}");
    }
    printed(&folder, &["key", "revoke", "dock"]).await;
    assert!(printed(&folder, &["key", "list"]).await.contains("revoked"));
    assert!(complaint(&folder, &["key", "revoke", "dock"]).await.contains("nts key list"));
}

#[tokio::test]
async fn invitations_are_shown_once_listed_and_revoked() {
    let folder = tempfile::tempdir().unwrap();
    let code = printed(&folder, &["invite", "new", "--uses", "3", "--expires", "7"]).await;
    let list = printed(&folder, &["invite", "list"]).await;
    assert!(list.starts_with("1  made ") && list.contains("uses left: 3") && list.contains("expires"), "{list}");
    assert!(!list.contains(&code));
    printed(&folder, &["invite", "revoke", "1"]).await;
    assert!(printed(&folder, &["invite", "list"]).await.contains("revoked"));
    assert!(complaint(&folder, &["invite", "revoke", "1"]).await.contains("nts invite list"));
}

#[tokio::test]
async fn settings_that_make_no_sense_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nts.toml");
    std::fs::write(&file, "plugin = \"127.0.0.1:0\"\n").unwrap();
    let with_file = [SERVE, &["--config", file.to_str().unwrap()]].concat();
    let said = complaint(&folder, &with_file).await;
    assert!(said.contains("nts.toml") && said.contains("unknown field `plugin`"), "{said}");
    let said = complaint(&folder, &[SERVE, &["--grace-secs", "soon"]].concat()).await;
    assert!(said.contains("grace_secs = \"soon\""), "{said}");
    let said = complaint(&folder, &[SERVE, &["--cert", "cert.pem"]].concat()).await;
    assert!(said.contains("--cert and --key go together"), "{said}");
    assert!(complaint(&folder, &["serve", "--plugins", "192.0.2.1:1"]).await.contains("cannot listen on 192.0.2.1:1"));
}

#[tokio::test]
async fn keys_and_invitations_are_made_where_the_server_keeps_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (own, file) = (folder.path().join("own"), folder.path().join("nts.toml"));
    std::fs::write(&file, format!("data = {:?}\n", own.to_str().unwrap())).unwrap();
    let configured = |arguments: &[&str]| {
        let mut command = nts(&folder, arguments);
        command.env_remove("NTS_DATA").env("NTS_CONFIG", &file).env("HOME", folder.path());
        command
    };
    for words in [["key", "list", ""], ["key", "revoke", "dock"], ["invite", "list", ""], ["invite", "revoke", "1"]] {
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let output = configured(&words).output().await.unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{words:?}: {said}");
        assert!(said.contains("no server's data folder") && said.contains(own.to_str().unwrap()), "{words:?}: {said}");
        assert!(!own.exists(), "{words:?}");
    }

    let output = configured(&["key", "new", "dock"]).output().await.unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().contains(own.to_str().unwrap()), "it says where");
    assert_eq!(output.stdout.trim_ascii().len(), 64, "and prints the key alone for scripts");
    assert!(configured(&["invite", "new"]).output().await.unwrap().status.success());
    let by_flag = nts(&folder, &["key", "list", "--data", own.to_str().unwrap()]).output().await.unwrap();
    assert!(by_flag.stdout.starts_with(b"dock  made "), "a flag wins over the environment");
    assert!(!folder.path().join("nts").exists() && !folder.path().join(".local").exists());
}
