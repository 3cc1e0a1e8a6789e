//! The store that `nts key` and `nts invite` work on: that of the server with the same settings.

use std::path::{Path, PathBuf};

use anyhow::Result;
use server::{DataDir, Store};

use crate::settings;

/// Where the server's data folder is said to be.
#[derive(Debug, clap::Args)]
pub struct Place {
    /// The server's data folder [default: $XDG_STATE_HOME/nts, that is ~/.local/state/nts]
    #[arg(long, env = "NTS_DATA", global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The server's TOML file, which may say where its data folder is
    #[arg(long, env = "NTS_CONFIG", global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Place {
    /// The store that is there.
    pub fn store(&self) -> Result<Store> {
        Ok(Store::open(&DataDir::existing(self.path()?.as_deref())?)?)
    }

    /// The store, made where it is not there, since the server may be started later; which one it is, is said on stderr.
    pub fn store_to_write(&self) -> Result<Store> {
        let data = DataDir::open(self.path()?.as_deref())?;
        eprintln!("nts: in the data folder {}", shown(data.path()));
        Ok(Store::open(&data)?)
    }

    /// A flag wins over the environment, and that over the file, as in `nts serve`.
    fn path(&self) -> Result<Option<PathBuf>> {
        let of_file = self.config.as_deref().map(settings::read).transpose()?.and_then(|config| config.data);
        Ok(self.data.clone().or(of_file))
    }
}

fn shown(path: &Path) -> String {
    std::path::absolute(path).as_deref().unwrap_or(path).display().to_string()
}
