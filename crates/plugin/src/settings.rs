//! A host's settings, from flags and the environment, as the Python library reads them.

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::{env, fs};

use clap::builder::ValueParser;
use clap::{CommandFactory, FromArgMatches};

use crate::Description;

/// What `nts serve` keeps its CA certificate as, in its data folder.
const CA_FILE: &str = "ca.pem";

/// A host's settings.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    /// Where the server is.
    pub(crate) host: String,
    /// Its port for plugins.
    pub(crate) port: u16,
    /// Opens the server to this plugin.
    pub(crate) key: Option<Key>,
    /// How the plugin is listed.
    pub(crate) name: String,
    /// Log more.
    pub(crate) is_verbose: bool,
    /// How to know the server.
    pub(crate) trust: Trust,
    /// Sessions at once.
    pub(crate) max_sessions: usize,
}

/// A key, which never shows in logs.
#[derive(Clone, PartialEq)]
pub(crate) struct Key(pub(crate) String);

/// How the host knows that the server is the right one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Trust {
    /// Its certificate comes from one of the authorities in this file, and is for its name.
    Ca(PathBuf),
    /// It has the certificate with this SHA-256 digest.
    Fingerprint([u8; 32]),
    /// Anybody will do.
    Anybody,
}

/// What came of the arguments.
#[derive(Debug)]
pub(crate) enum Parsed {
    /// Settings to run with.
    Run(Settings),
    /// A text that was asked for.
    Say(String),
    /// What is wrong.
    Wrong(String),
}

#[derive(clap::Parser)]
struct Flags {
    /// The server's name or address.
    #[arg(short = 'a', long, env = "NTS_HOST", default_value = "", hide_default_value = true)]
    host: String,
    /// The server's port for plugins.
    #[arg(short, long, env = "NTS_PORT", default_value = "8888", value_parser = ValueParser::new(port))]
    port: u16,
    /// The key that the server's operator gave you, or a file with it.
    #[arg(
        short,
        long = "keyfile",
        value_name = "KEY",
        env = "NTS_KEY",
        default_value = "",
        hide_default_value = true,
        hide_env_values = true
    )]
    key: String,
    /// Lists the plugin under another name.
    #[arg(short, long, env = "PLUGIN_NAME", default_value = "", hide_default_value = true)]
    name: String,
    /// Logs more.
    #[arg(short, long, env = "PLUGIN_VERBOSE")]
    verbose: bool,
    /// Trusts servers that have a certificate from an authority in this PEM file, such as the server's own CA file.
    #[arg(long, value_name = "FILE", env = "NTS_CA", default_value = "", hide_default_value = true)]
    ca: String,
    /// Trusts the server with this certificate, whatever --ca says: SHA-256 in hex, as `nts serve` prints it.
    #[arg(long, value_name = "SHA256", env = "NTS_FINGERPRINT", default_value = "", hide_default_value = true)]
    fingerprint: String,
    /// Trusts any server: whoever sits between can read and change everything, the key included.
    #[arg(long)]
    insecure: bool,
    /// Sessions at once; further ones are refused.
    #[arg(long, value_name = "N", env = "PLUGIN_SESSIONS")]
    sessions: Option<usize>,
}

impl Settings {
    /// Reads the arguments, the first of which is the program's name, and the environment.
    pub(crate) fn parse(description: &Description, arguments: impl IntoIterator<Item = OsString>) -> Parsed {
        let mut command = Flags::command()
            .disable_version_flag(true)
            .args_override_self(true)
            .about(format!("{}: {}\n\nA plugin for OpenNTS servers.", description.name, description.description));
        let flags = command
            .try_get_matches_from_mut(arguments)
            .and_then(|matches| Flags::from_arg_matches(&matches).map_err(|error| error.format(&mut command)));
        let flags = match flags {
            Ok(flags) => flags,
            Err(error) if error.use_stderr() => return Parsed::Wrong(error.to_string()),
            Err(help) => return Parsed::Say(help.to_string()),
        };
        match flags.settings(description) {
            Ok(settings) => Parsed::Run(settings),
            Err(problem) => {
                let program = command.get_bin_name().unwrap_or("plugin").to_owned();
                Parsed::Wrong(format!("{problem}\n\n{}", explanation(description, &program)))
            }
        }
    }
}

