//! The plugin in its room: what the presenter does becomes choices, a run, and complexes with poses.

mod run;

use std::any::Any;

use molecule::{Complex, Index};
use plugin::ui::{Kind, UiEvent};
use plugin::{Plugin, Result, Session};

use crate::choices::{Choices, MOST_LIGANDS, Portrait};
use crate::pipeline::poses::{score_text, summary};
use crate::pipeline::{Tools, sweep};
use crate::results::{Docked, Failed, in_view, of_run};
use crate::screen::{Action, Screen};
use run::{Found, News, Run, What};

/// Results that stay in the menu; older ones stay in the workspace.
const MOST_RESULTS: usize = 2 * MOST_LIGANDS;
/// So many ligands are named in one notification.
const MOST_NAMED: usize = 5;

/// The Docking plugin in one session.
pub struct Docking {
    session: Session,
    tools: Tools,
    choices: Choices,
    screen: Screen,
    results: Vec<Docked>,
    run: Option<Run>,
    failed: Failed,
    /// Whether the menu was opened: before that nothing is shown.
    is_open: bool,
}

impl Plugin for Docking {
    async fn start(session: Session) -> Result<Self> {
        let swept = sweep();
        if swept > 0 {
            tracing::info!(swept, "removed temporary folders of runs that were killed");
        }
        Ok(Self {
            session,
            tools: Tools::from_env(),
            choices: Choices::default(),
            screen: Screen::default(),
            results: Vec::new(),
            run: None,
            failed: Failed::default(),
            is_open: false,
        })
    }

    async fn on_run(&mut self) -> Result<()> {
        self.is_open = true;
        // What was seen of them may have changed since.
        self.choices.portraits.clear();
        self.refresh().await?;
        if self.run.is_none() {
            self.screen.say(self.choices.problem().as_deref().unwrap_or("Ready."));
        }
        self.show().await
    }

    async fn on_complex_added(&mut self) -> Result<()> {
        self.workspace_changed().await
    }

    async fn on_complex_removed(&mut self) -> Result<()> {
        self.workspace_changed().await
    }

    async fn on_complex_updated(&mut self, index: Index, complex: Option<Complex>) -> Result<()> {
        let result = self.results.iter().find(|result| result.complex == index);
        let (Some(result), Some(complex)) = (result, complex) else { return Ok(()) };
        if result.shown == in_view(&complex) {
            return Ok(());
        }
        // What this plugin changed meanwhile is in the list, but was not in what the room told.
        let list = self.session.complex_list().await?;
        self.follow(&list);
        self.mark().await
    }

    async fn on_event(&mut self, event: UiEvent) -> Result<()> {
        if let UiEvent::MenuToggled { menu: 0, open } = event {
            self.is_open = open;
            return self.workspace_changed().await;
        }
        match self.screen.action(&event) {
            Some(Action::Run) => self.start_run().await,
            Some(Action::Cancel) => self.cancel().await,
            Some(Action::Show { complex, pose }) => self.show_pose(complex, pose).await,
            Some(action) => self.choose(action, event).await,
            None => Ok(()),
        }
    }

    async fn on_post(&mut self, message: Box<dyn Any + Send>) -> Result<()> {
        let Ok(news) = message.downcast::<News>() else { return Ok(()) };
        // What a cancelled run still had to say is of no interest.
        if self.run.as_ref().is_none_or(|run| run.number() != news.run) {
            return Ok(());
        }
        self.hear(*news).await
    }

    async fn on_stop(&mut self) -> Result<()> {
        if let Some(mut run) = self.run.take() {
            run.cancel().await;
        }
        Ok(())
    }
}

impl Docking {
    async fn workspace_changed(&mut self) -> Result<()> {
        if !self.is_open {
            return Ok(());
        }
        self.refresh().await?;
        self.show().await
    }

