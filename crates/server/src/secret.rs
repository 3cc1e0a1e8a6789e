//! Secrets that cannot end up in a log: they have no `Display`, and their `Debug` shows nothing.

use std::fmt;

use sha2::{Digest, Sha256};

/// What is kept of a secret. The secrets have 128 random bits and more, so a plain hash cannot be searched.
pub(crate) type SecretHash = [u8; 32];

/// A plugin's key.
#[derive(Clone, PartialEq, Eq)]
pub struct PluginKey(String);

/// The code of an invitation to create a room.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationCode(String);

impl PluginKey {
    /// A fresh key: upper-case hex, as the Python library expects where a key is not a file's name.
    pub(crate) fn generate() -> Self {
        Self(hex::encode_upper(random::<32>()))
    }
}

impl InvitationCode {
    /// A fresh code.
    pub(crate) fn generate() -> Self {
        Self(hex::encode(random::<16>()))
    }
}

/// Bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

macro_rules! secret {
    ($($name:ident),*) => {$(
        impl $name {
            /// The secret itself, to be shown once to its owner.
            pub fn reveal(&self) -> &str {
                &self.0
            }

            pub(crate) fn hash(&self) -> SecretHash {
                Sha256::digest(self.0.as_bytes()).into()
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.trim().to_owned())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    )*};
}

secret!(PluginKey, InvitationCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_shown_by_accident() {
        let key = PluginKey::generate();
        assert_eq!(format!("{key:?} {:?}", InvitationCode::generate()), "PluginKey(***) InvitationCode(***)");
        assert_eq!(key.reveal().len(), 64);
        assert!(key.reveal().bytes().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte)));
    }

    #[test]
    fn white_space_around_a_key_does_not_matter() {
        let key = PluginKey::generate();
        assert_eq!(PluginKey::from(format!(" {}\n", key.reveal())).hash(), key.hash());
    }
}