impl Flags {
    fn settings(self, description: &Description) -> Result<Settings, String> {
        if self.host.is_empty() {
            return Err("No server is given: use -a HOST, or set NTS_HOST.".into());
        }
        if let Some((host, port)) = host_and_port(&self.host) {
            return Err(format!("-a takes the host alone, and -p the port: -a {host} -p {port}"));
        }
        let trust = trust(&self)?;
        Ok(Settings {
            key: key(&self.key)?,
            name: if self.name.is_empty() { description.name.clone() } else { self.name },
            is_verbose: self.verbose,
            trust,
            max_sessions: self.sessions.unwrap_or(description.max_sessions),
            host: self.host,
            port: self.port,
        })
    }
}

fn explanation(description: &Description, program: &str) -> String {
    format!(
        "{} is a plugin for OpenNTS servers. It connects to a server, is listed there, and runs a process for each\n\
         room that activates it. Start it with the server's address, for example\n\n    \
         {program} -a localhost\n\nand see {program} --help for keys, certificates and all the rest.\n",
        description.name
    )
}

/// What was meant by `host:port`, `[::1]:port` or `https://host:port/`; none where the host stands alone, as it should.
fn host_and_port(text: &str) -> Option<(&str, &str)> {
    let authority = text.split_once("://").map_or(text, |(_, rest)| rest);
    let authority = authority.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, port)) => (host, port.strip_prefix(':').unwrap_or_default()),
        None if authority.parse::<IpAddr>().is_ok() => (authority, ""),
        None => authority.split_once(':').unwrap_or((authority, "")),
    };
    (host != text).then_some((host, if port.is_empty() { "8888" } else { port }))
}

fn port(text: &str) -> Result<u16, String> {
    if text.is_empty() {
        return Ok(8888);
    }
    text.parse().map_err(|_| "a port is a number from 0 to 65535".into())
}

/// An upper-case hex number is a key itself; anything else is a file with one.
fn key(text: &str) -> Result<Option<Key>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    if text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F')) {
        return Ok(Some(Key(text.to_owned())));
    }
    // The text may be a key with a typing error: it does not get into the message.
    let read = fs::read_to_string(text).map_err(|error| {
        format!("What -k or NTS_KEY gives is neither a key (upper-case hex) nor a file that can be read: {error}.")
    })?;
    Ok(Some(Key(read.trim().to_owned())))
}

fn trust(flags: &Flags) -> Result<Trust, String> {
    if flags.insecure {
        return Ok(Trust::Anybody);
    }
    if !flags.fingerprint.is_empty() {
        let digest = fingerprint(&flags.fingerprint).ok_or(
            "--fingerprint (or NTS_FINGERPRINT) is not a SHA-256 digest: 64 hex digits, as `nts serve` prints them.",
        )?;
        return Ok(Trust::Fingerprint(digest));
    }
    if !flags.ca.is_empty() {
        return Ok(Trust::Ca(flags.ca.clone().into()));
    }
    // On this machine, what a user's own server keeps in the user's own directory can be trusted.
    let local = is_loopback(&flags.host).then(local_ca).flatten();
    local.map(Trust::Ca).ok_or_else(|| {
        format!(
            "Nothing says how to know that {} is the right server. Use one of\n    \
             --ca FILE             with the server's CA file (ca.pem in its data folder), or your system's\n    \
             --fingerprint SHA256  with the fingerprint that `nts serve` prints when it starts\n    \
             --insecure            to trust whoever answers",
            flags.host
        )
    })
}

