//! The bonds of residues that are known by name: amino acids and common modified ones, nucleotides, water.
//!
//! Orders are those of the Chemical Component Dictionary, rings as alternating single and double bonds.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a known residue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    AminoAcid,
    Nucleotide,
    Water,
}

/// A known residue.
#[derive(Debug)]
pub(super) struct Template {
    pub kind: Kind,
    /// Names of its heavy atoms, sorted.
    pub atoms: Vec<&'static str>,
    /// Places in `atoms`, and the order of the bond between them.
    pub bonds: Vec<(usize, usize, u8)>,
}

impl Template {
    /// The template of a residue, if it is known.
    pub fn of(residue: &str) -> Option<&'static Self> {
        TEMPLATES.get(residue)
    }

    /// The place of an atom; old names are understood too.
    pub fn place(&self, atom: &str) -> Option<usize> {
        let find = |name: &str| self.atoms.binary_search(&name).ok();
        find(atom).or_else(|| match atom {
            "O1P" => find("OP1"),
            "O2P" => find("OP2"),
            "O3P" => find("OP3"),
            "C5M" => find("C7"),
            "OT1" => find("O"),
            "OT2" | "O''" => find("OXT"),
            "CD" => find("CD1"),
            old if old.ends_with('*') => find(&old.replace('*', "'")),
            _ => None,
        })
    }

    fn new(kind: Kind, bonds: &[&'static str]) -> Self {
        let bonds: Vec<(&str, &str, u8)> = bonds.iter().flat_map(|text| text.split_whitespace()).map(parse).collect();
        let mut atoms: Vec<&str> = bonds.iter().flat_map(|(first, second, _)| [*first, *second]).collect();
        atoms.extend((kind == Kind::Water).then_some("O"));
        atoms.sort_unstable();
        atoms.dedup();
        let place = |atom: &str| atoms.partition_point(|other| *other < atom);
        let bonds = bonds.iter().map(|(first, second, order)| (place(first), place(second), *order)).collect();
        Self { kind, atoms, bonds }
    }
}

/// `CA-CB` is a single bond, `C=O` a double one.
fn parse(bond: &'static str) -> (&'static str, &'static str, u8) {
    match bond.split_once('=') {
        Some((first, second)) => (first, second, 2),
        None => bond.split_once('-').map_or((bond, bond, 1), |(first, second)| (first, second, 1)),
    }
}

static TEMPLATES: LazyLock<HashMap<&'static str, Template>> = LazyLock::new(|| {
    let mut templates = HashMap::new();
    for (names, bonds) in AMINO_ACIDS {
        for name in names.split_whitespace() {
            templates.insert(name, Template::new(Kind::AminoAcid, &[BACKBONE, bonds]));
        }
    }
    for (names, bonds) in NUCLEOTIDES {
        for name in names.split_whitespace() {
            templates.insert(name, Template::new(Kind::Nucleotide, &[SUGAR_PHOSPHATE, bonds]));
        }
    }
    for (name, bonds) in CAPS {
        templates.insert(name, Template::new(Kind::AminoAcid, &[bonds]));
    }
    for name in ["HOH", "DOD", "WAT", "H2O", "SOL", "TIP", "TP3", "TIP3", "SPC"] {
        templates.insert(name, Template::new(Kind::Water, &[]));
    }
    templates
});

const BACKBONE: &str = "N-CA CA-C C=O C-OXT";

