//! The words about what plugins leave behind: volumes and interactions.

use clap::{Parser, Subcommand};

/// Interactions; without a word they are listed.
#[derive(Debug, Parser)]
pub struct Interactions {
    /// What to do with them.
    #[command(subcommand)]
    pub what: Option<InteractionsWord>,
}

/// What to do with interactions.
#[derive(Debug, Subcommand)]
pub enum InteractionsWord {
    /// Remove interactions.
    Remove {
        /// Which: #id, a kind ("hydrogen bond"), or all.
        #[arg(required = true, value_name = "WHICH")]
        which: Vec<String>,
    },
}

/// Volumes; without a word they are listed.
#[derive(Debug, Parser)]
pub struct Volumes {
    /// What to do with one of them.
    #[command(subcommand)]
    pub what: Option<VolumesWord>,
}

/// What to do with a volume.
#[derive(Debug, Subcommand)]
pub enum VolumesWord {
    /// Show a volume.
    Show {
        /// The volume: NAME, NAME#id or #id.
        volume: String,
    },
    /// Hide a volume.
    Hide {
        /// The volume: NAME, NAME#id or #id.
        volume: String,
    },
    /// Move the surfaces of a volume.
    Level {
        /// The volume: NAME, NAME#id or #id.
        volume: String,
        /// How far from the mean, in its rmsd; surfaces below the mean are as far below it.
        level: f32,
    },
    /// Remove a volume; its complex stays.
    Remove {
        /// The volume: NAME, NAME#id or #id.
        volume: String,
    },
}
