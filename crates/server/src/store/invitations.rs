//! Invitations to create rooms: codes with a number of uses and an end, kept as hashes.

use rusqlite::params;

use super::{Store, now};
use crate::{Error, InvitationCode};

/// An invitation, but for the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its number, for revoking it.
    pub id: i64,
    /// When it was made, in seconds since 1970.
    pub created: i64,
    /// When it ends; none = never.
    pub expires: Option<i64>,
    /// How many rooms may still be created with it.
    pub uses_left: u32,
    /// When it was revoked, if it was.
    pub revoked: Option<i64>,
}

impl Store {
    /// Makes an invitation for so many rooms, for so many days (none = for ever). Its code can never be shown again.
    pub fn new_invitation(&self, uses: u32, days: Option<u32>) -> Result<InvitationCode, Error> {
        let code = InvitationCode::generate();
        let expires = days.map(|days| now() + i64::from(days) * 24 * 60 * 60);
        let insert = "INSERT INTO invitations (hash, created, expires, uses_left) VALUES (?, ?, ?, ?)";
        self.lock().execute(insert, params![code.hash(), now(), expires, uses])?;
        Ok(code)
    }

    /// All invitations, oldest first.
    pub fn invitations(&self) -> Result<Vec<Invitation>, Error> {
        let connection = self.lock();
        let mut query =
            connection.prepare("SELECT id, created, expires, uses_left, revoked FROM invitations ORDER BY id")?;
        let invitations = query.query_map([], |row| {
            Ok(Invitation {
                id: row.get(0)?,
                created: row.get(1)?,
                expires: row.get(2)?,
                uses_left: row.get(3)?,
                revoked: row.get(4)?,
            })
        })?;
        Ok(invitations.collect::<Result<_, _>>()?)
    }

    /// Revokes an invitation. Rooms that were created with it stay.
    pub fn revoke_invitation(&self, id: i64) -> Result<(), Error> {
        let update = "UPDATE invitations SET revoked = ? WHERE id = ? AND revoked IS NULL";
        match self.lock().execute(update, params![now(), id])? {
            0 => Err(Error::NotFound(format!("there is no live invitation {id}: `nts invite list` shows them"))),
            _ => Ok(()),
        }
    }

    /// Uses an invitation once. False: there is no such one, or it is used up, expired or revoked.
    pub(crate) fn redeem(&self, code: &InvitationCode) -> Result<bool, Error> {
        let update = "UPDATE invitations SET uses_left = uses_left - 1 WHERE hash = ? AND uses_left > 0
            AND revoked IS NULL AND (expires IS NULL OR expires > ?)";
        Ok(self.lock().execute(update, params![code.hash(), now()])? > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_used_up_expires_or_is_revoked() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_file(&folder.path().join("nts.sqlite")).unwrap();
        let twice = store.new_invitation(2, None).unwrap();
        let redeemed: Vec<bool> = (0..3).map(|_| store.redeem(&twice).unwrap()).collect();
        assert_eq!(redeemed, [true, true, false]);

        let expired = store.new_invitation(1, Some(0)).unwrap();
        assert!(!store.redeem(&expired).unwrap());

        let revoked = store.new_invitation(1, Some(7)).unwrap();
        let id = store.invitations().unwrap().last().unwrap().id;
        store.revoke_invitation(id).unwrap();
        assert!(!store.redeem(&revoked).unwrap());
        assert!(store.revoke_invitation(id).is_err());
        assert!(!store.redeem(&InvitationCode::from("guess".to_owned())).unwrap());
    }
}
