//! Macros of the room: saved, run, stopped, deleted.

use room_api::{Answer, Intent, Macro, MacroDeed, MacroId};
use serde_json::json;

use super::Problem;
use super::arguments::MacroCommand;
use super::names::{Named, resolve};
use super::report::{Report, count, line, table};
use super::who::Visit;

/// The macros that the room keeps.
pub fn list(visit: &Visit) -> Report {
    let view = visit.view();
    let running = view.room.macro_running.as_ref();
    let rows = view.room.macros.iter().map(|kept| {
        let runs = if running == Some(&kept.title) { "running" } else { "" };
        [format!("#{}", kept.id), line(&kept.title), count(kept.logic.len(), "byte"), runs.into()]
    });
    let rows: Vec<[String; 4]> = rows.collect();
    let text = if rows.is_empty() { "The room keeps no macro.".into() } else { table(&rows) };
    Report::new(text, json!({ "macros": view.room.macros, "running": running }))
}

/// Does something with a macro.
pub async fn act(visit: &Visit, command: MacroCommand) -> Result<Report, Problem> {
    let (deed, words) = match command {
        MacroCommand::Save { file, title } => {
            let logic = tokio::fs::read_to_string(&file).await;
            let logic = logic.map_err(|error| Problem::Failed(format!("cannot read {}: {error}", file.display())))?;
            let stem = || file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            (MacroDeed::Save { title: title.unwrap_or_else(stem), logic }, "Saved")
        }
        MacroCommand::Run { title } => (MacroDeed::Run { id: find(visit, &title)? }, "Done"),
        MacroCommand::Delete { title } => (MacroDeed::Delete { id: find(visit, &title)? }, "Deleted"),
        MacroCommand::Stop => (MacroDeed::Stop, "It is to stop"),
    };
    match visit.ask(Intent::Macro { deed }).await? {
        Answer::Done => Ok(Report::new(format!("{words} (since event {}).", visit.seq), json!({ "seq": visit.seq }))),
        other => Err(Problem::Failed(format!("the server answered {other:?}"))),
    }
}

fn find(visit: &Visit, said: &str) -> Result<MacroId, Problem> {
    let view = visit.view();
    let named = |kept: &Macro| Named { thing: kept.id, name: kept.title.clone(), id: kept.id.0.into() };
    resolve("macro", said, &view.room.macros.iter().map(named).collect::<Vec<_>>())
}
