//! Logs: a session process writes lines, its host reads them and logs them with the session's number.

use std::io::{IsTerminal, stderr};

use tracing::Level;
use tracing_subscriber::EnvFilter;

/// Tells a session process to log more. The library's name for it.
pub(crate) const VERBOSE: &str = "PLUGIN_VERBOSE";

/// Starts the log of a host: lines for people, on stderr. `RUST_LOG` overrides what is logged.
pub(crate) fn start_host(is_verbose: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| match is_verbose {
        true => EnvFilter::new("debug,rustls=info"),
        false => EnvFilter::new("info"),
    });
    // Fails only if the plugin's author started a log before: then that one is used.
    let format = tracing_subscriber::fmt().with_target(false).with_ansi(stderr().is_terminal());
    let _ = format.with_env_filter(filter).with_writer(stderr).try_init();
}

/// Starts the log of a session process: `LEVEL text`, to which the host adds time and session.
pub(crate) fn start_session() {
    let is_verbose = std::env::var(VERBOSE).is_ok_and(|value| value == "true");
    let level = if is_verbose { Level::DEBUG } else { Level::INFO };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level.as_str()));
    let format =
        tracing_subscriber::fmt().without_time().with_target(false).with_ansi(false).log_internal_errors(false);
    let _ = format.with_env_filter(filter).with_writer(stderr).try_init();
}

/// The level of a line and the rest of it; a line without a level is an information.
pub(crate) fn level_of(line: &str) -> (Level, &str) {
    let trimmed = line.trim_start();
    let split = trimmed.split_once(' ').and_then(|(level, text)| Some((known_level(level)?, text)));
    split.unwrap_or((Level::INFO, line))
}

fn known_level(word: &str) -> Option<Level> {
    [Level::ERROR, Level::WARN, Level::INFO, Level::DEBUG, Level::TRACE]
        .into_iter()
        .find(|level| level.as_str() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_levels() {
        assert_eq!(level_of(" WARN no box"), (Level::WARN, "no box"));
        assert_eq!(level_of("ERROR it broke"), (Level::ERROR, "it broke"));
        assert_eq!(level_of("  printed as is"), (Level::INFO, "  printed as is"));
        assert_eq!(level_of(""), (Level::INFO, ""));
    }
}
