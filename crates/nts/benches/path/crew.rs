//! Who takes part: the server, the plugin's host, and Alice in her room.

use std::process::Stdio;

use client::{Events, Happened, Member, Options, Trust};
use room_api::{Answer, Enter, Event, Intent, PluginId, SessionId};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};

use crate::probe;

/// Says that this program is to be the plugin.
const IS_PLUGIN: &str = "NTS_PATH_BENCH_PLUGIN";

/// Whether this process is the plugin's host or a session process of its.
pub fn is_plugin() -> bool {
    std::env::var_os(IS_PLUGIN).is_some()
}

/// A server, until it is dropped.
pub struct Server {
    rooms: client::Server,
    plugins: (String, String),
    ca_file: std::path::PathBuf,
    _out: BufReader<ChildStdout>,
    _process: Child,
    _folder: TempDir,
}

impl Server {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("nts");
        let mut command = Command::new(env!("CARGO_BIN_EXE_nts"));
        command.args(["serve", "--plugins", "127.0.0.1:0", "--rooms", "127.0.0.1:0", "--data"]).arg(&data);
        command.stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut process = command.spawn().expect("nts starts");
        let mut out = BufReader::new(process.stdout.take().expect("a pipe"));
        let mut lines = (&mut out).lines();
        let mut address = async || {
            let line = lines.next_line().await.expect("a pipe").expect("the server announces itself");
            line.split_whitespace().nth(1).expect("an address").to_owned()
        };
        let (plugins, rooms) = (address().await, address().await);
        address().await; // the certificate: the server listens
        let (host, port) = plugins.rsplit_once(':').expect("a port");
        Self {
            rooms: client::Server::parse(&rooms).expect("an address"),
            plugins: (host.to_owned(), port.to_owned()),
            ca_file: data.join("ca.pem"),
            _out: out,
            _process: process,
            _folder: folder,
        }
    }

    pub async fn open_room(&self) -> Presenter {
        let enter = Enter::Create { room: "Alice's Room".into(), member: "Alice".into(), invitation: None };
        let options = Options { columns: false, ..Options::new(Trust::System) };
        let (member, events) = Member::enter(&self.rooms, enter, options).await.expect("a room");
        Presenter { member, events }
    }
}

/// The plugin's host, until it is dropped.
pub struct Plugin(#[allow(dead_code)] Child);

impl Plugin {
    pub fn start(server: &Server) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        let (host, port) = &server.plugins;
        command.args(["-a", host, "-p", port, "--ca"]).arg(&server.ca_file).env(IS_PLUGIN, "yes");
        Self(command.stderr(Stdio::null()).kill_on_drop(true).spawn().expect("the plugin starts"))
    }
}

/// Alice, who presents.
pub struct Presenter {
    member: Member,
    events: Events,
}

impl Presenter {
    /// The plugin, when it is there.
    pub async fn plugin(&mut self) -> PluginId {
        let find = |view: &client::View| {
            view.room.plugins.iter().find(|plugin| plugin.name == probe::NAME).map(|plugin| plugin.id)
        };
        self.member.until(find).await.expect("the plugin")
    }

    pub async fn activate(&self, plugin: PluginId) -> SessionId {
        match self.ask(Intent::Activate { plugin, allow: vec![] }).await {
            Answer::Session { session } => session,
            other => panic!("{other:?}"),
        }
    }

    pub async fn run(&self, session: SessionId) {
        self.ask(Intent::Run { session }).await;
    }

    pub async fn deactivate(&self, session: SessionId) {
        self.ask(Intent::Deactivate { session }).await;
    }

    pub async fn close(&self) {
        self.ask(Intent::Close).await;
    }

    async fn ask(&self, intent: Intent) -> Answer {
        self.member.ask(intent).await.expect("an answer")
    }

    /// The next notification of a session.
    pub async fn hears_from(&mut self, session: SessionId) -> String {
        loop {
            let Happened::Event { event, .. } = self.events.next().await.expect("an event") else { continue };
            if let Event::Notification { notification } = &*event
                && (notification.session == Some(session) || notification.session.is_none())
            {
                return notification.text.clone();
            }
        }
    }
}
