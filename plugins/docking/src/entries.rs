//! The molecules in a complex: files of many records come as conformers or frames of one complex, be they the molecules of a library or
//! the conformations of one molecule.

mod identity;

use std::collections::HashMap;

use molecule::{Complex, Molecule};

use identity::{Graph, Shape};

/// Each molecule once, in the order of its first record: in the conformation that is shown, where that is one of its own, else in its
/// first. Each is a complex by itself, and bears the name of its record, or of the whole where there is only one or the record has
/// none.
pub fn entries(complex: &Complex) -> Vec<Complex> {
    let shown = (complex.current_frame.min(complex.molecules.len().saturating_sub(1)), complex.current());
    let shown = shown.1.map(|molecule| (shown.0, molecule.current_conformer));
    let mut found: Vec<Molecule> = Vec::new();
    let mut by_graph: HashMap<Graph, Vec<(Shape, usize)>> = HashMap::new();
    for (frame, molecule) in complex.molecules.iter().enumerate() {
        for conformer in 0..molecule.conformers.len() {
            let single = molecule.conformer(conformer);
            if single.heavy_atoms().is_empty() {
                continue;
            }
            let graph = Graph::of(&single);
            let shape = Shape::of(&single, &graph);
            let known = by_graph.entry(graph).or_default();
            let is_same =
                |(other, place): &&(Shape, usize)| shape.is_same(other, name(&single) == name(&found[*place]));
            match known.iter().find(is_same).map(|(_, place)| *place) {
                Some(place) if shown == Some((frame, conformer)) => found[place] = single,
                Some(_) => {}
                None => {
                    known.push((shape, found.len()));
                    found.push(single);
                }
            }
        }
    }
    let names = names(complex, &found);
    let alone = |(molecule, name): (Molecule, String)| Complex {
        name: name.into(),
        molecules: vec![molecule],
        current_frame: 0,
        ..complex.clone()
    };
    found.into_iter().zip(names).map(alone).collect()
}

/// How many molecules there are.
pub fn count(complex: &Complex) -> usize {
    entries(complex).len()
}

/// What its record is called.
fn name(molecule: &Molecule) -> &str {
    molecule.conformers.first().map_or("", |conformer| conformer.name.trim())
}

