//! Undo and redo.

use clap::Subcommand;
use room_api::Intent;
use serde_json::json;

use super::Problem;
use super::report::{Report, line};
use super::who::Visit;

/// The words about steps.
#[derive(Debug, Subcommand)]
pub enum Stepping {
    /// Take back what was done last.
    Undo,
    /// Do again what was undone last.
    Redo,
    /// What can be undone and redone, the next one first.
    Steps,
}

/// Carries one of them out.
pub async fn step(visit: &Visit, word: Stepping) -> Result<Report, Problem> {
    let steps = visit.view().room.steps.clone();
    let (intent, next, what) = match word {
        Stepping::Undo => (Intent::Undo, steps.undo.first(), "Undone"),
        Stepping::Redo => (Intent::Redo, steps.redo.first(), "Redone"),
        Stepping::Steps => {
            let lines = |names: &[String]| names.iter().map(|name| format!("  {}\n", line(name))).collect::<String>();
            let text = match (steps.undo.is_empty(), steps.redo.is_empty()) {
                (true, true) => "Nothing can be undone.".to_owned(),
                _ => format!("Undo\n{}\nRedo\n{}", lines(&steps.undo), lines(&steps.redo)),
            };
            return Ok(Report::new(text, json!(steps)));
        }
    };
    visit.ask(intent).await?;
    let text = format!("{what}: {} (since event {}).", next.map_or(String::new(), |name| line(name)), visit.seq);
    Ok(Report::new(text, json!({ "step": next, "seq": visit.seq })))
}
