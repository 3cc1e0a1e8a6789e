//! One run: a task that docks each chosen ligand, and the news that it sends to the plugin.

use std::sync::atomic::{AtomicU64, Ordering};

use molecule::{Complex, Index, Text};
use plugin::ui::Kind;
use plugin::{Context, Result, Session};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinHandle;

use crate::choices::{Choices, MOST_LIGANDS, Site};
use crate::entries::entries;
use crate::pipeline::{Dock, LigandPoses, PipelineError, Plan, SearchBox, Tools, poses};
use crate::results::{Docked, in_view};

/// A run that goes on.
pub struct Run {
    number: u64,
    ligands: usize,
    finished: Receiver<Found>,
    task: JoinHandle<()>,
}

/// The poses of one ligand, not yet in the workspace.
pub struct Found {
    /// The ligand's name.
    pub ligand: String,
    /// What the ligand is called in messages: its name, and more where others are named so, too.
    pub called: String,
    /// A frame per pose.
    pub complex: Complex,
    /// The score of each pose, best first; kcal/mol.
    pub scores: Vec<f32>,
    /// Centres of its drawing whose hand no wedge tells.
    pub guessed_centres: usize,
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
    /// A ligand is docked: [`Run::finished`] has its poses.
    Docked,
    /// Nothing could be docked.
    Problem(String),
    /// A ligand could not be docked; the next one is tried.
    Failed { ligand: String, why: String },
    /// All ligands were tried.
    Finished,
}

/// What a run works on: copies, so that nothing of it changes on the way.
struct Job {
    session: Session,
    tools: Tools,
    plan: Plan,
    receptor: Complex,
    /// Each a molecule by itself.
    ligands: Vec<Complex>,
    run: u64,
    finished: Sender<Found>,
}

impl Run {
    /// Fetches the structures and starts; or says what must be done first.
    pub async fn start(
        session: &Session,
        tools: &Tools,
        choices: &Choices,
    ) -> Result<std::result::Result<Self, String>> {
        let (found, finished) = channel(MOST_LIGANDS);
        let job = match Job::new(session, tools, choices, found).await? {
            Ok(job) => job,
            Err(problem) => return Ok(Err(problem)),
        };
        if job.plan.site.is_coarse() {
            let text = "The site is large: the search is coarse and takes long. A box around a ligand is better.";
            session.notify(Kind::WARNING, text).await?;
        }
        let (number, ligands) = (job.run, job.ligands.len());
        Ok(Ok(Self { number, ligands, finished, task: session.spawn(job.work()) }))
    }

    /// How many ligands it docks.
    pub fn ligands(&self) -> usize {
        self.ligands
    }

    /// Tells it from earlier ones.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// What was docked since this was asked last, also of a run that was cancelled: a ligand that is docked stays docked.
    pub fn finished(&mut self) -> Vec<Found> {
        std::iter::from_fn(|| self.finished.try_recv().ok()).collect()
    }

    /// Ends it, with the programs that it runs and their files; returns when they are gone.
    pub async fn cancel(&mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }
}

impl Job {
    async fn new(
        session: &Session,
        tools: &Tools,
        choices: &Choices,
        finished: Sender<Found>,
    ) -> Result<std::result::Result<Self, String>> {
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
        let ligands: Vec<Complex> = ligands.iter().flat_map(entries).take(MOST_LIGANDS).collect();
        if ligands.is_empty() {
            return Ok(Err("The ligands that were chosen have no atoms any more: choose others.".to_owned()));
        }
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
        Ok(Ok(Self { session: session.clone(), tools: tools.clone(), plan, receptor, ligands, run, finished }))
    }

    async fn work(self) -> Result<()> {
        match self.dock_all().await {
            Ok(()) => self.tell(What::Finished),
            Err(error) => self.tell(What::Problem(capitalized(&error.to_string()))),
        }
        Ok(())
    }

