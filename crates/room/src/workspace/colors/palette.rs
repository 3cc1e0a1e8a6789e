//! The colours themselves, as `0xRRGGBB`. Jmol's are those of its page "Jmol Colors"
//! (<https://jmol.sourceforge.net/jscolors/>) and of `JmolConstants.java`, names of its tables are given. What has no source named is our own.

/// What has no colour of its own in a scheme: our own choice.
pub(super) const GREY: u32 = 0xC8C8C8;
const WHITE: u32 = 0xFFFFFF;

/// Jmol's colours of the elements (`argbsCpk`), and of deuterium; its deep pink where there is none.
pub(super) fn element(symbol: &str) -> u32 {
    let same = |(known, _): &&(&str, u32)| known.eq_ignore_ascii_case(symbol);
    ELEMENTS.iter().find(same).map_or(0xFF1493, |(_, color)| *color)
}

/// Jmol's colours of amino acids (`argbsAmino`, which are RasMol's; tan for all else) and of nucleotides (those in `argbsShapely`).
pub(super) fn residue(name: &str) -> u32 {
    match name {
        "ASP" | "GLU" => 0xE60A0A,
        "CYS" | "MET" => 0xE6E600,
        "LYS" | "ARG" => 0x145AFF,
        "SER" | "THR" => 0xFA9600,
        "PHE" | "TYR" => 0x3232AA,
        "ASN" | "GLN" => 0x00DCDC,
        "GLY" => 0xEBEBEB,
        "LEU" | "VAL" | "ILE" => 0x0F820F,
        "ALA" => 0xC8C8C8,
        "TRP" => 0xB45AB4,
        "HIS" => 0x8282D2,
        "PRO" => 0xDC9682,
        "A" | "DA" => 0xA0A0FF,
        "C" | "DC" => 0xFF8C4B,
        "G" | "DG" => 0xFF7070,
        "T" | "DT" => 0xA0FFA0,
        "U" | "DU" => 0xFF8080,
        "I" | "DI" => 0x80FFFF,
        _ => 0xBEA06E,
    }
}

/// Jmol's colours of chains (`argbsChainAtom`), found as Jmol finds them: by the low five bits of the letter, so that `a` is as `A`
/// and `1` as `Q`, and white where there is no name. The last letter counts, for hetero groups of chain A may stand in a chain
/// HA; Jmol shows them darker.
pub(super) fn chain(name: &str) -> u32 {
    let last = name.bytes().last().unwrap_or(b' ');
    CHAINS[usize::from(last & 0x1F) % CHAINS.len()]
}

/// Jmol's colours of structures (`argbsStructure`, which are RasMol's): 2 sheet, 3 helix, white for all else.
pub(super) fn secondary_structure(kind: u8) -> u32 {
    match kind {
        2 => 0xFFC800,
        3 => 0xFF0080,
        _ => WHITE,
    }
}

/// Blue gives a hydrogen, red takes one, violet does both. Our own: Jmol's nitrogen, its oxygen, and a colour between them.
pub(super) fn donor_acceptor(donor: bool, acceptor: bool) -> u32 {
    match (donor, acceptor) {
        (true, true) => 0x9C41D7,
        (true, false) => 0x3050F8,
        (false, true) => 0xFF0D0D,
        (false, false) => GREY,
    }
}

/// Kyte and Doolittle's scale (J. Mol. Biol. 157 (1982) 105) in the colours of UCSF Chimera's preset "hydrophobicity surface": dodger blue
/// where it is least (-4.5), through white at 0, to orange red where it is most (4.5).
pub(super) fn hydrophobicity(name: &str) -> u32 {
    let Some((_, hydropathy)) = HYDROPATHY.iter().find(|(known, _)| *known == name) else { return GREY };
    through_white(hydropathy / 4.5, 0x1E90FF, 0xFF4500)
}

/// The colours of confidence (pLDDT, 0 to 100) of the AlphaFold Database (<https://alphafold.ebi.ac.uk>), with its limits 50, 70 and
/// 90, as Mol* has them too; AlphaFold writes it as temperature factor.
pub(super) fn confidence(plddt: f32) -> u32 {
    match plddt {
        90.0.. => 0x0053D6,
        70.0.. => 0x65CBF3,
        50.0.. => 0xFFDB13,
        _ => 0xFF7D45,
    }
}

