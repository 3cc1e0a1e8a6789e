//! The words of `nts room`.

pub mod integrate;
pub mod leftovers;
mod macros;
mod opening;
mod selecting;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use client::{Error, Link, Trust};

use super::Problem;
use super::consent::Decide;
use super::files::Files;
pub use macros::MacroCommand;

pub use opening::{Links, New, Whose};
pub use selecting::{Contacts, Select, Widen};

const AFTER_HELP: &str = "\
Begin with a room of your own (the server runs on this computer: `nts serve`):

    nts room new \"Alice's Room\" --as Alice
    export NTS_ROOM='http://127.0.0.1:8443/#...'    # the presenter link that was printed
    nts room load 1of6.pdb
    nts room plugins
    nts room activate Docking

Whoever has a link is a member. Each command comes as the same person: a link is used under a name (--as), and what is
needed to come back as them is kept in $XDG_STATE_HOME/nts/rooms (mode 0600). Between commands you are shown as away.
A presenter who stays away for longer than the server's grace period (60 s) loses the role only if somebody who came by the
PRESENTER link is there to take it; people who came by the guest link never are. To stay there, leave `nts room watch`
running in another terminal, or open the room with `nts room new NAME --stay`.

Each command that changes something tells the number of the last event before it. `nts room wait ... --since NUMBER`
finds whatever came after, however fast it came.

Exit codes: 0 done; 1 there is no such thing, it was refused or it timed out, with a sentence on stderr; 2 wrong usage.";

const IN_EVERY_COMMAND: &str = "\
What every command takes (--link, --as, --json, --ca and others): nts room --help";

/// A command whose short help leaves to `nts room --help` what every command takes.
fn shorter(command: clap::Command) -> clap::Command {
    command.after_help(IN_EVERY_COMMAND).mut_subcommands(shorter)
}

/// Be in a room: people, plugins, structures, menus.
#[derive(Debug, Parser)]
#[command(after_long_help = AFTER_HELP, after_help = IN_EVERY_COMMAND, mut_subcommands = shorter)]
pub struct Args {
    #[command(flatten)]
    pub(super) whoami: Whoami,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Into which room, as whom.
#[derive(Clone, Debug, Parser)]
#[command(next_help_heading = "In every command")]
pub struct Whoami {
    /// The room's link, as `nts room new` printed it.
    #[arg(long, env = "NTS_ROOM", hide_env_values = true, global = true, hide_short_help = true)]
    pub link: Option<String>,
    /// Your name there. Without it: the one that you used with this link before, else your user name.
    #[arg(id = "as", long = "as", env = "NTS_AS", global = true, hide_short_help = true, value_name = "NAME")]
    pub name: Option<String>,
    /// Be the member with this token, and keep nothing on this computer (`nts room new --json` tells it).
    #[arg(long, env = "NTS_TOKEN", hide_env_values = true, global = true, hide_short_help = true)]
    pub token: Option<String>,
    /// The room's password: what guests and visitors are asked for, and what `new` gives the room.
    #[arg(long, env = "NTS_PASSWORD", hide_env_values = true, global = true, hide_short_help = true)]
    pub password: Option<String>,
    /// Print JSON, one document a line.
    #[arg(long, global = true, hide_short_help = true)]
    pub json: bool,
    /// Trust servers with a certificate of an authority in this PEM file (`ca.pem` in the server's data folder).
    #[arg(long, env = "NTS_CA", global = true, hide_short_help = true, value_name = "FILE")]
    pub ca: Option<PathBuf>,
    /// Trust the server with this SHA-256 fingerprint, as it printed it.
    #[arg(long, env = "NTS_FINGERPRINT", global = true, hide_short_help = true, value_name = "HEX", value_parser = Trust::fingerprint)]
    pub fingerprint: Option<Trust>,
    /// Trust whatever answers. Whoever stands between you and the server can then read and change everything.
    #[arg(long, global = true, hide_short_help = true)]
    pub insecure: bool,
}

impl Whoami {
    /// The link. It is read here rather than by the parser of arguments, which would print a bad one, secret and all.
    pub fn link(&self) -> Result<Link, Problem> {
        match self.link.as_deref().map(str::trim) {
            Some(link) if !link.is_empty() => Ok(Link::parse(link)?),
            _ => Err(Problem::Usage(
                "which room? Give its link with --link or NTS_ROOM; `nts room new NAME` opens one".into(),
            )),
        }
    }

    /// What a shell has to know to trust the same server again.
    pub fn trust_lines(&self) -> String {
        match self.trust() {
            Trust::CaFile(file) => {
                let file = std::path::absolute(&file).unwrap_or(file);
                format!("    export NTS_CA='{}'\n", file.display())
            }
            Trust::Fingerprint(bytes) => {
                let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                format!("    export NTS_FINGERPRINT={digits}\n")
            }
            Trust::System | Trust::Anybody => String::new(),
        }
    }

