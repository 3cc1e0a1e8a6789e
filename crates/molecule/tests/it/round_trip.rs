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
