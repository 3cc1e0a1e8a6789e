//! How long to wait before the next attempt to connect.

use std::time::Duration;

const LONGEST: Duration = Duration::from_secs(20);

/// Waits of about 1, 2, 4, ... seconds. All are shortened by chance, so that the plugins of a server that comes back do not come
/// all at once.
#[derive(Default)]
pub(crate) struct Backoff {
    failures: u32,
}

impl Backoff {
    /// Starts again with short waits.
    pub(crate) fn reset(&mut self) {
        self.failures = 0;
    }

    /// How long to wait now.
    pub(crate) fn next_delay(&mut self) -> Duration {
        let delay = Duration::from_secs(1 << self.failures.min(10)).min(LONGEST);
        self.failures += 1;
        // Without random numbers all would come at once, but they would come.
        let chance = getrandom::u32().unwrap_or_default() as f32 / u32::MAX as f32;
        delay.mul_f32(1.0 - 0.5 * chance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_waits_longer_and_longer() {
        let mut backoff = Backoff::default();
        for longest in [1, 2, 4, 8, 16, 20, 20] {
            let (delay, longest) = (backoff.next_delay(), Duration::from_secs(longest));
            assert!(delay <= longest && delay >= longest / 2, "{delay:?}");
        }
        backoff.reset();
        assert!(backoff.next_delay() <= Duration::from_secs(1));
    }
}
