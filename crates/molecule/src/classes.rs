//! What the residues of a molecule are to a chemist: polymer, ligand, ion or water.

use crate::bonds::is_polymer_unit;
use crate::{Molecule, is_water};

/// What a residue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ResidueClass {
    /// A part of a protein or a nucleic acid, known or modified.
    Polymer = 0,
    /// Anything of several atoms that is none of the others: ligands, cofactors, sugars, additives of crystals.
    Ligand = 1,
    /// A single atom: metals, halides.
    Ion = 2,
    /// Water, with or without its hydrogens.
    Water = 3,
}

/// What crystals are grown with and cells are full of: nobody looks for their pocket, where there is another ligand.
const ADDITIVES: [&str; 30] = [
    "ACT", "ACY", "BME", "BU3", "CIT", "DMS", "DTT", "EDO", "EOH", "EPE", "FMT", "GOL", "IMD", "IPA", "MES", "MLI",
    "MPD", "MRD", "NH4", "NO3", "P6G", "PEG", "PG4", "PGE", "PO4", "SCN", "SO4", "TLA", "TRS", "UNX",
];

impl Molecule {
    /// What each residue is, by its name, its atoms and its bonds.
    ///
    /// What stands in ATOM records under the name of an amino acid or a nucleotide is polymer, as is any residue with their
    /// backbone there. In HETATM records both are polymer only where they are linked to a neighbour as polymers are: a
    /// glutamate in a receptor's pocket is a ligand.
    pub fn residue_classes(&self) -> Vec<ResidueClass> {
        let linked = self.linked_residues();
        (0..self.residues.len()).map(|residue| self.class_of(residue, linked[residue])).collect()
    }

    /// The residues that people mean by "the ligand": those of that class, without additives of crystals where others remain.
    pub fn ligand_residues(&self, classes: &[ResidueClass]) -> Vec<usize> {
        let of_class = |residue: &usize| classes.get(*residue) == Some(&ResidueClass::Ligand);
        let ligands: Vec<usize> = (0..self.residues.len()).filter(of_class).collect();
        let is_additive = |residue: &usize| ADDITIVES.contains(&self.residues.name[*residue].as_str());
        let sought: Vec<usize> = ligands.iter().copied().filter(|residue| !is_additive(residue)).collect();
        if sought.is_empty() { ligands } else { sought }
    }

    fn class_of(&self, residue: usize, is_linked: bool) -> ResidueClass {
        let (name, rows) = (&self.residues.name[residue], self.residues.atoms(residue));
        if is_water(name) {
            return ResidueClass::Water;
        }
        let is_het = rows.clone().any(|row| self.atoms.is_het[row]);
        let may_be_polymer = !is_het || is_linked;
        if may_be_polymer && (is_polymer_unit(name) || self.has_backbone(residue)) {
            return ResidueClass::Polymer;
        }
        if self.is_ion(residue) { ResidueClass::Ion } else { ResidueClass::Ligand }
    }

    /// Whether it is a single atom, be it at several alternate locations.
    fn is_ion(&self, residue: usize) -> bool {
        let mut heavy = self.residues.atoms(residue).filter(|row| !self.atoms.is_hydrogen(*row));
        let Some(first) = heavy.next() else { return false };
        self.atoms.symbol[first] != "C" && heavy.all(|row| self.atoms.name[row] == self.atoms.name[first])
    }

    /// Whether the atoms along which polymers run are there: those of an amino acid, or of a nucleotide.
    fn has_backbone(&self, residue: usize) -> bool {
        let has = |name: &str| self.residues.atoms(residue).any(|row| self.atoms.name[row] == name);
        has("CA") && has("N") && has("C") || has("C3'") && has("O3'") && has("C5'")
    }

