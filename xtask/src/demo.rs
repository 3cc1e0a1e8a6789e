//! `cargo xtask demo`: the main job with real parts, from an empty machine to docked poses in two rooms at once.

mod children;
mod person;
mod progress;
mod stay;
mod structures;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, bail, ensure};

use crate::python::Venv;
use crate::{debian, process, python, web};
use children::{Child, Ending};
use person::Person;
use progress::Board;
use structures::Structures;

/// Sets everything up, docks, and stays until Ctrl-C, unless it is to end at `once`.
pub fn run(once: bool) -> Result<()> {
    let ending = Ending::watch()?;
    println!("== Tools: Vina and Open Babel from Debian, meeko and RDKit in a virtual environment");
    debian::install(debian::DOCKING_TOOLS)?;
    let venv = python::install("docking", python::DOCKING_PACKAGES)?;
    let structures = Structures::fetch(&venv)?;
    println!("== Building the pages, the server and the docking plugin");
    web::build()?;
    process::run(process::cargo().args(["build", "--locked", "--package", "nts", "--package", "docking"]))?;

    let folder = RunFolder::new()?;
    let demo =
        Demo { folder: &folder.0, venv: &venv, structures: &structures, programs: process::target_dir().join("debug") };
    println!("== Starting the server and the docking plugin");
    let (server, addresses) = demo.start_server()?;
    let plugin = demo.start_plugin(&addresses)?;
    let told = demo.rooms(&addresses).or_else(|error| {
        ensure!(!children::are_over(), "the demo was interrupted");
        demo.print_logs();
        Err(error)
    })?;

    println!("\n== Results");
    told.iter().for_each(|line| println!("{line}"));
    if !once {
        stay::stay(&demo, &addresses, server, plugin, &ending)?;
    }
    Ok(())
}

/// Where things are.
struct Demo<'a> {
    folder: &'a Path,
    venv: &'a Venv,
    structures: &'a Structures,
    programs: PathBuf,
}

/// Where the server is reached.
struct Addresses {
    /// By plugins: `127.0.0.1:8888`.
    plugins: String,
    /// By people: `http://127.0.0.1:8443`.
    rooms: String,
}

impl Addresses {
    fn plugin_port(&self) -> &str {
        self.plugins.rsplit(':').next().unwrap_or_default()
    }
}

