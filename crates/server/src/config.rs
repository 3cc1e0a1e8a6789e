//! Every setting of the server in one table: its type, default and meaning; from flags, environment or a TOML file.

mod checks;
mod value;

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::Deserialize;

use crate::Error;
pub use value::{Seconds, Size, Value};

/// What one setting is called, and what it means.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// In the file.
    pub key: &'static str,
    /// One or more sentences.
    pub doc: &'static str,
    /// Whether the flag alone turns it on.
    pub is_switch: bool,
    default: fn() -> String,
}

impl Setting {
    /// On the command line, without the dashes.
    pub fn flag(&self) -> String {
        self.key.replace('_', "-")
    }

    /// In the environment. A plugin's own key is `NTS_KEY`, so the certificate's key has another name.
    pub fn env(&self) -> String {
        match self.key {
            "cert" | "key" => format!("NTS_TLS_{}", self.key.to_uppercase()),
            key => format!("NTS_{}", key.to_uppercase()),
        }
    }

    /// Its default, as it would be written; empty = none.
    pub fn default_text(&self) -> String {
        (self.default)()
    }
}

macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $key:ident: $type:ty = $default:expr;)*) => {
        /// How a server behaves. The same names in the file, and as flags (`--rooms-per-address`) and environment
        /// (`NTS_ROOMS_PER_ADDRESS`).
        #[derive(Clone, Debug, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Config {
            $($(#[doc = $doc])+ pub $key: $type,)*
        }

        impl Default for Config {
            fn default() -> Self {
                Self { $($key: $default,)* }
            }
        }

        /// All settings, in the order of the docs.
        pub const SETTINGS: &[Setting] = &[$(Setting {
            key: stringify!($key),
            doc: concat!($($doc),+),
            is_switch: <$type as Value>::IS_SWITCH,
            default: || { let value: $type = $default; value.show() },
        },)*];

        impl Config {
            /// Sets one setting from the text of a flag or an environment variable.
            pub fn set(&mut self, key: &str, text: &str) -> Result<(), Error> {
                let result = match key {
                    $(stringify!($key) => <$type as Value>::parse(text).map(|value| self.$key = value),)*
                    _ => Err("there is no such setting".to_owned()),
                };
                result.map_err(|problem| Error::Config(format!("{key} = {text:?}: {problem}")))
            }
        }
    };
}

const MIB: usize = 1 << 20;

settings! {
    /// The address and port that plugins connect to. Bound to anything but a loopback address, it takes only plugins with a key (but see `open`).
    plugins: SocketAddr = SocketAddr::from(([127, 0, 0, 1], 8888));
    /// The address and port that people connect to. HTTPS; on loopback addresses plain HTTP too.
    rooms: SocketAddr = SocketAddr::from(([127, 0, 0, 1], 8443));
    /// The folder for keys, certificate, invitations and counters; `$XDG_STATE_HOME/nts` (`~/.local/state/nts`) if not set.
    data: Option<PathBuf> = None;
    /// A certificate chain in PEM. Without one the server makes its own and keeps it.
    cert: Option<PathBuf> = None;
    /// The certificate's private key in PEM.
    key: Option<PathBuf> = None;
    /// Further names and addresses, separated by commas, that the server's own certificate is to be valid for. Another name makes another certificate, with another fingerprint.
    names: Vec<String> = Vec::new();
    /// Further web origins (`https://example.org`), separated by commas, whose pages may open rooms here.
    origins: Vec<String> = Vec::new();
    /// Takes plugins without a key from anywhere.
    open: bool = false;
    /// Where entries of the Protein Data Bank are fetched: `https://`, with `{id}` for the entry's id; a lab's own mirror as well. Empty: no entries are fetched.
    entries_url: String = "https://files.rcsb.org/download/{id}.cif.gz".to_owned();
    /// Lets anybody create rooms without an invitation.
    open_rooms: bool = false;
    /// What is logged: `error`, `warn`, `info`, `debug`, or directives such as `info,server::link=debug`.
    log: String = "info".to_owned();
    /// Logs JSON lines.
    log_json: bool = false;

    /// Connections on the plugin port.
    links: usize = 1024;
    /// Of these, connections from one address that have not registered yet.
    unregistered_links_per_address: usize = 64;
    /// The longest packet of a registered plugin. Before registration it is 64 KiB.
    packet_size: Size = Size(256 * MIB);
    /// Bytes that the whole server holds of packets (half received ones, and ones that wait for a slow plugin or a busy room), of members' half received frames, and of files on their way in. Past it, the connection that holds most is cut off.
    buffered_size: Size = Size(1024 * MIB);
    /// Bytes of packets that may wait for one session of a slow plugin; past it the session ends. At least twice `packet_size`.
    session_queue_size: Size = Size(512 * MIB);
    /// Bytes that may wait for a slow member of a room; past it the member is cut off and may come back. At least twice `packet_size`.
    member_queue_size: Size = Size(512 * MIB);
    /// How long a TLS handshake may take, and then a registration, a HTTP request's head, or a member's first frame.
    handshake_secs: Seconds = Seconds::new(10);
    /// How long a plugin that was lost may take to come back to its sessions.
    grace_secs: Seconds = Seconds::new(30);
    /// How long a plugin may be silent. The Python library says something every 60 seconds.
    silence_secs: Seconds = Seconds::new(150);
    /// How long a peer may let us wait in the middle of a packet or of a member's message, in either direction. One that comes must grow by 64 KiB in this time, or be complete.
    stall_secs: Seconds = Seconds::new(30);
    /// How often a member's connection is pinged; after three times as long without a word it is closed.
    ping_secs: Seconds = Seconds::new(20);
    /// How long the server takes at most to say good-bye when it is stopped.
    drain_secs: Seconds = Seconds::new(5);

    /// Connections of people to the rooms port.
    connections: usize = 4096;
    /// Of these, connections from one address.
    connections_per_address: usize = 1024;
    /// Rooms on this server.
    rooms_at_once: usize = 2000;
    /// Rooms that were created from one address and are still open.
    rooms_per_address: usize = 100;
    /// Members of a room, away ones included.
    members: usize = 64;
    /// Complexes in a room.
    complexes: usize = 500;
    /// Bytes of structures in a room, about.
    room_size: Size = Size(2048 * MIB);
    /// Sessions in a room.
    sessions: usize = 32;
    /// Bytes of an uploaded file, or of one that a plugin keeps in somebody's folder.
    file_size: Size = Size(200 * MIB);
    /// Bytes of the images that a session's menus show, kept on disk while it lives; past it a placeholder is shown.
    image_size: Size = Size(256 * MIB);
    /// Bytes of the files in a member's own folder.
    member_files_size: Size = Size(512 * MIB);
    /// Files and folders in a member's own folder.
    member_files: usize = 10_000;
    /// How deep folders nest in a member's own folder.
    files_depth: usize = 16;
    /// Bytes of the files in the folders of all members of all rooms.
    all_files_size: Size = Size(16 * 1024 * MIB);
    /// How long a plugin may take to answer an activation.
    connect_secs: Seconds = Seconds::new(60);
    /// How long a plugin may leave an event unanswered before it is shown as not answering.
    answer_secs: Seconds = Seconds::new(30);
    /// How long a plugin may take to answer when it is called for something that it registered for.
    call_secs: Seconds = Seconds::new(300);
    /// How long a presenter may be away before somebody else who may present does.
    presenter_grace_secs: Seconds = Seconds::new(60);
    /// How long a room without anybody stays open.
    empty_room_secs: Seconds = Seconds::new(24 * 60 * 60);
}

