//! Rows picked out of the columns of one or several molecules: subsets, single conformers, folded frames.

use crate::{Atoms, Bonds, Chains, Column, Molecule, Residues};

/// A row of one of several molecules.
pub(crate) type Source = (u32, u32);

fn gather<'a, T: Clone + 'a>(sources: &[Source], column: impl Fn(usize) -> &'a Column<T>) -> Column<T> {
    Column::new(sources.iter().map(|(molecule, row)| column(*molecule as usize)[*row as usize].clone()).collect())
}

/// The values of these atoms, without positions and conformers.
pub(crate) fn atoms(molecules: &[Molecule], sources: &[Source]) -> Atoms {
    macro_rules! gathered {
        ($($column:ident)*) => {
            Atoms {
                $($column: gather(sources, |molecule| &molecules[molecule].atoms.$column),)*
                positions: Vec::new(),
                in_conformer: Vec::new(),
            }
        };
    }
    gathered!(index serial name symbol is_het occupancy bfactor formal_charge partial_charge alt_loc acceptor donor
        polar_hydrogen atom_type selected mode display_mode color scale labeled label_text surface_rendering
        surface_color surface_opacity het_surfaced)
}

/// The values of these residues, with these offsets of atoms.
pub(crate) fn residues(molecules: &[Molecule], sources: &[Source], atom_start: Vec<u32>) -> Residues {
    macro_rules! gathered {
        ($($column:ident)*) => {
            Residues {
                $($column: gather(sources, |molecule| &molecules[molecule].residues.$column),)*
                atom_start: Column::new(atom_start),
            }
        };
    }
    gathered!(index name kind serial insertion_code secondary_structure ribboned ribbon_size ribbon_mode ribbon_color
        labeled label_text ignored_alt_locs)
}

/// The values of these chains, with these offsets of residues.
pub(crate) fn chains(molecules: &[Molecule], sources: &[Source], residue_start: Vec<u32>) -> Chains {
    Chains {
        index: gather(sources, |molecule| &molecules[molecule].chains.index),
        name: gather(sources, |molecule| &molecules[molecule].chains.name),
        residue_start: Column::new(residue_start),
    }
}

impl Molecule {
    /// The molecule with only the atoms that are to be kept, and only the residues, chains and bonds that have some
    /// of their atoms left. What is kept keeps its index. A row past the end of `keep` is not kept.
    pub fn subset(&self, keep: &[bool]) -> Self {
        let is_kept = |row: &usize| keep.get(*row).copied().unwrap_or(false);
        let (mut atom_rows, mut residue_rows, mut chain_rows) = (Vec::new(), Vec::new(), Vec::new());
        let (mut atom_start, mut residue_start) = (vec![0], vec![0]);
        for chain in 0..self.chains.len() {
            for residue in self.chains.residues(chain) {
                atom_rows.extend(self.residues.atoms(residue).filter(is_kept).map(|row| (0, row as u32)));
                if atom_rows.len() as u32 > atom_start[residue_rows.len()] {
                    residue_rows.push((0, residue as u32));
                    atom_start.push(atom_rows.len() as u32);
                }
            }
            if residue_rows.len() as u32 > residue_start[chain_rows.len()] {
                chain_rows.push((0, chain as u32));
                residue_start.push(residue_rows.len() as u32);
            }
        }
        let this = std::slice::from_ref(self);
        let picked = |column: &Column<_>| gather(&atom_rows, |_| column);
        let atoms = Atoms {
            positions: self.atoms.positions.iter().map(|column| gather(&atom_rows, |_| column)).collect(),
            in_conformer: self.atoms.in_conformer.iter().map(picked).collect(),
            ..atoms(this, &atom_rows)
        };
        Self {
            index: self.index,
            conformers: self.conformers.clone(),
            current_conformer: self.current_conformer,
            chains: chains(this, &chain_rows, residue_start),
            residues: residues(this, &residue_rows, atom_start),
            atoms,
            bonds: self.bonds_among(&atom_rows),
        }
    }

    /// The bonds whose both atoms are among these rows, between their new rows.
    fn bonds_among(&self, atom_rows: &[Source]) -> Bonds {
        let mut new_row = vec![None; self.atoms.len()];
        for (new, (_, old)) in (0..).zip(atom_rows) {
            new_row[*old as usize] = Some(new);
        }
        let new_of = |row: u32| new_row[row as usize];
        let kept: Vec<Source> = (0..self.bonds.len())
            .filter(|bond| new_of(self.bonds.atom1[*bond]).is_some() && new_of(self.bonds.atom2[*bond]).is_some())
            .map(|bond| (0, bond as u32))
            .collect();
        let renumbered = |column: &Column<u32>| {
            Column::new(kept.iter().filter_map(|(_, bond)| new_of(column[*bond as usize])).collect())
        };
        Bonds {
            index: gather(&kept, |_| &self.bonds.index),
            atom1: renumbered(&self.bonds.atom1),
            atom2: renumbered(&self.bonds.atom2),
            kinds: self.bonds.kinds.iter().map(|column| gather(&kept, |_| column)).collect(),
            in_conformer: self.bonds.in_conformer.iter().map(|column| gather(&kept, |_| column)).collect(),
        }
    }
}
