//! Colour schemes: what is selected is painted, atoms and surfaces atom by atom, ribbons residue by residue.

mod antibody;
mod palette;
mod polarity;
mod schemes;

use molecule::{Column, Molecule};
use protocol::control::ApplyColorScheme;
use protocol::structure::{ColorScheme, ColorSchemeTarget};

use super::{Handled, Workspace};

/// The scheme that does nothing.
const NO_SCHEME: ColorScheme = ColorScheme(0);

impl Workspace {
    /// Paints what is selected, in every frame. Where only carbons are wanted, ribbons are painted all the same: they are
    /// no atoms.
    pub(super) fn apply_color_scheme(&mut self, apply: &ApplyColorScheme) -> Handled {
        let mut handled = Handled::default();
        if apply.scheme == NO_SCHEME {
            return handled;
        }
        let (atoms, ribbon, surface) = match apply.target {
            ColorSchemeTarget::ATOM_BOND => (true, false, false),
            ColorSchemeTarget::RIBBON => (false, true, false),
            ColorSchemeTarget::SURFACE => (false, false, true),
            ColorSchemeTarget::ALL => (true, true, true),
            ColorSchemeTarget(other) => {
                return Handled::problem(format!("The plugin colours something unknown ({other}): nothing changed."));
            }
        };
        for place in 0..self.complexes.len() {
            let mut complex = self.complexes[place].clone();
            for molecule in complex.molecules.iter_mut().filter(|molecule| molecule.atoms.selected.contains(&true)) {
                let Some(colors) = schemes::colors(molecule, apply.scheme) else {
                    let ColorScheme(other) = apply.scheme;
                    return Handled::problem(format!(
                        "The plugin's colour scheme {other} is unknown: nothing changed."
                    ));
                };
                let painted: Vec<bool> = painted(molecule, apply.only_carbons);
                if atoms {
                    paint(&mut molecule.atoms.color, &painted, &colors);
                }
                if surface {
                    paint(&mut molecule.atoms.surface_color, &painted, &colors);
                }
                if ribbon {
                    paint_ribbon(molecule, &colors);
                }
            }
            handled.changes.extend(self.put(place, complex, self.bytes[place]));
        }
        handled
    }
}

/// Which atoms are painted.
fn painted(molecule: &Molecule, only_carbons: bool) -> Vec<bool> {
    let atoms = &molecule.atoms;
    let wanted = |(selected, symbol): (&bool, &molecule::Text)| *selected && (!only_carbons || symbol == "C");
    atoms.selected.iter().zip(atoms.symbol.iter()).map(wanted).collect()
}

fn paint(column: &mut Column<u32>, painted: &[bool], colors: &[u32]) {
    let each = column.edit().iter_mut().zip(painted).zip(colors);
    each.filter(|((_, painted), _)| **painted).for_each(|((old, _), color)| *old = *color);
}

/// A residue with a selected atom gets the colour of the atom along which ribbons run.
fn paint_ribbon(molecule: &mut Molecule, colors: &[u32]) {
    for residue in 0..molecule.residues.len() {
        let rows = molecule.residues.atoms(residue);
        if !molecule.atoms.selected[rows.clone()].contains(&true) {
            continue;
        }
        let named = |name: &str| rows.clone().find(|row| molecule.atoms.name[*row] == name);
        let traced = named("CA").or_else(|| named("C1'")).unwrap_or(rows.start);
        molecule.residues.ribbon_color.edit()[residue] = colors[traced];
    }
}