impl Config {
    /// Reads a TOML file. Unknown keys are errors.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        let config = toml::from_str(text).map_err(|error| Error::Config(error.to_string()))?;
        Ok(config)
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.cert.is_some() != self.key.is_some() {
            return Err(Error::Config("--cert and --key go together: give both or neither".into()));
        }
        crate::entries::check(&self.entries_url)?;
        if self.packet_size.0 > i32::MAX as usize {
            return Err(Error::Config("packet_size: a packet cannot have 2 GiB or more".into()));
        }
        checks::check(self).map_err(Error::Config)
    }

    pub(crate) fn room_limits(&self) -> room::Limits {
        let millis = |seconds: Seconds| u64::try_from(seconds.duration().as_millis()).unwrap_or(u64::MAX);
        room::Limits {
            members: self.members,
            complexes: self.complexes,
            bytes: self.room_size.0,
            sessions: self.sessions,
            file_bytes: self.file_size.0,
            image_bytes: self.image_size.0,
            files_depth: self.files_depth,
            connect_timeout: millis(self.connect_secs),
            answer_timeout: millis(self.answer_secs),
            call_timeout: millis(self.call_secs),
            presenter_grace: millis(self.presenter_grace_secs),
            empty_timeout: millis(self.empty_room_secs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_and_a_flag_say_the_same() {
        let file = Config::from_toml("plugins = \"0.0.0.0:9\"\nopen = true\npacket_size = \"1 MiB\"\ngrace_secs = 0.5")
            .unwrap();
        let mut flags = Config::default();
        for (key, text) in [("plugins", "0.0.0.0:9"), ("open", "true"), ("packet_size", "1 MiB"), ("grace_secs", "0.5")]
        {
            flags.set(key, text).unwrap();
        }
        assert_eq!(format!("{file:?}"), format!("{flags:?}"));
    }

    #[test]
    fn mistakes_are_named() {
        let unknown = Config::from_toml("plugin = \"0.0.0.0:9\"").unwrap_err().to_string();
        assert!(unknown.contains("unknown field `plugin`"), "{unknown}");
        let wrong = Config::default().set("members", "many").unwrap_err().to_string();
        assert!(wrong.starts_with("members = \"many\": "), "{wrong}");
        assert!(Config { cert: Some("x".into()), ..Config::default() }.check().is_err());
        Config::default().check().unwrap();
    }

    /// `NTS_UPDATE_DOCS=1 cargo test -p server` writes the table anew.
    #[test]
    fn the_docs_list_every_setting() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/configuration.md");
        let text = std::fs::read_to_string(path).unwrap();
        let (begin, end) = ("<!-- settings: made by a test -->\n", "<!-- end of settings -->");
        let (head, rest) = text.split_once(begin).unwrap();
        let (table, tail) = rest.split_once(end).unwrap();
        let mut expected = String::from("\n| file | flag | environment | default | meaning |\n|---|---|---|---|---|\n");
        for setting in SETTINGS {
            let (key, flag, env, doc) = (setting.key, setting.flag(), setting.env(), setting.doc.trim());
            let default = match setting.default_text() {
                text if text.is_empty() => String::new(),
                text => format!("`{text}`"),
            };
            expected += &format!("| `{key}` | `--{flag}` | `{env}` | {default} | {doc} |\n");
        }
        expected.push('\n');
        if std::env::var_os("NTS_UPDATE_DOCS").is_some() {
            std::fs::write(path, format!("{head}{begin}{expected}{end}{tail}")).unwrap();
        } else {
            assert_eq!(
                table, expected,
                "docs/configuration.md is out of date: run NTS_UPDATE_DOCS=1 cargo test -p server"
            );
        }
    }
}
