//! The wedges of a drawing. A molfile in the plane tells the hands of its centres by them; columns have no place for them, and they do not
//! travel to a plugin with its bonds. So they are kept with the data of their conformer, which does travel, and name both ends of
//! their bond by where these are drawn: rows and serial numbers change when records become the conformers of one molecule.

use std::collections::HashMap;
use std::fmt::Write;

use sdfrust::{Bond, BondStereo, Molecule};

/// The name of a conformer's data that holds the wedges of its drawing, narrow ends first: `0.75 0 > 1.5 1.299 down`, and so on with
/// `; ` between them. They count as long as it is drawn there, in the plane.
pub const WEDGES: &str = "wedge bonds";

/// Nearer to the plane than this an atom is in it, angstrom.
const FLAT: f64 = 1e-3;

/// What has more bonds than this nobody drew.
const MOST_BONDS: usize = 999;

/// Where an end of a bond is drawn.
type Place = (f32, f32);

/// The wedges of a molfile; none of a structure in space, whose places tell its hands.
pub(crate) fn of_drawing(molecule: &Molecule) -> Option<String> {
    if !is_flat(molecule) || molecule.bonds.len() > MOST_BONDS {
        return None;
    }
    let mut text = String::new();
    for bond in &molecule.bonds {
        let Some(side) = word(bond.stereo) else { continue };
        let ((x1, y1), (x2, y2)) = (place(molecule, bond.atom1), place(molecule, bond.atom2));
        let between = if text.is_empty() { "" } else { "; " };
        let _ = write!(text, "{between}{x1} {y1} > {x2} {y2} {side}"); // A string takes it all.
    }
    (!text.is_empty()).then_some(text)
}

/// Whether a conformer's data is such a list.
pub(crate) fn is_list(name: &str, value: &str) -> bool {
    name == WEDGES && value.split("; ").all(|wedge| read(wedge).is_some())
}

/// Gives its bonds the wedges of a list, if it is a drawing.
pub(crate) fn draw(molecule: &mut Molecule, list: &str) {
    if !is_flat(molecule) {
        return;
    }
    let key = |(x, y): Place| (x.to_bits(), y.to_bits());
    let told: HashMap<_, BondStereo> =
        list.split("; ").filter_map(read).map(|(narrow, broad, side)| ((key(narrow), key(broad)), side)).collect();
    for at in 0..molecule.bonds.len() {
        let Bond { atom1, atom2, .. } = molecule.bonds[at];
        let (first, second) = (key(place(molecule, atom1)), key(place(molecule, atom2)));
        let (side, is_turned) = match (told.get(&(first, second)), told.get(&(second, first))) {
            (Some(side), _) => (*side, false),
            (None, Some(side)) => (*side, true),
            (None, None) => continue,
        };
        let bond = &mut molecule.bonds[at];
        bond.stereo = side;
        if is_turned {
            (bond.atom1, bond.atom2) = (atom2, atom1);
        }
    }
}

/// Whether all of it is in the plane, as a drawing is.
pub(crate) fn is_flat(molecule: &Molecule) -> bool {
    molecule.atoms.iter().all(|atom| atom.z.abs() < FLAT)
}

/// As columns hold it, and without the sign of zero.
fn place(molecule: &Molecule, atom: usize) -> Place {
    let atom = &molecule.atoms[atom];
    (atom.x as f32 + 0.0, atom.y as f32 + 0.0)
}

fn word(side: BondStereo) -> Option<&'static str> {
    match side {
        BondStereo::None => None,
        BondStereo::Up => Some("up"),
        BondStereo::Down => Some("down"),
        BondStereo::Either => Some("either"),
    }
}

