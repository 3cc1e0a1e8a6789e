//! How fast atoms of the wire become columns, and columns atoms of the wire, as JSON lines: 24,748 of them, as 6ef0 has, and ten times
//! as many, which no cache holds.

use std::hint::black_box;
use std::time::Instant;

use molecule_wire::{complexes_from_wire, complexes_to_wire};
use protocol::Text;
use protocol::structure::{Atom, Atoms, Chain, Complex, Conformer, Conformers, DeepComplexes, Molecule, Residue, Vec3};

const ROUNDS: usize = 30;
const ATOMS_PER_RESIDUE: usize = 10;

fn main() {
    for count in [24_748, 247_480] {
        let deep = structure(count);
        let (mut from, mut to) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let came = deep.clone();
            let start = Instant::now();
            let complexes = black_box(complexes_from_wire(came).expect("a complex"));
            from.push(start.elapsed().as_secs_f64());
            let start = Instant::now();
            let sent = black_box(complexes_to_wire(&complexes));
            to.push(start.elapsed().as_secs_f64());
            drop(sent);
        }
        for (name, mut times) in [("atoms to columns", from), ("columns to atoms", to)] {
            times.sort_by(f64::total_cmp);
            let (p50, p99) = (times[ROUNDS / 2], times[ROUNDS * 99 / 100]);
            println!(
                r#"{{"bench":"{name}","atoms":{count},"p50_ms":{:.2},"p99_ms":{:.2},"million_atoms_per_s":{:.1}}}"#,
                p50 * 1e3,
                p99 * 1e3,
                f64::from(count) / p50 / 1e6,
            );
        }
    }
}

fn structure(count: i32) -> DeepComplexes {
    let atoms: Atoms = (1..=count).map(|key| (i64::from(key), atom(key))).collect();
    let keys: Vec<i64> = atoms.iter().map(|(key, _)| *key).collect();
    let residue = |atoms: &[i64]| Residue { atoms: atoms.to_vec(), ..Residue::default() };
    let chain = Chain { residues: keys.chunks(ATOMS_PER_RESIDUE).map(residue).collect(), ..Chain::default() };
    let conformers = Conformers { current: 0, each: vec![Conformer::default()] };
    let molecule = Molecule { chains: vec![chain], conformers, ..Molecule::default() };
    DeepComplexes { atoms, complexes: vec![Complex { molecules: vec![molecule], ..Complex::default() }] }
}

fn atom(key: i32) -> Atom {
    let (name, symbol) = (Text::from_static_str("CA"), Text::from_static_str("C"));
    Atom {
        index: key.into(),
        serial: key,
        name,
        symbol,
        positions: Vec3::new(key as f32, 0.0, 0.0).into(),
        ..Atom::default()
    }
}
