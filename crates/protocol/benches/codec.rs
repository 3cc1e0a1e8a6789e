//! How fast `add_to_workspace` with the 24,748 atoms of 6ef0, a mesh of 16 MB and a feed of 10,000 positions are written
//! and read, and what an atom takes, as JSON lines.

mod structure;

use std::hint::black_box;
use std::time::{Duration, Instant};

use protocol::codec::Batch;
use protocol::shapes::{Form, Mesh, SetShapes, Shape};
use protocol::streams::{StreamData, StreamFeed};
use protocol::structure::Atom;
use protocol::{Agreed, ToApp};
use structure::structure;

const ROUNDS: usize = 200;
/// 6ef0 has this many atoms.
const ATOMS: usize = 24_748;
/// 16 MB.
const MESH_NUMBERS: usize = 4 << 20;
/// Three for each of 10,000 positions.
const FEED_NUMBERS: usize = 30_000;

fn main() {
    let message = ToApp::AddToWorkspace(structure(ATOMS));
    let ToApp::AddToWorkspace(deep) = &message else { return };
    let atoms = deep.atoms.len();
    let wire_bytes = both_ways(&message, "atoms", atoms);
    both_ways(&mesh(), "numbers", MESH_NUMBERS);
    both_ways(&feed(), "numbers", FEED_NUMBERS);
    let heap: usize = deep.atoms.iter().map(|(_, atom)| heap_bytes(atom)).sum();
    println!(
        r#"{{"bench":"memory","atoms":{atoms},"bytes_per_atom":{},"heap_bytes_per_atom":{:.1},"wire_bytes_per_atom":{:.1}}}"#,
        size_of::<(i64, Atom)>(),
        heap as f64 / atoms as f64,
        wire_bytes as f64 / atoms as f64,
    );
}

/// Times writing and reading a message with so many of something; how many bytes it takes.
fn both_ways(message: &ToApp, unit: &str, count: usize) -> usize {
    let agreed = Agreed::newest();
    let payload = message.encode(1, false, &agreed);
    let name = message.kind().name();
    report(&format!("encode {name}"), (unit, count), payload.len(), || message.encode(1, false, &agreed));
    report(&format!("decode {name}"), (unit, count), payload.len(), || ToApp::decode(&payload, &agreed));
    payload.len()
}

/// Times `work`, throwing away what it makes outside of the timing.
fn report<T>(bench: &str, (unit, count): (&str, usize), bytes: usize, mut work: impl FnMut() -> T) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            let made = black_box(work());
            let took = start.elapsed();
            drop(made);
            took
        })
        .collect();
    times.sort();
    let (p50, p99) = (times[ROUNDS / 2], times[ROUNDS * 99 / 100]);
    println!(
        r#"{{"bench":"{bench}","{unit}":{count},"bytes":{bytes},"p50_us":{:.1},"p99_us":{:.1},"million_{unit}_per_s":{:.1}}}"#,
        p50.as_secs_f64() * 1e6,
        p99.as_secs_f64() * 1e6,
        count as f64 / p50.as_secs_f64() / 1e6,
    );
}

fn heap_bytes(atom: &Atom) -> usize {
    [&atom.label_text, &atom.symbol, &atom.name]
        .iter()
        .map(|text| text.is_heap_allocated() as usize * text.capacity())
        .sum()
}

fn mesh() -> ToApp {
    let triangles = (0..1 << 20).collect();
    let vertices = vec![1.5; MESH_NUMBERS - (1 << 20)];
    let form = Form::Mesh(Box::new(Mesh { vertices, triangles, ..Mesh::default() }));
    ToApp::SetShape(SetShapes { shapes: Batch(vec![Shape { form, ..Shape::default() }]) })
}

fn feed() -> ToApp {
    ToApp::StreamFeed(StreamFeed { data: StreamData::Floats(vec![1.5; FEED_NUMBERS]), ..StreamFeed::default() })
}
