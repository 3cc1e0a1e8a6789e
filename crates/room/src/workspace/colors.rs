//! Colour schemes: what plugins selected or people mean is painted, atoms and surfaces atom by atom, ribbons residue by residue.

mod antibody;
mod palette;
mod polarity;
mod schemes;

use molecule::{Column, Molecule};
use protocol::control::ApplyColorScheme;
use protocol::structure::{ColorScheme, ColorSchemeTarget};
use room_api::{ApiError, ColorTarget, Paint};

use super::{Change, Handled, Workspace};

/// The scheme that does nothing.
const NO_SCHEME: ColorScheme = ColorScheme(0);

/// What of a molecule is painted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Brush {
    pub target: ColorTarget,
    /// Where only carbons are wanted, ribbons are painted all the same: they are no atoms.
    pub only_carbons: bool,
    pub only_selected: bool,
}

impl Brush {
    /// Everything.
    pub const ALL: Self = Self { target: ColorTarget::All, only_carbons: false, only_selected: false };

    /// Paints each atom, each surface and each ribbon that is meant with the colour of its atom.
    pub fn paint(self, molecule: &mut Molecule, colors: &[u32]) {
        let wants = |target| self.target == target || self.target == ColorTarget::All;
        let meant = self.meant(molecule);
        if wants(ColorTarget::Atoms) {
            paint(&mut molecule.atoms.color, &meant, colors);
        }
        if wants(ColorTarget::Surface) {
            paint(&mut molecule.atoms.surface_color, &meant, colors);
        }
        if wants(ColorTarget::Ribbon) {
            self.paint_ribbon(molecule, colors);
        }
    }

    /// Which atoms are painted.
    fn meant(self, molecule: &Molecule) -> Vec<bool> {
        let atoms = &molecule.atoms;
        let each = atoms.selected.iter().zip(atoms.symbol.iter());
        each.map(|(selected, symbol)| (*selected || !self.only_selected) && (!self.only_carbons || symbol == "C"))
            .collect()
    }

    /// A residue with an atom that is meant gets the colour of the atom along which ribbons run.
    fn paint_ribbon(self, molecule: &mut Molecule, colors: &[u32]) {
        let column = molecule.residues.ribbon_color.edit();
        for (residue, color) in column.iter_mut().enumerate() {
            let starts = &molecule.residues.atom_start;
            let rows = starts[residue] as usize..starts[residue + 1] as usize;
            let is_meant = !self.only_selected || molecule.atoms.selected[rows.clone()].contains(&true);
            if rows.is_empty() || !is_meant {
                continue;
            }
            let named = |name: &str| rows.clone().find(|row| molecule.atoms.name[*row] == name);
            *color = colors[named("CA").or_else(|| named("C1'")).unwrap_or(rows.start)];
        }
    }
}

/// The colours of a molecule's atoms by a scheme that people know by name.
pub(super) fn by_scheme(molecule: &Molecule, scheme: room_api::ColorScheme) -> Vec<u32> {
    // Every scheme that has a name has colours.
    schemes::colors(molecule, number_of(scheme)).unwrap_or_else(|| vec![0; molecule.atoms.len()])
}

/// The colours of a molecule's atoms by the scheme that macros call so; none where there is no such scheme.
pub fn scheme_colors(molecule: &Molecule, name: &str) -> Option<Vec<u32>> {
    use room_api::ColorScheme as Named;
    let scheme = match name {
        "chains" | "chain" => Named::Chain,
        "residues" | "residue" => Named::Residue,
        "elements" | "element" => Named::Element,
        "rainbow" => Named::Rainbow,
        "occupancy" => Named::Occupancy,
        "bfactor" => Named::BFactor,
        "hydrophobicity" => Named::Hydrophobicity,
        "secondary" => Named::SecondaryStructure,
        _ => return None,
    };
    Some(by_scheme(molecule, scheme))
}

fn number_of(scheme: room_api::ColorScheme) -> ColorScheme {
    use room_api::ColorScheme as Named;
    match scheme {
        Named::Residue => ColorScheme::RESIDUE,
        Named::Occupancy => ColorScheme::OCCUPANCY,
        Named::BFactor => ColorScheme::B_FACTOR,
        Named::Element => ColorScheme::ELEMENT,
        Named::Rainbow => ColorScheme::RAINBOW,
        Named::Chain => ColorScheme::CHAIN,
        Named::DonorAcceptor => ColorScheme::DONOR_ACCEPTOR,
        Named::SecondaryStructure => ColorScheme::SECONDARY_STRUCTURE,
        Named::Monochrome => ColorScheme::MONOCHROME,
        Named::YrbHydrophobicity => ColorScheme::YRB_HYDROPHOBICITY,
        Named::Hydrophobicity => ColorScheme::HYDROPHOBICITY,
        Named::Imgt => ColorScheme::IMGT,
        Named::Kabat => ColorScheme::KABAT,
        Named::Chothia => ColorScheme::CHOTHIA,
        Named::Apf => ColorScheme::APF,
        Named::Confidence => ColorScheme::B_FACTOR_AF,
    }
}

impl Workspace {
    /// Paints a complex, in every frame.
    pub fn color(&mut self, index: molecule::Index, with: Paint, brush: Brush) -> Result<Vec<Change>, ApiError> {
        let place = self.known_place(index)?;
        let mut complex = self.complexes[place].clone();
        for molecule in &mut complex.molecules {
            let colors = match with {
                Paint::Scheme(scheme) => by_scheme(molecule, scheme),
                Paint::Rgb([red, green, blue]) => {
                    vec![u32::from_be_bytes([red, green, blue, 0xFF]); molecule.atoms.len()]
                }
            };
            brush.paint(molecule, &colors);
        }
        Ok(self.put(place, complex, self.bytes[place]).into_iter().collect())
    }

    /// Paints what is selected, in every frame.
    pub(super) fn apply_color_scheme(&mut self, apply: &ApplyColorScheme) -> Handled {
        let mut handled = Handled::default();
        if apply.scheme == NO_SCHEME {
            return handled;
        }
        let target = match apply.target {
            ColorSchemeTarget::ATOM_BOND => ColorTarget::Atoms,
            ColorSchemeTarget::RIBBON => ColorTarget::Ribbon,
            ColorSchemeTarget::SURFACE => ColorTarget::Surface,
            ColorSchemeTarget::ALL => ColorTarget::All,
            ColorSchemeTarget(other) => {
                return Handled::problem(format!("The plugin colours something unknown ({other}): nothing changed."));
            }
        };
        let brush = Brush { target, only_carbons: apply.only_carbons, only_selected: true };
        for place in 0..self.complexes.len() {
            let mut complex = self.complexes[place].clone();
            for molecule in complex.molecules.iter_mut().filter(|molecule| molecule.atoms.selected.contains(&true)) {
                let Some(colors) = schemes::colors(molecule, apply.scheme) else {
                    let ColorScheme(other) = apply.scheme;
                    return Handled::problem(format!(
                        "The plugin's colour scheme {other} is unknown: nothing changed."
                    ));
                };
                brush.paint(molecule, &colors);
            }
            handled.changes.extend(self.put(place, complex, self.bytes[place]));
        }
        handled
    }
}

fn paint(column: &mut Column<u32>, meant: &[bool], colors: &[u32]) {
    let each = column.edit().iter_mut().zip(meant).zip(colors);
    each.filter(|((_, meant), _)| **meant).for_each(|((old, _), color)| *old = *color);
}