/// A name for each that no other one has.
fn names(complex: &Complex, found: &[Molecule]) -> Vec<String> {
    if let [_] = found {
        return vec![complex.name.to_string()];
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    let own = found.iter().enumerate().map(|(row, molecule)| {
        let name = name(molecule);
        if name.is_empty() { format!("{} {}", complex.name, row + 1) } else { name.to_owned() }
    });
    own.map(|name| {
        let times = seen.entry(name.clone()).or_insert(0);
        *times += 1;
        if *times == 1 { name } else { format!("{name} ({times})") }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sdf: &str) -> Complex {
        molecule::read(sdf.as_bytes(), molecule::Format::Sdf, "lib").unwrap().remove(0)
    }

    fn record(name: &str, atoms: &[(&str, [f32; 3])], bonds: &[(usize, usize, u8)]) -> String {
        let mut text = format!("{name}\n\n\n{:>3}{:>3}  0  0  0  0  0  0  0  0999 V2000\n", atoms.len(), bonds.len());
        for (symbol, [x, y, z]) in atoms {
            text += &format!("{x:>10.4}{y:>10.4}{z:>10.4} {symbol:<3} 0  0\n");
        }
        for (one, other, kind) in bonds {
            text += &format!("{one:>3}{other:>3}{kind:>3}  0\n");
        }
        text + "M  END\n$$$$\n"
    }

    /// CHFClBr without its hydrogen, and its mirror image.
    fn halothane_like(name: &str, hand: f32) -> String {
        let atoms = [
            ("C", [0.0; 3]),
            ("F", [1.3, 0.0, 0.4]),
            ("Cl", [-0.8, 1.4 * hand, 0.4]),
            ("Br", [-0.8, -1.4 * hand, 0.4]),
        ];
        record(name, &atoms, &[(1, 2, 1), (1, 3, 1), (1, 4, 1)])
    }

    fn found(sdf: &str) -> Vec<String> {
        entries(&read(sdf)).iter().map(|entry| entry.name.to_string()).collect()
    }

    #[test]
    fn the_molecules_of_a_library_are_told_apart_and_named() {
        let ethanol = record(
            "ethanol",
            &[("C", [0.0; 3]), ("C", [1.5, 0.0, 0.0]), ("O", [2.0, 1.3, 0.0])],
            &[(1, 2, 1), (2, 3, 1)],
        );
        let acetaldehyde =
            record("", &[("C", [0.0; 3]), ("C", [1.5, 0.0, 0.0]), ("O", [2.0, 1.1, 0.0])], &[(1, 2, 1), (2, 3, 2)]);
        let amine = record(
            "ethanol",
            &[("C", [0.0; 3]), ("C", [1.5, 0.0, 0.0]), ("N", [2.0, 1.3, 0.0])],
            &[(1, 2, 1), (2, 3, 1)],
        );
        assert_eq!(found(&[&ethanol[..], &acetaldehyde, &amine].concat()), ["ethanol", "lib 2", "ethanol (2)"]);
        assert_eq!(found(&ethanol), ["lib"]);
        let library = entries(&read(&[&ethanol[..], &amine].concat()));
        assert!(library.iter().all(|entry| entry.molecules.len() == 1 && entry.molecules[0].atoms.len() == 3));
        assert_eq!(library[1].molecules[0].atoms.symbol[2], "N");
    }

    #[test]
    fn conformations_of_one_molecule_are_one_and_mirror_images_are_two() {
        let bent = |z: f32| {
            let atoms = [("C", [0.0; 3]), ("C", [1.5, 0.0, 0.0]), ("C", [2.0, 1.4, 0.0]), ("O", [3.0, 1.4, z])];
            record("propanol", &atoms, &[(1, 2, 1), (2, 3, 1), (3, 4, 1)])
        };
        let mut complex = read(&[bent(1.0), bent(-1.0)].concat());
        assert_eq!(count(&complex), 1);
        assert_eq!(entries(&complex)[0].molecules[0].positions()[3][2], 1.0);
        complex.molecules[0].current_conformer = 1;
        assert_eq!(entries(&complex)[0].molecules[0].positions()[3][2], -1.0, "the one that is shown");

        let hands = [halothane_like("R", 1.0), halothane_like("S", -1.0), halothane_like("R again", 1.0)].concat();
        assert_eq!(found(&hands), ["R", "S"]);
    }

    #[test]
    fn drawings_differ_by_their_wedges() {
        let drawn = |name: &str, side: u8| {
            let atoms = [("C", [0.0; 3]), ("N", [1.3, 0.0, 0.0]), ("C", [-0.7, 1.2, 0.0]), ("O", [-0.7, -1.2, 0.0])];
            record(name, &atoms, &[(1, 2, 1), (1, 3, 1), (1, 4, 1)])
                .replace("  1  2  1  0", &format!("  1  2  1  {side}"))
        };
        let library =
            [drawn("R", 1), drawn("S", 6), drawn("R again", 1), drawn("either", 4), drawn("none", 0)].concat();
        assert_eq!(found(&library), ["R", "S", "either", "none"]);
    }

    #[test]
    fn cis_and_trans_are_two() {
        let butene = |name: &str, y: f32| {
            let atoms = [("C", [-0.7, 1.2, 0.0]), ("C", [0.0; 3]), ("C", [1.3, 0.0, 0.0]), ("C", [2.0, y, 0.0])];
            record(name, &atoms, &[(1, 2, 1), (2, 3, 2), (3, 4, 1)])
        };
        assert_eq!(found(&[butene("cis", 1.2), butene("trans", -1.2), butene("cis", 1.2)].concat()), ["cis", "trans"]);
    }

    #[test]
    fn an_acid_and_its_salt_are_two() {
        let atoms = [("C", [0.0; 3]), ("C", [1.5, 0.0, 0.0]), ("O", [2.0, 1.1, 0.0]), ("O", [2.0, -1.1, 0.0])];
        let acid = record("acid", &atoms, &[(1, 2, 1), (2, 3, 2), (2, 4, 1)]);
        let acetate = acid.replace("acid", "acetate").replace("M  END", "M  CHG  1   4  -1\nM  END");
        assert_eq!(found(&[acid, acetate].concat()), ["acid", "acetate"]);
    }

    #[test]
    fn equal_neighbours_in_another_order_are_no_other_molecule() {
        // Programs that make conformers give the two methyls of an isopropyl, and the hydrogens of a methyl, in any order.
        let isopropanol = |name: &str, z: f32| {
            let atoms = [("C", [0.0; 3]), ("C", [1.4, 0.0, z]), ("C", [-0.7, 1.2, z]), ("O", [-0.7, -1.2, z])];
            record(name, &atoms, &[(1, 2, 1), (1, 3, 1), (1, 4, 1)])
        };
        assert_eq!(found(&[isopropanol("a", 0.5), isopropanol("a", -0.5)].concat()), ["lib"]);
        // In a ring they may be cis and trans: records of two names are both docked.
        assert_eq!(found(&[isopropanol("a", 0.5), isopropanol("b", -0.5)].concat()), ["a", "b"]);
    }

    #[test]
    fn the_copies_of_a_ligand_in_a_crystal_are_one() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/molecule/tests/data/1of6_ligands.sdf");
        assert_eq!(count(&read(&std::fs::read_to_string(file).unwrap())), 1);
        assert_eq!(count(&Complex::default()), 0);
    }
}
