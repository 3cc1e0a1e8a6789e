//! Where people look: a plugin moves everybody's view to some atoms.

use molecule::Index;
use protocol::ToPlugin;
use room_api::{Event, SessionId, View};

use crate::room::Room;

impl Room {
    /// Has everybody look at these atoms, near enough that they fill the view (`zoom`) or from as far as they are.
    pub(crate) fn look_at(&mut self, id: SessionId, atoms: Vec<Index>, zoom: bool) -> ToPlugin {
        match self.workspace.sphere_around(atoms) {
            Some((center, radius)) => {
                let view = View { center, radius, zoom };
                self.view = Some(view);
                self.publish(Event::View { view });
            }
            None => self.tell_problem(id, "The plugin shows atoms that are not in the room (any more)."),
        }
        ToPlugin::PositionStructuresDone
    }
}
