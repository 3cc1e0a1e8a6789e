//! The people of a room: who they are, who is here, and the secrets by which they come back.

use room_api::{MemberId, Role, TransferId};

use crate::secret::Secret;
use crate::{ConnectionId, Millis};

/// The longest name of a member or room, in characters.
pub(crate) const MAX_NAME: usize = 64;

/// Somebody in the room.
#[derive(Debug)]
pub(crate) struct Member {
    pub id: MemberId,
    pub name: String,
    pub role: Role,
    pub token: Secret,
    pub presence: Presence,
}

/// Whether somebody is connected.
#[derive(Debug)]
pub(crate) enum Presence {
    Here { connection: Connection, since: Millis },
    Away { since: Millis },
}

/// A member's socket, and the numbers of the bulk transfers on it.
#[derive(Debug)]
pub(crate) struct Connection {
    pub id: ConnectionId,
    sent: u32,
    expected: u32,
}

impl Connection {
    pub fn new(id: ConnectionId) -> Self {
        Self { id, sent: 0, expected: 0 }
    }

    /// A number for a transfer to the member: even.
    pub fn next_sent(&mut self) -> TransferId {
        self.sent = self.sent.wrapping_add(1);
        TransferId(self.sent.wrapping_mul(2))
    }

    /// A number for a transfer from the member: odd.
    pub fn next_expected(&mut self) -> TransferId {
        self.expected = self.expected.wrapping_add(1);
        TransferId(self.expected.wrapping_mul(2).wrapping_sub(1))
    }
}

impl Member {
    pub fn connection(&mut self) -> Option<&mut Connection> {
        match &mut self.presence {
            Presence::Here { connection, .. } => Some(connection),
            Presence::Away { .. } => None,
        }
    }

    pub fn connection_id(&self) -> Option<ConnectionId> {
        match &self.presence {
            Presence::Here { connection, .. } => Some(connection.id),
            Presence::Away { .. } => None,
        }
    }

    /// As everybody sees them.
    pub fn view(&self) -> room_api::Member {
        room_api::Member { id: self.id, name: self.name.clone(), role: self.role, here: self.connection_id().is_some() }
    }
}

/// Everybody who came in and did not leave, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Members {
    all: Vec<Member>,
    last: u32,
}

impl Members {
    /// Somebody new comes in, under a name that nobody else has.
    pub fn join(&mut self, name: &str, role: Role, token: Secret, connection: ConnectionId, now: Millis) -> &Member {
        self.last += 1;
        let presence = Presence::Here { connection: Connection::new(connection), since: now };
        let member = Member { id: MemberId(self.last), name: self.unused(name), role, token, presence };
        self.all.push(member);
        &self.all[self.all.len() - 1]
    }

    pub fn remove(&mut self, id: MemberId) {
        self.all.retain(|member| member.id != id);
    }

    pub fn find(&self, id: MemberId) -> Option<&Member> {
        self.all.iter().find(|member| member.id == id)
    }

    pub fn at(&self, connection: ConnectionId) -> Option<&Member> {
        self.all.iter().find(|member| member.connection_id() == Some(connection))
    }

    pub fn at_mut(&mut self, connection: ConnectionId) -> Option<&mut Member> {
        self.all.iter_mut().find(|member| member.connection_id() == Some(connection))
    }

    pub fn with_token(&mut self, token: Secret) -> Option<&mut Member> {
        self.all.iter_mut().find(|member| member.token.matches(token))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Member> {
        self.all.iter()
    }

    /// The sockets of those who are here.
    pub fn connections(&mut self) -> impl Iterator<Item = &mut Connection> {
        self.all.iter_mut().filter_map(Member::connection)
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_anybody_here(&self) -> bool {
        self.all.iter().any(|member| member.connection_id().is_some())
    }

    /// The one who is away the longest, but for this one.
    pub fn longest_away(&self, but: MemberId) -> Option<MemberId> {
        let away = self.all.iter().filter(|member| member.id != but).filter_map(|member| match member.presence {
            Presence::Away { since } => Some((since, member.id)),
            Presence::Here { .. } => None,
        });
        away.min().map(|(_, id)| id)
    }

    /// `Alice`, or `Alice (2)` where an Alice is there.
    fn unused(&self, name: &str) -> String {
        let taken = |name: &str| self.all.iter().any(|member| member.name == name);
        let numbered = (2..).map(|number| format!("{name} ({number})"));
        std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
    }
}

/// What somebody calls themselves or a room, fit to be shown: no control characters, not too long. None where nothing is left.
pub(crate) fn presentable(name: &str) -> Option<String> {
    let name: String = name.trim().chars().filter(|letter| !letter.is_control()).take(MAX_NAME).collect();
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut members = Members::default();
        let names = ["Alice", "Alice", "Alice (2)", "Alice", "Bob"];
        let shown: Vec<String> = (names.iter().zip(0..))
            .map(|(name, at)| {
                members.join(name, Role::Guest, Secret::new([at; 16]), ConnectionId(at.into()), 0).name.clone()
            })
            .collect();
        assert_eq!(shown, ["Alice", "Alice (2)", "Alice (2) (2)", "Alice (3)", "Bob"]);
    }

    #[test]
    fn names_are_presentable() {
        assert_eq!(presentable("  A\u{7}nn\n "), Some("Ann".to_owned()));
        assert_eq!(presentable(" \u{1b} "), None);
        assert_eq!(presentable(&"é".repeat(500)).unwrap().chars().count(), MAX_NAME);
    }

    #[test]
    fn transfers_are_even_out_and_odd_in() {
        let mut connection = Connection::new(ConnectionId(1));
        assert_eq!([connection.next_sent().0, connection.next_sent().0], [2, 4]);
        assert_eq!([connection.next_expected().0, connection.next_expected().0], [1, 3]);
    }
}
