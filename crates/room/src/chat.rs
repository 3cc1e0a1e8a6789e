//! What people say to each other.

use room_api::{Answer, ApiError, CHAT_KEPT, ErrorCode, Event, MemberId, Said};

use crate::room::Room;

/// The most characters of what is said at once.
const MAX_TEXT: usize = 1000;
/// A member may say so much ...
const MAX_SAID: usize = 20;
/// ... in this time, in milliseconds.
const SAID_WITHIN: u64 = 10_000;

impl Room {
    /// Somebody says something to everybody.
    pub(crate) fn say_to_all(&mut self, by: MemberId, text: &str) -> Result<Answer, ApiError> {
        let text: String = room_api::text::lines(text).collect();
        let text = text.trim().to_owned();
        let length = text.chars().count();
        if length == 0 || length > MAX_TEXT {
            let message = format!("One says 1 to {MAX_TEXT} letters at once; these are {length}.");
            return Err(ApiError::new(ErrorCode::Malformed, message));
        }
        let now = self.now;
        let gone = || ApiError::new(ErrorCode::Internal, "The member who said it is gone.");
        let member = self.members.find_mut(by).ok_or_else(gone)?;
        member.said.retain(|at| at + SAID_WITHIN > now);
        if member.said.len() >= MAX_SAID {
            let message = "You say too much at once. Wait a few seconds.";
            return Err(ApiError::new(ErrorCode::Limit, message));
        }
        member.said.push(now);
        let said = Said { member: by, name: member.name.clone(), text };
        self.chat.push_back(said.clone());
        if self.chat.len() > CHAT_KEPT {
            self.chat.pop_front();
        }
        self.publish(Event::Said { said });
        Ok(Answer::Done)
    }
}
