//! What a command says: text for people or JSON for programs; or what went wrong, and with which exit code.

use std::fmt;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use serde_json::Value;

/// What a command says, both ways.
#[derive(Debug, PartialEq)]
pub struct Report {
    /// For people.
    pub text: String,
    /// For programs.
    pub json: Value,
}

impl Report {
    /// A report of these words.
    pub fn new(text: impl Into<String>, json: Value) -> Self {
        Self { text: text.into(), json }
    }

    /// Prints it to stdout.
    pub fn print(self, json: bool) -> Result<(), Problem> {
        match json {
            true => print_line(&self.json.to_string()),
            false => print_line(self.text.trim_end()),
        }
    }
}

/// Prints a line, at once: a reader may wait for it.
pub fn print_line(line: &str) -> Result<(), Problem> {
    let mut stdout = std::io::stdout().lock();
    let printed = writeln!(stdout, "{line}").and_then(|()| stdout.flush());
    printed.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Problem::NobodyReads,
        _ => Problem::Failed(format!("cannot print: {error}")),
    })
}

/// What went wrong.
#[derive(Debug, PartialEq)]
pub enum Problem {
    /// There is no such thing, it was refused, or it timed out.
    Failed(String),
    /// The command makes no sense.
    Usage(String),
    /// Whoever read what was printed has closed the pipe.
    NobodyReads,
}

impl Problem {
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Problem::Failed(_) => ExitCode::from(1),
            Problem::Usage(_) => ExitCode::from(2),
            Problem::NobodyReads => ExitCode::SUCCESS,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // What comes from a room is somebody else's text: it must not steer the terminal.
            Problem::Failed(sentence) | Problem::Usage(sentence) => f.write_str(&plain(sentence)),
            Problem::NobodyReads => f.write_str("nobody reads what is printed"),
        }
    }
}

/// Rows as aligned columns; no blanks at the ends of lines.
pub fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let rows: Vec<[String; N]> = rows.iter().map(|row| row.each_ref().map(|cell| line(cell))).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let mut text = String::new();
    for row in &rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        text += cells.collect::<Vec<_>>().join("  ").trim_end();
        text.push('\n');
    }
    text
}

/// Somebody else's text on one line.
pub fn line(text: &str) -> String {
    room_api::text::line(text).collect()
}

/// Somebody else's text without anything that steers a terminal.
pub fn plain(text: &str) -> String {
    room_api::text::lines(text).collect()
}

/// `1 atom`, `20,912 atoms`.
pub fn count(number: usize, what: &str) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let ending = match number {
        1 => "",
        _ if what.ends_with('x') => "es",
        _ => "s",
    };
    format!("{text} {what}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_aligned() {
        let rows = [["#1".to_owned(), "Alice".to_owned(), "here".to_owned()], ["#12".into(), "B\nb".into(), "".into()]];
        assert_eq!(table(&rows), "#1   Alice  here\n#12  B b\n");
    }

    #[test]
    fn numbers_are_counted_in_words() {
        let said = [count(1, "atom"), count(20_912, "atom"), count(1, "complex"), count(2, "complex")];
        assert_eq!(said, ["1 atom", "20,912 atoms", "1 complex", "2 complexes"]);
    }

    #[test]
    fn nobody_steers_the_terminal() {
        assert_eq!(plain("\u{1b}[31mred\u{7}\nnext"), "[31mred\nnext");
        assert_eq!(Problem::Failed("\u{1b}]0;title".into()).to_string(), "]0;title");
        assert_eq!((line("\u{202e}Bob\nx"), plain("\u{202e}Bob\nx")), ("Bob x".into(), "Bob\nx".into()));
    }

    #[test]
    fn numbers_are_readable() {
        let counts =
            [(0, "0 atoms"), (1, "1 atom"), (999, "999 atoms"), (20912, "20,912 atoms"), (1234567, "1,234,567 atoms")];
        for (number, text) in counts {
            assert_eq!(count(number, "atom"), text);
        }
    }
}
