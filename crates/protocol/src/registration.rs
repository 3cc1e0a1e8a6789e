//! What a plugin says of itself when it registers, as JSON in the first packet.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// The longest name, description, tag or key.
pub const MAX_TEXT: usize = 4096;

/// The most tags, permissions or integrations.
pub const MAX_ENTRIES: usize = 256;

/// What a plugin says of itself when it registers.
///
/// Reading is tolerant: whatever is missing or null, but for the name, is empty.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// Under which the plugin is listed.
    pub name: String,
    /// What it does.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description: String,
    /// The first tag, or empty.
    #[serde(default, deserialize_with = "null_as_default")]
    pub category: String,
    /// Words to find it by.
    #[serde(default, deserialize_with = "null_as_default")]
    pub tags: Vec<String>,
    /// Whether it has advanced settings.
    #[serde(default, rename = "hasAdvanced", deserialize_with = "null_as_default")]
    pub has_advanced: bool,
    /// Its key. It stays out of the `Debug` form, and so out of logs.
    #[serde(default)]
    pub auth: Option<String>,
    /// Hashes of the permissions that it asks for.
    #[serde(default, deserialize_with = "null_as_default")]
    pub permissions: Vec<u32>,
    /// Hashes of the integrations that it offers.
    #[serde(default, deserialize_with = "null_as_default")]
    pub integrations: Vec<u32>,
}

/// A registration that cannot be accepted.
#[derive(Debug, thiserror::Error)]
pub enum RegistrationError {
    /// It is not the JSON that it should be.
    #[error("the registration is not valid JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// There is nothing to list the plugin under.
    #[error("the registration has no name: give the plugin one")]
    NoName,
    /// A text is too long.
    #[error("the registration's {field} has {length} bytes, at most {MAX_TEXT} are allowed")]
    TooLong {
        /// Which text.
        field: &'static str,
        /// Its length.
        length: usize,
    },
    /// A list is too long.
    #[error("the registration has {count} {field}, at most {MAX_ENTRIES} are allowed")]
    TooMany {
        /// Which list.
        field: &'static str,
        /// Its length.
        count: usize,
    },
}

impl Registration {
    /// Reads a registration from a payload, whose own length the packet's limit bounds.
    pub fn from_json(payload: &[u8]) -> Result<Self, RegistrationError> {
        let registration: Registration = serde_json::from_slice(payload)?;
        registration.check()?;
        Ok(registration)
    }

    /// The payload that the library would write.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default() // Strings, numbers and a bool: nothing that JSON lacks.
    }

    fn check(&self) -> Result<(), RegistrationError> {
        if self.name.trim().is_empty() {
            return Err(RegistrationError::NoName);
        }
        let texts = [
            ("name", &self.name),
            ("description", &self.description),
            ("category", &self.category),
            ("key", self.auth.as_ref().unwrap_or(&self.name)),
        ];
        let tags = self.tags.iter().map(|tag| ("tag", tag));
        for (field, text) in texts.into_iter().chain(tags) {
            if text.len() > MAX_TEXT {
                return Err(RegistrationError::TooLong { field, length: text.len() });
            }
        }
        let lists = [
            ("tags", self.tags.len()),
            ("permissions", self.permissions.len()),
            ("integrations", self.integrations.len()),
        ];
        for (field, count) in lists {
            if count > MAX_ENTRIES {
                return Err(RegistrationError::TooMany { field, count });
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registration")
            .field("name", &self.name)
            .field("description", &self.description)
            .field("category", &self.category)
            .field("tags", &self.tags)
            .field("has_advanced", &self.has_advanced)
            .field("auth", &self.auth.as_ref().map(|_| "***"))
            .field("permissions", &self.permissions)
            .field("integrations", &self.integrations)
            .finish()
    }
}

fn null_as_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(json: D) -> Result<T, D::Error> {
    Option::deserialize(json).map(Option::unwrap_or_default)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `json.dumps` makes of the library's description, but for its spaces.
    const LIBRARY: &str = r#"{"name":"Docking","description":"Docks.","category":"Docking","tags":["Docking","Vina"],"hasAdvanced":true,"auth":"ABC","permissions":[408008801],"integrations":[645481299]}"#;

    #[test]
    fn the_json_is_the_librarys() {
        let registration = Registration::from_json(LIBRARY.as_bytes()).unwrap();
        assert_eq!(registration.tags, ["Docking", "Vina"]);
        assert!(registration.has_advanced);
        assert_eq!(registration.auth.as_deref(), Some("ABC"));
        assert_eq!(String::from_utf8(registration.to_json()).unwrap(), LIBRARY);
    }

    #[test]
    fn what_other_sdks_leave_out_is_empty() {
        let least = Registration { name: "Hello".into(), ..Registration::default() };
        for json in [
            r#"{"name":"Hello"}"#,
            r#"{"name":"Hello","category":null,"tags":null,"hasAdvanced":null,"auth":null,"permissions":null}"#,
            r#"{"name":"Hello","description":"","category":"","tags":[],"hasAdvanced":false,"auth":null,"permissions":[],"integrations":[],"new":1}"#,
        ] {
            assert_eq!(Registration::from_json(json.as_bytes()).unwrap(), least, "{json}");
        }
    }

    #[test]
    fn what_cannot_be_listed_is_refused() {
        let long = "x".repeat(MAX_TEXT + 1);
        let many = vec!["1"; MAX_ENTRIES + 1].join(",");
        let cases = [
            ("GET /".to_owned(), "the registration is not valid JSON: expected value at line 1 column 1"),
            (r#"{"name":" "}"#.to_owned(), "the registration has no name: give the plugin one"),
            (
                format!(r#"{{"name":"x","tags":["{long}"]}}"#),
                "the registration's tag has 4097 bytes, at most 4096 are allowed",
            ),
            (format!(r#"{{"name":"{long}"}}"#), "the registration's name has 4097 bytes, at most 4096 are allowed"),
            (
                format!(r#"{{"name":"x","permissions":[{many}]}}"#),
                "the registration has 257 permissions, at most 256 are allowed",
            ),
        ];
        for (json, sentence) in cases {
            assert_eq!(Registration::from_json(json.as_bytes()).unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn a_key_is_not_shown() {
        let registration = Registration { auth: Some("ABC".into()), ..Registration::default() };
        assert!(!format!("{registration:?}").contains("ABC"));
    }
}
