//! A structure as a plugin sends it.

use std::fs;
use std::path::Path;

use protocol::Text;
use protocol::structure::{Atom, Atoms, Chain, Complex, Conformer, Conformers, DeepComplexes, Molecule, Residue, Vec3};

/// So many atoms of 6ef0, again and again, where it is at hand; else made-up ones.
pub fn structure(count: usize) -> DeepComplexes {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/pdb/6ef0.pdb");
    let mut atoms = Atoms::new();
    let mut residues: Vec<Residue> = Vec::new();
    let mut last = None;
    let lines = fs::read_to_string(path).unwrap_or_else(|_| made_up());
    let is_atom = |line: &&str| line.starts_with("ATOM") || line.starts_with("HETATM");
    for line in lines.lines().filter(is_atom).cycle().take(count) {
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
    let chain = Chain { residues, name: Text::from_static_str("A"), ..Chain::default() };
    let conformers = Conformers { current: 0, each: vec![Conformer::default()] };
    let molecule = Molecule { chains: vec![chain], conformers, ..Molecule::default() };
    let complex = Complex { name: Text::from_static_str("6ef0"), molecules: vec![molecule], ..Complex::default() };
    DeepComplexes { atoms, complexes: vec![complex] }
}

fn made_up() -> String {
    let line = |atom: usize| {
        let (residue, x) = (atom / 8, atom as f32 / 100.0);
        format!("ATOM  {:5}  CA  ALA A{residue:4}    {x:8.3}{x:8.3}{x:8.3}  1.00 20.00           C\n", atom % 100_000)
    };
    (1..=1000).map(line).collect()
}