fn read(wedge: &str) -> Option<(Place, Place, BondStereo)> {
    let words: Vec<&str> = wedge.split(' ').collect();
    let [x1, y1, ">", x2, y2, side] = words[..] else { return None };
    let number = |word: &str| word.parse::<f32>().ok().filter(|value| value.is_finite());
    let side =
        [BondStereo::Up, BondStereo::Down, BondStereo::Either].into_iter().find(|known| word(*known) == Some(side))?;
    Some(((number(x1)?, number(y1)?), (number(x2)?, number(y2)?), side))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Complex, Format};

    /// L-alanine as it is drawn, `side` of the methyl: 1 in front, 6 behind.
    fn alanine(name: &str, side: u8) -> String {
        format!(
            "{name}
  test              2D

  6  5  0  0  0  0  0  0  0  0999 V2000
    1.5000    1.2990    0.0000 C   0  0
    0.7500    0.0000    0.0000 C   0  0
    1.5000   -1.2990    0.0000 N   0  0
   -0.7500   -0.0000    0.0000 C   0  0
   -1.5000    1.2990    0.0000 O   0  0
   -1.5000   -1.2990    0.0000 O   0  0
  2  1  1  {side}
  2  3  1  0
  2  4  1  0
  4  5  2  0
  4  6  1  0
M  END
$$$$
"
        )
    }

    fn read_sdf(text: &str) -> Complex {
        crate::read(text.as_bytes(), Format::Sdf, "x").unwrap().remove(0)
    }

    fn wedges(complex: &Complex, frame: usize) -> Option<String> {
        let data = &complex.molecules[frame].conformers[0].associated;
        data.iter().find(|(name, _)| name == WEDGES).map(|(_, value)| value.to_string())
    }

    /// The lines of bonds that have a wedge.
    fn drawn(sdf: &str) -> Vec<&str> {
        sdf.lines()
            .filter(|line| line.len() >= 12 && matches!(line.get(6..12), Some("  1  1" | "  1  6" | "  1  4")))
            .collect()
    }

    #[test]
    fn a_drawing_keeps_its_wedges() {
        let complex = read_sdf(&alanine("S", 6));
        assert_eq!(wedges(&complex, 0).as_deref(), Some("0.75 0 > 1.5 1.299 down"));
        let sdf = crate::write(&complex, Format::Sdf).unwrap();
        assert_eq!(drawn(&sdf), ["  2  1  1  6  0  0  0"], "{sdf}");
        assert!(sdf.lines().nth(1).unwrap().ends_with("2D") && !sdf.contains(WEDGES), "{sdf}");
        assert_eq!(read_sdf(&sdf).molecules, complex.molecules);
    }

    #[test]
    fn each_conformer_keeps_its_own() {
        let both = read_sdf(&[alanine("S", 6), alanine("R", 1), alanine("?", 0)].concat());
        let frames = both.to_frames();
        let all: Vec<Option<String>> = (0..3).map(|frame| wedges(&frames, frame)).collect();
        assert_eq!(all[0].as_deref(), Some("0.75 0 > 1.5 1.299 down"));
        assert_eq!(all[1].as_deref(), Some("0.75 0 > 1.5 1.299 up"));
        assert_eq!(all[2], None);
    }

    #[test]
    fn wedges_count_only_where_they_were_drawn() {
        let mut complex = read_sdf(&alanine("S", 1));
        complex.molecules[0].atoms.positions[0].edit()[0] = [1.6, 1.299, 0.0];
        let sdf = crate::write(&complex, Format::Sdf).unwrap();
        assert!(drawn(&sdf).is_empty() && !sdf.contains(WEDGES), "{sdf}");
        complex.molecules[0].atoms.positions[0].edit()[0] = [1.5, 1.299, 0.7];
        let sdf = crate::write(&complex, Format::Sdf).unwrap();
        assert!(drawn(&sdf).is_empty() && sdf.lines().nth(1).unwrap().ends_with("3D"), "{sdf}");
        // In space the places tell.
        let in_space = alanine("S", 1).replace("1.2990    0.0000 C", "1.2990    0.7000 C");
        assert_eq!(wedges(&read_sdf(&in_space), 0), None);
    }

    #[test]
    fn data_of_that_name_that_is_no_list_stays_data() {
        let theirs = alanine("S", 0).replace("$$$$", "> <wedge bonds>\n1 2 > 3 4 nowhere\n\n$$$$");
        let sdf = crate::write(&read_sdf(&theirs), Format::Sdf).unwrap();
        assert!(sdf.contains("> <wedge bonds>\n1 2 > 3 4 nowhere\n"), "{sdf}");
        for wrong in ["", "1 2 > 3 4", "1 2 > 3 inf up", "1 2 > 3 4 up;", "1 2 < 3 4 up"] {
            assert!(!is_list(WEDGES, wrong), "{wrong}");
        }
    }
}
