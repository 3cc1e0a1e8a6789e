//! What happened and waits for the plugin: bounded, in order, only the latest of what changes quickly.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use protocol::ToPlugin;
use protocol::packet::DEFAULT_LIMIT;
use tokio::sync::Notify;

/// Events that may wait.
const MAX_EVENTS: usize = 4096;
/// Bytes of events that may wait: two of the largest.
const MAX_BYTES: usize = 2 * DEFAULT_LIMIT;

/// Something that happened.
pub(crate) enum Event {
    /// The app said it.
    Command(ToPlugin),
    /// A task of the plugin said it.
    Posted(Box<dyn Any + Send>),
}

/// More events wait than there is room for.
#[derive(Debug, PartialEq)]
pub(crate) struct Full;

/// The events that wait.
#[derive(Default)]
pub(crate) struct Events {
    waiting: Mutex<Waiting>,
    more: Notify,
}

#[derive(Default)]
struct Waiting {
    events: VecDeque<(Event, usize)>,
    bytes: usize,
}

impl Events {
    /// Adds an event that took so many bytes.
    pub(crate) fn push(&self, event: Event, bytes: usize) -> Result<(), Full> {
        let mut waiting = self.lock();
        waiting.replace_older(&event);
        if waiting.events.len() == MAX_EVENTS || waiting.bytes + bytes > MAX_BYTES {
            return Err(Full);
        }
        waiting.bytes += bytes;
        waiting.events.push_back((event, bytes));
        drop(waiting);
        self.more.notify_one();
        Ok(())
    }

    /// The oldest event, as soon as there is one. For one caller at a time.
    pub(crate) async fn next(&self) -> Event {
        loop {
            if let Some(event) = self.lock().pop() {
                return event;
            }
            self.more.notified().await;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn pop(&mut self) -> Option<Event> {
        let (event, bytes) = self.events.pop_front()?;
        self.bytes -= bytes;
        Some(event)
    }

    /// Drops an older event of the same kind about the same thing, if nothing but such quick changes came since: they
    /// can change places without anybody noticing.
    fn replace_older(&mut self, event: &Event) {
        let Some(new) = Change::of(event) else { return };
        let recent = self.events.iter().enumerate().rev();
        let mut changes = recent.map_while(|(at, (event, _))| Some((at, Change::of(event)?)));
        let Some((at, _)) = changes.find(|(_, old)| *old == new) else { return };
        if let Some((_, bytes)) = self.events.remove(at) {
            self.bytes -= bytes;
        }
    }
}

/// What changes quickly, and what of: only the latest counts.
#[derive(PartialEq)]
enum Change {
    Slider(i32),
    Text(i32),
    Hover(i32),
    Complex(i64),
    Selection(i64),
}

impl Change {
    fn of(event: &Event) -> Option<Self> {
        let Event::Command(command) = event else { return None };
        Some(match command {
            ToPlugin::SliderChange(event) => Change::Slider(event.content_id.0),
            ToPlugin::TextChange(event) => Change::Text(event.content_id.0),
            ToPlugin::ButtonHover(event) => Change::Hover(event.content_id.0),
            ToPlugin::ComplexUpdated(change) => Change::Complex(change.index),
            ToPlugin::SelectionChanged(change) => Change::Selection(change.index),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use protocol::ui::{ButtonEvent, ContentId, SliderEvent};

    use super::*;

    fn slide(id: i32, value: f32) -> Event {
        Event::Command(ToPlugin::SliderChange(SliderEvent { content_id: ContentId(id), value }))
    }

    fn press(id: i32) -> Event {
        Event::Command(ToPlugin::ButtonPress(ButtonEvent { content_id: ContentId(id), state: false }))
    }

    fn all(events: &Events) -> Vec<String> {
        let next = || events.next().now_or_never();
        std::iter::from_fn(next)
            .map(|event| match event {
                Event::Command(ToPlugin::SliderChange(event)) => format!("{}={}", event.content_id.0, event.value),
                Event::Command(ToPlugin::ButtonPress(event)) => format!("press {}", event.content_id.0),
                _ => "other".into(),
            })
            .collect()
    }

    #[test]
    fn the_latest_counts_and_the_order_is_kept() {
        let events = Events::default();
        for event in [slide(1, 0.1), slide(2, 0.2), slide(1, 0.3), press(9), slide(1, 0.4), slide(1, 0.5), press(9)] {
            events.push(event, 12).unwrap();
        }
        assert_eq!(all(&events), ["2=0.2", "1=0.3", "press 9", "1=0.5", "press 9"]);
        assert_eq!(events.lock().bytes, 0);
    }

    #[test]
    fn too_many_events_and_too_many_bytes_are_refused() {
        let events = Events::default();
        for _ in 0..MAX_EVENTS {
            events.push(press(1), 1).unwrap();
        }
        assert_eq!(events.push(press(1), 1), Err(Full));

        let events = Events::default();
        events.push(press(1), MAX_BYTES).unwrap();
        assert_eq!(events.push(press(1), 1), Err(Full));
        assert_eq!(all(&events).len(), 1);
        events.push(press(1), MAX_BYTES).unwrap();
    }
}
