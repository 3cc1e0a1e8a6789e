//! What each scheme makes of a molecule: a colour an atom.

use molecule::Molecule;
use protocol::structure::ColorScheme;

use super::{antibody, palette, polarity};

/// The temperature factor that is shown as hottest, angstrom², as in Jmol's `fixedTemperature`.
const HOTTEST: f32 = 100.0;

/// The colours of a molecule's atoms as the wire has them (`0xRRGGBBAA`); none where the scheme is unknown.
pub(super) fn colors(molecule: &Molecule, scheme: ColorScheme) -> Option<Vec<u32>> {
    let atoms = &molecule.atoms;
    let residues = &molecule.residues;
    let rgb: Vec<u32> = match scheme {
        ColorScheme::RESIDUE => by_residue(molecule, |row| palette::residue(&residues.name[row])),
        ColorScheme::OCCUPANCY => atoms.occupancy.iter().map(|occupancy| palette::cold_to_hot(*occupancy)).collect(),
        ColorScheme::B_FACTOR => atoms.bfactor.iter().map(|bfactor| palette::cold_to_hot(bfactor / HOTTEST)).collect(),
        ColorScheme::ELEMENT => atoms.symbol.iter().map(|symbol| palette::element(symbol)).collect(),
        ColorScheme::RAINBOW => rainbow(molecule),
        ColorScheme::CHAIN => by_chain(molecule, |row| palette::chain(&molecule.chains.name[row])),
        ColorScheme::DONOR_ACCEPTOR => {
            atoms.donor.iter().zip(atoms.acceptor.iter()).map(|(d, a)| palette::donor_acceptor(*d, *a)).collect()
        }
        ColorScheme::SECONDARY_STRUCTURE => {
            by_residue(molecule, |row| palette::secondary_structure(residues.secondary_structure[row]))
        }
        ColorScheme::MONOCHROME => vec![palette::GREY; atoms.len()],
        ColorScheme::YRB_HYDROPHOBICITY => polarity::yellow_red_blue(molecule),
        ColorScheme::HYDROPHOBICITY => by_residue(molecule, |row| palette::hydrophobicity(&residues.name[row])),
        ColorScheme::IMGT => antibody::colors(molecule, &antibody::IMGT),
        ColorScheme::KABAT => antibody::colors(molecule, &antibody::KABAT),
        ColorScheme::CHOTHIA => antibody::colors(molecule, &antibody::CHOTHIA),
        ColorScheme::APF => polarity::property_fields(molecule),
        ColorScheme::B_FACTOR_AF => atoms.bfactor.iter().map(|plddt| palette::confidence(*plddt)).collect(),
        _ => return None,
    };
    Some(rgb.into_iter().map(|rgb| rgb << 8 | 0xFF).collect())
}

/// The colour of each atom's residue.
pub(super) fn by_residue(molecule: &Molecule, color: impl Fn(usize) -> u32) -> Vec<u32> {
    let mut colors = vec![palette::GREY; molecule.atoms.len()];
    for residue in 0..molecule.residues.len() {
        colors[molecule.residues.atoms(residue)].fill(color(residue));
    }
    colors
}

/// The colour of each atom's chain.
fn by_chain(molecule: &Molecule, color: impl Fn(usize) -> u32) -> Vec<u32> {
    let mut of_residue = vec![palette::GREY; molecule.residues.len()];
    for chain in 0..molecule.chains.len() {
        of_residue[molecule.chains.residues(chain)].fill(color(chain));
    }
    by_residue(molecule, |residue| of_residue[residue])
}

/// Each chain from blue at its first residue to red at its last.
fn rainbow(molecule: &Molecule) -> Vec<u32> {
    let mut of_residue = vec![palette::GREY; molecule.residues.len()];
    for chain in 0..molecule.chains.len() {
        let rows = molecule.chains.residues(chain);
        let last = rows.len().saturating_sub(1).max(1) as f32;
        let colors = of_residue[rows].iter_mut().enumerate();
        colors.for_each(|(place, color)| *color = palette::rainbow(place as f32 / last));
    }
    by_residue(molecule, |residue| of_residue[residue])
}
