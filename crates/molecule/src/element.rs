//! The chemical elements: symbols, covalent radii, metals.

/// What bond perception knows of an element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Element {
    /// As it is written: `Cl`.
    pub symbol: &'static str,
    /// Covalent radius in angstrom (Cordero and others, Dalton Trans. 2008, 2832; 1.6 where that has none).
    pub radius: f32,
}

impl Element {
    /// The element of this symbol, in any case; deuterium has an entry of its own.
    pub fn of(symbol: &str) -> Option<&'static Self> {
        let slot = slot(symbol.as_bytes())?;
        ELEMENTS.get(usize::from(BY_SYMBOL[slot]).checked_sub(1)?)
    }

    /// Whether it is hydrogen or deuterium.
    pub fn is_hydrogen(&self) -> bool {
        matches!(self.symbol, "H" | "D")
    }

    /// Whether it is a metal: it is bonded by distance inside its own residue only.
    pub fn is_metal(&self) -> bool {
        const NON_METALS: [&str; 24] = [
            "H", "D", "He", "B", "C", "N", "O", "F", "Ne", "Si", "P", "S", "Cl", "Ar", "Ge", "As", "Se", "Br", "Kr",
            "Te", "I", "Xe", "At", "Rn",
        ];
        !NON_METALS.contains(&self.symbol)
    }
}

const fn element(symbol: &'static str, radius: f32) -> Element {
    Element { symbol, radius }
}

#[rustfmt::skip]
const ELEMENTS: [Element; 119] = [
    element("H", 0.31), element("D", 0.31), element("He", 0.28), element("Li", 1.28), element("Be", 0.96),
    element("B", 0.84), element("C", 0.76), element("N", 0.71), element("O", 0.66), element("F", 0.57),
    element("Ne", 0.58), element("Na", 1.66), element("Mg", 1.41), element("Al", 1.21), element("Si", 1.11),
    element("P", 1.07), element("S", 1.05), element("Cl", 1.02), element("Ar", 1.06), element("K", 2.03),
    element("Ca", 1.76), element("Sc", 1.70), element("Ti", 1.60), element("V", 1.53), element("Cr", 1.39),
    element("Mn", 1.39), element("Fe", 1.32), element("Co", 1.26), element("Ni", 1.24), element("Cu", 1.32),
    element("Zn", 1.22), element("Ga", 1.22), element("Ge", 1.20), element("As", 1.19), element("Se", 1.20),
    element("Br", 1.20), element("Kr", 1.16), element("Rb", 2.20), element("Sr", 1.95), element("Y", 1.90),
    element("Zr", 1.75), element("Nb", 1.64), element("Mo", 1.54), element("Tc", 1.47), element("Ru", 1.46),
    element("Rh", 1.42), element("Pd", 1.39), element("Ag", 1.45), element("Cd", 1.44), element("In", 1.42),
    element("Sn", 1.39), element("Sb", 1.39), element("Te", 1.38), element("I", 1.39), element("Xe", 1.40),
    element("Cs", 2.44), element("Ba", 2.15), element("La", 2.07), element("Ce", 2.04), element("Pr", 2.03),
    element("Nd", 2.01), element("Pm", 1.99), element("Sm", 1.98), element("Eu", 1.98), element("Gd", 1.96),
    element("Tb", 1.94), element("Dy", 1.92), element("Ho", 1.92), element("Er", 1.89), element("Tm", 1.90),
    element("Yb", 1.87), element("Lu", 1.87), element("Hf", 1.75), element("Ta", 1.70), element("W", 1.62),
    element("Re", 1.51), element("Os", 1.44), element("Ir", 1.41), element("Pt", 1.36), element("Au", 1.36),
    element("Hg", 1.32), element("Tl", 1.45), element("Pb", 1.46), element("Bi", 1.48), element("Po", 1.40),
    element("At", 1.50), element("Rn", 1.50), element("Fr", 2.60), element("Ra", 2.21), element("Ac", 2.15),
    element("Th", 2.06), element("Pa", 2.00), element("U", 1.96), element("Np", 1.90), element("Pu", 1.87),
    element("Am", 1.80), element("Cm", 1.69), element("Bk", 1.60), element("Cf", 1.60), element("Es", 1.60),
    element("Fm", 1.60), element("Md", 1.60), element("No", 1.60), element("Lr", 1.60), element("Rf", 1.60),
    element("Db", 1.60), element("Sg", 1.60), element("Bh", 1.60), element("Hs", 1.60), element("Mt", 1.60),
    element("Ds", 1.60), element("Rg", 1.60), element("Cn", 1.60), element("Nh", 1.60), element("Fl", 1.60),
    element("Mc", 1.60), element("Lv", 1.60), element("Ts", 1.60), element("Og", 1.60),
];

/// One more than the place in [`ELEMENTS`], by [`slot`]; 0 = no such element.
static BY_SYMBOL: [u8; 26 * 27] = {
    let mut table = [0; 26 * 27];
    let mut place = 0;
    while place < ELEMENTS.len() {
        if let Some(slot) = slot(ELEMENTS[place].symbol.as_bytes()) {
            table[slot] = place as u8 + 1;
        }
        place += 1;
    }
    table
};

const fn slot(symbol: &[u8]) -> Option<usize> {
    let (first, second) = match symbol {
        [first] => (*first, None),
        [first, second] => (*first, Some(*second)),
        _ => return None,
    };
    if !first.is_ascii_alphabetic() {
        return None;
    }
    let row = (first.to_ascii_uppercase() - b'A') as usize * 27;
    match second {
        None => Some(row),
        Some(letter) if letter.is_ascii_alphabetic() => Some(row + 1 + (letter.to_ascii_uppercase() - b'A') as usize),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{ELEMENTS, Element};

    #[test]
    fn every_element_is_found_in_any_case() {
        for element in &ELEMENTS {
            assert_eq!(Element::of(element.symbol), Some(element));
            assert_eq!(Element::of(&element.symbol.to_ascii_uppercase()), Some(element));
        }
        for other in ["", "X", "Xx", "C1", "1C", "Car", "é"] {
            assert_eq!(Element::of(other), None, "{other}");
        }
        assert!(Element::of("zn").unwrap().is_metal());
        assert!(!Element::of("SE").unwrap().is_metal());
    }
}
