//! The one `main` of a plugin: host or session process, as it was started.

use std::process::ExitCode;

use crate::settings::{Parsed, Settings};
use crate::{Description, Plugin, host, process};

/// Runs a plugin: reads its settings, connects to the server, and starts a process for each session.
///
/// Settings come from flags (`-a HOST -p PORT -k KEY -n NAME -v`, ...) and the environment (`NTS_HOST`, `NTS_PORT`,
/// `NTS_KEY`, `PLUGIN_NAME`, ...): `--help` tells all. Call it first thing in `main`: a session process begins here, too.
pub fn main<P: Plugin>(description: Description) -> ExitCode {
    let mut arguments = std::env::args_os();
    if arguments.nth(1).is_some_and(|argument| argument == process::ARGUMENT) {
        return process::run::<P>();
    }
    match Settings::parse(&description, std::env::args_os()) {
        Parsed::Run(settings) => host::run(description, settings),
        Parsed::Say(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Parsed::Wrong(text) => {
            eprint!("{text}");
            ExitCode::from(2)
        }
    }
}
