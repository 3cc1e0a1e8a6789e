//! What people select: all of a complex, some of it by what it is, or more of what is selected already; and what touches what.

use molecule::hydrogen_bonds::Placed;
use molecule::{Column, Complex, Index, Molecule, ResidueClass, contacts};
use room_api::{ApiError, AtomSelection, ComplexId, Contact, ContactKind, ErrorCode, Matching, ResidueKind, Widening};

use super::surroundings::{local, placed};
use super::{Change, Workspace};

/// The farthest that a selection is widened to, angstrom.
const FARTHEST: f32 = 12.0;
/// How far contacts reach where nothing is said, and at most; angstrom.
const REACH: f32 = 4.0;
const LONGEST_REACH: f32 = 8.0;
/// What has no more residues than these is a ligand itself, or another pose of it.
const SMALL: usize = 3;
/// The most items in each list of what atoms are: each is compared with each of them.
const MAX_ITEMS: usize = 1000;

impl Workspace {
    /// Selects atoms of a complex; its other atoms are unselected.
    pub fn select(&mut self, index: Index, atoms: &AtomSelection) -> Result<Vec<Change>, ApiError> {
        let place = self.known_place(index)?;
        let complex = &self.complexes[place];
        let selected = match atoms {
            AtomSelection::All => in_current_frame(complex, |molecule| vec![true; molecule.atoms.len()]),
            AtomSelection::None => in_current_frame(complex, |molecule| vec![false; molecule.atoms.len()]),
            AtomSelection::Indices(indices) => among(complex, indices)?,
            AtomSelection::Matching(matching) => {
                check_length(matching)?;
                let selected = in_current_frame(complex, |molecule| fitting(molecule, matching));
                if !selected.iter().flatten().any(|is| *is) {
                    let message =
                        format!("Nothing in the current frame of {} is so: nothing was selected.", complex.name);
                    return Err(ApiError::new(ErrorCode::NotFound, message));
                }
                selected
            }
        };
        Ok(self.select_rows(place, selected)?.into_iter().collect())
    }

    /// Unselects everything.
    pub fn unselect(&mut self) -> Vec<Change> {
        let none = |complex: &Complex| in_current_frame(complex, |molecule| vec![false; molecule.atoms.len()]);
        let places = 0..self.complexes.len();
        places.filter_map(|place| self.select_rows(place, none(&self.complexes[place])).ok().flatten()).collect()
    }

    /// Selects more, beginning from what is selected in the complexes that are shown.
    pub fn widen(&mut self, to: Widening) -> Result<Vec<Change>, ApiError> {
        if let Widening::Within(within) = to
            && !(within > 0.0 && within <= FARTHEST)
        {
            let message = format!("A selection is widened by more than 0 and at most {FARTHEST} angstrom.");
            return Err(ApiError::new(ErrorCode::Malformed, message));
        }
        let shown: Vec<usize> = (0..self.complexes.len()).filter(|place| self.complexes[*place].visible).collect();
        if !shown.iter().any(|place| self.complexes[*place].is_selected()) {
            return Err(ApiError::new(
                ErrorCode::Conflict,
                "Nothing that is shown is selected: select something first.",
            ));
        }
        let points: Vec<[f32; 3]> = match to {
            Widening::Within(_) => shown.iter().flat_map(|place| selected_points(&self.complexes[*place])).collect(),
            Widening::Residues | Widening::Chains => Vec::new(),
        };
        let mut changes = Vec::new();
        for place in shown {
            let complex = &self.complexes[place];
            let selected = in_current_frame(complex, |molecule| match to {
                Widening::Residues => whole_residues(molecule),
                Widening::Chains => whole_chains(molecule),
                Widening::Within(within) => {
                    let points: Vec<[f32; 3]> = points.iter().map(|point| local(complex, *point)).collect();
                    near(molecule, &points, within)
                }
            });
            changes.extend(self.select_rows(place, selected)?);
        }
        Ok(changes)
    }

