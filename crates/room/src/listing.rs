//! Whether the room is listed, and what the list says of it.

use room_api::{Answer, ApiError, ErrorCode, Event, OpenRoom, RoomId};

use crate::Effect;
use crate::members::Connection;
use crate::room::Room;

/// Whether a room is listed, and what the world was told of it last.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub is_listed: bool,
    told: Option<OpenRoom>,
}

impl Room {
    /// The presenter lists the room, or takes it off the list.
    pub(crate) fn set_listed(&mut self, on: bool) -> Answer {
        if self.listing.is_listed != on {
            self.listing.is_listed = on;
            self.publish(Event::Listed { on });
        }
        Answer::Done
    }

    /// Somebody comes without a link. A room that is not listed is as one that is not there.
    pub(crate) fn visit(
        &mut self,
        connection: Connection,
        room: RoomId,
        name: &str,
        password: Option<&str>,
    ) -> Result<(), ApiError> {
        if !self.listing.is_listed || room != self.id {
            let message = "No such room is listed here (any more). Ask somebody in it for a link.";
            return Err(ApiError::new(ErrorCode::Denied, message));
        }
        self.admit_guest(connection, name, password)
    }

    /// Tells the world what the list is to say, where that changed.
    pub(crate) fn tell_listing(&mut self) {
        let now = self.listing.is_listed.then(|| OpenRoom {
            id: self.id,
            name: self.name.clone(),
            presenter: self.members.find(self.presenter).map(|presenter| presenter.name.clone()),
            people: self.members.iter().filter(|member| member.is_here()).count() as u32,
            has_password: self.password.is_set(),
        });
        if self.listing.told != now {
            self.listing.told = now.clone();
            self.effects.push(Effect::List(now));
        }
    }
}
