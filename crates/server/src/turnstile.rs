//! How many may be in at once, over all and from one address.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Counts who is in.
#[derive(Debug)]
pub(crate) struct Turnstile {
    total: usize,
    per_address: usize,
    inside: Mutex<Inside>,
    emptied: Notify,
}

#[derive(Debug, Default)]
struct Inside {
    total: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// Somebody who is in, until this is dropped.
#[derive(Debug)]
pub(crate) struct Ticket {
    turnstile: Arc<Turnstile>,
    address: IpAddr,
}

/// Which bound was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Crowded {
    /// That of all.
    Total,
    /// That of the address.
    Address,
}

impl Turnstile {
    pub(crate) fn new(total: usize, per_address: usize) -> Arc<Self> {
        Arc::new(Self { total, per_address, inside: Mutex::default(), emptied: Notify::new() })
    }

    pub(crate) fn enter(self: &Arc<Self>, address: IpAddr) -> Result<Ticket, Crowded> {
        let address = household(address);
        let mut inside = self.lock();
        if inside.total >= self.total {
            return Err(Crowded::Total);
        }
        let count = inside.by_address.entry(address).or_default();
        if *count >= self.per_address {
            return Err(Crowded::Address);
        }
        *count += 1;
        inside.total += 1;
        drop(inside);
        Ok(Ticket { turnstile: self.clone(), address })
    }

    /// Waits until nobody is in.
    pub(crate) async fn emptied(&self) {
        loop {
            let left = self.emptied.notified();
            if self.lock().total == 0 {
                return;
            }
            left.await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut inside = self.turnstile.lock();
        inside.total -= 1;
        if let Some(count) = inside.by_address.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                inside.by_address.remove(&self.address);
            }
        }
        if inside.total == 0 {
            self.turnstile.emptied.notify_waiters();
        }
    }
}

/// Who has one IPv6 address has its whole /64.
pub(crate) fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !0 << 64).into(),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_leaves_makes_room() {
        let turnstile = Turnstile::new(3, 2);
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        let first = turnstile.enter(address("2001:db8::1")).unwrap();
        let _second = turnstile.enter(address("2001:db8::2")).unwrap();
        assert_eq!(turnstile.enter(address("2001:db8::3")).unwrap_err(), Crowded::Address);
        let _third = turnstile.enter(address("192.0.2.1")).unwrap();
        assert_eq!(turnstile.enter(address("192.0.2.2")).unwrap_err(), Crowded::Total);
        drop(first);
        turnstile.enter(address("::ffff:192.0.2.1")).unwrap();
    }
}
