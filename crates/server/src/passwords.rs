//! Passwords of rooms: hashed and compared by workers, so that guessing takes its time; and wrong ones are counted, by room and by address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ring::pbkdf2;
use room::{PasswordCheck, PasswordHash};
use room_api::RoomId;
use tokio::task::spawn_blocking;
use tokio::time::Instant;

use crate::run::House;
use crate::turnstile::household;

/// How often the hash is taken. It is never written anywhere: this is against guessing, not for a stolen file.
const ITERATIONS: NonZeroU32 = NonZeroU32::new(200_000).expect("not 0");
/// So many wrong passwords may be said from one address ...
const PER_ADDRESS: u32 = 10;
/// ... and in one room ...
const PER_ROOM: u32 = 100;
/// ... in this time.
const WITHIN: Duration = Duration::from_secs(60);

/// What is to be kept of a password.
pub(crate) async fn hash(house: &House, password: String) -> PasswordHash {
    let _worker = house.workers.acquire().await;
    let salt = crate::secret::random();
    let hash = move || {
        let mut hash = [0; 32];
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, ITERATIONS, &salt, password.as_bytes(), &mut hash);
        PasswordHash { salt, hash }
    };
    // It only fails where it panicked: then nobody knows the password, and nobody comes in by it.
    spawn_blocking(hash).await.unwrap_or_else(|_| PasswordHash { salt, hash: crate::secret::random() })
}

/// Whether what somebody at this address says is the password of a room.
pub(crate) async fn check(
    house: &House,
    room: RoomId,
    address: IpAddr,
    password: String,
    kept: PasswordHash,
) -> PasswordCheck {
    if !house.tries.take(room, address, Instant::now()) {
        return PasswordCheck::TooMany;
    }
    let _worker = house.workers.acquire().await;
    let PasswordHash { salt, hash } = kept;
    let verify =
        move || pbkdf2::verify(pbkdf2::PBKDF2_HMAC_SHA256, ITERATIONS, &salt, password.as_bytes(), &hash).is_ok();
    if !spawn_blocking(verify).await.unwrap_or(false) {
        return PasswordCheck::Wrong;
    }
    house.tries.give_back(room, address);
    PasswordCheck::Right
}

/// How often somebody may be wrong. A try counts from its beginning, so that many at once are no way around; one that was right does not.
#[derive(Debug, Default)]
pub(crate) struct Tries(Mutex<HashMap<Place, Counted>>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Place {
    Room(RoomId),
    Address(IpAddr),
}

#[derive(Clone, Copy, Debug)]
struct Counted {
    since: Instant,
    tries: u32,
}

impl Tries {
    /// Whether one may try now; if so, it counts.
    fn take(&self, room: RoomId, address: IpAddr, now: Instant) -> bool {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counted.retain(|_, counted| now.duration_since(counted.since) < WITHIN);
        let places = [(Place::Room(room), PER_ROOM), (Place::Address(household(address)), PER_ADDRESS)];
        if places.iter().any(|(place, most)| counted.get(place).is_some_and(|counted| counted.tries >= *most)) {
            return false;
        }
        for (place, _) in places {
            counted.entry(place).or_insert(Counted { since: now, tries: 0 }).tries += 1;
        }
        true
    }

    /// It was the right one.
    fn give_back(&self, room: RoomId, address: IpAddr) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for place in [Place::Room(room), Place::Address(household(address))] {
            if let Some(counted) = counted.get_mut(&place) {
                counted.tries = counted.tries.saturating_sub(1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_are_counted_by_address_and_by_room() {
        let (tries, start) = (Tries::default(), Instant::now());
        let address = |number: u32| IpAddr::from(std::net::Ipv4Addr::from_bits(0xC000_0200 + number));
        let taken = |room, from, at| (0..1000).take_while(|_| tries.take(RoomId(room), address(from), at)).count();
        assert_eq!(taken(1, 1, start), PER_ADDRESS as usize);
        assert_eq!(taken(2, 1, start), 0, "the address, whatever the room");
        let all: usize = (2..50).map(|from| taken(1, from, start)).sum();
        assert_eq!(all as u32, PER_ROOM - PER_ADDRESS, "the room, whatever the address");
        assert_eq!(taken(2, 60, start), PER_ADDRESS as usize, "another room is open");
        tries.give_back(RoomId(2), address(60));
        assert_eq!(taken(2, 60, start), 1, "one that was right does not count");
        assert_eq!(taken(1, 1, start + WITHIN), PER_ADDRESS as usize);
        assert_eq!(tries.0.lock().unwrap().len(), 2, "what is over is forgotten");
    }
}
