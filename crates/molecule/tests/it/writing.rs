//! What the writers put into their lines.

use molecule::{
    Atoms, Bonds, Chains, Column, Complex, Format, Frames, Molecule, Residues, WriteError, WriteOptions, write,
    write_with,
};

use crate::samples::{complex, parse};

/// A chain of `len` carbon atoms, one residue.
fn carbons(len: usize) -> Complex {
    let mut molecule = Molecule {
        chains: Chains { residue_start: Column::new(vec![0, 1]), ..Chains::with_names(vec!["S".into()]) },
        residues: Residues { atom_start: Column::new(vec![0, len as u32]), ..Residues::with_len(1) },
        atoms: Atoms::with_len(len),
        bonds: Bonds::between((1..len as u32).map(|row| (row - 1, row, 1))),
        ..Molecule::default()
    };
    for (row, position) in molecule.atoms.positions[0].edit().iter_mut().enumerate() {
        *position = [(row % 1000) as f32 * 1.5, (row / 1000) as f32 * 3.0, 0.0];
    }
    Complex { molecules: vec![molecule], ..Complex::default() }
}

#[test]
fn lines_keep_to_their_columns() {
    let text = write(&complex("1A8O.pdb"), Format::Pdb).unwrap();
    let selenium = text.lines().find(|line| line.contains("SE   MSE A 151")).unwrap();
    let found = (selenium.len(), &selenium[..27], &selenium[76..78]);
    assert_eq!(found, (80, "HETATM    7 SE   MSE A 151 ", "SE"));
    assert!(text.lines().any(|line| line.starts_with("TER ") && line.contains(" A ")));
    assert!(text.lines().any(|line| line.starts_with("CONECT")));
    assert!(text.lines().all(|line| line.len() <= 80));
    assert!(text.starts_with("HEADER    VIRAL PROTEIN"));
}

#[test]
fn large_structures_have_hybrid_36_serial_numbers() {
    let complex = carbons(100_010);
    let text = write(&complex, Format::Pdb).unwrap();
    assert!(text.contains("\nATOM  A0000  C "));
    let again = parse(text.as_bytes(), Format::Pdb);
    assert_eq!(again.molecules[0].atoms.serial[100_009], 100_010);
}

#[test]
fn large_molfiles_are_v3000() {
    let small = write(&carbons(999), Format::Sdf).unwrap();
    assert!(small.contains("V2000"));
    let large = write(&carbons(1000), Format::Mol).unwrap();
    assert!(large.contains("V3000") && !large.contains("$$$$"));
    let again = parse(large.as_bytes(), Format::Mol);
    assert_eq!((again.molecules[0].atoms.len(), again.molecules[0].bonds.len()), (1000, 999));
}

#[test]
fn options_choose() {
    let mut complex = complex("1SSU_mod.pdb");
    complex.molecules[0].atoms.selected.edit()[1] = true;
    complex.molecules[0].current_conformer = 1;
    let all = write(&complex, Format::Pdb).unwrap();
    assert_eq!(all.matches("ENDMDL").count(), 2);
    let options = WriteOptions { selected_only: true, frames: Frames::Current, ..WriteOptions::default() };
    let some = write_with(&complex, Format::Pdb, &options).unwrap();
    assert!(!some.contains("MODEL") && some.contains("ASP B   1       6.259  -4.102 -17.308"));
    let options = WriteOptions { hydrogens: false, ..WriteOptions::default() };
    complex.molecules[0].atoms.symbol = Column::filled("H".into(), 2);
    assert_eq!(write_with(&complex, Format::Sdf, &options), Err(WriteError::Empty));
}

#[test]
fn what_does_not_fit_is_named() {
    let mut complex = carbons(2);
    complex.molecules[0].atoms.positions[0].edit()[1] = [12_345.678, 0.0, 0.0];
    let error = write(&complex, Format::Pdb).unwrap_err().to_string();
    assert_eq!(error, "a coordinate, 12345.678, does not fit into the columns of a PDB file: write mmCIF instead");
    assert!(write(&complex, Format::Mmcif).unwrap().contains("12345.678"));
    complex.molecules[0].atoms.positions[0].edit()[1] = [f32::NAN, 0.0, 0.0];
    for format in [Format::Pdb, Format::Mmcif, Format::Sdf, Format::Mol] {
        assert!(matches!(write(&complex, format), Err(WriteError::NoPosition { .. })));
    }
    assert_eq!(write(&Complex::default(), Format::Pdb), Err(WriteError::Empty));
}

#[test]
fn chains_of_long_names_get_a_free_letter() {
    let mut complex = carbons(1);
    complex.molecules[0].chains.name = Column::new(vec!["AB".into()]);
    let text = write(&complex, Format::Pdb).unwrap();
    assert!(text.contains("REMARK   6 CHAIN AB IS WRITTEN AS A\n"));
    assert!(text.contains("UNK A   1"));
}

#[test]
fn values_of_data_cannot_end_their_record() {
    let mut complex = carbons(1);
    let value = "one\n\n$$$$\n> <two>\nthree";
    complex.molecules[0].conformers[0].associated = vec![("na>me".into(), value.into())];
    let again = parse(write(&complex, Format::Sdf).unwrap().as_bytes(), Format::Sdf);
    let associated = &again.molecules[0].conformers[0].associated;
    assert_eq!(*associated, [("name".into(), "one\n $$$$\n > <two>\nthree".into())]);
}
