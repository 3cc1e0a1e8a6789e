//! What comes over a member's socket, seen from beneath the WebSocket: where its messages begin and end. So a message that is half
//! there is counted, must make progress, and is short as long as nobody knows who sends it.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Instant;

use crate::ledger::Charge;

/// A message must grow by so much in a stall time-out, or be complete.
const PROGRESS: usize = 64 * 1024;
/// Two bytes, eight of length, four of the mask.
const LONGEST_HEAD: usize = 14;

const FINAL: u8 = 0x80;
const CONTROL: u8 = 0x08;
const MASKED: u8 = 0x80;

/// A stream whose incoming messages are watched.
pub(super) struct Watched<S> {
    stream: S,
    watch: Watch,
}

/// What is known of a stream's incoming messages.
#[derive(Clone)]
pub(super) struct Watch(Arc<Mutex<State>>);

struct State {
    frames: Frames,
    most: usize,
    held: Charge,
    heard: Instant,
    progressed: Instant,
    grown: usize,
}

/// Why nothing more can come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overdue {
    /// There was no word for too long.
    Silent,
    /// A message makes no progress.
    Stuck,
}

/// A message is longer than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a message may have {most} bytes here")]
pub(super) struct TooLong {
    most: usize,
}

impl Watch {
    /// Watches a stream whose messages may have so many bytes for now, and are held by this account.
    pub(super) fn over<S>(stream: S, most: usize, held: Charge) -> (Watched<S>, Self) {
        let now = Instant::now();
        let state = State { frames: Frames::default(), most, held, heard: now, progressed: now, grown: 0 };
        let watch = Self(Arc::new(Mutex::new(state)));
        (Watched { stream, watch: watch.clone() }, watch)
    }

    /// From now on messages may be so long.
    pub(super) fn allow(&self, most: usize) {
        self.lock().most = most;
    }

    /// Until when something must come.
    pub(super) fn due(&self, silence: Duration, stall: Duration) -> (Instant, Overdue) {
        let state = self.lock();
        match state.frames.is_between_messages() {
            true => (state.heard + silence, Overdue::Silent),
            false => (state.progressed + stall, Overdue::Stuck),
        }
    }

    /// Nothing was read for a while, which nobody but us is to blame for.
    pub(super) fn listen_again(&self) {
        let mut state = self.lock();
        let now = Instant::now();
        (state.heard, state.progressed, state.grown) = (now, now, 0);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn take(&mut self, bytes: &[u8]) -> Result<(), TooLong> {
        let was_between = self.frames.is_between_messages();
        let ended = self.frames.take(bytes, self.most)?;
        self.held.resize(self.frames.held());
        self.heard = Instant::now();
        self.grown += bytes.len();
        if was_between || ended || self.grown >= PROGRESS {
            (self.progressed, self.grown) = (self.heard, 0);
        }
        Ok(())
    }
}

impl<S> Watched<S> {
    /// The stream itself.
    pub(super) fn stream_mut(&mut self) -> &mut S {
        &mut self.stream
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buffer))?;
        let taken = self.watch.lock().take(&buffer.filled()[before..]);
        Poll::Ready(taken.map_err(io::Error::other))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Finds the ends of frames and messages (RFC 6455, 5.2) in bytes that pass by. Whether all else is in order is the WebSocket's
/// matter.
#[derive(Debug, Default)]
struct Frames {
    head: [u8; LONGEST_HEAD],
    /// Bytes of the head that came; none between the head's end and the frame's.
    in_head: usize,
    /// What is left of the frame after its head.
    left: u64,
    is_final: bool,
    is_control: bool,
    /// What came of the message, heads left aside.
    message: usize,
    is_in_message: bool,
}

impl Frames {
    fn is_between_messages(&self) -> bool {
        self.in_head == 0 && self.left == 0 && !self.is_in_message
    }

    /// Bytes that wait for the rest of their message.
    fn held(&self) -> usize {
        self.message + self.in_head
    }