/// Side chains, by the names of the dictionary and those of force fields.
const AMINO_ACIDS: &[(&str, &str)] = &[
    ("GLY", ""),
    ("ALA", "CA-CB"),
    ("ABA", "CA-CB CB-CG"),
    ("ARG", "CA-CB CB-CG CG-CD CD-NE NE-CZ CZ-NH1 CZ=NH2"),
    ("ASN", "CA-CB CB-CG CG=OD1 CG-ND2"),
    ("ASP ASH", "CA-CB CB-CG CG=OD1 CG-OD2"),
    ("CYS CYX CYM", "CA-CB CB-SG"),
    ("CSO", "CA-CB CB-SG SG-OD"),
    ("CSD", "CA-CB CB-SG SG=OD1 SG-OD2"),
    ("OCS", "CA-CB CB-SG SG=OD1 SG=OD2 SG-OD3"),
    ("CME", "CA-CB CB-SG SG-SD SD-CE CE-CZ CZ-OH"),
    ("GLN", "CA-CB CB-CG CG-CD CD=OE1 CD-NE2"),
    ("GLU GLH", "CA-CB CB-CG CG-CD CD=OE1 CD-OE2"),
    ("HIS HID HIE HIP HSD HSE HSP", "CA-CB CB-CG CG-ND1 CG=CD2 ND1=CE1 CD2-NE2 CE1-NE2"),
    ("ILE", "CA-CB CB-CG1 CB-CG2 CG1-CD1"),
    ("LEU", "CA-CB CB-CG CG-CD1 CG-CD2"),
    ("LYS LYN", "CA-CB CB-CG CG-CD CD-CE CE-NZ"),
    ("KCX", "CA-CB CB-CG CG-CD CD-CE CE-NZ NZ-CX CX=OQ1 CX-OQ2"),
    ("MLY", "CA-CB CB-CG CG-CD CD-CE CE-NZ NZ-CH1 NZ-CH2"),
    ("M3L", "CA-CB CB-CG CG-CD CD-CE CE-NZ NZ-CM1 NZ-CM2 NZ-CM3"),
    ("MET", "CA-CB CB-CG CG-SD SD-CE"),
    ("MSE", "CA-CB CB-CG CG-SE SE-CE"),
    ("FME", "CA-CB CB-CG CG-SD SD-CE N-CN CN=O1"),
    ("NLE", "CA-CB CB-CG CG-CD CD-CE"),
    ("PHE", "CA-CB CB-CG CG=CD1 CG-CD2 CD1-CE1 CD2=CE2 CE1=CZ CE2-CZ"),
    ("PRO", "CA-CB CB-CG CG-CD CD-N"),
    ("HYP", "CA-CB CB-CG CG-CD CD-N CG-OD1"),
    ("PCA", "CA-CB CB-CG CG-CD CD-N CD=OE"),
    ("SEC", "CA-CB CB-SE"),
    ("SER", "CA-CB CB-OG"),
    ("SEP", "CA-CB CB-OG OG-P P=O1P P-O2P P-O3P"),
    ("THR", "CA-CB CB-OG1 CB-CG2"),
    ("TPO", "CA-CB CB-OG1 CB-CG2 OG1-P P=O1P P-O2P P-O3P"),
    ("TRP", "CA-CB CB-CG CG=CD1 CG-CD2 CD1-NE1 NE1-CE2 CD2=CE2 CD2-CE3 CE2-CZ2 CE3=CZ3 CZ2=CH2 CZ3-CH2"),
    ("TYR", "CA-CB CB-CG CG=CD1 CG-CD2 CD1-CE1 CD2=CE2 CE1=CZ CE2-CZ CZ-OH"),
    ("PTR", "CA-CB CB-CG CG=CD1 CG-CD2 CD1-CE1 CD2=CE2 CE1=CZ CE2-CZ CZ-OH OH-P P=O1P P-O2P P-O3P"),
    ("VAL", "CA-CB CB-CG1 CB-CG2"),
];

/// Ends of chains.
const CAPS: &[(&str, &str)] = &[("ACE", "CH3-C C=O"), ("NME", "N-C")];

const SUGAR_PHOSPHATE: &str = "P=OP1 P-OP2 P-OP3 P-O5' O5'-C5' C5'-C4' C4'-O4' C4'-C3' C3'-O3' C3'-C2' C2'-O2' C2'-C1' \
     C1'-O4'";

const NUCLEOTIDES: &[(&str, &str)] = &[
    ("A DA ADE", "C1'-N9 N9-C8 N9-C4 C8=N7 N7-C5 C5-C6 C5=C4 C6-N6 C6=N1 N1-C2 C2=N3 N3-C4"),
    ("G DG GUA", "C1'-N9 N9-C8 N9-C4 C8=N7 N7-C5 C5-C6 C5=C4 C6=O6 C6-N1 N1-C2 C2-N2 C2=N3 N3-C4"),
    ("I DI", "C1'-N9 N9-C8 N9-C4 C8=N7 N7-C5 C5-C6 C5=C4 C6=O6 C6-N1 N1-C2 C2=N3 N3-C4"),
    ("C DC CYT", "C1'-N1 N1-C2 N1-C6 C2=O2 C2-N3 N3=C4 C4-N4 C4-C5 C5=C6"),
    ("U DU URA", "C1'-N1 N1-C2 N1-C6 C2=O2 C2-N3 N3-C4 C4=O4 C4-C5 C5=C6"),
    ("T DT THY", "C1'-N1 N1-C2 N1-C6 C2=O2 C2-N3 N3-C4 C4=O4 C4-C5 C5-C7 C5=C6"),
    ("PSU", "C1'-C5 N1-C2 N1-C6 C2=O2 C2-N3 N3-C4 C4=O4 C4-C5 C5=C6"),
];

#[cfg(test)]
mod tests {
    use super::{TEMPLATES, Template};

    #[test]
    fn no_atom_has_more_bonds_than_it_can() {
        for (residue, template) in TEMPLATES.iter() {
            for (place, atom) in template.atoms.iter().enumerate() {
                let orders = template.bonds.iter().filter(|(first, second, _)| *first == place || *second == place);
                let valence: u8 = orders.map(|(_, _, order)| order).sum();
                let largest = match atom.as_bytes()[0] {
                    b'C' => 4,
                    // Both forms of a phosphate's oxygens and of a charged nitrogen stand for each other.
                    b'N' => {
                        if *residue == "M3L" {
                            4
                        } else {
                            3
                        }
                    }
                    b'O' => 2,
                    _ => 6,
                };
                assert!(valence <= largest, "{residue} {atom}: {valence}");
            }
        }
    }

    #[test]
    fn old_names_are_known() {
        let guanine = Template::of("DG").unwrap();
        assert_eq!(guanine.place("O1P"), guanine.place("OP1"));
        assert_eq!(guanine.place("C1*"), guanine.place("C1'"));
        assert_eq!(Template::of("TPO").unwrap().place("O1P").map(|_| ()), Some(()));
        assert_eq!(guanine.place("CB"), None);
    }
}