    /// Looks what is in the workspace; only new complexes are fetched with their atoms.
    async fn refresh(&mut self) -> Result<()> {
        let mut present = Vec::new();
        let list = self.session.complex_list().await?;
        self.follow(&list);
        for shallow in list {
            let mut portrait = self.choices.portraits.get(&shallow.index).cloned();
            if portrait.is_none() {
                let whole = self.session.complexes(&[shallow.index]).await?;
                portrait = whole.first().filter(|complex| complex.index == shallow.index).map(Portrait::of);
            }
            if let Some(portrait) = portrait {
                present.push((shallow.index, portrait.placed_as(&shallow)));
            }
        }
        self.choices.refresh(present);
        let complexes = &self.choices.complexes;
        self.results.retain(|result| complexes.contains(&result.complex));
        Ok(())
    }

    /// Which poses are in view, as the workspace has it.
    fn follow(&mut self, list: &[Complex]) {
        for result in &mut self.results {
            if let Some(complex) = list.iter().find(|complex| complex.index == result.complex) {
                result.follow(complex);
            }
        }
    }

    /// Marks the poses that are in view, in a menu that is open.
    async fn mark(&mut self) -> Result<()> {
        if !self.is_open {
            return Ok(());
        }
        let marks = self.screen.marks(&self.results);
        if marks.is_empty() { Ok(()) } else { Ok(self.session.update_content(marks).await?) }
    }

    /// Sends the menu, unless it was closed: then it stays so until somebody presses Run.
    async fn show(&mut self) -> Result<()> {
        if !self.is_open {
            return Ok(());
        }
        let menu = self.screen.menu(&self.choices, &self.results, &self.failed, self.run.is_some());
        Ok(self.session.update_menu(&menu).await?)
    }

    /// Takes a choice; the menu is sent again where something else in it depends on it.
    async fn choose(&mut self, action: Action, event: UiEvent) -> Result<()> {
        let choices = &mut self.choices;
        match (action, event) {
            (Action::Receptor, UiEvent::ItemChosen { item, .. }) => {
                choices.choose_receptor(self.screen.receptor_at(item));
                return self.show().await;
            }
            (Action::Site, UiEvent::ItemChosen { item, .. }) => {
                let Some(site) = self.screen.site_at(item) else { return Ok(()) };
                choices.choose_site(site);
                return self.show().await;
            }
            (Action::Ligand(index), UiEvent::ButtonPressed { selected, .. }) => {
                choices.choose_ligand(index, selected);
                return self.show().await;
            }
            (Action::Group(group), UiEvent::ButtonPressed { selected, .. }) => choices.choose_group(group, selected),
            (Action::Waters, UiEvent::ButtonPressed { selected, .. }) => choices.choose_waters(selected),
            (Action::FreshConformer, UiEvent::ButtonPressed { selected, .. }) => choices.fresh_conformer = selected,
            (Action::Seed, UiEvent::TextChanged { text, .. } | UiEvent::TextSubmitted { text, .. }) => {
                // What is no number yet may become one.
                if let Ok(seed) = text.trim().parse() {
                    choices.search.seed = seed;
                }
            }
            (Action::Set(measure), UiEvent::SliderChanged { value, .. } | UiEvent::SliderReleased { value, .. }) => {
                choices.set(measure, value);
                let values = self.screen.values(choices);
                self.session.update_content(values).await?;
            }
            _ => {}
        }
        Ok(())
    }

    async fn start_run(&mut self) -> Result<()> {
        if self.run.is_some() {
            return Ok(());
        }
        self.refresh().await?;
        if let Some(problem) = self.choices.problem() {
            self.screen.say(&problem);
            self.session.notify(Kind::WARNING, problem).await?;
            return self.show().await;
        }
        match Run::start(&self.session, &self.tools, &self.choices).await? {
            Ok(run) => {
                self.failed = Failed { run: run.number(), ligands: Vec::new() };
                self.run = Some(run);
                self.screen.say("Preparing the receptor");
            }
            Err(problem) => {
                self.screen.say(&problem);
                self.session.notify(Kind::ERROR, problem).await?;
            }
        }
        self.show().await
    }

