//! Plugins' keys: made once, kept as hashes, revoked for good.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, params};

use super::{Store, now};
use crate::{Error, PluginKey};

/// A key's number in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct KeyId(pub(crate) i64);

/// A key, but for the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// What its maker called it.
    pub name: String,
    /// When it was made, in seconds since 1970.
    pub created: i64,
    /// When it was revoked, if it was.
    pub revoked: Option<i64>,
}

impl Store {
    /// Makes a key. It can never be shown again.
    pub fn new_key(&self, name: &str) -> Result<PluginKey, Error> {
        let key = PluginKey::generate();
        let insert = "INSERT INTO keys (name, hash, created) VALUES (?, ?, ?)";
        match self.lock().execute(insert, params![name, key.hash(), now()]) {
            Ok(_) => Ok(key),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
                Err(Error::KeyExists(name.to_owned()))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// All keys, oldest first.
    pub fn keys(&self) -> Result<Vec<Key>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare("SELECT name, created, revoked FROM keys ORDER BY id")?;
        let keys =
            query.query_map([], |row| Ok(Key { name: row.get(0)?, created: row.get(1)?, revoked: row.get(2)? }))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// Revokes a key: plugins that use it are cut off within a second.
    pub fn revoke_key(&self, name: &str) -> Result<(), Error> {
        let update = "UPDATE keys SET revoked = ? WHERE name = ? AND revoked IS NULL";
        match self.lock().execute(update, params![now(), name])? {
            0 => Err(Error::NotFound(format!("there is no live key named `{name}`: `nts key list` shows them"))),
            _ => Ok(()),
        }
    }

    /// Whose key this is, if it is a live one.
    pub(crate) fn live_key(&self, key: &PluginKey) -> Result<Option<KeyId>, Error> {
        let query = "SELECT id FROM keys WHERE hash = ? AND revoked IS NULL";
        Ok(self.lock().query_row(query, [key.hash()], |row| row.get(0).map(KeyId)).optional()?)
    }

    /// All live keys.
    pub(crate) fn live_keys(&self) -> Result<HashSet<KeyId>, Error> {
        let connection = self.lock();
        let mut query = connection.prepare("SELECT id FROM keys WHERE revoked IS NULL")?;
        let ids = query.query_map([], |row| row.get(0).map(KeyId))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_lives_until_it_is_revoked() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_file(&folder.path().join("nts.sqlite")).unwrap();
        let key = store.new_key("dock").unwrap();
        assert!(store.new_key("dock").unwrap_err().to_string().contains("revoke it first"));
        let id = store.live_key(&key).unwrap().unwrap();
        assert_eq!(store.live_keys().unwrap(), HashSet::from([id]));
        assert_eq!(store.live_key(&PluginKey::from("00".to_owned())).unwrap(), None);
        store.revoke_key("dock").unwrap();
        assert_eq!(store.live_key(&key).unwrap(), None);
        assert!(store.live_keys().unwrap().is_empty());
        assert!(store.revoke_key("dock").is_err());
        store.new_key("dock").unwrap();
        assert_eq!(store.keys().unwrap().len(), 2);
    }
}
