//! The columns of one complex or mesh, and a look at them frame by frame.

use room_api::columns::{ColumnsError, Data, Table, Tables};

/// The columns of one complex, or of a mesh.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Structure {
    tables: Tables<'static>,
}

/// One frame of a complex: its atoms and what holds them together.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// A row a chain.
    pub chains: &'a Table<'a>,
    /// A row a residue.
    pub residues: &'a Table<'a>,
    /// A row an atom.
    pub atoms: &'a Table<'a>,
    /// A row a bond.
    pub bonds: &'a Table<'a>,
}

impl Structure {
    /// Reads the content of a bulk transfer.
    pub fn read(bytes: &[u8]) -> Result<Self, ColumnsError> {
        Ok(Self { tables: Tables::decode(bytes)?.into_owned() })
    }

    /// Takes over columns that changed. A table with another number of rows is another table: it replaces the old one.
    pub fn update(&mut self, changed: Structure) {
        for table in changed.tables.tables {
            match self.tables.tables.iter_mut().find(|old| old.name == table.name) {
                Some(old) if old.rows == table.rows => merge(old, table),
                Some(old) => *old = table,
                None => self.tables.tables.push(table),
            }
        }
    }

    /// All its tables.
    pub fn tables(&self) -> &Tables<'static> {
        &self.tables
    }

    /// The frame at this place.
    pub fn frame(&self, place: usize) -> Option<Frame<'_>> {
        let table = |name| self.tables.table(&format!("{place}/{name}"));
        Some(Frame {
            chains: table("chains")?,
            residues: table("residues")?,
            atoms: table("atoms")?,
            bonds: table("bonds")?,
        })
    }
}

fn merge(old: &mut Table<'static>, changed: Table<'static>) {
    for (name, data) in changed.columns {
        match old.columns.iter_mut().find(|(column, _)| *column == name) {
            Some((_, column)) => *column = data,
            None => old.columns.push((name, data)),
        }
    }
}

impl<'a> Frame<'a> {
    /// Where its atoms are in a conformer (from 0): angstrom, local to the complex.
    pub fn positions(&self, conformer: usize) -> Option<&'a [[f32; 3]]> {
        match self.atoms.column(&format!("positions/{conformer}"))? {
            Data::F32x3(positions) => Some(positions),
            _ => None,
        }
    }

    /// An atom's name: `CA`.
    pub fn atom_name(&self, atom: usize) -> Option<&'a str> {
        self.atoms.column("name")?.text(atom)
    }

    /// An atom's element: `Cl`.
    pub fn symbol(&self, atom: usize) -> Option<&'a str> {
        self.atoms.column("symbol")?.text(atom)
    }

    /// Whether an atom is selected.
    pub fn is_selected(&self, atom: usize) -> bool {
        matches!(self.atoms.column("selected"), Some(Data::U8(selected)) if selected.get(atom) == Some(&1))
    }

    /// The indices of its atoms in the room.
    pub fn atom_indices(&self) -> Option<Vec<i64>> {
        match self.atoms.column("index")? {
            Data::F64(indices) => Some(indices.iter().map(|index| *index as i64).collect()),
            _ => None,
        }
    }

    /// The row of the residue that an atom belongs to.
    pub fn residue_of(&self, atom: usize) -> Option<usize> {
        parent(self.residues, "atom_start", atom, self.atoms.rows)
    }

    /// The row of the chain that a residue belongs to.
    pub fn chain_of(&self, residue: usize) -> Option<usize> {
        parent(self.chains, "residue_start", residue, self.residues.rows)
    }

    /// A residue's name: `ALA`.
    pub fn residue_name(&self, residue: usize) -> Option<&'a str> {
        self.residues.column("name")?.text(residue)
    }

    /// A residue's sequence number.
    pub fn residue_serial(&self, residue: usize) -> Option<i32> {
        match self.residues.column("serial")? {
            Data::I32(serials) => serials.get(residue).copied(),
            _ => None,
        }
    }

    /// A chain's name: `A`.
    pub fn chain_name(&self, chain: usize) -> Option<&'a str> {
        self.chains.column("name")?.text(chain)
    }
}

