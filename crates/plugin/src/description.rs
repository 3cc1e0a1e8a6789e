//! What a plugin says of itself.

use protocol::Registration;

/// Sessions that a host runs at once, if neither the plugin nor its user says otherwise.
const DEFAULT_MAX_SESSIONS: usize = 32;

/// What a plugin says of itself when it registers, and how many sessions it runs at once.
#[derive(Clone, Debug)]
pub struct Description {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) tags: Vec<String>,
    pub(crate) has_advanced: bool,
    pub(crate) max_sessions: usize,
}

impl Description {
    /// A plugin's name, as people see it, and in a sentence what it does.
    pub fn new(name: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            description: description.into(),
            tags: Vec::new(),
            has_advanced: false,
            max_sessions: DEFAULT_MAX_SESSIONS,
        }
    }

    /// Words to find it by. The first is its category.
    pub fn tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.tags = tags.into_iter().map(Into::into).collect();
        self
    }

    /// It has advanced settings: see [`Plugin::on_advanced_settings`](crate::Plugin::on_advanced_settings).
    pub fn with_advanced_settings(mut self) -> Self {
        self.has_advanced = true;
        self
    }

    /// How many sessions it runs at once (32, if this is not called); `--sessions` overrides it. Another one is refused
    /// with a notice.
    pub fn max_sessions(mut self, sessions: usize) -> Self {
        self.max_sessions = sessions;
        self
    }

    pub(crate) fn registration(&self, name: &str, key: Option<String>) -> Registration {
        Registration {
            name: name.to_owned(),
            description: self.description.clone(),
            category: self.tags.first().cloned().unwrap_or_default(),
            tags: self.tags.clone(),
            has_advanced: self.has_advanced,
            auth: key,
            ..Registration::default()
        }
    }
}
