//! Staying in a room and telling what happens, until it closes or Ctrl-C.

use client::{Error, Happened};
use room_api::{ErrorCode, Event, Seq};
use serde_json::json;

use super::Problem;
use super::arguments::{Since, Whoami};
use super::report::print_line;
use super::who::{Visit, lasting};

/// Prints each event as a line of JSON.
pub async fn watch(whoami: &Whoami, since: Since) -> Result<(), Problem> {
    let mut visit = Visit::begin(whoami, lasting(whoami)).await?;
    if let Some(since) = since.since {
        visit = visit.since(Seq(since)).await?;
    }
    stay(visit, |happened| {
        let Happened::Event { seq, event } = happened else { return Ok(()) };
        let mut json = json!(**event);
        json["seq"] = json!(seq);
        print_line(&json.to_string())
    })
    .await
}

/// Stays, and has each thing that happens told.
pub async fn stay(mut visit: Visit, mut tell: impl FnMut(&Happened) -> Result<(), Problem>) -> Result<(), Problem> {
    let mut last = visit.seq;
    let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
    loop {
        let happened = tokio::select! {
            _ = &mut interrupted => break,
            happened = visit.events.next() => happened,
        };
        let happened = match happened {
            // Another command of the same member left the room.
            Err(Error::Goodbye(error)) if error.code == ErrorCode::Closed => {
                eprintln!("nts: {error}");
                return Ok(());
            }
            happened => happened?,
        };
        match &happened {
            Happened::Event { seq, .. } => last = *seq,
            Happened::Snapshot { seq } => {
                eprintln!("nts: the events {} to {seq} are missing here: they came too fast", last.0 + 1);
                last = *seq;
            }
            Happened::Lost(error) => eprintln!("nts: {error}; coming back"),
            Happened::Back => eprintln!("nts: back in the room"),
        }
        tell(&happened)?;
        if matches!(&happened, Happened::Event { event, .. } if matches!(**event, Event::Closed { .. })) {
            return Ok(());
        }
    }
    visit.end().await;
    Ok(())
}
