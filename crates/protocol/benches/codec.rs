//! How fast `add_to_workspace` with the 24,748 atoms of 6ef0 is written and read, and what an atom takes, as JSON lines.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use protocol::structure::{Atom, Atoms, Chain, Complex, Conformer, Conformers, DeepComplexes, Molecule, Residue, Vec3};
use protocol::{Agreed, Text, ToApp};

const ROUNDS: usize = 200;
/// 6ef0 has this many atoms.
const ATOMS: usize = 24_748;

fn main() {
    let message = ToApp::AddToWorkspace(structure());
    let ToApp::AddToWorkspace(deep) = &message else { return };
    let atoms = deep.atoms.len();
    let agreed = Agreed::newest();
    let payload = message.encode(1, false, &agreed);

    report("encode add_to_workspace", atoms, payload.len(), || message.encode(1, false, &agreed));
    report("decode add_to_workspace", atoms, payload.len(), || ToApp::decode(&payload, &agreed));
    let heap: usize = deep.atoms.iter().map(|(_, atom)| heap_bytes(atom)).sum();
    println!(
        r#"{{"bench":"memory","atoms":{atoms},"bytes_per_atom":{},"heap_bytes_per_atom":{:.1},"wire_bytes_per_atom":{:.1}}}"#,
        size_of::<(i64, Atom)>(),
        heap as f64 / atoms as f64,
        payload.len() as f64 / atoms as f64,
    );
}

/// Times `work`, throwing away what it makes outside of the timing.
fn report<T>(bench: &str, atoms: usize, bytes: usize, mut work: impl FnMut() -> T) {
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
        r#"{{"bench":"{bench}","atoms":{atoms},"bytes":{bytes},"p50_us":{:.1},"p99_us":{:.1},"million_atoms_per_s":{:.1}}}"#,
        p50.as_secs_f64() * 1e6,
        p99.as_secs_f64() * 1e6,
        atoms as f64 / p50.as_secs_f64() / 1e6,
    );
}

fn heap_bytes(atom: &Atom) -> usize {
    [&atom.label_text, &atom.symbol, &atom.name]
        .iter()
        .map(|text| text.is_heap_allocated() as usize * text.capacity())
        .sum()
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
