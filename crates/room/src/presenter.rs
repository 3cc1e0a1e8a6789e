//! Who presents, once the presenter stays away: the longest present of those who came by the presenter link.

use room_api::{MemberId, Role};

use crate::Millis;
use crate::members::Members;

/// Who takes over from the presenter, and from when on; none while the presenter is here, or nobody may.
///
/// A presenter who left for good is replaced at once.
pub(crate) fn succession(members: &Members, presenter: MemberId, grace: Millis) -> Option<(Millis, MemberId)> {
    let due = match members.find(presenter) {
        Some(presenter) if presenter.is_here() => return None,
        Some(presenter) => presenter.since.saturating_add(grace),
        None => 0,
    };
    let candidates = members.iter().filter(|member| member.role == Role::Presenter && member.id != presenter);
    let present = candidates.filter(|member| member.is_here()).map(|member| (member.since, member.id));
    present.min().map(|(_, heir)| (due, heir))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ConnectionId;
    use crate::members::Connection;
    use crate::secret::Secret;

    /// Members 1, 2, ...: role, here or away, since when.
    fn members(people: &[(Role, bool, Millis)]) -> Members {
        let mut members = Members::default();
        for (number, (role, here, since)) in (0..).zip(people) {
            let connection = ConnectionId(number);
            members.join("x", *role, Secret::new([0; 16]), Connection::new(connection, true), *since);
            if let (false, Some(member)) = (here, members.at_mut(connection)) {
                member.disconnect(connection, *since);
            }
        }
        members
    }

    #[test]
    fn the_longest_present_with_the_presenter_link_takes_over_after_the_grace_period() {
        use Role::{Guest, Presenter};
        let heir = |people: &[(Role, bool, Millis)]| succession(&members(people), MemberId(1), 60);
        assert_eq!(heir(&[(Presenter, true, 0), (Presenter, true, 1)]), None, "the presenter is here");
        assert_eq!(heir(&[(Presenter, false, 9)]), None, "nobody else");
        assert_eq!(heir(&[(Presenter, false, 9), (Guest, true, 1)]), None, "guests never");
        assert_eq!(heir(&[(Presenter, false, 9), (Presenter, false, 1)]), None, "away as well");
        let present = [(Presenter, false, 9), (Guest, true, 0), (Presenter, true, 5), (Presenter, true, 3)];
        assert_eq!(heir(&present), Some((69, MemberId(4))));
        assert_eq!(succession(&members(&present), MemberId(77), 60), Some((0, MemberId(4))), "left for good");
    }
}
