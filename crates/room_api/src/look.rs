//! How complexes look at one press: looks, toggles, colours. The room writes them into the columns, so that all see the same.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a complex looks as a whole. It sets ribbons, atoms, labels, surfaces and their colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// Polymers as ribbons by chain, ligands as sticks by element, ions as spheres, waters hidden. What people load looks so.
    Overview,
    /// The overview, and the residues within 5 angstrom of the ligands as sticks with labels. The ligands are the complex's own,
    /// and those of the other complexes that are shown: poses beside their receptor.
    Pocket,
    /// The overview, and a surface around the polymers.
    Surface,
    /// Every atom as ball and stick by element, and no ribbons.
    AllAtoms,
}

impl Look {
    /// Every look.
    pub const ALL: [Look; 4] = [Look::Overview, Look::Pocket, Look::Surface, Look::AllAtoms];
}

/// Which hydrogens are drawn, on atoms that are drawn themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Hydrogens {
    /// All.
    All,
    /// Those on nitrogen, oxygen and sulphur.
    Polar,
    /// None.
    None,
}

impl Hydrogens {
    /// Every way.
    pub const ALL: [Hydrogens; 3] = [Hydrogens::All, Hydrogens::Polar, Hydrogens::None];
}

/// With what to paint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Paint {
    /// By a scheme.
    Scheme(ColorScheme),
    /// With one colour: red, green, blue.
    Rgb([u8; 3]),
}

/// The colour schemes of the plugin API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ColorScheme {
    /// By the kind of residue.
    Residue,
    /// By occupancy, blue to red.
    Occupancy,
    /// By temperature factor, blue to red.
    BFactor,
    /// By element.
    Element,
    /// Each chain from blue to red.
    Rainbow,
    /// By chain.
    Chain,
    /// Donors and acceptors of hydrogen bonds.
    DonorAcceptor,
    /// Helices and sheets.
    SecondaryStructure,
    /// Grey.
    Monochrome,
    /// Atoms by hydrophobicity: yellow, red, blue.
    YrbHydrophobicity,
    /// Residues by hydrophobicity (Kyte and Doolittle).
    Hydrophobicity,
    /// The loops of antibodies, numbered by IMGT.
    Imgt,
    /// The loops of antibodies, numbered by Kabat.
    Kabat,
    /// The loops of antibodies, numbered by Chothia.
    Chothia,
    /// Atomic property fields.
    Apf,
    /// AlphaFold's confidence, which stands where the temperature factor does.
    Confidence,
}

impl ColorScheme {
    /// Every scheme.
    pub const ALL: [ColorScheme; 16] = [
        ColorScheme::Residue,
        ColorScheme::Occupancy,
        ColorScheme::BFactor,
        ColorScheme::Element,
        ColorScheme::Rainbow,
        ColorScheme::Chain,
        ColorScheme::DonorAcceptor,
        ColorScheme::SecondaryStructure,
        ColorScheme::Monochrome,
        ColorScheme::YrbHydrophobicity,
        ColorScheme::Hydrophobicity,
        ColorScheme::Imgt,
        ColorScheme::Kabat,
        ColorScheme::Chothia,
        ColorScheme::Apf,
        ColorScheme::Confidence,
    ];
}

/// What of a complex is painted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ColorTarget {
    /// All of it.
    #[default]
    All,
    /// Atoms and bonds.
    Atoms,
    /// Ribbons.
    Ribbon,
    /// Surfaces.
    Surface,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a type's list has, as its TypeScript type has it, which is made from the type itself.
    fn listed<T: Serialize>(all: &[T]) -> String {
        all.iter().map(|one| serde_json::to_string(one).unwrap()).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn the_lists_are_whole() {
        let config = ts_rs::Config::default();
        assert_eq!(listed(&Look::ALL), Look::inline(&config));
        assert_eq!(listed(&Hydrogens::ALL), Hydrogens::inline(&config));
        assert_eq!(listed(&ColorScheme::ALL), ColorScheme::inline(&config));
    }
}
