//! Indices for what has none yet.

use crate::{Column, Complex, Index, Molecule, NO_INDEX};

impl Complex {
    /// Gives everything in this complex that has [`NO_INDEX`] a fresh index; what has one keeps it.
    pub fn number(&mut self, fresh: &mut impl FnMut() -> Index) {
        number_one(&mut self.index, fresh);
        for molecule in &mut self.molecules {
            molecule.number(fresh);
        }
    }
}

impl Molecule {
    /// Gives the molecule and everything in it that has [`NO_INDEX`] a fresh index; what has one keeps it.
    pub fn number(&mut self, fresh: &mut impl FnMut() -> Index) {
        number_one(&mut self.index, fresh);
        number_column(&mut self.chains.index, fresh);
        number_column(&mut self.residues.index, fresh);
        number_column(&mut self.atoms.index, fresh);
        number_column(&mut self.bonds.index, fresh);
    }
}

fn number_one(index: &mut Index, fresh: &mut impl FnMut() -> Index) {
    if *index == NO_INDEX {
        *index = fresh();
    }
}

fn number_column(column: &mut Column<Index>, fresh: &mut impl FnMut() -> Index) {
    // A column that is complete stays shared.
    if column.contains(&NO_INDEX) {
        for index in column.edit() {
            number_one(index, fresh);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Column, Complex, Molecule, NO_INDEX};

    #[test]
    fn only_what_has_none_gets_an_index() {
        let mut molecule = Molecule { index: 7, ..Molecule::default() };
        molecule.atoms.index = Column::new(vec![NO_INDEX, 9, NO_INDEX]);
        let mut complex = Complex { molecules: vec![molecule], ..Complex::default() };
        let mut last = 100;
        complex.number(&mut || {
            last += 1;
            last
        });
        assert_eq!(complex.index, 101);
        assert_eq!(complex.molecules[0].index, 7);
        assert_eq!(*complex.molecules[0].atoms.index, [102, 9, 103]);
        let shared = complex.clone();
        complex.number(&mut || unreachable!());
        assert!(shared.molecules[0].atoms.index.is_same(&complex.molecules[0].atoms.index));
    }
}
