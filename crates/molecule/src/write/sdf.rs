//! Records of an SDF: `sdfrust` writes the molfile (V3000 past 999 atoms or bonds), the data are ours.

use sdfrust::{Atom, Bond, BondOrder};

use super::WriteError;
use crate::{Molecule, wedges};

/// A molfile with the data of the molecule, and the end of the record.
pub(super) fn record(molecule: &Molecule) -> Result<String, WriteError> {
    let mut text = molfile(molecule)?;
    for (name, value) in data(molecule).filter(|(name, value)| !wedges::is_list(name, value)) {
        let name: String = one_line(name).chars().filter(|letter| !matches!(letter, '<' | '>')).collect();
        text.push_str(&format!("> <{name}>\n"));
        for line in value.lines().filter(|line| !line.trim().is_empty()) {
            // A line that begins so would end the value.
            let indent = if line.starts_with('>') || line.starts_with("$$$$") { " " } else { "" };
            text.push_str(&format!("{indent}{line}\n"));
        }
        text.push('\n');
    }
    text.push_str("$$$$\n");
    Ok(text)
}

fn data(molecule: &Molecule) -> impl Iterator<Item = (&str, &str)> {
    let pairs = molecule.conformers.iter().flat_map(|conformer| &conformer.associated);
    pairs.map(|(name, value)| (name.as_str(), value.as_str()))
}

/// The table of atoms and bonds, up to `M  END`.
pub(super) fn molfile(molecule: &Molecule) -> Result<String, WriteError> {
    let name = molecule.conformers.first().map(|conformer| one_line(&conformer.name)).unwrap_or_default();
    let mut sdf = sdfrust::Molecule::new(&name);
    for (row, position) in molecule.positions().iter().enumerate() {
        let [x, y, z] = position.map(f64::from);
        let symbol: String = molecule.atoms.symbol[row].chars().filter(char::is_ascii_alphanumeric).take(3).collect();
        let mut atom = Atom::new(row, if symbol.is_empty() { "*" } else { &symbol }, x, y, z);
        atom.formal_charge = molecule.atoms.formal_charge[row].clamp(-15, 15) as i8;
        sdf.atoms.push(atom);
    }
    for bond in 0..molecule.bonds.len() {
        let kind = molecule.bonds.kinds.first().map_or(1, |kinds| kinds[bond]);
        let order = BondOrder::from_sdf(kind).filter(|_| kind <= 4).unwrap_or(BondOrder::Any);
        let (first, second) = (molecule.bonds.atom1[bond] as usize, molecule.bonds.atom2[bond] as usize);
        sdf.bonds.push(Bond::new(first, second, order));
    }
    // Readers find the hands of centres by wedges in 2D, and by places in 3D.
    let dimensions = if wedges::is_flat(&sdf) { "2D" } else { "3D" };
    sdf.program_line = Some(format!("  OpenNTS           {dimensions}"));
    for (_, list) in data(molecule).filter(|(name, value)| wedges::is_list(name, value)) {
        wedges::draw(&mut sdf, list);
    }
    let text =
        sdfrust::write_sdf_auto_string(&sdf).map_err(|error| WriteError::Molfile { reason: error.to_string() })?;
    let end = text.rfind("$$$$").unwrap_or(text.len());
    Ok(text[..end].to_owned())
}

/// Text that stays on its line.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect::<String>().trim().to_owned()
}
