//! A plugin's life: it starts, hears one event after the other, and stops.

use protocol::ToPlugin;
use protocol::session_end::Cause;

use super::events::Event;
use super::panics;
use super::room::{End, Room};
use crate::structures::changed_from_wire;
use crate::ui::UiEvent;
use crate::{Plugin, Result, Session};

/// Lives until the session is over.
pub(crate) async fn live<P: Plugin>(session: &Session, room: &Room) {
    let Some(mut plugin) = start::<P>(session, room).await else { return };
    while let Some(event) = next_event(room).await {
        room.watch(handle(&mut plugin, event)).await;
    }
    if let End::Failed(_) = room.how_it_ended() {
        return;
    }
    match panics::guard(plugin.on_stop()).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!("when stopping: {error:#}"),
        Err(panic) => tracing::error!("when stopping, the plugin panicked: {panic}"),
    }
}

async fn start<P: Plugin>(session: &Session, room: &Room) -> Option<P> {
    let started = tokio::select! {
        biased;
        () = room.ended() => return None,
        started = panics::guard(P::start(session.clone())) => started,
    };
    let cause = match started {
        Ok(Ok(plugin)) => return Some(plugin),
        Ok(Err(error)) => Cause::Error { message: format!("The plugin could not start: {error:#}") },
        Err(message) => Cause::Panicked { message },
    };
    room.end(End::Failed(cause));
    None
}

async fn next_event(room: &Room) -> Option<Event> {
    tokio::select! {
        biased;
        () = room.ended() => None,
        event = room.next_event() => Some(event),
    }
}

async fn handle<P: Plugin>(plugin: &mut P, event: Event) -> Result<()> {
    let command = match event {
        Event::Posted(message) => return plugin.on_post(message).await,
        Event::Command(command) => command,
    };
    match command {
        ToPlugin::Run => plugin.on_run().await,
        ToPlugin::AdvancedSettings => plugin.on_advanced_settings().await,
        ToPlugin::ComplexAdd => plugin.on_complex_added().await,
        ToPlugin::ComplexRemove => plugin.on_complex_removed().await,
        ToPlugin::PresenterChange => plugin.on_presenter_change().await,
        ToPlugin::ComplexUpdated(change) => {
            let (index, complex) = changed_from_wire(change)?;
            plugin.on_complex_updated(index, complex).await
        }
        ToPlugin::SelectionChanged(change) => {
            let (index, complex) = changed_from_wire(change)?;
            plugin.on_selection_changed(index, complex).await
        }
        other => {
            let name = other.kind().name();
            match UiEvent::of(other) {
                Some(event) => plugin.on_event(event).await,
                None => {
                    tracing::debug!("{name} is ignored");
                    Ok(())
                }
            }
        }
    }
}
