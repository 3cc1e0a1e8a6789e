//! What `mkdssp` reads and writes: backbones as a PDB of HEADER, CRYST1 and ATOM records, with chains and numbers of their own.

use std::fmt::Write;

use molecule::Molecule;

/// The chains that a PDB has letters for.
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// The most residues of a chain that a PDB has numbers for.
const MAX_RESIDUES: usize = 9999;
/// The most residues altogether: beyond, `mkdssp` takes too long.
const MAX_TOTAL: usize = 20_000;

/// The residues that `mkdssp` knows; others are written as alanine, for their side chains do not count.
const KNOWN: [&str; 20] = [
    "ALA", "ARG", "ASN", "ASP", "CYS", "GLN", "GLU", "GLY", "HIS", "ILE", "LEU", "LYS", "MET", "PHE", "PRO", "SER",
    "THR", "TRP", "TYR", "VAL",
];

const HEAD: &str = "\
HEADER    PROTEIN                                 01-JAN-00   0XXX
CRYST1    1.000    1.000    1.000  90.00  90.00  90.00 P 1           1
";

const COIL: u8 = 1;
const SHEET: u8 = 2;
const HELIX: u8 = 3;

/// The residues with whole backbones, as they are shown; nothing where there are none.
pub(super) fn write(molecule: &Molecule) -> Result<String, String> {
    if molecule.residues.len() > MAX_TOTAL {
        return Err(format!("a molecule has more than {MAX_TOTAL} residues"));
    }
    let mut text = HEAD.to_owned();
    let positions = molecule.positions();
    let mut serial = 0;
    for (chain, number, residue) in backbones(molecule)? {
        let name = molecule.residues.name[residue].as_str();
        let name = if KNOWN.contains(&name) { name } else { "ALA" };
        for (atom, row) in ["N", "CA", "C", "O"].into_iter().zip(rows(molecule, residue).unwrap_or_default()) {
            serial += 1;
            let ([x, y, z], element) = (positions[row], &atom[..1]);
            let _ = writeln!(
                text,
                "ATOM  {serial:>5}  {atom:<3} {name} {chain}{number:>4}    {x:>8.3}{y:>8.3}{z:>8.3}  1.00  0.00          {element:>2}"
            );
        }
    }
    text.push_str("END\n");
    Ok(if serial == 0 { String::new() } else { text })
}

/// Takes over what `mkdssp` found; for how many residues.
pub(super) fn read(molecule: &mut Molecule, output: &str) -> usize {
    let Ok(backbones) = backbones(molecule) else { return 0 };
    let mut found = 0;
    for line in output.lines().skip_while(|line| !line.starts_with("  #  RESIDUE")).skip(1) {
        let (Some(number), Some(chain), Some(kind)) = (line.get(5..10), line.get(11..12), line.get(16..17)) else {
            continue;
        };
        let Ok(number) = number.trim().parse::<usize>() else { continue };
        let place = backbones.binary_search_by_key(&(letter_place(chain), number), |(chain, number, _)| {
            (letter_place(chain.encode_utf8(&mut [0; 4])), *number)
        });
        let Ok(place) = place else { continue };
        molecule.residues.secondary_structure.edit()[backbones[place].2] = match kind {
            "H" | "G" | "I" => HELIX,
            "E" | "B" => SHEET,
            _ => COIL,
        };
        found += 1;
    }
    found
}

/// The letter, number and row of each residue with a whole backbone, in order.
fn backbones(molecule: &Molecule) -> Result<Vec<(char, usize, usize)>, String> {
    let mut all = Vec::new();
    let mut letters = LETTERS.iter();
    for chain in 0..molecule.chains.len() {
        let residues = molecule.chains.residues(chain).filter(|residue| rows(molecule, *residue).is_some());
        let residues: Vec<usize> = residues.collect();
        if residues.is_empty() {
            continue;
        }
        let letter = letters.next().ok_or("there are more chains than a PDB has letters for")?;
        if residues.len() > MAX_RESIDUES {
            return Err(format!("a chain has more than {MAX_RESIDUES} residues"));
        }
        all.extend((1..).zip(residues).map(|(number, residue)| (char::from(*letter), number, residue)));
    }
    Ok(all)
}

fn letter_place(letter: &str) -> Option<usize> {
    LETTERS.iter().position(|known| letter.as_bytes() == [*known])
}

/// The rows of N, CA, C and O, where all are somewhere that a PDB has columns for.
fn rows(molecule: &Molecule, residue: usize) -> Option<[usize; 4]> {
    let positions = molecule.positions();
    let row = |name: &str| {
        let fits = |row: &usize| positions[*row].iter().all(|value| value.abs() < 999.0) && molecule.has_atom(*row);
        molecule.residues.atoms(residue).filter(fits).find(|row| molecule.atoms.name[*row] == name)
    };
    Some([row("N")?, row("CA")?, row("C")?, row("O")?])
}
