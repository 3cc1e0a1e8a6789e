//! Somebody in a room: `nts room` commands, shown as they are typed with what they print.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::children::Child;

/// Somebody, with the links of their room.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub name: String,
    /// Lets one present in their room.
    pub presenter_link: String,
    /// Lets one look on there.
    pub guest_link: String,
    /// The link by which they came.
    link: String,
    nts: PathBuf,
    state: PathBuf,
}

impl Person {
    /// Somebody who is in no room yet; `state` is where `nts` keeps seats.
    pub fn new(name: &str, nts: &Path, state: &Path) -> Self {
        let nowhere = String::new;
        Self {
            name: name.to_owned(),
            presenter_link: nowhere(),
            guest_link: nowhere(),
            link: nowhere(),
            nts: nts.to_owned(),
            state: state.to_owned(),
        }
    }

    /// They open a room and are its presenter.
    pub fn opens_room(&self, room: &str, server: &str) -> Result<Self> {
        let words = ["new", room, "--server", server, "--json"];
        let output = self.command(&words).output().context("cannot run nts")?;
        let json: Value = serde_json::from_str(&self.expect(&words, &output)?)?;
        let text = |name: &str| json[name].as_str().map(str::to_owned).with_context(|| format!("no {name} in {json}"));
        let person = Self {
            presenter_link: text("presenter")?,
            guest_link: text("guest")?,
            link: text("presenter")?,
            ..self.clone()
        };
        let shown = format!("presenter link  {}\nguest link      {}", person.presenter_link, person.guest_link);
        self.show(&["new", room], &shown);
        Ok(person)
    }

    /// Somebody else who comes into the same room by this link.
    pub fn invites(&self, name: &str, link: &str) -> Self {
        Self { name: name.to_owned(), link: link.to_owned(), ..self.clone() }
    }

    /// Runs a command and shows it with what it prints.
    pub fn says(&self, words: &[&str]) -> Result<()> {
        let text = self.hears(words)?;
        self.show(words, &text);
        Ok(())
    }

    /// Runs a command and gives what it prints.
    pub fn hears(&self, words: &[&str]) -> Result<String> {
        let output = self.command(words).output().context("cannot run nts")?;
        self.expect(words, &output)
    }

    /// Runs a command, shows it, and gives the number of the last event before it.
    pub fn seq_of(&self, words: &[&str]) -> Result<u64> {
        let with_json = [words, &["--json"]].concat();
        let json: Value = serde_json::from_str(&self.hears(&with_json)?)?;
        self.show(words, "");
        json["seq"].as_u64().with_context(|| format!("no seq in {json}"))
    }

    /// Runs a command that must be refused, and shows the reason.
    pub fn is_refused(&self, words: &[&str]) -> Result<()> {
        let output = self.command(words).output().context("cannot run nts")?;
        if output.status.success() {
            bail!("`nts room {}` as {} should have been refused", words.join(" "), self.name);
        }
        self.show(words, &String::from_utf8_lossy(&output.stderr));
        Ok(())
    }

    /// Returns when somebody is in the room.
    pub fn waits_for(&self, name: &str) -> Result<()> {
        for _ in 0..100 {
            let people: Value = serde_json::from_str(&self.hears(&["people", "--json"])?)?;
            let mut people = people.as_array().into_iter().flatten();
            if people.any(|person| person["name"] == name && person["here"] == true) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        bail!("{name} did not come within 10 s");
    }

    /// Stays in the room while `work` is done, and hands each of its events on.
    pub fn watches<T>(&self, hear: impl Fn(&Value) + Send, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let mut command = self.command(&["watch"]);
        let (watching, lines) = Child::start_to_hear(command.stderr(Stdio::null()))?;
        thread::scope(|scope| {
            scope.spawn(move || {
                for line in lines.map_while(std::result::Result::ok) {
                    if let Ok(event) = serde_json::from_str(&line) {
                        hear(&event);
                    }
                }
            });
            let outcome = work();
            // It ends, and with its output the thread that reads it.
            drop(watching);
            outcome
        })
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.nts);
        command.arg("room").args(words).args(["--as", &self.name]).env("XDG_STATE_HOME", &self.state);
        if !self.link.is_empty() {
            command.env("NTS_ROOM", &self.link);
        }
        command
    }

    /// What a command printed, if it succeeded.
    fn expect(&self, words: &[&str], output: &Output) -> Result<String> {
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("`nts room {}` as {} failed: {}", words.join(" "), self.name, said.trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// The command as typed, what it printed below it, in one piece: two rooms speak at once.
    fn show(&self, words: &[&str], text: &str) {
        let quoted = |word: &&str| match word.contains([' ', '\'']) {
            true => format!("\"{word}\""),
            false => (*word).to_owned(),
        };
        let typed = words.iter().map(quoted).collect::<Vec<_>>().join(" ");
        let printed: String = text.trim_end().lines().map(|line| format!("  {line}\n")).collect();
        print!("{}$ nts room {typed}\n{printed}", self.name);
    }
}