    /// The residues of the other complexes that are shown which a complex touches.
    pub fn contacts(&self, index: Index, within: Option<f32>) -> Result<Vec<Contact>, ApiError> {
        let place = self.known_place(index)?;
        let reach = within.unwrap_or(REACH);
        if !(reach > 0.0 && reach <= LONGEST_REACH) {
            let message = format!("Contacts are within more than 0 and at most {LONGEST_REACH} angstrom.");
            return Err(ApiError::new(ErrorCode::Malformed, message));
        }
        let Some(molecule) = in_workspace(&self.complexes[place]) else { return Ok(Vec::new()) };
        let is_receptor = |complex: &&Complex| {
            complex.index != index && complex.visible && complex.current().is_some_and(|it| it.residues.len() > SMALL)
        };
        let receptors: Vec<&Complex> = self.complexes.iter().filter(is_receptor).collect();
        let others: Vec<Placed<'_>> = receptors.iter().filter_map(|complex| in_workspace(complex)).collect();
        let found = contacts::find(&molecule, &others, reach);
        let dry = found.into_iter().filter(|found| {
            let residues = &others[found.molecule].molecule.residues;
            !molecule::is_water(&residues.name[found.residue])
        });
        Ok(dry.map(|found| described(receptors[found.molecule], others[found.molecule].molecule, found)).collect())
    }

    /// Selects these rows of each molecule of a complex, and no others.
    fn select_rows(&mut self, place: usize, selected: Vec<Vec<bool>>) -> Result<Option<Change>, ApiError> {
        let is_same = |molecule: &Molecule, rows: &Vec<bool>| molecule.atoms.selected[..] == rows[..];
        if self.complexes[place].molecules.iter().zip(&selected).all(|(molecule, rows)| is_same(molecule, rows)) {
            return Ok(None);
        }
        let mut complex = self.complexes[place].clone();
        for (molecule, rows) in complex.molecules.iter_mut().zip(selected) {
            if !is_same(molecule, &rows) {
                molecule.atoms.selected = Column::new(rows);
            }
        }
        self.replace(place, complex)
    }
}

/// The rows of each molecule: in the current one these, in the others none.
fn in_current_frame(complex: &Complex, rows: impl Fn(&Molecule) -> Vec<bool>) -> Vec<Vec<bool>> {
    let shown = complex.current_frame.min(complex.molecules.len().saturating_sub(1));
    let each = complex.molecules.iter().enumerate();
    each.map(|(frame, it)| if frame == shown { rows(it) } else { vec![false; it.atoms.len()] }).collect()
}

/// The rows of these indices, in whichever frame they are; all have to be there.
fn among(complex: &Complex, indices: &[Index]) -> Result<Vec<Vec<bool>>, ApiError> {
    let mut wanted = indices.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let is_wanted = |atom: &Index| wanted.binary_search(atom).is_ok();
    let selected: Vec<Vec<bool>> =
        complex.molecules.iter().map(|molecule| molecule.atoms.index.iter().map(is_wanted).collect()).collect();
    let (found, asked) = (selected.iter().flatten().filter(|is| **is).count(), wanted.len());
    if found < asked {
        let name = &complex.name;
        let words = format!("Only {found} of the {asked} atoms are in {name} (any more): nothing was selected.");
        return Err(ApiError::new(ErrorCode::NotFound, words));
    }
    Ok(selected)
}

fn check_length(
    Matching { chains, residues, residue_names, kinds, atom_names, elements }: &Matching,
) -> Result<(), ApiError> {
    let names = [chains, residue_names, atom_names, elements].map(Vec::len);
    if names.into_iter().chain([residues.len(), kinds.len()]).any(|items| items > MAX_ITEMS) {
        let message =
            format!("Atoms are selected by up to {MAX_ITEMS} names, numbers or kinds each. Select fewer at once.");
        return Err(ApiError::new(ErrorCode::Malformed, message));
    }
    Ok(())
}

fn fitting(molecule: &Molecule, matching: &Matching) -> Vec<bool> {
    let Matching { chains, residues, residue_names, kinds, atom_names, elements } = matching;
    let says =
        |names: &[String], name: &str| names.is_empty() || names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let of_kind = kinds_of(molecule, kinds);
    let mut rows = vec![false; molecule.atoms.len()];
    for chain in 0..molecule.chains.len() {
        let name = molecule.chains.name[chain].as_str();
        for residue in molecule.chains.residues(chain) {
            let atoms = molecule.residues.atoms(residue);
            // Hetero groups of chain A stand in a chain of their own.
            let is_het = atoms.clone().any(|row| molecule.atoms.is_het[row]);
            let home = name.strip_prefix('H').filter(|home| is_het && !home.is_empty());
            let in_chain = chains.is_empty() || chains.iter().any(|wanted| wanted == name || Some(&wanted[..]) == home);
            let number = molecule.residues.serial[residue];
            let in_range =
                residues.is_empty() || residues.iter().any(|range| (range.first..=range.last).contains(&number));
            if !in_chain || !in_range || !of_kind[residue] || !says(residue_names, &molecule.residues.name[residue]) {
                continue;
            }
            for row in atoms {
                rows[row] = says(atom_names, &molecule.atoms.name[row]) && says(elements, &molecule.atoms.symbol[row]);
            }
        }
    }
    rows
}

