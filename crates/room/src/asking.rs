//! The presenter role on its way from one to another, other than by itself: asked for, given, declined, taken; and putting somebody out.

use room_api::{Answer, ApiError, ErrorCode, Event, MemberId};

use crate::members::Member;
use crate::outbox::{Subject, Word};
use crate::room::Room;

impl Room {
    /// Somebody presents from now on.
    pub(crate) fn present(&mut self, member: MemberId) {
        tracing::info!(%member, "presents");
        self.presenter = member;
        self.surroundings.forget_camera();
        self.publish(Event::Presenter { member });
        self.forget_request(member);
        self.end_consents();
        for session in self.sessions.values_mut().filter(|session| session.is_live()) {
            session.outbox.put(Subject::Presenter, Word::Latest);
        }
    }

    /// The presenter hands over.
    pub(crate) fn give(&mut self, to: MemberId) -> Result<Answer, ApiError> {
        let member = self.known_member(to)?;
        if !member.is_here() {
            let message = format!("{} is away. Hand the presenter role to somebody who is here.", member.name);
            return Err(ApiError::new(ErrorCode::Conflict, message));
        }
        if to != self.presenter {
            self.present(to);
        }
        Ok(Answer::Done)
    }

    /// One who came by the presenter link takes the role, whoever has it: the link is what they were trusted with.
    pub(crate) fn take_presenter(&mut self, member: MemberId) -> Answer {
        if member != self.presenter {
            self.present(member);
        }
        Answer::Done
    }

    /// Somebody would like to present. Who asked already keeps their place.
    pub(crate) fn request_presenter(&mut self, member: MemberId) -> Answer {
        if member != self.presenter && !self.presenter_requests.contains(&member) {
            self.presenter_requests.push(member);
            self.publish_requests();
        }
        Answer::Done
    }

    /// The presenter says no.
    pub(crate) fn decline_presenter(&mut self, member: MemberId) -> Result<Answer, ApiError> {
        let name = self.known_member(member)?.name.clone();
        if !self.forget_request(member) {
            let message = format!("{name} does not ask for the presenter role (any more).");
            return Err(ApiError::new(ErrorCode::Conflict, message));
        }
        Ok(Answer::Done)
    }

    /// A request is over; whether there was one.
    pub(crate) fn forget_request(&mut self, member: MemberId) -> bool {
        let before = self.presenter_requests.len();
        self.presenter_requests.retain(|asking| *asking != member);
        let is_over = self.presenter_requests.len() < before;
        if is_over {
            self.publish_requests();
        }
        is_over
    }

    /// A member is put out, and cannot come back by what they know.
    pub(crate) fn kick(&mut self, by: MemberId, member: MemberId) -> Result<Answer, ApiError> {
        self.known_member(member)?;
        if by == member {
            let message = "This would put yourself out. To go, leave the room.";
            return Err(ApiError::new(ErrorCode::Conflict, message));
        }
        tracing::info!(%member, "is put out");
        let links = self.renew_links_known_to(member);
        let message = "The presenter put you out of the room. To come back, ask them for a new link.";
        self.part_with(member, &ApiError::new(ErrorCode::Kicked, message));
        Ok(links)
    }

    fn publish_requests(&mut self) {
        self.publish(Event::PresenterRequests { members: self.presenter_requests.clone() });
    }

    fn known_member(&self, id: MemberId) -> Result<&Member, ApiError> {
        let unknown = || ApiError::new(ErrorCode::NotFound, format!("No member of the room has the number {id}."));
        self.members.find(id).ok_or_else(unknown)
    }
}
