//! What is known about each structure, found again in what was read.

use molecule::{Bounds, Format, Limits, hetero_groups, read, read_with};

use crate::samples::{complex, label, parse};

#[test]
fn an_entry_is_the_same_in_both_formats() {
    let atoms = |name: &str| {
        let complex = complex(name);
        let molecule = complex.current().unwrap();
        let mut atoms: Vec<_> = (0..molecule.atoms.len())
            .map(|row| {
                // Selenomethionine is an ATOM in the one and a HETATM in the other.
                let label = label(molecule, row).trim_start_matches('H').to_owned();
                let values = (molecule.atoms.occupancy[row], molecule.atoms.bfactor[row]);
                (label, molecule.atoms.symbol[row].clone(), molecule.positions()[row], values)
            })
            .collect();
        atoms.sort_by(|first, second| first.0.cmp(&second.0));
        (atoms, molecule.bonds.len())
    };
    let (pdb, mmcif) = (atoms("1A8O.pdb"), atoms("1A8O.cif"));
    assert_eq!(pdb.0.len(), 644);
    assert_eq!(pdb, mmcif);
}

#[test]
fn hetero_groups_stand_in_a_chain_of_their_own() {
    let complex = complex("1A8O.pdb");
    let molecule = complex.current().unwrap();
    assert_eq!(*molecule.chains.name, ["HA", "A"]);
    let groups = hetero_groups(molecule);
    let (waters, others): (Vec<_>, Vec<_>) = groups.iter().partition(|group| group.is_water());
    assert_eq!(waters.len(), 88);
    let others: Vec<_> = others.iter().map(|group| (group.name.as_str(), group.serial, group.atoms.len())).collect();
    assert_eq!(others, [("MSE", 151, 8), ("MSE", 185, 8), ("MSE", 214, 8), ("MSE", 215, 8)]);
    assert!(groups[0].atoms.iter().all(|row| molecule.atoms.is_het[*row]));
}

#[test]
fn helices_are_where_the_file_says() {
    let complex = complex("1A8O.pdb");
    let molecule = complex.current().unwrap();
    let helical: Vec<i32> = (0..molecule.residues.len())
        .filter(|row| molecule.residues.secondary_structure[*row] == 3)
        .map(|row| molecule.residues.serial[row])
        .collect();
    for (serial, is_helical) in
        [(160, false), (161, true), (175, true), (176, false), (185, true), (214, true), (218, false)]
    {
        assert_eq!(helical.contains(&serial), is_helical, "{serial}");
    }
    let title = complex.remarks.iter().find(|(key, _)| key == "TITLE").unwrap();
    assert_eq!(title.1, "HIV CAPSID C-TERMINAL DOMAIN");
}

#[test]
fn alternate_locations_are_kept() {
    let complex = complex("disordered.pdb");
    let molecule = complex.current().unwrap();
    let located: Vec<_> = (0..molecule.atoms.len())
        .filter(|row| molecule.atoms.alt_loc[*row] != b'.')
        .map(|row| (molecule.atoms.name[row].as_str(), molecule.atoms.alt_loc[row], molecule.atoms.occupancy[row]))
        .collect();
    assert_eq!(located[..3], [("CZ", b'B', 0.5), ("NH1", b'A', 0.5), ("NH1", b'B', 0.5)]);
}

#[test]
fn a_file_full_of_errors_is_read_all_the_same() {
    let complex = complex("a_structure.pdb");
    // Atoms after ENDMDL are a model of their own: nothing is dropped.
    let counts: Vec<usize> = complex.molecules.iter().map(|molecule| molecule.atoms.len()).collect();
    assert_eq!(counts, [9, 892]);
    let second = &complex.molecules[1];
    assert!(second.atoms.serial.contains(&111_757));
}

#[test]
fn insertion_codes_make_residues() {
    let line = |code: char, x: f32| {
        format!("ATOM      1  CA  GLY A  52{code}   {x:8.3}   0.000   0.000  1.00  0.00           C\n")
    };
    let text = [line(' ', 0.0), line('A', 4.0), line('B', 8.0)].concat();
    let complex = parse(text.as_bytes(), Format::Pdb);
    assert_eq!(*complex.molecules[0].residues.insertion_code, [b' ', b'A', b'B']);
    assert_eq!(*complex.molecules[0].residues.serial, [52, 52, 52]);
}

#[test]
fn serial_numbers_past_their_columns_still_bind() {
    for (first, second) in [("99999", "A0000"), ("99999", "186a0")] {
        let atom = |serial, name, x: f32| format!("HETATM{serial} {name}  LIG A   1    {x:8.3}   0.000   0.000\n");
        let conect = format!("CONECT{first}{second}{second}\n");
        let text = [atom(first, " C1", 0.0), atom(second, " O1", 1.2), conect].concat();
        let complex = parse(text.as_bytes(), Format::Pdb);
        let molecule = &complex.molecules[0];
        assert_eq!(*molecule.atoms.serial, [99_999, 100_000]);
        assert_eq!((molecule.bonds.len(), molecule.bonds.kinds[0][0]), (1, 2));
    }
}

