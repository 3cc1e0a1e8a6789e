//! Coming in, coming back, going away, leaving.

use room_api::{API_VERSIONS, ApiError, Enter, ErrorCode, Event, Greeting, Hello, MemberId, Role, Seq, Welcome, text};

use crate::members::{Connection, MAX_CONNECTIONS, MAX_NAME};
use crate::room::Room;
use crate::secret::Secret;
use crate::{ConnectionId, Effect};

impl Room {
    /// Somebody wants in.
    pub(crate) fn enter(&mut self, connection: ConnectionId, hello: Hello) {
        if self.members.at(connection).is_some() || self.password.is_asked_of(connection) {
            tracing::warn!(%connection, "entered twice, ignored");
            return;
        }
        self.settle_fed();
        let comes_by = Connection::new(connection, hello.columns);
        let entered = match &hello.enter {
            Enter::Create { member, .. } => self.create(comes_by, member),
            Enter::Join { link, member, password } => self.join(comes_by, link, member, password.as_deref()),
            Enter::Visit { room, member, password } => self.visit(comes_by, *room, member, password.as_deref()),
            Enter::Resume { token, after } => self.resume(comes_by, token, *after),
        };
        if let Err(error) = entered {
            self.refuse_entry(connection, error);
            // Rooms are found by their numbers, which can be guessed: somebody else may knock before the creator.
            if self.presenter == MemberId::default() && matches!(hello.enter, Enter::Create { .. }) {
                self.close("It was never opened.");
            }
        }
    }

    /// Somebody is not let in.
    pub(crate) fn refuse_entry(&mut self, connection: ConnectionId, error: ApiError) {
        tracing::info!(%connection, %error, "not let in");
        self.effects.push(Effect::Refuse { connection, error });
    }

    fn create(&mut self, connection: Connection, name: &str) -> Result<(), ApiError> {
        if self.presenter != MemberId::default() {
            let message = "This room is open already. Join it by one of its links.";
            return Err(ApiError::new(ErrorCode::Conflict, message));
        }
        self.admit(connection, name, Role::Presenter)
    }

    fn join(&mut self, connection: Connection, link: &str, name: &str, password: Option<&str>) -> Result<(), ApiError> {
        let role = Secret::read(self.id, link).and_then(|secret| self.links.role(secret, self.now)).ok_or_else(|| {
            let message = "This link opens no room. It may have been renewed or have expired: ask the presenter for a new one.";
            ApiError::new(ErrorCode::Denied, message)
        })?;
        match role {
            Role::Presenter => self.admit(connection, name, role),
            Role::Guest => self.admit_guest(connection, name, password),
        }
    }

    /// Somebody new is let in, if there is room.
    pub(crate) fn admit(&mut self, connection: Connection, name: &str, role: Role) -> Result<(), ApiError> {
        let name = text::name(name, MAX_NAME)
            .ok_or_else(|| ApiError::new(ErrorCode::Malformed, "Say under which name you come: it is empty."))?;
        self.make_room()?;
        let token = Secret::new(self.sources.secret());
        let to = connection.id;
        let member = self.members.join(&name, role, token, connection, self.now).view();
        let id = member.id;
        tracing::info!(connection = %to, member = %id, ?role, "came in");
        if self.presenter == MemberId::default() {
            self.presenter = id;
        }
        self.publish_to_others(to, Event::Member { member });
        self.welcome(to, id, token);
        self.send_snapshot(to);
        Ok(())
    }

    /// Where the room is full, the one who is away the longest makes room.
    fn make_room(&mut self) -> Result<(), ApiError> {
        if self.members.len() < self.limits.members {
            return Ok(());
        }
        let Some(gone) = self.members.longest_away(self.presenter) else {
            let limit = self.limits.members;
            let message = format!("The room is full: {limit} people are in it. Come back when somebody has left.");
            return Err(ApiError::new(ErrorCode::Limit, message));
        };
        self.members.remove(gone);
        self.publish(Event::MemberLeft { member: gone });
        self.effects.push(Effect::ForgetFiles { of: gone });
        self.forget_request(gone);
        Ok(())
    }

    fn resume(&mut self, connection: Connection, token: &str, after: Option<Seq>) -> Result<(), ApiError> {
        let now = self.now;
        let token = Secret::read(self.id, token);
        let member = token.and_then(|token| self.members.with_token(token)).ok_or_else(|| {
            let message = "Nobody by this token is in the room any more. Join it again by a link.";
            ApiError::new(ErrorCode::Denied, message)
        })?;
        let (to, was_here) = (connection.id, member.is_here());
        let oldest = member.connect(connection, now);
        let (id, token, view) = (member.id, member.token, member.view());
        if let Some(oldest) = oldest {
            self.forget_uploads(oldest);
            let message =
                format!("You have more than {MAX_CONNECTIONS} connections to this room: this one, the oldest, ends.");
            let error = ApiError::new(ErrorCode::Limit, message);
            self.effects.push(Effect::Disconnect { connection: oldest, error });
        }
        if !was_here {
            self.publish_to_others(to, Event::Member { member: view });
        }
        tracing::info!(connection = %to, member = %id, "came back");
        self.welcome(to, id, token);
        if !after.is_some_and(|after| self.send_what_followed(to, after)) {
            self.send_snapshot(to);
        } else {
            // These are no events that could have followed.
            let all: Vec<MemberId> = self.members.iter().map(|member| member.id).collect();
            if let Some(connection) = self.members.connection(to) {
                connection.updates.tell_camera();
                all.into_iter().for_each(|member| connection.updates.tell_pointer(member));
            }
        }
        Ok(())
    }

    fn welcome(&mut self, connection: ConnectionId, member: MemberId, token: Secret) {
        let welcome = Welcome {
            api: API_VERSIONS[0],
            server: env!("CARGO_PKG_VERSION").to_owned(),
            room: self.id,
            member,
            token: token.write(self.id),
        };
        self.effects.push(Effect::Admitted { connection, member });
        self.say(connection, &Greeting::Welcome(welcome));
    }

    /// A socket is gone; if it was the last of its member, they are away.
    pub(crate) fn disconnected(&mut self, connection: ConnectionId) {
        let now = self.now;
        self.forget_uploads(connection);
        self.forget_asker(connection);
        self.password.forget(connection);
        let Some(member) = self.members.at_mut(connection) else { return };
        member.disconnect(connection, now);
        if member.is_here() {
            return;
        }
        let member = member.view();
        tracing::info!(member = %member.id, "away");
        self.pointers.forget(member.id);
        self.publish(Event::Member { member });
    }

    /// A member leaves for good.
    pub(crate) fn leave(&mut self, member: MemberId) {
        let words = "You left the room. To come back, join it again by a link.";
        self.part_with(member, &ApiError::new(ErrorCode::Closed, words));
    }

    /// A member is out for good: the others learn it, and the member why.
    pub(crate) fn part_with(&mut self, member: MemberId, why: &ApiError) {
        let Some(gone) = self.members.remove(member) else { return };
        tracing::info!(%member, "left");
        self.pointers.forget(member);
        for connection in gone.connections() {
            self.forget_uploads(connection);
            self.forget_asker(connection);
            self.effects.push(Effect::Disconnect { connection, error: why.clone() });
        }
        self.publish(Event::MemberLeft { member });
        self.effects.push(Effect::ForgetFiles { of: member });
        if member == self.presenter {
            self.end_consents();
        }
        self.forget_request(member);
    }
}
