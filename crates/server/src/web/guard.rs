//! Which requests are those of a foreign web page: refused before anything looks at them.
//!
//! A page may send its visitor's browser here. Its requests carry its `Origin`; and if it points a name of its own to a
//! loopback address, plain HTTP carries that name as `Host`. (Over TLS the certificate does not have that name.)

use std::net::IpAddr;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Visit;

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Host,
    Origin,
}

impl Refusal {
    pub(super) fn problem(self) -> &'static str {
        match self {
            Self::Host => "plain HTTP is for loopback names only: use http://localhost:PORT",
            Self::Origin => "pages of this origin may not use this server: its operator can allow them (`origins`)",
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response<Body> {
        (StatusCode::FORBIDDEN, format!("{}\n", self.problem())).into_response()
    }
}

/// Checks a request's `Host` and `Origin`.
pub(super) fn check(visit: &Visit, headers: &HeaderMap, origins: &[String]) -> Result<(), Refusal> {
    check_headers(visit.is_tls, headers, origins)
}

fn check_headers(is_tls: bool, headers: &HeaderMap, origins: &[String]) -> Result<(), Refusal> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !is_tls && !is_loopback_name(host) {
        return Err(Refusal::Host);
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return Ok(()) }; // Not a browser.
    let own = format!("{}://{host}", if is_tls { "https" } else { "http" });
    let origin = origin.to_str().unwrap_or_default();
    let is_allowed = std::iter::once(&own)
        .chain(origins)
        .any(|allowed| !host.is_empty() && allowed.trim_end_matches('/').eq_ignore_ascii_case(origin));
    if is_allowed { Ok(()) } else { Err(Refusal::Origin) }
}

/// Whether a `Host` (with or without a port) is this machine's own.
fn is_loopback_name(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_pages_stay_outside() {
        let ok = Ok(());
        let allowed = ["https://rooms.example.org".to_owned()];
        for (is_tls, host, origin, expected) in [
            (false, "localhost:8443", None, ok),
            (false, "127.0.0.1:8443", Some("http://127.0.0.1:8443"), ok),
            (false, "[::1]:8443", Some("http://[::1]:8443"), ok),
            (false, "evil.example:8443", None, Err(Refusal::Host)),
            (false, "localhost.evil.example", None, Err(Refusal::Host)),
            (false, "", None, Err(Refusal::Host)),
            (false, "localhost:8443", Some("http://evil.example"), Err(Refusal::Origin)),
            (false, "localhost:8443", Some("http://localhost:3000"), Err(Refusal::Origin)),
            (false, "localhost:8443", Some("https://localhost:8443"), Err(Refusal::Origin)),
            (false, "localhost:8443", Some("null"), Err(Refusal::Origin)),
            (true, "nts.example.org", Some("https://nts.example.org"), ok),
            (true, "nts.example.org", Some("http://nts.example.org"), Err(Refusal::Origin)),
            (true, "nts.example.org", Some("https://rooms.example.org"), ok),
            (true, "nts.example.org", None, ok),
            (true, "", Some("https://"), Err(Refusal::Origin)),
        ] {
            let mut headers = HeaderMap::new();
            if !host.is_empty() {
                headers.insert(header::HOST, host.parse().unwrap());
            }
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, origin.parse().unwrap());
            }
            assert_eq!(check_headers(is_tls, &headers, &allowed), expected, "{host} {origin:?}");
        }
    }
}