/// The last parent whose children begin at or before `child`.
fn parent(parents: &Table<'_>, starts: &str, child: usize, children: usize) -> Option<usize> {
    let Data::U32(starts) = parents.column(starts)? else { return None };
    if child >= children {
        return None;
    }
    starts.partition_point(|start| *start as usize <= child).checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str, rows: usize, columns: Vec<(&'static str, Data<'static>)>) -> Table<'static> {
        let columns = columns.into_iter().map(|(name, data)| (name.into(), data)).collect();
        Table { name: name.into(), rows, columns }
    }

    fn structure(tables: Vec<Table<'static>>) -> Structure {
        Structure { tables: Tables { tables } }
    }

    fn two_residues() -> Structure {
        let at = |x: f32| [x, 0.0, 0.0];
        structure(vec![
            table("0/chains", 1, vec![("name", Data::texts(["A"])), ("residue_start", Data::U32(vec![0].into()))]),
            table(
                "0/residues",
                2,
                vec![("name", Data::texts(["GLY", "ALA"])), ("atom_start", Data::U32(vec![0, 1].into()))],
            ),
            table(
                "0/atoms",
                3,
                vec![
                    ("name", Data::texts(["CA", "CA", "CB"])),
                    ("positions/0", Data::F32x3(vec![at(1.0), at(2.0), at(3.0)].into())),
                    ("selected", Data::U8(vec![0, 0, 1].into())),
                    ("index", Data::F64(vec![11.0, 12.0, 13.0].into())),
                ],
            ),
            table("0/bonds", 0, vec![]),
        ])
    }

    #[test]
    fn a_frame_is_looked_at_by_row() {
        let structure = two_residues();
        let frame = structure.frame(0).unwrap();
        assert_eq!(frame.positions(0).unwrap()[2], [3.0, 0.0, 0.0]);
        assert_eq!((frame.atom_name(2), frame.atom_name(3)), (Some("CB"), None));
        assert_eq!([0, 1, 2, 3].map(|atom| frame.residue_of(atom)), [Some(0), Some(1), Some(1), None]);
        assert_eq!(frame.residue_of(2).and_then(|residue| frame.residue_name(residue)), Some("ALA"));
        assert_eq!(frame.chain_of(1).and_then(|chain| frame.chain_name(chain)), Some("A"));
        assert_eq!(frame.atom_indices(), Some(vec![11, 12, 13]));
        assert_eq!([0, 2, 9].map(|atom| frame.is_selected(atom)), [false, true, false]);
        assert!(frame.positions(1).is_none() && frame.symbol(0).is_none() && structure.frame(1).is_none());
    }

    #[test]
    fn changed_columns_replace_the_old_ones_and_others_stay() {
        let mut structure = two_residues();
        structure.update(self::structure(vec![table(
            "0/atoms",
            3,
            vec![("selected", Data::U8(vec![1, 0, 0].into())), ("scale", Data::F32(vec![1.0; 3].into()))],
        )]));
        let frame = structure.frame(0).unwrap();
        assert!(frame.is_selected(0) && !frame.is_selected(2));
        assert_eq!(frame.atom_name(2), Some("CB"));
        assert!(frame.atoms.column("scale").is_some());
    }

    #[test]
    fn a_table_of_other_rows_replaces_the_old_one() {
        let mut structure = two_residues();
        structure.update(self::structure(vec![table("0/atoms", 1, vec![("name", Data::texts(["O"]))])]));
        let frame = structure.frame(0).unwrap();
        assert_eq!((frame.atom_name(0), frame.atom_name(1)), (Some("O"), None));
        assert!(frame.positions(0).is_none(), "positions of atoms that are gone");
    }
}