#[test]
fn records_of_an_sdf_keep_their_names_and_data() {
    let complex = complex("1of6_ligands.sdf");
    let molecule = complex.current().unwrap();
    assert_eq!(molecule.conformers.len(), 8);
    assert!(molecule.conformers.iter().all(|conformer| conformer.name == "DTY"));
    let text = "x\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n    1.0000    2.0000    3.0000 N   0  3\nM  END\n\
                > <score>\n-7.5\n\n>  <lines> (1)\none\ntwo\n\n$$$$\n";
    let complex = parse(text.as_bytes(), Format::Sdf);
    let molecule = complex.current().unwrap();
    let data: Vec<_> =
        molecule.conformers[0].associated.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(data, [("score", "-7.5"), ("lines", "one\ntwo")]);
    assert_eq!((molecule.positions()[0], molecule.atoms.formal_charge[0]), ([1.0, 2.0, 3.0], 1));
}

#[test]
fn small_molecules_come_out_of_their_cell() {
    let text = "data_x\n_cell_length_a 10.0(1)\n_cell_length_b 8\n_cell_length_c 6\n_cell_angle_alpha 90\n\
                _cell_angle_beta 90\n_cell_angle_gamma 120\nloop_\n_atom_site_label\n_atom_site_fract_x\n\
                _atom_site_fract_y\n_atom_site_fract_z\nCa1 0.5 0.5(2) 0.5\nO1 ? ? ?\nO2 0 0 1\n";
    let complex = parse(text.as_bytes(), Format::Mmcif);
    let molecule = complex.current().unwrap();
    assert_eq!(*molecule.atoms.symbol, ["Ca", "O"]);
    let [x, y, z] = molecule.positions()[0];
    assert!((x - 3.0).abs() < 1e-5 && (y - 3.464_101_6).abs() < 1e-5 && (z - 3.0).abs() < 1e-5);
}

#[test]
fn atoms_are_found_by_place() {
    let complex = complex("1A8O.pdb");
    let molecule = complex.current().unwrap();
    let extent = molecule.extent().unwrap();
    assert_eq!(molecule.atoms_in_box(&extent).len(), molecule.atoms.len());
    assert_eq!(molecule.heavy_atoms().len(), molecule.atoms.len());
    let near = molecule.atoms_within(molecule.positions()[0], 1.6);
    assert_eq!(near[0], 0);
    assert!((2..=4).contains(&near.len()));
    assert!(molecule.atoms_in_box(&Bounds { min: [1e4; 3], max: [2e4; 3] }).is_empty());
}

