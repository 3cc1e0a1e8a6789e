//! One run: a task that docks each chosen ligand, and the news that it sends to the plugin.

use std::sync::atomic::{AtomicU64, Ordering};

use molecule::{Complex, Index};
use plugin::ui::Kind;
use plugin::{Result, Session};
use tokio::task::JoinHandle;

use crate::choices::{Choices, Site};
use crate::pipeline::{Dock, PipelineError, Plan, SearchBox, Tools, poses};
use crate::screen::Docked;

/// A run that goes on.
pub struct Run {
    number: u64,
    task: JoinHandle<()>,
}

/// What a run tells the plugin.
pub struct News {
    /// Which run.
    pub run: u64,
    /// What it has to say.
    pub what: What,
}

/// What a run has to say.
pub enum What {
    /// How much of all is done, 0 to 1, and what is being done.
    Progress { done: f32, text: String },
    /// The poses of the ligand of this name are in the workspace.
    Docked(String, Docked),
    /// A ligand could not be docked; the next one is tried.
    Problem(String),
    /// All is done; how it went.
    Finished(String),
}

/// What a run works on: copies, so that nothing of it changes on the way.
struct Job {
    session: Session,
    tools: Tools,
    plan: Plan,
    receptor: Complex,
    ligands: Vec<(String, Complex)>,
    run: u64,
}

impl Run {
    /// Fetches the structures and starts; or says what must be done first.
    pub async fn start(
        session: &Session,
        tools: &Tools,
        choices: &Choices,
    ) -> Result<std::result::Result<Self, String>> {
        let job = match Job::new(session, tools, choices).await? {
            Ok(job) => job,
            Err(problem) => return Ok(Err(problem)),
        };
        if job.plan.site.is_coarse() {
            let text = "The site is large: the search is coarse and takes long. A box around a ligand is better.";
            session.notify(Kind::WARNING, text).await?;
        }
        let number = job.run;
        Ok(Ok(Self { number, task: session.spawn(job.work()) }))
    }

    /// Tells it from earlier ones.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Ends it, with the programs that it runs and their files; returns when they are gone.
    pub async fn cancel(self) {
        self.task.abort();
        let _ = self.task.await;
    }
}

impl Job {
    async fn new(session: &Session, tools: &Tools, choices: &Choices) -> Result<std::result::Result<Self, String>> {
        static RUNS: AtomicU64 = AtomicU64::new(1);
        let site = match choices.site {
            Site::Around(index) => Some(index),
            Site::WholeReceptor => choices.receptor,
        };
        let wanted: Vec<Index> =
            choices.receptor.into_iter().chain(site).chain(choices.ligands.iter().copied()).collect();
        let mut found = session.complexes(&wanted).await?;
        let is_there = found.len() == wanted.len() && found.iter().zip(&wanted).all(|(a, b)| a.index == *b);
        if !is_there || found.len() < 3 {
            return Ok(Err("Something that was chosen is not in the workspace any more: choose again.".to_owned()));
        }
        let ligands = found.split_off(2);
        let ligands = ligands.into_iter().map(|ligand| (choices.name(ligand.index), ligand)).collect();
        let margin = match choices.site {
            Site::Around(_) => choices.margin,
            Site::WholeReceptor => 5.0,
        };
        let Some(site) = SearchBox::around(&found[1], &found[0], margin) else {
            return Ok(Err("The complex chosen as site has no atoms: choose another one.".to_owned()));
        };
        let plan =
            Plan { site, keep: choices.keep.clone(), search: choices.search, fresh_conformer: choices.fresh_conformer };
        let run = RUNS.fetch_add(1, Ordering::Relaxed);
        let receptor = found.swap_remove(0);
        Ok(Ok(Self { session: session.clone(), tools: tools.clone(), plan, receptor, ligands, run }))
    }

    async fn work(self) -> Result<()> {
        let outcome = self.dock_all().await;
        self.tell(What::Finished(outcome.unwrap_or_else(|error| {
            let text = capitalized(&error.to_string());
            self.tell(What::Problem(text.clone()));
            text
        })));
        Ok(())
    }

    /// Docks one ligand after the other; what is wrong with one does not stop the others.
    async fn dock_all(&self) -> std::result::Result<String, PipelineError> {
        self.tell(What::Progress { done: 0.0, text: "Preparing the receptor".to_owned() });
        let dock = Dock::new(&self.tools, &self.plan, &self.receptor).await?;
        let count = self.ligands.len() as f32;
        let mut failed = 0;
        for (row, (name, ligand)) in self.ligands.iter().enumerate() {
            let on_progress = |done: f32| {
                let done = (row as f32 + done) / count;
                self.tell(What::Progress { done, text: format!("Docking {name}") });
            };
            on_progress(0.0);
            match self.dock_one(&dock, ligand, on_progress).await {
                Ok(docked) => self.tell(What::Docked(name.clone(), docked)),
                Err(error) => {
                    failed += 1;
                    self.tell(What::Problem(format!("{name}: {error:#}")));
                }
            }
        }
        let docked = self.ligands.len() - failed;
        Ok(match failed {
            0 => format!("Done: {docked} docked."),
            _ => format!("Done: {docked} docked, {failed} not (see the notifications)."),
        })
    }

    async fn dock_one(&self, dock: &Dock<'_>, ligand: &Complex, on_progress: impl FnMut(f32)) -> Result<Docked> {
        let found = dock.dock(ligand, on_progress).await?;
        let complex = poses::as_complex(&found, ligand, &self.receptor);
        let added = self.session.add_to_workspace(&[complex]).await?;
        let index = added.first().map_or(molecule::NO_INDEX, |complex| complex.index);
        Ok(Docked { complex: index, scores: found.iter().map(|pose| pose.score).collect(), shown: 0 })
    }

    fn tell(&self, what: What) {
        self.session.post(News { run: self.run, what });
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
