//! From the content that an event is about to what it means to the plugin.

use std::collections::HashMap;

use protocol::ui::ContentId;

use super::{Control, UiEvent};

/// What a menu's contents mean: values of an enum of yours, mostly.
///
/// ```
/// use plugin::ui::{Actions, Button, Menu, Node};
///
/// #[derive(Clone)]
/// enum Action { Run, Show(usize) }
///
/// let mut actions = Actions::new();
/// let run = actions.on(Button::new("Run"), Action::Run);
/// let poses = (0..3).map(|pose| actions.on(Button::new(format!("Pose {pose}")), Action::Show(pose)));
/// let menu = Menu::new("Docking", Node::column(poses).child(run));
/// // ... and in `on_event`: match actions.of(&event) { Some(Action::Run) => ..., Some(Action::Show(pose)) => ... }
/// ```
#[derive(Clone, Debug)]
pub struct Actions<T>(HashMap<ContentId, T>);

impl<T> Actions<T> {
    /// None yet.
    pub fn new() -> Self {
        Self(HashMap::new())
    }

    /// Says what a content means, and gives it back.
    pub fn on<C: Control>(&mut self, content: C, action: T) -> C {
        self.0.insert(content.id(), action);
        content
    }

    /// What the event's content means.
    pub fn of(&self, event: &UiEvent) -> Option<&T> {
        self.0.get(&event.content()?)
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl<T> Default for Actions<T> {
    fn default() -> Self {
        Self::new()
    }
}
