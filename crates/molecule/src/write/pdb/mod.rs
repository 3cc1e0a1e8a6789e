//! PDB files: atoms by model, TER after each polymer, CONECT for the bonds that a reader would not know.

mod chains;
mod header;
mod line;

use super::WriteError;
use super::named_bonds::bonds_to_name;
use crate::{Molecule, Text};
use chains::Letters;
use line::AtomLine;

pub(super) fn write(models: &[Molecule], remarks: &[(Text, Text)]) -> Result<String, WriteError> {
    let letters = Letters::of(models)?;
    let mut text = header::remarks(remarks);
    text.push_str(&letters.remarks());
    text.push_str(&header::secondary_structure(&models[0], &letters)?);

    // Every model counts from 1 where the same records bind them all; else the serial numbers go on.
    let bonds: Vec<Vec<Conect>> = models.iter().map(conect).collect();
    let share_bonds = bonds.windows(2).all(|pair| pair[0] == pair[1])
        && models.windows(2).all(|pair| pair[0].atoms.len() == pair[1].atoms.len());
    let mut serials_of_models: Vec<Vec<i32>> = Vec::with_capacity(models.len());
    let mut next_serial = 1;
    for (number, model) in (1..).zip(models) {
        if share_bonds {
            next_serial = 1;
        }
        if models.len() > 1 {
            text.push_str(&format!("MODEL     {number:>4}\n"));
        }
        serials_of_models.push(write_model(&mut text, model, &letters, &mut next_serial)?);
        if models.len() > 1 {
            text.push_str("ENDMDL\n");
        }
    }
    let bound_models = if share_bonds { 1 } else { models.len() };
    for (serials, bonds) in serials_of_models.iter().zip(&bonds).take(bound_models) {
        write_conect(&mut text, serials, bonds)?;
    }
    text.push_str("END\n");
    Ok(text)
}

/// Writes the atoms of a model; gives back their serial numbers.
fn write_model(
    text: &mut String,
    model: &Molecule,
    letters: &Letters,
    next_serial: &mut i32,
) -> Result<Vec<i32>, WriteError> {
    let mut serials = vec![0; model.atoms.len()];
    for chain in 0..model.chains.len() {
        let residues = model.chains.residues(chain);
        for residue in residues.clone() {
            let letter = letters.of_residue(model, chain, residue);
            for row in model.residues.atoms(residue) {
                serials[row] = *next_serial;
                AtomLine { model, residue, row, letter, serial: *next_serial }.write(text)?;
                *next_serial += 1;
            }
        }
        let Some(last) = residues.last() else { continue };
        let is_polymer = model.residues.atoms(last).next_back().is_some_and(|row| !model.atoms.is_het[row]);
        if is_polymer {
            line::write_ter(text, model, last, letters.of_residue(model, chain, last), *next_serial)?;
            *next_serial += 1;
        }
    }
    Ok(serials)
}

/// A bond to be named: rows, and the order.
type Conect = (u32, u32, u8);

/// Both directions of each bond that is to be named, sorted.
fn conect(model: &Molecule) -> Vec<Conect> {
    // A PDB has no word for aromatic or unknown bonds.
    let order = |kind| if matches!(kind, 2 | 3) { kind } else { 1 };
    let bonds = bonds_to_name(model, order).into_iter();
    let mut both: Vec<Conect> =
        bonds.flat_map(|(first, second, order)| [(first, second, order), (second, first, order)]).collect();
    both.sort_unstable();
    both
}

/// Four partners a line; a double bond names its partner twice, as usual.
fn write_conect(text: &mut String, serials: &[i32], bonds: &[Conect]) -> Result<(), WriteError> {
    for of_one in bonds.chunk_by(|first, second| first.0 == second.0) {
        let serial = |row: u32| line::serial(serials[row as usize]);
        let mut line = String::new();
        let mut room = 0;
        for (from, to, order) in of_one {
            // A reader counts within one line, so a bond is not spread over two.
            if room < *order {
                if !line.is_empty() {
                    text.push_str(line.trim_end());
                    text.push('\n');
                }
                line = format!("CONECT{}", serial(*from)?);
                room = 4;
            }
            for _ in 0..*order {
                line.push_str(&serial(*to)?);
                room -= 1;
            }
        }
        text.push_str(&line);
        text.push('\n');
    }
    Ok(())
}
