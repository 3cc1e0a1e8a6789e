//! The server's settings from its one table: flags win over the environment, and that over the file.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};
use server::Config;
use server::config::SETTINGS;

/// A configuration, read from everywhere.
#[derive(Clone, Debug)]
pub struct Settings {
    file: Option<PathBuf>,
    /// Settings of flags and environment.
    texts: Vec<(&'static str, String)>,
}

impl Settings {
    /// Reads the file and applies the rest.
    pub fn config(&self) -> Result<Config> {
        let mut config = match &self.file {
            None => Config::default(),
            Some(path) => read(path)?,
        };
        for (key, text) in &self.texts {
            config.set(key, text)?;
        }
        Ok(config)
    }
}

/// Reads a configuration file.
pub fn read(path: &Path) -> Result<Config> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Config::from_toml(&text).with_context(|| path.display().to_string())
}

impl clap::Args for Settings {
    fn augment_args(command: Command) -> Command {
        let file = Arg::new("config")
            .long("config")
            .env("NTS_CONFIG")
            .value_name("FILE")
            .value_parser(clap::value_parser!(PathBuf))
            .help("A TOML file with any of these settings (open_rooms = true)");
        let flags = SETTINGS.iter().map(|setting| {
            let default = match setting.default_text() {
                text if text.is_empty() || setting.is_switch => String::new(),
                text => format!(" [default: {text}]"),
            };
            let arg = Arg::new(setting.key).long(setting.flag()).env(setting.env()).hide_env_values(true);
            let arg = arg.help(format!("{}{default}", setting.doc.trim())).value_name("VALUE").action(ArgAction::Set);
            if setting.is_switch { arg.num_args(0..=1).require_equals(true).default_missing_value("true") } else { arg }
        });
        command.arg(file).args(flags)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Settings {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let text = |key| matches.get_one::<String>(key).cloned();
        let texts = SETTINGS.iter().filter_map(|setting| Some((setting.key, text(setting.key)?))).collect();
        Ok(Self { file: matches.get_one("config").cloned(), texts })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        settings: Settings,
    }

    #[test]
    fn flags_win_over_the_file() {
        let path = std::env::temp_dir().join(format!("nts-settings-{}.toml", std::process::id()));
        std::fs::write(&path, "members = 3\nopen = true\n").unwrap();
        let file = path.to_str().unwrap();
        let line = ["nts", "--config", file, "--members", "5", "--open-rooms", "--open=false"];
        let config = Line::try_parse_from(line).unwrap().settings.config().unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!((config.members, config.open, config.open_rooms), (5, false, true));
    }

    #[test]
    fn a_wrong_value_is_named() {
        let settings = Line::try_parse_from(["nts", "--packet-size", "huge"]).unwrap().settings;
        assert!(settings.config().unwrap_err().to_string().contains("packet_size = \"huge\""));
        assert!(Line::try_parse_from(["nts", "--no-such-setting", "1"]).is_err());
    }
}