impl Demo<'_> {
    fn program(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// A server of the demo's own, on free ports of the loopback address.
    fn start_server(&self) -> Result<(Child, Addresses)> {
        let mut command = Command::new(self.program("nts"));
        command.args(["serve", "--plugins", "127.0.0.1:0", "--rooms", "127.0.0.1:0", "--data"]).arg(self.data());
        let (child, lines) = Child::start_to_hear(command.stderr(self.log("server.log")?))?;
        let mut addresses = Addresses { plugins: String::new(), rooms: String::new() };
        for line in lines.map_while(std::result::Result::ok) {
            println!("  {line}");
            let (name, value) = line.split_once(": ").unwrap_or_default();
            let address = value.split(' ').next().unwrap_or_default().to_owned();
            match name {
                "plugins" => addresses.plugins = address,
                "rooms" => addresses.rooms = address,
                _ => {}
            }
            // The last line that it prints.
            if name == "certificate" {
                return Ok((child, addresses));
            }
        }
        self.print_logs();
        bail!("the server did not start")
    }

    fn start_plugin(&self, addresses: &Addresses) -> Result<Child> {
        Child::start(self.plugin(addresses).stderr(self.log("docking.log")?))
    }

    /// The docking plugin, connecting to the demo's server.
    fn plugin(&self, addresses: &Addresses) -> Command {
        let mut command = Command::new(self.program("docking"));
        command
            .args(["-a", "127.0.0.1", "-p", addresses.plugin_port(), "--ca"])
            .arg(self.data().join("ca.pem"))
            .env("DOCKING_PYTHON", self.venv.python());
        command
    }

    /// A log of this run, which goes on where a program starts again.
    fn log(&self, name: &str) -> Result<File> {
        File::options().create(true).append(true).open(self.folder.join(name)).context("cannot write a log")
    }

    /// The end of both logs, when something went wrong.
    fn print_logs(&self) {
        for name in ["server.log", "docking.log"] {
            let text = std::fs::read_to_string(self.folder.join(name)).unwrap_or_default();
            let lines: Vec<&str> = text.lines().collect();
            let last = &lines[lines.len().saturating_sub(20)..];
            eprintln!("-- the end of {name}\n{}", last.join("\n"));
        }
    }

    /// Opens both rooms, docks in both at once, and says what came of it.
    fn rooms(&self, addresses: &Addresses) -> Result<Vec<String>> {
        println!("\n== Alice opens a room of her own; Bob comes by its guest link and looks on");
        let alice = Person::opens_room(&self.person("Alice"), "Alice's Room", &addresses.rooms)?;
        let bob = alice.invites("Bob", &alice.guest_link);
        bob.says(&["people"])?;
        println!("\n== Dan opens another one; Carol comes by its presenter link, and he lets her present");
        let dan = Person::opens_room(&self.person("Dan"), "Dan's Room", &addresses.rooms)?;
        let carol = dan.invites("Carol", &dan.presenter_link);
        carol.says(&["people"])?;
        carol.watches(|_| (), || dan.waits_for("Carol").and_then(|()| dan.says(&["give", "Carol"])))?;

        println!("\n== Both load 1OF6 and its ligand, and dock at once: a session process each");
        let board = Board::new(["Alice's Room", "Dan's Room"]);
        let (in_alices, in_dans) = thread::scope(|scope| {
            let in_alices = scope.spawn(|| self.dock(&alice, &bob, &board, 0));
            let in_dans = scope.spawn(|| self.dock(&carol, &dan, &board, 1));
            (in_alices.join(), in_dans.join())
        });
        let crashed = |_| anyhow::anyhow!("the demo itself crashed");
        let (in_alices, in_dans) = (in_alices.map_err(crashed)??, in_dans.map_err(crashed)??);

        println!("\n== What Bob sees, a guest; and what he may not do");
        bob.says(&["complexes"])?;
        bob.is_refused(&["press", "Run"])?;
        let mut told = vec![format!("Alice's Room: {in_alices}"), format!("Dan's Room: {in_dans}")];
        for (room, person) in [("Alice's Room", &alice), ("Dan's Room", &carol)] {
            told.push(format!("{room}: presenter link {}", person.presenter_link));
            told.push(format!("{room}: guest link     {}", person.guest_link));
        }
        Ok(told)
    }

    /// One room's docking, seen by somebody who looks on.
    fn dock(&self, presenter: &Person, guest: &Person, board: &Board, row: usize) -> Result<String> {
        let protein = self.structures.protein.to_string_lossy();
        let ligand = self.structures.ligand.to_string_lossy();
        presenter.says(&["load", &protein, &ligand])?;
        presenter.says(&["activate", "Docking"])?;
        presenter.says(&["run", "Docking"])?;
        presenter.says(&["wait", "menu", "--matching", "Exhaustiveness"])?;
        presenter.says(&["press", "Start from a fresh conformer"])?;
        let work = || {
            let since = presenter.seq_of(&["press", "Run"])?.to_string();
            presenter.hears(&["wait", "notification", "--matching", ".", "--timeout", "900", "--since", &since])
        };
        let told = guest.watches(|event| board.hear(row, event), work)?;
        board.finish(row);
        ensure!(told.contains("poses"), "docking in the room of {} gave no poses: {told}", presenter.name);

        let poses = self.folder.join(format!("{}.sdf", presenter.name));
        presenter.says(&["export", "DTY docked", &poses.to_string_lossy()])?;
        let rmsd = self.rmsd(&poses)?;
        Ok(format!("{}\nrmsd: {rmsd}", told.trim()))
    }

    fn rmsd(&self, poses: &Path) -> Result<String> {
        let script = process::workspace_root().join("xtask/python/rmsd.py");
        let mut command = self.venv.command();
        let output = command.arg(script).arg(&self.structures.ligand).arg(poses).output()?;
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let value: f32 =
            said.parse().with_context(|| format!("no RMSD: {}", String::from_utf8_lossy(&output.stderr)))?;
        ensure!(value < 2.0, "the top pose is {value} angstrom from the crystal's; under 2 was expected");
        Ok(said)
    }

    fn person(&self, name: &str) -> Person {
        Person::new(name, &self.program("nts"), &self.folder.join("state"))
    }
}

/// The folder of this run, gone with it.
struct RunFolder(PathBuf);

impl RunFolder {
    fn new() -> Result<Self> {
        let folder = process::target_dir().join("demo").join(format!("run-{}", std::process::id()));
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for RunFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
