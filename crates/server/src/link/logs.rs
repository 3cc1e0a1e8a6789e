//! A plugin's live logs (packet type 10) into ours: bounded in rate and length, and safe to print.

use std::time::{Duration, Instant};

use serde_json::Value;
use tracing::{debug, error, info, warn};

/// Lines a second; more are counted and dropped.
const MOST_LINES: u32 = 50;
/// Letters of a line.
const MOST_LETTERS: usize = 1000;
/// A longer payload is not read as JSON, of which it could take many times its size of memory: its beginning is the line.
const MOST_JSON: usize = 64 * 1024;

/// One plugin's lines of the current second.
#[derive(Debug)]
pub(super) struct LiveLogs {
    second: Instant,
    lines: u32,
    dropped: u32,
}

impl LiveLogs {
    pub(super) fn new() -> Self {
        Self { second: Instant::now(), lines: 0, dropped: 0 }
    }

    /// Logs a line, unless there were too many.
    pub(super) fn take(&mut self, payload: &[u8]) {
        if self.second.elapsed() >= Duration::from_secs(1) {
            if self.dropped > 0 {
                warn!(target: "plugin_log", dropped = self.dropped, "the plugin logs too much: lines were dropped");
            }
            *self = Self::new();
        }
        if self.lines >= MOST_LINES {
            self.dropped = self.dropped.saturating_add(1);
            return;
        }
        self.lines += 1;
        let line = Line::read(payload);
        let session = line.session;
        match line.level {
            Level::Error => error!(target: "plugin_log", session, "{}", line.text),
            Level::Warning => warn!(target: "plugin_log", session, "{}", line.text),
            Level::Info => info!(target: "plugin_log", session, "{}", line.text),
            Level::Debug => debug!(target: "plugin_log", session, "{}", line.text),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Level {
    Error,
    Warning,
    Info,
    Debug,
}

#[derive(Debug, PartialEq)]
struct Line {
    level: Level,
    session: Option<u64>,
    text: String,
}

impl Line {
    /// GELF (`short_message`, syslog's `level`), or the older `{timestamp, msg, sev}`; anything else as it is.
    fn read(payload: &[u8]) -> Self {
        let json: Value = match payload.len() {
            0..=MOST_JSON => serde_json::from_slice(payload).unwrap_or_default(),
            _ => Value::Null,
        };
        let text = ["short_message", "msg"].iter().find_map(|key| json.get(key)?.as_str());
        let level = match json.get("level").and_then(Value::as_u64) {
            Some(0..=3) => Level::Error,
            Some(4) => Level::Warning,
            Some(7) => Level::Debug,
            _ => Level::Info,
        };
        let raw = || String::from_utf8_lossy(&payload[..payload.len().min(4 * MOST_LETTERS)]).into_owned();
        let text = text.map_or_else(raw, str::to_owned);
        let text = room_api::text::line(&text).take(MOST_LETTERS).collect();
        Self { level, session: json.get("_session_id").and_then(Value::as_u64), text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_and_nonsense_are_lines() {
        for (payload, level, text) in [
            (r#"{"version":"1.1","short_message":"hello","level":3}"#, Level::Error, "hello"),
            (r#"{"timestamp":1,"msg":"old","sev":2}"#, Level::Info, "old"),
            ("\u{1b}[31mred", Level::Info, "[31mred"),
            ("\u{202e}der\u{200b}\nx", Level::Info, "der x"),
        ] {
            assert_eq!(Line::read(payload.as_bytes()), Line { level, session: None, text: text.into() });
        }
        assert_eq!(Line::read(&[b'x'; 100_000]).text.len(), MOST_LETTERS);
        let long = format!(r#"{{"short_message":"hello","level":3,"rest":"{}"}}"#, "x".repeat(MOST_JSON));
        let line = Line::read(long.as_bytes());
        assert!(line.level == Level::Info && line.text.starts_with(r#"{"short_message":"hello""#), "{line:?}");
    }

    #[test]
    fn a_flood_is_dropped() {
        let mut logs = LiveLogs::new();
        for _ in 0..10 * MOST_LINES {
            logs.take(b"{}");
        }
        assert!(logs.lines <= MOST_LINES && logs.dropped > 0);
    }
}
