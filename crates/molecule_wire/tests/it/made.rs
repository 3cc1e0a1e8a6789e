//! Complexes made up from a seed: every field differs from its default.

use molecule::{Atoms, Bonds, Chains, Column, Complex, Conformer, Molecule, Residues, Text};

/// Numbers that look random, the same for the same seed (splitmix64).
pub struct Source(pub u64);

impl Source {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn number(&mut self) -> f32 {
        self.below(100_000) as f32 / 128.0 - 300.0
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    fn text(&mut self) -> Text {
        ["", "CA", "C", "a longer text than fits in line", "é"][self.below(5)].into()
    }

    fn pairs(&mut self) -> Vec<(Text, Text)> {
        (0..self.below(3)).map(|_| (self.text(), self.text())).collect()
    }

    fn column<T>(&mut self, rows: usize, mut value: impl FnMut(&mut Self) -> T) -> Column<T> {
        (0..rows).map(|_| value(self)).collect::<Vec<_>>().into()
    }

    /// Numbered from 1 on, but for some that have none yet.
    fn indices(&mut self, rows: usize, next: &mut i64) -> Column<i64> {
        let numbered = self.below(4) > 0;
        let index = |source: &mut Self| {
            *next += 1;
            if numbered || source.flag() { *next } else { -1 }
        };
        self.column(rows, index)
    }

    /// Offsets that cut `rows` into `parents`.
    fn offsets(&mut self, parents: usize, rows: usize) -> Column<u32> {
        if parents == 0 {
            return Column::default();
        }
        let mut offsets: Vec<u32> = (1..parents).map(|_| self.below(rows + 1) as u32).collect();
        offsets.extend([0, rows as u32]);
        offsets.sort_unstable();
        offsets.into()
    }

    fn presence(&mut self, conformers: usize, rows: usize) -> Vec<Column<bool>> {
        let columns: Vec<Column<bool>> = (0..conformers).map(|_| self.column(rows, Self::flag)).collect();
        if columns.iter().all(|column| column.iter().all(|present| *present)) { Vec::new() } else { columns }
    }

    pub fn complex(&mut self, frames: usize, atoms: usize, next: &mut i64) -> Complex {
        *next += 1;
        Complex {
            index: *next,
            name: self.text(),
            index_tag: self.below(9) as i32,
            split_tag: self.text(),
            boxed: self.flag(),
            locked: self.flag(),
            visible: self.flag(),
            computing: self.flag(),
            box_label: self.text(),
            current_frame: self.below(frames),
            surface_refresh_rate: self.number(),
            position: [self.number(), self.number(), self.number()],
            rotation: [[0.0, 0.0, 0.0, 1.0], [0.6, 0.0, -0.8, 0.0], [0.5, -0.5, 0.5, 0.5]][self.below(3)],
            remarks: self.pairs().into(),
            molecules: (0..frames).map(|_| self.molecule(atoms, next)).collect(),
        }
    }

    pub fn molecule(&mut self, atoms: usize, next: &mut i64) -> Molecule {
        let conformers = 1 + self.below(3);
        let residues = if atoms == 0 { self.below(2) } else { 1 + self.below(atoms) };
        let chains = if residues == 0 { self.below(2) } else { 1 + self.below(residues) };
        *next += 1;
        let index = *next;
        let chains = Chains {
            index: self.indices(chains, next),
            name: self.column(chains, Self::text),
            residue_start: self.offsets(chains, residues),
        };
        let residues = self.residues(residues, atoms, next);
        let bonds = self.bonds(atoms, conformers, next);
        Molecule {
            index,
            conformers: (0..conformers).map(|_| Conformer { name: self.text(), associated: self.pairs() }).collect(),
            current_conformer: self.below(conformers),
            chains,
            residues,
            atoms: self.atoms(atoms, conformers, next),
            bonds,
        }
    }

    fn residues(&mut self, rows: usize, atoms: usize, next: &mut i64) -> Residues {
        Residues {
            index: self.indices(rows, next),
            name: self.column(rows, Self::text),
            kind: self.column(rows, Self::text),
            serial: self.column(rows, |source| source.next() as i32),
            insertion_code: Column::filled(b' ', rows),
            secondary_structure: self.column(rows, |source| source.below(4) as u8),
            ribboned: self.column(rows, Self::flag),
            ribbon_size: self.column(rows, Self::number),
            ribbon_mode: self.column(rows, |source| source.below(3) as i32),
            ribbon_color: self.column(rows, |source| source.next() as u32),
            labeled: self.column(rows, Self::flag),
            label_text: self.column(rows, Self::text),
            ignored_alt_locs: self.column(rows, |source| vec![b'A'; source.below(3)]),
            atom_start: self.offsets(rows, atoms),
        }
    }

    fn atoms(&mut self, rows: usize, conformers: usize, next: &mut i64) -> Atoms {
        let place = |source: &mut Self| [source.number(), source.number(), source.number()];
        Atoms {
            index: self.indices(rows, next),
            serial: self.column(rows, |source| source.next() as i32),
            name: self.column(rows, Self::text),
            symbol: self.column(rows, Self::text),
            positions: (0..conformers).map(|_| self.column(rows, place)).collect(),
            in_conformer: self.presence(conformers, rows),
            is_het: self.column(rows, Self::flag),
            occupancy: self.column(rows, Self::number),
            bfactor: self.column(rows, Self::number),
            formal_charge: self.column(rows, |source| source.next() as i32),
            partial_charge: self.column(rows, Self::number),
            alt_loc: self.column(rows, |source| source.next() as u8),
            acceptor: self.column(rows, Self::flag),
            donor: self.column(rows, Self::flag),
            polar_hydrogen: self.column(rows, Self::flag),
            atom_type: self.column(rows, Self::pairs),
            selected: self.column(rows, Self::flag),
            mode: self.column(rows, |source| source.below(7) as i32),
            display_mode: self.column(rows, |source| source.next() as u32),
            color: self.column(rows, |source| source.next() as u32),
            scale: self.column(rows, Self::number),
            labeled: self.column(rows, Self::flag),
            label_text: self.column(rows, Self::text),
            surface_rendering: self.column(rows, Self::flag),
            surface_color: self.column(rows, |source| source.next() as u32),
            surface_opacity: self.column(rows, Self::number),
            het_surfaced: self.column(rows, Self::flag),
        }
    }

    /// In the order of their second atoms, as they come from the wire.
    fn bonds(&mut self, atoms: usize, conformers: usize, next: &mut i64) -> Bonds {
        let rows = if atoms == 0 { 0 } else { self.below(2 * atoms) };
        let mut second: Vec<u32> = (0..rows).map(|_| self.below(atoms) as u32).collect();
        second.sort_unstable();
        let many = rows > 0 && conformers > 1 && self.flag();
        Bonds {
            index: self.indices(rows, next),
            atom1: self.column(rows, |source| source.below(atoms) as u32),
            atom2: second.into(),
            kinds: (0..if many { conformers } else { 1 })
                .map(|_| self.column(rows, |source| source.below(5) as u8))
                .collect(),
            in_conformer: if many || conformers == 1 { self.presence(conformers, rows) } else { Vec::new() },
        }
    }
}
