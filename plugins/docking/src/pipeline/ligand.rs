//! The ligand as RDKit needs it: one small molecule, with bond orders and charges.

use molecule::{Complex, Format, Frames, Molecule, WriteOptions};

use super::error::{LigandProblem, PipelineError};
use super::receptor::single_location;
use super::site::SearchBox;

/// Beyond this it is no small molecule, and Vina's time grows without use.
pub const MOST_HEAVY_ATOMS: usize = 150;

/// What meeko and Vina have types for.
const ELEMENTS: [&str; 12] = ["H", "D", "C", "N", "O", "F", "Si", "P", "S", "Cl", "Br", "I"];

/// The ligand as a molfile, after all that can be said against docking it.
pub fn molfile(ligand: &Complex, site: &SearchBox) -> Result<String, PipelineError> {
    let molecule = ligand.current().ok_or(LigandProblem::Empty)?;
    let chosen = single_location(molecule);
    check(molecule, &chosen, site)?;
    let mut molecule = molecule.clone();
    molecule.atoms.selected = chosen.into();
    let ligand = Complex { molecules: vec![molecule], current_frame: 0, ..ligand.clone() };
    let options = WriteOptions { selected_only: true, frames: Frames::Current, ..WriteOptions::default() };
    molecule::write_with(&ligand, Format::Mol, &options)
        .map_err(|error| PipelineError::Unwritable { what: "the ligand", error })
}

fn check(molecule: &Molecule, chosen: &[bool], site: &SearchBox) -> Result<(), LigandProblem> {
    let rows: Vec<usize> = (0..chosen.len()).filter(|row| chosen[*row]).collect();
    let heavy: Vec<usize> = rows.iter().copied().filter(|row| !molecule.atoms.is_hydrogen(*row)).collect();
    if heavy.is_empty() {
        return Err(LigandProblem::Empty);
    }
    if heavy.len() > MOST_HEAVY_ATOMS {
        return Err(LigandProblem::TooLarge { heavy_atoms: heavy.len(), most: MOST_HEAVY_ATOMS });
    }
    let mut symbols = rows.iter().map(|row| molecule.atoms.symbol[*row].as_str());
    let unknown = symbols.find(|symbol| !ELEMENTS.iter().any(|known| known.eq_ignore_ascii_case(symbol)));
    if let Some(symbol) = unknown {
        return Err(LigandProblem::Element { symbol: symbol.to_owned() });
    }
    let bonds = heavy_bonds(molecule, chosen);
    let pieces = count_pieces(&heavy, &bonds);
    if pieces > 1 {
        return Err(LigandProblem::InPieces { pieces });
    }
    if bonds.iter().any(|bond| bond.kind == 0) {
        return Err(LigandProblem::NoBondOrders);
    }
    if let Some(problem) = only_single_bonds(molecule, &bonds) {
        return Err(problem);
    }
    let length = longest_distance(molecule, &heavy);
    if length > site.diagonal() {
        return Err(LigandProblem::LongerThanBox { length, room: site.diagonal() });
    }
    Ok(())
}

/// A bond between two chosen heavy atoms.
struct HeavyBond {
    atoms: [usize; 2],
    kind: u8,
}

fn heavy_bonds(molecule: &Molecule, chosen: &[bool]) -> Vec<HeavyBond> {
    let bonds = &molecule.bonds;
    let kinds = bonds.kinds.get(molecule.current_conformer).or_else(|| bonds.kinds.first());
    let is_heavy = |row: usize| chosen.get(row) == Some(&true) && !molecule.atoms.is_hydrogen(row);
    (0..bonds.len())
        .filter(|bond| molecule.has_bond(*bond))
        .map(|bond| HeavyBond {
            atoms: [bonds.atom1[bond] as usize, bonds.atom2[bond] as usize],
            kind: kinds.and_then(|kinds| kinds.get(bond)).copied().unwrap_or(0),
        })
        .filter(|bond| bond.atoms.iter().all(|row| is_heavy(*row)))
        .collect()
}

/// Pairs of elements, and how near their atoms come with a single bond between them, where no multiple bond is next
/// to it: angstrom.
const SHORTEST_SINGLE: [(&str, &str, f32); 6] =
    [("C", "C", 1.43), ("C", "N", 1.40), ("C", "O", 1.33), ("N", "N", 1.33), ("O", "S", 1.53), ("O", "P", 1.52)];

/// A file without bond orders, such as most PDB files, makes every bond a single one; hydrogens would be added where none
/// belong, and no tool would complain. Lengths tell: in a molecule that is all single bonds none is as short as a double
/// one. A drawing in the plane has no lengths to go by.
fn only_single_bonds(molecule: &Molecule, bonds: &[HeavyBond]) -> Option<LigandProblem> {
    let positions = molecule.positions();
    let is_flat = bonds.iter().flat_map(|bond| bond.atoms).all(|row| positions[row][2].abs() < 1e-3);
    if is_flat || bonds.iter().any(|bond| bond.kind != 1) {
        return None;
    }
    bonds.iter().find_map(|bond| {
        let mut ends = bond.atoms.map(|row| molecule.atoms.symbol[row].as_str());
        ends.sort_unstable();
        let (_, _, shortest) = SHORTEST_SINGLE.iter().find(|(first, second, _)| ends == [*first, *second])?;
        let length = distance(positions[bond.atoms[0]], positions[bond.atoms[1]]);
        let names = bond.atoms.map(|row| molecule.atoms.name[row].to_string());
        (length < *shortest).then_some(LigandProblem::OnlySingleBonds { names, length })
    })
}

