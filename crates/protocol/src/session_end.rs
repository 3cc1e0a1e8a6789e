//! Why a plugin's session ended: the payload of packet type 5 from a host of the Rust SDK (the Python library's is empty).

use std::fmt;

use serde::{Deserialize, Serialize};

/// More lines of log than this are not told.
pub const MAX_LOG_LINES: usize = 20;
/// More bytes of a log line than this are not told.
pub const MAX_LINE_BYTES: usize = 400;
/// More bytes of a cause's message than this are not told.
pub const MAX_MESSAGE_BYTES: usize = 1000;
/// A payload of more bytes than this was not made here.
const MAX_PAYLOAD_BYTES: usize = 64 << 10;

/// Why a session ended, and what its process said last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionEnd {
    /// Why.
    pub cause: Cause,
    /// The last lines of its log, oldest first.
    #[serde(default)]
    pub log: Vec<String>,
}

/// Why a session ended. `Display` says it in a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Its process ended by itself.
    Exited {
        /// The exit code.
        code: i32,
    },
    /// Something killed its process.
    Signal {
        /// The signal's number.
        number: i32,
        /// Its name, `SIGKILL`; empty where it has none.
        name: String,
    },
    /// The plugin's code panicked.
    Panicked {
        /// What the panic said, and where.
        message: String,
    },
    /// The host did not begin it.
    Refused {
        /// A sentence.
        message: String,
    },
    /// Something else went wrong.
    Error {
        /// A sentence.
        message: String,
    },
}

impl SessionEnd {
    /// What ended a session, without any log.
    pub fn new(cause: Cause) -> Self {
        Self { cause, log: Vec::new() }
    }

    /// The payload: the last lines, and no more bytes than the limits above allow.
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(&self.bounded()).unwrap_or_default()
    }

    /// Reads a payload. None where it is empty, as the Python library's, or not understood.
    pub fn decode(payload: &[u8]) -> Option<Self> {
        if payload.is_empty() || payload.len() > MAX_PAYLOAD_BYTES {
            return None;
        }
        let end: Self = serde_json::from_slice(payload).ok()?;
        Some(end.bounded())
    }

    /// Within the limits, and without what could drive somebody's terminal.
    fn bounded(&self) -> Self {
        let skipped = self.log.len().saturating_sub(MAX_LOG_LINES);
        Self {
            cause: self.cause.bounded(),
            log: self.log[skipped..].iter().map(|line| bounded(line, MAX_LINE_BYTES)).collect(),
        }
    }
}

impl Cause {
    fn bounded(&self) -> Self {
        let message = |text: &str| bounded(text, MAX_MESSAGE_BYTES);
        match self {
            Cause::Exited { code } => Cause::Exited { code: *code },
            Cause::Signal { number, name } => Cause::Signal { number: *number, name: bounded(name, 20) },
            Cause::Panicked { message: text } => Cause::Panicked { message: message(text) },
            Cause::Refused { message: text } => Cause::Refused { message: message(text) },
            Cause::Error { message: text } => Cause::Error { message: message(text) },
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Exited { code } => write!(f, "The plugin's process ended with exit code {code}."),
            Cause::Signal { number, name } if name.is_empty() => {
                write!(f, "The plugin's process was killed by signal {number}.")
            }
            Cause::Signal { number, name } => {
                write!(f, "The plugin's process was killed by signal {number} ({name}).")
            }
            Cause::Panicked { message } => write!(f, "The plugin's process panicked: {message}"),
            Cause::Refused { message } | Cause::Error { message } => f.write_str(message),
        }
    }
}

fn bounded(text: &str, max_bytes: usize) -> String {
    let mut bounded = String::new();
    for letter in text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }) {
        if bounded.len() + letter.len_utf8() > max_bytes {
            break;
        }
        bounded.push(letter);
    }
    bounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_heard() {
        let causes = [
            (Cause::Exited { code: 3 }, "The plugin's process ended with exit code 3."),
            (
                Cause::Signal { number: 9, name: "SIGKILL".into() },
                "The plugin's process was killed by signal 9 (SIGKILL).",
            ),
            (Cause::Signal { number: 40, name: String::new() }, "The plugin's process was killed by signal 40."),
            (
                Cause::Panicked { message: "no box (src/main.rs:7)".into() },
                "The plugin's process panicked: no box (src/main.rs:7)",
            ),
            (Cause::Refused { message: "It is full.".into() }, "It is full."),
            (Cause::Error { message: "It is stuck.".into() }, "It is stuck."),
        ];
        for (cause, sentence) in causes {
            assert_eq!(cause.to_string(), sentence);
            let end = SessionEnd { cause, log: vec!["one".into(), "two".into()] };
            assert_eq!(SessionEnd::decode(&end.encode()), Some(end));
        }
    }

    #[test]
    fn the_last_lines_count_and_all_is_bounded() {
        let long = "é".repeat(1000);
        let log = (0..100).map(|line| format!("{line} {long}")).collect();
        let end = SessionEnd { cause: Cause::Error { message: format!("\u{1b}[31m{long}") }, log };
        let heard = SessionEnd::decode(&end.encode()).unwrap();
        assert_eq!(heard.log.len(), MAX_LOG_LINES);
        assert!(heard.log[0].starts_with("80 é"));
        assert!(heard.log.iter().all(|line| line.len() <= MAX_LINE_BYTES));
        assert!(heard.cause.to_string().starts_with(" [31mé"));
        assert!(heard.cause.to_string().len() <= MAX_MESSAGE_BYTES);
    }

    #[test]
    fn what_others_send_is_no_session_end() {
        let huge = format!(r#"{{"cause":{{"exited":{{"code":1}}}},"log":["{}"]}}"#, "x".repeat(MAX_PAYLOAD_BYTES));
        for payload in ["", "{}", "null", r#"{"cause":"exited"}"#, r#"{"cause":{"evaporated":{}}}"#, &huge] {
            assert_eq!(SessionEnd::decode(payload.as_bytes()), None, "{}", &payload[..payload.len().min(40)]);
        }
        assert!(SessionEnd::decode(br#"{"cause":{"exited":{"code":1}}}"#).is_some());
    }
}
