//! Links that plugins want opened: the presenter is asked, and nothing opens by itself.

use std::collections::VecDeque;

use protocol::control::OpenUrl;
use protocol::ui::Notification;
use room_api::text::is_unseen;
use room_api::{Answer, ApiError, ErrorCode, Event, SessionId, UrlId, WANTED_URLS_KEPT, WantedUrl};

use crate::room::Room;

/// The most bytes of a link.
const MAX_URL: usize = 2048;

/// The links that wait for the presenter, oldest first.
#[derive(Debug, Default)]
pub(crate) struct WantedUrls {
    waiting: VecDeque<WantedUrl>,
    last: u32,
}

impl WantedUrls {
    pub fn iter(&self) -> impl Iterator<Item = &WantedUrl> {
        self.waiting.iter()
    }

    /// A session is gone, and its wishes with it.
    pub fn forget(&mut self, session: SessionId) {
        self.waiting.retain(|wanted| wanted.session != session);
    }
}

impl Room {
    /// Asks the presenter to open a link; what cannot be shown honestly is refused.
    pub(crate) fn ask_to_open(&mut self, id: SessionId, link: &OpenUrl) {
        match host_of(&link.url) {
            Ok(host) => {
                if self.may_notify(id) {
                    self.want_opened(id, link, host);
                }
            }
            Err(why) => {
                let text = format!("A link was not shown, for {why}.").into();
                let kind = protocol::ui::NotificationKind::WARNING;
                self.pass_on(id, &Notification { text, kind });
            }
        }
    }

    fn want_opened(&mut self, session: SessionId, link: &OpenUrl, host: String) {
        let urls = &mut self.wanted_urls;
        urls.last += 1;
        let url = link.url.to_string();
        let wanted = WantedUrl { id: UrlId(urls.last), session, url, host, desktop: link.desktop };
        urls.waiting.push_back(wanted.clone());
        let oldest = if urls.waiting.len() > WANTED_URLS_KEPT { urls.waiting.pop_front() } else { None };
        self.publish(Event::OpenUrl { wanted });
        if let Some(oldest) = oldest {
            self.publish(Event::UrlDismissed { url: oldest.id });
        }
    }

    /// The presenter opened a link, or does not want to.
    pub(crate) fn dismiss_url(&mut self, url: UrlId) -> Result<Answer, ApiError> {
        let waiting = &mut self.wanted_urls.waiting;
        let Some(at) = waiting.iter().position(|wanted| wanted.id == url) else {
            let message = format!("No plugin waits for the link {url} to be opened (any more).");
            return Err(ApiError::new(ErrorCode::NotFound, message));
        };
        waiting.remove(at);
        self.publish(Event::UrlDismissed { url });
        Ok(Answer::Done)
    }
}

/// The host that a link leads to, as every browser reads it; or why the link is refused.
fn host_of(url: &str) -> Result<String, &'static str> {
    if url.len() > MAX_URL {
        return Err("it is too long");
    }
    if url.chars().any(|char| char.is_control() || is_unseen(char) || char.is_whitespace() || char == '\\') {
        return Err("it has blanks, backslashes or letters that nobody sees in it");
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