    /// Docks one ligand after the other; what is wrong with one does not stop the others, unless it would meet them too.
    async fn dock_all(&self) -> std::result::Result<(), PipelineError> {
        self.tell(What::Progress { done: 0.0, text: "Preparing the receptor".to_owned() });
        let dock = Dock::new(&self.tools, &self.plan, &self.receptor).await?;
        let count = self.ligands.len();
        let mut is_first = true;
        for (row, ligand) in self.ligands.iter().enumerate() {
            let on_progress = |done: f32| {
                let done = (row as f32 + done) / count as f32;
                let which = if count > 1 { format!(" ({} of {count})", row + 1) } else { String::new() };
                self.tell(What::Progress { done, text: format!("Docking {}{which}", self.called(ligand)) });
            };
            on_progress(0.0);
            match dock.dock(ligand, on_progress).await {
                Ok(found) => {
                    self.hand_over(ligand, &found, is_first);
                    is_first = false;
                }
                Err(error) if error.is_about_every_ligand() => return Err(error),
                Err(error) => self.tell(What::Failed { ligand: self.called(ligand), why: error.to_string() }),
            }
        }
        Ok(())
    }

    /// To the plugin, which brings poses into the workspace: one that a Cancel stopped here half-way would leave a complex there of
    /// which nobody knows.
    fn hand_over(&self, ligand: &Complex, found: &LigandPoses, is_first: bool) {
        let mut complex = poses::as_complex(found, ligand, &self.receptor);
        // Several sit in one place: one is seen at a time, and in the end the best. Whatever ends the run before, one is seen.
        complex.visible = is_first;
        let scores = found.poses.iter().map(|pose| pose.score).collect();
        let (called, guessed_centres) = (self.called(ligand), found.guessed_centres);
        let found = Found { ligand: ligand.name.to_string(), called, complex, scores, guessed_centres };
        // There is room for all ligands of a run; and if the plugin is gone, so is the session.
        let _ = self.finished.try_send(found);
        self.tell(What::Docked);
    }

    /// A ligand's name, with the number of the complex that it is from where another one has the same name.
    fn called(&self, ligand: &Complex) -> String {
        match self.ligands.iter().filter(|other| other.name == ligand.name).count() {
            1 => ligand.name.to_string(),
            _ => format!("{} #{}", ligand.name, ligand.index),
        }
    }

    fn tell(&self, what: What) {
        self.session.post(News { run: self.run, what });
    }
}

/// Brings poses into the workspace, where they are called as nothing else is.
pub async fn bring(session: &Session, run: u64, found: Found) -> Result<Docked> {
    let mut complex = found.complex;
    let present = session.complex_list().await?;
    complex.name = free_name(&complex.name, |name| present.iter().any(|other| other.name == name));
    let shown = in_view(&complex);
    let added = session.add_to_workspace(&[complex]).await?;
    let complex = added.first().context("the room did not take the poses")?.index;
    // People leaf through poses in panels of the room, too.
    session.hook_complex_updated(complex).await?;
    let Found { ligand, scores, guessed_centres, .. } = found;
    Ok(Docked { run, ligand, complex, scores, guessed_centres, shown })
}

/// `DTY docked`, or the first of `DTY docked 2`, `DTY docked 3`, ... that nothing else is called: lists of the room have names alone.
fn free_name(name: &str, is_taken: impl Fn(&str) -> bool) -> Text {
    let numbered = (2..).map(|number: u32| format!("{name} {number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or_else(|| name.to_owned()).into()
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_docked_when_a_run_is_cancelled_is_not_lost() {
        let (found, finished) = channel(MOST_LIGANDS);
        let (alive, mut is_over) = channel::<()>(1);
        let task = tokio::spawn(async move {
            let _alive = alive;
            let (ligand, complex) = ("DTY".to_owned(), Complex::default());
            let _ = found.try_send(Found {
                called: ligand.clone(),
                ligand,
                complex,
                scores: vec![-7.0],
                guessed_centres: 0,
            });
            std::future::pending().await
        });
        let mut run = Run { number: 1, ligands: 2, finished, task };
        while run.finished.is_empty() {
            tokio::task::yield_now().await;
        }
        run.cancel().await;
        assert_eq!(is_over.recv().await, None, "the task is gone");
        let names: Vec<String> = run.finished().into_iter().map(|found| found.ligand).collect();
        assert_eq!(names, ["DTY"]);
        assert!(run.finished().is_empty(), "and given once");
    }

    #[test]
    fn a_result_is_called_as_nothing_else_in_the_room() {
        let named = |present: &[&str]| free_name("DTY docked", |name| present.contains(&name));
        assert_eq!(named(&["DTY", "DTY docked 2"]).as_str(), "DTY docked");
        assert_eq!(named(&["DTY docked"]).as_str(), "DTY docked 2");
        assert_eq!(named(&["DTY docked 3", "DTY docked", "DTY docked 2"]).as_str(), "DTY docked 4");
    }
}
