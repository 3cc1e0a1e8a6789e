//! The answer to a `workspace_request` with 165,000 atoms: how fast it is read and written again, and the most memory that it all
//! takes at once, its bytes included. A JSON line; on a busy machine, the figures by the processor's own time are those that say something.
#![allow(unsafe_code)] // An allocator cannot be had without.

mod structure;

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use protocol::structure::{DeepWorkspace, Workspace};
use protocol::{Agreed, ToPlugin};

const ATOMS: usize = 165_000;
const ROUNDS: usize = 50;

/// The system's allocator, which counts.
struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;
static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: all is done by the system's allocator, and as it was asked.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        took(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        took(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        took(size);
        NOW.fetch_sub(layout.size(), Relaxed);
        unsafe { System.realloc(memory, layout, size) }
    }
}

fn took(bytes: usize) {
    let now = NOW.fetch_add(bytes, Relaxed) + bytes;
    MOST.fetch_max(now, Relaxed);
}

fn main() {
    let agreed = Agreed::newest();
    let payload = {
        let deep = structure::structure(ATOMS);
        let workspace = Workspace { complexes: deep.complexes, ..Workspace::default() };
        ToPlugin::WorkspaceResponse(DeepWorkspace { atoms: deep.atoms, workspace }).encode(1, &agreed)
    };
    // The payload itself counts: whoever reads it holds it.
    MOST.store(NOW.load(Relaxed), Relaxed);
    let (mut decoding, mut encoding) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        let read = decoding.take(|| ToPlugin::decode(&payload, &agreed)).expect("it was just written");
        let written = encoding.take(|| read.message.encode(1, &agreed));
        assert!(written == payload, "it is written otherwise");
    }
    let most = MOST.load(Relaxed) as f64 / payload.len() as f64;
    println!(
        r#"{{"bench":"workspace_response","atoms":{ATOMS},"bytes":{},"decode_million_atoms_per_s":{},"encode_million_atoms_per_s":{},"most_memory_per_byte":{most:.2}}}"#,
        payload.len(),
        decoding.million_atoms_per_second(),
        encoding.million_atoms_per_second()
    );
}

/// What the rounds took, by the wall's clock, and all of them by the processor's.
#[derive(Default)]
struct Times {
    wall: Vec<Duration>,
    processor: Duration,
}

impl Times {
    fn take<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (wall, processor) = (Instant::now(), processor_time());
        let made = black_box(work());
        self.wall.push(wall.elapsed());
        self.processor += processor_time() - processor;
        made
    }

    /// The median's, and by the processor's time that of all.
    fn million_atoms_per_second(mut self) -> String {
        self.wall.sort();
        let of = |time: Duration| ATOMS as f64 / time.as_secs_f64() / 1e6;
        let (wall, processor) = (of(self.wall[ROUNDS / 2]), of(self.processor / ROUNDS as u32));
        format!(r#"{{"wall":{wall:.1},"processor":{processor:.1}}}"#)
    }
}

/// How long this thread had a processor, as Linux counts it.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    Duration::from_nanos(stat.split(' ').next().and_then(|time| time.parse().ok()).expect("nanoseconds"))
}
