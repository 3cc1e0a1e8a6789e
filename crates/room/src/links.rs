//! The links by which one comes: secrets, one for each role, that can be renewed and can expire.

use room_api::{Answer, MemberId, Role};

use crate::room::Room;
use crate::secret::Secret;
use crate::{Millis, Sources};

/// Whoever knows one of these may come in.
#[derive(Debug)]
pub(crate) struct Links {
    presenter: Link,
    guest: Link,
}

#[derive(Debug)]
struct Link {
    secret: Secret,
    /// From when on it lets nobody in any more.
    expires: Option<Millis>,
    /// A guest presented, and was told it.
    is_known_to_guests: bool,
}

impl Link {
    fn new(sources: &mut dyn Sources) -> Self {
        Self { secret: Secret::new(sources.secret()), expires: None, is_known_to_guests: false }
    }

    fn opens(&self, secret: Secret, now: Millis) -> bool {
        self.secret.matches(secret) & self.expires.is_none_or(|expires| now < expires)
    }

    /// In how many seconds it is dead.
    fn expires_in_secs(&self, now: Millis) -> Option<u32> {
        let left = self.expires?.saturating_sub(now).div_ceil(1000);
        Some(u32::try_from(left).unwrap_or(u32::MAX))
    }
}

impl Links {
    /// Links that do not expire.
    pub fn new(sources: &mut dyn Sources) -> Self {
        Self { presenter: Link::new(sources), guest: Link::new(sources) }
    }

    /// What the one who brings this secret may be.
    pub fn role(&self, secret: Secret, now: Millis) -> Option<Role> {
        let (presenter, guest) = (self.presenter.opens(secret, now), self.guest.opens(secret, now));
        presenter.then_some(Role::Presenter).or(guest.then_some(Role::Guest))
    }

    fn of(&mut self, role: Role) -> &mut Link {
        match role {
            Role::Presenter => &mut self.presenter,
            Role::Guest => &mut self.guest,
        }
    }
}

impl Room {
    /// The links, for the presenter to pass on.
    pub(crate) fn written_links(&mut self) -> Answer {
        let Links { presenter, guest } = &mut self.links;
        presenter.is_known_to_guests |=
            self.members.find(self.presenter).is_some_and(|member| member.role == Role::Guest);
        Answer::Links {
            presenter: presenter.secret.write(self.id),
            guest: guest.secret.write(self.id),
            presenter_expires_in_secs: presenter.expires_in_secs(self.now),
            guest_expires_in_secs: guest.expires_in_secs(self.now),
        }
    }

    /// The link for a role becomes another; who came by the old one stays.
    pub(crate) fn renew_link(&mut self, role: Role) -> Answer {
        *self.links.of(role) = Link::new(&mut *self.sources);
        self.written_links()
    }

    /// The link for a role dies after so many seconds, or never; who came by it stays.
    pub(crate) fn expire_link(&mut self, role: Role, after_secs: Option<u32>) -> Answer {
        let expires = after_secs.map(|secs| self.now.saturating_add(u64::from(secs) * 1000));
        self.links.of(role).expires = expires;
        self.written_links()
    }

    /// The links that this member may know become others. Which guest was told the presenter link is not known: they may be somebody
    /// else since.
    pub(crate) fn renew_links_known_to(&mut self, member: MemberId) -> Answer {
        let came_by_it = self.members.find(member).is_some_and(|member| member.role == Role::Presenter);
        if came_by_it || self.links.presenter.is_known_to_guests {
            self.renew_link(Role::Presenter);
        }
        self.renew_link(Role::Guest)
    }
}