    /// Which residues have a neighbour by a bond of polymers: C to N, or O3' to P.
    fn linked_residues(&self) -> Vec<bool> {
        let mut residue_of = vec![0_u32; self.atoms.len()];
        for residue in 0..self.residues.len() {
            residue_of[self.residues.atoms(residue)].fill(residue as u32);
        }
        let mut linked = vec![false; self.residues.len()];
        for (first, second) in self.bonds.atom1.iter().zip(self.bonds.atom2.iter()) {
            let (first, second) = (*first as usize, *second as usize);
            let (here, there) = (residue_of[first] as usize, residue_of[second] as usize);
            let ends = (self.atoms.name[first].as_str(), self.atoms.name[second].as_str());
            if here != there && matches!(ends, ("C", "N") | ("N", "C") | ("O3'", "P") | ("P", "O3'")) {
                linked[here] = true;
                linked[there] = true;
            }
        }
        linked
    }
}

#[cfg(test)]
mod tests {
    use super::ResidueClass::{self, Ion, Ligand, Polymer, Water};
    use crate::{Format, Molecule};

    fn molecule(lines: &str) -> Molecule {
        crate::read(lines.as_bytes(), Format::Pdb, "x").unwrap().remove(0).molecules.remove(0)
    }

    fn classes(lines: &str) -> Vec<(String, ResidueClass)> {
        let molecule = molecule(lines);
        let names = molecule.residues.name.iter().map(ToString::to_string);
        names.zip(molecule.residue_classes()).collect()
    }

    fn line(record: &str, serial: u32, atom: &str, residue: &str, number: u32, x: f32, element: &str) -> String {
        format!(
            "{record:<6}{serial:>5}  {atom:<3} {residue:>3} A{number:>4}    {x:>8.3}   0.000   0.000  1.00  0.00          \
             {element:>2}\n"
        )
    }

    #[test]
    fn every_class_is_told() {
        let text = [
            line("ATOM", 1, "CA", "GLY", 1, 0.0, "C"),
            line("HETATM", 2, "C1", "LIG", 2, 20.0, "C"),
            line("HETATM", 3, "O1", "LIG", 2, 21.2, "O"),
            line("HETATM", 4, "ZN", "ZN", 3, 30.0, "ZN"),
            line("HETATM", 5, "O", "HOH", 4, 40.0, "O"),
            line("HETATM", 6, "H1", "HOH", 4, 41.0, "H"),
        ]
        .concat();
        let expected = [("GLY", Polymer), ("LIG", Ligand), ("ZN", Ion), ("HOH", Water)];
        assert_eq!(classes(&text), expected.map(|(name, class)| (name.to_owned(), class)));
    }

    #[test]
    fn an_amino_acid_in_a_pocket_is_a_ligand_and_a_modified_one_in_a_chain_is_not() {
        let backbone = |record: &str, residue: &str, number: u32, x: f32| {
            let atom = |at: u32, name: &str, dx: f32| {
                line(record, 10 * number + at, name, residue, number, x + dx, &name[..1])
            };
            [atom(1, "N", 0.0), atom(2, "CA", 1.4), atom(3, "C", 2.8)].concat()
        };
        let text = [
            backbone("ATOM", "GLY", 1, 0.0),
            backbone("HETATM", "XYZ", 2, 4.1),
            backbone("ATOM", "GLY", 3, 8.2),
            backbone("HETATM", "GLU", 9, 50.0),
        ]
        .concat();
        let found: Vec<ResidueClass> = classes(&text).into_iter().map(|(_, class)| class).collect();
        assert_eq!(found, [Polymer, Polymer, Polymer, Ligand]);
    }

    #[test]
    fn additives_are_no_ligands_to_look_for_where_another_one_is() {
        let of = |names: &[&str]| {
            let atoms = names.iter().zip(1..).flat_map(|(name, number)| {
                [("C1", 0.0), ("O1", 1.4)]
                    .map(|(atom, dx)| line("HETATM", number, atom, name, number, number as f32 * 10.0 + dx, &atom[..1]))
            });
            let molecule = molecule(&atoms.collect::<String>());
            let ligands = molecule.ligand_residues(&molecule.residue_classes());
            ligands.into_iter().map(|residue| molecule.residues.name[residue].to_string()).collect::<Vec<_>>()
        };
        assert_eq!(of(&["GOL", "TYR", "SO4"]), ["TYR"]);
        assert_eq!(of(&["GOL", "EDO"]), ["GOL", "EDO"]);
    }
}