/// Which residues are of one of these kinds; all where none is said.
fn kinds_of(molecule: &Molecule, kinds: &[ResidueKind]) -> Vec<bool> {
    if kinds.is_empty() {
        return vec![true; molecule.residues.len()];
    }
    let classes = molecule.residue_classes();
    let mut fits: Vec<bool> = classes
        .iter()
        .map(|class| match class {
            ResidueClass::Polymer => kinds.contains(&ResidueKind::Polymer),
            ResidueClass::Ion => kinds.contains(&ResidueKind::Ion),
            ResidueClass::Water => kinds.contains(&ResidueKind::Water),
            ResidueClass::Ligand => false,
        })
        .collect();
    if kinds.contains(&ResidueKind::Ligand) {
        molecule.ligand_residues(&classes).into_iter().for_each(|residue| fits[residue] = true);
    }
    fits
}

fn whole_residues(molecule: &Molecule) -> Vec<bool> {
    let mut rows = vec![false; molecule.atoms.len()];
    for residue in 0..molecule.residues.len() {
        let atoms = molecule.residues.atoms(residue);
        let any = molecule.atoms.selected[atoms.clone()].contains(&true);
        rows[atoms].fill(any);
    }
    rows
}

fn whole_chains(molecule: &Molecule) -> Vec<bool> {
    let mut rows = vec![false; molecule.atoms.len()];
    for residues in
        (0..molecule.chains.len()).map(|chain| molecule.chains.residues(chain)).filter(|range| !range.is_empty())
    {
        let start = &molecule.residues.atom_start;
        let atoms = start[residues.start] as usize..start[residues.end] as usize;
        let any = molecule.atoms.selected[atoms.clone()].contains(&true);
        rows[atoms].fill(any);
    }
    rows
}

/// The residues near these points, which are in the space of the molecule, and what is selected already.
fn near(molecule: &Molecule, points: &[[f32; 3]], within: f32) -> Vec<bool> {
    let mut rows = molecule.atoms.selected.to_vec();
    for near in molecule.residues_near(points, within) {
        rows[molecule.residues.atoms(near.residue)].fill(true);
    }
    rows
}

/// Where the selected atoms of the current frame are in the workspace.
fn selected_points(complex: &Complex) -> Vec<[f32; 3]> {
    let Some(molecule) = complex.current() else { return Vec::new() };
    let rows = molecule.positions().iter().enumerate();
    let selected = rows.filter(|(row, _)| molecule.atoms.selected[*row] && molecule.has_atom(*row));
    selected.map(|(_, point)| placed(complex, *point)).collect()
}

/// The current frame, where it stands.
fn in_workspace(complex: &Complex) -> Option<Placed<'_>> {
    let molecule = complex.current()?;
    let positions = molecule.positions().iter().map(|point| placed(complex, *point)).collect();
    Some(Placed { molecule, positions })
}

fn described(complex: &Complex, molecule: &Molecule, found: contacts::Contact) -> Contact {
    let residues = &molecule.residues;
    let row = found.residue;
    let chain = molecule.chains.residue_start.partition_point(|start| *start as usize <= row).saturating_sub(1);
    let code = char::from(residues.insertion_code[row]);
    let number = residues.serial[row];
    Contact {
        complex: ComplexId(complex.index),
        chain: molecule.chains.name.get(chain).map_or_else(String::new, ToString::to_string),
        residue: residues.name[row].to_string(),
        number: if code.is_ascii_alphanumeric() { format!("{number}{code}") } else { number.to_string() },
        atoms: molecule.atoms.index[residues.atoms(row)].to_vec(),
        distance: found.distance,
        kind: match found.kind {
            contacts::ContactKind::Polar => ContactKind::Polar,
            contacts::ContactKind::Apolar => ContactKind::Apolar,
            contacts::ContactKind::Near => ContactKind::Near,
        },
    }
}
