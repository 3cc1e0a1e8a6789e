//! Bonds where chemistry says they are.

use molecule::{Format, Molecule};

use crate::samples::{bonds, complex, label, parse};

fn has(molecule: &Molecule, first: &str, second: &str, kind: u8) -> bool {
    let mut ends = [first.to_owned(), second.to_owned()];
    ends.sort();
    let [first, second] = ends;
    bonds(molecule).contains(&(first, second, kind))
}

#[test]
fn a_protein_is_one_piece_across_its_modified_residues() {
    let complex = complex("1A8O.pdb");
    let molecule = complex.current().unwrap();
    // Selenomethionine stands in the chain of hetero groups.
    assert!(has(molecule, "HA/MSE 151/C", "A/ASP 152/N", 1));
    assert!(has(molecule, "A/GLU 213/C", "HA/MSE 214/N", 1));
    assert!(has(molecule, "HA/MSE 214/SE", "HA/MSE 214/CE", 1));
    assert!(has(molecule, "A/CYS 198/SG", "A/CYS 218/SG", 1));
    assert!(has(molecule, "A/ASP 152/C", "A/ASP 152/O", 2));
    assert_eq!(pieces(molecule, |row| !label(molecule, row).contains("HOH")), 1);
}

#[test]
fn hydrogens_have_one_bond_and_bridges_are_closed() {
    let complex = complex("2n0n_M1.pdb");
    let molecule = complex.current().unwrap();
    let mut degree = vec![0; molecule.atoms.len()];
    for row in molecule.bonds.atom1.iter().chain(molecule.bonds.atom2.iter()) {
        degree[*row as usize] += 1;
    }
    for (row, degree) in degree.into_iter().enumerate() {
        let most = match molecule.atoms.symbol[row].as_str() {
            "H" => 1,
            "O" => 2,
            _ => 4,
        };
        assert!((1..=most).contains(&degree), "{} has {degree} bonds", label(molecule, row));
    }
    assert!(has(molecule, "A/LYS 5/NZ", "A/GLU 9/CD", 1));
    assert_eq!(pieces(molecule, |_| true), 1);
}

#[test]
fn alternate_locations_are_never_bonded_to_each_other() {
    let complex = complex("disordered.pdb");
    let molecule = complex.current().unwrap();
    for bond in 0..molecule.bonds.len() {
        let [first, second] =
            [molecule.bonds.atom1[bond], molecule.bonds.atom2[bond]].map(|row| molecule.atoms.alt_loc[row as usize]);
        assert!(first == second || first == b'.' || second == b'.');
    }
}

#[test]
fn a_nucleotide_is_bonded_by_old_names_too() {
    let atom = |number: u32, name: &str, residue: u32, position: [f32; 3]| {
        let [x, y, z] = position;
        format!("ATOM  {number:>5} {name:<4}  DG A{residue:>4}    {x:8.3}{y:8.3}{z:8.3}\n")
    };
    let text = [
        atom(1, " C3*", 1, [0.0, 0.0, 0.0]),
        atom(2, " O3*", 1, [1.4, 0.0, 0.0]),
        atom(3, " P  ", 2, [2.0, 1.5, 0.0]),
        atom(4, " O1P", 2, [3.4, 1.7, 0.0]),
    ]
    .concat();
    let complex = parse(text.as_bytes(), Format::Pdb);
    let molecule = complex.current().unwrap();
    assert!(has(molecule, "A/DG 1/C3*", "A/DG 1/O3*", 1));
    assert!(has(molecule, "A/DG 1/O3*", "A/DG 2/P", 1));
    assert!(has(molecule, "A/DG 2/P", "A/DG 2/O1P", 2));
}

