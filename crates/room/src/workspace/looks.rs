//! How complexes look at one press: what of them is drawn, and as what.
//!
//! Whatever a look says of polymers, ligands, ions and waters stands in the columns of every frame.

use molecule::{Column, Complex, Index, Molecule, ResidueClass};
use room_api::{ApiError, ColorScheme, ColorTarget, Hydrogens, Look};

use super::colors::{Brush, by_scheme};
use super::surroundings::{local, placed};
use super::{Change, Workspace};

/// How far a pocket reaches from its ligands, angstrom.
const POCKET: f32 = 5.0;
/// How much of what is behind it a surface hides: 0 to 1.
const SURFACE_OPACITY: f32 = 0.7;
/// The bit of `display_mode` that says whether an atom is drawn.
const DRAWN: u32 = 1;

/// How atoms are drawn: numbers of `mode`.
const BALL_AND_STICK: i32 = 0;
const STICK: i32 = 1;
const VAN_DER_WAALS: i32 = 3;

/// What people load looks like.
pub(super) fn first_look(complex: &mut Complex) {
    complex.molecules.iter_mut().for_each(|molecule| apply(molecule, Look::Overview, &[]));
}

impl Workspace {
    /// Gives a complex one of the looks.
    pub fn look(&mut self, index: Index, look: Look) -> Result<Vec<Change>, ApiError> {
        let place = self.known_place(index)?;
        let mut complex = self.complexes[place].clone();
        let others = if look == Look::Pocket { self.ligands_around(place) } else { Vec::new() };
        for molecule in &mut complex.molecules {
            let hydrogens = shown_hydrogens(molecule);
            let classes = molecule.residue_classes();
            let mut ligands = others.clone();
            ligands.extend(positions_of(molecule, &molecule.ligand_residues(&classes)));
            apply(molecule, look, &ligands);
            show_hydrogens(molecule, hydrogens);
        }
        Ok(self.put(place, complex, self.bytes[place]).into_iter().collect())
    }

    /// Shows or hides the waters of a complex.
    pub fn show_waters(&mut self, index: Index, shown: bool) -> Result<Vec<Change>, ApiError> {
        let place = self.known_place(index)?;
        let mut complex = self.complexes[place].clone();
        for molecule in &mut complex.molecules {
            let hydrogens = shown_hydrogens(molecule);
            let classes = molecule.residue_classes();
            for (residue, _) in classes.iter().enumerate().filter(|(_, class)| **class == ResidueClass::Water) {
                draw(molecule, residue, shown);
            }
            show_hydrogens(molecule, hydrogens);
        }
        Ok(self.put(place, complex, self.bytes[place]).into_iter().collect())
    }

    /// Shows all hydrogens of a complex, the polar ones, or none.
    pub fn show_hydrogens(&mut self, index: Index, shown: Hydrogens) -> Result<Vec<Change>, ApiError> {
        let place = self.known_place(index)?;
        let mut complex = self.complexes[place].clone();
        complex.molecules.iter_mut().for_each(|molecule| show_hydrogens(molecule, shown));
        Ok(self.put(place, complex, self.bytes[place]).into_iter().collect())
    }

    /// Where the ligands of the other complexes that are shown are, in the space of this one.
    fn ligands_around(&self, place: usize) -> Vec<[f32; 3]> {
        let here = &self.complexes[place];
        let others = self.complexes.iter().enumerate().filter(|(other, complex)| *other != place && complex.visible);
        let ligands = others.filter_map(|(_, complex)| {
            let molecule = complex.current()?;
            let residues = molecule.ligand_residues(&molecule.residue_classes());
            Some(positions_of(molecule, &residues).into_iter().map(|point| local(here, placed(complex, point))))
        });
        ligands.flatten().collect()
    }
}

/// Where the heavy atoms of some residues are, in the conformer that is shown.
pub(super) fn positions_of(molecule: &Molecule, residues: &[usize]) -> Vec<[f32; 3]> {
    let positions = molecule.positions();
    let rows = residues.iter().flat_map(|residue| molecule.residues.atoms(*residue));
    let heavy = rows.filter(|row| molecule.has_atom(*row) && !molecule.atoms.is_hydrogen(*row));
    heavy.filter_map(|row| positions.get(row).copied()).collect()
}

