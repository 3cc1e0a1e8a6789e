//! Progress bars: redrawn on a terminal, else a line at every tenth.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;

use serde_json::Value;

const WIDTH: usize = 24;

/// One bar for each room, drawn together.
pub struct Board {
    bars: Mutex<Vec<Bar>>,
    is_terminal: bool,
}

struct Bar {
    name: &'static str,
    done: f64,
    /// Tenths that were told as lines.
    told: usize,
    is_shown: bool,
}

impl Board {
    /// Bars at 0.
    pub fn new(names: [&'static str; 2]) -> Self {
        let bars = names.map(|name| Bar { name, done: 0.0, told: 0, is_shown: false });
        Self { bars: Mutex::new(bars.into()), is_terminal: std::io::stdout().is_terminal() }
    }

    /// Takes an event of the room's, if it is about the progress of docking.
    pub fn hear(&self, row: usize, event: &Value) {
        let content = &event["content"];
        if content["kind"] == "loading_bar"
            && let Some(done) = content["percentage"].as_f64()
        {
            self.draw(row, done);
        }
    }

    /// Ends a bar.
    pub fn finish(&self, row: usize) {
        self.draw(row, 1.0);
        if self.is_terminal {
            println!();
        }
    }

    fn draw(&self, row: usize, done: f64) {
        let mut bars = self.bars.lock().expect("nothing panics while it draws");
        bars[row].done = done.clamp(bars[row].done, 1.0);
        bars[row].is_shown = true;
        if self.is_terminal {
            let line: Vec<String> = bars.iter().filter(|bar| bar.is_shown).map(Bar::line).collect();
            print!("\r{}  ", line.join("   "));
            let _ = std::io::stdout().flush();
            return;
        }
        let tenths = (bars[row].done * 10.0) as usize;
        if tenths > bars[row].told {
            bars[row].told = tenths;
            println!("{}", bars[row].line());
        }
    }
}

impl Bar {
    /// `Alice's Room [######                  ]  25 %`.
    fn line(&self) -> String {
        let filled = (self.done * WIDTH as f64).round() as usize;
        format!("{:<12} [{:<WIDTH$}] {:>3.0} %", self.name, "#".repeat(filled), self.done * 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_fill_and_never_shrink() {
        let board = Board::new(["Alice's Room", "Dan's Room"]);
        let event = |done: f64| serde_json::json!({"content": {"kind": "loading_bar", "percentage": done}});
        board.hear(0, &event(0.25));
        board.hear(0, &event(0.1));
        board.hear(0, &serde_json::json!({"content": {"kind": "label"}}));
        let bars = board.bars.lock().unwrap();
        assert_eq!(bars[0].line(), "Alice's Room [######                  ]  25 %");
        assert_eq!(bars[1].done, 0.0);
    }
}