/// From blue at 0 through white to red at 1: the ends of Jmol's `bwr`, without its steps.
pub(super) fn cold_to_hot(value: f32) -> u32 {
    through_white(2.0 * value - 1.0, 0x0000FF, 0xFF0000)
}

/// The hues from blue at 0 through cyan, green and yellow to red at 1: our own.
pub(super) fn rainbow(value: f32) -> u32 {
    let sixths = 4.0 * (1.0 - value.clamp(0.0, 1.0));
    let (red, green, blue) = match sixths {
        ..1.0 => (1.0, sixths, 0.0),
        ..2.0 => (2.0 - sixths, 1.0, 0.0),
        ..3.0 => (0.0, 1.0, sixths - 2.0),
        _ => (0.0, 4.0 - sixths, 1.0),
    };
    [red, green, blue].iter().fold(0, |rgb, part| rgb << 8 | (part * 255.0) as u32)
}

/// From one colour at -1 through white to the other at 1. What is no number is white.
fn through_white(value: f32, low: u32, high: u32) -> u32 {
    let value = if value.is_nan() { 0.0 } else { value.clamp(-1.0, 1.0) };
    let (end, part) = if value < 0.0 { (low, -value) } else { (high, value) };
    let channel = |shift: u32| {
        let end = (end >> shift & 0xFF) as f32;
        ((255.0 + (end - 255.0) * part).round() as u32) << shift
    };
    channel(16) | channel(8) | channel(0)
}

const HYDROPATHY: [(&str, f32); 20] = [
    ("ILE", 4.5),
    ("VAL", 4.2),
    ("LEU", 3.8),
    ("PHE", 2.8),
    ("CYS", 2.5),
    ("MET", 1.9),
    ("ALA", 1.8),
    ("GLY", -0.4),
    ("THR", -0.7),
    ("SER", -0.8),
    ("TRP", -0.9),
    ("TYR", -1.3),
    ("PRO", -1.6),
    ("HIS", -3.2),
    ("GLU", -3.5),
    ("GLN", -3.5),
    ("ASP", -3.5),
    ("ASN", -3.5),
    ("LYS", -3.9),
    ("ARG", -4.5),
];

#[rustfmt::skip]
const CHAINS: [u32; 27] = [
    WHITE, 0xC0D0FF, 0xB0FFB0, 0xFFC0C8, 0xFFFF80, 0xFFC0FF, 0xB0F0F0, 0xFFD070, 0xF08080, 0xF5DEB3, 0x00BFFF, 0xCD5C5C,
    0x66CDAA, 0x9ACD32, 0xEE82EE, 0x00CED1, 0x00FF7F, 0x3CB371, 0x00008B, 0xBDB76B, 0x006400, 0x800000, 0x808000,
    0x800080, 0x008080, 0xB8860B, 0xB22222,
];