    async fn cancel(&mut self) -> Result<()> {
        let Some(mut run) = self.run.take() else { return Ok(()) };
        let (number, count) = (run.number(), run.ligands());
        run.cancel().await;
        self.bring(number, run.finished()).await;
        self.screen.say("Cancelled.");
        let docked = self.results.iter().filter(|result| result.run == number).count();
        let kept = match (docked, count) {
            (0, 1) => String::new(),
            (_, 1) => " The ligand was docked already.".to_owned(),
            _ => format!(" {docked} of {count} ligands are docked."),
        };
        self.session.notify(Kind::MESSAGE, format!("Docking was cancelled.{kept}")).await?;
        self.show_best(number).await?;
        self.show().await
    }

    async fn hear(&mut self, news: News) -> Result<()> {
        match news.what {
            What::Progress { done, text } => {
                let contents = self.screen.progress(done, &text);
                self.session.update_content(contents).await?;
                Ok(())
            }
            What::Docked => {
                let found = self.run.as_mut().map(Run::finished).unwrap_or_default();
                self.bring(news.run, found).await;
                self.workspace_changed().await
            }
            What::Failed { ligand, why } => {
                self.failed.ligands.push((ligand, why));
                Ok(())
            }
            What::Problem(text) => {
                self.run = None;
                self.screen.say(&text);
                self.session.notify(Kind::ERROR, text).await?;
                self.show_best(news.run).await?;
                self.show().await
            }
            What::Finished => self.finish(news.run).await,
        }
    }

    /// Brings poses into the workspace and lists them.
    async fn bring(&mut self, run: u64, found: Vec<Found>) {
        for found in found {
            let ligand = found.called.clone();
            match run::bring(&self.session, run, found).await {
                Ok(result) => self.results.insert(0, result),
                Err(error) => self.failed.ligands.push((ligand, format!("{error:#}"))),
            }
        }
        self.results.truncate(MOST_RESULTS);
    }

    /// Says how it went: what was found, and what failed by its name.
    async fn finish(&mut self, run: u64) -> Result<()> {
        self.run = None;
        if let Some(text) = failures(&self.failed.ligands) {
            self.session.notify(Kind::ERROR, text).await?;
        }
        let done = of_run(&self.results, run);
        let (docked, failed) = (done.len(), self.failed.ligands.len());
        self.screen.say(&match failed {
            0 => format!("Done: {docked} docked."),
            _ => format!("Done: {docked} docked, {failed} not, as listed below."),
        });
        let told = match (&done[..], failed) {
            ([], _) => None,
            ([one], 0) => Some(format!("{} docked: {}.", one.ligand, summary(&one.scores))),
            ([best, ..], _) => {
                let (tried, score) = (docked + failed, score_text(best.best()));
                Some(format!("{docked} of {tried} docked, the best is {} at {score}.", best.ligand))
            }
        };
        if let Some(text) = told {
            self.session.notify(Kind::SUCCESS, text).await?;
        }
        if let Some(text) = guessed(&done) {
            self.session.notify(Kind::WARNING, text).await?;
        }
        self.show_best(run).await?;
        self.show().await
    }

    /// Of the ligands of a run, which all sit in one place, shows the best one.
    async fn show_best(&mut self, run: u64) -> Result<()> {
        let Some(best) = of_run(&self.results, run).first().map(|result| result.complex) else { return Ok(()) };
        let list = self.session.complex_list().await?;
        let Some(frame) = list.iter().find(|found| found.index == best).map(|found| found.current_frame) else {
            return Ok(()); // Somebody removed it.
        };
        self.show_alone(list, run, best, frame).await
    }