#[test]
fn errors_say_where_and_what() {
    for (format, text, message) in [
        (Format::Pdb, "", "line 1, column 1: expected an ATOM or HETATM record, found the end of the file"),
        (
            Format::Pdb,
            "REMARK\nATOM      1  CA  GLY A   1       1.000     abc   3.000\n",
            "line 2, column 39: expected a coordinate (8.3f), found \"abc\"",
        ),
        (
            Format::Mmcif,
            "data_x\n",
            "line 2, column 1: expected a loop of atoms (_atom_site), found the end of the file",
        ),
        (
            Format::Mmcif,
            "loop_\n_atom_site.Cartn_x\n_atom_site.Cartn_y\n_atom_site.Cartn_z\n1 2 far\n",
            "line 5, column 5: expected a coordinate, found \"far\"",
        ),
        (
            Format::Mmcif,
            "loop_\n_atom_site.Cartn_x\n_atom_site.Cartn_y\n_atom_site.Cartn_z\n1 2 3 4\n",
            "line 6, column 1: expected 3 values in each row of the loop _atom_site, found 1 in the last row",
        ),
        (
            Format::Sdf,
            "x\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n    1.0000       abc    3.0000 N   0  3\nM  END\n",
            "line 5, column 18: expected a coordinate (10.4f), found \"abc\"",
        ),
        (
            Format::Sdf,
            "a\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n    1.0000    2.0000    3.0000 N   0  3\nM  END\n$$$$\n\
             b\n\n\n  1  1  0  0  0  0  0  0  0  0999 V2000\n    1.0000    2.0000    3.0000 N   0  3\n  1  7  1\nM  END\n",
            "line 13, column 6: expected an atom from 1 to 1, found \"7\"",
        ),
        (
            Format::Mol,
            "a\n\n\n  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\nM  V30 COUNTS 1 99999999999 0 0 0\n",
            "line 6, column 17: expected a count of at most 6, the lines of the record, found \"99999999999\"",
        ),
        (
            Format::Mol,
            "a\n\n\nnonsense\n",
            "line 4, column 1: expected the numbers of atoms and bonds (aaabbb), found \"nonsense\"",
        ),
        (Format::Mol, "a\n\n\n", "line 4, column 1: expected the counts line, found the end of the record"),
        (
            Format::Sdf,
            "a\n\n\n  2  0  0  0  0  0  0  0  0  0999 V2000\n    1.0000    2.0000    3.0000 N   0  3\n$$$$\n",
            "line 6, column 1: expected 2 atoms, found the end of the record",
        ),
        (
            Format::Sdf,
            "a\n\n\n  2  0  0  0  0  0  0  0  0  0999 V2000\n    1.0000    2.0000    3.0000 N   0  3\n\
             \x20   1.0000       NaN    3.0000 N   0  3\nM  END\n",
            "line 6, column 18: expected a coordinate from -10000000 to 10000000, found \"NaN\"",
        ),
        (
            Format::Sdf,
            "a\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n9000000.199999999999    3.0000 N   0  3\nM  END\n",
            "line 5, column 11: expected a coordinate from -10000000 to 10000000, found \"9999999999\"",
        ),
        (
            Format::Mol,
            "a\n\n\n  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\nM  V30 COUNTS 2 0 0 0 0\n\
             M  V30 BEGIN ATOM\nM  V30 1 C 0 0 -\nM  V30 0 0\nM  V30 2 C 0 -\nM  V30 0 -inf 0\nM  V30 END ATOM\n\
             M  V30 END CTAB\nM  END\n",
            "line 11, column 10: expected a coordinate from -10000000 to 10000000, found \"-inf\"",
        ),
        (
            Format::Mol,
            "a\n\n\n  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\nM  V30 COUNTS 2 0 0 0 0\n\
             M  V30 BEGIN ATOM\nM  V30 1 C 0 0 0 0\n",
            "line 9, column 1: expected 2 atoms, found the end of the record",
        ),
        (
            Format::Sdf,
            "a\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n    1.0 2.0 3.0 N\nM  END\n",
            "line 5, column 1: expected an atom: its place in columns 1 to 30, its symbol from column 32, found \"    1.0 2.0 3.0 N\"",
        ),
        (
            Format::Sdf,
            "a\n\n\n  1  1  0  0  0  0  0  0  0  0999 V2000\n    1.0000    2.0000    3.0000 N   0  3\n1 1 1\nM  END\n",
            "line 6, column 1: expected a bond: two atoms and an order, three columns each, found \"1 1 1\"",
        ),
        (
            Format::Sdf,
            "a\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n    1.0000    2.0000    3.0000 N   0  3\nM  CHG  2   1   1\nM  END\n",
            "line 6, column 1: expected a property: how many, then an atom and a value for each, found \"M  CHG  2   1   1\"",
        ),
        (
            Format::Mol,
            "a\n\n\n  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\nM  V30 COUNTS 1 0 0 0 0\n\
             M  V30 BEGIN ATOM\nM  V30 1 C 0 0\nM  V30 END ATOM\nM  V30 END CTAB\nM  END\n",
            "line 8, column 1: expected an atom: number, symbol, x, y, z, 0, found \"M  V30 1 C 0 0\"",
        ),
    ] {
        assert_eq!(read(text.as_bytes(), format, "x").unwrap_err().to_string(), message);
    }
}

#[test]
fn limits_hold() {
    let bytes = crate::samples::bytes("1SSU_mod.pdb");
    let with = |limits: Limits| read_with(&bytes, Format::Pdb, "x", &limits).map_err(|error| error.to_string());
    assert!(with(Limits { atoms: 4, models: 2, ..Limits::default() }).is_ok());
    let limit = |limits| with(limits).unwrap_err();
    assert_eq!(
        limit(Limits { atoms: 3, ..Limits::default() }),
        "line 7, column 1: expected at most 3 atoms, found one more"
    );
    assert_eq!(
        limit(Limits { models: 1, ..Limits::default() }),
        "line 8, column 1: expected at most 1 models, found one more"
    );
    assert!(limit(Limits { bytes: 10, ..Limits::default() }).contains("at most 10 bytes"));
    assert!(limit(Limits { line: 20, ..Limits::default() }).starts_with("line 2, column 21"));
}

#[test]
fn bytes_that_are_no_text_are_tolerated_in_names() {
    let line = b"HETATM    1  C\xFF1 LIG A   1       1.000   2.000   3.000\nREMARK   1 caf\xE9\n";
    let complex = parse(line, Format::Pdb);
    assert_eq!(complex.molecules[0].atoms.name[0], "C\u{FFFD}1");
}