/// Gives a molecule a look; pockets are around these places.
fn apply(molecule: &mut Molecule, look: Look, ligands: &[[f32; 3]]) {
    let classes = molecule.residue_classes();
    let mut in_pocket = vec![false; classes.len()];
    if look == Look::Pocket {
        molecule.residues_near(ligands, POCKET).into_iter().for_each(|near| in_pocket[near.residue] = true);
    }
    let by_chain = paint(molecule);
    molecule.residues.label_text = Column::filled(molecule::Text::default(), classes.len());
    for (residue, class) in classes.into_iter().enumerate() {
        let is_polymer = class == ResidueClass::Polymer;
        let is_pocket = is_polymer && in_pocket[residue];
        let all = look == Look::AllAtoms;
        molecule.residues.ribboned.edit()[residue] = is_polymer && !all;
        molecule.residues.labeled.edit()[residue] = is_pocket;
        draw(molecule, residue, all || is_pocket || matches!(class, ResidueClass::Ligand | ResidueClass::Ion));
        let mode = match class {
            ResidueClass::Ion => VAN_DER_WAALS,
            ResidueClass::Polymer | ResidueClass::Ligand if !all => STICK,
            _ => BALL_AND_STICK,
        };
        let rows = molecule.residues.atoms(residue);
        if is_pocket {
            // So that a ligand, whose carbons are grey, is told from what is around it.
            rows.clone().filter(|row| molecule.atoms.symbol[*row] == "C").for_each(|row| {
                molecule.atoms.color.edit()[row] = by_chain[row];
            });
        }
        molecule.atoms.mode.edit()[rows.clone()].fill(mode);
        molecule.atoms.surface_rendering.edit()[rows].fill(is_polymer && look == Look::Surface);
    }
    if look == Look::Surface {
        molecule.atoms.surface_opacity = Column::filled(SURFACE_OPACITY, molecule.atoms.len());
    }
}

/// Atoms by element; ribbons and surfaces by chain, whose colours are returned, one an atom.
fn paint(molecule: &mut Molecule) -> Vec<u32> {
    let (by_element, by_chain) = (by_scheme(molecule, ColorScheme::Element), by_scheme(molecule, ColorScheme::Chain));
    Brush { target: ColorTarget::Atoms, ..Brush::ALL }.paint(molecule, &by_element);
    Brush { target: ColorTarget::Ribbon, ..Brush::ALL }.paint(molecule, &by_chain);
    Brush { target: ColorTarget::Surface, ..Brush::ALL }.paint(molecule, &by_chain);
    by_chain
}

/// Draws the atoms of a residue, or not.
fn draw(molecule: &mut Molecule, residue: usize, drawn: bool) {
    let rows = molecule.residues.atoms(residue);
    molecule.atoms.display_mode.edit()[rows].iter_mut().for_each(|mode| set_drawn(mode, drawn));
}

fn set_drawn(mode: &mut u32, drawn: bool) {
    *mode = if drawn { *mode | DRAWN } else { *mode & !DRAWN };
}

/// Which hydrogens are drawn now on atoms that are drawn; all where there is none to tell by.
fn shown_hydrogens(molecule: &Molecule) -> Hydrogens {
    let is_drawn = |row: usize| molecule.atoms.display_mode[row] & DRAWN != 0;
    let (mut any, mut polar, mut other) = (false, false, false);
    for (row, owner) in owners(molecule).into_iter().enumerate() {
        let Some(owner) = owner.filter(|owner| is_drawn(*owner)) else { continue };
        any = true;
        if is_drawn(row) {
            let is_polar = is_polar(molecule, row, owner);
            (polar, other) = (polar || is_polar, other || !is_polar);
        }
    }
    match (any, polar, other) {
        (false, ..) | (_, _, true) => Hydrogens::All,
        (true, true, false) => Hydrogens::Polar,
        (true, false, false) => Hydrogens::None,
    }
}

/// Draws the hydrogens that are wanted, on atoms that are drawn.
fn show_hydrogens(molecule: &mut Molecule, shown: Hydrogens) {
    for (row, owner) in owners(molecule).into_iter().enumerate() {
        let Some(owner) = owner else { continue };
        let is_wanted = match shown {
            Hydrogens::All => true,
            Hydrogens::Polar => is_polar(molecule, row, owner),
            Hydrogens::None => false,
        };
        let is_drawn = is_wanted && molecule.atoms.display_mode[owner] & DRAWN != 0;
        if (molecule.atoms.display_mode[row] & DRAWN != 0) != is_drawn {
            set_drawn(&mut molecule.atoms.display_mode.edit()[row], is_drawn);
        }
    }
}

/// The heavy atom that each hydrogen is bonded to, by rows; none of heavy atoms, and of hydrogens without one.
fn owners(molecule: &Molecule) -> Vec<Option<usize>> {
    let mut owners = vec![None; molecule.atoms.len()];
    for (first, second) in molecule.bonds.atom1.iter().zip(molecule.bonds.atom2.iter()) {
        let (first, second) = (*first as usize, *second as usize);
        match (molecule.atoms.is_hydrogen(first), molecule.atoms.is_hydrogen(second)) {
            (true, false) => owners[first] = Some(second),
            (false, true) => owners[second] = Some(first),
            _ => {}
        }
    }
    owners
}

fn is_polar(molecule: &Molecule, hydrogen: usize, owner: usize) -> bool {
    molecule.atoms.polar_hydrogen[hydrogen] || matches!(molecule.atoms.symbol[owner].as_str(), "N" | "O" | "S")
}
