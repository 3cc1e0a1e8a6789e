//! The types of settings: how each is read from a flag and from a file, and shown.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Deserializer, de};

/// A type that a setting can have.
pub trait Value: Sized {
    /// Whether a flag without a value means `true`.
    const IS_SWITCH: bool = false;
    /// Reads a flag's or a variable's text.
    fn parse(text: &str) -> Result<Self, String>;
    /// As it would be written; empty = none.
    fn show(&self) -> String;
}

/// A number of bytes: `65536`, `"64 KiB"`, `"256 MiB"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(pub usize);

/// A span of time in seconds, fractions allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seconds(Duration);

impl Seconds {
    /// So many whole seconds.
    pub const fn new(seconds: u64) -> Self {
        Self(Duration::from_secs(seconds))
    }

    /// The span.
    pub const fn duration(self) -> Duration {
        self.0
    }
}

impl From<Duration> for Seconds {
    fn from(span: Duration) -> Self {
        Self(span)
    }
}

const UNITS: [(&str, usize); 4] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("", 1)];

impl Value for Size {
    fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let parsed = UNITS.iter().find_map(|&(unit, factor)| {
            let count: usize = text.strip_suffix(unit)?.trim().parse().ok()?;
            count.checked_mul(factor)
        });
        parsed.map(Self).ok_or_else(|| "expected a number of bytes such as 65536 or \"64 KiB\"".into())
    }

    fn show(&self) -> String {
        let (unit, factor) = UNITS.into_iter().find(|(_, factor)| self.0.is_multiple_of(*factor)).unwrap_or(("", 1));
        format!("{} {unit}", self.0 / factor).trim().to_owned()
    }
}

impl Value for Seconds {
    fn parse(text: &str) -> Result<Self, String> {
        let seconds: f64 = text.trim().parse().map_err(|_| "expected a number of seconds".to_owned())?;
        Duration::try_from_secs_f64(seconds).map(Self).map_err(|error| error.to_string())
    }

    fn show(&self) -> String {
        self.0.as_secs_f64().to_string()
    }
}

impl Value for bool {
    const IS_SWITCH: bool = true;

    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "true" | "1" | "yes" | "on" => Ok(true),
            "false" | "0" | "no" | "off" => Ok(false),
            _ => Err("expected true or false".into()),
        }
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for usize {
    fn parse(text: &str) -> Result<Self, String> {
        text.trim().parse().map_err(|_| "expected a number".into())
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for String {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }

    fn show(&self) -> String {
        self.clone()
    }
}

impl Value for Vec<String> {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(text.split(',').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect())
    }

    fn show(&self) -> String {
        self.join(",")
    }
}

impl Value for SocketAddr {
    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "expected an address and a port such as 0.0.0.0:8888 or [::1]:8888".into())
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for Option<PathBuf> {
    fn parse(text: &str) -> Result<Self, String> {
        Ok((!text.is_empty()).then(|| text.into()))
    }

    fn show(&self) -> String {
        self.as_ref().map(|path| path.display().to_string()).unwrap_or_default()
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum NumberOrText {
    Whole(u64),
    Number(f64),
    Text(String),
}

impl NumberOrText {
    fn parse<'de, T: Value, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
        let text = match Self::deserialize(from)? {
            Self::Whole(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text,
        };
        T::parse(&text).map_err(de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        NumberOrText::parse(from)
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        NumberOrText::parse(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read() {
        for size in [0, 1, 1000, 64 << 10, 256 << 20, 3 << 30] {
            assert_eq!(Size::parse(&Size(size).show()), Ok(Size(size)));
        }
        assert_eq!(Size(64 << 10).show(), "64 KiB");
        for wrong in ["", "1 MB", "-1", "1e9", "99999999999999999999 GiB"] {
            assert!(Size::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Seconds::parse("0.25").unwrap().duration(), Duration::from_millis(250));
        assert!(Seconds::parse("-1").is_err() && Seconds::parse("NaN").is_err());
    }
}
