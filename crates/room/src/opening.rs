//! Links that plugins want opened: the presenter is asked, and nothing opens by itself.

use protocol::ui::Notification;
use room_api::{Event, SessionId};

use crate::room::Room;

/// The most bytes of a link.
const MAX_URL: usize = 2048;

impl Room {
    /// Asks the presenter to open a link; what cannot be shown honestly is refused.
    pub(crate) fn ask_to_open(&mut self, id: SessionId, url: &str) {
        match host_of(url) {
            Ok(host) => {
                if self.may_notify(id) {
                    self.publish(Event::OpenUrl { session: id, url: url.to_owned(), host });
                }
            }
            Err(why) => {
                let text = format!("A link was not shown, for {why}.").into();
                let kind = protocol::ui::NotificationKind::WARNING;
                self.pass_on(id, &Notification { text, kind });
            }
        }
    }
}

/// The host that a link leads to, as every browser reads it; or why the link is refused.
fn host_of(url: &str) -> Result<String, &'static str> {
    if url.len() > MAX_URL {
        return Err("it is too long");
    }
    if url.chars().any(|char| char.is_control() || char.is_whitespace() || char == '\\') {
        return Err("it has blanks or backslashes in it");
    }
    let (scheme, rest) = url.split_once("://").ok_or("it does not begin with http:// or https://")?;
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return Err("it does not begin with http:// or https://");
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err("it has a user name in front of its host");
    }
    let is_host = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_' | ':' | '[' | ']');
    if !authority.starts_with(|char: char| char.is_ascii_alphanumeric() || char == '[')
        || !authority.chars().all(is_host)
    {
        return Err("its host is none");
    }
    Ok(authority.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::host_of;

    #[test]
    fn a_link_shows_its_host() {
        for (url, host) in [
            ("https://rcsb.org/structure/1OF6?a=b#c", "rcsb.org"),
            ("HTTP://Example.com:8080", "example.com:8080"),
            ("http://[::1]:80/@", "[::1]:80"),
            ("http://127.0.0.1?http://x", "127.0.0.1"),
        ] {
            assert_eq!(host_of(url).as_deref(), Ok(host), "{url}");
        }
    }

    #[test]
    fn what_may_deceive_is_refused() {
        for url in [
            "",
            "rcsb.org",
            "file:///etc/passwd",
            "javascript://rcsb.org/%0aalert(1)",
            "http://",
            "http:///rcsb.org",
            "http://rcsb.org@evil.example/",
            "http://rcsb.org\\@evil.example/",
            "http://evil.example/ rcsb.org",
            "http://evil.example/\u{202e}\n",
            "http://r\u{441}sb.org/",
            &format!("http://x/{}", "x".repeat(2048)),
        ] {
            assert!(host_of(url).is_err(), "{url}");
        }
    }
}
