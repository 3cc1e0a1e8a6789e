//! What is written and read again is what it was, as far as the format has words for it.

use std::collections::BTreeMap;

use molecule::{Complex, Format, Molecule, write};

use crate::samples::{all_files, bonds, complex, parse};

#[test]
fn every_file_comes_back_from_its_own_format() {
    for path in all_files() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let format = Format::from_file_name(&name).unwrap();
        let complex = parse(&std::fs::read(&path).unwrap(), format);
        let text = write(&complex, format).unwrap_or_else(|error| panic!("{name}: {error}"));
        let again = parse(text.as_bytes(), format);
        compare(&name, &complex, &again, format);
        assert_eq!(write(&again, format).unwrap(), text, "{name}: written twice");
    }
}

#[test]
fn structures_go_from_pdb_to_mmcif_and_back() {
    for path in all_files() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // In this one an atom is charged in some models only, and its place depends on them.
        if !name.ends_with(".pdb") || name == "thrombine_conformer.pdb" {
            continue;
        }
        let complex = parse(&std::fs::read(&path).unwrap(), Format::Pdb);
        let mmcif = parse(write(&complex, Format::Mmcif).unwrap().as_bytes(), Format::Mmcif);
        compare(&name, &complex, &mmcif, Format::Mmcif);
        let pdb = parse(write(&mmcif, Format::Pdb).unwrap().as_bytes(), Format::Pdb);
        compare(&name, &mmcif, &pdb, Format::Mmcif);
    }
}

#[test]
fn bond_orders_of_a_ligand_survive_every_format() {
    for name in ["1of6_ligands.sdf", "1s3v_ligand.sdf"] {
        let ligand = complex(name).to_frames();
        for format in [Format::Pdb, Format::Mmcif, Format::Sdf, Format::Mol] {
            let again = parse(write(&ligand, format).unwrap().as_bytes(), format).to_frames();
            for (first, second) in ligand.molecules.iter().zip(&again.molecules) {
                assert_eq!(orders(first), orders(second), "{name} as {format:?}");
            }
        }
    }
}

/// How many bonds there are of each order.
fn orders(molecule: &Molecule) -> BTreeMap<u8, usize> {
    let mut count = BTreeMap::new();
    molecule.bonds.kinds[0].iter().for_each(|kind| *count.entry(*kind).or_default() += 1);
    count
}

fn compare(name: &str, first: &Complex, second: &Complex, format: Format) {
    let (first, second) = (first.to_frames(), second.to_frames());
    assert_eq!(first.molecules.len(), second.molecules.len(), "{name}");
    for (number, (first, second)) in first.molecules.iter().zip(&second.molecules).enumerate() {
        compare_frames(&format!("{name}, frame {number}"), first, second, format);
    }
}

fn compare_frames(name: &str, first: &Molecule, second: &Molecule, format: Format) {
    assert_eq!(first.chains.name, second.chains.name, "{name}");
    assert_eq!(first.chains.residue_start, second.chains.residue_start, "{name}");
    assert_eq!(first.residues.atom_start, second.residues.atom_start, "{name}");
    assert_eq!(first.residues.name, second.residues.name, "{name}");
    assert_eq!(first.residues.serial, second.residues.serial, "{name}");
    assert_eq!(first.residues.insertion_code, second.residues.insertion_code, "{name}");
    assert_eq!(first.atoms.symbol, second.atoms.symbol, "{name}");
    assert_eq!(first.atoms.is_het, second.atoms.is_het, "{name}");
    assert_eq!(first.atoms.formal_charge, second.atoms.formal_charge, "{name}");
    // Three decimals in PDB and mmCIF, four in SDF; from fractions of a cell come more.
    for (position, other) in first.positions().iter().zip(second.positions()) {
        assert!((0..3).all(|axis| (position[axis] - other[axis]).abs() < 0.000_51), "{name}: {position:?} {other:?}");
    }
    assert_eq!(first.atoms.name, second.atoms.name, "{name}");
    if matches!(format, Format::Sdf | Format::Mol) {
        assert_eq!(first.conformers, second.conformers, "{name}");
        assert_eq!(bonds(first), bonds(second), "{name}");
        return;
    }
    assert_eq!(first.residues.secondary_structure, second.residues.secondary_structure, "{name}");
    assert_eq!(first.atoms.alt_loc, second.atoms.alt_loc, "{name}");
    assert_eq!(first.atoms.occupancy, second.atoms.occupancy, "{name}");
    assert_eq!(first.atoms.bfactor, second.atoms.bfactor, "{name}");
    assert_eq!(bonds(first), bonds(second), "{name}");
}

#[test]
fn deuterium_is_known_however_a_molfile_says_it() {
    let v2000 = |atom: &str, properties: &str| {
        format!(
            "heavy water\n\n\n  3  2  0  0  0  0  0  0  0  0999 V2000\n    0.0000    0.0000    0.0000 O   0  0\n    0.7570    0.5860    \
             0.0000 {atom}\n   -0.7570    0.5860    0.0000 H   0  0\n  1  2  1  0\n  1  3  1  0\n{properties}M  END\n$$$$\n"
        )
    };
    let v3000 = "heavy water\n\n\n  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\nM  V30 COUNTS 3 2 0 0 0\nM  V30 BEGIN \
                 ATOM\nM  V30 1 O 0 0 0 0\nM  V30 2 H 0.757 0.586 0 0 MASS=2\nM  V30 3 H -0.757 0.586 0 0\nM  V30 END ATOM\nM  V30 \
                 BEGIN BOND\nM  V30 1 1 1 2\nM  V30 2 1 1 3\nM  V30 END BOND\nM  V30 END CTAB\nM  END\n$$$$\n";
    let ways =
        [v2000("H   0  0", "M  ISO  1   2   2\n"), v2000("H   1  0", ""), v2000("D   0  0", ""), v3000.to_owned()];
    for way in ways {
        let water = parse(way.as_bytes(), Format::Sdf);
        let symbols =
            |complex: &Complex| complex.molecules[0].atoms.symbol.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(symbols(&water), ["O", "D", "H"], "{way}");
        for format in [Format::Sdf, Format::Pdb, Format::Mmcif] {
            let text = write(&water, format).unwrap();
            assert_eq!(symbols(&parse(text.as_bytes(), format)), ["O", "D", "H"], "{text}");
        }
    }
    let tritium = v2000("H   0  0", "M  ISO  1   2   3\n");
    assert_eq!(parse(tritium.as_bytes(), Format::Sdf).molecules[0].atoms.symbol[1], "H");
}