    /// Shows a pose: only the complexes' own values travel. Other ligands of the same run make way.
    async fn show_pose(&mut self, complex: Index, pose: usize) -> Result<()> {
        let list = self.session.complex_list().await?;
        let result = self.results.iter().find(|result| result.complex == complex);
        let (true, Some(result)) = (list.iter().any(|found| found.index == complex), result) else {
            self.session.notify(Kind::WARNING, "These poses are not in the workspace any more.").await?;
            return Ok(());
        };
        let run = result.run;
        self.show_alone(list, run, complex, pose).await?;
        self.mark().await
    }

    /// Shows this frame of a complex, and no other result of its run.
    async fn show_alone(&mut self, list: Vec<Complex>, run: u64, complex: Index, frame: usize) -> Result<()> {
        let beside = |index: Index| self.results.iter().any(|other| other.run == run && other.complex == index);
        let changed = list.into_iter().filter_map(|mut found| {
            if found.index == complex && (found.visible, found.current_frame) != (true, frame) {
                found.visible = true;
                found.current_frame = frame;
            } else if found.index != complex && found.visible && beside(found.index) {
                found.visible = false;
            } else {
                return None;
            }
            Some(found)
        });
        let changed: Vec<Complex> = changed.collect();
        if changed.is_empty() { Ok(()) } else { self.change(&changed).await }
    }

    /// Changes complexes themselves; the room does not tell who changed them.
    async fn change(&mut self, complexes: &[Complex]) -> Result<()> {
        self.session.update_shallow(complexes).await?;
        self.follow(complexes);
        Ok(())
    }
}

/// What is said of ligands that failed: why of a single one, of several which.
fn failures(failed: &[(String, String)]) -> Option<String> {
    match failed {
        [] => None,
        [(ligand, why)] => Some(format!("{ligand}: {why}")),
        several => {
            let named = named(several.iter().map(|(ligand, _)| ligand.clone()));
            Some(format!("{} ligands were not docked: {named}. The menu of Docking says why.", several.len()))
        }
    }
}

/// What is said of drawings that leave a hand open.
fn guessed(done: &[&Docked]) -> Option<String> {
    let guessed: Vec<&&Docked> = done.iter().filter(|result| result.guessed_centres > 0).collect();
    let of_each = guessed.iter().map(|result| match result.guessed_centres {
        1 => format!("{} (1 centre)", result.ligand),
        several => format!("{} ({several} centres)", result.ligand),
    });
    let named = named(of_each);
    (!guessed.is_empty()).then(|| format!("No wedge tells these hands, so any was docked: {named}."))
}

/// The first few of a list, and how many more there are.
fn named(list: impl ExactSizeIterator<Item = String>) -> String {
    let more = list.len().saturating_sub(MOST_NAMED);
    let named = list.take(MOST_NAMED).collect::<Vec<_>>().join(", ");
    if more == 0 { named } else { format!("{named} and {more} more") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_the_first_are_named() {
        let failed = |count: usize| (1..=count).map(|row| (format!("L{row}"), "no".to_owned())).collect::<Vec<_>>();
        assert_eq!(failures(&failed(0)), None);
        assert_eq!(failures(&failed(1)).unwrap(), "L1: no");
        let text = failures(&failed(7)).unwrap();
        assert_eq!(text, "7 ligands were not docked: L1, L2, L3, L4, L5 and 2 more. The menu of Docking says why.");
    }

    #[test]
    fn hands_that_nobody_told_are_told() {
        let docked = |ligand: &str, guessed_centres: usize| Docked {
            run: 1,
            ligand: ligand.into(),
            complex: 1,
            scores: vec![-1.0],
            guessed_centres,
            shown: None,
        };
        let [a, b, c] = [docked("A", 1), docked("B", 0), docked("C", 2)];
        let text = guessed(&[&a, &b, &c]).unwrap();
        assert_eq!(text, "No wedge tells these hands, so any was docked: A (1 centre), C (2 centres).");
        assert_eq!(guessed(&[&b]), None);
    }
}
