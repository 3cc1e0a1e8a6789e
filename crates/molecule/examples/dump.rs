//! Prints what the readers make of structure files as JSON, one line a file, for comparison with other programs.

use std::time::Instant;

use molecule::{Complex, Format, Molecule, read};
use serde_json::{Value, json};

fn main() {
    for path in std::env::args().skip(1) {
        println!("{}", dump(&path));
    }
}

fn dump(path: &str) -> Value {
    let Some(format) = Format::from_file_name(path) else {
        return json!({ "path": path, "error": "no known extension" });
    };
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return json!({ "path": path, "error": error.to_string() }),
    };
    let start = Instant::now();
    let complexes = read(&bytes, format, path);
    let milliseconds = start.elapsed().as_secs_f64() * 1e3;
    match complexes {
        Ok(complexes) => json!({
            "path": path,
            "milliseconds": milliseconds,
            "complexes": complexes.iter().map(complex).collect::<Vec<_>>(),
        }),
        Err(error) => json!({ "path": path, "error": error.to_string() }),
    }
}

fn complex(complex: &Complex) -> Value {
    let frames = complex.to_frames();
    json!({
        "molecules": complex.molecules.len(),
        "conformers": complex.molecules.iter().map(|molecule| molecule.conformers.len()).collect::<Vec<_>>(),
        "remarks": complex.remarks.iter().map(|(key, value)| (key.to_string(), value.as_str().into())).collect::<serde_json::Map<_, _>>(),
        "frames": frames.molecules.iter().map(frame).collect::<Vec<_>>(),
    })
}

fn frame(molecule: &Molecule) -> Value {
    let mut atoms = Vec::with_capacity(molecule.atoms.len());
    let positions = molecule.positions();
    for chain in 0..molecule.chains.len() {
        for residue in molecule.chains.residues(chain) {
            for row in molecule.residues.atoms(residue) {
                atoms.push(json!([
                    molecule.chains.name[chain].as_str(),
                    molecule.residues.serial[residue],
                    char::from(molecule.residues.insertion_code[residue]).to_string(),
                    molecule.residues.name[residue].as_str(),
                    molecule.atoms.name[row].as_str(),
                    molecule.atoms.symbol[row].as_str(),
                    char::from(molecule.atoms.alt_loc[row]).to_string(),
                    molecule.atoms.is_het[row],
                    positions[row],
                    molecule.atoms.occupancy[row],
                    molecule.atoms.bfactor[row],
                    molecule.atoms.formal_charge[row],
                    molecule.residues.secondary_structure[residue],
                ]));
            }
        }
    }
    let bonds: Vec<Value> = (0..molecule.bonds.len())
        .map(|bond| {
            let kind = molecule.bonds.kinds.first().map_or(0, |kinds| kinds[bond]);
            json!([molecule.bonds.atom1[bond], molecule.bonds.atom2[bond], kind])
        })
        .collect();
    let conformer = &molecule.conformers[0];
    let associated: Vec<Value> =
        conformer.associated.iter().map(|(key, value)| json!([key.as_str(), value.as_str()])).collect();
    json!({
        "name": conformer.name.as_str(),
        "associated": associated,
        "valid": molecule.validate().map_err(|error| error.to_string()).err(),
        "atoms": atoms,
        "bonds": bonds,
        "assigned": assigned(molecule),
    })
}

/// Secondary structure by the backbone, whatever the file said, of the residues that have one.
fn assigned(molecule: &Molecule) -> Vec<Value> {
    let mut molecule = molecule.clone();
    molecule.residues.secondary_structure = molecule::Column::filled(0, molecule.residues.len());
    molecule::secondary_structure::assign(&mut molecule);
    let chains =
        (0..molecule.chains.len()).flat_map(|chain| molecule.chains.residues(chain).map(move |row| (chain, row)));
    let known = chains.filter(|(_, row)| molecule.residues.secondary_structure[*row] != 0);
    known
        .map(|(chain, row)| {
            let residues = &molecule.residues;
            let code = char::from(residues.insertion_code[row]).to_string();
            json!([molecule.chains.name[chain].as_str(), residues.serial[row], code, residues.secondary_structure[row]])
        })
        .collect()
}