    /// Which servers are believed.
    pub fn trust(&self) -> Trust {
        match (&self.ca, &self.fingerprint, self.insecure) {
            (_, _, true) => Trust::Anybody,
            (_, Some(fingerprint), _) => fingerprint.clone(),
            (Some(file), _, _) => Trust::CaFile(file.clone()),
            _ => Trust::System,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open a room, be its presenter, and print its links.
    New(New),
    #[command(flatten)]
    Finding(super::finding::Finding),
    /// The room at a glance.
    State,
    /// Who is in the room.
    People,
    /// The room's links, for the presenter to pass on.
    Links(Links),
    /// Hand the presenter role over.
    Give {
        /// Their name, or NAME#id.
        name: String,
    },
    #[command(flatten)]
    Presenting(super::presenting::Presenting),
    /// Whether guests may load, change and select.
    GuestsMayEdit {
        /// Whether they may.
        #[arg(value_parser = on_or_off, action = clap::ArgAction::Set, value_name = "on|off")]
        on: bool,
    },
    /// Leave the room for good.
    Leave,
    /// Close the room for everybody.
    Close,

    /// The plugins that are connected to the server.
    Plugins,
    /// Connect to a plugin, and wait until it has answered.
    Activate(Activate),
    /// Let a plugin do what it asked for when it registered, as long as you present.
    Allow(Decide),
    /// Do not let it, or no longer.
    Deny(Decide),
    /// Press a plugin's Run button.
    Run(Which),
    /// Press a plugin's Advanced Settings button.
    Settings(Which),
    /// End a plugin's session, or cancel one that is still connecting.
    Deactivate(Which),
    /// End what is left of a plugin's session, and begin a new one.
    Reconnect(Which),

    /// The macros that the room keeps.
    Macros,
    /// Save, run, stop or delete a macro: a small Lua program.
    Macro {
        #[command(subcommand)]
        command: MacroCommand,
    },
    /// What connected plugins registered for: hydrogens, minimization, SMILES, ...
    Integrations,
    /// Have a plugin do what it registered for; it is activated where it is not.
    Integrate(integrate::Integrate),

    /// Load structure files: PDB, mmCIF, SDF, MOL, and gzip of each.
    Load {
        /// The files; the ending tells the format.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Load entries of the Protein Data Bank, which the server fetches.
    Fetch {
        /// Their ids: 1of6, or pdb_00001of6.
        #[arg(required = true)]
        entries: Vec<String>,
    },
    /// What is in the workspace.
    Complexes,
    /// What plugins drew beside the complexes: spheres, lines, labels and meshes.
    Shapes,
    /// What holds and what clashes between atoms: hydrogen bonds, contacts, ...; or remove them
    Interactions(leftovers::Interactions),
    /// Values on grids that plugins gave to complexes: densities, potentials, ...; show, hide, move their surfaces, remove them
    Volumes(leftovers::Volumes),
    /// Select a complex, or some of it by what it is; its other atoms are unselected.
    Select(Select),
    /// Select more, beginning from what is selected.
    Widen {
        /// To what.
        #[command(subcommand)]
        to: Widen,
    },
    /// Which residues of the other complexes a complex touches: the contacts of a pose.
    Contacts(Contacts),
    /// Unselect everything.
    Unselect,
    /// Remove a complex.
    Remove {
        /// Its name, NAME#id or #id.
        complex: String,
    },
    /// Rename, show, hide, lock or box a complex, or show another of its frames or conformers.
    Change(Change),
    #[command(flatten)]
    Looks(super::looks::Looks),
    #[command(flatten)]
    Stepping(super::steps::Stepping),
    /// Save a complex as a file.
    Export(Export),

    /// Your own folder on the server, which plugins use once you allowed it: ls, get, put, rm, mkdir.
    Files(Files),

    /// The menus that plugins show, with the #ids of what can be operated.
    Menus(Of),
    /// Save an image of a plugin's menus (`nts room menus --json` tells the keys).
    Image(Image),
    #[command(flatten)]
    Operate(super::operating::Operate),

    /// Say from where you look at the workspace: plugins that ask are answered by it (presenter only).
    #[command(allow_negative_numbers = true)]
    Camera(Camera),
    /// Dismiss a link that a plugin wants opened; `nts room state` shows them.
    Dismiss {
        /// Its number.
        #[arg(value_name = "NUMBER")]
        url: u32,
    },

    /// Wait until something is there or happens.
    Wait(Wait),
    /// Print each event as a line of JSON, until the room closes; stay in the room meanwhile.
    Watch(Since),
}

/// Connecting to a plugin.
#[derive(Debug, Parser)]
pub struct Activate {
    /// The plugin: NAME, or NAME#id where two share a name.
    pub name: String,
    /// Do not wait until the plugin has answered.
    #[arg(long)]
    pub no_wait: bool,
    /// Allow at once what it asks for.
    #[arg(long)]
    pub allow: bool,
}

/// Which session.
#[derive(Debug, Parser)]
pub struct Which {
    /// The plugin: NAME, or NAME#id where two share a name.
    #[arg(required_unless_present = "session")]
    pub name: Option<String>,
    /// The session's number, as `nts room plugins` lists it.
    #[arg(long)]
    pub session: Option<u32>,
}

/// Whose menus.
#[derive(Debug, Parser)]
pub struct Of {
    /// Only of this plugin: NAME, or NAME#id.
    #[arg(long, value_name = "NAME")]
    pub plugin: Option<String>,
    /// Only of the session with this number, as `nts room plugins` lists it.
    #[arg(long)]
    pub session: Option<u32>,
}

/// Changing a complex.
#[derive(Debug, Parser)]
pub struct Change {
    /// The complex: NAME, NAME#id or #id.
    pub complex: String,
    /// Call it something else.
    #[arg(long)]
    pub name: Option<String>,
    /// Show it, or not.
    #[arg(long, value_parser = on_or_off, value_name = "on|off")]
    pub visible: Option<bool>,
    /// Let nobody move it, or everybody.
    #[arg(long, value_parser = on_or_off, value_name = "on|off")]
    pub locked: Option<bool>,
    /// Show a box around it, or not.
    #[arg(long, value_parser = on_or_off, value_name = "on|off")]
    pub boxed: Option<bool>,
    /// Show this of its frames: the first is 1.
    #[arg(long)]
    pub frame: Option<std::num::NonZeroU32>,
    /// Show this of the frame's conformers: the first is 1.
    #[arg(long)]
    pub conformer: Option<std::num::NonZeroU32>,
}

/// Saving a complex.
#[derive(Debug, Parser)]
pub struct Export {
    /// The complex: NAME, NAME#id or #id.
    pub complex: String,
    /// Where to: .pdb, .cif, .sdf or .mol.
    pub file: PathBuf,
}

/// Saving an image of a menu.
#[derive(Debug, Parser)]
pub struct Image {
    /// The session's number, as `nts room plugins` lists it.
    pub session: u32,
    /// The image's key, as the menu has it.
    pub key: String,
    /// Where to.
    pub file: PathBuf,
}

/// From where one looks.
#[derive(Debug, Parser)]
pub struct Camera {
    /// The place, angstrom.
    #[arg(num_args = 3, value_names = ["X", "Y", "Z"], required = true)]
    pub position: Vec<f32>,
    /// The rotation, as a quaternion; none where it is left out.
    #[arg(long, num_args = 4, value_names = ["X", "Y", "Z", "W"])]
    pub rotation: Option<Vec<f32>>,
}

/// Waiting for something.
#[derive(Debug, Parser)]
pub struct Wait {
    /// For what.
    #[arg(value_enum)]
    pub what: What,
    /// A regular expression that its text has to match somewhere.
    #[arg(long, default_value = "", hide_default_value = true, value_name = "REGEX", value_parser = regex_lite::Regex::new)]
    pub matching: regex_lite::Regex,
    /// For how long.
    #[arg(long, default_value_t = 60.0, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: f64,
    #[command(flatten)]
    pub since: Since,
    #[command(flatten)]
    pub of: Of,
}

/// From where in the room's history on.
#[derive(Clone, Copy, Debug, Parser)]
pub struct Since {
    /// Hear everything that came after the event of this number, too.
    #[arg(long, value_name = "NUMBER")]
    pub since: Option<u64>,
}

/// What can be waited for.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub enum What {
    /// A notification that comes from now on (or came --since): its text.
    Notification,
    /// A menu that is open or comes: its title and the texts in it.
    Menu,
    /// A complex that is there or comes: its name.
    Complex,
    /// A plugin that wants to be allowed something: `Docking wants to use the presenter's files`.
    Consent,
    /// A session that is there or changes: `Docking running`, `Docking ended: exited with code 3`.
    Session,
}

pub fn on_or_off(text: &str) -> Result<bool, String> {
    match text {
        "on" | "yes" | "true" => Ok(true),
        "off" | "no" | "false" => Ok(false),
        _ => Err("it is on or off".into()),
    }
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(seconds) if (0.0..1e9).contains(&seconds) => Ok(seconds),
        _ => Err("it is a number of seconds".into()),
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Address { .. } => Self::Usage(error.to_string()),
            Error::HistoryGone { .. } => Self::Failed(format!("{error}. Go on from now: leave --since out")),
            Error::Trust(sentence) => Self::Failed(format!("{sentence} (--ca FILE, --fingerprint HEX)")),
            error => Self::Failed(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests;
