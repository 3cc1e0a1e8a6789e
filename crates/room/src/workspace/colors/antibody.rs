//! Antibodies: the loops that bind, by residue numbers. The structure must be numbered in the scheme asked for, and its
//! chains must be named H and L (or K), as antibody structures are; nothing is renumbered here.

use std::ops::RangeInclusive;

use molecule::Molecule;

use super::palette::GREY;

type Loops = [RangeInclusive<i32>; 3];

/// Where the three loops (CDR 1 to 3) of the heavy and of the light chain are.
pub(super) struct Numbering {
    heavy: Loops,
    light: Loops,
}

/// Lefranc and others, Dev. Comp. Immunol. 27 (2003) 55.
pub(super) const IMGT: Numbering =
    Numbering { heavy: [27..=38, 56..=65, 105..=117], light: [27..=38, 56..=65, 105..=117] };

/// Kabat and others, Sequences of Proteins of Immunological Interest, 5th edition (1991).
pub(super) const KABAT: Numbering =
    Numbering { heavy: [31..=35, 50..=65, 95..=102], light: [24..=34, 50..=56, 89..=97] };

/// Al-Lazikani, Lesk and Chothia, J. Mol. Biol. 273 (1997) 927, with the limits of the table of A. C. R. Martin
/// (<http://www.bioinf.org.uk/abs/info.html>): those of the light chain are Kabat's.
pub(super) const CHOTHIA: Numbering =
    Numbering { heavy: [26..=32, 52..=56, 95..=102], light: [24..=34, 50..=56, 89..=97] };

/// The colours of the loops in IMGT's colour menu (<https://www.imgt.org/textes/IMGTScientificChart/RepresentationRules/colorchart.html>): red,
/// orange, purple; blue, green, blue-green.
const HEAVY: [u32; 3] = [0xC80000, 0xFFA900, 0x9C41D7];
const LIGHT: [u32; 3] = [0x6060E4, 0x46D500, 0x3F9D3F];

/// The loops in their colours, all else grey.
pub(super) fn colors(molecule: &Molecule, numbering: &Numbering) -> Vec<u32> {
    let mut colors = vec![GREY; molecule.atoms.len()];
    for chain in 0..molecule.chains.len() {
        let (loops, palette) = match molecule.chains.name[chain].as_str() {
            "H" => (&numbering.heavy, HEAVY),
            "L" | "K" => (&numbering.light, LIGHT),
            _ => continue,
        };
        for residue in molecule.chains.residues(chain) {
            let serial = molecule.residues.serial[residue];
            if let Some(place) = loops.iter().position(|numbers| numbers.contains(&serial)) {
                colors[molecule.residues.atoms(residue)].fill(palette[place]);
            }
        }
    }
    colors
}
