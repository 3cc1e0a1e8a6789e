//! Secondary structure of real files. That each residue is as `mkdssp` has it, is held by `conformance/structures`.

use molecule::{Format, Molecule, read, secondary_structure};

fn protein(file: &str) -> Molecule {
    let path = format!("{}/tests/data/{file}", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read(path).unwrap(), Format::Pdb, file).unwrap().remove(0).molecules.remove(0)
}

fn count(molecule: &Molecule, kind: u8) -> usize {
    molecule.residues.secondary_structure.iter().filter(|found| **found == kind).count()
}

#[test]
fn helices_are_found_through_modified_residues_and_waters_have_none() {
    let mut molecule = protein("1A8O.pdb");
    assert!(count(&molecule, 3) > 0, "the file says something");
    let said = molecule.residues.secondary_structure.clone();
    secondary_structure::assign_if_unknown(&mut molecule);
    assert!(molecule.residues.secondary_structure.is_same(&said), "what the file says, stays");

    molecule.residues.secondary_structure = vec![0; molecule.residues.len()].into();
    assert_eq!(secondary_structure::assign(&mut molecule), 70);
    // As many as mkdssp 4.2.2 finds.
    assert_eq!((count(&molecule, 3), count(&molecule, 2)), (41, 0));
    assert_eq!(count(&molecule, 0), molecule.residues.len() - 70);
}

#[test]
fn places_that_make_no_sense_are_cheap_and_found_nothing_of() {
    let mut molecule = protein("1A8O.pdb");
    for place in [[0.0; 3], [f32::NAN; 3], [f32::INFINITY, 0.0, 0.0], [1e30, -1e30, 1e30]] {
        molecule.atoms.positions = vec![vec![place; molecule.atoms.len()].into()];
        secondary_structure::assign(&mut molecule);
        assert_eq!(count(&molecule, 2), 0, "{place:?}");
    }
    assert_eq!(secondary_structure::assign(&mut Molecule::default()), 0);
}
