//! Staying in a room and telling what happens, until it closes or Ctrl-C.
//!
//! A member has one connection at a time: when another command comes as the same member, this one gives way, and comes back
//! after it without missing an event.

use client::{Error, Happened, Member};
use room_api::{Enter, ErrorCode, Event, Seq};
use serde_json::json;

use super::Problem;
use super::arguments::{Since, Whoami};
use super::report::print_line;
use super::wait::check_since;
use super::who::{Seated, Visit, lasting};

/// Prints each event as a line of JSON.
pub async fn watch(whoami: &Whoami, since: Since) -> Result<(), Problem> {
    let mut visit = Visit::begin(whoami, lasting(whoami)).await?;
    let since = since.since.map_or(visit.seq, Seq);
    check_since(since, visit.seq)?;
    if since < visit.seq {
        (visit.member, visit.events) = visit.member.recall(since).await?;
        visit.seq = since;
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
pub async fn stay(visit: Visit, mut tell: impl FnMut(&Happened) -> Result<(), Problem>) -> Result<(), Problem> {
    let Visit { mut member, mut events, mut seq, server, mut seat } = visit;
    let watching = match &seat {
        Some(seated) => seated.book.watch(seated.seat.member)?,
        None => None,
    };
    if seat.is_some() && watching.is_none() {
        let sentence = "another `nts room watch` runs as this member already: say --as NAME to be somebody else";
        return Err(Problem::Failed(sentence.into()));
    }
    let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
    loop {
        give_way(&mut seat);
        let happened = tokio::select! {
            _ = &mut interrupted => break,
            happened = events.next() => happened,
        };
        match happened {
            Ok(happened) => {
                match &happened {
                    Happened::Event { seq: number, .. } => seq = *number,
                    Happened::Snapshot { seq: number } => {
                        eprintln!("nts: the events {} to {number} are missing here: they came too fast", seq.0 + 1);
                        seq = *number;
                    }
                    Happened::Lost(error) => eprintln!("nts: {error}; coming back"),
                    Happened::Back => eprintln!("nts: back in the room"),
                }
                tell(&happened)?;
                if matches!(&happened, Happened::Event { event, .. } if matches!(**event, Event::Closed { .. })) {
                    return Ok(());
                }
            }
            Err(Error::Goodbye(error)) if error.code == ErrorCode::Conflict && seat.is_some() => {
                take_turn(&mut seat).await?;
                match member.recall(seq).await {
                    Ok(recalled) => (member, events) = recalled,
                    Err(Error::Refused(error)) => {
                        eprintln!("nts: the room was closed, or left, by the other command: {error}");
                        return Ok(());
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            Err(Error::HistoryGone { now, .. }) => {
                eprintln!("nts: the events {} to {now} are missing here: the room no longer knows them", seq.0 + 1);
                take_turn(&mut seat).await?;
                let enter = Enter::Resume { token: member.welcome().token.clone(), after: None };
                (member, events) = Member::enter(&server, enter, member.options().clone()).await?;
                seq = member.view().seq;
            }
            Err(error) => return Err(error.into()),
        }
    }
    member.end().await;
    Ok(())
}

fn give_way(seat: &mut Option<Seated>) {
    if let Some(seated) = seat {
        seated.turn = None;
    }
}

async fn take_turn(seat: &mut Option<Seated>) -> Result<(), Problem> {
    if let Some(seated) = seat {
        seated.turn = Some(seated.book.turn(seated.seat.member).await?);
    }
    Ok(())
}
