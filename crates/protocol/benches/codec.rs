//! How fast `add_to_workspace` with the 24,748 atoms of 6ef0, a mesh of 16 MB and a feed of 10,000 positions are written
//! and read, and what an atom takes, as JSON lines.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use protocol::codec::Batch;
use protocol::shapes::{Form, Mesh, SetShapes, Shape};
use protocol::streams::{StreamData, StreamFeed};
use protocol::structure::{Atom, Atoms, Chain, Complex, Conformer, Conformers, DeepComplexes, Molecule, Residue, Vec3};
use protocol::{Agreed, Text, ToApp};

const ROUNDS: usize = 200;
/// 6ef0 has this many atoms.
const ATOMS: usize = 24_748;
/// 16 MB.
const MESH_NUMBERS: usize = 4 << 20;
/// Three for each of 10,000 positions.
const FEED_NUMBERS: usize = 30_000;

fn main() {
    let message = ToApp::AddToWorkspace(structure());
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

/// 6ef0 where it is at hand, else as many made-up atoms.
fn structure() -> DeepComplexes {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/pdb/6ef0.pdb");
    let mut atoms = Atoms::new();
    let mut residues: Vec<Residue> = Vec::new();
    let mut last = None;
    let lines = fs::read_to_string(path).unwrap_or_else(|_| made_up());
    for line in lines.lines().filter(|line| line.starts_with("ATOM") || line.starts_with("HETATM")) {
        let index = atoms.len() as i64 + 1;
        let number = |range: std::ops::Range<usize>| line[range].trim().parse().unwrap_or(0.0);
        let residue = line[17..26].to_owned();
        if last.as_ref() != Some(&residue) {
            residues.push(Residue { index, name: line[17..20].trim().into(), ..Residue::default() });
            last = Some(residue);
        }
        let atom = Atom {
            index,
            name: line[12..16].trim().into(),
            symbol: line[76..78].trim().into(),
            serial: index as i32,
            positions: Vec3::new(number(30..38), number(38..46), number(46..54)).into(),
            is_het: line.starts_with("HETATM"),
            bfactor: number(60..66),
            ..Atom::default()
        };
        residues.last_mut().expect("one was pushed").atoms.push(index);
        atoms.push((index, atom));
    }
    let chain = Chain { residues, name: Text::const_new("A"), ..Chain::default() };
    let conformers = Conformers { current: 0, each: vec![Conformer::default()] };
    let molecule = Molecule { chains: vec![chain], conformers, ..Molecule::default() };
    let complex = Complex { name: Text::const_new("6ef0"), molecules: vec![molecule], ..Complex::default() };
    DeepComplexes { atoms, complexes: vec![complex] }
}

fn made_up() -> String {
    let line = |atom: usize| {
        let (residue, x) = (atom / 8, atom as f32 / 100.0);
        format!("ATOM  {:5}  CA  ALA A{residue:4}    {x:8.3}{x:8.3}{x:8.3}  1.00 20.00           C\n", atom % 100_000)
    };
    (1..=ATOMS).map(line).collect()
}
