//! Settings that the server could start with and nobody could use it: each is refused with a sentence that says what to give.

use axum::http::Uri;
use rustls_pki_types::ServerName;

use super::Config;

/// The sentence about the first setting that makes no sense.
pub(super) fn check(config: &Config) -> Result<(), String> {
    for (key, queue) in
        [("session_queue_size", config.session_queue_size), ("member_queue_size", config.member_queue_size)]
    {
        if queue.0 < config.packet_size.0.saturating_mul(2) {
            let (queue, packet) = (queue.0, config.packet_size.0);
            return Err(format!(
                "{key}: must hold two packets of packet_size ({packet} bytes each), and holds {queue} bytes: \
                 give more, or a lower packet_size"
            ));
        }
    }
    for (key, count) in [
        ("links", config.links),
        ("unregistered_links_per_address", config.unregistered_links_per_address),
        ("connections", config.connections),
        ("connections_per_address", config.connections_per_address),
        ("rooms_at_once", config.rooms_at_once),
        ("rooms_per_address", config.rooms_per_address),
        ("members", config.members),
        ("complexes", config.complexes),
        ("sessions", config.sessions),
        ("packet_size", config.packet_size.0),
        ("buffered_size", config.buffered_size.0),
        ("room_size", config.room_size.0),
    ] {
        if count == 0 {
            return Err(format!("{key}: with 0 nobody could use the server: give at least 1"));
        }
    }
    for (key, span) in [
        ("handshake_secs", config.handshake_secs),
        ("silence_secs", config.silence_secs),
        ("stall_secs", config.stall_secs),
        ("ping_secs", config.ping_secs),
        ("connect_secs", config.connect_secs),
    ] {
        if span.duration().is_zero() {
            return Err(format!("{key}: in no time nobody could answer: give more than 0"));
        }
    }
    if let Some(wrong) = config.names.iter().find(|name| !is_name(name)) {
        return Err(format!("names: {wrong:?} is neither a host's name, such as nts.example.org, nor an address"));
    }
    if let Some(wrong) = config.origins.iter().find(|origin| !is_origin(origin)) {
        return Err(format!("origins: {wrong:?} is no web origin: give scheme and host, such as https://example.org"));
    }
    Ok(())
}

/// Whether a certificate can be valid for it: a host's name, all names beside each other (`*.example.org`), or an address.
fn is_name(name: &str) -> bool {
    ServerName::try_from(name.strip_prefix("*.").unwrap_or(name)).is_ok()
}

/// Whether a browser may say that a page comes from there.
fn is_origin(origin: &str) -> bool {
    let Ok(uri) = origin.parse::<Uri>() else { return false };
    let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
    let host = uri.host().map(|host| host.trim_start_matches('[').trim_end_matches(']'));
    let is_whole =
        origin.trim_end_matches('/').split_once("://").map(|(_, rest)| rest) == uri.authority().map(|a| a.as_str());
    is_web && is_whole && !origin.contains('@') && host.is_some_and(|host| ServerName::try_from(host).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(settings: &[(&str, &str)]) -> Result<(), String> {
        let mut config = Config::default();
        settings.iter().for_each(|(key, text)| config.set(key, text).unwrap());
        check(&config)
    }

    #[test]
    fn what_nobody_could_use_is_refused_by_name() {
        for (key, text) in [
            ("session_queue_size", "1"),
            ("session_queue_size", "511 MiB"),
            ("member_queue_size", "1"),
            ("member_queue_size", "511 MiB"),
            ("names", "bad name!"),
            ("names", "*"),
            ("origins", "nonsense"),
            ("origins", "example.org"),
            ("origins", "ftp://example.org"),
            ("origins", "https://example.org/rooms"),
            ("origins", "https://user@example.org"),
            ("origins", "https://bad name!"),
            ("origins", "null"),
            ("members", "0"),
            ("links", "0"),
            ("connections_per_address", "0"),
            ("ping_secs", "0"),
        ] {
            let problem = with(&[(key, text)]).expect_err(text);
            assert!(problem.starts_with(&format!("{key}: ")), "{problem}");
        }
    }

    #[test]
    fn what_makes_sense_passes() {
        for settings in [
            &[][..],
            &[("packet_size", "1 MiB"), ("session_queue_size", "2 MiB"), ("member_queue_size", "2 MiB")],
            &[("names", "nts.example.org, *.lab.example.org, 192.0.2.7, 2001:db8::7, my-host, my_host")],
            &[(
                "origins",
                "https://example.org, http://localhost:3000, https://192.0.2.7:8443/, https://[2001:db8::7]:1",
            )],
            &[("members", "1"), ("grace_secs", "0"), ("drain_secs", "0")],
        ] {
            assert_eq!(with(settings), Ok(()), "{settings:?}");
        }
    }
}
