//! The words of `nts room integrate`.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use room_api::Forcefield;

/// Having a plugin do something.
#[derive(Debug, Parser)]
pub struct Integrate {
    /// The plugin: NAME, or NAME#id. Needed where several offer it; one that registered for nothing can be named, too.
    #[arg(long, global = true, value_name = "NAME")]
    pub plugin: Option<String>,
    #[command(subcommand)]
    pub what: What,
}

/// What for.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Add hydrogens to complexes.
    HydrogensAdd(Complexes),
    /// Take the hydrogens of complexes away.
    HydrogensRemove(Complexes),
    /// Put structures in order: bonds, secondary structure.
    StructurePrep(Complexes),
    /// Calculate electrostatic potentials.
    Esp(Complexes),
    /// Minimize what is selected.
    MinimizationStart(MinimizationStart),
    /// Stop minimizing.
    MinimizationStop,
    /// Where a plugin can put files.
    ExportLocations,
    /// Have a plugin put a complex away as a file.
    ExportFile(ExportFile),
    /// Have a plugin let you choose a file to load.
    ImportFile,
    /// Complexes as SMILES.
    ExportSmiles(Complexes),
    /// Make complexes of SMILES.
    ImportSmiles {
        /// The SMILES.
        #[arg(required = true)]
        smiles: Vec<String>,
    },
    /// Make a picture of a complex.
    MoleculeImage(MoleculeImage),
    /// Find interactions.
    Interactions,
}

/// Which complexes.
#[derive(Debug, Parser)]
pub struct Complexes {
    /// The complexes: NAME, NAME#id or #id.
    #[arg(required = true, value_name = "COMPLEX")]
    pub complexes: Vec<String>,
}

/// Minimizing.
#[derive(Debug, Parser)]
pub struct MinimizationStart {
    /// By which force field.
    #[arg(long, value_enum, default_value = "universal")]
    pub forcefield: Field,
    /// At most so many steps.
    #[arg(long, default_value_t = 2500)]
    pub steps: u32,
    /// By steepest descent rather than conjugate gradients.
    #[arg(long)]
    pub steepest: bool,
    /// Of interactions that are not bonds, in angstrom.
    #[arg(long, default_value_t = 20.0)]
    pub cutoff: f32,
}

/// The force fields.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[allow(missing_docs)] // They are the names.
pub enum Field {
    Universal,
    GeneralAmber,
    Ghemical,
    Mmff94,
    Mmff94s,
}

/// Putting a file away.
#[derive(Debug, Parser)]
pub struct ExportFile {
    /// The complex: NAME, NAME#id or #id.
    pub complex: String,
    /// The file's name there: .pdb, .cif, .sdf or .mol.
    pub file: PathBuf,
    /// Where to: one of the places that `export-locations` tells.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub location: String,
}

/// Making a picture.
#[derive(Debug, Parser)]
pub struct MoleculeImage {
    /// The complex: NAME, NAME#id or #id.
    pub complex: String,
    /// Where to put the picture. Without its ending, which the picture tells, the name is completed.
    pub file: PathBuf,
    /// In pixels.
    #[arg(long, default_value_t = 512)]
    pub width: u32,
    /// In pixels.
    #[arg(long, default_value_t = 512)]
    pub height: u32,
}

impl From<Field> for Forcefield {
    fn from(field: Field) -> Self {
        match field {
            Field::Universal => Forcefield::Universal,
            Field::GeneralAmber => Forcefield::GeneralAmber,
            Field::Ghemical => Forcefield::Ghemical,
            Field::Mmff94 => Forcefield::Mmff94,
            Field::Mmff94s => Forcefield::Mmff94s,
        }
    }
}
