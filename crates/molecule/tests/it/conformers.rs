//! Frames and conformers, folded and taken apart.

use molecule::{Format, NO_INDEX};

use crate::samples::{bonds, complex, parse};

#[test]
fn models_of_the_same_atoms_fold_into_conformers() {
    for name in ["1SSU_mod.pdb", "1SSU_mod.cif"] {
        let complex = complex(name);
        assert_eq!(complex.molecules.len(), 1);
        let molecule = &complex.molecules[0];
        assert_eq!((molecule.conformers.len(), molecule.atoms.len()), (2, 2));
        assert!(molecule.atoms.in_conformer.is_empty());
        assert_eq!(molecule.atoms.positions[1][0], [7.024, -5.098, -18.103]);
        let frames = complex.to_frames();
        assert_eq!(frames.molecules.len(), 2);
        assert_eq!(frames.molecules[1].positions()[1], [6.259, -4.102, -17.308]);
        assert_eq!(frames.molecules[1].index, NO_INDEX);
    }
}

/// Three records: carbon monoxide, carbon dioxide, and carbon dioxide with other bond orders.
const RECORDS: &str = "one\n\n\n  2  1  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 C   0  0
    1.1000    0.0000    0.0000 O   0  0
  1  2  3  0
M  END
$$$$
two\n\n\n  3  2  0  0  0  0  0  0  0  0999 V2000
    1.2000    0.0000    0.0000 O   0  0
    0.0000    0.0000    0.0000 C   0  0
   -1.2000    0.0000    0.0000 O   0  0
  2  1  2  0
  2  3  2  0
M  END
$$$$
three\n\n\n  3  2  0  0  0  0  0  0  0  0999 V2000
    1.3000    0.0000    0.0000 O   0  0
    0.0000    0.0000    0.0000 C   0  0
   -1.3000    0.0000    0.0000 O   0  0
  2  1  1  0
  2  3  2  0
M  END
$$$$
";

#[test]
fn records_of_different_atoms_fold_with_what_they_share() {
    let complex = parse(RECORDS.as_bytes(), Format::Sdf);
    let molecule = complex.current().unwrap();
    let names: Vec<_> = molecule.conformers.iter().map(|conformer| conformer.name.as_str()).collect();
    assert_eq!(names, ["one", "two", "three"]);
    assert_eq!(*molecule.atoms.symbol, ["C", "O", "O"]);
    let present: Vec<_> = molecule.atoms.in_conformer.iter().map(|column| column.to_vec()).collect();
    assert_eq!(present, [[true, true, false], [true; 3], [true; 3]]);
    let kinds: Vec<_> = molecule.bonds.kinds.iter().map(|column| column.to_vec()).collect();
    assert_eq!(kinds, [[3, 1], [2, 2], [1, 2]]);
    assert_eq!(*molecule.bonds.in_conformer[0], [true, false]);

    let frames = complex.to_frames();
    let sizes: Vec<_> = frames.molecules.iter().map(|frame| (frame.atoms.len(), frame.bonds.len())).collect();
    assert_eq!(sizes, [(2, 1), (3, 2), (3, 2)]);
    assert_eq!(bonds(&frames.molecules[0]), [("S/SDF 1/C".to_owned(), "S/SDF 1/O".to_owned(), 3)]);
    assert_eq!(frames.molecules[2].positions()[1], [1.3, 0.0, 0.0]);
    for frame in &frames.molecules {
        frame.validate().unwrap();
    }
    let mut again = frames;
    again.fold();
    assert_eq!(again.molecules, complex.molecules);
}

#[test]
fn models_of_unlike_chains_stay_frames() {
    let model = |chain: char| format!("MODEL\nATOM      1  CA  GLY {chain}   1       0.000   0.000   0.000\nENDMDL\n");
    let text: String = ['A', 'B', 'C'].map(model).concat();
    let complex = parse(text.as_bytes(), Format::Pdb);
    assert_eq!(complex.molecules.len(), 3);
    assert_eq!(complex.molecules[2].conformers[0].name, "2");
}

#[test]
fn atoms_that_cannot_be_told_apart_are_not_lost() {
    let atom = |x: f32| format!("HETATM    1  C   LIG A   1    {x:8.3}   0.000   0.000\n");
    let model = |shift: f32| format!("MODEL\n{}{}{}ENDMDL\n", atom(shift), atom(shift + 2.0), atom(shift + 4.0));
    let complex = parse([model(0.0), model(0.5)].concat().as_bytes(), Format::Pdb);
    let molecule = complex.current().unwrap();
    assert_eq!((molecule.conformers.len(), molecule.atoms.len()), (2, 3));
    assert_eq!(molecule.atoms.positions[1][2], [4.5, 0.0, 0.0]);
}

#[test]
fn bonds_are_perceived_for_each_conformer_of_other_atoms() {
    let atom = |name: &str, x: f32| format!("HETATM    1 {name} LIG A   1    {x:8.3}   0.000   0.000\n");
    let first = [atom(" C1 ", 0.0), atom(" C2 ", 1.5)].concat();
    let second = [atom(" C1 ", 0.0), atom(" C2 ", 1.5), atom(" C3 ", 3.0)].concat();
    let complex = parse(format!("MODEL\n{first}ENDMDL\nMODEL\n{second}ENDMDL\n").as_bytes(), Format::Pdb);
    let molecule = complex.current().unwrap();
    assert_eq!(molecule.bonds.len(), 2);
    let present: Vec<_> = molecule.bonds.in_conformer.iter().map(|column| column.to_vec()).collect();
    assert_eq!(present, [[true, false], [true, true]]);
}

#[test]
fn a_subset_keeps_what_belongs_together() {
    let complex = complex("1A8O.pdb");
    let molecule = complex.current().unwrap();
    let keep: Vec<bool> = molecule.atoms.is_het.iter().map(|is_het| !is_het).collect();
    let protein = molecule.subset(&keep);
    protein.validate().unwrap();
    assert_eq!(*protein.chains.name, ["A"]);
    assert_eq!(protein.atoms.len(), keep.iter().filter(|keep| **keep).count());
    let ends = |molecule: &molecule::Molecule| {
        bonds(molecule)
            .into_iter()
            .filter(|(first, second, _)| first.starts_with("A/") && second.starts_with("A/"))
            .count()
    };
    assert_eq!(protein.bonds.len(), ends(molecule));
    assert_eq!(molecule.subset(&[]).atoms.len(), 0);
}
