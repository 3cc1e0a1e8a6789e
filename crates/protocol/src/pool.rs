//! Large buffers that are used again.
//!
//! A message of 16 MB goes through several buffers of its size, and memory that the system hands out page by page costs more than to
//! move the message through it. So a buffer that nobody needs any more is kept for a while, within a bound, for the next large
//! message. What is kept belongs to the process: call [`tidy`] now and then, and what was not used meanwhile is given back.

use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::{Bytes, BytesMut};

/// Smaller buffers are left to the allocator, which keeps them itself.
pub(crate) const LARGE: usize = 256 << 10;
/// A buffer that is larger than this is given back at once.
const LARGEST: usize = 32 << 20;
/// The most bytes that are kept.
const MOST: usize = 64 << 20;
/// A buffer is not taken for less than this part of it.
const PART: usize = 4;

static POOL: Mutex<Pool> = Mutex::new(Pool { kept: Vec::new() });

#[derive(Default)]
struct Pool {
    /// The last one was used last.
    kept: Vec<Kept>,
}

struct Kept {
    buffer: BytesMut,
    /// Nobody needed it since the pool was tidied.
    is_idle: bool,
}

impl Pool {
    fn take(&mut self, length: usize) -> Option<BytesMut> {
        let fits = |kept: &Kept| (length..=length.saturating_mul(PART)).contains(&kept.buffer.capacity());
        let at = self.kept.iter().rposition(fits)?;
        Some(self.kept.remove(at).buffer)
    }

    fn keep(&mut self, buffer: BytesMut) {
        if !(LARGE..=LARGEST).contains(&buffer.capacity()) {
            return;
        }
        self.kept.push(Kept { buffer, is_idle: false });
        while self.bytes() > MOST {
            self.kept.remove(0);
        }
    }

    fn bytes(&self) -> usize {
        self.kept.iter().map(|kept| kept.buffer.capacity()).sum()
    }

    fn tidy(&mut self) {
        self.kept.retain_mut(|kept| !std::mem::replace(&mut kept.is_idle, true));
    }
}

fn pool() -> MutexGuard<'static, Pool> {
    POOL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A buffer that is there already and takes `length` bytes. It has a length and bytes of an earlier use.
pub(crate) fn kept(length: usize) -> Option<BytesMut> {
    if length < LARGE { None } else { pool().take(length) }
}

/// A buffer of `length` bytes to write over: what stands in them is of an earlier use. The length must be one that can be believed.
pub fn buffer(length: usize) -> BytesMut {
    let mut buffer = kept(length).unwrap_or_else(|| BytesMut::zeroed(length));
    buffer.resize(length, 0);
    buffer
}

/// The bytes of a buffer, which is kept once nobody has any of them.
pub fn share(buffer: BytesMut) -> Bytes {
    if buffer.capacity() < LARGE { buffer.freeze() } else { Bytes::from_owner(Shared(buffer)) }
}

/// Gives back what was not used since the last call.
pub fn tidy() {
    pool().tidy();
}

struct Shared(BytesMut);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        pool().keep(std::mem::take(&mut self.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: usize = 1 << 20;

    fn capacities(pool: &Pool) -> Vec<usize> {
        pool.kept.iter().map(|kept| kept.buffer.capacity()).collect()
    }

    #[test]
    fn a_buffer_is_used_again_for_what_nearly_fills_it() {
        let mut pool = Pool::default();
        pool.keep(BytesMut::zeroed(4 * MIB));
        pool.keep(BytesMut::zeroed(LARGE - 1));
        pool.keep(BytesMut::zeroed(LARGEST + 1));
        assert_eq!(capacities(&pool), [4 * MIB], "neither a small one nor one that is too large is kept");
        for length in [LARGE, MIB - 1, 4 * MIB + 1, usize::MAX] {
            assert!(pool.take(length).is_none(), "{length}");
        }
        let buffer = pool.take(MIB).unwrap();
        assert_eq!(buffer.capacity(), 4 * MIB);
        assert!(pool.take(MIB).is_none(), "it is taken");
    }

    #[test]
    fn no_more_than_so_much_is_kept_and_what_was_used_last_stays() {
        let mut pool = Pool::default();
        for mib in [30, 20, 10, 5] {
            pool.keep(BytesMut::zeroed(mib * MIB));
        }
        assert_eq!(capacities(&pool), [20 * MIB, 10 * MIB, 5 * MIB]);
    }

    #[test]
    fn what_is_idle_is_given_back() {
        let mut pool = Pool::default();
        pool.keep(BytesMut::zeroed(MIB));
        pool.keep(BytesMut::zeroed(2 * MIB));
        pool.tidy();
        let used = pool.take(2 * MIB).unwrap();
        pool.keep(used);
        pool.tidy();
        assert_eq!(capacities(&pool), [2 * MIB]);
        pool.tidy();
        assert!(capacities(&pool).is_empty());
    }

    #[test]
    fn shared_bytes_are_those_of_the_buffer() {
        let bytes = share(BytesMut::from(&vec![7; LARGE][..]));
        let part = bytes.slice(1..3);
        drop(bytes);
        assert_eq!(part, [7, 7][..]);
        assert_eq!([buffer(LARGE).len(), buffer(3).len(), buffer(0).len()], [LARGE, 3, 0]);
    }
}
