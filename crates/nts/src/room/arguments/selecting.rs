//! The words about which atoms, and what touches what.

use clap::{Parser, Subcommand, ValueEnum};
use room_api::{AtomSelection, Matching, ResidueKind, ResidueRange};

/// Selecting atoms: all of a complex, or those for which all that is said holds.
#[derive(Debug, Parser)]
pub struct Select {
    /// The complex: NAME, NAME#id or #id.
    pub complex: String,
    /// Of these chains, hetero groups included.
    #[arg(long, value_delimiter = ',', value_name = "NAME,...")]
    pub chains: Vec<String>,
    /// Residues with these numbers: 86, or from 86 to 90.
    #[arg(long, value_delimiter = ',', value_name = "86,90-95,...", value_parser = range, allow_hyphen_values = true)]
    pub residues: Vec<ResidueRange>,
    /// Residues with these names.
    #[arg(long, value_delimiter = ',', value_name = "ASP,...")]
    pub residue_names: Vec<String>,
    /// What is this.
    #[arg(long, value_delimiter = ',', value_name = "KIND,...")]
    pub kinds: Vec<Kind>,
    /// Atoms with these names.
    #[arg(long, value_delimiter = ',', value_name = "CA,...")]
    pub atom_names: Vec<String>,
    /// Atoms of these elements.
    #[arg(long, value_delimiter = ',', value_name = "C,...")]
    pub elements: Vec<String>,
    /// Only the atoms with these indices.
    #[arg(long, value_delimiter = ',', value_name = "INDEX,...", conflicts_with_all = WORDS)]
    pub atoms: Vec<i64>,
    /// No atom.
    #[arg(long, conflicts_with = "atoms", conflicts_with_all = WORDS)]
    pub none: bool,
}

const WORDS: [&str; 6] = ["chains", "residues", "residue_names", "kinds", "atom_names", "elements"];

/// What residues are.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub enum Kind {
    /// Protein and nucleic acids.
    Polymer,
    /// Ligands and cofactors.
    Ligand,
    /// Single atoms.
    Ion,
    /// Water.
    Water,
}

impl Select {
    /// Which atoms are meant.
    pub fn atoms(self) -> AtomSelection {
        if self.none {
            return AtomSelection::None;
        }
        if !self.atoms.is_empty() {
            return AtomSelection::Indices(self.atoms);
        }
        let kind = |kind| match kind {
            Kind::Polymer => ResidueKind::Polymer,
            Kind::Ligand => ResidueKind::Ligand,
            Kind::Ion => ResidueKind::Ion,
            Kind::Water => ResidueKind::Water,
        };
        let matching = Matching {
            chains: self.chains,
            residues: self.residues,
            residue_names: self.residue_names,
            kinds: self.kinds.into_iter().map(kind).collect(),
            atom_names: self.atom_names,
            elements: self.elements,
        };
        if matching == Matching::default() { AtomSelection::All } else { AtomSelection::Matching(matching) }
    }
}

/// To what a selection is widened.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum Widen {
    /// Whole residues.
    Residues,
    /// Whole chains.
    Chains,
    /// The residues of all complexes that are shown, near what is selected.
    Within {
        /// How near, angstrom; at most 12.
        angstrom: f32,
    },
}

/// What touches a complex.
#[derive(Debug, Parser)]
pub struct Contacts {
    /// The complex, in its current frame: NAME, NAME#id or #id.
    pub complex: String,
    /// How near, angstrom; at most 8.
    #[arg(long, default_value_t = 4.0, value_name = "ANGSTROM")]
    pub within: f32,
}

/// `86`, `86-90`, `-5--2`.
fn range(text: &str) -> Result<ResidueRange, String> {
    let number = |text: &str| text.trim().parse::<i32>().map_err(|_| format!("`{text}` is no residue number"));
    // A sign at the beginning is one of the number.
    let dash = text.char_indices().skip(1).find(|(_, letter)| *letter == '-').map(|(at, _)| at);
    let (first, last) = match dash {
        Some(at) => (number(&text[..at])?, number(&text[at + 1..])?),
        None => (number(text)?, number(text)?),
    };
    if first > last {
        return Err(format!("it goes from a smaller number to a larger one: {last}-{first}"));
    }
    Ok(ResidueRange { first, last })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        let good = [("86", 86, 86), ("86-90", 86, 90), ("-5", -5, -5), ("-5--2", -5, -2), ("-5-2", -5, 2)];
        for (text, first, last) in good {
            assert_eq!(range(text), Ok(ResidueRange { first, last }), "{text}");
        }
        for text in ["", "a", "86-", "-", "90-86", "86-90-95", "é-1"] {
            assert!(range(text).is_err(), "{text}");
        }
    }
}
