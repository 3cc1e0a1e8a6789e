//! The people of a room: who they are, who is here, and the secrets by which they come back.

use room_api::{MemberId, Role, TransferId};

use crate::secret::Secret;
use crate::updates::Updates;
use crate::{ConnectionId, Millis};

/// The longest name of a member or room, in characters.
pub(crate) const MAX_NAME: usize = 64;

/// The most connections of one member: two terminals, a browser or two, a script.
pub(crate) const MAX_CONNECTIONS: usize = 8;

/// Somebody in the room.
#[derive(Debug)]
pub(crate) struct Member {
    pub id: MemberId,
    pub name: String,
    pub role: Role,
    pub token: Secret,
    /// Since when they are here, or away.
    pub since: Millis,
    /// Oldest first; none while they are away.
    connections: Vec<Connection>,
    /// When they said something lately.
    pub said: Vec<Millis>,
}

/// A member's socket, what is wanted there, and the numbers of the bulk transfers on it.
#[derive(Debug)]
pub(crate) struct Connection {
    pub id: ConnectionId,
    wants_columns: bool,
    pub updates: Updates,
    sent: u32,
    expected: u32,
}

impl Connection {
    pub fn new(id: ConnectionId, wants_columns: bool) -> Self {
        Self { id, wants_columns, updates: Updates::default(), sent: 0, expected: 0 }
    }

    /// A number for a transfer of columns to the member; none where they are not wanted.
    pub fn next_columns(&mut self) -> Option<TransferId> {
        self.wants_columns.then(|| self.next_sent())
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
    pub fn is_here(&self) -> bool {
        !self.connections.is_empty()
    }

    /// One more connection; where there are too many, the oldest one is to end.
    pub fn connect(&mut self, connection: Connection, now: Millis) -> Option<ConnectionId> {
        if !self.is_here() {
            self.since = now;
        }
        self.connections.push(connection);
        (self.connections.len() > MAX_CONNECTIONS).then(|| self.connections.remove(0).id)
    }

    /// A connection is gone. After the last one they are away.
    pub fn disconnect(&mut self, connection: ConnectionId, now: Millis) {
        self.connections.retain(|known| known.id != connection);
        if !self.is_here() {
            self.since = now;
        }
    }

    /// Their sockets.
    pub fn connections(&self) -> impl Iterator<Item = ConnectionId> {
        self.connections.iter().map(|connection| connection.id)
    }

    /// As everybody sees them.
    pub fn view(&self) -> room_api::Member {
        room_api::Member { id: self.id, name: self.name.clone(), role: self.role, here: self.is_here() }
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
    pub fn join(&mut self, name: &str, role: Role, token: Secret, connection: Connection, now: Millis) -> &Member {
        self.last += 1;
        let connections = vec![connection];
        let member = Member {
            id: MemberId(self.last),
            name: self.unused(name),
            role,
            token,
            since: now,
            connections,
            said: Vec::new(),
        };
        self.all.push(member);
        &self.all[self.all.len() - 1]
    }

    pub fn remove(&mut self, id: MemberId) -> Option<Member> {
        let at = self.all.iter().position(|member| member.id == id)?;
        Some(self.all.remove(at))
    }

    pub fn find(&self, id: MemberId) -> Option<&Member> {
        self.all.iter().find(|member| member.id == id)
    }

    pub fn find_mut(&mut self, id: MemberId) -> Option<&mut Member> {
        self.all.iter_mut().find(|member| member.id == id)
    }

    pub fn at(&self, connection: ConnectionId) -> Option<&Member> {
        self.all.iter().find(|member| member.connections().any(|known| known == connection))
    }

    pub fn at_mut(&mut self, connection: ConnectionId) -> Option<&mut Member> {
        self.all.iter_mut().find(|member| member.connections().any(|known| known == connection))
    }

    pub fn connection(&mut self, id: ConnectionId) -> Option<&mut Connection> {
        self.connections().find(|connection| connection.id == id)
    }

    pub fn with_token(&mut self, token: Secret) -> Option<&mut Member> {
        self.all.iter_mut().find(|member| member.token.matches(token))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Member> {
        self.all.iter()
    }

    /// The sockets of those who are here.
    pub fn connections(&mut self) -> impl Iterator<Item = &mut Connection> {
        self.all.iter_mut().flat_map(|member| &mut member.connections)
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_anybody_here(&self) -> bool {
        self.all.iter().any(Member::is_here)
    }

    /// The one who is away the longest, but for this one.
    pub fn longest_away(&self, but: MemberId) -> Option<MemberId> {
        let away = self.all.iter().filter(|member| member.id != but && !member.is_here());
        away.map(|member| (member.since, member.id)).min().map(|(_, id)| id)
    }

    /// `Alice`, or `Alice (2)` where an Alice is there, or `Alice (3)` where both are.
    fn unused(&self, name: &str) -> String {
        let taken = |name: &str| self.all.iter().any(|member| member.name == name);
        let unnumbered = without_number(name);
        let numbered = (2..).map(|number| format!("{unnumbered} ({number})"));
        std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
    }
}

/// `Alice` of `Alice (2)`.
fn without_number(name: &str) -> &str {
    let numbered = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    match numbered {
        Some((name, number)) if !name.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connection(id: u64) -> Connection {
        Connection::new(ConnectionId(id), true)
    }

    #[test]
    fn names_are_unique() {
        let mut members = Members::default();
        let names = ["Alice", "Alice", "Alice (2)", "Alice", "Bob (7)", "Bob (7)", "Eve (x)", "Eve (x)", "(2)", "(2)"];
        let shown: Vec<String> = (names.iter().zip(0..))
            .map(|(name, at)| {
                members.join(name, Role::Guest, Secret::new([at; 16]), connection(at.into()), 0).name.clone()
            })
            .collect();
        let expected = ["Alice", "Alice (2)", "Alice (3)", "Alice (4)", "Bob (7)", "Bob (2)"];
        assert_eq!(shown[..6], expected);
        assert_eq!(shown[6..], ["Eve (x)", "Eve (x) (2)", "(2)", "(2) (2)"]);
    }

    #[test]
    fn a_member_is_here_from_the_first_connection_to_the_last() {
        let mut members = Members::default();
        members.join("Alice", Role::Guest, Secret::new([0; 16]), connection(0), 10);
        let alice = members.at_mut(ConnectionId(0)).unwrap();
        assert_eq!(alice.connect(connection(1), 20), None);
        alice.disconnect(ConnectionId(0), 30);
        assert_eq!((alice.is_here(), alice.since), (true, 10));
        alice.disconnect(ConnectionId(1), 40);
        assert_eq!((alice.is_here(), alice.since), (false, 40));
        assert_eq!(alice.connect(connection(2), 50), None);
        assert_eq!((alice.is_here(), alice.since), (true, 50));
    }

    #[test]
    fn transfers_are_even_out_and_odd_in() {
        let mut connection = connection(1);
        assert_eq!([connection.next_sent().0, connection.next_sent().0], [2, 4]);
        assert_eq!([connection.next_expected().0, connection.next_expected().0], [1, 3]);
    }
}
