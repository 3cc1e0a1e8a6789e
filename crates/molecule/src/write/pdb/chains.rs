//! Chains in one column: names of more letters get a free one.

use std::collections::{BTreeMap, BTreeSet};

use crate::write::{WriteError, file_chain};
use crate::{Molecule, Text};

const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Which letter each chain of the file is written with.
#[derive(Debug)]
pub(super) struct Letters {
    letter_of: BTreeMap<Text, char>,
}

impl Letters {
    /// The letters of all chains; chains of one letter keep it.
    pub fn of(models: &[Molecule]) -> Result<Self, WriteError> {
        let mut names = BTreeSet::new();
        for model in models {
            for chain in 0..model.chains.len() {
                names.extend(model.chains.residues(chain).map(|residue| Text::from(file_chain(model, chain, residue))));
            }
        }
        let own_letter = |name: &Text| match name.as_bytes() {
            [] => Some(' '),
            [letter] if letter.is_ascii_graphic() => Some(char::from(*letter)),
            _ => None,
        };
        let mut letter_of: BTreeMap<Text, char> =
            names.iter().filter_map(|name| Some((name.clone(), own_letter(name)?))).collect();
        let taken: BTreeSet<char> = letter_of.values().copied().collect();
        let mut free = LETTERS.iter().map(|letter| char::from(*letter)).filter(|letter| !taken.contains(letter));
        for name in &names {
            if !letter_of.contains_key(name) {
                let letter = free.next().ok_or_else(|| WriteError::TooWide { what: format!("the chain {name}") })?;
                letter_of.insert(name.clone(), letter);
            }
        }
        Ok(Self { letter_of })
    }

    /// The letter of a residue's chain.
    pub fn of_residue(&self, model: &Molecule, chain: usize, residue: usize) -> char {
        self.letter_of.get(file_chain(model, chain, residue)).copied().unwrap_or(' ')
    }

    /// What is to be said about chains that have another letter than their name.
    pub fn remarks(&self) -> String {
        let renamed = self.letter_of.iter().filter(|(name, _)| name.len() > 1);
        renamed
            .map(|(name, letter)| format!("REMARK   6 CHAIN {} IS WRITTEN AS {letter}\n", name.escape_debug()))
            .collect()
    }
}