    /// Takes the next bytes. True: a message ended among them.
    fn take(&mut self, mut bytes: &[u8], most: usize) -> Result<bool, TooLong> {
        let mut has_ended = false;
        while !bytes.is_empty() {
            if self.left == 0 {
                self.head[self.in_head] = bytes[0];
                self.in_head += 1;
                bytes = &bytes[1..];
                if !self.begins(most)? {
                    continue;
                }
            }
            let now = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
            bytes = &bytes[now..];
            self.left -= now as u64;
            if !self.is_control {
                self.message += now;
            }
            if self.left == 0 && self.is_final && !self.is_control {
                (self.message, self.is_in_message) = (0, false);
                has_ended = true;
            }
        }
        Ok(has_ended)
    }

    /// Whether the head is complete, and its frame begins.
    fn begins(&mut self, most: usize) -> Result<bool, TooLong> {
        if self.in_head < 2 {
            return Ok(false);
        }
        let [first, second] = [self.head[0], self.head[1]];
        let short = second & !MASKED;
        let extended = match short {
            126 => 2,
            127 => 8,
            _ => 0,
        };
        let mask = if second & MASKED == 0 { 0 } else { 4 };
        if self.in_head < 2 + extended + mask {
            return Ok(false);
        }
        let length = self.head[2..2 + extended].iter().fold(0, |length: u64, byte| length << 8 | u64::from(*byte));
        self.left = if extended == 0 { u64::from(short) } else { length };
        (self.is_final, self.is_control) = (first & FINAL != 0, first & CONTROL != 0);
        self.in_head = 0;
        if !self.is_control {
            self.is_in_message = true;
            if self.left > most.saturating_sub(self.message) as u64 {
                return Err(TooLong { most });
            }
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame as members send it.
    fn frame(first: u8, length: usize) -> Vec<u8> {
        let mut frame = vec![first];
        match length {
            0..126 => frame.push(MASKED | length as u8),
            126..0x1_0000 => {
                frame.push(MASKED | 126);
                frame.extend((length as u16).to_be_bytes());
            }
            _ => {
                frame.push(MASKED | 127);
                frame.extend((length as u64).to_be_bytes());
            }
        }
        frame.extend([7; 4]);
        frame.extend(vec![b'x'; length]);
        frame
    }

    const TEXT: u8 = 0x81;
    const TEXT_BEGINS: u8 = 0x01;
    const GOES_ON: u8 = 0x00;
    const ENDS: u8 = 0x80;
    const PING: u8 = 0x89;

    #[test]
    fn messages_end_where_their_last_frame_does() {
        for length in [0, 1, 125, 126, 0xffff, 0x1_0000] {
            let bytes = [frame(TEXT, length), frame(PING, 5), frame(TEXT, 3)].concat();
            // However they are cut.
            for step in [1, 2, 7, bytes.len()] {
                let mut frames = Frames::default();
                let ends = bytes.chunks(step).filter(|some| frames.take(some, 1 << 20).unwrap()).count();
                assert!(ends >= 1 && frames.is_between_messages(), "{length} by {step}");
                assert_eq!(frames.held(), 0);
            }
        }
    }

    #[test]
    fn what_is_half_there_is_held() {
        let mut frames = Frames::default();
        assert!(frames.take(&frame(TEXT, 3), 100).unwrap());
        assert!(!frames.take(&frame(TEXT_BEGINS, 40), 100).unwrap());
        assert!(!frames.take(&frame(PING, 9), 100).unwrap());
        assert!(!frames.take(&frame(GOES_ON, 40)[..20], 100).unwrap());
        assert_eq!((frames.held(), frames.is_between_messages()), (40 + 14, false));
        assert!(!frames.take(&frame(GOES_ON, 40)[20..], 100).unwrap());
        assert!(frames.take(&frame(ENDS, 20), 100).unwrap());
        assert_eq!((frames.held(), frames.is_between_messages()), (0, true));
        assert!(!frames.take(&frame(TEXT, 90)[..1], 100).unwrap());
        assert!(!frames.is_between_messages(), "half a head is half a message");
    }

    #[test]
    fn what_is_too_long_is_known_by_its_head() {
        let too_long = Err(TooLong { most: 100 });
        assert_eq!(Frames::default().take(&frame(TEXT, 101)[..6], 100), too_long);
        assert_eq!(
            Frames::default().take(&[TEXT, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0], 100),
            too_long
        );
        let mut frames = Frames::default();
        assert!(!frames.take(&frame(TEXT_BEGINS, 60), 100).unwrap());
        assert_eq!(frames.take(&frame(ENDS, 41), 100), too_long, "the parts together");
    }
}