#[rustfmt::skip]
const ELEMENTS: [(&str, u32); 110] = [
    ("H", 0xFFFFFF), ("D", 0xFFFFC0), ("He", 0xD9FFFF), ("Li", 0xCC80FF), ("Be", 0xC2FF00), ("B", 0xFFB5B5),
    ("C", 0x909090), ("N", 0x3050F8), ("O", 0xFF0D0D), ("F", 0x90E050), ("Ne", 0xB3E3F5), ("Na", 0xAB5CF2),
    ("Mg", 0x8AFF00), ("Al", 0xBFA6A6), ("Si", 0xF0C8A0), ("P", 0xFF8000), ("S", 0xFFFF30), ("Cl", 0x1FF01F),
    ("Ar", 0x80D1E3), ("K", 0x8F40D4), ("Ca", 0x3DFF00), ("Sc", 0xE6E6E6), ("Ti", 0xBFC2C7), ("V", 0xA6A6AB),
    ("Cr", 0x8A99C7), ("Mn", 0x9C7AC7), ("Fe", 0xE06633), ("Co", 0xF090A0), ("Ni", 0x50D050), ("Cu", 0xC88033),
    ("Zn", 0x7D80B0), ("Ga", 0xC28F8F), ("Ge", 0x668F8F), ("As", 0xBD80E3), ("Se", 0xFFA100), ("Br", 0xA62929),
    ("Kr", 0x5CB8D1), ("Rb", 0x702EB0), ("Sr", 0x00FF00), ("Y", 0x94FFFF), ("Zr", 0x94E0E0), ("Nb", 0x73C2C9),
    ("Mo", 0x54B5B5), ("Tc", 0x3B9E9E), ("Ru", 0x248F8F), ("Rh", 0x0A7D8C), ("Pd", 0x006985), ("Ag", 0xC0C0C0),
    ("Cd", 0xFFD98F), ("In", 0xA67573), ("Sn", 0x668080), ("Sb", 0x9E63B5), ("Te", 0xD47A00), ("I", 0x940094),
    ("Xe", 0x429EB0), ("Cs", 0x57178F), ("Ba", 0x00C900), ("La", 0x70D4FF), ("Ce", 0xFFFFC7), ("Pr", 0xD9FFC7),
    ("Nd", 0xC7FFC7), ("Pm", 0xA3FFC7), ("Sm", 0x8FFFC7), ("Eu", 0x61FFC7), ("Gd", 0x45FFC7), ("Tb", 0x30FFC7),
    ("Dy", 0x1FFFC7), ("Ho", 0x00FF9C), ("Er", 0x00E675), ("Tm", 0x00D452), ("Yb", 0x00BF38), ("Lu", 0x00AB24),
    ("Hf", 0x4DC2FF), ("Ta", 0x4DA6FF), ("W", 0x2194D6), ("Re", 0x267DAB), ("Os", 0x266696), ("Ir", 0x175487),
    ("Pt", 0xD0D0E0), ("Au", 0xFFD123), ("Hg", 0xB8B8D0), ("Tl", 0xA6544D), ("Pb", 0x575961), ("Bi", 0x9E4FB5),
    ("Po", 0xAB5C00), ("At", 0x754F45), ("Rn", 0x428296), ("Fr", 0x420066), ("Ra", 0x007D00), ("Ac", 0x70ABFA),
    ("Th", 0x00BAFF), ("Pa", 0x00A1FF), ("U", 0x008FFF), ("Np", 0x0080FF), ("Pu", 0x006BFF), ("Am", 0x545CF2),
    ("Cm", 0x785CE3), ("Bk", 0x8A4FE3), ("Cf", 0xA136D4), ("Es", 0xB31FD4), ("Fm", 0xB31FBA), ("Md", 0xB30DA6),
    ("No", 0xBD0D87), ("Lr", 0xC70066), ("Rf", 0xCC0059), ("Db", 0xD1004F), ("Sg", 0xD90045), ("Bh", 0xE00038),
    ("Hs", 0xE6002E), ("Mt", 0xEB0026),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_have_their_ends_and_middles() {
        assert_eq!([0.0, 0.5, 1.0, 7.0, f32::NAN].map(cold_to_hot), [0x0000FF, WHITE, 0xFF0000, 0xFF0000, WHITE]);
        assert_eq!([0.0, 0.25, 0.5, 0.75, 1.0].map(rainbow), [0x0000FF, 0x00FFFF, 0x00FF00, 0xFFFF00, 0xFF0000]);
        assert_eq!(
            [95.0, 75.0, 50.0, 3.0, f32::NAN].map(confidence),
            [0x0053D6, 0x65CBF3, 0xFFDB13, 0xFF7D45, 0xFF7D45]
        );
        assert_eq!(["ILE", "ARG", "HOH"].map(hydrophobicity), [0xFF4500, 0x1E90FF, GREY]);
    }

    #[test]
    fn names_of_any_kind_have_a_colour() {
        assert_eq!(["A", "HA", "a", "B"].map(chain), [0xC0D0FF, 0xC0D0FF, 0xC0D0FF, 0xB0FFB0]);
        assert_eq!(["", "0", "1", "9", "Z"].map(chain), [WHITE, 0x00FF7F, 0x3CB371, 0xB8860B, 0xB22222]);
        assert_eq!(["CL", "cl", "Xx", ""].map(element), [0x1FF01F, 0x1FF01F, 0xFF1493, 0xFF1493]);
        for name in ["é", "~", "?"] {
            assert!(CHAINS.contains(&chain(name)));
        }
    }
}
