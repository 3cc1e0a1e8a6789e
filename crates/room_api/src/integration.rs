//! Integrations: what plugins do in the place of the room's own tools, whenever somebody asks.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ComplexId, FileFormat};

/// What a plugin registers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // The names are the library's.
pub enum Integration {
    Hydrogen,
    StructurePrep,
    CalculateEsp,
    Minimization,
    ExportFile,
    ExportLocations,
    GenerateMoleculeImage,
    ImportFile,
    /// Nothing is called for it.
    Analysis,
    Interactions,
    Smiles,
}

impl Integration {
    /// Every integration.
    pub const ALL: [Integration; 11] = [
        Integration::Hydrogen,
        Integration::StructurePrep,
        Integration::CalculateEsp,
        Integration::Minimization,
        Integration::ExportFile,
        Integration::ExportLocations,
        Integration::GenerateMoleculeImage,
        Integration::ImportFile,
        Integration::Analysis,
        Integration::Interactions,
        Integration::Smiles,
    ];

    /// The name that plugins know it by.
    pub const fn name(self) -> &'static str {
        match self {
            Integration::Hydrogen => "hydrogen",
            Integration::StructurePrep => "structure_prep",
            Integration::CalculateEsp => "calculate_esp",
            Integration::Minimization => "minimization",
            Integration::ExportFile => "export_file",
            Integration::ExportLocations => "export_locations",
            Integration::GenerateMoleculeImage => "generate_molecule_image",
            Integration::ImportFile => "import_file",
            Integration::Analysis => "analysis",
            Integration::Interactions => "interactions",
            Integration::Smiles => "smiles",
        }
    }
}

/// What a plugin is called for. Complexes go to it as they are when it is called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[allow(missing_docs)] // fields: the variant says what they are
pub enum Call {
    /// Add hydrogens; the complexes are replaced by what it answers.
    HydrogenAdd { complexes: Vec<ComplexId> },
    /// Take hydrogens away; likewise.
    HydrogenRemove { complexes: Vec<ComplexId> },
    /// Bonds, secondary structure, whatever the plugin takes for a structure in order; likewise.
    StructurePrep { complexes: Vec<ComplexId> },
    /// Calculate the electrostatic potential. Plugins add a volume rather than answer.
    CalculateEsp { complexes: Vec<ComplexId> },
    /// Minimize what is selected, by streams, until it is done or stopped.
    MinimizationStart {
        forcefield: Forcefield,
        /// At most so many.
        steps: u32,
        /// By steepest descent rather than conjugate gradients.
        steepest: bool,
        /// Of interactions that are not bonds, angstrom.
        cutoff: f32,
    },
    /// Stop minimizing.
    MinimizationStop,
    /// Where the plugin can put files.
    ExportLocations,
    /// Put a complex away as a file, in one of the plugin's places.
    ExportFile {
        complex: ComplexId,
        format: FileFormat,
        /// One of those that the plugin named.
        location: String,
        /// The file's name; the complex's own where there is none.
        #[serde(default)]
        #[ts(optional = nullable)]
        name: Option<String>,
    },
    /// Have the plugin let the presenter choose a file to load.
    ImportFile,
    /// Write complexes as SMILES: a text for each.
    ExportSmiles { complexes: Vec<ComplexId> },
    /// Make complexes of SMILES.
    ImportSmiles { smiles: Vec<String> },
    /// Make a picture of a complex, of so many pixels.
    GenerateMoleculeImage { complex: ComplexId, width: u32, height: u32 },
    /// Find interactions.
    RunInteractions,
}

/// The force fields that minimizing plugins know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // They are the names.
pub enum Forcefield {
    Universal,
    GeneralAmber,
    Ghemical,
    Mmff94,
    Mmff94s,
}

impl Call {
    /// The integration that a plugin registers for to be called so.
    pub const fn integration(&self) -> Integration {
        match self {
            Call::HydrogenAdd { .. } | Call::HydrogenRemove { .. } => Integration::Hydrogen,
            Call::StructurePrep { .. } => Integration::StructurePrep,
            Call::CalculateEsp { .. } => Integration::CalculateEsp,
            Call::MinimizationStart { .. } | Call::MinimizationStop => Integration::Minimization,
            Call::ExportLocations => Integration::ExportLocations,
            Call::ExportFile { .. } => Integration::ExportFile,
            Call::ImportFile => Integration::ImportFile,
            Call::ExportSmiles { .. } | Call::ImportSmiles { .. } => Integration::Smiles,
            Call::GenerateMoleculeImage { .. } => Integration::GenerateMoleculeImage,
            Call::RunInteractions => Integration::Interactions,
        }
    }
}
