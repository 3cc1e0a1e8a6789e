//! Where a room server is, and links into its rooms.

use std::fmt;
use std::net::IpAddr;

use crate::Error;

/// The port that `nts serve` has for people where nothing else was said.
pub(crate) const ROOMS_PORT: u16 = 8443;

/// Where a room server is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Server {
    /// Whether it is spoken to over TLS; without TLS only on this computer.
    pub tls: bool,
    /// Name or address, an IPv6 address without brackets.
    pub host: String,
    /// Port.
    pub port: u16,
}

/// A link into a room. Whoever has it may join: a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    /// Where the room is.
    pub server: Server,
    /// What follows the `#`.
    pub secret: String,
}

impl Server {
    /// Reads `https://host:port/`, or `http://` on this computer; `wss://` and `ws://` mean the same. Without a scheme it is
    /// `http` on this computer and `https` elsewhere, and without a port 8443 then, as `nts serve` has it. With a scheme and
    /// without a port it is the scheme's own, as in a browser: such a link is copied from one.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let error = |problem| Error::Address { text: without_secret(text).into(), problem };
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
            None => (None, text),
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(error("it must not hold a user name"));
        }
        let (host, port) = split_port(authority).ok_or_else(|| error("its port is no number"))?;
        let well_formed = |char: char| char.is_ascii_alphanumeric() || "-._:".contains(char);
        if host.is_empty() || !host.chars().all(well_formed) {
            return Err(error("write it as https://host:port"));
        }
        let tls = match scheme.as_deref() {
            Some("https" | "wss") => true,
            Some("http" | "ws") => false,
            None => !is_loopback(host),
            Some(_) => return Err(error("it must begin with https:// (or http:// on this computer)")),
        };
        if !tls && !is_loopback(host) {
            return Err(error("http:// is for this computer only, since links are secrets: write https://"));
        }
        let unsaid = match (&scheme, tls) {
            (None, _) => ROOMS_PORT,
            (Some(_), true) => 443,
            (Some(_), false) => 80,
        };
        Ok(Self { tls, host: host.to_owned(), port: port.unwrap_or(unsaid) })
    }

    /// The room with this secret as a link.
    pub fn link(&self, secret: impl Into<String>) -> Link {
        Link { server: self.clone(), secret: secret.into() }
    }

    /// `host:port`, with brackets around an IPv6 address.
    pub fn authority(&self) -> String {
        match self.host.contains(':') {
            true => format!("[{}]:{}", self.host, self.port),
            false => format!("{}:{}", self.host, self.port),
        }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.tls { "https" } else { "http" }, self.authority())
    }
}

impl Link {
    /// Reads `https://host:port/#secret`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let server = Server::parse(text)?;
        let secret = text.split_once('#').map(|(_, secret)| secret.trim()).unwrap_or_default();
        if secret.is_empty() {
            let problem = "a link ends with # and a secret, as `nts room new` printed it";
            return Err(Error::Address { text: text.into(), problem });
        }
        Ok(server.link(secret))
    }

    /// The room's number on its server: what stands before the dot of the secret.
    pub fn room(&self) -> &str {
        self.secret.split('.').next().unwrap_or_default()
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/#{}", self.server, self.secret)
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/#...", self.server)
    }
}

/// Host and port of `host`, `host:port`, `[::1]` or `[::1]:port`; none where the port is no number.
fn split_port(authority: &str) -> Option<(&str, Option<u16>)> {
    let (host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, port)) => (host, port),
        None => authority.split_at(authority.rfind(':').unwrap_or(authority.len())),
    };
    match port.strip_prefix(':') {
        Some(port) => Some((host, Some(port.parse().ok()?))),
        None => port.is_empty().then_some((host, None)),
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

fn without_secret(text: &str) -> &str {
    text.split('#').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_write_them() {
        let cases = [
            ("http://127.0.0.1:8443/", "http://127.0.0.1:8443"),
            ("ws://localhost:8443/api", "http://localhost:8443"),
            ("HTTPS://rooms.example.org", "https://rooms.example.org:443"),
            ("wss://rooms.example.org:8443/#1.ab", "https://rooms.example.org:8443"),
            ("http://[::1]:8443/#1.ab", "http://[::1]:8443"),
            ("https://[fe80::1]", "https://[fe80::1]:443"),
            ("127.0.0.1:8443", "http://127.0.0.1:8443"),
            ("rooms.example.org:8443", "https://rooms.example.org:8443"),
            ("localhost", "http://localhost:8443"),
            ("rooms.example.org", "https://rooms.example.org:8443"),
            ("http://localhost/#1.ab", "http://localhost:80"),
        ];
        for (text, meant) in cases {
            assert_eq!(Server::parse(text).unwrap().to_string(), meant, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_without_telling_the_secret() {
        let cases = [
            "",
            "http://",
            "http://host with blanks",
            "http://127.0.0.1:port/#1.secret",
            "http://127.0.0.1:99999/#1.secret",
            "ftp://127.0.0.1/#1.secret",
            "http://rooms.example.org/#1.secret",
            "https://me@rooms.example.org/#1.secret",
            "https://[::1/#1.secret",
            "https://[::1]x/#1.secret",
        ];
        for text in cases {
            let error = Link::parse(text).unwrap_err();
            assert!(
                matches!(error, Error::Address { .. }) && !error.to_string().contains("secret\""),
                "{text}: {error}"
            );
        }
        assert!(Link::parse("http://127.0.0.1:8443/").unwrap_err().to_string().contains("ends with #"));
    }

    #[test]
    fn a_link_tells_its_room_and_hides_its_secret() {
        let link = Link::parse("http://127.0.0.1:8443/#12.00ff").unwrap();
        assert_eq!((link.room(), link.secret.as_str()), ("12", "12.00ff"));
        assert_eq!(link.to_string(), "http://127.0.0.1:8443/#12.00ff");
        assert_eq!(format!("{link:?}"), "http://127.0.0.1:8443/#...");
    }
}
