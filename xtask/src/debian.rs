//! Debian packages that the project's programs use.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};

use crate::process;

/// A Debian package, and the command by whose success it is known to be there.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// Its name for apt.
    name: &'static str,
    /// A command that works once it is installed.
    check: &'static [&'static str],
}

/// What the docking plugin runs, and what its virtual environment is made with.
pub const DOCKING_TOOLS: &[Package] = &[
    Package { name: "autodock-vina", check: &["vina", "--version"] },
    Package { name: "openbabel", check: &["obabel", "-V"] },
    Package { name: "python3-venv", check: &["python3", "-c", "import ensurepip, venv"] },
];

/// What the tests hold the secondary structure against that we find.
pub const STRUCTURE_TOOLS: &[Package] = &[Package { name: "dssp", check: &["mkdssp", "--version"] }];

/// What builds the pages: Node.js as new as their tools need it.
pub const PAGE_TOOLS: &[Package] =
    &[Package { name: "nodejs", check: NODE_IS_NEW }, Package { name: "npm", check: &["npm", "--version"] }];

/// What the pages are tested in.
pub const BROWSER: &[Package] = &[Package { name: "chromium", check: &["chromium", "--version"] }];

const NODE_IS_NEW: &[&str] = &[
    "node",
    "-e",
    "const [a, b] = process.versions.node.split('.'); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)",
];

/// Whether Node.js is there, and new enough; an older Debian has only an older one.
pub fn node_is_new() -> bool {
    works(NODE_IS_NEW)
}

/// Installs those that are missing, saying so first.
pub fn install(packages: &[Package]) -> Result<()> {
    let missing: Vec<&str> =
        packages.iter().filter(|package| !works(package.check)).map(|package| package.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    ensure!(
        is_on_path("apt-get"),
        "{list} is missing, and this is no Debian: install what these packages bring, then run this again"
    );
    ensure!(
        is_root() || is_on_path("sudo"),
        "{list} is missing, and installing needs root: run `apt-get install {list}` as root, then this again"
    );
    println!("installing Debian's {list}{}", if is_root() { "" } else { " (by sudo)" });
    process::run(&mut as_root(&["apt-get", "update", "-qq"]))?;
    process::run(as_root(&["apt-get", "install", "-y", "-qq", "--no-install-recommends"]).args(missing))
}

/// The command, by sudo where this user is not root. sudo drops the environment, so what it needs goes along as words.
fn as_root(words: &[&str]) -> Command {
    let mut command = Command::new(if is_root() { "env" } else { "sudo" });
    command.arg("DEBIAN_FRONTEND=noninteractive").args(words);
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn works(command: &[&str]) -> bool {
    let mut check = Command::new(command[0]);
    let status = check.args(&command[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Whether a program can be started by its name.
fn is_on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| Path::new(&folder).join(program).is_file())
}
