//! What holds and what clashes between atoms.

use std::collections::BTreeMap;

use client::View;
use room_api::interaction::{Interaction, InteractionKind};
use room_api::{Intent, InteractionId};
use serde_json::json;

use super::Problem;
use super::arguments::leftovers::{Interactions, InteractionsWord};
use super::report::{Report, count, line, table};
use super::who::Visit;

/// The most interactions that one request names.
const MOST_AT_ONCE: usize = 2000;

/// Lists the interactions, or removes some.
pub async fn interactions(visit: &Visit, interactions: Interactions) -> Result<Report, Problem> {
    let Some(InteractionsWord::Remove { which }) = interactions.what else { return Ok(list(visit)) };
    // Not the view itself: what is held of it while asking stops the answer from being folded in.
    let known = visit.view().room.interactions.clone();
    let mut meant: Vec<InteractionId> = Vec::new();
    for said in &which {
        let fits =
            |known: &&Interaction| *said == format!("#{}", known.id) || *said == name(known.kind) || said == "all";
        let found = known.iter().filter(fits).map(|one| one.id);
        let before = meant.len();
        meant.extend(found);
        if meant.len() == before && said != "all" {
            let what = line(said);
            return Err(Problem::Failed(format!("there is no interaction {what}. See them: nts room interactions")));
        }
    }
    meant.sort_unstable();
    meant.dedup();
    for some in meant.chunks(MOST_AT_ONCE) {
        visit.ask(Intent::RemoveInteractions { interactions: some.to_vec() }).await?;
    }
    let text = format!("Removed {} (since event {}).", count(meant.len(), "interaction"), visit.seq);
    Ok(Report::new(text, json!({ "removed": meant, "seq": visit.seq })))
}

/// The interactions, one a line.
fn list(visit: &Visit) -> Report {
    let interactions = &visit.view().room.interactions;
    let rows: Vec<[String; 4]> = interactions.iter().map(row).collect();
    let text = if rows.is_empty() { "There are no interactions.".into() } else { table(&rows) };
    Report::new(text, json!(interactions))
}

/// How many there are of each kind, one a line.
pub fn summary(view: &View) -> String {
    let mut counts: BTreeMap<InteractionKind, usize> = BTreeMap::new();
    view.room.interactions.iter().for_each(|interaction| *counts.entry(interaction.kind).or_default() += 1);
    let rows: Vec<[String; 2]> = counts.iter().map(|(kind, count)| [name(*kind), count.to_string()]).collect();
    table(&rows)
}

fn row(interaction: &Interaction) -> [String; 4] {
    let hidden = if interaction.visible { "" } else { "hidden" };
    let ends = [&interaction.atoms1, &interaction.atoms2].map(|atoms| group(atoms));
    [format!("#{}", interaction.id), name(interaction.kind), ends.join(" to "), hidden.into()]
}

/// `atom 12`, `atoms 12, 13, 14`.
fn group(atoms: &[i64]) -> String {
    let numbers: Vec<String> = atoms.iter().map(i64::to_string).collect();
    format!("{} {}", if atoms.len() == 1 { "atom" } else { "atoms" }, numbers.join(", "))
}

/// As the API has it, with blanks: `hydrogen bond`.
fn name(kind: InteractionKind) -> String {
    json!(kind).as_str().unwrap_or_default().replace('_', " ")
}
