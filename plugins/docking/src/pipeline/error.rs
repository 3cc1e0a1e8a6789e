//! What can go wrong between a receptor, a ligand and their poses; each sentence says what to do next.

use molecule::WriteError;

/// Why a docking run gave no poses.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// A program is not installed.
    #[error("{program} is not there. {advice}")]
    MissingProgram {
        /// What was started.
        program: String,
        /// How to get it.
        advice: String,
    },
    /// A Python module is not installed.
    #[error(
        "{python} has no module {module}. Install it with `{python} -m pip install {packages}`, or name another \
         Python in DOCKING_PYTHON where the docking plugin runs."
    )]
    MissingModule {
        /// The interpreter.
        python: String,
        /// What it could not import.
        module: String,
        /// All that docking needs.
        packages: &'static str,
    },
    /// A program could not be started or watched.
    #[error("{program} could not be run on the plugin's computer: {error}")]
    NoStart {
        /// What was started.
        program: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// A program was ended by its time limit.
    #[error("{program} took longer than {limit_secs} s and was ended. Choose a smaller box or less exhaustiveness.")]
    TooSlow {
        /// What was running.
        program: String,
        /// The limit.
        limit_secs: u64,
    },
    /// A program ended with an error.
    #[error("{step} failed: {reason}")]
    Failed {
        /// What was being done.
        step: &'static str,
        /// What the program says, and what to do.
        reason: String,
    },
    /// The work folder could not be used.
    #[error("the docking plugin cannot write into its temporary folder: {0}. Free some space where it runs.")]
    Folder(#[from] std::io::Error),
    /// Nothing of the receptor is near the site.
    #[error("there is no atom of the receptor in or around the box. Choose a site that lies in the receptor.")]
    NothingInBox,
    /// Nothing is left of the receptor.
    #[error("the receptor has no ATOM records: it is no protein or nucleic acid. Choose another receptor.")]
    NoReceptor,
    /// A kept ion that Vina does not know.
    #[error("Vina has no parameters for {symbol} ({group}). Switch this group off and run again.")]
    UnknownIon {
        /// Its element.
        symbol: String,
        /// Where it is.
        group: String,
    },
    /// The ligand cannot be docked as it is.
    #[error(transparent)]
    Ligand(#[from] LigandProblem),
    /// A structure could not be written for the tools.
    #[error("{what} cannot be written for docking: {error}")]
    Unwritable {
        /// The receptor or the ligand.
        what: &'static str,
        /// Why.
        error: WriteError,
    },
    /// The poses could not be read.
    #[error("the poses cannot be read: {0}")]
    Poses(String),
}

impl PipelineError {
    /// Whether it would meet the other ligands as well: then trying them is of no use.
    pub fn is_about_every_ligand(&self) -> bool {
        use PipelineError::{Folder, MissingModule, MissingProgram, NoStart};
        matches!(self, MissingProgram { .. } | MissingModule { .. } | NoStart { .. } | Folder(_))
    }
}

/// Why a ligand cannot be docked.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LigandProblem {
    /// It has no atoms.
    #[error("the ligand has no atoms. Choose another ligand.")]
    Empty,
    /// It is no small molecule.
    #[error("the ligand has {heavy_atoms} heavy atoms; at most {most} can be docked. Choose a small molecule.")]
    TooLarge {
        /// How many it has.
        heavy_atoms: usize,
        /// How many are possible.
        most: usize,
    },
    /// Several molecules in one complex.
    #[error(
        "the ligand is made of {pieces} separate molecules (a salt, or several ligands in one file). Keep one of \
         them and run again."
    )]
    InPieces {
        /// How many.
        pieces: usize,
    },
    /// An element that cannot be docked.
    #[error(
        "the ligand contains {symbol}; only H, C, N, O, F, Si, P, S, Cl, Br and I can be docked. Choose another ligand."
    )]
    Element {
        /// The element.
        symbol: String,
    },
    /// Bonds whose order nobody knows.
    #[error("the ligand's bonds have no orders, so its hydrogens are unknown. Load it from an SDF file instead.")]
    NoBondOrders,
    /// Bonds that are single and cannot be.
    #[error(
        "all bonds of the ligand are single, but {} and {} are {length:.2} angstrom apart, as only a double or aromatic \
         bond is: its file had no bond orders, and its hydrogens would be wrong. Load it from an SDF file instead.",
        names[0], names[1]
    )]
    OnlySingleBonds {
        /// The atoms of the first such bond.
        names: [String; 2],
        /// Their distance in angstrom.
        length: f32,
    },
    /// It does not fit.
    #[error(
        "the ligand is {length:.0} angstrom long, and the box at most {room:.0} across. Make the margin larger or \
         choose another site."
    )]
    LongerThanBox {
        /// The largest distance between two of its atoms.
        length: f32,
        /// The diagonal of the box.
        room: f32,
    },
}

/// The last lines of what a program said, as one sentence for people.
pub fn last_words(text: &str) -> String {
    const LINES: usize = 3;
    const SHOWN: usize = 300;
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let end = lines[lines.len().saturating_sub(LINES)..].join(" ");
    let skipped = end.chars().count().saturating_sub(SHOWN);
    match end.is_empty() {
        true => "it ended without a word".to_owned(),
        false => end.chars().skip(skipped).collect(),
    }
}

/// The module that a Python traceback misses.
pub fn missing_module(stderr: &str) -> Option<&str> {
    let (_, rest) = stderr.rsplit_once("No module named '")?;
    rest.split('\'').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_words_are_short() {
        assert_eq!(last_words("\n \n"), "it ended without a word");
        assert_eq!(last_words("a\nb\n\nc\nd\n"), "b c d");
        assert_eq!(last_words(&"x".repeat(1000)).len(), 300);
    }

    #[test]
    fn a_traceback_names_its_module() {
        let traceback = "Traceback (most recent call last):\nModuleNotFoundError: No module named 'scipy.spatial'\n";
        assert_eq!(missing_module(traceback), Some("scipy.spatial"));
        assert_eq!(missing_module("ValueError: no"), None);
    }
}
