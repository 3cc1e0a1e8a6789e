//! Which atoms are selected, and what touches what.

use room_api::{Answer, AtomSelection, ContactKind, Intent, Widening};
use serde_json::json;

use super::Problem;
use super::arguments::{Contacts, Select, Widen};
use super::complexes::{done, find};
use super::report::{Report, count, line, table};
use super::who::Visit;

/// Selects atoms.
pub async fn select(visit: &Visit, select: Select) -> Result<Report, Problem> {
    let complex = find(visit, &select.complex)?;
    let atoms = select.atoms();
    let what = match &atoms {
        AtomSelection::None => "Unselected".to_owned(),
        AtomSelection::All => "Selected".to_owned(),
        AtomSelection::Indices(atoms) => format!("Selected {} of", count(atoms.len(), "atom")),
        AtomSelection::Matching(_) => "Selected what is so in".to_owned(),
    };
    let id = complex.id;
    let selected = atoms != AtomSelection::None;
    done(visit, Intent::Select { complex: id, atoms }, &complex, &what, json!({ "selected": selected })).await
}

/// Unselects everything.
pub async fn unselect(visit: &Visit) -> Result<Report, Problem> {
    visit.ask(Intent::Unselect).await?;
    Ok(Report::new(format!("Nothing is selected now (since event {}).", visit.seq), json!({ "seq": visit.seq })))
}

/// Selects more.
pub async fn widen(visit: &Visit, widen: Widen) -> Result<Report, Problem> {
    let (to, what) = match widen {
        Widen::Residues => (Widening::Residues, "whole residues".to_owned()),
        Widen::Chains => (Widening::Chains, "whole chains".to_owned()),
        Widen::Within { angstrom } => (Widening::Within(angstrom), format!("the residues within {angstrom} angstrom")),
    };
    visit.ask(Intent::Widen { to }).await?;
    let text = format!("Selected {what} (since event {}).", visit.seq);
    Ok(Report::new(text, json!({ "to": to, "seq": visit.seq })))
}

/// Lists what a complex touches.
pub async fn contacts(visit: &Visit, contacts: &Contacts) -> Result<Report, Problem> {
    let complex = find(visit, &contacts.complex)?;
    let intent = Intent::Contacts { complex: complex.id, within: Some(contacts.within) };
    let Answer::Contacts { contacts: found } = visit.ask(intent).await? else {
        return Err(Problem::Failed("the server named no contacts".into()));
    };
    let view = visit.view();
    let row = |contact: &room_api::Contact| {
        let of = view.complex(contact.complex).map_or_else(String::new, |complex| line(&complex.name));
        let kind = match contact.kind {
            ContactKind::Polar => "polar",
            ContactKind::Apolar => "apolar",
            ContactKind::Near => "near",
        };
        let residue = format!("{} {}", line(&contact.residue), line(&contact.number));
        [of, line(&contact.chain), residue, format!("{:.1} A", contact.distance), kind.to_owned()]
    };
    let rows: Vec<[String; 5]> = found.iter().map(row).collect();
    let text = match rows.is_empty() {
        true => format!("{} touches nothing that is shown within {} angstrom.", line(&complex.name), contacts.within),
        false => table(&rows),
    };
    Ok(Report::new(text, json!(found)))
}