/// How many molecules these atoms make.
fn count_pieces(atoms: &[usize], bonds: &[HeavyBond]) -> usize {
    let mut left: std::collections::BTreeSet<usize> = atoms.iter().copied().collect();
    let mut pieces = 0;
    while let Some(first) = left.pop_first() {
        pieces += 1;
        let mut open = vec![first];
        while let Some(atom) = open.pop() {
            let neighbours = bonds.iter().filter_map(|bond| match bond.atoms {
                [a, b] if a == atom => Some(b),
                [a, b] if b == atom => Some(a),
                _ => None,
            });
            open.extend(neighbours.filter(|neighbour| left.remove(neighbour)));
        }
    }
    pieces
}

fn longest_distance(molecule: &Molecule, rows: &[usize]) -> f32 {
    let positions = molecule.positions();
    let pairs = rows.iter().enumerate().flat_map(|(nth, a)| rows[nth..].iter().map(move |b| (*a, *b)));
    pairs.map(|(a, b)| distance(positions[a], positions[b])).fold(0.0, f32::max)
}

fn distance(a: [f32; 3], b: [f32; 3]) -> f32 {
    (0..3).map(|axis| (a[axis] - b[axis]).powi(2)).sum::<f32>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ethanolamine-like: N-C-C-O, the nitrogen charged.
    const MOLFILE: &str = "small
  test

  4  3  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 N   0  3  0  0  0  0  0  0  0  0  0  0
    1.5000    0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
    2.2000    1.3000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
    3.4000    1.3000    0.0000 O   0  0  0  0  0  0  0  0  0  0  0  0
  1  2  1  0
  2  3  1  0
  3  4  2  0
M  CHG  1   1   1
M  END
";

    fn ligand() -> Complex {
        molecule::read(MOLFILE.as_bytes(), Format::Mol, "small").unwrap().remove(0)
    }

    fn refused(change: impl Fn(&mut Molecule)) -> LigandProblem {
        let mut ligand = ligand();
        change(&mut ligand.molecules[0]);
        let site = SearchBox { center: [0.0; 3], size: [10.0; 3] };
        match molfile(&ligand, &site) {
            Err(PipelineError::Ligand(problem)) => problem,
            other => panic!("not refused: {other:?}"),
        }
    }

    #[test]
    fn bond_orders_and_charges_are_written() {
        let site = SearchBox { center: [0.0; 3], size: [10.0; 3] };
        let text = molfile(&ligand(), &site).unwrap();
        assert!(text.contains("M  CHG  1   1   1"), "{text}");
        assert!(text.contains("  3  4  2"), "{text}");
    }

    /// D-tyrosine as it is in a crystal.
    fn tyrosine() -> Complex {
        let bytes = include_bytes!("../../tests/data/1of6_ligand.sdf");
        molecule::read(bytes, Format::Sdf, "DTY").unwrap().remove(0)
    }

    #[test]
    fn a_ligand_without_its_bond_orders_is_refused() {
        let site = SearchBox { center: [0.0; 3], size: [20.0; 3] };
        assert!(molfile(&tyrosine(), &site).is_ok());
        // Through a PDB file of a program that knows no double bonds.
        let pdb = molecule::write(&tyrosine(), Format::Pdb).unwrap();
        let without_conect: Vec<&str> = pdb.lines().filter(|line| !line.starts_with("CONECT")).collect();
        let read_again = molecule::read(without_conect.join("\n").as_bytes(), Format::Pdb, "DTY").unwrap();
        let error = molfile(&read_again[0], &site).unwrap_err().to_string();
        assert!(error.starts_with("all bonds of the ligand are single, but"), "{error}");
        // With our own CONECT the orders are there.
        let read_again = molecule::read(pdb.as_bytes(), Format::Pdb, "DTY").unwrap();
        assert!(molfile(&read_again[0], &site).is_ok());
    }

    #[test]
    fn a_ligand_of_single_bonds_or_in_the_plane_is_docked() {
        let site = SearchBox { center: [0.0; 3], size: [20.0; 3] };
        let mut saturated = ligand();
        saturated.molecules[0].bonds.kinds[0].edit()[2] = 1;
        saturated.molecules[0].atoms.positions[0].edit()[3] = [3.4, 1.9, 0.5];
        assert!(molfile(&saturated, &site).is_ok());
        let mut drawn = tyrosine();
        drawn.molecules[0].bonds.kinds[0].edit().fill(1);
        drawn.molecules[0].atoms.positions[0].edit().iter_mut().for_each(|position| position[2] = 0.0);
        assert!(molfile(&drawn, &site).is_ok());
    }

    #[test]
    fn what_cannot_be_docked_is_told() {
        let element = refused(|molecule| molecule.atoms.symbol.edit()[3] = "Fe".into());
        assert_eq!(element, LigandProblem::Element { symbol: "Fe".into() });
        let pieces = refused(|molecule| molecule.bonds.atom2.edit()[2] = 0);
        assert_eq!(pieces, LigandProblem::InPieces { pieces: 2 });
        assert_eq!(refused(|molecule| molecule.bonds.kinds[0].edit()[1] = 0), LigandProblem::NoBondOrders);
        assert_eq!(refused(|molecule| molecule.atoms.symbol.edit().fill("H".into())), LigandProblem::Empty);
        let long = refused(|molecule| molecule.atoms.positions[0].edit()[3] = [30.0, 0.0, 0.0]);
        assert!(
            long.to_string().starts_with("the ligand is 30 angstrom long, and the box at most 17 across."),
            "{long}"
        );
    }
}
