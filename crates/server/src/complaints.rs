//! Complaints about whoever connects, thinned: the first ones of an address are logged in full, and of the others how many there
//! were, once a minute. A port that anybody reaches is scanned all day.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tracing::warn;

use crate::run::House;
use crate::turnstile::household;

/// So many of an address are logged in full, until it was quiet for a whole period.
const IN_FULL: u32 = 5;
/// How often the others are counted.
const PERIOD: Duration = Duration::from_secs(60);
/// The most addresses that are told apart.
const MAX_ADDRESSES: usize = 1024;
/// The most lines in a period that say how many there were.
const MAX_LINES: usize = 10;

/// What was complained of lately.
#[derive(Debug, Default)]
pub(crate) struct Complaints {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    by_address: HashMap<IpAddr, Heard>,
    /// Of addresses that are too many to be told apart.
    others: u64,
}

#[derive(Debug, Default)]
struct Heard {
    in_full: u32,
    in_period: u64,
    /// Of these, not logged.
    unsaid: u64,
}

/// What was not logged: of whom (none: of several), and how often.
type Unsaid = (Option<IpAddr>, u64);

impl Complaints {
    /// There is something to complain of about this address: whether that is to be logged.
    pub(crate) fn may_be_logged(&self, address: IpAddr) -> bool {
        let address = household(address);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.by_address.len() >= MAX_ADDRESSES && !state.by_address.contains_key(&address) {
            state.others += 1;
            return false;
        }
        let heard = state.by_address.entry(address).or_default();
        heard.in_period += 1;
        let is_one_of_the_first = heard.in_full < IN_FULL;
        if is_one_of_the_first {
            heard.in_full += 1;
        } else {
            heard.unsaid += 1;
        }
        is_one_of_the_first
    }

    /// A period is over: what was not logged in it. Those who were quiet are forgotten.
    fn next_period(&self) -> Vec<Unsaid> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut unsaid: Vec<Unsaid> = Vec::new();
        state.by_address.retain(|address, heard| {
            if heard.unsaid > 0 {
                unsaid.push((Some(*address), heard.unsaid));
            }
            let is_quiet = heard.in_period == 0;
            (heard.in_period, heard.unsaid) = (0, 0);
            !is_quiet
        });
        unsaid.sort_unstable_by_key(|(_, count)| std::cmp::Reverse(*count));
        let rest: u64 = unsaid.drain(MAX_LINES.min(unsaid.len())..).map(|(_, count)| count).sum();
        let others = std::mem::take(&mut state.others) + rest;
        unsaid.extend((others > 0).then_some((None, others)));
        unsaid
    }
}

/// Says once in a period how many complaints were not logged.
pub(crate) async fn count(house: Arc<House>) {
    loop {
        tokio::time::sleep(PERIOD).await;
        for (address, count) in house.complaints.next_period() {
            match address {
                Some(peer) => warn!(%peer, count, "so many more connections were closed or refused in the last minute"),
                None => warn!(
                    count,
                    "so many more connections of other addresses were closed or refused in the last minute"
                ),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(number: u32) -> IpAddr {
        std::net::Ipv4Addr::from_bits(0x0a00_0000 + number).into()
    }

    #[test]
    fn the_first_are_logged_and_the_others_counted() {
        let complaints = Complaints::default();
        let logged = (0..1000).filter(|_| complaints.may_be_logged(address(1))).count();
        assert_eq!(logged, IN_FULL as usize);
        assert!(complaints.may_be_logged(address(2)), "another address is another matter");
        assert_eq!(complaints.next_period(), [(Some(address(1)), 1000 - u64::from(IN_FULL))]);

        assert!(!complaints.may_be_logged(address(1)), "who goes on stays counted");
        assert_eq!(complaints.next_period(), [(Some(address(1)), 1)]);
        assert_eq!(complaints.next_period(), []);
        assert!(complaints.may_be_logged(address(1)), "who was quiet is heard again");
    }

    #[test]
    fn a_scan_from_everywhere_is_bounded() {
        let complaints = Complaints::default();
        for number in 0..4 * MAX_ADDRESSES as u32 {
            for _ in 0..=IN_FULL {
                complaints.may_be_logged(address(number));
            }
        }
        assert_eq!(complaints.state.lock().unwrap().by_address.len(), MAX_ADDRESSES);
        let unsaid = complaints.next_period();
        assert_eq!(unsaid.len(), MAX_LINES + 1);
        let all = 4 * MAX_ADDRESSES as u64 * u64::from(IN_FULL + 1) - MAX_ADDRESSES as u64 * u64::from(IN_FULL);
        assert_eq!(unsaid.iter().map(|(_, count)| count).sum::<u64>(), all);
    }
}
