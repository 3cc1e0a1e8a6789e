//! What `mkdssp` reads and writes: backbones as a PDB of HEADER, CRYST1 and ATOM records, with chains and numbers of their own.

use std::collections::HashMap;
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
    for strand in strands(molecule).into_iter().filter(|strand| !strand.is_empty()) {
        let letter = letters.next().ok_or("there are more chains than a PDB has letters for")?;
        if strand.len() > MAX_RESIDUES {
            return Err(format!("a chain has more than {MAX_RESIDUES} residues"));
        }
        all.extend((1..).zip(strand).map(|(number, residue)| (char::from(*letter), number, residue)));
    }
    Ok(all)
}

/// The residues with whole backbones, chain by chain. Modified ones, such as selenomethionine, come from HETATM records and so
/// stand in a chain of their own (`HA`): they go where their numbers belong in chain A, for they are links of its backbone.
fn strands(molecule: &Molecule) -> Vec<Vec<usize>> {
    let chains = &molecule.chains;
    let whole = |chain| chains.residues(chain).filter(|residue| rows(molecule, *residue).is_some()).collect();
    let mut strands: Vec<Vec<usize>> = (0..chains.len()).map(whole).collect();
    let by_name: HashMap<&str, usize> =
        (0..chains.len()).rev().map(|chain| (chains.name[chain].as_str(), chain)).collect();
    for chain in 0..chains.len() {
        let home = chains.name[chain].strip_prefix('H').and_then(|name| by_name.get(name));
        let Some(home) = home.copied().filter(|home| !strands[*home].is_empty()) else { continue };
        let all = std::mem::take(&mut strands[chain]);
        let (modified, own) = all.into_iter().partition(|residue| is_het(molecule, *residue));
        strands[chain] = own;
        let links = std::mem::take(&mut strands[home]);
        strands[home] = merge(molecule, links, modified);
    }
    strands
}

fn is_het(molecule: &Molecule, residue: usize) -> bool {
    molecule.residues.atoms(residue).next().is_some_and(|row| molecule.atoms.is_het[row])
}

/// One row of two, by residue number; each keeps its own order.
fn merge(molecule: &Molecule, links: Vec<usize>, modified: Vec<usize>) -> Vec<usize> {
    let number = |residue: &usize| (molecule.residues.serial[*residue], molecule.residues.insertion_code[*residue]);
    let mut merged = Vec::with_capacity(links.len() + modified.len());
    let mut modified = modified.into_iter().peekable();
    for link in links {
        while let Some(before) = modified.next_if(|residue| number(residue) < number(&link)) {
            merged.push(before);
        }
        merged.push(link);
    }
    merged.extend(modified);
    merged
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

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: &str = "\
ATOM      1  N   GLY A   1       0.000   0.000   0.000  1.00  0.00           N
ATOM      2  CA  GLY A   1       1.000   0.000   0.000  1.00  0.00           C
ATOM      3  C   GLY A   1       2.000   0.000   0.000  1.00  0.00           C
ATOM      4  O   GLY A   1       2.000   1.000   0.000  1.00  0.00           O
HETATM    5  N   MSE A   2       3.000   0.000   0.000  1.00  0.00           N
HETATM    6  CA  MSE A   2       4.000   0.000   0.000  1.00  0.00           C
HETATM    7  C   MSE A   2       5.000   0.000   0.000  1.00  0.00           C
HETATM    8  O   MSE A   2       5.000   1.000   0.000  1.00  0.00           O
ATOM      9  N   ALA A   3       6.000   0.000   0.000  1.00  0.00           N
ATOM     10  CA  ALA A   3       7.000   0.000   0.000  1.00  0.00           C
ATOM     11  C   ALA A   3       8.000   0.000   0.000  1.00  0.00           C
ATOM     12  O   ALA A   3       8.000   1.000   0.000  1.00  0.00           O
HETATM   13  O   HOH A   4       9.000   9.000   0.000  1.00  0.00           O
HETATM   14  N   MSE B   1       0.000   5.000   0.000  1.00  0.00           N
HETATM   15  CA  MSE B   1       1.000   5.000   0.000  1.00  0.00           C
HETATM   16  C   MSE B   1       2.000   5.000   0.000  1.00  0.00           C
HETATM   17  O   MSE B   1       2.000   6.000   0.000  1.00  0.00           O
END
";

    #[test]
    fn modified_residues_are_links_of_their_chain() {
        let mut complexes = molecule::read(SHORT.as_bytes(), molecule::Format::Pdb, "short").unwrap();
        let molecule = &mut complexes[0].molecules[0];
        let written = write(molecule).unwrap();
        let places: Vec<&str> =
            written.lines().filter(|line| line.get(13..15) == Some("CA")).map(|line| &line[17..26]).collect();
        assert_eq!(places, ["GLY A   1", "ALA A   2", "ALA A   3", "ALA B   1"]);

        let line = |number: usize, chain: char, kind: char| format!("{number:>5}{number:>5} {chain} X  {kind}\n");
        let output = format!("  #  RESIDUE AA\n{}{}{}", line(1, 'A', 'H'), line(2, 'A', 'E'), line(1, 'B', ' '));
        assert_eq!(read(molecule, &output), 3);
        let found = |name: &str, serial: i32| {
            let is = |row: &usize| molecule.residues.name[*row] == name && molecule.residues.serial[*row] == serial;
            molecule.residues.secondary_structure[(0..molecule.residues.len()).find(is).unwrap()]
        };
        assert_eq!((found("GLY", 1), found("MSE", 2), found("ALA", 3), found("MSE", 1)), (HELIX, SHEET, 0, COIL));
    }
}
