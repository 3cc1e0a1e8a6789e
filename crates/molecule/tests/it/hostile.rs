//! Damaged and made-up files: an error or a molecule that is whole, never a panic, never memory without bound.

use molecule::{Complex, Format, Limits, ReadError, read_with, write};
use proptest::prelude::*;

use crate::samples::{bytes, parse};

const FORMATS: [Format; 4] = [Format::Pdb, Format::Mmcif, Format::Sdf, Format::Mol];
const SEEDS: [&str; 5] = ["1SSU_mod.pdb", "disordered.pdb", "1SSU_mod.cif", "1of6_ligands.sdf", "1s3v_ligand.sdf"];

const V3000: &str = "v3000\n\n\n  0  0  0     0  0            999 V3000
M  V30 BEGIN CTAB
M  V30 COUNTS 3 2 1 0 0
M  V30 BEGIN ATOM
M  V30 1 C 0.0 0.0 0.0 0 CHG=1 RGROUPS=(1 2)
M  V30 2 N 1.4 0.0 0.0 0
M  V30 3 O 2.8 0.0 0.0 0 MASS=18
M  V30 END ATOM
M  V30 BEGIN BOND
M  V30 1 1 1 2
M  V30 2 2 2 3 CFG=1
M  V30 END BOND
M  V30 BEGIN SGROUP
M  V30 1 SUP 0 ATOMS=(2 1 2) LABEL=\"x\" CONNECT=HT
M  V30 END SGROUP
M  V30 BEGIN COLLECTION
M  V30 MDLV30/STEABS ATOMS=(1 1)
M  V30 END COLLECTION
M  V30 END CTAB
M  END
> <a>
b

$$$$
";

fn seed(number: usize) -> Vec<u8> {
    SEEDS.get(number).map_or_else(|| V3000.as_bytes().to_vec(), |name| bytes(name))
}

/// Reads; what comes out must be whole, and every writer must cope with it.
fn check(bytes: &[u8], format: Format) -> Result<Vec<Complex>, ReadError> {
    let limits = Limits { atoms: 5000, models: 100, ..Limits::default() };
    let complexes = read_with(bytes, format, "hostile", &limits)?;
    for complex in &complexes {
        for molecule in &complex.molecules {
            molecule.validate().unwrap();
        }
        for format in FORMATS {
            if let Ok(text) = write(complex, format) {
                parse(text.as_bytes(), format);
            }
        }
    }
    Ok(complexes)
}

/// Something done to a file: at a place (as a part of its length), with a piece of text.
#[derive(Clone, Debug)]
enum Damage {
    Overwrite(f64, Vec<u8>),
    Insert(f64, Vec<u8>),
    Truncate(f64),
    RepeatLine(f64, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 1..12),
        prop::sample::select(vec![
            "\n",
            "-",
            "99999999999999999999",
            "nan",
            "1e308",
            "-1",
            "$$$$\n",
            "M  END\n",
            "loop_\n",
            "data_\n",
            ";",
            "'",
            "\n;\n",
            "_atom_site.x",
            "ENDMDL\n",
            "MODEL\n",
            "CONECT    1    1    1\n",
            " ( ) ",
            "é",
            "A0000",
            "zzzz",
            "inf",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    (0.0..1.0, piece, 0..4, 1..50_usize).prop_map(|(place, piece, kind, times)| match kind {
        0 => Damage::Overwrite(place, piece),
        1 => Damage::Insert(place, piece),
        2 => Damage::Truncate(place),
        _ => Damage::RepeatLine(place, times),
    })
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    let place = |part: f64| (bytes.len() as f64 * part) as usize;
    match damage {
        Damage::Overwrite(part, piece) => {
            let start = place(*part);
            let end = (start + piece.len()).min(bytes.len());
            bytes[start..end].copy_from_slice(&piece[..end - start]);
        }
        Damage::Insert(part, piece) => {
            let start = place(*part);
            bytes.splice(start..start, piece.iter().copied());
        }
        Damage::Truncate(part) => bytes.truncate(place(*part)),
        Damage::RepeatLine(part, times) => {
            let at = place(*part);
            let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
            let end =
                bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |newline| at + newline + 1);
            let line = bytes[start..end].repeat(*times);
            bytes.splice(start..start, line);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn damaged_files_are_refused_or_whole(
        number in 0..=SEEDS.len(),
        damages in proptest::collection::vec(damage(), 1..6),
    ) {
        let mut bytes = seed(number);
        for damage in &damages {
            apply(&mut bytes, damage);
        }
        let format = SEEDS.get(number).and_then(|name| Format::from_file_name(name)).unwrap_or(Format::Sdf);
        let _ = check(&bytes, format);
    }

    #[test]
    fn any_bytes_are_refused_or_whole(bytes in proptest::collection::vec(any::<u8>(), 0..400), number in 0..4_usize) {
        let _ = check(&bytes, FORMATS[number]);
    }
}

#[test]
fn a_file_of_another_format_is_refused() {
    for (name, format) in
        [("1SSU_mod.cif", Format::Pdb), ("disordered.pdb", Format::Mmcif), ("disordered.pdb", Format::Sdf)]
    {
        assert!(check(&bytes(name), format).is_err(), "{name}");
    }
}

#[test]
fn frames_that_share_nothing_are_not_spread_over_each_other() {
    // As conformers these would take places for every atom in every frame.
    let mut text = String::new();
    for number in 0..9000 {
        text.push_str(&format!("MODEL\nHETATM    1 {number:>4} LIG A   1       0.000   0.000   0.000\nENDMDL\n"));
    }
    let complexes = read_with(text.as_bytes(), Format::Pdb, "x", &Limits::default()).unwrap();
    assert_eq!(complexes[0].molecules.len(), 9000);
}

#[test]
fn atoms_in_one_place_take_no_time() {
    let line = "HETATM    1  C   LIG A   1       0.000   0.000   0.000\nHETATM    2  C   LIG A   1       1.500   0.000   0.000\n";
    let complexes = read_with(line.repeat(50_000).as_bytes(), Format::Pdb, "x", &Limits::default()).unwrap();
    assert!(complexes[0].molecules[0].bonds.len() < 100_000);
}
