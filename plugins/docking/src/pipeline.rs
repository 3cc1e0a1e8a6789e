//! From a receptor and a ligand to ranked poses, by Open Babel, RDKit, meeko and AutoDock Vina; knows no room.

pub mod error;
mod folder;
pub mod ligand;
pub mod poses;
pub mod receptor;
pub mod site;
mod tool;
pub mod tools;
pub mod vina;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use molecule::Complex;

pub use error::PipelineError;
pub use folder::{WorkFolder, sweep};
pub use poses::{LigandPoses, Pose};
pub use receptor::{GroupId, Receptor};
pub use site::SearchBox;
pub use tools::Tools;
pub use vina::Search;

use error::{last_words, missing_module};
use tool::Outcome;

/// What Open Babel, RDKit and meeko may take; the largest receptors take seconds.
const PREPARATION: Duration = Duration::from_secs(300);

/// What Vina may take for one ligand.
const DOCKING: Duration = Duration::from_secs(6 * 3600);

/// All that one ligand's docking needs beside the ligand.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Where to search.
    pub site: SearchBox,
    /// Hetero groups of the receptor that stay.
    pub keep: BTreeSet<GroupId>,
    /// How to search.
    pub search: Search,
    /// Whether the ligand's own conformation is forgotten first.
    pub fresh_conformer: bool,
}

/// A receptor that is ready for its ligands; its files are gone when this is dropped.
#[derive(Debug)]
pub struct Dock<'a> {
    tools: &'a Tools,
    plan: &'a Plan,
    folder: WorkFolder,
}

impl<'a> Dock<'a> {
    /// Prepares the receptor: Open Babel adds its hydrogens at pH 7.4.
    pub async fn new(tools: &'a Tools, plan: &'a Plan, receptor: &Complex) -> Result<Self, PipelineError> {
        let receptor = Receptor::prepare(receptor, &plan.keep, &plan.site)?;
        let folder = WorkFolder::new()?;
        write(&folder, "receptor.pdb", &receptor.pdb)?;
        let babel = tools.open_babel().args(["receptor.pdb", "-xr", "-p", "7.4", "-O", "receptor.pdbqt"]);
        let outcome = babel.run(folder.path(), PREPARATION, |_| ()).await?;
        let step = "Preparing the receptor with Open Babel";
        let prepared = expect_file(step, &outcome, &folder, "receptor.pdbqt")?;
        write(&folder, "receptor.pdbqt", &format!("{}\n{}", prepared.trim_end(), receptor.ions))?;
        Ok(Self { tools, plan, folder })
    }

    /// Docks a ligand; `on_progress` hears how much of it is done, 0 to 1. The poses come best first.
    ///
    /// Dropping the future ends whatever runs.
    pub async fn dock(&self, ligand: &Complex, mut on_progress: impl FnMut(f32)) -> Result<LigandPoses, PipelineError> {
        let folder = &self.folder;
        write(folder, "ligand.mol", &ligand::molfile(ligand, &self.plan.site)?)?;
        for stale in ["ligand.sdf", "ligand.pdbqt", "poses.pdbqt", "poses.sdf"] {
            let _ = std::fs::remove_file(folder.file(stale));
        }
        let guessed_centres = self.prepare_ligand().await?;
        on_progress(0.02);
        self.run_vina(|done| on_progress(0.02 + 0.96 * done)).await?;
        self.python_step(
            "Reading the poses",
            &["-m", "meeko.cli.mk_export", "poses.pdbqt", "-s", "poses.sdf"],
            "poses.sdf",
        )
        .await?;
        let poses = poses::read(&std::fs::read_to_string(folder.file("poses.sdf"))?)?;
        on_progress(1.0);
        Ok(LigandPoses { poses, guessed_centres })
    }

    /// Where its files are.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes the ligand as Vina takes it. How many of its centres have a hand that nobody told.
    async fn prepare_ligand(&self) -> Result<usize, PipelineError> {
        let seed = self.plan.search.seed.to_string();
        write(&self.folder, "prepare_ligand.py", tools::PREPARE_LIGAND)?;
        let mut words = vec!["prepare_ligand.py", "ligand.mol", "ligand.sdf"];
        if self.plan.fresh_conformer {
            words.push(&seed);
        }
        let printed = self.python_step("Adding hydrogens to the ligand", &words, "ligand.sdf").await?;
        let words = ["-m", "meeko.cli.mk_prepare_ligand", "-i", "ligand.sdf", "-o", "ligand.pdbqt"];
        self.python_step("Preparing the ligand with meeko", &words, "ligand.pdbqt").await?;
        Ok(printed.trim().parse().unwrap_or(0)) // Of a ligand in space it prints none.
    }

    async fn run_vina(&self, mut on_progress: impl FnMut(f32)) -> Result<(), PipelineError> {
        let words = vina::arguments(&self.plan.site, &self.plan.search, self.tools.cpus);
        let mut bar = vina::ProgressBar::default();
        let on_output = |output: &[u8]| {
            if let Some(done) = bar.feed(output) {
                on_progress(done);
            }
        };
        let outcome = self.tools.vina().args(words).run(self.folder.path(), DOCKING, on_output).await?;
        if !outcome.success || !self.folder.file("poses.pdbqt").exists() {
            return Err(PipelineError::Failed { step: "AutoDock Vina", reason: vina::complaint(&outcome) });
        }
        Ok(())
    }

    /// Runs Python until it has written `result`. What it printed.
    async fn python_step(&self, step: &'static str, words: &[&str], result: &str) -> Result<String, PipelineError> {
        let outcome = self.tools.python().args(words).run(self.folder.path(), PREPARATION, |_| ()).await?;
        if let Some(module) = missing_module(&outcome.stderr).filter(|_| !outcome.success) {
            let module = module.to_owned();
            let python = self.tools.python.to_string_lossy().into_owned();
            return Err(PipelineError::MissingModule { python, module, packages: tools::PYTHON_PACKAGES });
        }
        expect_file(step, &outcome, &self.folder, result)?;
        Ok(outcome.stdout)
    }
}

fn write(folder: &WorkFolder, name: &str, text: &str) -> std::io::Result<()> {
    std::fs::write(folder.file(name), text)
}

/// What a step has written, or why it has not.
fn expect_file(
    step: &'static str,
    outcome: &Outcome,
    folder: &WorkFolder,
    name: &str,
) -> Result<String, PipelineError> {
    let text = std::fs::read_to_string(folder.file(name)).unwrap_or_default();
    if !outcome.success || text.trim().is_empty() {
        return Err(PipelineError::Failed { step, reason: last_words(&outcome.stderr) });
    }
    Ok(text)
}