#[test]
fn metals_and_waters_keep_to_themselves() {
    let text = "HETATM    1 ZN    ZN A   1       0.000   0.000   0.000  1.00  0.00          ZN\n\
                HETATM    2  O   HOH A   2       2.000   0.000   0.000  1.00  0.00           O\n\
                HETATM    3  O   HOH A   3       2.000   1.400   0.000  1.00  0.00           O\n\
                HETATM    4  C1  LIG A   4       2.000   2.700   0.000  1.00  0.00           C\n\
                HETATM    5  O1  LIG A   4       2.000   3.900   0.000  1.00  0.00           O\n";
    let complex = parse(text.as_bytes(), Format::Pdb);
    assert_eq!(bonds(complex.current().unwrap()), [("HA/LIG 4/C1".to_owned(), "HA/LIG 4/O1".to_owned(), 1)]);
}

/// A lysine's amine on an aspartate's acid, 1.3 angstrom away: no template and no distance binds these two.
const ISOPEPTIDE: &str = "\
ATOM      1  NZ  LYS A  12       0.000   0.000   0.000  1.00 10.00           N  
ATOM      2  CG  ASP B  34       1.330   0.000   0.000  1.00 10.00           C  
";

#[test]
fn links_that_a_file_names_are_bonds() {
    let bound = |text: &str| {
        let complex = parse(text.as_bytes(), Format::Pdb);
        bonds(complex.current().unwrap())
    };
    assert_eq!(bound(ISOPEPTIDE), []);
    let link = "LINK         NZ  LYS A  12                 CG  ASP B  34     1555   1555  1.33  \n";
    let named = [("A/LYS 12/NZ".to_owned(), "B/ASP 34/CG".to_owned(), 1)];
    assert_eq!(bound(&format!("{link}{ISOPEPTIDE}")), named);
    let elsewhere = link.replace("1555  1.33", "3655  1.33");
    assert_eq!(bound(&format!("{elsewhere}{ISOPEPTIDE}")), []);
    // What is named twice is one bond, of the higher order.
    assert_eq!(bound(&format!("{link}{ISOPEPTIDE}CONECT    1    2    2\n")).iter().map(|bond| bond.2).max(), Some(2));
}

#[test]
fn components_that_a_file_describes_have_its_bond_orders() {
    let atoms = "data_x\nloop_\n_atom_site.group_PDB\n_atom_site.id\n_atom_site.type_symbol\n_atom_site.label_atom_id\n\
        _atom_site.label_comp_id\n_atom_site.label_asym_id\n_atom_site.label_seq_id\n_atom_site.Cartn_x\n\
        _atom_site.Cartn_y\n_atom_site.Cartn_z\n\
        HETATM 1 C C1 LIG A 1 0 0 0\nHETATM 2 O O1 LIG A 1 1.2 0 0\nHETATM 3 C C1 LIG A 2 9 0 0\n\
        HETATM 4 O O1 LIG A 2 10.2 0 0\n";
    let described = format!(
        "{atoms}loop_\n_chem_comp_bond.comp_id\n_chem_comp_bond.atom_id_1\n_chem_comp_bond.atom_id_2\n\
         _chem_comp_bond.value_order\nLIG C1 O1 DOUB\nLIG C1 O9 SING\n"
    );
    let orders = |text: &str| parse(text.as_bytes(), Format::Mmcif).molecules[0].bonds.kinds[0].to_vec();
    assert_eq!(orders(atoms), [1, 1]);
    assert_eq!(orders(&described), [2, 2]);
}

/// How many connected parts the wanted atoms have.
fn pieces(molecule: &Molecule, wanted: impl Fn(usize) -> bool) -> usize {
    let mut part: Vec<usize> = (0..molecule.atoms.len()).collect();
    fn root(part: &mut [usize], mut row: usize) -> usize {
        while part[row] != row {
            part[row] = part[part[row]];
            row = part[row];
        }
        row
    }
    for bond in 0..molecule.bonds.len() {
        let first = root(&mut part, molecule.bonds.atom1[bond] as usize);
        let second = root(&mut part, molecule.bonds.atom2[bond] as usize);
        part[first] = second;
    }
    (0..molecule.atoms.len()).filter(|row| wanted(*row) && part[*row] == *row).count()
}