/// Hex digits in either case, bare or with colons, as tools print them.
fn fingerprint(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    let digits: String = text.strip_prefix("sha256:").unwrap_or(text).chars().filter(|c| *c != ':').collect();
    let mut digest = [0; 32];
    hex::decode_to_slice(digits, &mut digest).ok()?;
    Some(digest)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The CA file of a server that this user started with its default data folder.
fn local_ca() -> Option<PathBuf> {
    let state = env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let state = state.or_else(|| Some(Path::new(&env::var_os("HOME")?).join(".local/state")))?;
    Some(state.join("nts").join(CA_FILE)).filter(|file| file.is_file())
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Parsed {
        let description = Description::new("Hello", "Says hello.").max_sessions(5);
        let arguments = ["hello"].iter().chain(arguments).map(OsString::from);
        Settings::parse(&description, arguments)
    }

    fn settings(arguments: &[&str]) -> Settings {
        match parse(arguments) {
            Parsed::Run(settings) => settings,
            other => panic!("{other:?}"),
        }
    }

    fn wrong(arguments: &[&str]) -> String {
        match parse(arguments) {
            Parsed::Wrong(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_librarys_flags() {
        let given = settings(&["-a", "nts.example", "-p", "9999", "-k", "0AF3", "-n", "Hi", "-v", "--insecure"]);
        let expected = Settings {
            host: "nts.example".into(),
            port: 9999,
            key: Some(Key("0AF3".into())),
            name: "Hi".into(),
            is_verbose: true,
            trust: Trust::Anybody,
            max_sessions: 5,
        };
        assert_eq!(given, expected);
        assert!(!format!("{given:?}").contains("0AF3"));
    }

    #[test]
    fn what_is_not_given() {
        let given = settings(&["--host", "nts.example", "--ca", "ca.pem", "--sessions", "2"]);
        assert_eq!((given.port, given.key, given.name.as_str()), (8888, None, "Hello"));
        assert_eq!((given.trust, given.max_sessions), (Trust::Ca("ca.pem".into()), 2));
    }

    #[test]
    fn a_key_may_be_in_a_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(&file, "ABC123\n").unwrap();
        let given = settings(&["-a", "h", "--insecure", "--keyfile", file.path().to_str().unwrap()]);
        assert_eq!(given.key, Some(Key("ABC123".into())));
        let text = wrong(&["-a", "h", "--insecure", "-k", "abc123secret"]);
        assert!(text.contains("neither a key") && !text.contains("abc123secret"), "{text}");
    }

    #[test]
    fn fingerprints_as_tools_print_them() {
        let digest: [u8; 32] = std::array::from_fn(|at| at as u8 + 0xA0);
        let bare = hex::encode(digest);
        let colons = digest.map(|byte| format!("{byte:02X}")).join(":");
        for text in [&bare, &bare.to_uppercase(), &colons, &format!("sha256:{bare}")] {
            let given = settings(&["-a", "h", "--fingerprint", text, "--ca", "x"]);
            assert_eq!(given.trust, Trust::Fingerprint(digest), "{text}");
        }
        assert!(wrong(&["-a", "h", "--fingerprint", "abc"]).contains("64 hex digits"));
    }

    #[test]
    fn run_by_hand_it_explains_itself() {
        let text = wrong(&[]);
        assert!(text.contains("use -a HOST") && text.contains("hello -a localhost"), "{text}");
        let text = wrong(&["-a", "nts.example"]);
        assert!(["--ca", "--fingerprint", "--insecure"].iter().all(|option| text.contains(option)), "{text}");
        for (said, meant) in [
            ("nts.example:8888", "-a nts.example -p 8888"),
            ("[::1]:9999", "-a ::1 -p 9999"),
            ("https://nts.example:8443/#1.ab", "-a nts.example -p 8443"),
            ("nts.example:", "-a nts.example -p 8888"),
        ] {
            let text = wrong(&["-a", said]);
            assert!(text.starts_with("-a takes the host alone") && text.contains(meant), "{said}: {text}");
        }
        assert_eq!(settings(&["-a", "fe80::1", "--insecure"]).host, "fe80::1");
        assert!(wrong(&["-a", "h", "-p", "x"]).contains("0 to 65535"));
        assert!(wrong(&["--nonsense"]).contains("--nonsense"));
        let Parsed::Say(help) = parse(&["--help"]) else { panic!("no help") };
        assert!(help.contains("Says hello.") && help.contains("NTS_FINGERPRINT"), "{help}");
    }
}
