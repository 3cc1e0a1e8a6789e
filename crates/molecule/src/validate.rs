//! The invariants of a molecule, checked.

use crate::{Column, Molecule};

/// What is wrong with a molecule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}: expected {expected}, found {found}")]
pub struct Invalid {
    /// The column, or the part of it.
    pub what: &'static str,
    /// What it should hold.
    pub expected: String,
    /// What it holds.
    pub found: String,
}

impl Molecule {
    /// Checks that columns are of one length, that offsets lead from 0 to the last child without going back, that
    /// conformers agree in number, and that bonds lead to atoms.
    pub fn validate(&self) -> Result<(), Invalid> {
        let (chains, residues, atoms, bonds) =
            (self.chains.len(), self.residues.len(), self.atoms.len(), self.bonds.len());
        macro_rules! lengths {
            ($part:ident $len:ident: $($column:ident)*) => {
                $(length(concat!(stringify!($part), ".", stringify!($column)), self.$part.$column.len(), $len)?;)*
            };
        }
        lengths!(chains chains: index name);
        lengths!(residues residues: index name kind serial insertion_code secondary_structure ribboned ribbon_size
            ribbon_mode ribbon_color labeled label_text ignored_alt_locs);
        lengths!(atoms atoms: index serial name symbol is_het occupancy bfactor formal_charge partial_charge alt_loc
            acceptor donor polar_hydrogen atom_type selected mode display_mode color scale labeled label_text
            surface_rendering surface_color surface_opacity het_surfaced);
        lengths!(bonds bonds: index atom1 atom2);
        offsets("chains.residue_start", &self.chains.residue_start, chains, residues)?;
        offsets("residues.atom_start", &self.residues.atom_start, residues, atoms)?;

        let conformers = self.conformers.len();
        if self.current_conformer >= conformers {
            return Err(invalid("current_conformer", format!("less than {conformers}"), self.current_conformer));
        }
        let positions: &[usize] = if atoms == 0 { &[0, conformers] } else { &[conformers] };
        columns("atoms.positions", &self.atoms.positions, positions, atoms)?;
        columns("atoms.in_conformer", &self.atoms.in_conformer, &[0, conformers], atoms)?;
        let kinds: &[usize] = if bonds == 0 { &[0, 1, conformers] } else { &[1, conformers] };
        columns("bonds.kinds", &self.bonds.kinds, kinds, bonds)?;
        columns("bonds.in_conformer", &self.bonds.in_conformer, &[0, conformers], bonds)?;
        let ends = self.bonds.atom1.iter().chain(self.bonds.atom2.iter());
        match ends.copied().find(|row| *row as usize >= atoms) {
            Some(row) => Err(invalid("bonds", format!("rows of atoms below {atoms}"), row as usize)),
            None => Ok(()),
        }
    }
}

fn invalid(what: &'static str, expected: String, found: usize) -> Invalid {
    Invalid { what, expected, found: found.to_string() }
}

fn length(what: &'static str, found: usize, expected: usize) -> Result<(), Invalid> {
    if found == expected { Ok(()) } else { Err(invalid(what, format!("{expected} values"), found)) }
}

/// One of these numbers of columns, each of this length.
fn columns<T>(what: &'static str, columns: &[Column<T>], counts: &[usize], len: usize) -> Result<(), Invalid> {
    if !counts.contains(&columns.len()) {
        return Err(invalid(what, format!("columns: one of {counts:?}"), columns.len()));
    }
    columns.iter().try_for_each(|column| length(what, column.len(), len))
}

fn offsets(what: &'static str, starts: &[u32], parents: usize, children: usize) -> Result<(), Invalid> {
    let is_nothing = starts.is_empty() && parents == 0 && children == 0;
    if is_nothing {
        return Ok(());
    }
    length(what, starts.len(), parents + 1)?;
    let (first, last) = (starts[0] as usize, starts[parents] as usize);
    if first != 0 {
        return Err(invalid(what, "0 at first".to_owned(), first));
    }
    if last != children {
        return Err(invalid(what, format!("{children} at last"), last));
    }
    match starts.windows(2).find(|pair| pair[0] > pair[1]) {
        Some(pair) => Err(invalid(what, format!("{} or more", pair[0]), pair[1] as usize)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Atoms, Bonds, Chains, Column, Molecule, Residues};

    fn water() -> Molecule {
        Molecule {
            chains: Chains { residue_start: Column::new(vec![0, 1]), ..Chains::with_names(vec!["A".into()]) },
            residues: Residues { atom_start: Column::new(vec![0, 3]), ..Residues::with_len(1) },
            atoms: Atoms::with_len(3),
            bonds: Bonds::between([(0, 1, 1), (0, 2, 1)]),
            ..Molecule::default()
        }
    }

    #[test]
    fn what_is_whole_passes() {
        Molecule::default().validate().unwrap();
        water().validate().unwrap();
    }

    #[test]
    fn what_is_broken_is_named() {
        type Break = fn(&mut Molecule);
        let breaks: [(&str, Break); 6] = [
            ("atoms.symbol", |molecule| molecule.atoms.symbol.edit().truncate(2)),
            ("chains.residue_start", |molecule| molecule.chains.residue_start.edit().clear()),
            ("residues.atom_start", |molecule| molecule.residues.atom_start.edit()[1] = 4),
            ("bonds", |molecule| molecule.bonds.atom2.edit()[1] = 3),
            ("atoms.positions", |molecule| molecule.atoms.positions.clear()),
            ("current_conformer", |molecule| molecule.current_conformer = 1),
        ];
        for (what, break_it) in breaks {
            let mut molecule = water();
            break_it(&mut molecule);
            assert_eq!(molecule.validate().unwrap_err().what, what);
        }
    }
}
